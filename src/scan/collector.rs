//! Between reader and tally: turns become tokens, tokens become numbers.

use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::partial::{Entry, Ordinals, Partial, Placed, Row, Spoken};
use super::plan::{Grain, Plan};
use super::waiting::{At, MOST, Waiting};
use super::words::cut;
use crate::count::{Counts, DocumentKey, Ended, Seen, Tally, TurnForms};
use crate::error::{Error, Result};
use crate::issues::{Issue, IssueKind};
use crate::read::{Beginning, End, Finding, Header, Piece, Said, Sink, Source, Turn};
use crate::text::{Analyzer, Analyzers, Characters};
use crate::vocab::Lexicon;

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
    waiting: Waiting,
    /// The one under which turns wait.
    analyzer: &'a Analyzer,
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
    collector.release();
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
        let (ordinals, waiting, forms) = (Ordinals::default(), Waiting::default(), TurnForms::default());
        let (analyzer, characters) = (plan.analyzer.default(), Characters::default());
        let entry = None;
        Self { plan, tally_plan, partial, path, entry, next, ordinals, waiting, analyzer, forms, characters }
    }

    /// Ends the document that is open; what is known of it stays where rows are turns.
    fn close(&mut self, end: End) {
        let Some(entry) = self.entry.take() else { return };
        let ended = Ended { document: &entry.key, beginning: entry.beginning, end };
        if !self.waiting.end(&ended) {
            self.release();
            self.partial.tally.end_document(&ended);
        }
        match self.plan.grain {
            Grain::Turn => self.partial.documents.push(Entry { end, ..entry }),
            Grain::Speaker => {}
        }
    }

    /// Adds a turn whose forms are known.
    fn add(&mut self, turn: &Turn<'_>) {
        let Some(at) = self.place(turn) else { return };
        let Partial { lexicon, tally, rows, spoken, .. } = &mut *self.partial;
        let mut adding = Adding { grain: self.plan.grain, plan: self.tally_plan, tally, rows, spoken };
        adding.add(turn.said(), &at, &self.forms, lexicon);
    }

    /// Adds the turns that wait.
    fn release(&mut self) {
        let Partial { lexicon, tally, rows, spoken, .. } = &mut *self.partial;
        let mut adding = Adding { grain: self.plan.grain, plan: self.tally_plan, tally, rows, spoken };
        self.waiting.release(self.analyzer, lexicon, &mut self.forms, |said, at, forms, lexicon, ended| {
            adding.add(said, at, forms, lexicon);
            if let Some((beginning, end)) = ended {
                adding.tally.end_document(&Ended { document: &at.document, beginning, end });
            }
        });
    }

    /// The next place in the document that is open, and a row that tells all of the turn but its tokens.
    fn place(&mut self, turn: &Turn<'_>) -> Option<At> {
        let row = match self.plan.grain {
            Grain::Turn => self.add_turn(turn),
            Grain::Speaker => self.add_spoken(turn),
        };
        let entry = self.entry.as_mut()?;
        let place = entry.turns;
        entry.turns += 1;
        Some(At { document: Arc::clone(&entry.key), place, row })
    }

    /// A row for the turn itself.
    fn add_turn(&mut self, turn: &Turn<'_>) -> u32 {
        let partial = &mut *self.partial;
        let row = partial.rows.len() as u32;
        let person = turn.speaker.map(|person| partial.people.number(person));
        let fields = partial.fields.number(turn.fields);
        partial.rows.push(Row {
            person,
            number: turn.number,
            kind: turn.kind,
            date: turn.date,
            line: turn.line,
            tokens: 0,
            elisions: turn.elisions,
            fields,
        });
        row
    }

    /// The row of all that is said by whoever speaks.
    fn add_spoken(&mut self, turn: &Turn<'_>) -> u32 {
        let partial = &mut *self.partial;
        let row = turn.speaker.map_or(0, |person| 1 + partial.people.number(person));
        let spoken = partial.spoken_in(row);
        spoken.turns += 1;
        spoken.elisions += u64::from(turn.elisions);
        row
    }
}

/// Where turns are added once their forms are known.
struct Adding<'p, T: Tally> {
    grain: Grain,
    plan: &'p T::Plan,
    tally: &'p mut T,
    rows: &'p mut [Row],
    spoken: &'p mut [Spoken],
}

impl<T: Tally> Adding<'_, T> {
    fn add(&mut self, said: Said<'_>, at: &At, forms: &TurnForms, lexicon: &Lexicon) {
        let At { document, place, row } = at;
        match self.grain {
            Grain::Turn => self.rows[*row as usize].tokens = forms.ids.len() as u32,
            Grain::Speaker => self.spoken[*row as usize].tokens += forms.ids.len() as u64,
        }
        self.tally.add(self.plan, &Seen { said, document, place: *place, row: *row, forms, lexicon });
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
        let analyzer = self.plan.analyzer.of(turn.language());
        if !(self.waiting.has_room(turn.text.len()) && std::ptr::eq(analyzer, self.analyzer)) {
            self.release();
            self.analyzer = analyzer;
        }
        if turn.text.len() > MOST {
            cut(turn.text, analyzer, &mut self.partial.lexicon, &mut self.forms);
            self.add(&turn);
        } else if let Some(at) = self.place(&turn) {
            self.waiting.push(turn.said(), at, analyzer);
        }
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
    use crate::count::SpeakerCounts;
    use crate::read::{PieceSize, ReadOptions};
    use crate::scan::{Corpus, scan};
    use crate::text::{AnalyzerOptions, Languages};
    use crate::vocab::TermRule;

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
    fn turns_are_counted_alike_however_many_wait_for_one_another() {
        use crate::read::Languages::{AsWritten, Told};
        let record = |turn: usize| {
            let (document, speaker, language) =
                (turn / 7, ["Ann", "Bo"][turn % 2], ["en", "de"][turn / 5 % 2]);
            let text = format!("Die Talks {turn} and talks, w{}. ", turn % 90).repeat(if turn == 700 {
                3000
            } else {
                5
            });
            let record = serde_json::json!({ "document": document, "speaker": speaker, "language": language, "text": text });
            format!("{record}\n")
        };
        let records: String = (0..1500).map(record).collect();
        let cases = [
            ("en", AsWritten, Grain::Turn),
            ("en", AsWritten, Grain::Speaker),
            ("auto", Told, Grain::Speaker),
        ];
        for (languages, carried, grain) in cases {
            let counted = |size: usize| {
                let languages = Languages::parse(languages).unwrap();
                let analyzer = Analyzers::new(languages, &AnalyzerOptions::default()).unwrap();
                let read = ReadOptions {
                    piece_size: PieceSize::new(size),
                    languages: carried,
                    ..ReadOptions::default()
                };
                let sources = vec![Source::in_memory("t.jsonl", records.clone())];
                let plan = Plan { sources, read, analyzer, register: None, grain };
                let corpus = scan::<SpeakerCounts>(&plan, &TermRule::default(), &()).freeze(&plan);
                let tokens: Vec<u64> = corpus.turns.iter().map(|turn| turn.tokens).collect();
                (tokens, corpus.counted.forms, corpus.counted.spread)
            };
            assert_eq!(counted(200), counted(1 << 30), "{languages}, {grain:?}");
        }
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
