//! Formats whose texts are records that can be cut apart and read a block at a time.

use std::fmt::Debug;

use super::columns::Columns;
use super::records::Records;
use crate::read::cut::Cutter;
use crate::read::input::Input;
use crate::read::languages::{OfRecords, opening};
use crate::read::turn::Sink;

/// A format of records.
pub trait RecordFormat: Sync + Debug {
    /// What the beginning of a text tells of all of it.
    fn layout(&self, head: &str, columns: &Columns) -> Box<dyn Layout>;
}

/// How the records of one source are laid out.
pub trait Layout: Send + Sync + Debug {
    /// Where its records end.
    fn cutter(&self) -> Cutter;
    /// What its records are, as far as `text`, whole records of it, tells; `None` where others may tell otherwise.
    fn shape(&self, text: &str, columns: &Columns) -> Option<Shape>;
    /// Hands the records of a block on.
    fn read_block(&self, block: Block<'_>, columns: &Columns, records: &mut Records<'_>);
}

/// What a record of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// One turn: the file says who speaks.
    Turns,
    /// A text, to be read as a transcript.
    Texts,
}

/// Whole records that stand together in a source.
#[derive(Debug, Clone, Copy)]
pub struct Block<'t> {
    /// Their text.
    pub text: &'t str,
    /// The line, from 1, on which it begins.
    pub line: u64,
    /// The byte of the source's text at which it begins.
    pub start: u64,
    /// Which of the source's blocks it is.
    pub position: Position,
}

impl<'t> Block<'t> {
    /// The beginning of a source, or all of it.
    pub fn opening(text: &'t str) -> Self {
        Self { text, line: 1, start: 0, position: Position::First }
    }
}

/// Whether a block opens its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// It does.
    First,
    /// Other blocks stand before it.
    Later,
}

/// Reads all of `input` at once.
pub(in crate::read) fn read_whole(format: &dyn RecordFormat, input: &Input<'_>, sink: &mut dyn Sink) {
    let columns = Columns::new(input.options());
    let layout = format.layout(input.text(), &columns);
    let shape = layout.shape(input.text(), &columns).unwrap_or(Shape::Texts);
    let languages = languages_of(layout.as_ref(), &columns, *input, shape, input.text());
    let mut records = Records::new(&columns, *input, shape, languages, sink);
    layout.read_block(Block::opening(input.text()), &columns, &mut records);
    records.finish();
}

/// How the languages of the records of a source that begins with `text` are told.
pub(in crate::read) fn languages_of(
    layout: &dyn Layout,
    columns: &Columns,
    input: Input<'_>,
    shape: Shape,
    text: &str,
) -> OfRecords {
    OfRecords::new(input.options().languages, |heard| {
        let mut records = Records::new(columns, input, shape, OfRecords::Untold, heard);
        layout.read_block(Block::opening(opening(text)), columns, &mut records);
    })
}
