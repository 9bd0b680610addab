//! From files to turns: sources, encodings, formats.

pub mod date;
mod transcript;
mod turn;

pub use transcript::{Labels, read_transcript};
pub use turn::{Header, LineStart, Note, Sink, Turn};
