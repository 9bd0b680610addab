//! Between reader and tally: turns become tokens, tokens become numbers.

use std::sync::Arc;

use super::partial::{Entry, Partial, Row};
use super::plan::{Grain, Plan};
use crate::count::{DocumentKey, Seen, Tally, TurnForms};
use crate::issues::{Issue, IssueKind};
use crate::read::{self, Header, Sink, Source, Turn};
use crate::text::Span;

/// Counts what a reader hands on into a partial.
pub(super) struct Collector<'a, T: Tally> {
    plan: &'a Plan,
    tally_plan: &'a T::Plan,
    partial: &'a mut Partial<T>,
    path: &'a str,
    ordinal: u64,
    forms: TurnForms,
}

/// Reads one source to its end and adds all of it to `partial`.
pub(super) fn collect<T: Tally>(
    plan: &Plan,
    tally_plan: &T::Plan,
    source: &Source,
    partial: &mut Partial<T>,
) {
    let mut collector =
        Collector { plan, tally_plan, partial, path: source.path(), ordinal: 0, forms: TurnForms::default() };
    let record = read::read(source, &plan.read, &mut collector);
    partial.sources.extend(record);
}

impl<T: Tally> Collector<'_, T> {
    fn tokenize(&mut self, text: &str) {
        let Self { plan: Plan { analyzer, .. }, partial, forms, .. } = self;
        analyzer.word_spans(text, &mut forms.spans);
        partial.lexicon.see_all(text, &forms.spans, analyzer, &mut forms.ids);
        if !analyzer.compounds().is_empty() {
            self.join_compounds(text);
        }
    }

    fn join_compounds(&mut self, text: &str) {
        let Self { plan: Plan { analyzer, .. }, partial, forms, .. } = self;
        let mut joined = Vec::new();
        let type_at = |token: usize| partial.lexicon.lexeme(forms.ids[token]).folded;
        analyzer.compounds().find(type_at, forms.ids.len(), |tokens| joined.push(tokens));
        for tokens in joined.into_iter().rev() {
            let span = Span { start: forms.spans[tokens.start].start, end: forms.spans[tokens.end - 1].end };
            let form = text[span.range()].split_whitespace().collect::<Vec<_>>().join(" ");
            forms.ids.splice(tokens.clone(), [partial.lexicon.see(&form, analyzer)]);
            forms.spans.splice(tokens, [span]);
        }
    }
}

impl<T: Tally> Collector<'_, T> {
    /// A row for the turn itself.
    fn add_turn(&mut self, turn: &Turn<'_>) -> u32 {
        let Self { partial, forms, .. } = self;
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
        row
    }

    /// The row of all that is said by whoever speaks.
    fn add_spoken(&mut self, turn: &Turn<'_>) -> u32 {
        let Self { partial, forms, .. } = self;
        let row = turn.speaker.map_or(0, |person| 1 + partial.people.number(person));
        let spoken = partial.spoken_in(row);
        spoken.turns += 1;
        spoken.tokens += forms.ids.len() as u64;
        spoken.elisions += u64::from(turn.elisions);
        row
    }
}

impl<T: Tally> Sink for Collector<'_, T> {
    fn document(&mut self, header: Header) {
        let key =
            DocumentKey { name: header.name.clone(), path: self.path.to_owned(), ordinal: self.ordinal };
        self.ordinal += 1;
        self.partial.documents.push(Entry { key: Arc::new(key), header, turns: 0 });
    }

    fn turn(&mut self, turn: Turn<'_>) {
        if self.partial.documents.last().is_none_or(|entry| entry.key.path != self.path) {
            self.document(Header::default());
        }
        self.tokenize(turn.text);
        let row = match self.plan.grain {
            Grain::Turn => self.add_turn(&turn),
            Grain::Speaker => self.add_spoken(&turn),
        };
        let Self { partial, tally_plan, forms, .. } = self;
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
