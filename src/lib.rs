//! Who said what: statistics of speech from raw transcripts.

pub mod analysis;
pub mod cli;
pub mod count;
pub mod error;
pub mod issues;
pub mod read;
pub mod render;
pub mod report;
pub mod scan;
pub mod speakers;
pub mod stats;
pub mod suggest;
pub mod text;
pub mod vocab;

pub use error::{Error, ErrorKind, Result};
