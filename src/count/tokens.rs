//! The tokens of all turns in their order: what every count of words is made from.

use std::fmt;

use super::counts::Turns;
use super::dfm::Dfm;
use super::rows::Rows;
use crate::vocab::{FormId, TermId, Terms};

/// What is known of the forms of rows: enough to count forms and to gather them into terms.
pub trait Forms {
    /// Rows × terms; forms without a term are left out.
    fn gather(&self, terms: &Terms) -> Dfm;
    /// How often each of `forms` forms occurs in some rows together.
    fn totals(&self, rows: &[u32], forms: usize) -> Vec<u64>;
    /// How often each of `forms` forms occurs in all rows together.
    fn column_totals(&self, forms: usize) -> Vec<u64>;
}

impl Forms for Dfm {
    fn gather(&self, terms: &Terms) -> Dfm {
        Self::gather(self, terms)
    }

    fn totals(&self, rows: &[u32], forms: usize) -> Vec<u64> {
        Self::totals(self, rows, forms)
    }

    fn column_totals(&self, forms: usize) -> Vec<u64> {
        Self::column_totals(self, forms)
    }
}

/// The tokens of every turn, in the order of the text: about a byte and a half each.
#[derive(Default)]
pub struct Tokens {
    blocks: Vec<Block>,
    /// For each row the block of its turn, and its place there.
    places: Vec<(u32, u32)>,
}

/// Turns as they were counted, under one numbering of forms.
pub(super) struct Block {
    /// The turns, in the order in which they were read.
    pub turns: Turns,
    /// For each form as counted, its number in the frozen vocabulary.
    pub forms: Vec<FormId>,
}

/// Where each turn stands, in the order of reading: its block, and its place there.
pub(super) fn places<'a>(blocks: impl Iterator<Item = &'a Turns>) -> Vec<(u32, u32)> {
    (0..).zip(blocks).flat_map(|(block, of)| (0..of.len() as u32).map(move |turn| (block, turn))).collect()
}

/// The tokens of every turn, each as what its form stands for.
pub struct Coded<'t, V> {
    tokens: &'t Tokens,
    /// By block, for each of its forms.
    codes: Vec<Vec<V>>,
}

impl<V: Copy> Coded<'_, V> {
    /// The tokens of a row's turn, in the order of the text.
    pub fn row(&self, row: u32) -> impl Iterator<Item = V> + '_ {
        let (block, turn) = self.tokens.places[row as usize];
        let codes = &self.codes[block as usize];
        self.tokens.blocks[block as usize].turns.turn(turn as usize).map(|form| codes[form as usize])
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

    /// The form of each token of a row's turn.
    pub fn row(&self, row: usize) -> impl Iterator<Item = FormId> + '_ {
        let (block, turn) = self.places[row];
        let Block { turns, forms } = &self.blocks[block as usize];
        turns.turn(turn as usize).map(|form| forms[form as usize])
    }

    /// Where tokens of some terms stand, for each of them: row and place from 0 in its turn; by row, then by place.
    /// With each term it is said how often it is found, so that no more memory is taken than that needs.
    pub fn places(&self, rows: &[u32], terms: &Terms, wanted: &[(TermId, u64)]) -> Vec<Vec<(u32, u32)>> {
        let which = |term: TermId| wanted.iter().position(|&(wanted, _)| wanted == term);
        // One past what would be the last, for those that are not wanted.
        let none = wanted.len() as u32;
        let kinds = self.coded(|form| terms.of(form).and_then(which).map_or(none, |kind| kind as u32));
        let mut places: Vec<Vec<_>> =
            wanted.iter().map(|&(_, found)| Vec::with_capacity(found as usize)).collect();
        for &row in rows {
            for (place, kind) in (0..).zip(kinds.row(row)) {
                if let Some(places) = places.get_mut(kind as usize) {
                    places.push((row, place));
                }
            }
        }
        places
    }

    /// The tokens with what `of` gives for the form of each.
    pub fn coded<V: Copy>(&self, of: impl Fn(FormId) -> V) -> Coded<'_, V> {
        let codes = self.blocks.iter().map(|block| block.forms.iter().map(|&form| of(form)).collect());
        Coded { tokens: self, codes: codes.collect() }
    }

    /// Rows × what `of` gives for each form; forms for which it gives nothing are left out.
    fn columns(&self, of: impl Fn(FormId) -> Option<u32>) -> Dfm {
        let columns = self.coded(of);
        Dfm::new(Rows::build(self.len(), |row, packer| {
            columns.row(row as u32).flatten().for_each(|column| packer.add(column, 1));
        }))
    }

    /// Rows × forms.
    pub fn by_form(&self) -> Dfm {
        self.columns(|form| Some(form.0))
    }
}

impl Forms for Tokens {
    fn gather(&self, terms: &Terms) -> Dfm {
        self.columns(|form| terms.of(form).map(|term| term.0))
    }

    fn totals(&self, rows: &[u32], forms: usize) -> Vec<u64> {
        let mut totals = vec![0; forms];
        for form in rows.iter().flat_map(|&row| self.row(row as usize)) {
            totals[form.index()] += 1;
        }
        totals
    }

    fn column_totals(&self, forms: usize) -> Vec<u64> {
        let mut totals = vec![0; forms];
        for Block { turns, forms } in &self.blocks {
            let mut counts = vec![0; forms.len()];
            turns.tokens().for_each(|form| counts[form as usize] += 1);
            for (form, count) in forms.iter().zip(counts) {
                totals[form.index()] += count;
            }
        }
        totals
    }
}

/// The rows, whatever blocks they were read in.
impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries((0..self.len()).map(|row| self.row(row).collect::<Vec<_>>())).finish()
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Turns in blocks of which each numbers its forms from the last to the first, in the order `rows`.
    fn tokens(blocks: &[Vec<Vec<u32>>], rows: &[u32]) -> Tokens {
        let forms: Vec<FormId> = (0..FORMS).rev().map(FormId).collect();
        let block = |turns: &Vec<Vec<u32>>| {
            let mut packed = Turns::default();
            turns.iter().for_each(|turn| packed.push(turn.iter().map(|form| FORMS - 1 - form)));
            Block { turns: packed, forms: forms.clone() }
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
        ) {
            let turns = blocks.concat();
            let mut rows: Vec<u32> = (0..turns.len() as u32).collect();
            for (row, place) in places.iter().enumerate().take(turns.len()) {
                rows.swap(row, place.index(turns.len()));
            }
            let tokens = tokens(&blocks, &rows);
            let ordered: Vec<Vec<u32>> = rows.iter().map(|&row| turns[row as usize].clone()).collect();
            let read: Vec<Vec<u32>> =
                (0..tokens.len()).map(|row| tokens.row(row).map(|form| form.0).collect()).collect();
            prop_assert_eq!(&read, &ordered);

            let cells = (0..).zip(&ordered).flat_map(|(row, turn)| turn.iter().map(move |&form| (row, form)));
            let matrix = Dfm::from_sorted(&cells.collect::<Vec<_>>(), turns.len());
            prop_assert_eq!(&tokens.by_form(), &matrix);
            prop_assert_eq!(
                Forms::column_totals(&tokens, FORMS as usize), matrix.column_totals(FORMS as usize)
            );
            let some: Vec<u32> = (0..turns.len() as u32).filter(|&row| some[row as usize]).collect();
            prop_assert_eq!(
                Forms::totals(&tokens, &some, FORMS as usize), matrix.totals(&some, FORMS as usize)
            );
        }
    }
}
