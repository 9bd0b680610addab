//! From files to turns: sources, encodings, formats.

mod turn;

pub use turn::{Header, LineStart, Note, Sink, Turn};
