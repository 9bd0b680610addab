//! Between reader and tally: turns become tokens, tokens become numbers.

use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::partial::{Entry, Ordinals, Partial, Placed, Row};
use super::plan::{Grain, Plan};
use super::words::cut;
use crate::count::{Counts, DocumentKey, Ended, Seen, Tally, TurnForms};
use crate::error::{Error, Result};
use crate::issues::{Issue, IssueKind};
use crate::read::{Beginning, End, Finding, Header, Piece, Sink, Source, Turn};
use crate::text::{Analyzers, Characters};

/// Counts what a reader hands on into a partial.
pub(super) struct Collector<'a, T: Tally> {
    plan: &'a Plan,
    tally_plan: &'a T::Plan,
    partial: &'a mut Partial<T>,
    path: &'a Arc<str>,
    /// The document that is open.
    entry: Option<Entry>,
    /// What the piece's next document may be to those before it.
    next: Beginning,
    ordinals: Ordinals,
    forms: TurnForms,
    characters: Characters,
}

/// Reads one piece of the input to its end and adds all of it to `partial`.
pub(super) fn collect<T: Tally>(
    plan: &Plan,
    tally_plan: &T::Plan,
    piece: Piece<'_>,
    partial: &mut Partial<T>,
) {
    if let Some(counts) = made_before::<T>(piece.source(), &plan.analyzer) {
        return add_counts(plan, tally_plan, counts, partial);
    }
    if piece.source().holds_counts() {
        match counts::<T>(piece.source(), &plan.analyzer) {
            Ok(counts) => add_counts(plan, tally_plan, counts, partial),
            Err(error) => {
                let issue = Issue {
                    path: piece.source().path().to_owned(),
                    line: None,
                    what: error.what().to_owned(),
                };
                partial.issues.add(IssueKind::Unreadable, issue);
            }
        }
        return;
    }
    let path: Arc<str> = piece.source().path().into();
    let end = piece.end();
    let mut collector = Collector::new(plan, tally_plan, partial, &path, piece.beginning());
    let beginning = piece.beginning();
    let told = piece.read(&mut collector);
    collector.close(end);
    let characters = collector.characters;
    if characters.spaceless > 0 || (beginning, end) != (Beginning::New, End::OfSource) {
        partial.characters.entry(Arc::clone(&path)).or_default().merge(characters);
    }
    partial.sources.extend(told.record);
    if let Some(summary) = told.summary {
        partial.summarize(path, summary);
    }
}

/// The counts that were made of a source before, if they are of use and whole.
fn made_before<T: Tally>(source: &Source, analyzer: &Analyzers) -> Option<Partial<Counts>> {
    let path = source.counts().filter(|_| !T::NEEDS_TEXT)?;
    let bytes = std::fs::read(path).ok()?;
    Partial::decode(&bytes, &(), Grain::Turn, analyzer).ok().map(|(partial, _)| partial)
}

/// The counts that a source holds, if they are of use.
fn counts<T: Tally>(source: &Source, analyzer: &Analyzers) -> Result<Partial<Counts>> {
    if T::NEEDS_TEXT {
        return Err(Error::format("holds counts, and no texts"));
    }
    let bytes = source.bytes()?;
    Partial::decode(&bytes, &(), Grain::Turn, analyzer).map(|(partial, _)| partial)
}

/// Adds counts that were made elsewhere, turn by turn.
fn add_counts<T: Tally>(
    plan: &Plan,
    tally_plan: &T::Plan,
    mut counts: Partial<Counts>,
    partial: &mut Partial<T>,
) {
    let forms = partial.lexicon.merge(&counts.lexicon).forms;
    let (people, _) = std::mem::take(&mut counts.people).sorted();
    let (fields, _) = std::mem::take(&mut counts.fields).sorted();
    let path: Arc<str> = Arc::default();
    let mut collector = Collector::new(plan, tally_plan, partial, &path, Beginning::New);
    for Placed { entry, rows, .. } in counts.layout() {
        collector.entry = Some(Entry { turns: 0, ..entry.clone() });
        for row in rows {
            let ids = counts.tally.forms_of(row as usize).map(|form| forms[form.index()]);
            collector.forms.ids.clear();
            collector.forms.ids.extend(ids);
            let row = &counts.rows[row as usize];
            collector.add(&Turn {
                speaker: row.person.map(|person| &people[person as usize]),
                number: row.number,
                kind: row.kind,
                date: row.date,
                text: "",
                line: row.line,
                lines: &[],
                notes: &[],
                elisions: row.elisions,
                fields: &fields[row.fields as usize],
            });
        }
        collector.close(entry.end);
    }
    partial.sources.extend(counts.sources);
    for (path, summary) in counts.summaries {
        partial.summarize(path, summary);
    }
    partial.issues.merge(counts.issues);
    partial.findings.merge(counts.findings);
    for (path, characters) in counts.characters {
        partial.characters.entry(path).or_default().merge(characters);
    }
    partial.fingerprint = partial.fingerprint.wrapping_add(counts.fingerprint);
}

/// A hash of a turn and where it stands, the same on every machine.
pub(super) fn fingerprint(document: &str, place: u32, text: &str) -> u64 {
    let seed = xxh3_64_with_seed(document.as_bytes(), u64::from(place));
    xxh3_64_with_seed(text.as_bytes(), seed)
}

impl<'a, T: Tally> Collector<'a, T> {
    /// No document is open; the next may be what `next` says.
    fn new(
        plan: &'a Plan,
        tally_plan: &'a T::Plan,
        partial: &'a mut Partial<T>,
        path: &'a Arc<str>,
        next: Beginning,
    ) -> Self {
        let (ordinals, forms) = (Ordinals::default(), TurnForms::default());
        let characters = Characters::default();
        Self { plan, tally_plan, partial, path, entry: None, next, ordinals, forms, characters }
    }

    /// Ends the document that is open; what is known of it stays where rows are turns.
    fn close(&mut self, end: End) {
        let Some(entry) = self.entry.take() else { return };
        self.partial.tally.end_document(&Ended { document: &entry.key, beginning: entry.beginning, end });
        match self.plan.grain {
            Grain::Turn => self.partial.documents.push(Entry { end, ..entry }),
            Grain::Speaker => {}
        }
    }

    /// Adds a turn whose forms are known.
    fn add(&mut self, turn: &Turn<'_>) {
        let row = match self.plan.grain {
            Grain::Turn => self.add_turn(turn),
            Grain::Speaker => self.add_spoken(turn),
        };
        let Self { partial, tally_plan, entry: Some(entry), forms, .. } = self else { return };
        let place = entry.turns;
        entry.turns += 1;
        let Partial { lexicon, tally, .. } = &mut **partial;
        tally.add(tally_plan, &Seen { turn, document: &entry.key, place, row, forms, lexicon });
    }

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
        self.close(End::OfSource);
        let ordinal = self.ordinals.next(&header);
        let key = DocumentKey { name: header.name.clone(), path: Arc::clone(self.path), ordinal };
        let beginning = std::mem::replace(&mut self.next, Beginning::New);
        self.entry = Some(Entry { key: Arc::new(key), header, beginning, end: End::OfSource, turns: 0 });
    }

    fn turn(&mut self, turn: Turn<'_>) {
        if self.entry.is_none() {
            self.document(Header::default());
        }
        let analyzer = self.plan.analyzer.of(turn.language());
        cut(turn.text, analyzer, &mut self.partial.lexicon, &mut self.forms);
        if !cfg!(feature = "dictionaries") {
            self.characters.add(turn.text);
        }
        if let (Grain::Turn, Some(entry)) = (self.plan.grain, &self.entry) {
            self.partial.fingerprint =
                self.partial.fingerprint.wrapping_add(fingerprint(&entry.key.name, entry.turns, turn.text));
        }
        let document = self.entry.as_ref().map_or("", |entry| &entry.header.name);
        for finding in Finding::of_turn(&turn, document) {
            self.partial.findings.add(finding.kind, finding);
        }
        self.add(&turn);
    }

    fn finding(&mut self, finding: Finding) {
        self.partial.findings.add(finding.kind, finding);
    }

    fn issue(&mut self, kind: IssueKind, issue: Issue) {
        self.partial.issues.add(kind, issue);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::ReadOptions;
    use crate::scan::{Corpus, scan};
    use crate::text::{Analyzer, AnalyzerOptions};

    fn plan(source: Source) -> Plan {
        let analyzer = Analyzer::new(&AnalyzerOptions::default()).unwrap().into();
        let read = ReadOptions::default();
        Plan { sources: vec![source], read, analyzer, register: None, grain: Grain::Turn }
    }

    fn turns(plan: &Plan) -> usize {
        let corpus: Corpus<_> = scan::<Counts>(plan, &(), &()).freeze(plan);
        corpus.turns.len()
    }

    #[test]
    fn turns_of_nobody_and_very_long_ones_are_doubtful() {
        use crate::read::FindingKind::{NoLabel, Unattributed, VeryLong};
        let doubts = |text: String| {
            let plan = plan(Source::in_memory("t.txt", text));
            let corpus: Corpus<_> = scan::<Counts>(&plan, &(), &()).freeze(&plan);
            corpus.findings.kinds().map(|(kind, count, _)| (kind, count)).collect::<Vec<_>>()
        };
        assert_eq!(doubts("so ".repeat(20_000)), [(NoLabel, 1), (Unattributed, 1)]);
        assert_eq!(doubts("so ".repeat(20_001)), [(NoLabel, 1), (Unattributed, 1), (VeryLong, 1)]);
        assert_eq!(
            doubts("Ana Ruiz: One.\n\nTom Hall: Two.\n\nAna Ruiz: Three.\n\nTom Hall: Four.".into()),
            []
        );
    }

    #[test]
    fn counts_that_were_made_before_stand_for_a_source_unless_they_are_broken_or_its_text_is_asked_for() {
        let source = |text: &str| Source::in_memory("t.csv", text);
        let two = plan(source("speaker,text\nAnn,One.\nBob,Two.\n"));
        let bytes = scan::<Counts>(&two, &(), &()).encode(Grain::Turn, &two.analyzer).unwrap();
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("t.dct");
        std::fs::write(&path, &bytes).unwrap();
        let one = plan(source("speaker,text\nAnn,One.\n").counted(path.clone()));
        assert_eq!(turns(&one), 2);
        assert_eq!(scan::<crate::count::Texts>(&one, &(), &()).freeze(&one).turns.len(), 1);
        std::fs::write(&path, &bytes[..bytes.len() - 9]).unwrap();
        assert_eq!(turns(&one), 1);
    }
}
