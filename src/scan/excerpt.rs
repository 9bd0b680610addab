//! Some turns of a source, as they were read: what those who have the texts hand to those who quote from them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::corpus::{Corpus, Document};
use super::partial::{Fields, Ordinals};
use super::plan::Plan;
use super::witness::Witness;
use crate::error::{Error, Result};
use crate::issues::{Issue, IssueKind};
use crate::read::{self, Header, LineStart, Note, Sink, Turn};
use crate::speakers::{Kind, Person};

/// How the bytes of an excerpt begin.
const MAGIC: &[u8] = b"dictum turns\n";

/// Where a turn stands in its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct TurnPlace {
    /// The ordinal of its document, or of what a piece of the source holds of it.
    pub ordinal: u64,
    /// Which turn it is there, from 0.
    pub place: u32,
}

/// Turns that are to be read again: their places in ascending order, by the path of their source.
pub type Wanted = BTreeMap<String, Vec<TurnPlace>>;

/// The turns of a corpus whose rows `is_wanted` says.
pub fn wanted<F: Sync>(corpus: &Corpus<F>, is_wanted: &(dyn Fn(u32) -> bool + Sync)) -> Wanted {
    let of_document = |document| of_document(document, is_wanted);
    let found: Vec<(String, Vec<TurnPlace>)> =
        corpus.documents.par_iter().flat_map_iter(of_document).collect();
    let mut wanted = Wanted::new();
    for (path, places) in found {
        wanted.entry(path).or_default().extend(places);
    }
    wanted.values_mut().for_each(|places| places.sort_unstable());
    wanted
}

/// The wanted turns of a document, by the path of each source that holds some.
fn of_document(
    document: &Document,
    is_wanted: &(dyn Fn(u32) -> bool + Sync),
) -> Vec<(String, Vec<TurnPlace>)> {
    let ends = document.first_rows().skip(1).map(|(_, row)| row).chain([document.rows.end]);
    let parts = document.first_rows().zip(ends).map(|((key, first), end)| {
        let rows = (first..end).filter(|&row| is_wanted(row));
        let places = rows.map(|row| TurnPlace { ordinal: key.ordinal, place: row - first }).collect();
        (key.path.to_string(), places)
    });
    parts.filter(|(_, places): &(_, Vec<_>)| !places.is_empty()).collect()
}

/// Some turns of a source, and what tells whether the whole of it was read for them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// Of all turns of the source, as the [`Stamp`](super::Stamp) of its counts has it.
    pub fingerprint: u64,
    /// How many turns the source has.
    pub turns: u64,
    kept: Vec<Kept>,
}

/// A turn by itself, with all that [`Turn`] lends.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Kept {
    at: TurnPlace,
    speaker: Option<Person>,
    number: Option<u32>,
    kind: Kind,
    date: Option<Date>,
    text: String,
    line: u64,
    lines: Vec<LineStart>,
    notes: Vec<Note>,
    elisions: u32,
    fields: Fields,
}

impl Excerpt {
    /// Reads the sources of `plan`, of which there is to be one, and keeps the turns at `places`, which ascend.
    pub fn read(plan: &Plan, places: &[TurnPlace]) -> Self {
        let mut kept = Vec::new();
        let mut witness = Witness::default();
        for piece in read::pieces(&plan.sources, &plan.read) {
            let keep = |turn: &Turn<'_>, at: TurnPlace| {
                if places.binary_search(&at).is_ok() {
                    kept.push(Kept::new(turn, at));
                }
            };
            piece.read(&mut Both(&mut witness, Finder::new(keep)));
        }
        Self { fingerprint: witness.fingerprint, turns: witness.turns, kept }
    }

    /// Where its turns stand, in the order in which they were read.
    pub fn places(&self) -> impl Iterator<Item = TurnPlace> + '_ {
        self.kept.iter().map(|kept| kept.at)
    }

    /// Its turns, as they were read, in that order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Turn<'_>, TurnPlace)> {
        self.kept.iter().map(|kept| (kept.turn(), kept.at))
    }

    /// The excerpt as bytes.
    ///
    /// # Errors
    /// It does not fit into memory a second time.
    pub fn encode(&self) -> Result<Vec<u8>> {
        postcard::to_extend(self, MAGIC.to_vec()).map_err(Error::format)
    }

    /// The excerpt that bytes hold.
    ///
    /// # Errors
    /// A [`Format`](crate::ErrorKind::Format) error: they are none, or damaged.
    pub fn decode(bytes: &[u8]) -> Result<Self> {
        let body = bytes.strip_prefix(MAGIC).ok_or_else(|| Error::format("no turns of dictum"))?;
        postcard::from_bytes(body).map_err(|error| Error::format(format!("damaged turns: {error}")))
    }
}

impl Kept {
    fn new(turn: &Turn<'_>, at: TurnPlace) -> Self {
        Self {
            at,
            speaker: turn.speaker.cloned(),
            number: turn.number,
            kind: turn.kind,
            date: turn.date,
            text: turn.text.to_owned(),
            line: turn.line,
            lines: turn.lines.to_vec(),
            notes: turn.notes.to_vec(),
            elisions: turn.elisions,
            fields: turn.fields.to_vec(),
        }
    }

    fn turn(&self) -> Turn<'_> {
        Turn {
            speaker: self.speaker.as_ref(),
            number: self.number,
            kind: self.kind,
            date: self.date,
            text: &self.text,
            line: self.line,
            lines: &self.lines,
            notes: &self.notes,
            elisions: self.elisions,
            fields: &self.fields,
        }
    }
}

/// Follows what a reader hands on of a piece, and says of each turn where it stands.
pub(super) struct Finder<S> {
    ordinals: Ordinals,
    next: TurnPlace,
    seen: S,
}

impl<S: FnMut(&Turn<'_>, TurnPlace)> Finder<S> {
    pub(super) fn new(seen: S) -> Self {
        Self { ordinals: Ordinals::default(), next: TurnPlace { ordinal: 0, place: 0 }, seen }
    }
}

impl<S: FnMut(&Turn<'_>, TurnPlace)> Sink for Finder<S> {
    fn document(&mut self, header: Header) {
        self.next = TurnPlace { ordinal: self.ordinals.next(&header), place: 0 };
    }

    fn turn(&mut self, turn: Turn<'_>) {
        if self.ordinals.is_unused() {
            self.document(Header::default());
        }
        (self.seen)(&turn, self.next);
        self.next.place += 1;
    }

    fn issue(&mut self, _: IssueKind, _: Issue) {}
}

/// Hands everything to two.
struct Both<'w, S>(&'w mut Witness, S);

impl<S: Sink> Sink for Both<'_, S> {
    fn document(&mut self, header: Header) {
        self.0.document(header.clone());
        self.1.document(header);
    }

    fn turn(&mut self, turn: Turn<'_>) {
        self.0.turn(turn);
        self.1.turn(turn);
    }

    fn issue(&mut self, _: IssueKind, _: Issue) {}
}
