//! A folder of results, of any size, that appears whole or not at all.

use std::fs::{self, File};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::cli::interrupt;
use crate::error::{Error, Result};

/// A folder that is filled beside its place, and takes it when it is finished; dropped before, it is gone.
#[derive(Debug)]
pub struct NewFolder {
    beside: TempDir,
    place: PathBuf,
    open: Option<(String, BufWriter<File>)>,
}

impl NewFolder {
    /// A folder for `place`, where nothing may be but an empty folder.
    ///
    /// # Errors
    /// An [`Io`](crate::ErrorKind::Io) error where something is, or where no folder can be made.
    pub fn begin(place: &Path) -> Result<Self> {
        let at = |error: io::Error| Error::from(error).at(place.display());
        match fs::read_dir(place).map(Iterator::count) {
            Ok(0) => {}
            Err(error) if error.kind() == ErrorKind::NotFound && fs::symlink_metadata(place).is_err() => {}
            Ok(_) | Err(_) => {
                return Err(Error::io("is there already, and is left as it is").at(place.display()));
            }
        }
        let parent = place.parent().filter(|parent| !parent.as_os_str().is_empty());
        let parent = parent.unwrap_or(Path::new("."));
        fs::create_dir_all(parent).map_err(at)?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".dictum-");
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o777));
        let beside = interrupt::temporary(|| builder.tempdir_in(parent), TempDir::path).map_err(at)?;
        Ok(Self { beside, place: place.to_owned(), open: None })
    }

    /// Appends to the file `name` (below the folder, with `/`). To go on with a file after another would begin it anew.
    ///
    /// # Errors
    /// An [`Io`](crate::ErrorKind::Io) error where writing fails.
    pub fn write(&mut self, name: &str, bytes: &[u8]) -> Result<()> {
        let at = |error: io::Error| Error::from(error).at(self.place.join(name).display());
        match &mut self.open {
            Some((open, file)) if open == name => file.write_all(bytes).map_err(at),
            before => {
                if let Some((_, file)) = before {
                    file.flush().map_err(at)?;
                }
                let path = self.beside.path().join(name);
                path.parent().map_or(Ok(()), fs::create_dir_all).map_err(at)?;
                let mut file = BufWriter::with_capacity(1 << 16, File::create(path).map_err(at)?);
                file.write_all(bytes).map_err(at)?;
                *before = Some((name.to_owned(), file));
                Ok(())
            }
        }
    }

    /// Puts the folder in its place.
    ///
    /// # Errors
    /// An [`Io`](crate::ErrorKind::Io) error where that fails; then nothing is left.
    pub fn finish(mut self) -> Result<()> {
        let mut put = || {
            if let Some((_, mut file)) = self.open.take() {
                file.flush()?;
            }
            if self.place.is_dir() {
                fs::remove_dir(&self.place)?;
            }
            fs::rename(self.beside.path(), &self.place)
        };
        interrupt::unbroken(&self.place, || {
            put().map_err(|error| Error::from(error).at(self.place.display()))
        })?;
        // It is in its place under another name: nothing is left to be removed.
        let _ = self.beside.keep();
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fill(folder: &mut NewFolder) {
        for (name, bytes) in [("a/1.txt", "one"), ("a/1.txt", " and more"), ("b.txt", "two")] {
            folder.write(name, bytes.as_bytes()).unwrap();
        }
    }

    #[test]
    fn a_folder_is_there_once_it_is_finished_and_not_before() {
        let around = tempfile::tempdir().unwrap();
        let place = around.path().join("deep/made");
        let mut folder = NewFolder::begin(&place).unwrap();
        fill(&mut folder);
        assert!(!place.exists());
        folder.finish().unwrap();
        assert_eq!(fs::read_to_string(place.join("a/1.txt")).unwrap(), "one and more");
        assert_eq!(fs::read_to_string(place.join("b.txt")).unwrap(), "two");
        assert_eq!(fs::read_dir(around.path().join("deep")).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_folder_that_is_given_up_leaves_nothing() {
        let around = tempfile::tempdir().unwrap();
        let mut folder = NewFolder::begin(&around.path().join("made")).unwrap();
        fill(&mut folder);
        drop(folder);
        assert_eq!(fs::read_dir(around.path()).unwrap().count(), 0);
    }

    #[test]
    fn an_empty_folder_is_taken_and_anything_else_is_left() {
        let around = tempfile::tempdir().unwrap();
        let place = around.path().join("made");
        fs::create_dir(&place).unwrap();
        let mut folder = NewFolder::begin(&place).unwrap();
        fill(&mut folder);
        folder.finish().unwrap();
        let error = NewFolder::begin(&place).unwrap_err().to_string();
        assert!(error.contains("is there already"), "{error}");
        assert!(NewFolder::begin(&place.join("b.txt")).is_err(), "a file");
    }

    #[cfg(unix)]
    #[test]
    fn others_may_read_it_as_any_new_folder() {
        use std::os::unix::fs::PermissionsExt;
        let around = tempfile::tempdir().unwrap();
        let (made, plain) = (around.path().join("made"), around.path().join("plain"));
        NewFolder::begin(&made).unwrap().finish().unwrap();
        fs::create_dir(&plain).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&made), mode(&plain));
    }
}
