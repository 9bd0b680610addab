//! Records with fields: what each field means, and how records become turns.
//!
//! With a speaker field a record is one turn. Without one it is a text of its own, read as a transcript.
//! Neighbouring records of one document form it.

mod columns;
mod part;
mod records;

pub(super) use columns::Columns;
pub(super) use records::{Place, Records, Shape};
