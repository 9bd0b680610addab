//! Comma- and tab-separated values.

use std::io::{Chain, Read};

use csv::{ReaderBuilder, StringRecord};

use super::cut::{Cutter, RowState};
use super::format::{Confidence, Format};
use super::input::Input;
use super::tabular::{
    Block, Columns, Layout, Place, Position, Record, RecordFormat, Records, Shape, read_whole,
};
use super::turn::Sink;
use crate::issues::IssueKind;

/// Values separated by one character, the first record naming the columns.
#[derive(Debug)]
pub(super) struct Separated {
    name: &'static str,
    extensions: &'static [&'static str],
    delimiters: &'static [u8],
}

impl Separated {
    /// Comma-separated values; a header with more semicolons or tabs than commas is taken at its word.
    pub const CSV: Self = Self { name: "csv", extensions: &["csv"], delimiters: b",;\t" };
    /// Tab-separated values.
    pub const TSV: Self = Self { name: "tsv", extensions: &["tsv", "tab"], delimiters: b"\t" };
}

impl Format for Separated {
    fn name(&self) -> &'static str {
        self.name
    }

    fn extensions(&self) -> &'static [&'static str] {
        self.extensions
    }

    fn sniff(&self, head: &str) -> Confidence {
        let header = head.trim_start().lines().next().unwrap_or_default();
        let delimiter = delimiter(header, self.delimiters);
        let names = header.split(char::from(delimiter)).map(|name| name.trim().trim_matches('"'));
        let is_header =
            names.clone().all(is_name) && names.clone().any(|name| name == "text") && names.count() > 1;
        let is_mine = (delimiter == b'\t') == (self.delimiters == Self::TSV.delimiters);
        if is_header && is_mine { Confidence::Sure } else { Confidence::No }
    }

    fn read(&self, input: &Input<'_>, sink: &mut dyn Sink) {
        read_whole(self, input, sink);
    }

    fn records(&self) -> Option<&dyn RecordFormat> {
        Some(self)
    }
}

impl RecordFormat for Separated {
    fn layout(&self, head: &str, columns: &Columns) -> Box<dyn Layout> {
        let delimiter = delimiter(head, self.delimiters);
        let mut rows = Rows::new(Block::opening(head), delimiter);
        let (line, found): (_, Vec<String>) = match rows.next_row() {
            Some(header) => (header.line, header.cells.iter().map(|name| name.trim().to_owned()).collect()),
            None => (1, Vec::new()),
        };
        let place = |name: &String| found.iter().position(|known| known == name);
        let places = columns.names().iter().map(place).collect();
        Box::new(Header { delimiter, line, found, places })
    }
}

/// What the first row of a file says of the others.
#[derive(Debug)]
struct Header {
    delimiter: u8,
    /// The line, from 1, on which it begins.
    line: u64,
    /// The names of its columns.
    found: Vec<String>,
    /// For each field that is read, its column.
    places: Vec<Option<usize>>,
}

impl Layout for Header {
    fn cutter(&self) -> Cutter {
        Cutter::Separated(self.delimiter)
    }

    fn shape(&self, _text: &str, columns: &Columns) -> Option<Shape> {
        Some(self.places[columns.speaker].map_or(Shape::Texts, |_| Shape::Turns))
    }

    fn read_block(&self, block: Block<'_>, columns: &Columns, records: &mut Records<'_>) {
        let Self { line: header_line, found, places, .. } = self;
        let mut rows = Rows::new(block, self.delimiter);
        if block.position == Position::First && rows.next_row().is_some() {
            records.header_row(*header_line);
        }
        while let Some(row) = rows.next_row() {
            records.row();
            match row.fault(found.len()) {
                Some((kind, what)) => records.issue(kind, row.line, what),
                None => {
                    let line = row.line + places[columns.text].map_or(0, |text| row.line_ends_before(text));
                    let place = Place::Printed { line };
                    let cell = |column: usize| places[column].and_then(|place| row.cells.get(place));
                    let record = Record { line: row.line, start: row.start, place };
                    records.add(record, &cell, &|| (*header_line, found.clone()));
                }
            }
        }
    }
}

/// Whether a header's cell looks like a column's name and not like a piece of a sentence.
fn is_name(cell: &str) -> bool {
    cell.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '_' | '-' | '.'))
}

/// The delimiter that the first line of `text` has most of, outside quotes; the first of equals.
pub(super) fn delimiter(text: &str, known: &[u8]) -> u8 {
    let header = text.trim_start().lines().next().unwrap_or_default();
    let outside: Vec<&str> = header.split('"').step_by(2).collect();
    let uses =
        |delimiter: u8| outside.iter().map(|part| part.matches(char::from(delimiter)).count()).sum::<usize>();
    known.iter().copied().rev().max_by_key(|&delimiter| uses(delimiter)).unwrap_or(b',')
}

/// The rows of a text, with the lines on which they begin.
pub(super) struct Rows<'a> {
    block: Block<'a>,
    delimiter: u8,
    reader: csv::Reader<Chain<&'a [u8], &'a [u8]>>,
    cells: StringRecord,
    counted: usize,
    line: u64,
}

/// What is put before a block: the csv crate takes a byte order mark away that a text begins with, and only a file's
/// own beginning can have one.
fn guard(position: Position) -> &'static [u8] {
    match position {
        Position::First => b"",
        Position::Later => b"\n",
    }
}

/// What is said of a record that a quote runs through to the end of the file.
pub(super) const NEVER_CLOSED: &str =
    "a quote in this record is never closed; it was left out to the end of the file";

/// One row: the header, or a record.
pub(super) struct Row<'a> {
    /// Its cells, unquoted.
    pub cells: &'a StringRecord,
    /// The line, from 1, on which it begins.
    pub line: u64,
    /// The byte of the file's text at which it begins.
    pub start: u64,
    is_unclosed: bool,
}

impl<'a> Rows<'a> {
    /// The rows of a block.
    pub fn new(block: Block<'a>, delimiter: u8) -> Self {
        let mut builder = ReaderBuilder::new();
        builder.delimiter(delimiter).flexible(true).has_headers(false).buffer_capacity(64 * 1024);
        let reader = builder.from_reader(guard(block.position).chain(block.text.as_bytes()));
        Self { block, delimiter, reader, cells: StringRecord::new(), counted: 0, line: block.line }
    }

    /// The next row; `None` after the last.
    pub fn next_row(&mut self) -> Option<Row<'_>> {
        // Reading UTF-8 from memory into rows of any length cannot fail.
        let is_row = self.reader.read_record(&mut self.cells).unwrap_or(false);
        if !is_row {
            return None;
        }
        let printed = self.printed();
        let is_unclosed = self.is_last() && ends_in_quotes(printed, self.delimiter);
        let start = self.block.start + self.counted as u64;
        Some(Row { cells: &self.cells, line: self.line, start, is_unclosed })
    }

    /// Whether the row that was read reaches to the end of the text.
    fn is_last(&self) -> bool {
        self.reader.position().byte() >= (guard(self.block.position).len() + self.block.text.len()) as u64
    }

    /// The text from the row's first character on; counts the lines before it.
    fn printed(&mut self) -> &'a str {
        let text = self.block.text;
        let start = self.cells.position().map_or(0, |position| position.byte());
        let start =
            usize::try_from(start).unwrap_or(usize::MAX).saturating_sub(guard(self.block.position).len());
        let start = start.clamp(self.counted, text.len());
        let rest = &text.as_bytes()[start..];
        let blank = rest.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        let between = &text.as_bytes()[self.counted..start + blank];
        self.line += memchr::memchr_iter(b'\n', between).count() as u64;
        self.counted = start + blank;
        text.get(self.counted..).unwrap_or_default()
    }
}

impl Row<'_> {
    /// Why the row cannot be used under a header of that many columns.
    pub fn fault(&self, columns: usize) -> Option<(IssueKind, String)> {
        if self.is_unclosed {
            Some((IssueKind::Truncated, NEVER_CLOSED.to_owned()))
        } else if self.cells.len() != columns {
            let what =
                format!("{} fields under a header of {columns}; the record was left out", self.cells.len());
            Some((IssueKind::Malformed, what))
        } else {
            None
        }
    }

    /// How many line ends stand in the cells before cell `place`.
    fn line_ends_before(&self, place: usize) -> u64 {
        let cells = self.cells.iter().take(place);
        cells.map(|cell| memchr::memchr_iter(b'\n', cell.as_bytes()).count() as u64).sum()
    }
}

/// Whether the last field of a row that ends the text was opened by a quote that nothing closes.
fn ends_in_quotes(row: &str, delimiter: u8) -> bool {
    let end = row.bytes().fold(RowState::Start, |state, byte| state.after(byte, delimiter));
    end == RowState::Quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::gathered::Gathered;
    use crate::read::options::{FieldNames, ReadOptions};
    use proptest::prelude::*;

    fn read(text: &str, options: &ReadOptions) -> Gathered {
        let mut gathered = Gathered::default();
        Separated::CSV.read(&Input::for_test("a.csv", text, options), &mut gathered);
        gathered
    }

    fn spoken(gathered: &Gathered) -> Vec<(&str, &str, u64)> {
        gathered.turns().map(|turn| (turn.name(), &*turn.text, turn.line)).collect()
    }

    #[test]
    fn lines_stay_right_over_quoted_line_ends_blank_lines_and_crlf() {
        let text = "speaker,note,text\r\nAnn,\"a\r\nb\",\"One\r\ntwo\"\r\n\r\n\r\nBob,,\"say \"\"hi\"\", ok\"\n,x,Three\n";
        let gathered = read(text, &ReadOptions::default());
        assert_eq!(
            spoken(&gathered),
            [("Ann", "One\r\ntwo", 3), ("Bob", "say \"hi\", ok", 7), ("", "Three", 8)]
        );
        assert_eq!(gathered.turns().next().unwrap().last_line, 4);
        assert!(gathered.issues.is_empty());
    }

    #[test]
    fn semicolons_and_tabs_are_seen_in_the_header() {
        assert_eq!(
            spoken(&read("speaker;text\nAnn;Yes, it is\n", &ReadOptions::default())),
            [("Ann", "Yes, it is", 2)]
        );
        assert_eq!(
            spoken(&read("speaker\ttext\nAnn\tYes, it is\n", &ReadOptions::default())),
            [("Ann", "Yes, it is", 2)]
        );
        assert_eq!(delimiter("\"a;b;c\",text\n", b",;"), b',');
    }

    #[test]
    fn a_ragged_record_is_left_out_with_its_line() {
        let gathered = read("speaker,text\nAnn,One\nBob,Two,2\nCy\nDee,Four\n", &ReadOptions::default());
        assert_eq!(spoken(&gathered), [("Ann", "One", 2), ("Dee", "Four", 5)]);
        assert_eq!(gathered.messages()[0], "a.csv:3: 3 fields under a header of 2; the record was left out");
        assert_eq!(gathered.kinds(), [IssueKind::Malformed; 2]);
    }

    #[test]
    fn a_quote_that_is_never_closed_is_told_by_the_line_that_opens_it() {
        let gathered = read("speaker,text\nAnn,5\" high\nBob,\"Two\nDee,Four\n", &ReadOptions::default());
        assert_eq!(spoken(&gathered), [("Ann", "5\" high", 2)]);
        assert_eq!(gathered.kinds(), [IssueKind::Truncated]);
        assert!(gathered.messages()[0].starts_with("a.csv:3: a quote in this record is never closed"));
    }

    #[test]
    fn a_file_without_the_text_column_counts_as_nothing_and_says_what_it_has() {
        let gathered = read("speaker,words\nAnn,One\nBob,Two\n", &ReadOptions::default());
        let message = "a.csv:1: no field 'text'; there are: speaker, words (--text-field names another)";
        assert_eq!(gathered.messages(), [message]);
        assert!(gathered.documents.is_empty());
        let names = FieldNames { text: Some("words".into()), ..FieldNames::default() };
        let options = ReadOptions { names, ..ReadOptions::default() };
        assert_eq!(spoken(&read("speaker,words\nAnn,One\n", &options)), [("Ann", "One", 2)]);
    }

    #[test]
    fn a_header_alone_is_empty() {
        assert_eq!(read("speaker,text\n", &ReadOptions::default()).kinds(), [IssueKind::Empty]);
    }

    #[test]
    fn without_a_speaker_column_a_record_is_a_text_on_its_own_lines() {
        let gathered = read("document,text\nd1,\"One\ntwo\"\nd1,Three\nd2,Four\n", &ReadOptions::default());
        assert_eq!(gathered.names(), ["d1", "d2"]);
        assert_eq!(spoken(&gathered), [("", "One two", 2), ("", "Three", 4), ("", "Four", 5)]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_without_panic(text: String, rows in "(text|speaker|[a\",;\r\nø]){0,30}") {
            for text in [text, rows] {
                read(&text, &ReadOptions::default());
                read(&format!("speaker,text\n{text}"), &ReadOptions::default());
            }
        }

        #[test]
        fn any_words_without_brackets_come_back_as_they_were(words in prop::collection::vec(r"[^(\[]{0,20}", 0..20)) {
            let mut writer = csv::Writer::from_writer(Vec::new());
            writer.write_record(["speaker", "text"]).unwrap();
            words.iter().for_each(|word| writer.write_record(["A", word]).unwrap());
            let text = String::from_utf8(writer.into_inner().unwrap()).unwrap();
            let gathered = read(&text, &ReadOptions::default());
            prop_assert_eq!(gathered.turns().map(|turn| turn.text.clone()).collect::<Vec<_>>(), words);
        }
    }
}
