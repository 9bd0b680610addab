//! Sparse rows packed into bytes: sorted columns, each as its distance from the last, with its count.

/// Rows of (column, count), each sorted by column and packed as variable-length integers.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Rows {
    /// Adds a row; `cells` is sorted here, and cells of one column are added together.
    pub fn push(&mut self, cells: &mut [(u32, u64)]) {
        cells.sort_unstable_by_key(|cell| cell.0);
        let mut last = 0;
        let mut index = 0;
        while let Some(&(column, first)) = cells.get(index) {
            let mut count = first;
            index += 1;
            while let Some(&(_, more)) = cells.get(index).filter(|cell| cell.0 == column) {
                count += more;
                index += 1;
            }
            write_varint(&mut self.bytes, u64::from(column - last));
            write_varint(&mut self.bytes, count);
            last = column;
        }
        self.ends.push(self.bytes.len());
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// The cells of one row, by ascending column.
    pub fn row(&self, index: usize) -> Cells<'_> {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        Cells { bytes: &self.bytes[start..self.ends[index]], column: 0 }
    }
}

/// The cells of one row: (column, count), by ascending column.
#[derive(Debug, Clone)]
pub struct Cells<'a> {
    bytes: &'a [u8],
    column: u32,
}

impl Iterator for Cells<'_> {
    type Item = (u32, u64);

    fn next(&mut self) -> Option<Self::Item> {
        if self.bytes.is_empty() {
            return None;
        }
        self.column += read_varint(&mut self.bytes) as u32;
        Some((self.column, read_varint(&mut self.bytes)))
    }
}

fn write_varint(bytes: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        bytes.push(value as u8 | 0x80);
        value >>= 7;
    }
    bytes.push(value as u8);
}

fn read_varint(bytes: &mut &[u8]) -> u64 {
    let mut value = 0;
    let mut shift = 0;
    while let Some((&byte, rest)) = bytes.split_first() {
        *bytes = rest;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            break;
        }
        shift += 7;
    }
    value
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_row_comes_back_sorted_with_its_columns_added_up(
            rows in prop::collection::vec(prop::collection::vec((any::<u32>(), 1_u64..1 << 40), 0..20), 0..8)
        ) {
            let mut packed = Rows::default();
            for row in &rows {
                packed.push(&mut row.clone());
            }
            for (index, row) in rows.iter().enumerate() {
                let mut sums = std::collections::BTreeMap::new();
                for &(column, count) in row {
                    *sums.entry(column).or_insert(0) += count;
                }
                prop_assert_eq!(packed.row(index).collect::<Vec<_>>(), sums.into_iter().collect::<Vec<_>>());
            }
        }
    }
}
