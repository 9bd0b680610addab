//! A corpus held in memory, so that what is measured is no disk and no reader.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::ops::Range;
use std::sync::Arc;

use crate::count::{DocumentKey, Seen, TurnForms};
use crate::issues::{Issue, IssueKind};
use crate::read::{Header, ReadOptions, Said, Sink, Source, Turn, pieces};
use crate::speakers::Person;
use crate::vocab::Lexicon;

/// The turns of a corpus, their texts one after another.
#[derive(Debug, Default)]
pub struct Held {
    text: String,
    turns: Vec<HeldTurn>,
    documents: Vec<Arc<DocumentKey>>,
    people: BTreeMap<Person, u32>,
    /// By number: the names.
    names: Vec<String>,
    /// After each piece of the input, how many turns there are.
    ends: Vec<usize>,
}

/// One turn.
#[derive(Debug, Clone)]
struct HeldTurn {
    /// Where its text ends; it begins where the one before it ends.
    end: usize,
    document: u32,
    /// Its place in its document, from 0.
    place: u32,
    /// The number of who speaks, from 1; 0 for turns without a name.
    speaker: u32,
}

/// The first turns of a corpus that is held.
#[derive(Debug, Clone, Copy)]
pub struct Part<'h> {
    held: &'h Held,
    turns: usize,
    pieces: usize,
}

impl Held {
    /// Reads all of `sources`.
    pub fn read(sources: &[Source], options: &ReadOptions) -> Self {
        let mut held = Self { names: vec![String::new()], ..Self::default() };
        for piece in pieces(sources, options) {
            piece.read(&mut held);
            held.ends.push(held.turns.len());
        }
        held
    }

    /// All of it.
    pub fn whole(&self) -> Part<'_> {
        Part { held: self, turns: self.turns.len(), pieces: self.ends.len() }
    }

    /// As many of the input's first pieces as have at least that much text together, in bytes, or all.
    pub fn beginning(&self, size: usize) -> Part<'_> {
        let has_enough = |&end: &usize| self.size_until(end) >= size;
        match self.ends.iter().position(has_enough) {
            Some(last) => Part { held: self, turns: self.ends[last], pieces: last + 1 },
            None => self.whole(),
        }
    }

    fn size_until(&self, turn: usize) -> usize {
        turn.checked_sub(1).map_or(0, |last| self.turns[last].end)
    }

    fn range(&self, turn: usize) -> Range<usize> {
        self.size_until(turn)..self.turns[turn].end
    }
}

impl<'h> Part<'h> {
    /// How much text there is, in bytes.
    pub fn size(self) -> usize {
        self.held.size_until(self.turns)
    }

    /// How many turns there are.
    pub fn len(self) -> usize {
        self.turns
    }

    /// Whether there are none.
    pub fn is_empty(self) -> bool {
        self.turns == 0
    }

    /// How many of the input's pieces it is.
    pub fn pieces(self) -> usize {
        self.pieces
    }

    /// How many people speak in all of the corpus.
    pub fn speakers(self) -> usize {
        self.held.names.len() - 1
    }

    /// The texts of the turns.
    pub fn texts(self) -> impl Iterator<Item = &'h str> {
        (0..self.turns).map(move |turn| self.text(turn))
    }

    /// Each turn's text with who speaks; empty where nobody knows.
    pub fn spoken(self) -> impl Iterator<Item = (&'h str, &'h str)> {
        (0..self.turns).map(move |turn| {
            let speaker = self.held.turns[turn].speaker;
            (&*self.held.names[speaker as usize], self.text(turn))
        })
    }

    /// The text of one turn.
    pub(super) fn text(self, turn: usize) -> &'h str {
        &self.held.text[self.held.range(turn)]
    }

    /// The turns in two parts of about as much text each, cut between documents.
    pub(super) fn halves(self) -> [Range<usize>; 2] {
        let middle = self.held.turns[..self.turns].partition_point(|turn| turn.end < self.size() / 2);
        let begins = |turn: &HeldTurn| turn.place == 0;
        let middle = self.held.turns[middle..self.turns]
            .iter()
            .position(begins)
            .map_or(self.turns, |more| middle + more);
        [0..middle, middle..self.turns]
    }

    /// The turns of `range` in groups that have at least `size` bytes of text each, but for the last.
    pub(super) fn groups(self, range: Range<usize>, size: usize) -> impl Iterator<Item = Range<usize>> {
        let mut next = range.start;
        std::iter::from_fn(move || {
            let begin = next;
            let target = self.held.size_until(begin) + size;
            let longer = self.held.turns[begin..range.end].partition_point(|turn| turn.end < target);
            next = (begin + longer + 1).min(range.end);
            (begin < range.end).then_some(begin..next)
        })
    }

    /// The document of a turn.
    pub(super) fn document(self, turn: usize) -> &'h Arc<DocumentKey> {
        &self.held.documents[self.held.turns[turn].document as usize]
    }

    /// Hands a turn to `see` as a tally sees it, in the row of who speaks.
    pub(super) fn seen(self, turn: usize, forms: &TurnForms, lexicon: &Lexicon, see: impl FnOnce(&Seen<'_>)) {
        let said = Said { text: self.text(turn), line: 1, lines: &[], notes: &[] };
        let HeldTurn { speaker: row, place, .. } = self.held.turns[turn];
        see(&Seen { said, document: self.document(turn), place, row, forms, lexicon });
    }

    /// The turns as JSON lines, for another process to read.
    pub(super) fn jsonl(self) -> String {
        let mut lines = String::with_capacity(self.size() + self.size() / 4);
        for turn in 0..self.turns {
            let speaker = &self.held.names[self.held.turns[turn].speaker as usize];
            let record = serde_json::json!({
                "document": self.document(turn).name, "speaker": speaker, "text": self.text(turn),
            });
            // Nothing can keep a string from growing.
            let _ = writeln!(lines, "{record}");
        }
        lines
    }
}

impl Sink for Held {
    fn document(&mut self, header: Header) {
        let is_same = |last: &Arc<DocumentKey>| last.name == header.name;
        if !self.documents.last().is_some_and(is_same) {
            let ordinal = self.documents.len() as u64;
            self.documents.push(Arc::new(DocumentKey { name: header.name, path: Arc::default(), ordinal }));
        }
    }

    fn turn(&mut self, turn: Turn<'_>) {
        if self.documents.is_empty() {
            self.document(Header::default());
        }
        let speaker = match turn.speaker {
            None => 0,
            Some(person) => {
                let next = self.names.len() as u32;
                *self.people.entry(person.clone()).or_insert_with(|| {
                    self.names.push(person.name.clone());
                    next
                })
            }
        };
        self.text.push_str(turn.text);
        let document = (self.documents.len() - 1) as u32;
        let before = self.turns.last().filter(|last| last.document == document);
        let place = before.map_or(0, |last| last.place + 1);
        self.turns.push(HeldTurn { end: self.text.len(), document, place, speaker });
    }

    fn issue(&mut self, _: IssueKind, _: Issue) {}
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::read::PieceSize;

    /// Twelve turns of three speakers in four documents, read in pieces of two records.
    pub(in super::super) fn twelve_turns() -> (Vec<Source>, ReadOptions) {
        let mut records = String::new();
        for turn in 0..12 {
            let (document, speaker) = (turn / 3, ["Ann", "Bo", ""][turn % 3]);
            let text = format!("Peace for {turn} people’s talks, and the peace.");
            let record =
                serde_json::json!({ "document": document.to_string(), "speaker": speaker, "text": text });
            writeln!(records, "{record}").unwrap();
        }
        let options = ReadOptions { piece_size: PieceSize::new(200), ..ReadOptions::default() };
        (vec![Source::in_memory("talks.jsonl", records)], options)
    }

    #[test]
    fn what_is_held_is_what_was_read() {
        let (sources, options) = twelve_turns();
        let held = Held::read(&sources, &options);
        let whole = held.whole();
        assert_eq!((whole.len(), whole.speakers(), held.documents.len()), (12, 2, 4));
        assert_eq!(whole.texts().map(str::len).sum::<usize>(), whole.size());
        let spoken: Vec<(&str, &str)> = whole.spoken().take(3).collect();
        assert_eq!(spoken[1], ("Bo", "Peace for 1 people’s talks, and the peace."));
        assert_eq!(spoken[2].0, "");
    }

    #[test]
    fn a_beginning_ends_where_a_piece_ends() {
        let (sources, options) = twelve_turns();
        let held = Held::read(&sources, &options);
        let part = held.beginning(held.whole().size() / 2);
        assert!(part.pieces() > 1 && part.pieces() < held.whole().pieces(), "{part:?}");
        assert_eq!(part.len(), held.ends[part.pieces() - 1]);
        assert!(part.size() >= held.whole().size() / 2);
        assert_eq!(held.beginning(usize::MAX).len(), 12);
    }

    #[test]
    fn groups_and_halves_hold_every_turn_once() {
        let (sources, options) = twelve_turns();
        let held = Held::read(&sources, &options);
        let whole = held.whole();
        for size in [0, 60, 100_000] {
            let turns: Vec<usize> = whole.groups(0..12, size).flatten().collect();
            assert_eq!(turns, (0..12).collect::<Vec<_>>(), "{size}");
        }
        let [first, second] = whole.halves();
        assert_eq!((first.start, first.end, second.end), (0, second.start, 12));
        assert_eq!(first.end, 6, "the third document begins there");
    }

    #[test]
    fn what_is_written_for_others_is_read_as_it_was() {
        let (sources, options) = twelve_turns();
        let held = Held::read(&sources, &options);
        let again = [Source::in_memory("again.jsonl", held.whole().jsonl())];
        let again = Held::read(&again, &ReadOptions::default());
        assert!(held.whole().spoken().eq(again.whole().spoken()));
    }
}
