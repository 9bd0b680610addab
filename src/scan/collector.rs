//! Between reader and tally: turns become tokens, tokens become numbers.

use std::sync::Arc;

use super::partial::{Entry, Partial, Row};
use super::plan::Plan;
use crate::count::{DocumentKey, Seen, Tally, TurnForms};
use crate::issues::{Issue, IssueKind};
use crate::read::{Beginning, Header, Piece, Sink, Turn};

/// Counts what a reader hands on into a partial.
pub(super) struct Collector<'a, T: Tally> {
    plan: &'a Plan,
    tally_plan: &'a T::Plan,
    partial: &'a mut Partial<T>,
    path: &'a Arc<str>,
    /// What the piece's next document may be to those before it.
    next: Beginning,
    /// The least ordinal that the next document may have.
    ordinal: u64,
    forms: TurnForms,
}

/// Reads one piece of the input to its end and adds all of it to `partial`.
pub(super) fn collect<T: Tally>(
    plan: &Plan,
    tally_plan: &T::Plan,
    piece: Piece<'_>,
    partial: &mut Partial<T>,
) {
    let path: Arc<str> = piece.source().path().into();
    let (next, forms) = (piece.beginning(), TurnForms::default());
    let mut collector = Collector { plan, tally_plan, partial, path: &path, next, ordinal: 0, forms };
    let told = piece.read(&mut collector);
    partial.sources.extend(told.record);
    if let Some(summary) = told.summary {
        partial.summarize(path, summary);
    }
}

impl<T: Tally> Collector<'_, T> {
    fn tokenize(&mut self, text: &str) {
        let Self { plan: Plan { analyzer, .. }, partial, forms, .. } = self;
        forms.ids.clear();
        forms.spans.clear();
        analyzer.words(text, |span| {
            forms.ids.push(partial.lexicon.see(&text[span.clone()], analyzer));
            forms.spans.push(span);
        });
        if !analyzer.compounds().is_empty() {
            self.join_compounds(text);
        }
        self.partial.lexicon.count(&self.forms.ids);
    }

    fn join_compounds(&mut self, text: &str) {
        let Self { plan: Plan { analyzer, .. }, partial, forms, .. } = self;
        let mut joined = Vec::new();
        let type_at = |token: usize| partial.lexicon.lexeme(forms.ids[token]).folded.as_str();
        analyzer.compounds().find(type_at, forms.ids.len(), |tokens| joined.push(tokens));
        for tokens in joined.into_iter().rev() {
            let span = forms.spans[tokens.start].start..forms.spans[tokens.end - 1].end;
            let form = text[span.clone()].split_whitespace().collect::<Vec<_>>().join(" ");
            forms.ids.splice(tokens.clone(), [partial.lexicon.see(&form, analyzer)]);
            forms.spans.splice(tokens, [span]);
        }
    }
}

impl<T: Tally> Sink for Collector<'_, T> {
    fn document(&mut self, header: Header) {
        let ordinal = header.start.max(self.ordinal);
        self.ordinal = ordinal + 1;
        let key = DocumentKey { name: header.name.clone(), path: Arc::clone(self.path), ordinal };
        let beginning = std::mem::replace(&mut self.next, Beginning::New);
        self.partial.documents.push(Entry { key: Arc::new(key), header, beginning, turns: 0 });
    }

    fn turn(&mut self, turn: Turn<'_>) {
        if self.partial.documents.last().is_none_or(|entry| entry.key.path != *self.path) {
            self.document(Header::default());
        }
        self.tokenize(turn.text);
        let Self { partial, tally_plan, forms, .. } = self;
        let row = partial.rows.len() as u32;
        let person = turn.speaker.map(|person| partial.people.number(person));
        let fields = partial.fields.number(turn.fields);
        partial.rows.push(Row {
            person,
            number: turn.number,
            kind: turn.kind,
            date: turn.date,
            line: turn.line,
            tokens: forms.ids.len() as u32,
            elisions: turn.elisions,
            fields,
        });
        if let Some(entry) = partial.documents.last_mut() {
            let place = entry.turns;
            entry.turns += 1;
            let seen =
                Seen { turn: &turn, document: &entry.key, place, row, forms, lexicon: &partial.lexicon };
            partial.tally.add(tally_plan, &seen);
        }
    }

    fn issue(&mut self, kind: IssueKind, issue: Issue) {
        self.partial.issues.add(kind, issue);
    }
}
