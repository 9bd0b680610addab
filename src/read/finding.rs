//! What looks wrong in a document that was read: nothing is lost by it, and the user may know better.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::issues::Noted;

/// A tally of findings.
pub type Findings = Noted<FindingKind, Finding>;

/// What kind of doubt it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FindingKind {
    /// No label was found in the whole document.
    NoLabel,
    /// A turn is nobody's.
    Unattributed,
    /// A label that tells no more than a name opens a single turn.
    LabelOnce,
    /// Something looks like a label and is not taken for one.
    LabelRefused,
    /// A label was taken for a misspelling of another.
    NameMerged,
    /// Two names that are one letter apart were kept apart.
    NamesNear,
    /// A turn is longer than people speak.
    VeryLong,
}

impl FindingKind {
    /// A few words for a table's cell.
    pub fn name(self) -> &'static str {
        match self {
            Self::NoLabel => "no label",
            Self::Unattributed => "unattributed",
            Self::LabelOnce => "label used once",
            Self::LabelRefused => "label refused",
            Self::NameMerged => "name merged",
            Self::NamesNear => "names near each other",
            Self::VeryLong => "very long turn",
        }
    }
}

/// One thing that looks wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Finding {
    /// The document's name; empty where it concerns several.
    pub document: String,
    /// The line, from 1, where there is one.
    pub line: Option<u64>,
    /// Its kind.
    pub kind: FindingKind,
    /// What was found, in the user's words.
    pub what: String,
    /// What to add to `dictum.toml` or to the list of speakers so that it is decided otherwise; empty where nothing helps.
    pub remedy: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.document, self.what),
            None => write!(f, "{}: {}", self.document, self.what),
        }
    }
}
