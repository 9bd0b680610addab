//! What looks wrong in a document that was read: nothing is lost by it, and the user may know better.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::turn::Turn;
use crate::issues::Noted;
use crate::speakers::Kind;

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

/// A turn of more words than this is longer than people speak at a stretch: two hours.
const VERY_LONG: usize = 20_000;
/// So many letters of a turn tell which it is.
const TOLD: usize = 60;

impl Finding {
    /// What is doubtful in a turn of `document`: nobody is known to say it, or it is longer than people speak.
    pub fn of_turn(turn: &Turn<'_>, document: &str) -> Vec<Self> {
        let finding = |kind, what| Self {
            document: document.to_owned(),
            line: Some(turn.line),
            kind,
            what,
            remedy: String::new(),
        };
        let begins = || turn.text.chars().take(TOLD).collect::<String>();
        let unattributed = is_nobodys(turn).then(|| {
            let what = format!("nobody is known to say: {}", begins());
            finding(FindingKind::Unattributed, what)
        });
        let words = if turn.text.len() > VERY_LONG { turn.text.split_whitespace().count() } else { 0 };
        let very_long = (words > VERY_LONG).then(|| {
            let what = format!("{words} words without a break: is a label missed? {}", begins());
            finding(FindingKind::VeryLong, what)
        });
        unattributed.into_iter().chain(very_long).collect()
    }

    /// Two names that one letter tells apart.
    pub fn near(one: &str, other: &str) -> Self {
        Self {
            document: String::new(),
            line: None,
            kind: FindingKind::NamesNear,
            what: format!("'{one}' and '{other}' are taken for two people"),
            remedy: format!("speakers.csv: {one},{other}"),
        }
    }
}

/// Whether words are given to nobody, not even to somebody unnamed whom a label calls.
fn is_nobodys(turn: &Turn<'_>) -> bool {
    let unnamed = turn.speaker.is_none_or(|person| person.name.is_empty() && person.label.is_empty());
    unnamed && turn.kind != Kind::Question && turn.text.contains(|c: char| !c.is_whitespace())
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.document, self.what),
            None if self.document.is_empty() => f.write_str(&self.what),
            None => write!(f, "{}: {}", self.document, self.what),
        }
    }
}
