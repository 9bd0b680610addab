//! The document-feature matrix: parts × columns, packed.

use super::rows::{Cells, Rows};
use crate::vocab::{TermId, Terms};

/// A sparse matrix of counts: one row a part (a turn, or a group of turns), one column a form or term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dfm {
    rows: Rows,
}

impl Dfm {
    pub(super) fn new(rows: Rows) -> Self {
        Self { rows }
    }

    /// A matrix of `rows` rows from its occurrences, (row, column), sorted by row.
    pub fn from_sorted(occurrences: impl IntoIterator<Item = (u32, u32)>, rows: usize) -> Self {
        let mut packed = Rows::default();
        let mut cells = Vec::new();
        let mut occurrences = occurrences.into_iter().peekable();
        for row in 0..rows {
            cells.clear();
            while let Some((_, column)) = occurrences.next_if(|&(of, _)| of as usize <= row) {
                cells.push((column, 1));
            }
            packed.push(&mut cells);
        }
        Self::new(packed)
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The cells of one row that are not zero: (column, count), by ascending column.
    pub fn row(&self, index: usize) -> Cells<'_> {
        self.rows.row(index)
    }

    /// The same rows with forms gathered into terms; forms without a term are left out.
    #[must_use]
    pub fn gather(&self, terms: &Terms) -> Self {
        let mut gathered = Rows::default();
        let mut cells = Vec::new();
        for index in 0..self.len() {
            cells.clear();
            cells.extend(self.row(index).filter_map(|(form, count)| {
                let term: Option<TermId> = terms.of(crate::vocab::FormId(form));
                term.map(|term| (term.0, count))
            }));
            gathered.push(&mut cells);
        }
        Self::new(gathered)
    }

    /// The rows with these indices, in this order.
    #[must_use]
    pub fn select(&self, rows: &[u32]) -> Self {
        let mut selected = Rows::default();
        let mut cells = Vec::new();
        for &row in rows {
            cells.clear();
            cells.extend(self.row(row as usize));
            selected.push(&mut cells);
        }
        Self::new(selected)
    }

    /// One row a group: the sum of the rows whose entry in `groups` is that group; rows of no group are
    /// left out. `size` is the number of groups.
    ///
    /// # Panics
    /// Never for `groups` as long as the matrix with entries below `size`.
    #[must_use]
    pub fn group_by(&self, groups: &[Option<u32>], size: usize) -> Self {
        let mut members = vec![Vec::new(); size];
        for (row, group) in groups.iter().enumerate() {
            if let Some(group) = group {
                members[*group as usize].push(row);
            }
        }
        let mut grouped = Rows::default();
        let mut cells = Vec::new();
        for rows in members {
            cells.clear();
            for row in rows {
                cells.extend(self.row(row));
            }
            grouped.push(&mut cells);
        }
        Self::new(grouped)
    }

    /// The sum of each of `columns` columns.
    pub fn column_totals(&self, columns: usize) -> Vec<u64> {
        let mut totals = vec![0; columns];
        for row in 0..self.len() {
            for (column, count) in self.row(row) {
                totals[column as usize] += count;
            }
        }
        totals
    }

    /// In how many rows each of `columns` columns occurs.
    pub fn row_frequencies(&self, columns: usize) -> Vec<u64> {
        let mut frequencies = vec![0; columns];
        for row in 0..self.len() {
            for (column, _) in self.row(row) {
                frequencies[column as usize] += 1;
            }
        }
        frequencies
    }
}
