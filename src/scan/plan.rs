//! What has to be known before the first byte is read.

use serde::{Deserialize, Serialize};

use crate::read::{ReadOptions, Source};
use crate::speakers::Register;
use crate::text::Analyzers;

/// Everything that a pass over a corpus depends on, but for what it counts.
#[derive(Debug)]
pub struct Plan {
    /// The files, sorted.
    pub sources: Vec<Source>,
    /// How they are read.
    pub read: ReadOptions,
    /// How their words are analysed.
    pub analyzer: Analyzers,
    /// What a speakers file says of the people.
    pub register: Option<Register>,
    /// What a row is.
    pub grain: Grain,
}

/// What a row of the frozen corpus is, and with that how much memory a pass takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Grain {
    /// Each turn: all can be asked of it, and memory grows with the text.
    #[default]
    Turn,
    /// All that one person says: there are no dates, documents or kinds to ask for, and memory grows only with the
    /// words and the people.
    Speaker,
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
