//! What an analysis counts.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::known::Known;
use crate::error::{Error, Result};

/// What a term is: how far forms are gathered before they are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum TermUnit {
    /// Types that share a Snowball stem are one term.
    #[default]
    Stem,
    /// Forms that differ in case and apostrophes alone are one term.
    Type,
    /// Each form as written is a term of its own.
    Form,
}

impl TermUnit {
    /// Every unit, from the coarsest to the finest.
    pub const ALL: [Self; 3] = [Self::Stem, Self::Type, Self::Form];

    /// The word for it on the command line and in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stem => "stem",
            Self::Type => "type",
            Self::Form => "form",
        }
    }

    /// The unit of that name.
    ///
    /// # Errors
    /// A [`Config`](crate::ErrorKind::Config) error for any other word.
    pub fn parse(name: &str) -> Result<Self> {
        Self::ALL
            .into_iter()
            .find(|unit| unit.name() == name)
            .ok_or_else(|| Error::config(format_args!("'{name}' is none of stem, type, form")))
    }
}

impl fmt::Display for TermUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Whether numbers are terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Numbers {
    /// They get no rows; they still count in totals and stand in windows.
    #[default]
    Drop,
    /// They are terms like any other.
    Keep,
}

impl Numbers {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Drop, Self::Keep];

    /// The word for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Drop => "drop",
            Self::Keep => "keep",
        }
    }

    /// Whether a type counts as a term: no stop word, and a number only if numbers are kept.
    pub(super) fn counts(self, known: Known) -> bool {
        !known.is_stop
            && match self {
                Self::Drop => !known.is_number,
                Self::Keep => true,
            }
    }
}

/// What is a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TermRule {
    /// How far forms are gathered.
    pub unit: TermUnit,
    /// Whether numbers are terms.
    pub numbers: Numbers,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_unit_is_found_by_its_name_and_nothing_else_is() {
        for unit in TermUnit::ALL {
            assert_eq!(TermUnit::parse(unit.name()).unwrap(), unit);
        }
        assert!(TermUnit::parse("lemma").is_err());
    }
}
