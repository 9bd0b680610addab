//! The turns' own words, for commands that print them.

use super::tally::{Order, Renumbering, Seen, Tally};
use crate::read::{LineStart, Note};

/// A turn's words and notes as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TurnText {
    /// The words, elisions included.
    pub text: String,
    /// Stage directions with their places.
    pub notes: Vec<Note>,
    /// Where later lines of the source begin.
    pub lines: Vec<LineStart>,
}

impl TurnText {
    fn heap_size(&self) -> usize {
        let notes = self.notes.iter().map(|note| size_of::<Note>() + note.text.len());
        self.text.len() + notes.sum::<usize>() + size_of_val(&*self.lines)
    }
}

/// Keeps every turn's text.
#[derive(Debug, Default)]
pub struct Texts {
    texts: Vec<TurnText>,
    /// What they take beside their places, in bytes.
    held: usize,
}

impl Tally for Texts {
    type Plan = ();
    type Frozen = Vec<TurnText>;
    const NEEDS_TEXT: bool = true;

    fn empty((): &()) -> Self {
        Self::default()
    }

    fn add(&mut self, (): &(), seen: &Seen<'_>) {
        let text = TurnText {
            text: seen.said.text.to_owned(),
            notes: seen.said.notes.to_vec(),
            lines: seen.said.lines.to_vec(),
        };
        self.held += text.heap_size();
        self.texts.push(text);
    }

    fn merge(&mut self, (): &(), other: Self, _: &Renumbering) {
        self.texts.extend(other.texts);
        self.held += other.held;
    }

    fn freeze(self, order: &Order) -> Self::Frozen {
        let mut texts: Vec<Option<TurnText>> = self.texts.into_iter().map(Some).collect();
        order.rows.iter().filter_map(|&row| texts[row as usize].take()).collect()
    }

    fn heap_size(&self) -> usize {
        size_of::<TurnText>() * self.texts.capacity() + self.held
    }
}
