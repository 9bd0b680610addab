//! What was wrong with the input: counted by kind, the first ten of each remembered by place.
//!
//! Dirty data is not an error. Everything else is still counted, and every report shows the issues.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde::{Deserialize, Serialize};

/// How many issues of a kind are remembered with their place.
pub const REMEMBERED: usize = 10;

/// A way in which reading lost or altered something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum IssueKind {
    /// The file could not be opened or read.
    Unreadable,
    /// The bytes are no text.
    Binary,
    /// Nothing is in it.
    Empty,
    /// Bytes that no encoding explains were replaced.
    Undecodable,
    /// A compressed file or a last record ends too early.
    Truncated,
    /// A record is not what its format promises and was left out.
    Malformed,
    /// A column that was asked for is not there.
    MissingColumn,
    /// Words without spaces between them were not told apart.
    Spaceless,
}

impl IssueKind {
    /// A word or two for a table's cell.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Binary => "not text",
            Self::Empty => "empty",
            Self::Undecodable => "undecodable",
            Self::Truncated => "truncated",
            Self::Malformed => "malformed record",
            Self::MissingColumn => "missing column",
            Self::Spaceless => "words without spaces",
        }
    }
}

/// One thing that reading lost or altered, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Issue {
    /// The path as it was typed or found.
    pub path: String,
    /// The line, from 1, where one is known.
    pub line: Option<u64>,
    /// What happened, in the user's words.
    pub what: String,
}

impl fmt::Display for Issue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(f, "{}:{line}: {}", self.path, self.what),
            None => write!(f, "{}: {}", self.path, self.what),
        }
    }
}

/// A tally of issues.
pub type Issues = Noted<IssueKind, Issue>;

/// A tally of things noted: how many of each kind, and the first [`REMEMBERED`] by place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Noted<K: Ord, N: Ord> {
    kinds: BTreeMap<K, (u64, BTreeSet<N>)>,
}

impl<K: Ord, N: Ord> Default for Noted<K, N> {
    fn default() -> Self {
        Self { kinds: BTreeMap::new() }
    }
}

impl<K: Ord + Copy, N: Ord> Noted<K, N> {
    /// Counts one.
    pub fn add(&mut self, kind: K, issue: N) {
        let (count, first) = self.kinds.entry(kind).or_default();
        *count += 1;
        remember(first, issue);
    }

    /// Adds all of `other`.
    pub fn merge(&mut self, other: Self) {
        for (kind, (count, first)) in other.kinds {
            let mine = self.kinds.entry(kind).or_default();
            mine.0 += count;
            for issue in first {
                remember(&mut mine.1, issue);
            }
        }
    }

    /// Whether nothing was lost or altered.
    pub fn is_empty(&self) -> bool {
        self.kinds.is_empty()
    }

    /// Each kind that occurred, with its count and its first by place.
    pub fn kinds(&self) -> impl Iterator<Item = (K, u64, &BTreeSet<N>)> {
        self.kinds.iter().map(|(kind, (count, first))| (*kind, *count, first))
    }
}

fn remember<N: Ord>(first: &mut BTreeSet<N>, issue: N) {
    first.insert(issue);
    if first.len() > REMEMBERED {
        first.pop_last();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issue(line: u64) -> Issue {
        Issue { path: "a".into(), line: Some(line), what: "x".into() }
    }

    #[test]
    fn the_first_ten_by_place_are_remembered_however_they_arrive() {
        let mut forwards = Issues::default();
        let mut backwards = Issues::default();
        for line in 1..=30 {
            forwards.add(IssueKind::Malformed, issue(line));
            let mut one = Issues::default();
            one.add(IssueKind::Malformed, issue(31 - line));
            backwards.merge(one);
        }
        assert_eq!(forwards, backwards);
        let (_, count, first) = forwards.kinds().next().expect("one kind");
        assert_eq!((count, first.len()), (30, REMEMBERED));
        assert_eq!(first.last().and_then(|issue| issue.line), Some(10));
    }
}
