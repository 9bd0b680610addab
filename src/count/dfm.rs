//! The document-feature matrix: parts × columns, packed.

use super::rows::{Cells, Rows};
use crate::vocab::{FormId, Terms};

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
    pub fn from_sorted(occurrences: &[(u32, u32)], rows: usize) -> Self {
        Self::new(Rows::build(rows, |row, packer| {
            let first = occurrences.partition_point(|&(of, _)| (of as usize) < row);
            for &(_, column) in occurrences[first..].iter().take_while(|&&(of, _)| of as usize == row) {
                packer.add(column, 1);
            }
        }))
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
        Self::new(Rows::build(self.len(), |row, packer| {
            for (form, count) in self.row(row) {
                if let Some(term) = terms.of(FormId(form)) {
                    packer.add(term.0, count);
                }
            }
        }))
    }

    /// The rows with these indices, in this order.
    #[must_use]
    pub fn select(&self, rows: &[u32]) -> Self {
        Self::new(Rows::build(rows.len(), |row, packer| {
            self.row(rows[row] as usize).for_each(|(column, count)| packer.add(column, count));
        }))
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
        Self::new(Rows::build(size, |group, packer| {
            for &row in &members[group] {
                self.row(row).for_each(|(column, count)| packer.add(column, count));
            }
        }))
    }

    /// The sum over `rows` of each of `columns` columns.
    pub fn totals(&self, rows: &[u32], columns: usize) -> Vec<u64> {
        self.sums(rows.iter().map(|&row| row as usize), columns)
    }

    /// The sum of each of `columns` columns.
    pub fn column_totals(&self, columns: usize) -> Vec<u64> {
        self.sums(0..self.len(), columns)
    }

    fn sums(&self, rows: impl Iterator<Item = usize>, columns: usize) -> Vec<u64> {
        let mut sums = vec![0; columns];
        for (column, count) in rows.flat_map(|row| self.row(row)) {
            sums[column as usize] += count;
        }
        sums
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
