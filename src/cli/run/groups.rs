//! The groups that a command answers for, one after the other.

use crate::analysis::grouped;
use crate::count::Key;
use crate::scan::Corpus;

/// The groups of some turns by the key that was asked for; all of them in one where none was.
pub(super) struct Groups<'a> {
    by: Option<&'a Key>,
    labels: Vec<String>,
    members: Vec<Vec<u32>>,
}

impl<'a> Groups<'a> {
    /// The groups of `rows`.
    pub fn new<F>(corpus: &Corpus<F>, by: Option<&'a Key>, rows: &[u32]) -> Self {
        let grouping = grouped(corpus, by, rows, "");
        Self { by, members: grouping.rows(), labels: grouping.labels }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.labels.len()
    }

    /// Each group's label, where a key was asked for, and its rows.
    pub fn iter(&self) -> impl Iterator<Item = (Option<&str>, &[u32])> {
        let label = |label| self.by.map(|_| String::as_str(label));
        self.labels.iter().map(label).zip(self.members.iter().map(Vec::as_slice))
    }
}
