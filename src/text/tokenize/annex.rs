//! The annex to the letter: unicode-segmentation, which all else here is measured by.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

use super::Hyphens;
use super::border::is_hyphen;

/// Calls `each` with the byte range of every word of `text`, in order, whatever it holds.
pub(super) fn words(text: &str, hyphens: Hyphens, mut each: impl FnMut(Range<usize>)) {
    let found = text.unicode_word_indices().map(|(start, word)| start..start + word.len());
    match hyphens {
        Hyphens::Split => found.for_each(each),
        Hyphens::Keep => {
            let mut open: Option<Range<usize>> = None;
            for word in found {
                match &mut open {
                    Some(before) if is_one_hyphen(&text[before.end..word.start]) => before.end = word.end,
                    Some(before) => each(std::mem::replace(before, word)),
                    None => open = Some(word),
                }
            }
            open.into_iter().for_each(each);
        }
    }
}

fn is_one_hyphen(between: &str) -> bool {
    let mut characters = between.chars();
    characters.next().is_some_and(is_hyphen) && characters.next().is_none()
}
