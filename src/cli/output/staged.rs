//! A file of a folder that is written beside its place, and takes it when all others are written too.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::manifest::WrittenFile;
use super::sheet::new_file;
use crate::error::{Error, Result};

/// A file that knows the hash of what was written into it.
struct Hashed {
    file: NamedTempFile,
    hasher: blake3::Hasher,
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// A file written beside its place.
#[derive(Debug)]
pub struct Staged {
    file: NamedTempFile,
    place: PathBuf,
    written: WrittenFile,
}

impl Staged {
    /// A file for `name` below `folder`, filled by `fill`.
    pub(super) fn new(
        folder: &Path,
        name: &str,
        fill: impl FnOnce(&mut (dyn Write + Send)) -> Result<()>,
    ) -> Result<Self> {
        let place = folder.join(name);
        let begin = || {
            let beside = place.parent().unwrap_or(folder);
            fs::create_dir_all(beside)?;
            new_file(beside)
        };
        let at = |error: Error| error.at(place.display());
        let file = begin().map_err(|error| at(error.into()))?;
        let mut hashed = Hashed { file, hasher: blake3::Hasher::new() };
        fill(&mut hashed).map_err(at)?;
        let written = WrittenFile::hashed(name, &hashed.hasher);
        Ok(Self { file: hashed.file, place, written })
    }

    /// Its name below the folder.
    pub(super) fn name(&self) -> &str {
        &self.written.path
    }

    /// What the manifest says of it.
    pub(super) fn written(&self) -> &WrittenFile {
        &self.written
    }

    /// Puts it in its place.
    pub(super) fn put(self) -> Result<()> {
        let persisted = self.file.persist(&self.place);
        persisted.map(drop).map_err(|error| Error::from(error.error).at(self.place.display()))
    }
}
