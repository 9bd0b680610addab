//! Words of scripts without spaces between them, found by dictionaries: those of ICU4X. Its neural networks for Thai and
//! its neighbours take a hundred times as long.
//!
//! Runs of letters of such scripts are cut by themselves. All else is cut as if they were not there, so that a text
//! without them is cut as it is without dictionaries.

use std::ops::Range;

use icu_segmenter::WordSegmenter;
use icu_segmenter::options::WordBreakInvariantOptions;
use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

use crate::text::spaceless::is_spaceless;

/// Calls `each` with the byte range of every word of `text`, in order.
///
/// # Source
/// icu_segmenter 2.4 with the dictionaries of CLDR.
pub(super) fn words(text: &str, mut each: impl FnMut(Range<usize>)) {
    let mut done = 0;
    while let Some(run) = next_run(text, done) {
        between(text, done..run.start, &mut each);
        within(text, run.clone(), &mut each);
        done = run.end;
    }
    between(text, done..text.len(), &mut each);
}

/// The first run of letters of scripts without spaces from byte `from` on, with the marks on them.
fn next_run(text: &str, from: usize) -> Option<Range<usize>> {
    let start = from + text[from..].find(is_spaceless)?;
    let goes_on = |c: char| is_spaceless(c) || is_combining_mark(c) || matches!(c, '\u{200c}' | '\u{200d}');
    let end = text[start..].find(|c| !goes_on(c)).map_or(text.len(), |length| start + length);
    Some(start..end)
}

fn between(text: &str, part: Range<usize>, each: &mut impl FnMut(Range<usize>)) {
    let words = text[part.clone()].unicode_word_indices();
    words.for_each(|(start, word)| each(part.start + start..part.start + start + word.len()));
}

fn within(text: &str, run: Range<usize>, each: &mut impl FnMut(Range<usize>)) {
    let segmenter = WordSegmenter::new_dictionary(WordBreakInvariantOptions::default());
    let mut start = run.start;
    for end in segmenter.segment_str(&text[run.clone()]).map(|end| run.start + end) {
        if text[start..end].contains(char::is_alphanumeric) {
            each(start..end);
        }
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        words(text, |word| found.push(&text[word]));
        found
    }

    #[test]
    fn words_without_spaces_are_found() {
        assert_eq!(cut("我们昨天谈了很久。"), ["我们", "昨天", "谈", "了", "很久"]);
        assert_eq!(cut("สวัสดีครับ"), ["สวัสดี", "ครับ"]);
        assert_eq!(cut("G7の会議 (2022)"), ["G7", "の", "会議", "2022"]);
    }

    proptest! {
        #[test]
        fn a_text_with_spaces_is_cut_as_without_dictionaries(text in "[a-zé0-9'’.,_ \u{308}א\u{200d}😀가-힣\u{93f}क]{0,40}") {
            prop_assert_eq!(cut(&text), text.unicode_words().collect::<Vec<_>>());
        }

        #[test]
        fn words_stand_in_order_whatever_the_text(text in "[一-丏ก-ฺあ-んア-ンa-c'_\u{308} \u{200d}]{0,40}") {
            let mut end = 0;
            words(&text, |word| {
                assert!(end <= word.start && word.start < word.end && text.is_char_boundary(word.end));
                end = word.end;
            });
        }
    }
}
