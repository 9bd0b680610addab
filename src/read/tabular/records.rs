//! Records become turns, and neighbouring records of one document that document.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::columns::Columns;
use super::format::Shape;
use super::part::{Part, Stage};
use super::summary::{Summary, WithoutText};
use crate::issues::IssueKind;
use crate::read::day::iso_day;
use crate::read::input::Input;
use crate::read::languages::{OfRecords, declared, field};
use crate::read::prose::{Draft, Prose};
use crate::read::transcript::read_transcript;
use crate::read::turn::{Header, LANGUAGE, LineStart, Sink, Turn};
use crate::speakers::{Kind, Origin, Person};
use crate::text::Language;

/// Where a record's text stands in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// As printed, from `line` on: a line end of the text is one of the file.
    Printed {
        /// The line, from 1, on which the text begins.
        line: u64,
    },
    /// On one line, its own line ends escaped.
    Escaped {
        /// That line, from 1.
        line: u64,
    },
}

impl Place {
    /// The file's line of the text's line `within`, both from 1.
    pub fn line(self, within: u64) -> u64 {
        match self {
            Self::Printed { line } => line.saturating_add(within.saturating_sub(1)),
            Self::Escaped { line } => line,
        }
    }
}

/// The cell of a record under a column's number: `None` where the record has no such field.
pub type Cells<'r> = dyn Fn(usize) -> Option<&'r str> + 'r;

/// Where a record stands in its source.
#[derive(Debug, Clone, Copy)]
pub struct Record {
    /// The line, from 1, on which it begins.
    pub line: u64,
    /// The byte of the text at which it begins.
    pub start: u64,
    /// Where its text stands.
    pub place: Place,
}

/// Takes the records of a source, or of a block of them, and hands them on as documents and turns.
pub struct Records<'a> {
    columns: &'a Columns,
    input: Input<'a>,
    shape: Shape,
    languages: OfRecords,
    sink: &'a mut dyn Sink,
    frame: Option<Header>,
    document: Option<String>,
    /// What the metadata says of the document's language.
    document_language: Option<Language>,
    person: Person,
    fields: Vec<(String, String)>,
    starts: Vec<LineStart>,
    summary: Summary,
}

impl<'a> Records<'a> {
    /// Nothing was read yet.
    pub fn new(
        columns: &'a Columns,
        input: Input<'a>,
        shape: Shape,
        languages: OfRecords,
        sink: &'a mut dyn Sink,
    ) -> Self {
        Self {
            columns,
            input,
            shape,
            languages,
            sink,
            frame: None,
            document: None,
            document_language: None,
            person: named("", "", ""),
            fields: Vec::new(),
            starts: Vec::new(),
            summary: Summary {
                text_field: columns.names()[columns.text].clone(),
                records: 0,
                without_text: 0,
                first_without_text: None,
                missing: columns.asked().iter().map(|&number| columns.names()[number].clone()).collect(),
                header: None,
                rows: 0,
            },
        }
    }

    /// The records stand in a document that `frame` is the header of: they are its own, unless they name another.
    pub fn within(self, frame: Header) -> Self {
        Self { frame: Some(frame), ..self }
    }

    /// Something in the source, on `line` (from 1), was lost or altered.
    pub fn issue(&mut self, kind: IssueKind, line: u64, what: impl Into<String>) {
        self.sink.issue(kind, self.input.issue(Some(line), what));
    }

    /// A header stands on `line` (from 1).
    pub fn header_row(&mut self, line: u64) {
        self.summary.header = Some(line);
    }

    /// A row follows the header, sound or not.
    pub fn row(&mut self) {
        self.summary.rows += 1;
    }

    /// The next record. Should it be the first without text, `found` says what fields there are instead, and on which
    /// line they are named.
    pub fn add(&mut self, record: Record, cells: &Cells<'_>, found: &dyn Fn() -> (u64, Vec<String>)) {
        let summary = &mut self.summary;
        summary.records += 1;
        if !summary.missing.is_empty() {
            let names = self.columns.names();
            let here = self.columns.asked().iter().filter(|&&number| cells(number).is_some());
            for &number in here {
                summary.missing.remove(&names[number]);
            }
        }
        let Some(text) = cells(self.columns.text) else {
            summary.without_text += 1;
            summary.first_without_text.get_or_insert_with(|| {
                let (fields_line, fields) = found();
                WithoutText { line: record.line, fields_line, fields }
            });
            return;
        };
        let date = self.date(record.line, cells);
        let stage = self.stage(cells);
        self.carry(cells);
        self.tell_language(text, cells);
        let place = match filled(cells, self.columns.line).and_then(|line| line.parse().ok()) {
            Some(line) => Place::Escaped { line },
            None => record.place,
        };
        match self.shape {
            Shape::Turns => {
                if stage == Stage::First {
                    let header = self.header(record.start, date, cells);
                    self.sink.document(header);
                }
                self.turn(text, place, date, cells);
            }
            Shape::Texts => {
                let header = self.header(record.start, date, cells);
                let part = &mut Part { sink: &mut *self.sink, stage, place, date, fields: &self.fields };
                read_transcript(text, header, &self.input.options().labels, part);
            }
        }
    }

    /// What is known of the records that were read.
    pub fn summary(self) -> Summary {
        self.summary
    }

    /// Tells what is known of the records, which are all that there are.
    pub fn finish(self) {
        for (kind, line, what) in self.summary.issues() {
            self.sink.issue(kind, self.input.issue(line, what));
        }
    }

    fn date(&mut self, line: u64, cells: &Cells<'_>) -> Option<Date> {
        let written = filled(cells, self.columns.date)?;
        let day = iso_day(written);
        if day.is_none() {
            let written = written.chars().take(40).collect::<String>();
            self.issue(
                IssueKind::Malformed,
                line,
                format!("'{written}' is no date like 2022-06-01; left empty"),
            );
        }
        day
    }

    /// Whether the record begins a document or goes on with the one that is open.
    fn stage(&mut self, cells: &Cells<'_>) -> Stage {
        let named = self.columns.document.iter().find_map(|&number| filled(cells, number));
        let enclosing = self.frame.as_ref().map_or(self.input.name(), |frame| &frame.name);
        let name = named.unwrap_or(enclosing);
        if self.document.as_deref() == Some(name) {
            return Stage::Later;
        }
        self.document = Some(name.to_owned());
        self.document_language = match self.languages {
            OfRecords::Untold => None,
            OfRecords::Told(_) => declared(&self.input.header(name)),
        };
        Stage::First
    }

    /// Adds the language of a record to the fields that its turns carry.
    fn tell_language(&mut self, text: &str, cells: &Cells<'_>) {
        let written = || filled(cells, self.columns.language?).and_then(Language::declared);
        let declared = self.document_language.or_else(written);
        if let Some(language) = self.languages.of(declared, text) {
            self.fields.retain(|(name, _)| name != LANGUAGE);
            self.fields.push(field(language));
        }
    }

    /// The header of the document that is open; what the metadata says goes before what its record says.
    fn header(&self, start: u64, date: Option<Date>, cells: &Cells<'_>) -> Header {
        let mut header = self.input.header(self.document.as_deref().unwrap_or_default());
        header.start = start;
        header.date = header.date.or(date);
        for (place, number) in [(&mut header.title, self.columns.title), (&mut header.url, self.columns.url)]
        {
            if place.is_empty() {
                *place = filled(cells, number).unwrap_or_default().to_owned();
            }
        }
        if let Some(names) = filled(cells, self.columns.announced) {
            header.announced = serde_json::from_str(names).unwrap_or_default();
        }
        if let Some(Ok(known)) = filled(cells, self.columns.known).map(serde_json::from_str) {
            let known: BTreeMap<String, String> = known;
            for (name, said) in known {
                header.fields.entry(name).or_insert(said);
            }
        }
        if let Some(frame) = &self.frame {
            header.complete(frame);
        }
        header
    }

    fn turn(&mut self, text: &str, place: Place, date: Option<Date>, cells: &Cells<'_>) {
        let columns = self.columns;
        let [name, role, affiliation] = [columns.speaker, columns.role, columns.affiliation]
            .map(|number| filled(cells, number).unwrap_or_default());
        let [label, honorific] =
            [columns.label, columns.honorific].map(|number| filled(cells, number).unwrap_or_default());
        let is_known = !(name.is_empty() && role.is_empty() && affiliation.is_empty() && label.is_empty());
        if !is_same(&self.person, [name, role, affiliation, label, honorific]) {
            let person = named(name, role, affiliation);
            self.person = if label.is_empty() { person } else { shown(person, label, honorific) };
        }
        line_starts(text, place, &mut self.starts);
        let prose = prose(text, &self.starts, place);
        let bare = prose.as_ref().filter(|prose| !prose.notes.is_empty());
        self.sink.turn(Turn {
            speaker: is_known.then_some(&self.person),
            number: filled(cells, columns.turn).and_then(|number| number.parse().ok()),
            kind: filled(cells, columns.kind).and_then(Kind::parse).unwrap_or(Kind::Statement),
            date,
            text: bare.map_or(text, |prose| &prose.text),
            line: place.line(1),
            lines: bare.map_or(&self.starts, |prose| &prose.lines),
            notes: bare.map_or(&[], |prose| &prose.notes),
            elisions: prose.as_ref().map_or(0, |prose| prose.elisions),
            fields: &self.fields,
        });
    }

    /// Copies the fields that turns are to carry, into the room that the last record's took.
    fn carry(&mut self, cells: &Cells<'_>) {
        let mut carried = 0;
        for &number in &self.columns.extra {
            let Some(cell) = filled(cells, number) else { continue };
            if carried == self.fields.len() {
                self.fields.push(Default::default());
            }
            let (name, content) = &mut self.fields[carried];
            name.clone_from(&self.columns.names()[number]);
            cell.clone_into(content);
            carried += 1;
        }
        self.fields.truncate(carried);
    }
}

/// A cell's content, trimmed; `None` where it is absent or holds nothing.
fn filled<'r>(cells: &Cells<'r>, number: usize) -> Option<&'r str> {
    cells(number).map(str::trim).filter(|cell| !cell.is_empty())
}

/// A person as a record names them, taken as it is written.
fn named(name: &str, role: &str, affiliation: &str) -> Person {
    Person {
        name: name.to_owned(),
        label: name.to_owned(),
        honorific: String::new(),
        role: role.to_owned(),
        affiliation: affiliation.to_owned(),
        origin: Origin::Field,
    }
}

/// The person whom a label shows, as a transcript prints it.
fn shown(person: Person, label: &str, honorific: &str) -> Person {
    Person { label: label.to_owned(), honorific: honorific.to_owned(), origin: Origin::Label, ..person }
}

/// Whether a person is who a record names: by name, role, affiliation, and label and honorific where they are printed.
fn is_same(person: &Person, [name, role, affiliation, label, honorific]: [&str; 5]) -> bool {
    let is_named = (&*person.name, &*person.role, &*person.affiliation) == (name, role, affiliation);
    let is_printed = match person.origin {
        Origin::Field => label.is_empty(),
        Origin::Label => (&*person.label, &*person.honorific) == (label, honorific),
    };
    is_named && is_printed
}

/// A text without its notes, its elisions counted; `None` where it has no brackets, and so neither.
fn prose(text: &str, starts: &[LineStart], place: Place) -> Option<Prose> {
    memchr::memchr2(b'(', b'[', text.as_bytes())?;
    Some(Draft::of(text, starts).finish(place.line(1)))
}

/// Where later lines of a printed text begin.
fn line_starts(text: &str, place: Place, starts: &mut Vec<LineStart>) {
    starts.clear();
    match place {
        Place::Printed { .. } => {
            let ends = memchr::memchr_iter(b'\n', text.as_bytes());
            starts.extend(
                ends.zip(2..).map(|(end, within)| LineStart { offset: end + 1, line: place.line(within) }),
            );
        }
        Place::Escaped { .. } => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stage_directions_leave_the_text_and_lines_after_them_stay_where_they_are() {
        let text = "(Laughter.) So\nit is. (Applause.)\nYes […].";
        let mut starts = Vec::new();
        let place = Place::Printed { line: 5 };
        line_starts(text, place, &mut starts);
        let prose = prose(text, &starts, place).unwrap();
        assert_eq!((&*prose.text, prose.elisions), ("So\nit is. Yes […].", 1));
        let notes: Vec<_> = prose.notes.iter().map(|note| (note.offset, &*note.text)).collect();
        assert_eq!(notes, [(0, "(Laughter.)"), (10, "(Applause.)")]);
        assert_eq!(prose.lines, [LineStart { offset: 3, line: 6 }, LineStart { offset: 10, line: 7 }]);
    }

    #[test]
    fn a_text_without_brackets_is_not_copied() {
        assert_eq!(prose("So it is.", &[], Place::Escaped { line: 1 }), None);
    }
}
