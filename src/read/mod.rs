//! From files to turns: sources, encodings, formats.
//!
//! [`plan()`] finds the sources, [`read()`] opens one and hands its documents and turns to a [`Sink`]. What is wrong
//! with a source becomes an issue there and never keeps the others from being read. [`pieces()`] does the same for all
//! of them in parts that many workers can read at once.

mod audit;
mod binary;
mod blocks;
mod captions;
mod charset;
mod compression;
mod csv;
mod cut;
pub mod date;
mod day;
mod decoded;
mod decoding;
mod dialogue;
mod elision;
mod encoding;
mod finding;
mod format;
#[cfg(test)]
mod gathered;
mod html;
mod input;
mod json;
mod jsonl;
mod languages;
mod metadata;
mod open;
mod options;
mod parquet;
mod pieces;
mod plan;
mod prose;
mod rows;
mod script;
mod source;
mod stored;
mod stream;
mod tabular;
mod text;
mod transcript;
mod turn;
mod xml;

pub use audit::{Audit, audit};
pub use binary::BinaryFormat;
pub use elision::elisions;
pub use finding::{Finding, FindingKind, Findings};
pub use format::{Confidence, FORMATS, Format, format_named};
pub use input::{Input, SourceRecord};
pub use metadata::Metadata;
pub use open::{read, text};
pub use options::{FieldNames, Fingerprint, Languages, PieceSize, ReadOptions};
pub use pieces::{Beginning, End, Piece, Told, pieces};
pub use plan::{Plan, in_order, plan};
pub use rows::{Table, field_names};
pub use source::{Source, read_list};
pub use tabular::{Summary, WithoutText};
pub use transcript::{LabelRule, Labels, Verdict, read_transcript};
pub use turn::{Header, LineStart, Note, Said, Sink, Turn, declared_language};
pub use xml::{Mapping, Mappings, Registers};
