//! A source's bytes as they are stored: read once, counted, and hashed where that is wanted.

use std::io::{self, Read};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::options::Fingerprint;
use super::source::Source;

/// The stored bytes of a source that is open; clones share one place in it.
#[derive(Clone)]
pub(super) struct Stored<'a>(Arc<Mutex<Meter<'a>>>);

struct Meter<'a> {
    bytes: Box<dyn Read + Send + 'a>,
    read: u64,
    hasher: Option<blake3::Hasher>,
}

impl<'a> Stored<'a> {
    /// Opens a source.
    ///
    /// # Errors
    /// The file cannot be opened.
    pub fn open(source: &'a Source, fingerprint: Fingerprint) -> io::Result<Self> {
        let hasher = match fingerprint {
            Fingerprint::Size => None,
            Fingerprint::Blake3 => Some(blake3::Hasher::new()),
        };
        Ok(Self(Arc::new(Mutex::new(Meter { bytes: source.open()?, read: 0, hasher }))))
    }

    /// How many bytes were read.
    pub fn position(&self) -> u64 {
        self.meter().read
    }

    /// How many bytes there are, and their BLAKE3 in hexadecimal where that is wanted: then all are read, used or not.
    pub fn finish(&mut self) -> (u64, Option<String>) {
        if self.meter().hasher.is_some() {
            // What cannot be read is no part of the fingerprint, and reading has told of it already.
            let _ = io::copy(self, &mut io::sink());
        }
        let meter = self.meter();
        (meter.read, meter.hasher.as_ref().map(|hasher| hasher.finalize().to_hex().to_string()))
    }

    fn meter(&self) -> MutexGuard<'_, Meter<'a>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Read for Stored<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut meter = self.meter();
        let size = meter.bytes.read(buffer)?;
        meter.read += size as u64;
        if let Some(hasher) = &mut meter.hasher {
            hasher.update(&buffer[..size]);
        }
        Ok(size)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fingerprint_is_of_all_bytes_however_few_of_them_were_used() {
        let source = Source::in_memory("a", "one two");
        let mut stored = Stored::open(&source, Fingerprint::Blake3).unwrap();
        let mut used = stored.clone();
        used.read_exact(&mut [0; 3]).unwrap();
        assert_eq!(stored.position(), 3);
        assert_eq!(stored.finish(), (7, Some(blake3::hash(b"one two").to_hex().to_string())));
        let mut stored = Stored::open(&source, Fingerprint::Size).unwrap();
        assert_eq!(stored.finish(), (0, None));
    }
}
