//! What was said: how often each term, and where those said most stand.

use std::collections::BTreeSet;

use super::rituals::rituals;
use crate::analysis::{Frequency, TermCounts};
use crate::count::Tokens;
use crate::scan::Corpus;
use crate::vocab::TermId;

/// How many terms the x-ray shows.
const XRAY_TERMS: usize = 6;

/// The terms of some turns.
#[derive(Debug)]
pub struct Said {
    /// What was said how often.
    pub frequencies: Vec<Frequency>,
    /// Terms of greeting and address, and names of speakers, that page and charts leave out.
    pub rituals: BTreeSet<TermId>,
    /// The terms said most, each with where it stands: row, and token from 0 in its turn.
    pub(super) places: Vec<(TermId, Vec<(u32, u32)>)>,
}

impl Said {
    /// The terms of `rows`, whose `frequencies` are known. This is the last that is asked of the tokens.
    pub fn new<F>(
        corpus: &Corpus<F>,
        counts: &TermCounts,
        tokens: &Tokens,
        rows: &[u32],
        frequencies: Vec<Frequency>,
    ) -> Self {
        let mut said = Self { frequencies, rituals: rituals(corpus, counts, rows), places: Vec::new() };
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
}
