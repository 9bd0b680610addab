//! Lexical diversity: how many different words a text is made of.
//!
//! A text is the sequence of its types, each by a small number of its own. Ratios of types to tokens fall with the
//! length of the text; `mattr`, `mtld` and `hdd` are made to depend on it less, and are undefined for short texts.

use std::fmt::Write as _;

/// The window of MATTR, unless another is asked for.
pub const MATTR_WINDOW: usize = 50;
/// Below so many tokens MTLD is not given.
pub const MTLD_LEAST: usize = 50;
/// How many tokens HD-D draws.
pub const HDD_DRAW: u64 = 42;

/// Every measure of one text.
#[derive(Debug, Clone, PartialEq)]
pub struct Diversity {
    /// Running words, N.
    pub tokens: u64,
    /// Different words, V.
    pub types: u64,
    /// V/N, in `(0, 1]`.
    pub ttr: Option<f64>,
    /// V/√N. Guiraud (1954).
    pub guiraud_r: Option<f64>,
    /// ln V/ln N, at most 1; `None` below two tokens. Herdan (1960).
    pub herdan_c: Option<f64>,
    /// 10⁴·(Σf² − N)/N²; 0 where no word is repeated. Yule (1944).
    pub yule_k: Option<f64>,
    /// The probability that two tokens are of one type, Σf(f−1)/(N(N−1)). Simpson (1949).
    pub simpson_d: Option<f64>,
    /// The mean TTR of all windows; `None` for a text shorter than one. Covington & McFall (2010).
    pub mattr: Option<f64>,
    /// The mean length of stretches that keep a TTR of 0.72. McCarthy & Jarvis (2010).
    pub mtld: Option<f64>,
    /// The expected TTR of 42 tokens drawn at random. McCarthy & Jarvis (2007).
    pub hdd: Option<f64>,
    /// Why a measure is missing; empty where none is.
    pub note: String,
}

impl Diversity {
    /// The diversity of a text, given as the types of its tokens in order, with MATTR over `window` tokens.
    pub fn new(text: &[u32], window: usize) -> Self {
        let counts = counts(text);
        let n = text.len() as f64;
        let types = counts.iter().filter(|&&count| count > 0).count() as u64;
        let v = types as f64;
        let pairs: f64 = counts.iter().map(|&count| f64::from(count) * (f64::from(count) - 1.0)).sum();
        let any = |value: f64| (n > 0.0).then_some(value);
        let two = |value: f64| (n > 1.0).then_some(value);
        Self {
            tokens: text.len() as u64,
            types,
            ttr: any(v / n),
            guiraud_r: any(v / n.sqrt()),
            herdan_c: two(v.ln() / n.ln()),
            yule_k: any(1e4 * pairs / (n * n)),
            simpson_d: two(pairs / (n * (n - 1.0))),
            mattr: mattr(text, window),
            mtld: if text.len() < MTLD_LEAST { None } else { mtld(text) },
            hdd: hdd(&counts),
            note: note(text.len(), window),
        }
    }
}

fn note(tokens: usize, window: usize) -> String {
    let mut note = String::new();
    for (measure, least) in [("mattr", window), ("mtld", MTLD_LEAST), ("hdd", HDD_DRAW as usize)] {
        if tokens < least {
            let separator = if note.is_empty() { "" } else { "; " };
            // Writing to a string cannot fail.
            let _ = write!(note, "{separator}{measure} needs {least} tokens");
        }
    }
    note
}

/// How often each type occurs, by its number.
fn counts(text: &[u32]) -> Vec<u32> {
    let mut counts = vec![0; text.iter().max().map_or(0, |&most| most as usize + 1)];
    text.iter().for_each(|&id| counts[id as usize] += 1);
    counts
}

/// The mean TTR of all windows of `window` tokens; `None` for a shorter text, or an empty window.
pub fn mattr(text: &[u32], window: usize) -> Option<f64> {
    if window == 0 || text.len() < window {
        return None;
    }
    let mut seen = vec![0u32; counts(text).len()];
    let (mut types, mut sum) = (0u64, 0u64);
    for (place, &id) in text.iter().enumerate() {
        types += u64::from(seen[id as usize] == 0);
        seen[id as usize] += 1;
        if let Some(left) = place.checked_sub(window) {
            let gone = text[left] as usize;
            seen[gone] -= 1;
            types -= u64::from(seen[gone] == 0);
        }
        if place + 1 >= window {
            sum += types;
        }
    }
    Some(sum as f64 / (text.len() - window + 1) as f64 / window as f64)
}

/// MTLD at a TTR of 0.72, stretches of at least 10 tokens, the mean of both directions; `None` where no word is ever
/// repeated.
pub fn mtld(text: &[u32]) -> Option<f64> {
    let types = counts(text).len();
    let forwards = factors(text.iter(), types);
    let backwards = factors(text.iter().rev(), types);
    let n = text.len() as f64;
    (forwards > 0.0 && backwards > 0.0).then(|| (n / forwards + n / backwards) / 2.0)
}

const MTLD_TTR: f64 = 0.72;
const MTLD_STRETCH: usize = 10;

/// In how many stretches the TTR falls below the limit, the last counted by how far it fell.
fn factors<'a>(text: impl Iterator<Item = &'a u32>, types: usize) -> f64 {
    // In which stretch a type was seen last, so that a new stretch costs nothing.
    let mut seen = vec![0u32; types];
    let (mut stretch, mut tokens, mut distinct) = (1u32, 0usize, 0usize);
    let ttr = |distinct: usize, tokens: usize| distinct as f64 / tokens as f64;
    for &id in text {
        tokens += 1;
        distinct += usize::from(seen[id as usize] != stretch);
        seen[id as usize] = stretch;
        if tokens >= MTLD_STRETCH && ttr(distinct, tokens) < MTLD_TTR {
            stretch += 1;
            (tokens, distinct) = (0, 0);
        }
    }
    let rest = if tokens == 0 { 0.0 } else { (1.0 - ttr(distinct, tokens)) / (1.0 - MTLD_TTR) };
    f64::from(stretch - 1) + rest
}

/// Σ over types of the probability to be among 42 tokens drawn, over 42; `None` below 42 tokens.
fn hdd(counts: &[u32]) -> Option<f64> {
    let tokens: u64 = counts.iter().map(|&count| u64::from(count)).sum();
    if tokens < HDD_DRAW {
        return None;
    }
    // The probability that none of a type's tokens is drawn, one drawn token after the other.
    let missed = |count: u32| {
        let others = tokens - u64::from(count);
        (0..HDD_DRAW)
            .map(|drawn| others.saturating_sub(drawn) as f64 / (tokens - drawn) as f64)
            .product::<f64>()
    };
    let expected: f64 = counts.iter().filter(|&&count| count > 0).map(|&count| 1.0 - missed(count)).sum();
    Some(expected / HDD_DRAW as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_have_no_windowed_measures_and_a_note_that_says_why() {
        let short = Diversity::new(&[0, 1, 2, 1], MATTR_WINDOW);
        assert_eq!((short.tokens, short.types, short.ttr), (4, 3, Some(0.75)));
        assert_eq!((short.mattr, short.mtld, short.hdd), (None, None, None));
        assert_eq!(short.note, "mattr needs 50 tokens; mtld needs 50 tokens; hdd needs 42 tokens");
    }

    #[test]
    fn a_text_of_nothing_has_no_diversity_and_a_text_without_repetition_no_mtld() {
        let empty = Diversity::new(&[], MATTR_WINDOW);
        assert_eq!((empty.ttr, empty.yule_k, empty.herdan_c), (None, None, None));
        let distinct: Vec<u32> = (0..60).collect();
        let all = Diversity::new(&distinct, MATTR_WINDOW);
        assert_eq!((all.mattr, all.mtld, all.yule_k), (Some(1.0), None, Some(0.0)));
        assert!((all.hdd.unwrap() - 1.0).abs() < 1e-12 && all.note.is_empty());
    }

    #[test]
    fn mattr_is_the_mean_over_all_windows() {
        // Windows of 3: {0,1,0}, {1,0,0}, {0,0,2}: two types each.
        assert!((mattr(&[0, 1, 0, 0, 2], 3).unwrap() - 2.0 / 3.0).abs() < 1e-15);
        assert_eq!(mattr(&[0, 1], 3), None);
    }
}
