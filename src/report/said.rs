//! What was said: how often each term, and where those said most stand.

use std::collections::BTreeSet;

use super::rituals::rituals;
use crate::analysis::{
    Frequency, GroupDiversity, Ngram, NgramOptions, NgramSize, TermCounts, diversities, ngrams,
};
use crate::count::{Key, Tokens};
use crate::scan::Corpus;
use crate::stats::diversity::MATTR_WINDOW;
use crate::vocab::{TermId, TermUnit};

/// How many terms the x-ray shows.
const XRAY_TERMS: usize = 6;

/// Pairs that are rarer have no row.
const LEAST_PAIRS: u64 = 3;
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
    pub pairs: Vec<Ngram>,
    /// How many different words each group uses.
    pub diversity: Vec<GroupDiversity>,
}

impl Said {
    /// The terms of `rows`, whose `frequencies` are known. This is the last that is asked of the tokens.
    pub fn new<F>(
        corpus: &Corpus<F>,
        counts: &TermCounts,
        tokens: &Tokens,
        rows: &[u32],
        by: &Key,
        frequencies: Vec<Frequency>,
    ) -> Self {
        let options =
            NgramOptions { size: NgramSize::PAIR, skip: 0, min_count: LEAST_PAIRS, terms: Some(PAIR_TERMS) };
        let groups = corpus.group_by(by, rows);
        let mut said = Self {
            frequencies,
            rituals: rituals(corpus, counts, rows),
            places: Vec::new(),
            pairs: ngrams(tokens, counts, rows, &options),
            diversity: diversities(corpus, tokens, groups, TermUnit::Type, MATTR_WINDOW),
        };
        let most: Vec<(TermId, u64)> =
            said.top_terms(XRAY_TERMS).map(|row| (row.term, row.frequency)).collect();
        let places = tokens.places(rows, &counts.terms, &most);
        said.places = most.into_iter().map(|(term, _)| term).zip(places).collect();
        said
    }

    /// The most frequent terms that are no ritual, at most `limit`.
    pub fn top_terms(&self, limit: usize) -> impl Iterator<Item = &Frequency> {
        self.frequencies.iter().filter(|row| !self.rituals.contains(&row.term)).take(limit)
    }

    /// The most frequent pairs without a ritual, at most `limit`.
    pub fn top_pairs(&self, limit: usize) -> impl Iterator<Item = &Ngram> {
        let has_ritual = |pair: &&Ngram| pair.terms.iter().any(|term| self.rituals.contains(term));
        self.pairs.iter().filter(move |pair| !has_ritual(pair)).take(limit)
    }
}
