//! Where the sentences of turns begin, for what may not cross them.

use super::tally::{Order, Renumbering, Seen, Tally};
use crate::text::sentence_at;

/// For each turn, the places of the tokens, from 0, with which a sentence other than its first begins; ascending.
#[derive(Debug, Default)]
pub struct Sentences {
    starts: Vec<Box<[u32]>>,
    /// How many places there are in all turns.
    places: usize,
}

impl Tally for Sentences {
    type Plan = ();
    type Frozen = Vec<Box<[u32]>>;
    const NEEDS_TEXT: bool = true;

    fn empty((): &()) -> Self {
        Self::default()
    }

    fn add(&mut self, (): &(), seen: &Seen<'_>) {
        let mut starts = Vec::new();
        let mut end = None;
        for (place, span) in (0..).zip(&seen.forms.spans) {
            let is_within = end.is_some_and(|end| (span.start as usize) < end);
            if is_within {
                continue;
            }
            if end.is_some() {
                starts.push(place);
            }
            end = Some(sentence_at(seen.said.text, span.start as usize).end.max(span.end as usize));
        }
        self.places += starts.len();
        self.starts.push(starts.into());
    }

    fn merge(&mut self, (): &(), other: Self, _: &Renumbering) {
        self.starts.extend(other.starts);
        self.places += other.places;
    }

    fn freeze(mut self, order: &Order) -> Self::Frozen {
        order.rows.iter().map(|&row| std::mem::take(&mut self.starts[row as usize])).collect()
    }

    fn heap_size(&self) -> usize {
        size_of::<Box<[u32]>>() * self.starts.capacity() + size_of::<u32>() * self.places
    }
}
