//! How evenly terms are spread over turns, documents, speakers or any groups.

use std::cmp::Reverse;

use super::terms::TermCounts;
use crate::count::Key;
use crate::scan::Corpus;
use crate::stats::dispersion::{Dispersion, Parts, Spreading};
use crate::vocab::TermId;

/// How one term is spread.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct TermDispersion {
    /// The term.
    pub term: TermId,
    /// How often it is said in all parts together.
    pub frequency: u64,
    /// How many parts have words.
    pub parts: u64,
    /// In how many of them it stands.
    pub range: u64,
    /// The measures; `None` with fewer than two parts.
    pub measures: Option<Dispersion>,
}

/// The spread of every term that `rows` have `min_count` times at least over the parts that `by` makes of them: the most
/// frequent first, then in byte order as shown. Turns without a value of `by` are in no part.
pub fn dispersions<F>(
    corpus: &Corpus<F>,
    counts: &TermCounts,
    by: &Key,
    rows: &[u32],
    min_count: u64,
) -> Vec<TermDispersion> {
    let parts: Vec<Vec<u32>> = if *by == Key::Turn {
        rows.iter().map(|&row| vec![row]).collect()
    } else {
        corpus.group_by(by, rows).rows()
    };
    let sizes: Vec<u64> = parts.iter().map(|rows| counts.size(rows)).collect();
    let groups = members(&parts, corpus.turns.len());
    let matrix = counts.matrix.group_by(&groups, parts.len());
    let totals = matrix.column_totals(counts.terms.len());
    let all = Parts::new(sizes.iter().copied());
    let mut spreads: Vec<Spreading<'_>> = totals.iter().map(|&total| Spreading::new(&all, total)).collect();
    let mut ranges = vec![0; counts.terms.len()];
    for (part, &size) in sizes.iter().enumerate() {
        for (term, count) in matrix.row(part) {
            spreads[term as usize].add(count, size);
            ranges[term as usize] += 1;
        }
    }
    let is_kept = |term: &TermId| totals[term.index()] >= min_count.max(1);
    let mut terms: Vec<TermId> = counts.terms.ids().filter(is_kept).collect();
    // Forms are numbered in byte order.
    terms.sort_unstable_by_key(|&term| (Reverse(totals[term.index()]), counts.terms.shown(term), term));
    let dispersion = |term: TermId| TermDispersion {
        term,
        frequency: totals[term.index()],
        parts: all.count(),
        range: ranges[term.index()],
        measures: spreads[term.index()].finish(),
    };
    terms.into_iter().map(dispersion).collect()
}

/// The part of each of so many rows.
pub(super) fn members(parts: &[Vec<u32>], rows: usize) -> Vec<Option<u32>> {
    let mut of = vec![None; rows];
    for (part, rows) in (0..).zip(parts) {
        rows.iter().for_each(|&row| of[row as usize] = Some(part));
    }
    of
}
