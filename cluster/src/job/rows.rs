//! Rows of Arrow as a table that dictum reads.

use std::collections::BTreeMap;

use arrow::array::{Array, ArrayRef, AsArray};
use arrow::datatypes::DataType;
use dictum::read::Table;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::store::hex;

/// Columns of texts, in batches.
#[derive(Debug, Default)]
pub struct Rows {
    columns: Vec<String>,
    batches: Vec<Vec<ArrayRef>>,
}

impl Rows {
    /// No rows yet under these columns.
    pub fn new(columns: Vec<String>) -> Self {
        Self { columns, batches: Vec::new() }
    }

    /// Adds rows: an array of texts for each column.
    pub fn push(&mut self, batch: Vec<ArrayRef>) {
        self.batches.push(batch);
    }

    /// How many rows there are.
    pub fn len(&self) -> u64 {
        self.blocks().iter().map(|&rows| rows as u64).sum()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How much memory they take, in bytes.
    pub fn heap_size(&self) -> usize {
        self.batches.iter().flatten().map(|array| array.get_array_memory_size()).sum()
    }

    /// For each column the wrapping sum, over all rows, of a hash of the row's number and what stands there: the same
    /// however the rows are cut into batches.
    pub fn sums(&self) -> BTreeMap<String, String> {
        let sum = |(column, name): (usize, &String)| (name.clone(), hex(self.sum(column)));
        self.columns.iter().enumerate().map(sum).collect()
    }

    fn sum(&self, column: usize) -> u64 {
        let (mut sum, mut number) = (0_u64, 0_u64);
        for (block, rows) in self.blocks().into_iter().enumerate() {
            for row in 0..rows {
                sum = sum.wrapping_add(hash(number, self.cell(block, row, column)));
                number += 1;
            }
        }
        sum
    }
}

/// What stands in a row, as a number that is another for all else.
fn hash(row: u64, cell: Option<&str>) -> u64 {
    let seed = (row << 1) | u64::from(cell.is_some());
    xxh3_64_with_seed(cell.unwrap_or_default().as_bytes(), seed)
}

impl Table for Rows {
    fn columns(&self) -> &[String] {
        &self.columns
    }

    fn blocks(&self) -> Vec<usize> {
        self.batches.iter().map(|batch| batch.first().map_or(0, |array| array.len())).collect()
    }

    fn cell(&self, block: usize, row: usize, column: usize) -> Option<&str> {
        let array = self.batches.get(block)?.get(column)?;
        if array.is_null(row) {
            return None;
        }
        match array.data_type() {
            DataType::Utf8View => Some(array.as_string_view().value(row)),
            DataType::Utf8 => Some(array.as_string::<i32>().value(row)),
            DataType::LargeUtf8 => Some(array.as_string::<i64>().value(row)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow::array::{StringArray, StringViewArray};

    use super::*;

    fn rows(batches: &[&[Option<&str>]]) -> Rows {
        let mut rows = Rows::new(vec!["text".into()]);
        for batch in batches {
            rows.push(vec![Arc::new(StringArray::from(batch.to_vec()))]);
        }
        rows
    }

    #[test]
    fn sums_tell_other_values_another_order_and_a_row_twice_but_not_how_rows_are_cut() {
        let whole = rows(&[&[Some("a"), None, Some("")]]).sums();
        assert_eq!(whole, rows(&[&[Some("a")], &[None, Some("")]]).sums());
        for other in [
            rows(&[&[Some("a"), Some(""), None]]),
            rows(&[&[Some("b"), None, Some("")]]),
            rows(&[&[Some("a"), None, Some(""), Some("")]]),
            rows(&[&[Some("a"), None]]),
        ] {
            assert_ne!(whole, other.sums());
        }
    }

    #[test]
    fn texts_are_the_same_in_every_form_that_arrow_has_for_them() {
        let mut views = Rows::new(vec!["text".into()]);
        views.push(vec![Arc::new(StringViewArray::from(vec![Some("a"), None]))]);
        assert_eq!((views.cell(0, 0, 0), views.cell(0, 1, 0)), (Some("a"), None));
        assert_eq!(views.sums(), rows(&[&[Some("a"), None]]).sums());
    }
}
