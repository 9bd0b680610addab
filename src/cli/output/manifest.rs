//! What a report was made from and what it wrote: `manifest.json`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// Everything needed to make a report again and to see whether it came out the same. No clock, no host name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of dictum.
    pub version: String,
    /// The command: `report`, `charts`, `dfm`.
    pub command: String,
    /// The words after the command that ask for the same: inputs, and the options that were given anywhere.
    #[serde(default)]
    pub arguments: Vec<String>,
    /// The options that can change a result, by their long names: words, lists of words, or `true`.
    #[serde(default)]
    pub options: BTreeMap<String, serde_json::Value>,
    /// The BLAKE3 of the theme file, in hexadecimal digits.
    #[serde(default)]
    pub themes: Option<String>,
    /// The stop list.
    #[serde(default)]
    pub stop_words: Option<StopList>,
    /// The files that were read, sorted by path.
    #[serde(default)]
    pub inputs: Vec<InputFile>,
    /// The files that were written, the manifest itself left out, sorted by path.
    #[serde(default)]
    pub files: Vec<WrittenFile>,
}

/// A stop list by name and content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StopList {
    /// Its name, or the path of the user's own.
    pub name: String,
    /// The BLAKE3 of its words, in hexadecimal digits.
    pub blake3: String,
}

/// A file that was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct InputFile {
    /// As it was typed or found.
    pub path: String,
    /// In bytes.
    pub size: u64,
    /// In hexadecimal digits.
    pub blake3: String,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WrittenFile {
    /// Below the folder, with `/`.
    pub path: String,
    /// In hexadecimal digits.
    pub blake3: String,
}

impl WrittenFile {
    /// A file whose content went through `hasher`.
    pub fn hashed(path: &str, hasher: &blake3::Hasher) -> Self {
        Self { path: path.to_owned(), blake3: hasher.finalize().to_hex().to_string() }
    }
}

/// The manifest at `path`.
///
/// # Errors
/// An [`Io`](crate::ErrorKind::Io) error where it cannot be read, a [`Format`](crate::ErrorKind::Format) error where it is
/// none.
pub fn manifest_in(path: &Path) -> Result<Manifest> {
    let bytes = fs::read(path).map_err(|error| Error::from(error).at(path.display()))?;
    serde_json::from_slice(&bytes)
        .map_err(|error| Error::format(format_args!("no manifest of dictum: {error}")).at(path.display()))
}
