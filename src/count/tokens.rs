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
    /// How often each of `forms` forms occurs in some rows together, each given once.
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

impl Tokens {
    /// Turns in blocks; `rows` gives for each row the place of its turn among all of them.
    pub(super) fn new(blocks: Vec<Block>, rows: &[u32]) -> Self {
        let turns = |(block, of): (u32, &Block)| (0..of.turns.len() as u32).map(move |turn| (block, turn));
        let read: Vec<(u32, u32)> = (0..).zip(&blocks).flat_map(turns).collect();
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

    /// Where tokens stand whose term is among `terms`: row, place from 0 in its turn, and term; by row, then by place.
    pub fn places<'a>(
        &'a self,
        rows: &'a [u32],
        of_form: &'a Terms,
        terms: &'a [TermId],
    ) -> impl Iterator<Item = (u32, u32, TermId)> + 'a {
        let wanted = self.each_form(|form| of_form.of(form).filter(|term| terms.contains(term)));
        rows.iter().flat_map(move |&row| {
            let (block, turn) = self.places[row as usize];
            let tokens = self.blocks[block as usize].turns.turn(turn as usize);
            let found = tokens.map(|form| wanted[block as usize][form as usize]);
            let found = (0..).zip(found).filter_map(|(place, term)| Some((row, place, term?)));
            found.collect::<Vec<_>>()
        })
    }

    /// What `of` gives for the forms of each block, under the numbers that they have there.
    fn each_form<V>(&self, of: impl Fn(FormId) -> V) -> Vec<Vec<V>> {
        self.blocks.iter().map(|block| block.forms.iter().map(|&form| of(form)).collect()).collect()
    }

    /// Rows × what `of` gives for each form; forms for which it gives nothing are left out.
    fn columns(&self, of: impl Fn(FormId) -> Option<u32>) -> Dfm {
        let columns = self.each_form(of);
        Dfm::new(Rows::build(self.len(), |row, packer| {
            let (block, turn) = self.places[row];
            let columns = &columns[block as usize];
            for form in self.blocks[block as usize].turns.turn(turn as usize) {
                if let Some(column) = columns[form as usize] {
                    packer.add(column, 1);
                }
            }
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
        if rows.len() == self.len() {
            return self.column_totals(forms);
        }
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
