//! The words of a text, as Unicode Standard Annex 29 cuts them.
//!
//! The words are those of `unicode_word_indices` of unicode-segmentation, to the last byte, but most texts are cut
//! 64 bytes at a time: [`walk`] goes through a text window by window, [`plain`] decides the windows that are ASCII,
//! [`letters`] those with letters and punctuation of other alphabets, and what neither can decide is handed over to
//! unicode-segmentation ([`annex`]), from one [`border`] to another, so that neither part knows of the other.

use std::ops::Range;

use serde::{Deserialize, Serialize};

mod annex;
mod bitmap;
mod border;
mod characters;
#[cfg(feature = "dictionaries")]
mod dictionaries;
mod letters;
mod plain;
mod spans;
mod walk;

#[cfg(test)]
mod tests;

/// What a hyphen between two words does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Hyphens {
    /// It parts them, as the annex has it: "EU-wide" is two words.
    #[default]
    Split,
    /// It joins them: "EU-wide" is one word.
    Keep,
}

impl Hyphens {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Split, Self::Keep];

    /// The word for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Split => "split",
            Self::Keep => "keep",
        }
    }
}

/// What cuts texts into words, with its version.
pub fn tokenizer_version() -> &'static str {
    match cfg!(feature = "dictionaries") {
        true => "unicode-segmentation 1.13.3; in scripts without spaces icu_segmenter 2.4",
        false => "unicode-segmentation 1.13.3",
    }
}

/// Where a word stands in its text: bytes from start to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// Its first byte.
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
}

impl Span {
    /// The same as a range, to slice the text with.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Fills `spans` with the words of `text`, in order; what was in it before is gone.
///
/// Under [`Hyphens::Split`] the words are exactly those of `unicode_word_indices`; built with the feature `dictionaries`,
/// those of scripts without spaces are cut by icu_segmenter. Under [`Hyphens::Keep`] words
/// that are parted by one hyphen (U+002D, U+2010, U+2011) and nothing else are one.
///
/// A span holds places below 4 GiB. Of a longer text only the words are found that stand before the last space or
/// line end below 4 GiB; [`words`] has no such limit.
///
/// # Source
/// Unicode Standard Annex 29, *Unicode Text Segmentation*, word boundaries.
pub fn word_spans(text: &str, hyphens: Hyphens, spans: &mut Vec<Span>) {
    walk::walk(border::prefix(text, u32::MAX as usize, hyphens), hyphens, spans);
}

/// Calls `each` with the byte range of every word of `text`, in order: the words of [`word_spans`], for a text of
/// any length.
///
/// # Source
/// Unicode Standard Annex 29, *Unicode Text Segmentation*, word boundaries.
pub fn words(text: &str, hyphens: Hyphens, each: impl FnMut(Range<usize>)) {
    words_by_piece(text, hyphens, Sizes { piece: 1 << 16, most: u32::MAX as usize }, each);
}

/// How a long text is cut, in bytes.
#[derive(Debug, Clone, Copy)]
struct Sizes {
    /// A piece ends at the first border after so many.
    piece: usize,
    /// A longer piece has no spans, so that the annex itself has to cut it.
    most: usize,
}

fn words_by_piece(text: &str, hyphens: Hyphens, sizes: Sizes, mut each: impl FnMut(Range<usize>)) {
    let mut spans = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let end = border::at_or_after(text, start.saturating_add(sizes.piece), hyphens);
        let piece = &text[start..end];
        if piece.len() <= sizes.most {
            walk::walk(piece, hyphens, &mut spans);
            spans.iter().for_each(|span| each(start + span.start as usize..start + span.end as usize));
        } else {
            annex::words(piece, hyphens, |word| each(start + word.start..start + word.end));
        }
        start = end;
    }
}
