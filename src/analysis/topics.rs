//! Themes that nobody listed: terms that come up in the same turns.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::log_rates::Columns;
use super::terms::TermCounts;
use crate::scan::Corpus;
use crate::speakers::SpeakerId;
use crate::stats::nmf::{Sparse, factors};
use crate::stats::tf_idf::TfIdf;
use crate::vocab::TermId;

/// A term is looked at where it stands in so many turns at least.
pub const LEAST_TURNS: u64 = 3;
/// Of those, so many are looked at, the most frequent.
pub const MOST_TERMS: usize = 5_000;
/// How many terms stand for a topic, and are what its coherence is measured on.
pub const TOP_TERMS: usize = 10;

/// A topic: terms that come up together.
#[derive(Debug, Clone, PartialEq)]
pub struct Topic {
    /// Its terms, the weightiest first.
    pub terms: Vec<TermId>,
    /// Its part of all that the turns are made of, 0 to 1.
    pub share: f64,
    /// In how many turns it is the largest part.
    pub turns: u64,
    /// The mean NPMI of each two of its terms over the turns, −1 to 1; `None` with fewer than two.
    pub coherence: Option<f64>,
    /// Of those whose names are known: what part of the topic they speak, the largest first.
    pub speakers: Vec<(SpeakerId, f64)>,
}

/// How many topics are looked for where nobody says: the square root of the turns, rounded down, 2 to 20.
pub fn usual_topics(turns: usize) -> usize {
    turns.isqrt().clamp(2, 20)
}

/// The topics of some turns, the largest first; fewer than `count` where the turns have not so many. Terms that are said
/// less than `min_count` times are not looked at.
///
/// Turns × terms, weighed as tf · (ln((1 + N)/(1 + df)) + 1) and each turn scaled to length 1, is taken apart by
/// non-negative matrix factorisation from starts that `seed` decides; see [`crate::stats::nmf`].
///
/// # Source
/// Coherence: Aletras & Stevenson (2013), Evaluating topic coherence using distributional semantics; Bouma (2009) for NPMI.
pub fn topics<F>(
    corpus: &Corpus<F>,
    counts: &TermCounts,
    rows: &[u32],
    min_count: u64,
    count: usize,
    seed: u64,
) -> Vec<Topic> {
    let terms = chosen(counts, rows, min_count);
    let matrix = weighed(counts, rows, &terms);
    let count = count.min(terms.len()).min(rows.len());
    let found = factors(&matrix, count, seed);
    let all: f64 = found.weights.iter().flatten().sum();
    let tops: Vec<Vec<TermId>> = found.parts.iter().map(|part| top(part, &terms)).collect();
    let shown: Vec<TermId> = tops.iter().flatten().copied().collect::<BTreeSet<_>>().into_iter().collect();
    let turns = turns_with(counts, rows, &shown);
    let in_order = |terms: &[TermId]| {
        let mut terms = terms.to_vec();
        terms.sort_unstable();
        terms
    };
    let with = |term: &TermId| shown.binary_search(term).map_or(&[][..], |place| &turns[place][..]);
    let mut topics: Vec<Topic> = (0..count)
        .filter_map(|part| {
            let weights: Vec<f64> = found.weights.iter().map(|row| row[part]).collect();
            let sum: f64 = weights.iter().sum();
            let top = &tops[part];
            if sum <= 0.0 || top.is_empty() {
                return None;
            }
            let is_largest = |row: &&Vec<f64>| row[part] > 0.0 && row.iter().all(|other| *other <= row[part]);
            Some(Topic {
                share: sum / all,
                turns: found.weights.iter().filter(is_largest).count() as u64,
                coherence: coherence(&in_order(top).iter().map(with).collect::<Vec<_>>(), rows.len()),
                speakers: speakers(corpus, rows, &weights, sum),
                terms: top.clone(),
            })
        })
        .collect();
    topics.sort_by(|a, b| b.share.total_cmp(&a.share).then_with(|| a.terms.cmp(&b.terms)));
    topics
}

/// The terms that are looked at, ascending.
fn chosen(counts: &TermCounts, rows: &[u32], min_count: u64) -> Vec<TermId> {
    let totals = counts.totals(rows);
    let mut turns = vec![0; counts.terms.len()];
    for (term, _) in rows.iter().flat_map(|&row| counts.matrix.row(row as usize)) {
        turns[term as usize] += 1;
    }
    let mut terms: Vec<TermId> = counts
        .terms
        .ids()
        .filter(|term| turns[term.index()] >= LEAST_TURNS && totals[term.index()] >= min_count)
        .collect();
    terms.sort_unstable_by_key(|term| (Reverse(totals[term.index()]), *term));
    terms.truncate(MOST_TERMS);
    terms.sort_unstable();
    terms
}

/// The turns in terms of `terms`, which are ascending; each of length 1, or empty.
fn weighed(counts: &TermCounts, rows: &[u32], terms: &[TermId]) -> Sparse {
    let columns = columns(counts, terms);
    let cells = |row: u32| {
        counts.matrix.row(row as usize).filter_map(|(term, count)| Some((columns.place(term)?, count)))
    };
    let mut with = vec![0; terms.len()];
    rows.iter().flat_map(|&row| cells(row)).for_each(|(column, _)| with[column] += 1);
    let of_one = |&with: &u64| TfIdf::Sklearn.weight(1, 1, with, rows.len() as u64).unwrap_or_default();
    let weights: Vec<f64> = with.iter().map(of_one).collect();
    let row = |&row: &u32| {
        let weight = |(column, count): (usize, u64)| (column as u32, count as f64 * weights[column]);
        let mut cells: Vec<(u32, f64)> = cells(row).map(weight).collect();
        let length = TfIdf::Sklearn.length(cells.iter().map(|cell| cell.1));
        cells.iter_mut().for_each(|cell| cell.1 /= length);
        cells
    };
    Sparse { rows: rows.par_iter().map(row).collect(), columns: terms.len() }
}

/// Some terms, which are each there once, as columns.
fn columns(counts: &TermCounts, terms: &[TermId]) -> Columns {
    Columns::new(terms.iter().map(|term| term.0).collect(), counts.terms.len())
}

/// The weightiest terms of a part, at most [`TOP_TERMS`].
fn top(part: &[f64], terms: &[TermId]) -> Vec<TermId> {
    let mut places: Vec<usize> = (0..part.len()).filter(|&place| part[place] > 0.0).collect();
    places.sort_by(|&a, &b| part[b].total_cmp(&part[a]).then_with(|| a.cmp(&b)));
    places.into_iter().take(TOP_TERMS).map(|place| terms[place]).collect()
}

/// For each of some terms, which are each there once, the turns that have it, ascending.
fn turns_with(counts: &TermCounts, rows: &[u32], terms: &[TermId]) -> Vec<Vec<u32>> {
    let columns = columns(counts, terms);
    let mut turns = vec![Vec::new(); terms.len()];
    for (turn, &row) in (0..).zip(rows) {
        let places = counts.matrix.row(row as usize).filter_map(|(term, _)| columns.place(term));
        places.for_each(|place| turns[place].push(turn));
    }
    turns
}

/// The mean NPMI of each two of the terms with these turns, of so many.
fn coherence(turns: &[&[u32]], all: usize) -> Option<f64> {
    let pairs = (0..turns.len()).flat_map(|one| turns[one + 1..].iter().map(move |other| (one, other)));
    let all = all as f64;
    let npmi = |(one, other): (usize, &&[u32])| match in_both(turns[one], other) {
        0 => -1.0,
        count if count as f64 == all => 1.0,
        count => {
            let share = count as f64 / all;
            let expected = turns[one].len() as f64 / all * (other.len() as f64 / all);
            (share / expected).ln() / -share.ln()
        }
    };
    let values: Vec<f64> = pairs.map(npmi).collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// How many numbers are in both of two ascending lists.
fn in_both(mut one: &[u32], mut other: &[u32]) -> usize {
    let mut count = 0;
    while let ([first, rest @ ..], [other_first, other_rest @ ..]) = (one, other) {
        count += usize::from(first == other_first);
        (one, other) = match first.cmp(other_first) {
            Ordering::Less => (rest, other),
            Ordering::Equal => (rest, other_rest),
            Ordering::Greater => (one, other_rest),
        };
    }
    count
}

fn speakers<F>(corpus: &Corpus<F>, rows: &[u32], weights: &[f64], sum: f64) -> Vec<(SpeakerId, f64)> {
    let mut sums: BTreeMap<SpeakerId, f64> = BTreeMap::new();
    for (&row, weight) in rows.iter().zip(weights) {
        if let Some(speaker) = corpus.turns[row as usize].speaker {
            *sums.entry(speaker).or_default() += weight;
        }
    }
    let mut shares: Vec<(SpeakerId, f64)> = sums
        .into_iter()
        .filter(|share| share.1 > 0.0)
        .map(|(speaker, weight)| (speaker, weight / sum))
        .collect();
    shares.sort_by(|a, b| b.1.total_cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    shares
}
