//! The tokens of all turns in their order: what every count of words is made from.

use std::fmt;

use super::dfm::Dfm;
use super::rows::Rows;
use super::store::{Store, Window};
use super::turns::Packed;
use crate::error::Result;
use crate::vocab::{FormId, TermId, Terms};

/// What is known of the forms of rows: enough to count forms and to gather them into terms.
pub trait Forms {
    /// Rows × terms; forms without a term are left out.
    ///
    /// # Errors
    /// What waits on disk cannot be read; so below.
    fn gather(&self, terms: &Terms) -> Result<Dfm>;
    /// How often each of `forms` forms occurs in some rows together.
    ///
    /// # Errors
    /// As [`Self::gather`].
    fn totals(&self, rows: &[u32], forms: usize) -> Result<Vec<u64>>;
    /// How often each of `forms` forms occurs in all rows together.
    ///
    /// # Errors
    /// As [`Self::gather`].
    fn column_totals(&self, forms: usize) -> Result<Vec<u64>>;
}

impl Forms for Dfm {
    fn gather(&self, terms: &Terms) -> Result<Dfm> {
        Ok(Self::gather(self, terms))
    }

    fn totals(&self, rows: &[u32], forms: usize) -> Result<Vec<u64>> {
        Ok(Self::totals(self, rows, forms))
    }

    fn column_totals(&self, forms: usize) -> Result<Vec<u64>> {
        Ok(Self::column_totals(self, forms))
    }
}

/// The tokens of every turn, in the order of the text: about a byte and a half each, in memory, or on disk where that
/// is short. Whoever reads them on disk does well to ask for ascending rows.
#[derive(Default)]
pub struct Tokens {
    blocks: Vec<Block>,
    /// For each row the block of its turn, and its place there.
    places: Vec<(u32, u32)>,
}

/// Turns as they were counted, under one numbering of forms.
pub(super) struct Block {
    /// The turns, in the order in which they were read.
    pub turns: Store,
    /// For each form as counted, its number in the frozen vocabulary.
    pub forms: Vec<FormId>,
}

/// Where each turn stands, in the order of reading: its block, and its place there.
pub(super) fn places<'a>(blocks: impl Iterator<Item = &'a Store>) -> Vec<(u32, u32)> {
    (0..).zip(blocks).flat_map(|(block, of)| (0..of.len() as u32).map(move |turn| (block, turn))).collect()
}

/// The tokens of every turn, each as what its form stands for.
pub struct Coded<'t, V> {
    tokens: &'t Tokens,
    /// By block, for each of its forms.
    codes: Vec<Vec<V>>,
}

/// The tokens of one turn, in the order of the text, each as what its form stands for.
#[derive(Debug, Clone)]
pub struct Sequence<'a, V> {
    forms: Packed<'a>,
    codes: &'a [V],
}

impl<V: Copy> Iterator for Sequence<'_, V> {
    type Item = V;

    #[inline]
    fn next(&mut self) -> Option<V> {
        self.forms.next().map(|form| self.codes[form as usize])
    }
}

impl<V: Copy> Coded<'_, V> {
    /// Hands the tokens of the turns of `rows` to `visit`, one turn after the other.
    ///
    /// # Errors
    /// What waits on disk cannot be read.
    pub fn visit(
        &self,
        rows: impl IntoIterator<Item = u32>,
        visit: impl FnMut(u32, Sequence<'_, V>),
    ) -> Result<()> {
        self.tokens.visit_as(|block| &self.codes[block], rows, visit)
    }
}

impl Tokens {
    /// Turns in blocks; `rows` gives for each row the place of its turn among all of them.
    pub(super) fn new(blocks: Vec<Block>, rows: &[u32]) -> Self {
        let read = places(blocks.iter().map(|block| &block.turns));
        Self { blocks, places: rows.iter().map(|&row| read[row as usize]).collect() }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.places.is_empty()
    }

    /// Hands the form of each token of the turns of `rows` to `visit`, one turn after the other.
    ///
    /// # Errors
    /// What waits on disk cannot be read.
    pub fn visit(
        &self,
        rows: impl IntoIterator<Item = u32>,
        visit: impl FnMut(u32, Sequence<'_, FormId>),
    ) -> Result<()> {
        self.visit_as(|block| &self.blocks[block].forms, rows, visit)
    }

    fn visit_as<'c, V: 'c>(
        &'c self,
        codes: impl Fn(usize) -> &'c [V],
        rows: impl IntoIterator<Item = u32>,
        mut visit: impl FnMut(u32, Sequence<'_, V>),
    ) -> Result<()> {
        let mut windows: Vec<Window> = self.blocks.iter().map(|_| Window::default()).collect();
        for row in rows {
            let (block, turn) = self.places[row as usize];
            let block = block as usize;
            let forms = self.blocks[block].turns.turn(turn as usize, &mut windows[block])?;
            visit(row, Sequence { forms, codes: codes(block) });
        }
        Ok(())
    }

    /// Where tokens of some terms stand, for each of them: row and place from 0 in its turn; by row, then by place.
    /// With each term it is said how often it is found, so that no more memory is taken than that needs.
    ///
    /// # Errors
    /// What waits on disk cannot be read.
    pub fn places(
        &self,
        rows: &[u32],
        terms: &Terms,
        wanted: &[(TermId, u64)],
    ) -> Result<Vec<Vec<(u32, u32)>>> {
        let which = |term: TermId| wanted.iter().position(|&(wanted, _)| wanted == term);
        // One past what would be the last, for those that are not wanted.
        let none = wanted.len() as u32;
        let kinds = self.coded(|form| terms.of(form).and_then(which).map_or(none, |kind| kind as u32));
        let mut places: Vec<Vec<_>> =
            wanted.iter().map(|&(_, found)| Vec::with_capacity(found as usize)).collect();
        kinds.visit(rows.iter().copied(), |row, kinds| {
            for (place, kind) in (0..).zip(kinds) {
                if let Some(places) = places.get_mut(kind as usize) {
                    places.push((row, place));
                }
            }
        })?;
        Ok(places)
    }

    /// The tokens with what `of` gives for the form of each.
    pub fn coded<V: Copy>(&self, of: impl Fn(FormId) -> V) -> Coded<'_, V> {
        let codes = self.blocks.iter().map(|block| block.forms.iter().map(|&form| of(form)).collect());
        Coded { tokens: self, codes: codes.collect() }
    }

    /// Rows × what `of` gives for each form; forms for which it gives nothing are left out.
    fn columns(&self, of: impl Fn(FormId) -> Option<u32>) -> Result<Dfm> {
        let columns = self.coded(of);
        let rows = Rows::try_build(self.len(), |rows, packer| {
            columns.visit(rows.map(|row| row as u32), |_, tokens| {
                tokens.flatten().for_each(|column| packer.add(column, 1));
                packer.end_row();
            })
        });
        rows.map(Dfm::new)
    }
}

impl Forms for Tokens {
    fn gather(&self, terms: &Terms) -> Result<Dfm> {
        self.columns(|form| terms.of(form).map(|term| term.0))
    }

    fn totals(&self, rows: &[u32], forms: usize) -> Result<Vec<u64>> {
        let mut totals = vec![0; forms];
        self.visit(rows.iter().copied(), |_, forms| forms.for_each(|form| totals[form.index()] += 1))?;
        Ok(totals)
    }

    fn column_totals(&self, forms: usize) -> Result<Vec<u64>> {
        let mut totals = vec![0; forms];
        for Block { turns, forms } in &self.blocks {
            let mut counts = vec![0; forms.len()];
            let mut window = Window::default();
            for turn in 0..turns.len() {
                turns.turn(turn, &mut window)?.for_each(|form| counts[form as usize] += 1);
            }
            for (form, count) in forms.iter().zip(counts) {
                totals[form.index()] += count;
            }
        }
        Ok(totals)
    }
}

/// The rows, whatever blocks they were read in.
impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rows: Vec<Vec<FormId>> = Vec::new();
        self.visit(0..self.len() as u32, |_, forms| rows.push(forms.collect())).map_err(|_| fmt::Error)?;
        f.debug_list().entries(rows).finish()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Turns in blocks of which each numbers its forms from the last to the first, in the order `rows`.
    /// The first turns of each block wait on disk, as many as `shelved` says.
    fn tokens(blocks: &[Vec<Vec<u32>>], rows: &[u32], shelved: usize) -> Tokens {
        let forms: Vec<FormId> = (0..FORMS).rev().map(FormId).collect();
        let block = |turns: &Vec<Vec<u32>>| {
            let mut store = Store::default();
            for (index, turn) in turns.iter().enumerate() {
                store.push(turn.iter().map(|form| FORMS - 1 - form));
                if index < shelved {
                    store.shelve().unwrap();
                }
            }
            Block { turns: store, forms: forms.clone() }
        };
        Tokens::new(blocks.iter().map(block).collect(), rows)
    }

    const FORMS: u32 = 300;

    proptest! {
        #[test]
        fn turns_in_any_blocks_and_order_are_counted_as_one_matrix(
            blocks in prop::collection::vec(prop::collection::vec(prop::collection::vec(0..FORMS, 0..9), 0..5), 0..4),
            places in prop::collection::vec(any::<prop::sample::Index>(), 20),
            some in prop::collection::vec(any::<bool>(), 20),
            shelved in 0..6_usize,
        ) {
            let turns = blocks.concat();
            let mut rows: Vec<u32> = (0..turns.len() as u32).collect();
            for (row, place) in places.iter().enumerate().take(turns.len()) {
                rows.swap(row, place.index(turns.len()));
            }
            let tokens = tokens(&blocks, &rows, shelved);
            let ordered: Vec<Vec<u32>> = rows.iter().map(|&row| turns[row as usize].clone()).collect();
            let mut read: Vec<Vec<u32>> = Vec::new();
            tokens.visit(0..turns.len() as u32, |_, forms| read.push(forms.map(|form| form.0).collect())).unwrap();
            prop_assert_eq!(&read, &ordered);

            let cells = (0..).zip(&ordered).flat_map(|(row, turn)| turn.iter().map(move |&form| (row, form)));
            let matrix = Dfm::from_sorted(&cells.collect::<Vec<_>>(), turns.len());
            prop_assert_eq!(&tokens.columns(|form| Some(form.0)).unwrap(), &matrix);
            prop_assert_eq!(
                tokens.column_totals(FORMS as usize).unwrap(), matrix.column_totals(FORMS as usize)
            );
            let some: Vec<u32> = (0..turns.len() as u32).filter(|&row| some[row as usize]).collect();
            prop_assert_eq!(
                tokens.totals(&some, FORMS as usize).unwrap(), matrix.totals(&some, FORMS as usize)
            );
        }
    }
}
