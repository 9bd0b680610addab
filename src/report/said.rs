//! What was said: how often each term, and where those said most stand.

use std::collections::BTreeSet;

use super::rituals::rituals;
use super::study::LEAST_WORDS;
use crate::analysis::{
    Frequency, GroupDiversity, Ngram, NgramOptions, NgramSize, TermCounts, diversities, ngrams,
};
use crate::count::{Key, Tokens};
use crate::error::Result;
use crate::scan::Corpus;
use crate::stats::diversity::MATTR_WINDOW;
use crate::vocab::{TermId, TermUnit};

/// How many terms the x-ray shows.
const XRAY_TERMS: usize = 6;

/// Pairs that are rarer have no row.
const LEAST_PAIRS: u64 = 3;
/// Pairs that are rarer have no link, where there are [`LEAST_WORDS`] words or more, and where there are fewer.
const LEAST_LINKS: [u64; 2] = [5, 2];
/// Of how many terms, the most frequent, pairs are made.
const PAIR_TERMS: usize = 5_000;

/// The terms of some turns.
#[derive(Debug)]
pub struct Said {
    /// What was said how often.
    pub frequencies: Vec<Frequency>,
    /// Terms of greeting and address, and names of speakers, that page and charts leave out.
    pub rituals: BTreeSet<TermId>,
    /// The terms said most, each with where it stands: row, and token from 0 in its turn.
    pub(super) places: Vec<(TermId, Vec<(u32, u32)>)>,
    /// The pairs of terms that follow one another, the most frequent first.
    pairs: Vec<Ngram>,
    /// Pairs that are rarer have no link in the chart of those that go together.
    pub(super) least_links: u64,
    /// How many different words each group uses.
    pub diversity: Vec<GroupDiversity>,
}

impl Said {
    /// The terms of `rows`, whose `frequencies` are known. This is the last that is asked of the tokens.
    ///
    /// # Errors
    /// What waits on disk cannot be read.
    pub fn new<F>(
        corpus: &Corpus<F>,
        counts: &TermCounts,
        tokens: &Tokens,
        rows: &[u32],
        by: &Key,
        frequencies: Vec<Frequency>,
    ) -> Result<Self> {
        let words: u64 = rows.iter().map(|&row| corpus.turns[row as usize].tokens).sum();
        let least_links = LEAST_LINKS[usize::from(words < LEAST_WORDS)];
        let min_count = LEAST_PAIRS.min(least_links);
        let options = NgramOptions { size: NgramSize::PAIR, skip: 0, min_count, terms: Some(PAIR_TERMS) };
        let groups = corpus.group_by(by, rows);
        let mut said = Self {
            frequencies,
            rituals: rituals(corpus, counts, rows),
            places: Vec::new(),
            pairs: ngrams(tokens, &counts.terms, rows, &options)?,
            least_links,
            diversity: diversities(corpus, tokens, groups, TermUnit::Type, MATTR_WINDOW)?,
        };
        let most: Vec<(TermId, u64)> =
            said.top_terms(XRAY_TERMS).map(|row| (row.term, row.frequency)).collect();
        let places = tokens.places(rows, &counts.terms, &most)?;
        said.places = most.into_iter().map(|(term, _)| term).zip(places).collect();
        Ok(said)
    }

    /// The most frequent terms that are no ritual, at most `limit`.
    pub fn top_terms(&self, limit: usize) -> impl Iterator<Item = &Frequency> {
        self.frequencies.iter().filter(|row| !self.rituals.contains(&row.term)).take(limit)
    }

    /// The pairs of terms that follow one another often enough for a table, the most frequent first.
    pub fn pairs(&self) -> &[Ngram] {
        self.pairs_from(LEAST_PAIRS)
    }

    /// The most frequent pairs without a ritual, at most `limit`.
    pub fn top_pairs(&self, limit: usize) -> impl Iterator<Item = &Ngram> {
        self.pairs().iter().filter(|pair| !self.has_ritual(pair)).take(limit)
    }

    /// The pairs that may be links: of two terms, neither a ritual, the most frequent first.
    pub(super) fn links(&self) -> impl Iterator<Item = &Ngram> {
        let pairs = self.pairs_from(self.least_links).iter();
        pairs.filter(|pair| pair.terms[0] != pair.terms[1] && !self.has_ritual(pair))
    }

    fn pairs_from(&self, least: u64) -> &[Ngram] {
        &self.pairs[..self.pairs.partition_point(|pair| pair.attraction.observed() >= least)]
    }

    fn has_ritual(&self, pair: &Ngram) -> bool {
        pair.terms.iter().any(|term| self.rituals.contains(term))
    }
}
