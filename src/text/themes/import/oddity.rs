//! What real dictionaries hold that cannot be read as it was meant: told of, and no reason to lose the rest.

use std::collections::BTreeMap;

use super::Note;

/// A way in which an entry cannot be read as it was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Oddity {
    /// An entry has no word, as an emoticon, or is no regular expression.
    NothingToFind,
    /// An entry stands in no category.
    Homeless,
    /// A category of LIWC that depends on whether "of" comes next.
    FollowedByOf,
    /// A category of LIWC that depends on what stands before.
    Condition,
    /// A word names a category that the header does not have.
    Undefined,
    /// A rule of WordStat on what stands near.
    Rule,
    /// A weight other than 1.
    Weight,
    /// An alias of YAML.
    Alias,
}

impl Oddity {
    fn said(self) -> &'static str {
        match self {
            Self::NothingToFind => "left out, as there is no word to look for",
            Self::Homeless => "left out, as it stands in no category",
            Self::Undefined => "a category that the header does not define, left out",
            Self::FollowedByOf => "left out, as its category depends on whether \"of\" comes next",
            Self::Condition => "a condition in parentheses, left out: every category after it counts",
            Self::Rule => "a rule, left out",
            Self::Weight => "a weight, left out: every entry counts 1",
            Self::Alias => "an alias, left out",
        }
    }
}

/// The oddities of a dictionary: of each kind the first, and how many.
#[derive(Debug, Default)]
pub(super) struct Oddities {
    kinds: BTreeMap<Oddity, (u64, String, u64)>,
}

impl Oddities {
    /// Counts one.
    pub fn add(&mut self, oddity: Oddity, what: &str, line: u64) {
        let known = self.kinds.entry(oddity).or_insert_with(|| (line, what.trim().to_owned(), 0));
        known.2 += 1;
    }

    /// A note for each kind, by line.
    pub fn into_notes(self) -> Vec<Note> {
        let note = |(oddity, (line, what, count)): (Oddity, (u64, String, u64))| {
            let more = if count > 1 { format!(" (and {} more like it)", count - 1) } else { String::new() };
            Note { line, what: format!("'{what}': {}{more}", oddity.said()) }
        };
        let mut notes: Vec<Note> = self.kinds.into_iter().map(note).collect();
        notes.sort_by_key(|note| note.line);
        notes
    }
}
