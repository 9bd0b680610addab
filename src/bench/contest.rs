//! dictum against the baselines, all over the same text in memory, one after another in every round.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::baselines::{countwords, naive, unicode_words};
use super::clock::Stopwatch;
use super::held::Part;
use super::laps;
use crate::error::{Error, Result};
use crate::text::{Analyzer, Span};

/// Who takes part.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Contestant {
    /// dictum's words.
    Tokenize,
    /// The same words from unicode-segmentation.
    UnicodeWords,
    /// dictum's counts by speaker, with stems and in how many turns and documents each stands, in order.
    Count,
    /// [`countwords`].
    #[serde(rename = "countwords")]
    CountWords,
    /// [`naive`].
    Naive,
}

impl Contestant {
    /// All, in the order of each round.
    pub const ALL: [Self; 5] =
        [Self::Tokenize, Self::UnicodeWords, Self::Count, Self::CountWords, Self::Naive];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tokenize => "tokenize",
            Self::UnicodeWords => "unicode_words",
            Self::Count => "count",
            Self::CountWords => "countwords",
            Self::Naive => "naive",
        }
    }

    /// Whose time its own is put beside, if it is a baseline.
    pub fn rival(self) -> Option<Self> {
        match self {
            Self::UnicodeWords => Some(Self::Tokenize),
            Self::CountWords | Self::Naive => Some(Self::Count),
            Self::Tokenize | Self::Count => None,
        }
    }
}

/// dictum's words: how many, and how many bytes they have.
pub fn tokenize<'t>(texts: impl Iterator<Item = &'t str>, analyzer: &Analyzer) -> [usize; 2] {
    let (mut spans, mut found): (Vec<Span>, _) = (Vec::new(), [0; 2]);
    for text in texts {
        analyzer.word_spans(text, &mut spans);
        found[0] += spans.len();
        found[1] += spans.iter().map(|span| (span.end - span.start) as usize).sum::<usize>();
    }
    found
}

/// One round; how long each took, in the order of [`Contestant::ALL`].
///
/// # Errors
/// An [`Engine`](crate::ErrorKind::Engine) error where dictum finds other words than unicode-segmentation: then no
/// time means anything.
pub(super) fn round(part: Part<'_>, analyzer: &Analyzer) -> Result<[Duration; 5]> {
    let mut watch = Stopwatch::of_thread();
    let ours = tokenize(part.texts(), analyzer);
    let tokenized = watch.lap();
    let theirs = unicode_words(part.texts());
    let segmented = watch.lap();
    if ours != theirs {
        return Err(Error::engine(format!(
            "words and bytes are {ours:?}, by unicode-segmentation {theirs:?}"
        )));
    }
    let mut watch = Stopwatch::of_thread();
    drop(laps::count(part, analyzer));
    let counted = watch.lap();
    drop(countwords(part.texts()));
    let simply = watch.lap();
    drop(naive(part.spoken()));
    let naively = watch.lap();
    Ok([tokenized, segmented, counted, simply, naively])
}
