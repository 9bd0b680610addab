//! One file or stream that is to be read.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::rows::Table;
use super::{compression, decoded};
use crate::error::{Error, Result};

/// One file or stream that is to be read, as often as is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub(super) name: String,
    pub(super) path: String,
    pub(super) origin: Origin,
    /// The file of the counts that were made of it before.
    counts: Option<PathBuf>,
}

/// Where a source's bytes come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// A regular file of that size.
    File(PathBuf, u64),
    /// What a stream held, which can be read only once, or was never in a file.
    Stream(Vec<u8>),
    /// Rows that another program holds.
    Rows(Held),
}

/// A table in memory, with what the file that it is of was.
#[derive(Clone)]
pub(super) struct Held {
    pub(super) table: Arc<dyn Table>,
    pub(super) size: u64,
    pub(super) blake3: String,
}

impl fmt::Debug for Held {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "rows of {} bytes, {}", self.size, self.blake3)
    }
}

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.table, &other.table)
    }
}

impl Eq for Held {}

impl Source {
    /// A source of that name and path that holds `bytes`, as they would lie in a file.
    pub fn in_memory(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        let name = name.into();
        Self::new(name.clone(), name, Origin::Stream(bytes.into()))
    }

    /// The file of that name and path, of so many bytes, which others can read; here there need not be any.
    pub fn elsewhere(name: &str, path: &str, size: u64) -> Self {
        Self::new(name.to_owned(), path.to_owned(), Origin::File(path.into(), size))
    }

    /// The rows of a table that is read elsewhere, as if they were read from the Parquet file at `path`, of so many
    /// bytes and that BLAKE3 in hexadecimal.
    pub fn of_rows(name: &str, path: &str, size: u64, blake3: &str, table: Arc<dyn Table>) -> Self {
        let held = Held { table, size, blake3: blake3.to_owned() };
        Self::new(name.to_owned(), path.to_owned(), Origin::Rows(held))
    }

    pub(super) fn new(name: String, path: String, origin: Origin) -> Self {
        Self { name, path, origin, counts: None }
    }

    /// The same source, of which the file `counts` holds what counting it comes to: a pass takes them in its place, but
    /// where it asks for texts or they cannot be read.
    #[must_use]
    pub fn counted(self, counts: PathBuf) -> Self {
        Self { counts: Some(counts), ..self }
    }

    /// Where the counts lie that were made of it before.
    pub fn counts(&self) -> Option<&Path> {
        self.counts.as_deref()
    }

    /// The name of its document: the path below the input with `/`, a file's own name, `-` for standard input.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The path as it was typed or found.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Its size in bytes, as stored.
    pub fn size(&self) -> u64 {
        match &self.origin {
            Origin::File(_, size) => *size,
            Origin::Stream(bytes) => bytes.len() as u64,
            Origin::Rows(held) => held.size,
        }
    }

    /// Whether its name says that it holds counts that were made elsewhere, and no text.
    pub fn holds_counts(&self) -> bool {
        ends_as_counts(&self.name)
    }

    /// All of its bytes, as stored.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn bytes(&self) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.open()?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Opens it at its first byte, as stored.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub(super) fn open(&self) -> io::Result<Box<dyn Read + Send + '_>> {
        match &self.origin {
            Origin::File(path, _) => Ok(Box::new(File::open(path)?)),
            Origin::Stream(bytes) => Ok(Box::new(&bytes[..])),
            Origin::Rows(_) => Err(io::Error::new(io::ErrorKind::Unsupported, "rows are no bytes")),
        }
    }
}

/// Whether a file of that name holds counts that were made elsewhere: it ends in `.dct`.
pub(super) fn ends_as_counts(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, ending)| ending.eq_ignore_ascii_case("dct"))
}

/// What hinders reading, in few words.
pub(super) fn cause(error: &io::Error) -> String {
    Error::from(error).what().to_owned()
}

/// The text of a list that a user wrote (metadata, speakers, stop words), in any encoding, compressed or not.
///
/// # Errors
/// The file cannot be read, or not every byte of it as text: nothing of such a list is guessed.
pub fn read_list(path: &Path) -> Result<String> {
    let shown = path.to_string_lossy();
    let bytes = std::fs::read(path).map_err(|error| Error::from(error).at(&shown))?;
    let unpacked = compression::unpack(&path.to_string_lossy(), &bytes);
    if let Some(fault) = unpacked.fault {
        return Err(Error::format(fault.what()).at(&shown));
    }
    let decoded = decoded::decode(&unpacked.bytes)
        .map_err(|what| Error::format(format!("not text but {what}")).at(&shown))?;
    match decoded.replaced {
        Some(replaced) => {
            Err(Error::format(replaced.what(decoded.encoding)).at(&shown).on_line(replaced.line))
        }
        None => Ok(decoded.text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_in_a_legacy_encoding_and_a_missing_one_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("speakers.csv");
        std::fs::write(&path, b"speaker\nTove Bj\xf8rgaas\n").unwrap();
        assert_eq!(read_list(&path).unwrap(), "speaker\nTove Bjørgaas\n");
        let error = read_list(&folder.path().join("none.csv")).unwrap_err().to_string();
        assert!(error.ends_with("none.csv: no such file or folder"), "{error}");
    }
}
