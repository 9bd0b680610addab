//! Tallies that can travel: to a file, another process, another machine.
//!
//! The counts of turns are enough to count anything else of their words again.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::tally::{Order, Tally};
use crate::error::{Error, Result};
use crate::vocab::{TermUnit, Vocabulary};

/// How many numbers there are of each kind: what a tally that is read may refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// Forms.
    pub forms: usize,
    /// Spellings, which are fewer where forms are of several languages.
    pub spellings: usize,
    /// Types.
    pub types: usize,
    /// Stems.
    pub stems: usize,
    /// Rows.
    pub rows: usize,
}

impl Sizes {
    /// What a vocabulary and so many rows have.
    pub fn new(vocabulary: &Vocabulary, rows: usize) -> Self {
        let [spellings, types, stems] =
            [TermUnit::Form, TermUnit::Type, TermUnit::Stem].map(|unit| vocabulary.size(unit));
        Self { forms: vocabulary.len(), spellings, types, stems, rows }
    }
}

/// A tally that can be written down and read again.
///
/// What is written depends on what was counted alone, not on the order of counting. What is read is checked, since
/// bytes may come from anywhere.
pub trait Portable: Tally {
    /// What is written.
    type Written: Serialize + DeserializeOwned;

    /// The tally in its final order.
    ///
    /// # Errors
    /// What waits on disk cannot be read.
    fn written(&self, order: &Order) -> Result<Self::Written>;

    /// The tally as it was written.
    ///
    /// # Errors
    /// A [`Format`](crate::ErrorKind::Format) error where it was made under another plan, or refers to what is not
    /// there.
    fn read(plan: &Self::Plan, written: Self::Written, sizes: Sizes) -> Result<Self>;
}

/// Bytes say what cannot be.
pub(super) fn broken(what: impl std::fmt::Display) -> Error {
    Error::format(format!("broken counts: {what}"))
}

/// A number below `size`.
pub(super) fn below(number: u32, size: usize, what: &str) -> Result<u32> {
    if (number as usize) < size { Ok(number) } else { Err(broken(what)) }
}
