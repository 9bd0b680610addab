//! The words of a text, as Unicode Standard Annex 29 cuts them.

use std::ops::Range;

use unicode_segmentation::UnicodeSegmentation;

/// What a hyphen between two words does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
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

/// Where a word stands in its text: bytes from start to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// Its first byte.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
}

impl Span {
    /// The same as a range of bytes.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Fills `spans` with the words of `text`, in order.
pub fn word_spans(text: &str, hyphens: Hyphens, spans: &mut Vec<Span>) {
    spans.clear();
    words(text, hyphens, |word| spans.push(Span { start: word.start as u32, end: word.end as u32 }));
}

/// Calls `each` with the byte range of every word of `text`, in order.
///
/// Under [`Hyphens::Split`] the words are exactly those of `unicode_word_indices`. Under [`Hyphens::Keep`]
/// words that are parted by one hyphen (U+002D, U+2010, U+2011) and nothing else are one.
///
/// # Source
/// Unicode Standard Annex 29, *Unicode Text Segmentation*, word boundaries.
pub fn words(text: &str, hyphens: Hyphens, mut each: impl FnMut(Range<usize>)) {
    let found = text.unicode_word_indices().map(|(start, word)| start..start + word.len());
    match hyphens {
        Hyphens::Split => found.for_each(each),
        Hyphens::Keep => {
            let mut open: Option<Range<usize>> = None;
            for word in found {
                match &mut open {
                    Some(before) if is_hyphen(&text[before.end..word.start]) => before.end = word.end,
                    Some(before) => each(std::mem::replace(before, word)),
                    None => open = Some(word),
                }
            }
            open.into_iter().for_each(each);
        }
    }
}

fn is_hyphen(between: &str) -> bool {
    matches!(between, "-" | "\u{2010}" | "\u{2011}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cut(text: &str, hyphens: Hyphens) -> Vec<&str> {
        let mut found = Vec::new();
        words(text, hyphens, |word| found.push(&text[word]));
        found
    }

    #[test]
    fn one_hyphen_joins_when_hyphens_are_kept_and_two_never_do() {
        let text = "an EU-wide, state\u{2011}of\u{2010}the-art - plan -- no -x y- 2-3";
        let kept = ["an", "EU-wide", "state\u{2011}of\u{2010}the-art", "plan", "no", "x", "y", "2-3"];
        assert_eq!(cut(text, Hyphens::Keep), kept);
        assert_eq!(cut("EU-wide", Hyphens::Split), ["EU", "wide"]);
    }

    #[test]
    fn apostrophes_inside_and_separators_of_numbers_stay_in_the_word() {
        let text = "Turkey’s can't 100,000 U.S. 2% 'quoted'";
        assert_eq!(cut(text, Hyphens::Split), ["Turkey’s", "can't", "100,000", "U.S", "2", "quoted"]);
    }

    /// Characters at which the annex's rules meet, besides arbitrary ones.
    fn awkward() -> impl Strategy<Value = String> {
        let corner = prop::sample::select(vec![
            'a', 'é', '1', '_', '-', '\u{2010}', '\u{2011}', '\'', '’', '.', ':', ',', ';', ' ', '\r', '\n',
            '\u{200d}', '\u{301}', '\u{ad}', 'א', '"', 'カ', '🅰', '🇳', '😀', '北', '\u{a0}', '１',
        ]);
        prop::collection::vec(prop_oneof![3 => corner, 1 => any::<char>()], 0..40)
            .prop_map(|characters| characters.into_iter().collect())
    }

    proptest! {
        #[test]
        fn split_words_are_the_words_of_the_annex(text in awkward()) {
            let annex: Vec<&str> = text.unicode_words().collect();
            prop_assert_eq!(cut(&text, Hyphens::Split), annex);
        }

        #[test]
        fn kept_hyphens_join_words_and_never_cut_one(text in awkward()) {
            let mut kept = Vec::new();
            words(&text, Hyphens::Keep, |word| kept.push(word));
            let mut parts = kept.iter().map(|_| 0).collect::<Vec<u32>>();
            words(&text, Hyphens::Split, |word| {
                let inside = |whole: &Range<usize>| whole.start <= word.start && word.end <= whole.end;
                if let Some(at) = kept.iter().position(inside) {
                    parts[at] += 1;
                } else {
                    parts.push(0);
                }
            });
            prop_assert!(parts.iter().all(|&parts| parts > 0));
            prop_assert!(kept.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}
