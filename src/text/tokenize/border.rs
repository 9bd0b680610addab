//! Borders: places at which a text can be cut in two without changing a word of either part.
//!
//! A line feed is parted from what is before it by WB3b (but for a carriage return, WB3, and neither is a word), and
//! a space by WB999: no rule joins anything to a space that follows it, except another space (WB3d). What follows a
//! border may well belong to it, as a space and the combining marks on it (WB4), which are a word if a mark is
//! alphabetic: so a border is before the space, never after it, and where hyphens are kept a space after a hyphen
//! is none, since the hyphen may join such a word to the one before.

use super::Hyphens;

/// Whether the byte `at`, which is not the first, is a border.
fn is_border(text: &str, at: usize, hyphens: Hyphens) -> bool {
    match (text.as_bytes()[at], hyphens) {
        (b'\n', _) => true,
        (b' ', Hyphens::Split) => !text[..at].ends_with(is_segment_space),
        (b' ', Hyphens::Keep) => !text[..at].ends_with(|c| is_segment_space(c) || is_hyphen(c)),
        _ => false,
    }
}

/// What joins two words where hyphens are kept.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

/// Word_Break = WSegSpace: what WB3d joins to a space after it.
fn is_segment_space(c: char) -> bool {
    matches!(c, ' ' | '\u{1680}' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' | '\u{3000}')
}

/// The first border from byte `from` on, which is not 0; the end of the text where there is none.
pub(super) fn at_or_after(text: &str, from: usize, hyphens: Hyphens) -> usize {
    (from..text.len()).find(|&at| is_border(text, at, hyphens)).unwrap_or(text.len())
}

/// All of a text of at most `most` bytes; of a longer one what is before the last border within them.
pub(super) fn prefix(text: &str, most: usize, hyphens: Hyphens) -> &str {
    if text.len() <= most {
        return text;
    }
    &text[..(1..=most).rev().find(|&at| is_border(text, at, hyphens)).unwrap_or(0)]
}
