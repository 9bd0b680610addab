//! What has to be known before the first byte is read.

use crate::read::{ReadOptions, Source};
use crate::speakers::Register;
use crate::text::Analyzer;

/// Everything that a pass over a corpus depends on, but for what it counts.
#[derive(Debug)]
pub struct Plan {
    /// The files, sorted.
    pub sources: Vec<Source>,
    /// How they are read.
    pub read: ReadOptions,
    /// How their words are analysed.
    pub analyzer: Analyzer,
    /// What a speakers file says of the people.
    pub register: Option<Register>,
}

/// Is told how far a pass has come.
pub trait Progress: Sync {
    /// `bytes` more of the input were read.
    fn advance(&self, bytes: u64);
}

/// Nobody watches.
impl Progress for () {
    fn advance(&self, _: u64) {}
}
