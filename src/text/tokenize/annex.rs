//! The annex to the letter: unicode-segmentation, which all else here is measured by. What it leaves to dictionaries
//! they cut, if they are built in.

use std::ops::Range;

use super::Hyphens;
use super::border::is_hyphen;
#[cfg(feature = "dictionaries")]
use super::dictionaries::words as unhyphenated;

/// Calls `each` with the byte range of every word of `text`, in order, whatever it holds.
pub(super) fn words(text: &str, hyphens: Hyphens, mut each: impl FnMut(Range<usize>)) {
    match hyphens {
        Hyphens::Split => unhyphenated(text, each),
        Hyphens::Keep => {
            let mut open: Option<Range<usize>> = None;
            unhyphenated(text, |word| match &mut open {
                Some(before) if is_one_hyphen(&text[before.end..word.start]) => before.end = word.end,
                Some(before) => each(std::mem::replace(before, word)),
                None => open = Some(word),
            });
            open.into_iter().for_each(each);
        }
    }
}

#[cfg(not(feature = "dictionaries"))]
fn unhyphenated(text: &str, mut each: impl FnMut(Range<usize>)) {
    use unicode_segmentation::UnicodeSegmentation;

    text.unicode_word_indices().for_each(|(start, word)| each(start..start + word.len()));
}

fn is_one_hyphen(between: &str) -> bool {
    let mut characters = between.chars();
    characters.next().is_some_and(is_hyphen) && characters.next().is_none()
}
