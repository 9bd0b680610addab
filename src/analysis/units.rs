//! The units of TF-IDF: turns, documents or speakers.

use std::collections::{BTreeMap, BTreeSet};

use super::frequency::Places;
use super::terms::TermCounts;
use crate::count::{Key, Spread};
use crate::scan::Corpus;
use crate::stats::tf_idf::TfIdf;

/// In how many units each term stands, and how many there are, where no more is asked of the units: under a weighting that
/// is linear. `None` elsewhere.
fn counted<F>(
    corpus: &Corpus<F>,
    counts: &TermCounts,
    spread: Option<&Spread>,
    rows: &[u32],
    (unit, weighting): (&Key, TfIdf),
) -> Option<(Vec<u64>, u64)> {
    if let Some(spread) = spread {
        let places = || Places::of_spread(counts, spread);
        return match unit {
            Key::Turn => Some((places().turns, spread.turns)),
            Key::Document => Some((places().documents, spread.documents)),
            _ => None,
        };
    }
    if !weighting.is_linear() {
        return None;
    }
    let places = || Places::of_rows(corpus, counts, rows);
    match unit {
        Key::Turn => Some((places().turns, rows.len() as u64)),
        Key::Document => {
            let mut documents: Vec<u32> =
                rows.iter().map(|&row| corpus.turns[row as usize].document).collect();
            documents.dedup();
            Some((places().documents, documents.len() as u64))
        }
        _ => None,
    }
}

/// The units of TF-IDF: which rows make up each, and in how many of them each term stands.
pub(super) struct Units<'a> {
    counts: &'a TermCounts,
    weighting: TfIdf,
    /// The unit of each row; `None` for rows of no unit.
    of: Vec<Option<u32>>,
    sizes: Vec<u64>,
    lengths: Vec<f64>,
    units_with: Vec<u64>,
    units: u64,
}

impl<'a> Units<'a> {
    pub fn new<F>(
        corpus: &Corpus<F>,
        counts: &'a TermCounts,
        spread: Option<&Spread>,
        rows: &[u32],
        (unit, weighting): (&Key, TfIdf),
    ) -> Self {
        if let Some((units_with, units)) = counted(corpus, counts, spread, rows, (unit, weighting)) {
            let of = vec![Some(0); corpus.turns.len()];
            return Self { counts, weighting, of, sizes: vec![1], lengths: vec![1.0], units_with, units };
        }
        let (of, size) = match unit {
            Key::Turn => {
                let mut of = vec![None; corpus.turns.len()];
                for (unit, &row) in rows.iter().enumerate() {
                    of[row as usize] = Some(unit as u32);
                }
                (of, rows.len())
            }
            // Documents of different files may have one name and are several all the same.
            Key::Document => {
                let document = |row: &u32| corpus.turns[*row as usize].document;
                let documents: BTreeSet<u32> = rows.iter().map(document).collect();
                let numbers: BTreeMap<u32, u32> = documents.into_iter().zip(0..).collect();
                let mut of = vec![None; corpus.turns.len()];
                for row in rows {
                    of[*row as usize] = numbers.get(&document(row)).copied();
                }
                (of, numbers.len())
            }
            _ => {
                let grouping = corpus.group_by(unit, rows);
                (grouping.of, grouping.labels.len())
            }
        };
        Self::of_rows(counts, weighting, of, size)
    }

    fn of_rows(counts: &'a TermCounts, weighting: TfIdf, of: Vec<Option<u32>>, size: usize) -> Self {
        let matrix = counts.matrix.group_by(&of, size);
        let mut sizes = vec![0; size];
        for (row, unit) in of.iter().enumerate() {
            if let Some(unit) = unit {
                sizes[*unit as usize] += counts.sizes[row];
            }
        }
        let units_with = matrix.row_frequencies(counts.terms.len());
        let lengths = vec![1.0; size];
        let mut units = Self { counts, weighting, of, sizes, lengths, units_with, units: size as u64 };
        if !weighting.is_linear() {
            let length =
                |unit| weighting.length(matrix.row(unit).filter_map(|cell| units.weight(unit, cell)));
            units.lengths = (0..size).map(length).collect();
        }
        units
    }

    /// The weight of so many occurrences of a term in a unit.
    fn weight(&self, unit: usize, (term, count): (u32, u64)) -> Option<f64> {
        let with = self.units_with[term as usize];
        Some(self.weighting.weight(count, self.sizes[unit], with, self.units)? / self.lengths[unit])
    }

    /// The weight of each term, summed over `rows`, in which the terms occur `totals` times: what each occurrence
    /// weighs is a matter of its whole unit.
    pub fn weights(&self, rows: &[u32], totals: &[u64]) -> Vec<Option<f64>> {
        if self.weighting.is_linear() && rows.iter().all(|&row| self.of[row as usize].is_some()) {
            let weight = |(&total, &with): (&u64, &u64)| match total {
                0 => None,
                _ => self.weighting.weight(total, 1, with, self.units),
            };
            return totals.iter().zip(&self.units_with).map(weight).collect();
        }
        let mut sums = vec![None; self.counts.terms.len()];
        self.each(rows, |term, weight| *sums[term as usize].get_or_insert(0.0) += weight);
        sums
    }

    /// Hands each term of each row to `each` with its weight there.
    pub fn each(&self, rows: &[u32], mut each: impl FnMut(u32, f64)) {
        for &row in rows {
            let Some(unit) = self.of[row as usize] else { continue };
            for cell in self.counts.matrix.row(row as usize) {
                if let Some(weight) = self.weight(unit as usize, cell) {
                    each(cell.0, weight);
                }
            }
        }
    }
}
