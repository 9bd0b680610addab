//! The counts of a part of the corpus: what threads, files and machines hand to one another.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::count::{DocumentKey, Renumbering, RowNumbers, Tally};
use crate::issues::Issues;
use crate::read::{Header, SourceRecord};
use crate::speakers::{Kind, Person};
use crate::vocab::Lexicon;

/// A turn as it was read, in the numbers of one partial.
#[derive(Debug, Clone)]
pub(super) struct Row {
    pub(super) person: Option<u32>,
    pub(super) number: Option<u32>,
    pub(super) kind: Kind,
    pub(super) date: Option<Date>,
    pub(super) line: u64,
    pub(super) tokens: u32,
    pub(super) elisions: u32,
    pub(super) fields: u32,
}

/// All that one person said, or all that was said by people without a name.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Spoken {
    pub(super) turns: u64,
    pub(super) tokens: u64,
    pub(super) elisions: u64,
}

/// A document as it was read: its header, and how many turns follow in order.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: Arc<DocumentKey>,
    pub(super) header: Header,
    pub(super) turns: u32,
}

/// Distinct values, each with a number in the order in which it was first seen.
#[derive(Debug)]
pub(super) struct Numbered<V> {
    numbers: BTreeMap<V, u32>,
}

impl<V> Default for Numbered<V> {
    fn default() -> Self {
        Self { numbers: BTreeMap::new() }
    }
}

impl<V: Ord> Numbered<V> {
    /// The number of `value`.
    pub(super) fn number<B>(&mut self, value: &B) -> u32
    where
        V: std::borrow::Borrow<B>,
        B: ?Sized + Ord + ToOwned<Owned = V>,
    {
        if let Some(&number) = self.numbers.get(value) {
            return number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(value.to_owned(), number);
        number
    }

    /// Takes in all of `other`; the result gives, for each of its numbers, the number here.
    fn merge(&mut self, other: Self) -> Vec<u32> {
        let mut renumbered = vec![0; other.numbers.len()];
        for (value, old) in other.numbers {
            let next = self.numbers.len() as u32;
            renumbered[old as usize] = *self.numbers.entry(value).or_insert(next);
        }
        renumbered
    }

    /// The values in their own order; the second result gives each number the value's place.
    pub(super) fn sorted(self) -> (Vec<V>, Vec<u32>) {
        let mut places = vec![0; self.numbers.len()];
        let mut values = Vec::with_capacity(places.len());
        for (place, (value, number)) in self.numbers.into_iter().enumerate() {
            places[number as usize] = place as u32;
            values.push(value);
        }
        (values, places)
    }
}

/// The fields of a record that were asked for.
pub(super) type Fields = Vec<(String, String)>;

/// Counts of some documents, ready to be merged with those of others and, at last, frozen.
#[derive(Debug)]
pub struct Partial<T> {
    pub(super) lexicon: Lexicon,
    pub(super) documents: Vec<Entry>,
    pub(super) rows: Vec<Row>,
    /// By row: 0 for turns without a name, else 1 + the person's number. Empty where rows are turns.
    pub(super) spoken: Vec<Spoken>,
    pub(super) people: Numbered<Person>,
    pub(super) fields: Numbered<Fields>,
    pub(super) sources: Vec<SourceRecord>,
    pub(super) issues: Issues,
    pub(super) tally: T,
}

impl<T: Tally> Partial<T> {
    /// Counts of nothing: the identity of [`Partial::merge`].
    pub fn empty(plan: &T::Plan) -> Self {
        Self {
            lexicon: Lexicon::default(),
            documents: Vec::new(),
            rows: Vec::new(),
            spoken: Vec::new(),
            people: Numbered::default(),
            fields: Numbered::default(),
            sources: Vec::new(),
            issues: Issues::default(),
            tally: T::empty(plan),
        }
    }

    /// The counts of both. What the result freezes to does not depend on the order of merging.
    #[must_use]
    pub fn merge(mut self, other: Self, plan: &T::Plan) -> Self {
        if self.size() < other.size() {
            return other.absorb(self, plan);
        }
        self = self.absorb(other, plan);
        self
    }

    fn absorb(mut self, other: Self, plan: &T::Plan) -> Self {
        let lexicon = self.lexicon.merge(&other.lexicon);
        let people = self.people.merge(other.people);
        let rows = if other.spoken.is_empty() {
            RowNumbers::Moved(self.rows.len() as u32)
        } else {
            RowNumbers::Mapped(self.absorb_spoken(&other.spoken, &people))
        };
        let renumbering = Renumbering { lexicon, rows };
        let fields = self.fields.merge(other.fields);
        self.rows.extend(other.rows.into_iter().map(|row| Row {
            person: row.person.map(|person| people[person as usize]),
            fields: fields[row.fields as usize],
            ..row
        }));
        self.documents.extend(other.documents);
        self.sources.extend(other.sources);
        self.issues.merge(other.issues);
        self.tally.merge(plan, other.tally, &renumbering);
        self
    }

    /// Adds what people said elsewhere, who have the numbers `people` here; gives the row of each.
    fn absorb_spoken(&mut self, other: &[Spoken], people: &[u32]) -> Vec<u32> {
        let numbers = std::iter::once(0).chain(people.iter().map(|person| person + 1));
        let rows: Vec<u32> = numbers.take(other.len()).collect();
        for (&row, more) in rows.iter().zip(other) {
            let spoken = self.spoken_in(row);
            spoken.turns += more.turns;
            spoken.tokens += more.tokens;
            spoken.elisions += more.elisions;
        }
        rows
    }

    /// What is said in a row of a speaker's.
    pub(super) fn spoken_in(&mut self, row: u32) -> &mut Spoken {
        let place = row as usize;
        if place >= self.spoken.len() {
            self.spoken.resize(place + 1, Spoken::default());
        }
        &mut self.spoken[place]
    }

    /// About how much work it is to take it in elsewhere.
    fn size(&self) -> usize {
        self.rows.len() + self.lexicon.len()
    }

    /// About how much memory it takes, in bytes.
    pub fn heap_size(&self) -> usize {
        let document = size_of::<Entry>() + size_of::<DocumentKey>() + 128;
        self.lexicon.heap_size()
            + size_of::<Row>() * self.rows.capacity()
            + document * self.documents.len()
            + self.tally.heap_size()
    }
}
