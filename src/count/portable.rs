//! Tallies that can travel: to a file, another process, another machine.
//!
//! The counts of turns are enough to count anything else of their words again.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::tally::{Order, Tally};
use crate::error::{Error, Result};
use crate::vocab::{TermUnit, Vocabulary};

/// How many numbers there are of each kind: what a tally that is read may refer to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sizes {
    /// Forms.
    pub forms: usize,
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
        let [forms, types, stems] =
            [TermUnit::Form, TermUnit::Type, TermUnit::Stem].map(|unit| vocabulary.size(unit));
        Self { forms, types, stems, rows }
    }
}

/// A tally that can be written down and read again.
///
/// What is written depends on what was counted alone, not on the order of counting. What is read is checked, since
/// bytes may come from anywhere.
pub trait Portable: Tally {
    /// Writes the tally, in its final order, under names of its own.
    ///
    /// # Errors
    /// Something is too large to be written.
    fn write(&self, order: &Order, sections: &mut Sections) -> Result<()>;

    /// The tally as it was written.
    ///
    /// # Errors
    /// A [`Format`](crate::ErrorKind::Format) error where it is not there, was made under another plan, or refers
    /// to what is not there.
    fn read(plan: &Self::Plan, sections: &Sections, sizes: Sizes) -> Result<Self>;
}

/// Named blocks of bytes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sections(BTreeMap<String, serde_bytes::ByteBuf>);

impl Sections {
    /// Writes `value` under a name.
    ///
    /// # Errors
    /// The value cannot be written.
    pub fn put<T: Serialize>(&mut self, name: &str, value: &T) -> Result<()> {
        let bytes = postcard::to_allocvec(value).map_err(Error::format)?;
        self.0.insert(name.to_owned(), bytes.into());
        Ok(())
    }

    /// What stands under a name.
    ///
    /// # Errors
    /// Nothing does, or it is something else.
    pub fn get<T: DeserializeOwned>(&self, name: &str) -> Result<T> {
        let bytes = self.0.get(name).ok_or_else(|| Error::format(format!("the counts hold no {name}")))?;
        postcard::from_bytes(bytes).map_err(|error| broken(format!("{name}: {error}")))
    }
}

/// Bytes say what cannot be.
pub(super) fn broken(what: impl std::fmt::Display) -> Error {
    Error::format(format!("broken counts: {what}"))
}

/// A number below `size`.
pub(super) fn below(number: u32, size: usize, what: &str) -> Result<u32> {
    if (number as usize) < size { Ok(number) } else { Err(broken(what)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_there_or_something_else_is_an_error_and_no_panic() {
        let mut sections = Sections::default();
        sections.put("turns", &vec![1_u32, 2]).unwrap();
        assert_eq!(sections.get::<Vec<u32>>("turns").unwrap(), [1, 2]);
        assert_eq!(sections.get::<u32>("hits").unwrap_err().to_string(), "the counts hold no hits");
        assert!(
            sections.get::<Vec<String>>("turns").unwrap_err().to_string().starts_with("broken counts: turns")
        );
    }
}
