//! A sink for tests that keeps all it is given.

use jiff::civil::Date;

use super::turn::{Header, Sink, Turn};
use crate::issues::{Issue, IssueKind};
use crate::speakers::{Kind, Person};

#[derive(Debug, Default)]
pub(super) struct Gathered {
    pub documents: Vec<Document>,
    pub issues: Vec<(IssueKind, Issue)>,
}

#[derive(Debug)]
pub(super) struct Document {
    pub header: Header,
    pub turns: Vec<Spoken>,
}

#[derive(Debug)]
pub(super) struct Spoken {
    pub speaker: Option<Person>,
    pub number: Option<u32>,
    pub kind: Kind,
    pub date: Option<Date>,
    pub text: String,
    pub line: u64,
    pub last_line: u64,
    pub elisions: u32,
    pub notes: Vec<(usize, String)>,
    pub fields: Vec<(String, String)>,
}

impl Spoken {
    pub fn name(&self) -> &str {
        self.speaker.as_ref().map_or("", |person| &person.name)
    }
}

impl Gathered {
    pub fn kinds(&self) -> Vec<IssueKind> {
        self.issues.iter().map(|(kind, _)| *kind).collect()
    }

    pub fn messages(&self) -> Vec<String> {
        self.issues.iter().map(|(_, issue)| issue.to_string()).collect()
    }

    pub fn turns(&self) -> impl Iterator<Item = &Spoken> {
        self.documents.iter().flat_map(|document| &document.turns)
    }

    pub fn names(&self) -> Vec<&str> {
        self.documents.iter().map(|document| document.header.name.as_str()).collect()
    }
}

impl Sink for Gathered {
    fn document(&mut self, header: Header) {
        self.documents.push(Document { header, turns: Vec::new() });
    }

    fn turn(&mut self, turn: Turn<'_>) {
        let document = self.documents.last_mut().expect("a document comes before its turns");
        document.turns.push(Spoken {
            speaker: turn.speaker.cloned(),
            number: turn.number,
            kind: turn.kind,
            date: turn.date,
            text: turn.text.to_owned(),
            line: turn.line,
            last_line: turn.said().line_at(turn.text.len()),
            elisions: turn.elisions,
            notes: turn.notes.iter().map(|note| (note.offset, note.text.clone())).collect(),
            fields: turn.fields.to_vec(),
        });
    }

    fn issue(&mut self, kind: IssueKind, issue: Issue) {
        self.issues.push((kind, issue));
    }
}
