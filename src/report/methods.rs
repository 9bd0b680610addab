//! How a report was made: what its methods section says and its manifest holds.

/// The tools and options behind a report, as far as they can change a result.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Methods {
    /// The program's version.
    pub version: String,
    /// The command that makes the page again.
    pub command: String,
    /// What cut the text into words.
    pub tokenizer: String,
    /// What stemmed them.
    pub stemmer: String,
    /// The stop list: its name, how many words, and its BLAKE3.
    pub stop_list: String,
    /// The user's own theme file; `None` for the themes that are built in.
    pub themes: Option<String>,
    /// The BLAKE3 of the theme file.
    pub themes_hash: String,
}
