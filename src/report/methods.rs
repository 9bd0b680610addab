//! How a report was made: what its methods section says and its manifest holds.

use crate::text::Hyphens;
use crate::vocab::Numbers;
use crate::vocab::TermUnit;

/// The tools and options behind a report, as far as they can change a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Methods {
    /// The program's version.
    pub version: String,
    /// The command that makes the page again.
    pub command: String,
    /// What cut the text into words.
    pub tokenizer: String,
    /// What stemmed them.
    pub stemmer: String,
    /// The language of stemmer and stop list.
    pub language: &'static str,
    /// What a term is.
    pub unit: TermUnit,
    /// Whether numbers are terms.
    pub numbers: Numbers,
    /// Whether a hyphen joins words.
    pub hyphens: Hyphens,
    /// Forms that keep their case.
    pub keep_case: Vec<String>,
    /// Terms that are rarer than this on both sides together are not tested.
    pub min_count: u64,
    /// The stop list: its name, how many words, and its BLAKE3.
    pub stop_list: String,
    /// The user's own theme file; `None` for the themes that are built in.
    pub themes: Option<String>,
    /// The BLAKE3 of the theme file.
    pub themes_hash: String,
}
