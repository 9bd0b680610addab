//! One result file while it is being written.

use std::fs;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use tempfile::NamedTempFile;

use crate::cli::interrupt;
use crate::error::{Error, Result};

/// A file that appears whole or not at all; or a stream or device, which is written through.
#[derive(Debug)]
pub struct Sheet(Way);

#[derive(Debug)]
enum Way {
    Atomic { file: BufWriter<NamedTempFile>, path: PathBuf },
    Through(BufWriter<Stream>),
}

impl Sheet {
    /// A sheet that replaces the file at `path` when it is finished.
    pub(super) fn atomic(path: &Path) -> io::Result<Self> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if !folder.is_dir() {
            return Err(io::Error::other("the folder to write it into is not there"));
        }
        let file = new_file(folder)?;
        if let Ok(old) = fs::metadata(path) {
            file.as_file().set_permissions(old.permissions())?;
        }
        Ok(Self(Way::Atomic { file: BufWriter::new(file), path: path.to_owned() }))
    }

    /// A sheet that passes everything on to `stream`, and says in `gone` if nobody reads it any more.
    pub(super) fn through(stream: impl Write + Send + 'static, gone: Arc<AtomicBool>) -> Self {
        Self(Way::Through(BufWriter::with_capacity(1 << 16, Stream { inner: Box::new(stream), gone })))
    }

    /// Writes what is left and puts the file in its place.
    ///
    /// # Errors
    /// An [`Io`](crate::ErrorKind::Io) error where that fails; the old file, if there was one, is then still
    /// there.
    pub fn finish(self) -> Result<()> {
        match self.0 {
            Way::Through(mut stream) => Ok(stream.flush()?),
            Way::Atomic { file, path } => {
                let at_path = |error: io::Error| Error::from(error).at(path.display());
                let file = file.into_inner().map_err(|error| at_path(error.into_error()))?;
                interrupt::unbroken(&path, || {
                    file.persist(&path).map(drop).map_err(|error| at_path(error.error))
                })
            }
        }
    }
}

impl Write for Sheet {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.0 {
            Way::Atomic { file, .. } => file.write(bytes),
            Way::Through(stream) => stream.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.0 {
            Way::Atomic { file, .. } => file.flush(),
            Way::Through(stream) => stream.flush(),
        }
    }
}

/// A new file in `folder` under a name of its own, gone again unless it is put in a place; readable as any
/// new file.
pub(super) fn new_file(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".dictum-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    interrupt::temporary(|| builder.tempfile_in(folder), |file| file.path())
}

/// A stream whose reader may go away.
struct Stream {
    inner: Box<dyn Write + Send>,
    gone: Arc<AtomicBool>,
}

impl Stream {
    fn noted<T>(&self, result: io::Result<T>) -> io::Result<T> {
        if let Err(error) = &result
            && error.kind() == ErrorKind::BrokenPipe
        {
            self.gone.store(true, Ordering::Relaxed);
        }
        result
    }
}

impl Write for Stream {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let result = self.inner.write(bytes);
        self.noted(result)
    }

    fn flush(&mut self) -> io::Result<()> {
        let result = self.inner.flush();
        self.noted(result)
    }
}

impl std::fmt::Debug for Stream {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Stream").field("gone", &self.gone).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Closed;

    impl Write for Closed {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(ErrorKind::BrokenPipe.into())
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_reader_that_went_away_is_noticed() {
        let gone = Arc::new(AtomicBool::new(false));
        let mut sheet = Sheet::through(Closed, Arc::clone(&gone));
        sheet.write_all(b"row").unwrap();
        assert!(sheet.finish().is_err());
        assert!(gone.load(Ordering::Relaxed));
    }
}
