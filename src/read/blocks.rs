//! A source of records cut into blocks: by bytes and the ends of records alone, so that every run cuts alike.

use std::sync::Arc;

use super::csv::NEVER_CLOSED;
use super::cut::{Cutter, RowState};
use super::format::Format;
use super::input::Input;
use super::languages::OfRecords;
use super::options::ReadOptions;
use super::source::Source;
use super::stream::{Ending, Stream};
use super::tabular::{Block, Columns, Layout, Position, RecordFormat, Records, Shape, Summary, languages_of};
use super::turn::Sink;
use crate::issues::IssueKind;

/// What every block of a source needs to be read.
#[derive(Debug)]
pub(super) struct Layer<'a> {
    input: Input<'a>,
    columns: Columns,
    layout: Box<dyn Layout>,
    shape: Shape,
    languages: OfRecords,
}

impl Layer<'_> {
    /// Where records go that are read one after the other.
    pub fn records<'s>(&'s self, sink: &'s mut dyn Sink) -> Records<'s> {
        Records::new(&self.columns, self.input, self.shape, self.languages, sink)
    }

    /// Hands the records of a block on.
    pub fn read(&self, cut: &Cut, records: &mut Records<'_>) {
        if let Some((kind, what)) = &cut.left_out {
            records.issue(*kind, cut.line, what);
        }
        self.layout.read_block(cut.block(), &self.columns, records);
    }

    /// Reads a block by itself.
    pub fn read_alone(&self, cut: &Cut, sink: &mut dyn Sink) -> Summary {
        let mut records = self.records(sink);
        self.read(cut, &mut records);
        records.summary()
    }
}

/// A block, with its text.
#[derive(Debug)]
pub(super) struct Cut {
    text: String,
    line: u64,
    start: u64,
    pub position: Position,
    /// How many stored bytes were read for it.
    pub stored: u64,
    /// After the last block, how the source ended.
    pub ending: Option<Ending>,
    /// What became of a record that is too large to be in any block.
    left_out: Option<(IssueKind, String)>,
}

impl Cut {
    fn block(&self) -> Block<'_> {
        Block { text: &self.text, line: self.line, start: self.start, position: self.position }
    }
}

/// The blocks of a source, one after the other.
pub(super) struct Blocks<'a> {
    /// What they have in common.
    pub layer: Arc<Layer<'a>>,
    cuts: Cuts<'a>,
}

impl<'a> Blocks<'a> {
    /// The blocks of a source that begins with `head`.
    pub fn new(
        source: &'a Source,
        stream: Stream<'a>,
        head: Head,
        format: &'static dyn Format,
        records: &dyn RecordFormat,
    ) -> Self {
        let input = stream.input();
        let columns = Columns::new(input.options());
        let text = String::from_utf8_lossy(&head.bytes);
        let layout = records.layout(&text, &columns);
        let is_all = stream.is_at_end();
        let shape = layout.shape(&text, &columns).or_else(|| match is_all {
            true => None,
            false => look_through(source, input.options(), layout.as_ref(), &columns),
        });
        let cutter = layout.cutter();
        let shape = shape.unwrap_or(Shape::Texts);
        let languages = languages_of(layout.as_ref(), &columns, input, shape, &text);
        drop(text);
        let layer = Layer { input, columns, layout, shape, languages };
        Self { layer: Arc::new(layer), cuts: Cuts::new(stream, head, cutter, format.name()) }
    }
}

impl Iterator for Blocks<'_> {
    type Item = Cut;

    fn next(&mut self) -> Option<Cut> {
        self.cuts.next()
    }
}

/// What the first record that tells says of all of them.
fn look_through(
    source: &Source,
    options: &ReadOptions,
    layout: &dyn Layout,
    columns: &Columns,
) -> Option<Shape> {
    let stream = Stream::open(source, options).ok()?;
    let mut cuts = Cuts::new(stream, Head::default(), layout.cutter(), "");
    cuts.find_map(|cut| layout.shape(&cut.text, columns))
}

/// What was read of a source to see what it is.
#[derive(Debug)]
pub(super) struct Head {
    pub bytes: Vec<u8>,
    /// The line, from 1, and the byte at which they begin.
    pub line: u64,
    pub start: u64,
}

impl Default for Head {
    fn default() -> Self {
        Self { bytes: Vec::new(), line: 1, start: 0 }
    }
}

/// How many bytes a record has at most: what is larger is left out, so that a quote which nothing closes does not draw
/// all of a huge file into memory.
const LARGEST: usize = 256 * 1024 * 1024;
/// How much of such a record is read at a time.
const STEP: usize = 1024 * 1024;

/// Cuts a stream.
struct Cuts<'a> {
    stream: Stream<'a>,
    cutter: Cutter,
    format: &'static str,
    size: usize,
    largest: usize,
    /// What is read and not cut off.
    head: Head,
    position: Position,
    stored: u64,
    is_over: bool,
}

/// What comes next in a stream.
enum Next {
    /// Records that end after so many bytes.
    Records(usize),
    /// A record of which so many bytes do not hold the end.
    TooLarge,
}

impl<'a> Cuts<'a> {
    fn new(stream: Stream<'a>, head: Head, cutter: Cutter, format: &'static str) -> Self {
        let size = stream.input().options().piece_size.bytes();
        let (position, stored) = (Position::First, 0);
        Self { stream, cutter, format, size, largest: LARGEST, head, position, stored, is_over: false }
    }

    /// The block that comes next ends with the last record that ends in as many bytes as a block has, or, if none does,
    /// in twice as many, and so on.
    fn look(&mut self) -> Next {
        let mut size = self.size.min(self.largest);
        loop {
            self.stream.fill(&mut self.head.bytes, size);
            let bytes = &self.head.bytes;
            if bytes.len() <= size && self.stream.is_at_end() {
                self.is_over = true;
                return Next::Records(bytes.len());
            }
            if let Some(end) = self.cutter.last_end(&bytes[..bytes.len().min(size)]) {
                return Next::Records(end);
            }
            if size == self.largest {
                return Next::TooLarge;
            }
            size = size.saturating_mul(2).min(self.largest);
        }
    }

    /// The first `end` bytes, as text.
    fn cut_off(&mut self, end: usize) -> String {
        let rest = if self.is_over {
            Vec::new()
        } else {
            let mut rest = Vec::with_capacity(self.size.min(STEP).max(self.head.bytes.len() - end));
            rest.extend_from_slice(&self.head.bytes[end..]);
            rest
        };
        self.head.bytes.truncate(end);
        let utf8 = std::mem::replace(&mut self.head.bytes, rest);
        let text = self.stream.text(utf8, self.head.line);
        self.head.line += line_ends(text.as_bytes());
        self.head.start += text.len() as u64;
        text
    }

    /// Passes over a record; what is to be said of it.
    fn pass_over(&mut self) -> (IssueKind, String) {
        let mut state = RowState::Start;
        let blank = self.head.bytes.iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        self.pass(blank);
        loop {
            let end = self.cutter.end_of_record(&self.head.bytes, &mut state);
            self.pass(end.unwrap_or(self.head.bytes.len()));
            if end.is_none() && !self.stream.is_at_end() {
                self.stream.fill(&mut self.head.bytes, STEP);
                continue;
            }
            self.is_over = self.head.bytes.is_empty() && self.stream.is_at_end();
            return match (end, self.cutter, state) {
                (None, Cutter::Separated(_), RowState::Quoted) => {
                    (IssueKind::Truncated, NEVER_CLOSED.to_owned())
                }
                _ => {
                    let what = format!("a record of more than {} MiB; it was left out", self.largest >> 20);
                    (IssueKind::Malformed, what)
                }
            };
        }
    }

    /// Drops the first `size` bytes.
    fn pass(&mut self, size: usize) {
        self.head.line += line_ends(&self.head.bytes[..size]);
        self.head.start += size as u64;
        self.head.bytes.drain(..size);
    }
}

fn line_ends(text: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', text).count() as u64
}

impl Iterator for Cuts<'_> {
    type Item = Cut;

    fn next(&mut self) -> Option<Cut> {
        if self.is_over {
            return None;
        }
        let next = self.look();
        let (line, start) = (self.head.line, self.head.start);
        let (text, left_out) = match next {
            Next::Records(end) => (self.cut_off(end), None),
            Next::TooLarge => (String::new(), Some(self.pass_over())),
        };
        let ending = self.is_over.then(|| self.stream.end(Some(self.format)));
        let position = std::mem::replace(&mut self.position, Position::Later);
        let stored = self.stream.position() - self.stored;
        self.stored += stored;
        Some(Cut { text, line, start, position, stored, ending, left_out })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::PieceSize;

    /// The blocks of a text of which no record may have more than 20 bytes: text, line, what was left out.
    fn blocks(text: &str, cutter: Cutter) -> Vec<(String, u64, Option<String>)> {
        let source = Source::in_memory("a", text);
        let options = ReadOptions { piece_size: PieceSize::new(8), ..ReadOptions::default() };
        let stream = Stream::open(&source, &options).unwrap_or_else(|_| panic!("it opens"));
        let mut cuts = Cuts::new(stream, Head::default(), cutter, "");
        cuts.largest = 20;
        let cuts = cuts.map(|cut| (cut.text, cut.line, cut.left_out.map(|(_, what)| what)));
        cuts.collect()
    }

    fn too_large() -> Option<String> {
        Some("a record of more than 0 MiB; it was left out".into())
    }

    #[test]
    fn blocks_end_with_records_and_grow_with_them() {
        let found = blocks("one\ntwo\nthree and four\nfive", Cutter::Lines);
        let cut = |text: &str, line| (text.to_owned(), line, None);
        assert_eq!(found, [cut("one\ntwo\n", 1), cut("three and four\n", 3), cut("five", 4)]);
    }

    #[test]
    fn a_record_that_is_too_large_is_passed_over_and_the_next_ones_are_read() {
        let long = "x".repeat(50);
        let found = blocks(&format!("one\n{long}\ntwo\n{long}"), Cutter::Lines);
        let (one, two) = ("one\n".to_owned(), "two\n".to_owned());
        assert_eq!(
            found,
            [
                (one, 1, None),
                (String::new(), 2, too_large()),
                (two, 3, None),
                (String::new(), 4, too_large())
            ]
        );
    }

    #[test]
    fn a_row_that_is_too_large_ends_where_its_quotes_do_and_without_them_with_the_file() {
        let long = "x\n".repeat(20);
        let found = blocks(&format!("a,b\n1,\"{long}\"\"\"\n2,3\n"), Cutter::Separated(b','));
        let lines: Vec<_> = found.iter().map(|(text, line, out)| (&**text, *line, out.clone())).collect();
        assert_eq!(lines, [("a,b\n", 1, None), ("", 2, too_large()), ("2,3\n", 23, None)]);
        let found = blocks(&format!("a,b\n1,\"{long}"), Cutter::Separated(b','));
        assert_eq!(found.last().unwrap().2.as_deref(), Some(NEVER_CLOSED));
    }
}
