//! The words of any text are those of unicode-segmentation, and kept hyphens join those that one of them parts.
#![no_main]

use std::ops::Range;

use dictum::text::{Hyphens, Span, word_spans};
use libfuzzer_sys::fuzz_target;
use unicode_segmentation::UnicodeSegmentation;

fuzz_target!(|text: &str| {
    let annex: Vec<Range<usize>> =
        text.unicode_word_indices().map(|(start, word)| start..start + word.len()).collect();
    let mut spans = Vec::new();
    word_spans(text, Hyphens::Split, &mut spans);
    assert_eq!(spans.iter().map(|span| span.range()).collect::<Vec<_>>(), annex);
    word_spans(text, Hyphens::Keep, &mut spans);
    assert_eq!(spans.iter().map(|&span: &Span| span.range()).collect::<Vec<_>>(), joined(text, annex));
});

fn joined(text: &str, words: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut kept: Vec<Range<usize>> = Vec::new();
    for word in words {
        match kept.last_mut() {
            Some(before) if ["-", "\u{2010}", "\u{2011}"].contains(&&text[before.end..word.start]) => {
                before.end = word.end;
            }
            _ => kept.push(word),
        }
    }
    kept
}
