//! Which letters at the beginning of a piece are set off as a label is, however their tags are torn apart.

use super::pieces::Piece;
use super::tree::Weight;
use crate::speakers::announcement;

/// A label is no longer than this, in bytes, and in words.
const LONGEST: usize = 150;
const MOST_WORDS: usize = 16;

/// A line that is emphasised as a whole is a label if it is no longer than this.
const LONGEST_LINE: usize = 70;

/// The end of the letters at the beginning of a piece that are emphasised and could be a label: up to its colon, where
/// it has one. A word counts as its letters do for the most part: `V<b>ladimir Putin</b>:`.
pub(super) fn emphasized(piece: &Piece) -> Option<usize> {
    let text = &*piece.text;
    let start = text.len() - text.trim_start().len();
    let (mut end, mut lightest) = (start, Weight::Bold);
    for (at, word) in words(text, start) {
        let weight = weight_of(piece, at, word);
        if weight == Some(Weight::Plain) || end > start + LONGEST {
            break;
        }
        lightest = weight.map_or(lightest, |weight| lightest.min(weight));
        end = at + word.len();
        if word.ends_with(':') && !goes_on(text, end) || word.ends_with(['：', '﹕']) {
            return is_possible(&text[start..end]).then_some(end);
        }
    }
    let after = &text[end..];
    if let Some(size) = to_colon(after).filter(|_| end > start) {
        return is_possible(&text[start..end]).then_some(end + size);
    }
    let label = &text[start..end];
    if label.ends_with(':') {
        return None;
    }
    let alone = after.trim().is_empty();
    let fits = if alone { label.len() <= LONGEST_LINE && !label.ends_with(['.', ',', ';']) } else { true };
    (fits && lightest == Weight::Bold && is_possible(label)).then_some(end)
}

fn is_colon(sign: char) -> bool {
    matches!(sign, ':' | '：' | '﹕')
}

/// The words of a text from a byte on, each with its place. A colon ends a word.
fn words(text: &str, start: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut next = start;
    let parts = text[start..].split_inclusive(|sign: char| sign.is_whitespace() || is_colon(sign));
    parts.filter_map(move |part| {
        let at = next;
        next += part.len();
        let word = part.trim_end();
        (!word.is_empty()).then_some((at, word))
    })
}

/// Whether a colon that ends at `end` stands in an address or a time of day.
fn goes_on(text: &str, end: usize) -> bool {
    let figure = |sign: Option<char>| sign.is_some_and(|sign| sign.is_ascii_digit());
    let after = text[end..].chars().next();
    after == Some('/') || figure(after) && figure(text[..end - 1].chars().next_back())
}

/// How most letters of a word are set; `None` where it has none.
fn weight_of(piece: &Piece, at: usize, word: &str) -> Option<Weight> {
    let mut counts = [0_usize; 3];
    for (offset, _) in word.char_indices().filter(|(_, letter)| letter.is_alphanumeric()) {
        let before = piece.weights.partition_point(|(from, _)| *from <= at + offset);
        let weight = before.checked_sub(1).map_or(Weight::Plain, |last| piece.weights[last].1);
        counts[weight as usize] += 1;
    }
    let [plain, slanted, bold] = counts;
    match plain + slanted + bold {
        0 => None,
        letters if plain * 2 >= letters => Some(Weight::Plain),
        _ if bold > slanted => Some(Weight::Bold),
        _ => Some(Weight::Slanted),
    }
}

/// The size of what leads from the end of emphasis to a colon: brackets at most.
fn to_colon(after: &str) -> Option<usize> {
    let bare = after.trim_start();
    let rest = match bare.strip_prefix(['(', '[']) {
        Some(inside) => {
            let close = inside.find([')', ']']).filter(|close| *close <= 80)?;
            inside[close + 1..].trim_start()
        }
        None => bare,
    };
    rest.starts_with(is_colon).then(|| {
        let colon = rest.chars().next().map_or(0, char::len_utf8);
        after.len() - rest.len() + colon
    })
}

/// Whether emphasised words can be a label: no sentence, and no byline.
fn is_possible(label: &str) -> bool {
    let label = label.trim_end_matches(is_colon);
    label.len() <= LONGEST
        && label.chars().any(char::is_alphabetic)
        && !label.contains(['?', '!', '*'])
        && label.split_whitespace().count() <= MOST_WORDS
        && announcement(label).people().next().is_none()
}

#[cfg(test)]
mod tests {
    use super::super::pieces::Pieces;
    use super::*;

    /// The emphasised label of a line in which `*` begins and ends bold, and `/` italics.
    fn found(line: &str) -> Option<String> {
        let mut pieces = Pieces::new();
        let (mut bold, mut slanted) = (false, false);
        for letter in line.chars() {
            match letter {
                '*' => bold = !bold,
                '/' => slanted = !slanted,
                letter => {
                    let weight = match (bold, slanted) {
                        (true, _) => Weight::Bold,
                        (false, true) => Weight::Slanted,
                        (false, false) => Weight::Plain,
                    };
                    pieces.flow(&letter.to_string(), 1, weight);
                }
            }
        }
        let piece = pieces.finish().remove(0);
        emphasized(&piece).map(|end| piece.text[..end].to_owned())
    }

    #[test]
    fn labels_are_put_together_from_what_is_torn_apart() {
        for (line, label) in [
            ("*Ana Ruiz: *Hello", "Ana Ruiz:"),
            ("A*na Ruiz: *Hello", "Ana Ruiz:"),
            ("*Ana Ruiz */(retranslated)/*: *Hello", "Ana Ruiz (retranslated):"),
            ("*Ana Ruiz* (EU): Hello", "Ana Ruiz (EU):"),
            ("*Question * *:* Hello", "Question :"),
            ("*Question*: Hello", "Question:"),
            ("*Question: why so?*", "Question:"),
            ("/Question:/ why so?", "Question:"),
            ("*Ana Ruiz*", "Ana Ruiz"),
            ("*Ana Ruiz* Hello", "Ana Ruiz"),
            ("*Ana* *Ruiz*：你好", "Ana Ruiz："),
            ("*记者：*你好", "记者："),
        ] {
            assert_eq!(found(line).as_deref(), Some(label), "{line}");
        }
    }

    #[test]
    fn emphasis_that_is_no_label_is_none() {
        for line in [
            "Hello *you*: there",
            "/The Times/ said so",
            "*Why did you come?*",
            "*by EU Commissioner Ana Ruiz*",
            "*— —*",
            "*At 10:*30 we met",
            "*This is what we came for. It is late.*",
        ] {
            assert_eq!(found(line), None, "{line}");
        }
    }
}
