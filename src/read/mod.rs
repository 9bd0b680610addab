//! From files to turns: sources, encodings, formats.
//!
//! [`plan()`] finds the sources, [`read()`] opens one and hands its documents and turns to a [`Sink`]. What is wrong
//! with a source becomes an issue there and never keeps the others from being read.

mod compression;
mod csv;
pub mod date;
mod day;
mod elision;
mod encoding;
mod format;
#[cfg(test)]
mod gathered;
mod input;
mod jsonl;
mod metadata;
mod plan;
mod source;
mod tabular;
mod text;
mod transcript;
mod turn;

pub use elision::elisions;
pub use format::{Confidence, FORMATS, Format, format_named};
pub use input::{FieldNames, Input, ReadOptions, SourceRecord, read, text};
pub use metadata::Metadata;
pub use plan::{Plan, plan};
pub use source::{Source, read_list};
pub use transcript::{Labels, read_transcript};
pub use turn::{Header, LineStart, Note, Sink, Turn};
