//! Who said what: statistics of speech from raw transcripts.

pub mod cli;
pub mod count;
pub mod error;
pub mod issues;
pub mod read;
pub mod render;
pub mod speakers;
pub mod suggest;
pub mod vocab;

pub use error::{Error, ErrorKind, Result};
