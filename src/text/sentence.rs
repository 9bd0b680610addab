//! The sentence round a place in a text.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// How far to look on either side at first; four times as far each time that this cuts the sentence.
const REACH: usize = 2048;

/// How far to look on either side at most: what goes on for longer is no sentence to quote, and is cut there.
const FARTHEST: usize = 1 << 15;

/// Words with a full stop that does not end a sentence.
const ABBREVIATIONS: [&str; 18] = [
    "Mr.", "Mrs.", "Ms.", "Dr.", "Prof.", "Sen.", "Rep.", "Gov.", "Gen.", "Col.", "Lt.", "Sgt.", "Adm.",
    "Capt.", "St.", "U.S.", "U.N.", "vs.",
];

/// The byte range of the sentence that the byte at `offset` stands in, without white space at its ends.
///
/// Line breaks inside a sentence do not end it, a blank line does. A full stop after a common abbreviation
/// (Mr., Gen., U.S., No. before a number) or an initial does not end it either. An `offset` past the end is
/// taken as the end. What goes on for more than 32 KiB on a side is cut there.
///
/// # Source
/// Unicode Standard Annex 29, *Unicode Text Segmentation*, sentence boundaries.
pub fn sentence_at(text: &str, offset: usize) -> Range<usize> {
    let offset = text.floor_char_boundary(offset);
    let mut reach = REACH;
    loop {
        let window = text.floor_char_boundary(offset.saturating_sub(reach))
            ..text.ceil_char_boundary(offset.saturating_add(reach).min(text.len()));
        let block = block(text, window.clone(), offset);
        let found = sentence_in(&text[block.clone()], offset - block.start);
        let found = block.start + found.start..block.start + found.end;
        let is_cut = (found.start == window.start && window.start > 0)
            || (found.end == window.end && window.end < text.len());
        if !is_cut || reach >= FARTHEST {
            return trimmed(text, found);
        }
        reach = reach.saturating_mul(4);
    }
}

/// The part of `window` round `offset` that no blank line interrupts.
fn block(text: &str, window: Range<usize>, offset: usize) -> Range<usize> {
    let mut start = window.start;
    let mut is_blank = false;
    let mut at = window.start;
    for line in text[window.clone()].split_inclusive('\n') {
        let end = at + line.len();
        let was_blank = std::mem::replace(&mut is_blank, line.trim().is_empty() && line.ends_with('\n'));
        if is_blank && at > window.start && end > offset {
            return start..at;
        }
        if was_blank && !is_blank && at <= offset {
            start = at;
        }
        at = end;
    }
    start..window.end
}

/// The sentence of `block` in which `offset` stands, trailing white space included.
fn sentence_in(block: &str, offset: usize) -> Range<usize> {
    let line: String = block.chars().map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }).collect();
    let mut sentence = 0..0;
    for (start, part) in line.split_sentence_bound_indices() {
        if !goes_on(&line[sentence.clone()], part) {
            if start > offset {
                break;
            }
            sentence.start = start;
        }
        sentence.end = start + part.len();
    }
    sentence
}

/// Whether what was taken for the end of `before` is only an abbreviation's full stop.
fn goes_on(before: &str, after: &str) -> bool {
    let Some(last) = before.split_whitespace().next_back() else { return false };
    let word = last.trim_start_matches(['(', '[', '"', '“', '‘', '\'']);
    let mut characters = word.chars();
    let is_initial = matches!(
        (characters.next(), characters.next(), characters.next()),
        (Some(initial), Some('.'), None) if initial.is_uppercase() && initial != 'I'
    );
    let is_number = word == "No." && after.starts_with(|c: char| c.is_ascii_digit());
    is_initial || is_number || ABBREVIATIONS.contains(&word)
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let sentence = &text[range.clone()];
    let start = range.start + (sentence.len() - sentence.trim_start().len());
    start..start + sentence.trim().len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The sentence of `text` round the first `word`.
    fn round<'a>(text: &'a str, word: &str) -> &'a str {
        &text[sentence_at(text, text.find(word).unwrap())]
    }

    #[test]
    fn a_sentence_goes_from_capital_to_full_stop_over_line_breaks() {
        let text = "We agreed. The support to\nUkraine,\r\nwhich matters, goes on! Does it? Yes.";
        assert_eq!(round(text, "Ukraine"), "The support to\nUkraine,\r\nwhich matters, goes on!");
        assert_eq!(round(text, "agreed"), "We agreed.");
        assert_eq!(round(text, "Does"), "Does it?");
        assert_eq!(round(text, "Yes"), "Yes.");
    }

    #[test]
    fn a_blank_line_ends_a_sentence() {
        let text = "Thank you all,\n\nIt is good\nto be here.\n \nNow then";
        assert_eq!(round(text, "Thank"), "Thank you all,");
        assert_eq!(round(text, "good"), "It is good\nto be here.");
        assert_eq!(round(text, "Now"), "Now then");
    }

    #[test]
    fn a_title_an_initial_or_a_number_does_not_end_a_sentence() {
        for text in [
            "I met Mr. Smith and Gen. Jones in St. Louis.",
            "Antony J. Blinken spoke to the U.S. Senate.",
            "He left No. 10 with (Dr. Who).",
        ] {
            assert_eq!(round(text, text.split(' ').next_back().unwrap()), text);
        }
        assert_eq!(round("Will we? No. Never again.", "Never"), "Never again.");
        assert_eq!(round("So do I. They left.", "They"), "They left.");
    }

    #[test]
    fn a_sentence_longer_than_the_reach_is_whole() {
        let long = format!("It {} ends. And on.", "went on and ".repeat(3000));
        let text = format!("Before it. {long}");
        let range = sentence_at(&text, 20_000);
        assert_eq!(&text[range], long.strip_suffix(" And on.").unwrap());
    }

    #[test]
    fn what_goes_on_for_a_megabyte_is_cut_round_the_place() {
        let text = "word and more ".repeat(75_000);
        let range = sentence_at(&text, 500_000);
        assert!(range.contains(&500_000) && range.len() <= 2 * FARTHEST, "{range:?}");
    }

    proptest! {
        #[test]
        fn a_sentence_lies_in_the_text_and_round_its_word(text in "[\\PC\n\r]{0,60}", offset in 0usize..80) {
            let range = sentence_at(&text, offset);
            prop_assert!(text.get(range.clone()).is_some());
            if text[text.floor_char_boundary(offset)..].starts_with(|c: char| !c.is_whitespace()) {
                prop_assert!(range.contains(&text.floor_char_boundary(offset)));
            }
        }
    }
}
