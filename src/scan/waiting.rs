//! Turns that wait until there are enough of them to be cut into words together.

use std::sync::Arc;

use super::words::join_compounds;
use crate::count::{DocumentKey, Ended, TurnForms};
use crate::read::{Beginning, End, LineStart, Note, Said};
use crate::text::{Analyzer, Span};
use crate::vocab::{FormId, Lexicon};

/// So much text waits at most, in bytes: enough for the memory of all its new forms to be asked for together, little
/// enough to stay in the cache.
pub(super) const MOST: usize = 1 << 16;

/// So many turns wait at most: some have no words.
const MOST_TURNS: usize = 1 << 10;

/// Where a turn is counted.
#[derive(Debug, Clone)]
pub(super) struct At {
    pub(super) document: Arc<DocumentKey>,
    /// The turn's place in its document, from 0.
    pub(super) place: u32,
    pub(super) row: u32,
}

/// What was said in turns, in the order in which they were read, all under one analyzer.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    turns: Vec<WaitingTurn>,
    text: String,
    lines: Vec<LineStart>,
    notes: Vec<Note>,
    /// The words of all of them, in `text`.
    spans: Vec<Span>,
    /// Room for the words of one.
    own: Vec<Span>,
}

#[derive(Debug)]
struct WaitingTurn {
    at: At,
    line: u64,
    /// After it, how long the lists of all turns are.
    ends: Ends,
    /// How its document ends, where this is its last turn.
    ended: Option<(Beginning, End)>,
}

#[derive(Debug, Clone, Copy, Default)]
struct Ends {
    text: usize,
    lines: usize,
    notes: usize,
    spans: usize,
}

impl Waiting {
    /// Whether there is room for one more turn, with a text of so many bytes.
    pub(super) fn has_room(&self, size: usize) -> bool {
        self.text.len() + size <= MOST && self.turns.len() < MOST_TURNS
    }

    /// Adds a turn, and cuts it into words.
    pub(super) fn push(&mut self, said: Said<'_>, at: At, analyzer: &Analyzer) {
        analyzer.word_spans(said.text, &mut self.own);
        let start = self.text.len() as u32;
        self.spans
            .extend(self.own.iter().map(|span| Span { start: start + span.start, end: start + span.end }));
        self.text.push_str(said.text);
        self.lines.extend_from_slice(said.lines);
        self.notes.extend_from_slice(said.notes);
        let Self { text, lines, notes, spans, .. } = &*self;
        let ends = Ends { text: text.len(), lines: lines.len(), notes: notes.len(), spans: spans.len() };
        self.turns.push(WaitingTurn { at, line: said.line, ends, ended: None });
    }

    /// No further turn of a document follows; whether its last one waits, to tell that after it.
    pub(super) fn end(&mut self, ended: &Ended<'_>) -> bool {
        let last = self.turns.last_mut().filter(|last| Arc::ptr_eq(&last.at.document, ended.document));
        last.map(|last| last.ended = Some((ended.beginning, ended.end))).is_some()
    }

    /// Hands every turn on in its order, its words in the numbers of `lexicon`; with the last of a document, how that
    /// ends. None waits any more.
    pub(super) fn release(
        &mut self,
        analyzer: &Analyzer,
        lexicon: &mut Lexicon,
        forms: &mut TurnForms,
        mut each: impl FnMut(Said<'_>, &At, &TurnForms, &Lexicon, Option<(Beginning, End)>),
    ) {
        let mut ids: Vec<FormId> = Vec::new();
        lexicon.see_all(&self.text, &self.spans, analyzer, &mut ids);
        let mut start = Ends::default();
        for WaitingTurn { at, line, ends, ended } in self.turns.drain(..) {
            let text = &self.text[start.text..ends.text];
            forms.set(&ids[start.spans..ends.spans], &self.spans[start.spans..ends.spans], start.text as u32);
            if !analyzer.compounds().is_empty() {
                join_compounds(text, analyzer, lexicon, forms);
            }
            let said = Said {
                text,
                line,
                lines: &self.lines[start.lines..ends.lines],
                notes: &self.notes[start.notes..ends.notes],
            };
            each(said, &at, forms, lexicon, ended);
            start = ends;
        }
        self.text.clear();
        self.lines.clear();
        self.notes.clear();
        self.spans.clear();
    }
}
