//! Who said what: statistics of speech from raw transcripts.

pub mod error;
pub mod issues;
pub mod read;
pub mod render;
pub mod speakers;
pub mod stats;

pub use error::{Error, ErrorKind, Result};
