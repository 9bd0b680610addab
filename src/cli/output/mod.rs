//! The only code that writes results: one table to a file or standard output, or a whole folder.

mod folder;
mod manifest;
mod new_folder;
mod sheet;
mod staged;

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::{fmt, fs};

pub use folder::Folder;
pub use manifest::{InputFile, Manifest, StopList, WrittenFile, manifest_in};
pub use new_folder::NewFolder;
pub use sheet::Sheet;
pub use staged::Staged;

use crate::error::{Error, Result};

/// Where a command's one table goes.
#[derive(Debug, Clone)]
pub struct Output {
    path: Option<PathBuf>,
    reader_is_gone: Arc<AtomicBool>,
}

impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => path.display().fmt(f),
            None => f.write_str("standard output"),
        }
    }
}

impl Output {
    /// Output to `path`; `-` is standard output.
    pub fn new(path: &Path) -> Self {
        let path = (path != Path::new("-")).then(|| path.to_owned());
        Self { path, reader_is_gone: Arc::default() }
    }

    /// Whether a person reads along.
    pub fn is_terminal(&self) -> bool {
        self.path.is_none() && io::stdout().is_terminal()
    }

    /// Whether whoever read the pipe stopped reading: then a failed write is a quiet success.
    pub fn reader_is_gone(&self) -> bool {
        self.reader_is_gone.load(Ordering::Relaxed)
    }

    /// A sheet to write on. It counts only once it is finished with [`Sheet::finish`].
    ///
    /// # Errors
    /// An [`Io`](crate::ErrorKind::Io) error where the file cannot be made.
    pub fn open(&self) -> Result<Sheet> {
        let gone = Arc::clone(&self.reader_is_gone);
        match &self.path {
            None => Ok(Sheet::through(io::stdout(), gone)),
            Some(path) => self.file(path, gone).map_err(|error| Error::from(error).at(path.display())),
        }
    }

    fn file(&self, path: &Path, gone: Arc<AtomicBool>) -> io::Result<Sheet> {
        match fs::symlink_metadata(path) {
            Ok(there) if there.is_dir() => Err(io::Error::other("is a folder")),
            Ok(there) if !there.is_file() => {
                let file = fs::OpenOptions::new().write(true).create(true).truncate(true).open(path)?;
                Ok(Sheet::through(file, gone))
            }
            Ok(_) | Err(_) => Sheet::atomic(path),
        }
    }

    /// Writes all of `bytes`.
    ///
    /// # Errors
    /// An [`Io`](crate::ErrorKind::Io) error where the file cannot be made or written.
    pub fn write(&self, bytes: &[u8]) -> Result<()> {
        let mut sheet = self.open()?;
        let written = sheet.write_all(bytes).map_err(Error::from).and_then(|()| sheet.finish());
        written.map_err(|error| error.at(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_file_stays_whole_until_the_new_one_is_finished() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.csv");
        fs::write(&path, "old").unwrap();
        let mut sheet = Output::new(&path).open().unwrap();
        sheet.write_all(b"new").unwrap();
        drop(sheet);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        Output::new(&path).write(b"new").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[cfg(unix)]
    #[test]
    fn a_link_stays_a_link_and_its_target_is_written() {
        let folder = tempfile::tempdir().unwrap();
        let (target, link) = (folder.path().join("target"), folder.path().join("link"));
        fs::write(&target, "something longer").unwrap();
        std::os::unix::fs::symlink(&target, &link).unwrap();
        Output::new(&link).write(b"new").unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read_to_string(&target).unwrap(), "new");
    }

    #[cfg(unix)]
    #[test]
    fn the_null_device_is_written_through() {
        use std::os::unix::fs::FileTypeExt;
        Output::new(Path::new("/dev/null")).write(b"gone").unwrap();
        assert!(fs::symlink_metadata("/dev/null").unwrap().file_type().is_char_device());
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_may_be_read_by_others_and_an_old_one_keeps_its_permissions() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (new, old) = (folder.path().join("new"), folder.path().join("old"));
        fs::write(&old, "").unwrap();
        fs::set_permissions(&old, fs::Permissions::from_mode(0o640)).unwrap();
        let plain = folder.path().join("plain");
        fs::write(&plain, "").unwrap();
        for path in [&new, &old] {
            Output::new(path).write(b"x").unwrap();
        }
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&old), 0o640);
        assert_eq!(mode(&new), mode(&plain));
    }

    #[test]
    fn a_folder_is_no_file_to_write_and_the_message_names_it() {
        let folder = tempfile::tempdir().unwrap();
        let error = Output::new(folder.path()).write(b"x").unwrap_err();
        assert_eq!(error.to_string(), format!("{}: is a folder", folder.path().display()));
    }
}
