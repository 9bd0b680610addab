//! Which forms each turn has, as they follow one another.

use serde::{Deserialize, Serialize};

use super::portable::{Portable, Sizes, below, broken};
use super::tally::{Order, Renumbering, Seen, Tally};
use super::tokens::{self, Tokens};
use super::varint::{read_varint, write_varint};
use crate::error::Result;
use crate::vocab::FormId;

/// What they are called where they are broken.
const NAME: &str = "counts of turns";
/// Stands for the number of a form that was not met yet.
const UNMET: u32 = u32::MAX;

/// Each turn's forms as they follow one another, while counting. They stay as they were read: a merge, and freezing too,
/// only notes how forms are renumbered.
#[derive(Debug, Default)]
pub struct Counts {
    blocks: Vec<Block>,
}

/// Turns under one numbering of forms.
#[derive(Debug, Default)]
struct Block {
    turns: Turns,
    /// For each form as counted, its number now; `None` while it is still the same.
    forms: Option<Vec<FormId>>,
}

/// The numbers of the forms of turns. Forms that are met early are frequent and have small numbers, so that a token
/// takes little more than a byte.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Turns {
    #[serde(with = "serde_bytes")]
    tokens: Vec<u8>,
    /// Where each turn ends in `tokens`.
    ends: Vec<usize>,
}

impl Turns {
    pub(super) fn push(&mut self, forms: impl Iterator<Item = u32>) {
        self.tokens.reserve(2 * forms.size_hint().0);
        for form in forms {
            write_varint(&mut self.tokens, u64::from(form));
        }
        self.ends.push(self.tokens.len());
    }

    /// How many turns there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The forms of one turn.
    #[inline]
    pub(super) fn turn(&self, index: usize) -> impl Iterator<Item = u32> + '_ {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        numbers(&self.tokens[start..self.ends[index]])
    }

    /// The forms of all turns.
    pub(super) fn tokens(&self) -> impl Iterator<Item = u32> + '_ {
        numbers(&self.tokens)
    }

    /// Whether there are so many turns, all of them of forms below `forms`.
    fn is_sound(&self, turns: usize, forms: usize) -> bool {
        let is_ascending =
            self.ends.is_sorted() && self.ends.last().copied().unwrap_or(0) == self.tokens.len();
        let mut tokens = &self.tokens[..];
        let mut all_known = true;
        while !tokens.is_empty() {
            all_known &= read_varint(&mut tokens) < forms as u64;
        }
        let cuts_none = || self.ends.iter().all(|&end| end == 0 || self.tokens[end - 1] < 0x80);
        self.ends.len() == turns && is_ascending && all_known && cuts_none()
    }
}

/// The numbers that are written one after the other.
#[inline]
fn numbers(mut bytes: &[u8]) -> impl Iterator<Item = u32> + '_ {
    std::iter::from_fn(move || (!bytes.is_empty()).then(|| read_varint(&mut bytes) as u32))
}

impl Block {
    fn renumber(&mut self, forms: &[FormId]) {
        self.forms = Some(match self.forms.take() {
            Some(old) => old.into_iter().map(|id| forms[id.index()]).collect(),
            None => forms.to_vec(),
        });
    }

    /// The forms of one turn, by the numbers they have now.
    fn turn(&self, index: usize) -> impl Iterator<Item = FormId> + '_ {
        let now = |form: u32| self.forms.as_ref().map_or(FormId(form), |forms| forms[form as usize]);
        self.turns.turn(index).map(now)
    }
}

impl Counts {
    /// The forms of the turn of that row, where all turns came from one place.
    pub fn forms_of(&self, row: usize) -> impl Iterator<Item = FormId> + '_ {
        self.blocks.first().into_iter().flat_map(move |block| block.turn(row))
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

    fn freeze(self, order: &Order) -> Tokens {
        let rank = |form: FormId| order.ranks.forms[form.index()];
        let block = |Block { mut turns, forms }: Block| {
            turns.tokens.shrink_to_fit();
            let forms = match forms {
                Some(forms) => forms.into_iter().map(rank).collect(),
                None => order.ranks.forms.clone(),
            };
            tokens::Block { turns, forms }
        };
        Tokens::new(self.blocks.into_iter().map(block).collect(), &order.rows)
    }

    fn heap_size(&self) -> usize {
        let size =
            |block: &Block| block.turns.tokens.capacity() + size_of::<usize>() * block.turns.ends.capacity();
        self.blocks.iter().map(size).sum()
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

    fn written(&self, order: &Order) -> WrittenTurns {
        let places = tokens::places(self.blocks.iter().map(|block| &block.turns));
        let (mut turns, mut forms) = (Turns::default(), Vec::new());
        turns.tokens.reserve(self.blocks.iter().map(|block| block.turns.tokens.len()).sum());
        let mut numbers = vec![UNMET; order.ranks.forms.len()];
        for &row in &order.rows {
            let (block, turn) = places[row as usize];
            turns.push(self.blocks[block as usize].turn(turn as usize).map(|form| {
                let number = &mut numbers[form.index()];
                if *number == UNMET {
                    *number = forms.len() as u32;
                    forms.push(order.ranks.forms[form.index()].0);
                }
                *number
            }));
        }
        WrittenTurns { turns, forms }
    }

    fn read((): &(), written: WrittenTurns, sizes: Sizes) -> Result<Self> {
        let WrittenTurns { turns, forms } = written;
        if !turns.is_sound(sizes.rows, forms.len()) {
            return Err(broken(NAME));
        }
        let forms = forms.into_iter().map(|rank| below(rank, sizes.forms, NAME).map(FormId));
        Ok(Self { blocks: vec![Block { turns, forms: Some(forms.collect::<Result<_>>()?) }] })
    }
}
