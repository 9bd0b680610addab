//! One file or stream that is to be read.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::{compression, decoded};
use crate::error::{Error, Result};

/// One file or stream that is to be read, as often as is needed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    pub(super) name: String,
    pub(super) path: String,
    pub(super) origin: Origin,
}

/// Where a source's bytes come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Origin {
    /// A regular file of that size.
    File(PathBuf, u64),
    /// What a stream held, which can be read only once, or was never in a file.
    Stream(Vec<u8>),
}

impl Source {
    /// A source of that name and path that holds `bytes`, as they would lie in a file.
    pub fn in_memory(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        let name = name.into();
        Self { path: name.clone(), name, origin: Origin::Stream(bytes.into()) }
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
