//! Themes that nobody listed: terms that come up in the same turns.

use std::cmp::Reverse;
use std::collections::BTreeMap;

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
    let mut topics: Vec<Topic> = (0..count)
        .filter_map(|part| {
            let weights: Vec<f64> = found.weights.iter().map(|row| row[part]).collect();
            let sum: f64 = weights.iter().sum();
            let top = top(&found.parts[part], &terms);
            if sum <= 0.0 || top.is_empty() {
                return None;
            }
            let is_largest = |row: &&Vec<f64>| row[part] > 0.0 && row.iter().all(|other| *other <= row[part]);
            Some(Topic {
                share: sum / all,
                turns: found.weights.iter().filter(is_largest).count() as u64,
                coherence: coherence(counts, rows, &top),
                speakers: speakers(corpus, rows, &weights, sum),
                terms: top,
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
    let place = |term: u32| terms.binary_search(&TermId(term)).ok();
    let cells = |row: u32| {
        counts.matrix.row(row as usize).filter_map(move |(term, count)| Some((place(term)?, count)))
    };
    let mut with = vec![0; terms.len()];
    for (column, _) in rows.iter().flat_map(|&row| cells(row)) {
        with[column] += 1;
    }
    let weight = |(column, count): (usize, u64)| {
        let weight = TfIdf::Sklearn.weight(count, 1, with[column], rows.len() as u64);
        (column as u32, weight.unwrap_or_default())
    };
    let row = |&row: &u32| {
        let mut cells: Vec<(u32, f64)> = cells(row).map(weight).collect();
        let length = TfIdf::Sklearn.length(cells.iter().map(|cell| cell.1));
        cells.iter_mut().for_each(|cell| cell.1 /= length);
        cells
    };
    Sparse { rows: rows.iter().map(row).collect(), columns: terms.len() }
}

/// The weightiest terms of a part, at most [`TOP_TERMS`].
fn top(part: &[f64], terms: &[TermId]) -> Vec<TermId> {
    let mut places: Vec<usize> = (0..part.len()).filter(|&place| part[place] > 0.0).collect();
    places.sort_by(|&a, &b| part[b].total_cmp(&part[a]).then_with(|| a.cmp(&b)));
    places.into_iter().take(TOP_TERMS).map(|place| terms[place]).collect()
}

fn coherence(counts: &TermCounts, rows: &[u32], terms: &[TermId]) -> Option<f64> {
    let mut sorted: Vec<u32> = terms.iter().map(|term| term.0).collect();
    sorted.sort_unstable();
    let mut with = vec![0_u64; sorted.len()];
    let mut both: BTreeMap<(usize, usize), u64> = BTreeMap::new();
    for &row in rows {
        let cells = counts.matrix.row(row as usize);
        let here: Vec<usize> = cells.filter_map(|(term, _)| sorted.binary_search(&term).ok()).collect();
        for (at, &one) in here.iter().enumerate() {
            with[one] += 1;
            here[at + 1..].iter().for_each(|&other| *both.entry((one, other)).or_default() += 1);
        }
    }
    let pairs = (0..sorted.len()).flat_map(|one| (one + 1..sorted.len()).map(move |other| (one, other)));
    let all = rows.len() as f64;
    let npmi = |pair: (usize, usize)| match both.get(&pair) {
        None => -1.0,
        Some(&count) if count as f64 == all => 1.0,
        Some(&count) => {
            let share = count as f64 / all;
            let expected = with[pair.0] as f64 / all * (with[pair.1] as f64 / all);
            (share / expected).ln() / -share.ln()
        }
    };
    let values: Vec<f64> = pairs.map(npmi).collect();
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
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
