//! What to look into in a theme file, as a corpus shows it.

mod caught;
mod listed;
mod spelling;
mod stems;

use crate::count::{ThemeHits, Tokens};
use crate::error::Result;
use crate::scan::Corpus;
use crate::text::{Analyzer, Analyzers, EntryId, ThemeId, Themes};

/// What an entry is told of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// The same entry stands in its theme that many times.
    ListedTwice {
        /// How many times, from 2.
        times: u64,
    },
    /// The same entry stands in another theme, neither above nor below its own.
    InTwoThemes {
        /// The other theme.
        other: ThemeId,
    },
    /// Nothing counts for it.
    NoHit {
        /// How often it would be found if it stood alone.
        matches: u64,
        /// What these count for instead, the most frequent first.
        taken: Vec<(EntryId, u64)>,
        /// How many of them are excluded.
        excluded: u64,
    },
    /// Words without marks, where the entry has some, that are otherwise alike and that its theme does not look for.
    UnmarkedTwin {
        /// The words as printed, the most frequent first.
        forms: Vec<(String, u64)>,
    },
    /// Words with marks that are otherwise alike and that its theme does not look for.
    MarkedTwin {
        /// The words as printed, the most frequent first.
        forms: Vec<(String, u64)>,
    },
    /// A glob that finds words of several stems.
    SeveralStems {
        /// The stems, the most frequent first.
        families: Vec<StemFamily>,
    },
    /// More than half of its theme's hits.
    CarriesTheme {
        /// Its own.
        hits: u64,
        /// Its theme's.
        of: u64,
    },
    /// Hits that overlap hits of another theme, neither above nor below its own.
    SharesHits {
        /// The other theme.
        other: ThemeId,
        /// How many of its hits overlap.
        hits: u64,
        /// How many it has.
        of: u64,
        /// Those that overlap, as printed, the most frequent first.
        forms: Vec<(String, u64)>,
    },
}

/// Words of one stem that one entry finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StemFamily {
    /// The stem.
    pub stem: String,
    /// The words as printed, the most frequent first.
    pub forms: Vec<(String, u64)>,
}

/// A finding, and the entry that it is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lint {
    /// The entry.
    pub entry: EntryId,
    /// What is found.
    pub finding: Finding,
}

impl Finding {
    /// The finding in a word or two.
    pub fn name(&self) -> &'static str {
        match self {
            Self::ListedTwice { .. } => "listed twice",
            Self::InTwoThemes { .. } => "in two themes",
            Self::NoHit { .. } => "no hit",
            Self::UnmarkedTwin { .. } => "unmarked twin",
            Self::MarkedTwin { .. } => "marked twin",
            Self::SeveralStems { .. } => "several stems",
            Self::CarriesTheme { .. } => "carries its theme",
            Self::SharesHits { .. } => "shares hits",
        }
    }

    /// Where it stands among the findings of an entry.
    fn rank(&self) -> (u8, Option<ThemeId>) {
        match self {
            Self::ListedTwice { .. } => (0, None),
            Self::InTwoThemes { other } => (1, Some(*other)),
            Self::NoHit { .. } => (2, None),
            Self::UnmarkedTwin { .. } => (3, None),
            Self::MarkedTwin { .. } => (4, None),
            Self::SeveralStems { .. } => (5, None),
            Self::CarriesTheme { .. } => (6, None),
            Self::SharesHits { other, .. } => (7, Some(*other)),
        }
    }
}

/// What findings rest on.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// The themes.
    pub themes: &'a Themes,
    /// The tokens of every turn.
    pub tokens: &'a Tokens,
    /// The hits of the themes.
    pub hits: &'a ThemeHits,
    /// The hits of each entry by itself, as [`alone`] has it.
    pub alone: &'a ThemeHits,
    /// How words are analysed.
    pub analyzers: &'a Analyzers,
}

/// Each entry of some themes as a theme of its own, in their order: what it finds where nothing stands in its way.
///
/// # Errors
/// None, where the analyzer is the one that the themes were read with.
pub fn alone(themes: &Themes, analyzer: &Analyzer) -> Result<Themes> {
    Themes::of_entries(
        themes.entries().iter().map(|entry| (entry.text.as_str(), entry.text.as_str())),
        analyzer,
    )
}

/// What is to be looked into, over the turns of `rows`, ascending: by entry, in the order of the theme file; of one
/// entry in the order of [`Finding`], those that name another theme in the order of the theme file.
///
/// # Errors
/// As [`alone`].
pub fn lint<F>(corpus: &Corpus<F>, evidence: &Evidence<'_>, rows: &[u32]) -> Result<Vec<Lint>> {
    let mut found = listed::findings(evidence.themes);
    found.extend(spelling::findings(corpus, evidence, rows)?);
    found.extend(stems::findings(corpus, evidence, rows));
    found.extend(caught::findings(evidence, rows));
    found.sort_by_key(|lint| (lint.entry, lint.finding.rank()));
    Ok(found)
}

/// What is to be looked into as far as hits alone show it, over the turns of `rows`, ascending: entries that are written
/// again, that carry their theme, or that share hits with another; in the order of [`lint`].
pub fn overlaps(themes: &Themes, hits: &ThemeHits, rows: &[u32]) -> Vec<Lint> {
    let mut found = listed::findings(themes);
    found.extend(caught::overlaps(themes, hits, rows));
    found.sort_by_key(|lint| (lint.entry, lint.finding.rank()));
    found
}

/// Whether two themes are the same, or one stands under the other.
fn is_related(themes: &Themes, one: ThemeId, other: ThemeId) -> bool {
    themes.is_within(one, other) || themes.is_within(other, one)
}

/// Counted things, the most frequent first, then in their own order.
fn most_frequent<T: Ord>(counts: std::collections::BTreeMap<T, u64>) -> Vec<(T, u64)> {
    let mut counts: Vec<(T, u64)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}

fn entry_ids(themes: &Themes) -> impl Iterator<Item = EntryId> {
    (0..themes.entries().len() as u32).map(EntryId)
}
