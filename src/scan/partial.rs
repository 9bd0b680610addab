//! The counts of a part of the corpus: what threads, files and machines hand to one another.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry as MapEntry;
use std::hash::Hash;
use std::sync::Arc;

use hashbrown::HashMap;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::count::{DocumentKey, Renumbering, RowNumbers, Tally};
use crate::issues::{Issue, IssueKind, Issues};
use crate::read::{Beginning, End, Findings, Header, SourceRecord, Summary};
use crate::speakers::{Kind, Person};
use crate::text::{Analyzer, Characters};
use crate::vocab::Lexicon;

/// A turn as it was read, in the numbers of one partial.
#[derive(Debug, Clone, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
pub(super) struct Spoken {
    pub(super) turns: u64,
    pub(super) tokens: u64,
    pub(super) elisions: u64,
}

/// Numbers the documents of a piece, so that whoever reads it again gives each the same.
#[derive(Debug, Default)]
pub(super) struct Ordinals {
    /// The least that the next may have.
    least: u64,
}

impl Ordinals {
    /// Whether no document was met yet.
    pub(super) fn is_unused(&self) -> bool {
        self.least == 0
    }

    /// The ordinal of the next document.
    pub(super) fn next(&mut self, header: &Header) -> u64 {
        let ordinal = header.start.max(self.least);
        self.least = ordinal + 1;
        ordinal
    }
}

/// A document, or what a piece of its source holds of it, as it was read: its header, and how many turns follow in
/// order.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Entry {
    pub(super) key: Arc<DocumentKey>,
    pub(super) header: Header,
    pub(super) beginning: Beginning,
    pub(super) end: End,
    pub(super) turns: u32,
}

/// An entry in the final order, where what goes on with a document follows it.
#[derive(Debug)]
pub(super) struct Placed<'a> {
    pub(super) entry: &'a Entry,
    /// Its place among those that were read.
    pub(super) index: usize,
    pub(super) rows: std::ops::Range<u32>,
    pub(super) continuation: Continuation,
}

/// What an entry is to the one before it in its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Continuation {
    /// Another document.
    Begins,
    /// The same: it opens a piece of the source, and has the same name.
    GoesOn,
}

/// Distinct values, each with a number in the order in which it was first seen.
#[derive(Debug, Clone)]
pub(super) struct Numbered<V> {
    numbers: HashMap<V, u32>,
}

impl<V> Default for Numbered<V> {
    fn default() -> Self {
        Self { numbers: HashMap::new() }
    }
}

impl<V: Ord + Hash> Numbered<V> {
    /// The number of `value`.
    pub(super) fn number<B>(&mut self, value: &B) -> u32
    where
        V: std::borrow::Borrow<B>,
        B: ?Sized + Eq + Hash + ToOwned<Owned = V>,
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

    /// Values that stand in their own order, each numbered by its place; `None` where they do not.
    pub(super) fn of_sorted(values: Vec<V>) -> Option<Self> {
        let is_ascending = values.is_sorted_by(|a, b| a < b);
        is_ascending.then(|| Self { numbers: values.into_iter().zip(0..).collect() })
    }

    /// The values in their own order; the second result gives each number the value's place.
    pub(super) fn sorted(self) -> (Vec<V>, Vec<u32>) {
        let mut places = vec![0; self.numbers.len()];
        let mut values = Vec::with_capacity(places.len());
        let mut numbers: Vec<(V, u32)> = self.numbers.into_iter().collect();
        numbers.sort_unstable();
        for (place, (value, number)) in numbers.into_iter().enumerate() {
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
    /// By path, what is known so far of the records of sources that are read in pieces.
    pub(super) summaries: BTreeMap<Arc<str>, Summary>,
    pub(super) issues: Issues,
    pub(super) findings: Findings,
    /// By path, the characters of what is said, where some of them are of scripts without spaces or may be in another
    /// piece of the source.
    pub(super) characters: BTreeMap<Arc<str>, Characters>,
    pub(super) tally: T,
    /// The wrapping sum of the turns' hashes, 0 where rows are speakers; see [`super::written::Stamp`].
    pub(super) fingerprint: u64,
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
            summaries: BTreeMap::new(),
            issues: Issues::default(),
            findings: Findings::default(),
            characters: BTreeMap::new(),
            tally: T::empty(plan),
            fingerprint: 0,
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

    /// Takes in what is known of the records of a piece of the source at `path`.
    pub(super) fn summarize(&mut self, path: Arc<str>, summary: Summary) {
        match self.summaries.entry(path) {
            MapEntry::Occupied(mut known) => known.get_mut().merge(summary),
            MapEntry::Vacant(free) => drop(free.insert(summary)),
        }
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
        for (path, summary) in other.summaries {
            self.summarize(path, summary);
        }
        self.issues.merge(other.issues);
        self.findings.merge(other.findings);
        for (path, characters) in other.characters {
            self.characters.entry(path).or_default().merge(characters);
        }
        self.fingerprint = self.fingerprint.wrapping_add(other.fingerprint);
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

    /// Takes words into the lexicon that nobody need have said: those of a frequency list.
    pub fn learn<'w>(&mut self, words: impl IntoIterator<Item = &'w str>, analyzer: &Analyzer) {
        for word in words {
            self.lexicon.see(word, analyzer);
        }
    }

    /// What its documents, and what pieces hold of them, were counted under.
    pub fn keys(&self) -> impl Iterator<Item = &Arc<DocumentKey>> {
        self.documents.iter().map(|entry| &entry.key)
    }

    /// Whether nothing was said.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty() && self.spoken.is_empty()
    }

    /// What was lost or altered in reading.
    pub fn issues(&self) -> Issues {
        let mut issues = self.issues.clone();
        for (path, summary) in &self.summaries {
            for (kind, line, what) in summary.clone().issues() {
                issues.add(kind, Issue { path: path.to_string(), line, what });
            }
        }
        for (path, _) in self.characters.iter().filter(|(_, characters)| characters.are_spaceless()) {
            let what = "its script has no spaces between words, which were not told apart: nearly every character counts \
                        as one; a dictum built with --features dictionaries finds them";
            let issue = Issue { path: path.to_string(), line: None, what: what.to_owned() };
            issues.add(IssueKind::Spaceless, issue);
        }
        issues
    }

    /// The documents in their final order, each with its rows.
    pub(super) fn layout(&self) -> Vec<Placed<'_>> {
        let mut next = 0;
        let mut layout: Vec<Placed<'_>> = Vec::with_capacity(self.documents.len());
        for (index, entry) in self.documents.iter().enumerate() {
            let rows = next..next + entry.turns;
            next = rows.end;
            layout.push(Placed { entry, index, rows, continuation: Continuation::Begins });
        }
        layout.sort_by(|a, b| a.entry.key.as_read(&b.entry.key));
        for index in 1..layout.len() {
            let (before, placed) = (layout[index - 1].entry, &mut layout[index]);
            if before.key.precedes(&placed.entry.key) && placed.entry.beginning == Beginning::Continued {
                placed.continuation = Continuation::GoesOn;
            }
        }
        layout.sort_by(|a, b| a.entry.key.cmp(&b.entry.key));
        layout
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
