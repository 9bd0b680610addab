//! Sparse rows packed into bytes: sorted columns, each as its distance from the last, with its count.

use std::convert::Infallible;
use std::ops::Range;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::varint::{read_varint, write_varint};

/// Rows of (column, count), each sorted by column and packed as variable-length integers, in blocks of equally many
/// rows: whoever packs a block hands it over as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rows {
    blocks: Vec<Block>,
    /// How many rows a block has; the last may have fewer.
    size: usize,
    count: usize,
}

/// Some rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Block {
    bytes: Vec<u8>,
    ends: Vec<usize>,
}

impl Rows {
    /// Makes `count` rows on all threads: `row` adds the cells of the row with that index.
    pub fn build(count: usize, row: impl Fn(usize, &mut Packer) + Sync) -> Self {
        let Ok(rows) = Self::try_build(count, |stretch, packer| {
            for index in stretch {
                row(index, packer);
                packer.end_row();
            }
            Ok::<(), Infallible>(())
        });
        rows
    }

    /// Makes `count` rows on all threads: `stretch` adds the cells of some neighbouring rows and closes each.
    ///
    /// # Errors
    /// Those of `stretch`.
    pub fn try_build<E: Send>(
        count: usize,
        stretch: impl Fn(Range<usize>, &mut Packer) -> Result<(), E> + Sync,
    ) -> Result<Self, E> {
        let size = count.div_ceil(64).clamp(1, 1024);
        let pack = |packer: &mut Packer, block: usize| {
            stretch(block * size..count.min((block + 1) * size), packer)?;
            Ok(packer.take())
        };
        let blocks = (0..count.div_ceil(size)).into_par_iter().map_init(Packer::default, pack);
        Ok(Self { blocks: blocks.collect::<Result<Vec<Block>, E>>()?, size, count })
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// The cells of one row, by ascending column.
    pub fn row(&self, index: usize) -> Cells<'_> {
        let Block { bytes, ends } = &self.blocks[index / self.size];
        let place = index % self.size;
        let start = if place == 0 { 0 } else { ends[place - 1] };
        Cells { bytes: &bytes[start..ends[place]], column: 0 }
    }
}

/// Packs rows one after the other; the cells of a row may come in any order, those of one column are added up.
#[derive(Debug, Default)]
pub struct Packer {
    block: Block,
    /// By column; 0 but for the columns in `touched`.
    sums: Vec<u64>,
    touched: Vec<u32>,
}

impl Packer {
    /// Adds a cell to the row that is open; a count of 0 adds nothing.
    pub fn add(&mut self, column: u32, count: u64) {
        let place = column as usize;
        if place >= self.sums.len() {
            self.sums.resize((place + 1).next_power_of_two(), 0);
        }
        if self.sums[place] == 0 && count > 0 {
            self.touched.push(column);
        }
        self.sums[place] += count;
    }

    /// Closes the row that is open.
    pub fn end_row(&mut self) {
        self.touched.sort_unstable();
        let mut last = 0;
        for column in self.touched.drain(..) {
            let sum = std::mem::take(&mut self.sums[column as usize]);
            write_varint(&mut self.block.bytes, u64::from(column - last));
            write_varint(&mut self.block.bytes, sum);
            last = column;
        }
        self.block.ends.push(self.block.bytes.len());
    }

    /// The rows so far; the packer begins anew.
    fn take(&mut self) -> Block {
        let mut block = std::mem::take(&mut self.block);
        block.bytes.shrink_to_fit();
        block
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

    #[inline]
    fn next(&mut self) -> Option<Self::Item> {
        if self.bytes.is_empty() {
            return None;
        }
        self.column += read_varint(&mut self.bytes) as u32;
        Some((self.column, read_varint(&mut self.bytes)))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_row_comes_back_sorted_with_its_columns_added_up(
            rows in prop::collection::vec(prop::collection::vec((0..2000_u32, 0_u64..1 << 40), 0..20), 0..200)
        ) {
            let packed = Rows::build(rows.len(), |index, packer| {
                for &(column, count) in &rows[index] {
                    packer.add(column, count);
                }
            });
            prop_assert_eq!(packed.len(), rows.len());
            for (index, row) in rows.iter().enumerate() {
                let mut sums = std::collections::BTreeMap::new();
                for &(column, count) in row {
                    *sums.entry(column).or_insert(0) += count;
                }
                sums.retain(|_, sum| *sum > 0);
                prop_assert_eq!(packed.row(index).collect::<Vec<_>>(), sums.into_iter().collect::<Vec<_>>());
            }
        }
    }
}
