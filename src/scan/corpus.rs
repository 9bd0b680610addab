//! The frozen corpus: everything in its final order, the same on every run.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::partial::{Continuation, Entry, Fields, Partial, Spoken};
use super::plan::Plan;
use crate::count::{DocumentKey, Order, Tally};
use crate::issues::Issues;
use crate::read::{Findings, Header, SourceRecord, declared_language};
use crate::speakers::{Kind, KindCounts, Person, Register, Roster, Side, Speaker, SpeakerId, side};
use crate::text::Language;
use crate::vocab::{Lexicon, Vocabulary};

/// A document: what is known of it, and which turns it holds.
#[derive(Debug, Clone)]
pub struct Document {
    /// What its text, its front matter and the metadata file say of it.
    pub header: Header,
    /// What tells it from every other.
    pub key: Arc<DocumentKey>,
    /// Its first turn's row, and one past its last.
    pub rows: std::ops::Range<u32>,
    /// Where its source was cut within it: what stands for its key in each further piece, and the row of its first
    /// turn there.
    pub fragments: Vec<(Arc<DocumentKey>, u32)>,
}

impl Document {
    /// The rows of the first turn of the document and of each of its fragments, by the key that they were counted under.
    pub fn first_rows(&self) -> impl Iterator<Item = (&Arc<DocumentKey>, u32)> {
        let fragments = self.fragments.iter().map(|(key, row)| (key, *row));
        std::iter::once((&self.key, self.rows.start)).chain(fragments)
    }
}

/// A row: a turn with who spoke, when, and how much; its words are in the tallies.
///
/// Where a row is all that one person says, the person, the tokens and the elisions alone say something.
#[derive(Debug, Clone)]
pub struct TurnRecord {
    /// Index of its document.
    pub document: u32,
    /// Its number in the document, from 0; as the record has it where it has one.
    pub number: u32,
    /// Who spoke; `None` where nobody knows.
    pub speaker: Option<SpeakerId>,
    /// The person as this turn's label shows them, an index into [`Corpus::people`].
    pub person: Option<u32>,
    /// What the turn does.
    pub kind: Kind,
    /// On which side its speaker sits.
    pub side: Side,
    /// The day it was spoken.
    pub date: Option<Date>,
    /// The source's line, from 1.
    pub line: u64,
    /// How many words it has.
    pub tokens: u64,
    /// How often the transcript leaves words out.
    pub elisions: u64,
    fields: u32,
}

/// A corpus that was read and counted, in its final order: documents by name, turns as spoken.
#[derive(Debug)]
pub struct Corpus<F> {
    /// The documents, by name.
    pub documents: Vec<Document>,
    /// The turns, by document.
    pub turns: Vec<TurnRecord>,
    /// The speakers, by name.
    pub speakers: Vec<Speaker>,
    /// The side of each speaker.
    pub sides: Vec<Side>,
    /// Everyone that a label or field names, in the order of what it says; the user's list of speakers overrules it.
    pub people: Vec<Person>,
    /// The forms.
    pub vocabulary: Vocabulary,
    /// The files that were read, by path.
    pub sources: Vec<SourceRecord>,
    /// What reading lost or altered.
    pub issues: Issues,
    /// What looks wrong in how it was read, though nothing was lost.
    pub findings: Findings,
    /// What was counted.
    pub counted: F,
    fields: Vec<Fields>,
}

impl<T: Tally> Partial<T> {
    /// Brings everything into its final order and decides who is who.
    pub fn freeze(mut self, plan: &Plan) -> Corpus<T::Frozen> {
        let (mut people, person_places) = std::mem::take(&mut self.people).sorted();
        let (fields, field_places) = std::mem::take(&mut self.fields).sorted();
        let roster = Roster::resolve(&people, plan.register.as_ref());
        overrule(&mut people, &roster, plan.register.as_ref());
        let (vocabulary, ranks) = Vocabulary::freeze(&self.lexicon);
        // Nothing asks for it any more, and it may be what takes most memory.
        self.lexicon = Lexicon::default();

        let mut order = Order { ranks, rows: Vec::with_capacity(self.rows.len()) };
        let mut documents: Vec<Document> = Vec::with_capacity(self.documents.len());
        let mut turns = Vec::with_capacity(self.rows.len());
        let layout = self.layout().into_iter();
        let layout: Vec<_> = layout.map(|placed| (placed.index, placed.rows, placed.continuation)).collect();
        let mut entries: Vec<Option<Entry>> =
            std::mem::take(&mut self.documents).into_iter().map(Some).collect();
        for (index, rows, continuation) in layout {
            let Some(Entry { key, header, .. }) = entries[index].take() else { continue };
            let first = turns.len() as u32;
            match documents.last_mut() {
                Some(document) if continuation == Continuation::GoesOn => {
                    document.fragments.push((key, first))
                }
                Some(_) | None => {
                    documents.push(Document { header, key, rows: first..first, fragments: Vec::new() })
                }
            }
            let index = documents.len() as u32 - 1;
            let document = &mut documents[index as usize];
            for row in rows {
                order.rows.push(row);
                let row = &self.rows[row as usize];
                let person = row.person.map(|person| person_places[person as usize]);
                turns.push(TurnRecord {
                    document: index,
                    number: row.number.unwrap_or(document.rows.len() as u32),
                    speaker: person.and_then(|person| roster.of[person as usize]),
                    person,
                    kind: row.kind,
                    side: Side::Other,
                    date: row.date.or(document.header.date),
                    line: row.line,
                    tokens: u64::from(row.tokens),
                    elisions: u64::from(row.elisions),
                    fields: field_places[row.fields as usize],
                });
                document.rows.end += 1;
            }
        }
        drop(entries);
        add_spoken(&self.spoken, &person_places, &roster, &mut order, &mut turns);
        let sides = decide_sides(&mut turns, &roster.speakers);
        let (issues, mut sources) = (self.issues(), self.sources);
        sources.sort_by(|a, b| a.path.cmp(&b.path));
        Corpus {
            documents,
            turns,
            speakers: roster.speakers,
            sides,
            people,
            vocabulary,
            sources,
            issues,
            findings: self.findings,
            counted: self.tally.freeze(&order),
            fields,
        }
    }
}

/// Where rows are all that one person says: a row for those without a name, if they say anything, then one a person.
fn add_spoken(
    spoken: &[Spoken],
    places: &[u32],
    roster: &Roster,
    order: &mut Order,
    turns: &mut Vec<TurnRecord>,
) {
    let mut rows: Vec<(Option<u32>, u32)> = (0..spoken.len() as u32)
        .filter(|&row| spoken[row as usize].turns > 0)
        .map(|row| (row.checked_sub(1).map(|person| places[person as usize]), row))
        .collect();
    rows.sort_unstable();
    for (person, row) in rows {
        order.rows.push(row);
        turns.push(TurnRecord {
            document: 0,
            number: 0,
            speaker: person.and_then(|person| roster.of[person as usize]),
            person,
            kind: Kind::Statement,
            side: Side::Other,
            date: None,
            line: 0,
            tokens: spoken[row as usize].tokens,
            elisions: spoken[row as usize].elisions,
            fields: 0,
        });
    }
}

/// What the user's list says of a speaker stands over each of the speaker's labels.
fn overrule(people: &mut [Person], roster: &Roster, register: Option<&Register>) {
    let Some(register) = register else { return };
    for (person, speaker) in people.iter_mut().zip(&roster.of) {
        if let Some(speaker) = speaker {
            let name = &roster.speakers[speaker.index()].name;
            register.overrule(name, &mut person.role, &mut person.affiliation);
        }
    }
}

/// The side of each speaker from all their turns; written into the turns too.
fn decide_sides(turns: &mut [TurnRecord], speakers: &[Speaker]) -> Vec<Side> {
    let mut counts = vec![KindCounts::default(); speakers.len()];
    for turn in turns.iter() {
        if let Some(speaker) = turn.speaker {
            counts[speaker.index()].add(turn.kind);
        }
    }
    let sides: Vec<Side> = speakers
        .iter()
        .zip(&counts)
        .map(|(speaker, counts)| side(&speaker.name, &speaker.role, counts))
        .collect();
    for turn in turns {
        turn.side = match (turn.speaker, turn.kind) {
            (Some(speaker), _) => sides[speaker.index()],
            (None, Kind::Question) => Side::Questioner,
            (None, Kind::Statement | Kind::Answer | Kind::Other) => Side::Other,
        };
    }
    sides
}

impl<F> Corpus<F> {
    /// The same corpus with something else made of what was counted.
    pub fn map<G>(self, make: impl FnOnce(F) -> G) -> Corpus<G> {
        Corpus {
            documents: self.documents,
            turns: self.turns,
            speakers: self.speakers,
            sides: self.sides,
            people: self.people,
            vocabulary: self.vocabulary,
            sources: self.sources,
            issues: self.issues,
            findings: self.findings,
            counted: make(self.counted),
            fields: self.fields,
        }
    }

    /// The speaker of a turn, where one is known.
    pub fn speaker(&self, turn: &TurnRecord) -> Option<&Speaker> {
        turn.speaker.map(|speaker| &self.speakers[speaker.index()])
    }

    /// The document of a turn.
    pub fn document(&self, turn: &TurnRecord) -> &Document {
        &self.documents[turn.document as usize]
    }

    /// The role of a turn's speaker: as the user's list gives it, else as its own label does, else as anything else does.
    pub fn role(&self, turn: &TurnRecord) -> &str {
        self.described(turn, |person| &person.role, |speaker| &speaker.role)
    }

    /// The affiliation of a turn's speaker: as the user's list gives it, else as its own label does, else as anything else does.
    pub fn affiliation(&self, turn: &TurnRecord) -> &str {
        self.described(turn, |person| &person.affiliation, |speaker| &speaker.affiliation)
    }

    fn described<'a>(
        &'a self,
        turn: &TurnRecord,
        of_person: impl Fn(&'a Person) -> &'a String,
        of_speaker: impl Fn(&'a Speaker) -> &'a String,
    ) -> &'a str {
        let own = turn.person.map_or("", |person| of_person(&self.people[person as usize]));
        if own.is_empty() {
            self.speaker(turn).map_or("", |speaker| of_speaker(speaker).as_str())
        } else {
            own
        }
    }

    /// The language of a turn, where its fields say it.
    pub fn language(&self, turn: &TurnRecord) -> Option<Language> {
        self.fields.get(turn.fields as usize).and_then(|fields| declared_language(fields))
    }

    /// A further field of a turn: its own, else its document's, else its speaker's.
    pub fn field<'a>(&'a self, turn: &TurnRecord, name: &str) -> Option<&'a str> {
        let own = self.fields[turn.fields as usize].iter().find(|field| field.0 == name);
        let named = |fields: &'a BTreeMap<String, String>| fields.get(name).map(String::as_str);
        own.map(|field| field.1.as_str())
            .or_else(|| named(&self.document(turn).header.fields))
            .or_else(|| self.speaker(turn).and_then(|speaker| named(&speaker.fields)))
    }
}
