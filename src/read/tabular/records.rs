//! Records become turns, and neighbouring records of one document that document.

use jiff::civil::Date;

use super::columns::Columns;
use super::part::{Part, Stage};
use crate::issues::IssueKind;
use crate::read::day::iso_day;
use crate::read::elision::elisions;
use crate::read::input::Input;
use crate::read::transcript::read_transcript;
use crate::read::turn::{Header, LineStart, Sink, Turn};
use crate::speakers::{Kind, Origin, Person};

/// What a record of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Shape {
    /// One turn: the file says who speaks.
    Turns,
    /// A text, to be read as a transcript.
    Texts,
}

/// Where a record's text stands in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Place {
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
pub(in crate::read) type Cells<'r> = dyn Fn(usize) -> Option<&'r str> + 'r;

/// Takes the records of one file and hands them on as documents and turns.
pub(in crate::read) struct Records<'a> {
    columns: &'a Columns,
    input: &'a Input<'a>,
    shape: Shape,
    sink: &'a mut dyn Sink,
    document: Option<String>,
    fields: Vec<(String, String)>,
    starts: Vec<LineStart>,
    seen: Vec<bool>,
    records: u64,
    without_text: u64,
    first_without_text: Option<u64>,
}

impl<'a> Records<'a> {
    pub fn new(columns: &'a Columns, input: &'a Input<'a>, shape: Shape, sink: &'a mut dyn Sink) -> Self {
        Self {
            columns,
            input,
            shape,
            sink,
            document: None,
            fields: Vec::new(),
            starts: Vec::new(),
            seen: vec![false; columns.names().len()],
            records: 0,
            without_text: 0,
            first_without_text: None,
        }
    }

    /// Something in the file, on `line` (from 1), was lost or altered.
    pub fn issue(&mut self, kind: IssueKind, line: u64, what: impl Into<String>) {
        self.sink.issue(kind, self.input.issue(Some(line), what));
    }

    /// The next record, which begins on `line` (from 1), its text at `place`.
    pub fn add(&mut self, line: u64, place: Place, cells: &Cells<'_>) {
        self.records += 1;
        for &number in self.columns.asked() {
            self.seen[number] |= cells(number).is_some();
        }
        let Some(text) = cells(self.columns.text) else {
            self.without_text += 1;
            self.first_without_text.get_or_insert(line);
            return;
        };
        let date = self.date(line, cells);
        let stage = self.stage(cells);
        self.carry(cells);
        let place = match filled(cells, self.columns.line).and_then(|line| line.parse().ok()) {
            Some(line) => Place::Escaped { line },
            None => place,
        };
        match self.shape {
            Shape::Turns => {
                if stage == Stage::First {
                    let header = self.header(date, cells);
                    self.sink.document(header);
                }
                self.turn(text, place, date, cells);
            }
            Shape::Texts => {
                let header = self.header(date, cells);
                let part = &mut Part { sink: &mut *self.sink, stage, place, date, fields: &self.fields };
                read_transcript(text, header, &self.input.options().labels, part);
            }
        }
    }

    /// After the last record: says what fields were not there.
    ///
    /// Given the line of the first record without text, `found` says where the fields stand, and their names.
    pub fn finish(self, found: impl FnOnce(u64) -> (u64, Vec<String>)) {
        let Self { columns, input, sink, seen, records, without_text, first_without_text, .. } = self;
        let mut missing = |line, what| sink.issue(IssueKind::MissingColumn, input.issue(line, what));
        if let Some(line) = first_without_text {
            let name = &columns.names()[columns.text];
            if without_text == records {
                let (line, found) = found(line);
                missing(Some(line), no_text(name, &found));
            } else {
                let what = format!(
                    "{without_text} of {records} records have no field '{name}', the first here; they were left out"
                );
                missing(Some(line), what);
            }
        }
        if records > without_text {
            for &number in columns.asked().iter().filter(|&&number| !seen[number]) {
                missing(None, format!("no record has a field '{}'", columns.names()[number]));
            }
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
        let name = named.unwrap_or(self.input.name());
        if self.document.as_deref() == Some(name) {
            return Stage::Later;
        }
        self.document = Some(name.to_owned());
        Stage::First
    }

    /// The header of the document that is open; what the metadata says goes before what its record says.
    fn header(&self, date: Option<Date>, cells: &Cells<'_>) -> Header {
        let mut header = self.input.header(self.document.as_deref().unwrap_or_default());
        header.date = header.date.or(date);
        for (place, number) in [(&mut header.title, self.columns.title), (&mut header.url, self.columns.url)]
        {
            if place.is_empty() {
                *place = filled(cells, number).unwrap_or_default().to_owned();
            }
        }
        header
    }

    fn turn(&mut self, text: &str, place: Place, date: Option<Date>, cells: &Cells<'_>) {
        let columns = self.columns;
        let speaker = person(columns, cells);
        line_starts(text, place, &mut self.starts);
        self.sink.turn(Turn {
            speaker: speaker.as_ref(),
            number: filled(cells, columns.turn).and_then(|number| number.parse().ok()),
            kind: filled(cells, columns.kind).and_then(Kind::parse).unwrap_or(Kind::Statement),
            date,
            text,
            line: place.line(1),
            lines: &self.starts,
            notes: &[],
            elisions: elisions(text),
            fields: &self.fields,
        });
    }

    /// Copies the fields that turns are to carry.
    fn carry(&mut self, cells: &Cells<'_>) {
        self.fields.clear();
        for &number in &self.columns.extra {
            if let Some(cell) = filled(cells, number) {
                self.fields.push((self.columns.names()[number].clone(), cell.to_owned()));
            }
        }
    }
}

/// A cell's content, trimmed; `None` where it is absent or holds nothing.
fn filled<'r>(cells: &Cells<'r>, number: usize) -> Option<&'r str> {
    cells(number).map(str::trim).filter(|cell| !cell.is_empty())
}

/// Who speaks, taken as it is written; `None` where the record does not say.
fn person(columns: &Columns, cells: &Cells<'_>) -> Option<Person> {
    let [name, role, affiliation] = [columns.speaker, columns.role, columns.affiliation]
        .map(|number| filled(cells, number).unwrap_or_default());
    let is_known = !(name.is_empty() && role.is_empty() && affiliation.is_empty());
    is_known.then(|| Person {
        name: name.to_owned(),
        label: name.to_owned(),
        honorific: String::new(),
        role: role.to_owned(),
        affiliation: affiliation.to_owned(),
        origin: Origin::Field,
    })
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

fn no_text(name: &str, found: &[String]) -> String {
    format!("no field '{name}'; there are: {} (--text-field names another)", found.join(", "))
}
