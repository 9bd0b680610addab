//! Which word comes next: Zipf–Mandelbrot at the top, a steeper tail whose types never end, and planted keywords.

use super::random::{Alias, Chance, Random};
use super::words::{FUNCTION_WORDS, made_word, planted_word};

/// Where the tail begins: the size of the core vocabulary.
const CORE: u64 = 1280;
/// The offset of Zipf–Mandelbrot's law.
const OFFSET: f64 = 3.0;
/// Its exponent in the core.
const CORE_EXPONENT: f64 = 1.0;
/// The exponent of the tail; the types of a text of n words then grow as n^(1/1.95), Heaps' law with β = 0.51.
const TAIL_EXPONENT: f64 = 1.95;
/// The tail is cut into octaves, each into so many strips of equal width in which all ranks are alike.
const STRIPS: u64 = 16;
/// Beyond so many octaves there are no words.
const OCTAVES: u32 = 20;
/// The part of the words that are numbers.
const NUMBERS: f64 = 0.012;
/// Keywords have at most this part of all words, before anybody's are raised.
const ALL_KEYWORDS: f64 = 0.05;
/// A keyword has at most this part of the words of those who do not favour it.
const KEYWORD: f64 = 200e-6;
/// What one weight is worth.
const SCALE: f64 = 1e15;

/// How much more often a speaker says each of the keywords of its own.
pub(super) const FACTORS: [u32; 8] = [4, 6, 8, 12, 4, 6, 8, 12];
/// What part of the usual base rate each has, in tenths.
const SHARES: [u32; 8] = [4, 8, 12, 16, 16, 12, 8, 4];

/// What is said in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token {
    /// A word of that rank, from 0; function words first.
    Word(u64),
    /// The keyword of that number.
    Keyword(u32),
    /// Any number.
    Number,
}

impl Token {
    /// Whether it carries subject: such words come in bursts.
    pub fn is_content(self) -> bool {
        match self {
            Self::Word(rank) => rank >= FUNCTION_WORDS.len() as u64,
            Self::Keyword(_) => true,
            Self::Number => false,
        }
    }
}

/// What one place of the table stands for.
#[derive(Debug, Clone, Copy)]
enum Outcome {
    Token(Token),
    /// One of the ranks from the first to before the second.
    Strip(u64, u64),
}

/// A short word: its bytes, and how many of them there are.
///
/// All bytes are copied, those that count are kept: that is faster than to copy some.
type Short = ([u8; SHORT], u8);

/// No word of the core is longer.
const SHORT: usize = 16;

/// All words with their chances.
///
/// # Source
/// Mandelbrot (1953), An informational theory of the statistical structure of language; the two exponents: Gerlach &
/// Altmann (2013), Stochastic model for the vocabulary growth in natural languages (1 and 1.77, and a core of 7,873
/// words, in all English books; here the tail is thinner, as in the speech of one kind).
#[derive(Debug)]
pub(super) struct Vocabulary {
    table: Alias,
    /// What the places of the table after the core's words stand for.
    outcomes: Vec<Outcome>,
    /// Which of their own keywords somebody says beyond the usual.
    extra: Alias,
    /// The chance that a word is one of those.
    is_extra: Chance,
    /// The usual chance of each of a speaker's keywords, for those who do not favour it.
    base: [f64; FACTORS.len()],
    /// The core's words as printed.
    core: Vec<Short>,
    /// The keywords as printed, those of one speaker together.
    pub keywords: Vec<String>,
}

impl Vocabulary {
    /// The vocabulary for so many speakers.
    pub fn new(speakers: usize) -> Self {
        let mut weights = core_weights();
        let mut outcomes = Vec::new();
        for (strip, weight) in tail() {
            outcomes.push(strip);
            weights.push(weight);
        }
        let words: f64 = weights.iter().sum();
        let usual = (ALL_KEYWORDS / (speakers * FACTORS.len()) as f64).min(KEYWORD);
        let all = words / (1.0 - NUMBERS - usual * (speakers * FACTORS.len()) as f64);
        outcomes.push(Outcome::Token(Token::Number));
        weights.push(all * NUMBERS);
        let first = weights.len();
        for keyword in 0..speakers * FACTORS.len() {
            outcomes.push(Outcome::Token(Token::Keyword(keyword as u32)));
            weights.push(all * usual * f64::from(SHARES[keyword % SHARES.len()]) / 10.0);
        }
        let weights: Vec<u64> = weights.iter().map(|weight| (weight / all * SCALE) as u64).collect();
        let table = Alias::new(&weights);
        let share = |place: usize| weights[first + place] as f64 / table.total as f64;
        let base: [f64; FACTORS.len()] = std::array::from_fn(share);
        let raised = |place: usize| base[place] * f64::from(FACTORS[place] - 1);
        let sum: f64 = (0..FACTORS.len()).map(raised).sum();
        let own: Vec<u64> = (0..FACTORS.len()).map(|place| (raised(place) * SCALE) as u64).collect();
        let is_extra = sum / (1.0 + sum);
        Self {
            outcomes,
            table,
            extra: Alias::new(&own),
            is_extra: Chance::new(is_extra),
            base: base.map(|share| share * (1.0 - is_extra)),
            core: (0..CORE).map(core_word).collect(),
            keywords: (0..speakers * FACTORS.len()).map(|number| planted_word('v', number)).collect(),
        }
    }

    /// The chance of a speaker's keyword of that number, from 0, in each place: for all others, and for the speaker.
    pub fn keyword_chances(&self, number: usize) -> (f64, f64) {
        (self.base[number], self.base[number] * f64::from(FACTORS[number]))
    }

    /// What `speaker` says next, without regard to what was said before.
    pub fn draw(&self, speaker: usize, random: &mut Random) -> Token {
        if random.happens(self.is_extra) {
            let own = self.extra.draw(random);
            return Token::Keyword((speaker * FACTORS.len() + own) as u32);
        }
        let place = self.table.draw(random) as u64;
        match place.checked_sub(CORE).map(|place| self.outcomes[place as usize]) {
            None => Token::Word(place),
            Some(Outcome::Token(token)) => token,
            Some(Outcome::Strip(first, end)) => Token::Word(first + random.bits() % (end - first)),
        }
    }

    /// Appends the word of that rank.
    pub fn word(&self, rank: u64, text: &mut Vec<u8>) {
        match self.core.get(rank as usize) {
            Some((bytes, size)) => {
                let start = text.len();
                text.extend_from_slice(bytes);
                text.truncate(start + usize::from(*size));
            }
            None => made_word(rank - FUNCTION_WORDS.len() as u64, text),
        }
    }
}

/// Zipf–Mandelbrot's law: the weight of a rank, from 0.
fn law(rank: u64) -> f64 {
    libm::pow(rank as f64 + 1.0 + OFFSET, -CORE_EXPONENT)
}

fn core_weights() -> Vec<f64> {
    (0..CORE).map(law).collect()
}

/// The strips of the tail with their weights. It goes on from the height of the core's last word.
fn tail() -> impl Iterator<Item = (Outcome, f64)> {
    let left = TAIL_EXPONENT - 1.0;
    let beyond =
        move |rank: u64| law(CORE) * CORE as f64 / left * libm::pow(rank as f64 / CORE as f64, -left);
    let strips = (0..OCTAVES).flat_map(|octave| {
        let width = (CORE << octave) / STRIPS;
        (STRIPS..2 * STRIPS).map(move |strip| (strip * width, (strip + 1) * width))
    });
    strips.map(move |(first, end)| (Outcome::Strip(first, end), beyond(first) - beyond(end)))
}

/// A word of the core as printed; "I" has its capital.
fn core_word(rank: u64) -> Short {
    let mut word = Vec::new();
    match FUNCTION_WORDS.get(rank as usize) {
        Some(function) => word.extend_from_slice(function.as_bytes()),
        None => made_word(rank - FUNCTION_WORDS.len() as u64, &mut word),
    }
    if word == b"i" || word.starts_with(b"i'") {
        word[0] = b'I';
    }
    let mut bytes = [0; SHORT];
    let size = word.len().min(SHORT);
    bytes[..size].copy_from_slice(&word[..size]);
    (bytes, size as u8)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn printed(vocabulary: &Vocabulary, rank: u64) -> String {
        let mut text = Vec::new();
        vocabulary.word(rank, &mut text);
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn the_core_and_the_tail_go_into_one_another() {
        let vocabulary = Vocabulary::new(2);
        assert_eq!([0, 6].map(|rank| printed(&vocabulary, rank)), ["the", "I"]);
        let words: HashSet<String> =
            (CORE - 500..CORE + 500).map(|rank| printed(&vocabulary, rank)).collect();
        assert_eq!(words.len(), 1000);
        let (_, first_strip) = tail().next().unwrap();
        let step = first_strip / (CORE / STRIPS) as f64 / law(CORE - 1);
        assert!((step - 0.95).abs() < 0.05, "no step at the end of the core, but {step}");
        assert!(vocabulary.core.iter().all(|(_, size)| usize::from(*size) < SHORT), "none is cut short");
    }

    #[test]
    fn speakers_say_their_own_keywords_as_much_more_often_as_is_planned() {
        let vocabulary = Vocabulary::new(4);
        let mut random = Random::new(1, 1);
        let mut counts = [[0_u32; 32]; 2];
        for _ in 0..2_000_000 {
            for speaker in [0, 1] {
                if let Token::Keyword(keyword) = vocabulary.draw(speaker, &mut random) {
                    counts[speaker][keyword as usize] += 1;
                }
            }
        }
        for (number, (mine, theirs)) in counts[0].iter().zip(&counts[1]).take(8).enumerate() {
            let (others, own) = vocabulary.keyword_chances(number);
            for (&count, chance) in [(mine, own), (theirs, others)] {
                let expected = chance * 2e6;
                assert!(
                    (f64::from(count) - expected).abs() < 5.0 * expected.sqrt(),
                    "{count}, not {expected}"
                );
            }
        }
    }

    #[test]
    fn types_grow_as_heaps_has_it_and_function_words_make_up_nearly_half() {
        let vocabulary = Vocabulary::new(4);
        let mut random = Random::new(1, 1);
        let (mut seen, mut function, mut at) = (HashSet::new(), 0, Vec::new());
        for place in 1..=1_600_000 {
            if let Token::Word(rank) = vocabulary.draw(0, &mut random) {
                seen.insert(rank);
                function += u32::from(rank < FUNCTION_WORDS.len() as u64);
            }
            if place == 400_000 || place == 1_600_000 {
                at.push(seen.len() as f64);
            }
        }
        let exponent = (at[1] / at[0]).ln() / 4_f64.ln();
        assert!((0.48..0.58).contains(&exponent), "{exponent}");
        assert!((0.4..0.55).contains(&(f64::from(function) / 1.6e6)), "{function}");
    }
}
