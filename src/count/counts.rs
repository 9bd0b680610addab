//! How often each form occurs in each turn.

use super::dfm::Dfm;
use super::rows::Rows;
use super::tally::{Order, Renumbering, Seen, Tally};
use crate::vocab::FormId;

/// Turns × forms. Rows stay packed as they were counted; a merge only notes how their forms are renumbered.
#[derive(Debug, Default)]
pub struct Counts {
    blocks: Vec<Block>,
    scratch: Vec<(u32, u64)>,
}

/// Rows counted under one numbering of forms.
#[derive(Debug, Default)]
struct Block {
    rows: Rows,
    /// For each form as counted, its number now; `None` while it is still the same.
    forms: Option<Vec<FormId>>,
}

impl Block {
    fn renumber(&mut self, forms: &[FormId]) {
        self.forms = Some(match self.forms.take() {
            Some(old) => old.into_iter().map(|id| forms[id.index()]).collect(),
            None => forms.to_vec(),
        });
    }

    fn column(&self, form: u32) -> FormId {
        self.forms.as_ref().map_or(FormId(form), |forms| forms[form as usize])
    }
}

impl Tally for Counts {
    type Plan = ();
    type Frozen = Dfm;

    fn empty((): &()) -> Self {
        Self::default()
    }

    fn add(&mut self, (): &(), seen: &Seen<'_>) {
        if self.blocks.last().is_none_or(|block| block.forms.is_some()) {
            self.blocks.push(Block::default());
        }
        let Self { blocks, scratch } = self;
        if let Some(block) = blocks.last_mut() {
            scratch.clear();
            scratch.extend(seen.forms.ids.iter().map(|id| (id.0, 1)));
            block.rows.push(scratch);
        }
    }

    fn merge(&mut self, (): &(), other: Self, renumbering: &Renumbering) {
        for mut block in other.blocks {
            block.renumber(&renumbering.forms);
            self.blocks.push(block);
        }
    }

    fn freeze(self, order: &Order) -> Dfm {
        let places: Vec<(usize, usize)> = self
            .blocks
            .iter()
            .enumerate()
            .flat_map(|(block, rows)| (0..rows.rows.len()).map(move |row| (block, row)))
            .collect();
        let mut frozen = Rows::default();
        let mut cells = Vec::new();
        for &row in &order.rows {
            let (block, place) = places[row as usize];
            let block = &self.blocks[block];
            cells.clear();
            let ranked =
                block.rows.row(place).map(|(form, count)| (order.forms[block.column(form).index()].0, count));
            cells.extend(ranked);
            frozen.push(&mut cells);
        }
        Dfm::new(frozen)
    }
}
