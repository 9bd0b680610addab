//! A person as one document knows them.

use serde::{Deserialize, Serialize};

/// Where a person's name was found, which decides whether it may be merged with others by rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Origin {
    /// A label, byline or cast list of a transcript: roles and short forms are understood.
    Label,
    /// A speaker field of a record: taken as it is, merged only by a speakers file.
    Field,
}

/// A person as one document knows them: the label as printed, and what that document says of them.
///
/// Empty strings mean that the document does not say. A person without a name is unknown.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Person {
    /// The fullest form of the name, without role or honorific: `Jens Stoltenberg`.
    pub name: String,
    /// The label as printed, without its colon: `NATO Secretary General Jens Stoltenberg`.
    pub label: String,
    /// `Mr`, `Dr`, `Sir`, as printed without a period.
    pub honorific: String,
    /// `Secretary General`.
    pub role: String,
    /// `NATO`, `Wall Street Journal`.
    pub affiliation: String,
    /// Where the name was found.
    pub origin: Origin,
}
