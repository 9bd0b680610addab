//! The document-feature matrix itself, weighed: what other programs begin with.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::terms::TermCounts;
use super::units::Units;
use crate::count::{Dfm, Key};
use crate::scan::Corpus;
use crate::stats::rate::share;
use crate::stats::tf_idf::TfIdf;
use crate::vocab::TermId;

/// What stands in the cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Weight {
    /// How often the term is said.
    Count,
    /// Its part of all words of the row.
    Proportion,
    /// Its TF-IDF, the units being turns, documents or speakers: summed over all units of which the row has a part.
    TfIdf(Key, TfIdf),
}

/// One row: a turn, or all that a group says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The group; `None` where the rows are turns.
    pub group: Option<String>,
    /// Its turns, ascending; one where there are no groups.
    pub rows: Vec<u32>,
    /// All its words.
    pub tokens: u64,
    /// Its row in the matrix of counts.
    place: usize,
}

/// One cell that is not empty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Cell {
    /// A count.
    Count(u64),
    /// Any other weight.
    Weight(f64),
}

/// Parts × terms.
pub struct WeightedDfm<'a> {
    /// The rows: groups in byte order, or turns in the order of the corpus.
    pub parts: Vec<Part>,
    /// The columns, in byte order of their keys.
    pub terms: Vec<TermId>,
    /// How often each column's term is said in all rows together.
    pub totals: Vec<u64>,
    /// In how many rows each column's term stands.
    pub parts_with: Vec<u64>,
    /// Parts, or all turns, × terms.
    matrix: Cow<'a, Dfm>,
    units: Option<Units<'a>>,
    weight: Weight,
    columns: Vec<Option<u32>>,
}

impl<'a> WeightedDfm<'a> {
    /// The matrix of the turns of `rows`, or of the groups that `by` makes of them, with the terms that all of them
    /// together have `min_count` times at least; of these at most so many, the most frequent.
    pub fn new<F>(
        corpus: &Corpus<F>,
        counts: &'a TermCounts,
        by: Option<&Key>,
        rows: &[u32],
        (min_count, most): (u64, usize),
        weight: Weight,
    ) -> Self {
        let part = |group: Option<String>, rows: Vec<u32>, place: usize| Part {
            group,
            tokens: counts.size(&rows),
            rows,
            place,
        };
        let (parts, matrix): (Vec<Part>, _) = match by {
            None => {
                let parts = rows.iter().map(|&row| part(None, vec![row], row as usize));
                (parts.collect(), Cow::Borrowed(&counts.matrix))
            }
            Some(key) => {
                let grouping = corpus.group_by(key, rows);
                let members = grouping.rows();
                let matrix = counts.matrix.group_by(&grouping.of, members.len());
                let groups = grouping.labels.into_iter().zip(members).enumerate();
                let parts = groups.map(|(place, (label, rows))| part(Some(label), rows, place));
                (parts.collect(), Cow::Owned(matrix))
            }
        };
        let units = match &weight {
            Weight::Count | Weight::Proportion => None,
            Weight::TfIdf(unit, weighting) => {
                Some(Units::new(corpus, counts, None, rows, (unit, *weighting)))
            }
        };
        let mut dfm = Self {
            parts,
            terms: Vec::new(),
            totals: Vec::new(),
            parts_with: Vec::new(),
            matrix,
            units,
            weight,
            columns: vec![None; counts.terms.len()],
        };
        dfm.choose(counts, min_count.max(1), most);
        dfm
    }

    fn choose(&mut self, counts: &TermCounts, least: u64, most: usize) {
        let (mut totals, mut with) = (vec![0; counts.terms.len()], vec![0; counts.terms.len()]);
        for part in &self.parts {
            for (term, count) in self.matrix.row(part.place) {
                totals[term as usize] += count;
                with[term as usize] += 1;
            }
        }
        let mut terms: Vec<TermId> =
            counts.terms.ids().filter(|term| totals[term.index()] >= least).collect();
        terms.sort_unstable_by_key(|term| (Reverse(totals[term.index()]), *term));
        terms.truncate(most);
        terms.sort_unstable();
        for term in terms {
            self.columns[term.index()] = Some(self.terms.len() as u32);
            self.terms.push(term);
            self.totals.push(totals[term.index()]);
            self.parts_with.push(with[term.index()]);
        }
    }

    /// How many cells are not empty.
    pub fn size(&self) -> u64 {
        self.parts_with.iter().sum()
    }

    /// The cells of one part that are not empty, by column, from 0.
    pub fn row(&self, part: &Part) -> Vec<(u32, Cell)> {
        let column = |term: u32| self.columns[term as usize];
        let counts = || self.matrix.row(part.place);
        match (&self.weight, &self.units) {
            (Weight::TfIdf(..), Some(units)) => {
                let mut cells: Vec<(u32, f64)> = counts().map(|(term, _)| (term, 0.0)).collect();
                units.each(&part.rows, |term, weight| {
                    if let Ok(place) = cells.binary_search_by_key(&term, |cell| cell.0) {
                        cells[place].1 += weight;
                    }
                });
                let weighed = cells.into_iter().map(|(term, weight)| (term, Cell::Weight(weight)));
                weighed.filter_map(|(term, cell)| Some((column(term)?, cell))).collect()
            }
            (Weight::Proportion, _) => {
                let share = |count| share(count, part.tokens).unwrap_or_default();
                counts()
                    .filter_map(|(term, count)| Some((column(term)?, Cell::Weight(share(count)))))
                    .collect()
            }
            (Weight::Count | Weight::TfIdf(..), _) => {
                counts().filter_map(|(term, count)| Some((column(term)?, Cell::Count(count)))).collect()
            }
        }
    }
}
