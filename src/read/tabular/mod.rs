//! Records with fields: what each field means, and how records become turns.
//!
//! With a speaker field a record is one turn. Without one it is a text of its own, read as a transcript.
//! Neighbouring records of one document form it.

mod columns;
mod format;
mod part;
mod records;
mod summary;

pub(super) use columns::Columns;
pub use format::RecordFormat;
pub(super) use format::{Block, Layout, Position, Shape, languages_of, read_whole};
pub(super) use records::{Place, Record, Records};
pub use summary::{Summary, WithoutText};
