//! Which forms each turn has, as they follow one another.

use serde::{Deserialize, Serialize};

use super::portable::{Portable, Sizes, below, broken};
use super::store::{Store, Window};
use super::tally::{Order, Renumbering, Seen, Tally};
use super::tokens::{self, Tokens};
use super::turns::Turns;
use crate::error::Result;
use crate::vocab::FormId;

/// What they are called where they are broken.
const NAME: &str = "counts of turns";
/// Stands for the number of a form that was not met yet.
const UNMET: u32 = u32::MAX;

/// Each turn's forms as they follow one another, while counting. They stay as they were read, in memory or on disk: a
/// merge, and freezing too, only notes how forms are renumbered.
#[derive(Debug, Default)]
pub struct Counts {
    blocks: Vec<Block>,
}

/// Turns under one numbering of forms.
#[derive(Debug, Default)]
struct Block {
    turns: Store,
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

    /// The number that a form has now.
    fn now(&self, form: u32) -> FormId {
        self.forms.as_ref().map_or(FormId(form), |forms| forms[form as usize])
    }
}

impl Counts {
    /// The forms of the turn of that row, where all turns came from one place and are in memory.
    pub fn forms_of(&self, row: usize) -> impl Iterator<Item = FormId> + '_ {
        let block = self.blocks.first();
        block.into_iter().flat_map(move |block| block.turns.in_memory(row).map(|form| block.now(form)))
    }
}

impl Tally for Counts {
    type Plan = ();
    type Frozen = Tokens;

    fn empty((): &()) -> Self {
        Self::default()
    }

    fn add(&mut self, (): &(), seen: &Seen<'_>) {
        if self.blocks.last().is_none_or(|block| block.forms.is_some()) {
            self.blocks.push(Block::default());
        }
        if let Some(block) = self.blocks.last_mut() {
            block.turns.push(seen.forms.ids.iter().map(|id| id.0));
        }
    }

    fn merge(&mut self, (): &(), other: Self, renumbering: &Renumbering) {
        for mut block in other.blocks {
            block.renumber(&renumbering.lexicon.forms);
            self.blocks.push(block);
        }
    }

    fn shelve(&mut self) -> Result<()> {
        self.blocks.iter_mut().try_for_each(|block| block.turns.shelve())
    }

    fn freeze(self, order: &Order) -> Tokens {
        let rank = |form: FormId| order.ranks.forms[form.index()];
        let block = |Block { mut turns, forms }: Block| {
            turns.shrink();
            let forms = match forms {
                Some(forms) => forms.into_iter().map(rank).collect(),
                None => order.ranks.forms.clone(),
            };
            tokens::Block { turns, forms }
        };
        Tokens::new(self.blocks.into_iter().map(block).collect(), &order.rows)
    }

    fn heap_size(&self) -> usize {
        self.blocks.iter().map(|block| block.turns.heap_size()).sum()
    }
}

/// Turns under numbers of their own: a form has the next where it is met first, so that most numbers take one byte.
#[derive(Debug, Serialize, Deserialize)]
pub struct WrittenTurns {
    turns: Turns,
    /// For each number the rank of its form.
    forms: Vec<u32>,
}

impl Portable for Counts {
    type Written = WrittenTurns;

    fn written(&self, order: &Order) -> Result<WrittenTurns> {
        let places = tokens::places(self.blocks.iter().map(|block| &block.turns));
        let mut windows: Vec<Window> = self.blocks.iter().map(|_| Window::default()).collect();
        let (mut turns, mut forms) = (Turns::default(), Vec::new());
        let mut numbers = vec![UNMET; order.ranks.forms.len()];
        for &row in &order.rows {
            let (block, turn) = places[row as usize];
            let (block, window) = (&self.blocks[block as usize], &mut windows[block as usize]);
            turns.push(block.turns.turn(turn as usize, window)?.map(|form| {
                let form = block.now(form).index();
                let number = &mut numbers[form];
                if *number == UNMET {
                    *number = forms.len() as u32;
                    forms.push(order.ranks.forms[form].0);
                }
                *number
            }));
        }
        Ok(WrittenTurns { turns, forms })
    }

    fn read((): &(), written: WrittenTurns, sizes: Sizes) -> Result<Self> {
        let WrittenTurns { turns, forms } = written;
        if !turns.is_sound(sizes.rows, forms.len()) {
            return Err(broken(NAME));
        }
        let forms = forms.into_iter().map(|rank| below(rank, sizes.forms, NAME).map(FormId));
        Ok(Self { blocks: vec![Block { turns: turns.into(), forms: Some(forms.collect::<Result<_>>()?) }] })
    }
}
