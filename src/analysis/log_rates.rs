//! The log rate of every column of a matrix, with its jackknife.

use crate::count::Dfm;
use crate::stats::interval::{Clusters, Jackknife, LogRate};

/// The jackknife of the rate of every column that has a total, over the clusters that `rows` of `matrix` are.
pub(super) fn log_rates(matrix: &Dfm, sizes: &[u64], rows: &[u32], totals: &[u64]) -> Vec<Option<LogRate>> {
    let clusters = Clusters::new(rows.iter().map(|&row| sizes[row as usize]));
    let mut columns: Vec<Jackknife<'_>> =
        totals.iter().map(|&total| Jackknife::new(&clusters, total)).collect();
    for &row in rows {
        for (column, count) in matrix.row(row as usize).filter(|cell| totals[cell.0 as usize] > 0) {
            columns[column as usize].add(count, sizes[row as usize]);
        }
    }
    columns.iter().map(Jackknife::finish).collect()
}
