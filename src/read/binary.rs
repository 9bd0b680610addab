//! Sources that are no text: held in memory as a whole, and handed to their format as bytes.

use std::io::Read;

use bytes::Bytes;

use super::compression::{Fault, Unpacking};
use super::format::{FORMATS, Format, formats_by_ending};
use super::input::{Input, SourceRecord};
use super::options::ReadOptions;
use super::source::{Source, cause};
use super::stored::Stored;
use super::turn::Sink;
use crate::issues::IssueKind;

/// A format whose files are no text.
pub trait BinaryFormat {
    /// The bytes with which its files begin.
    fn magic(&self) -> &'static [u8];
    /// Hands the documents and turns of a file to `sink`; what is lost or altered becomes an issue there.
    fn read(&self, bytes: Bytes, input: &Input<'_>, sink: &mut dyn Sink);
}

/// The format of a source that is no text: the one that was asked for, else by its ending, else by its first bytes.
pub(super) fn binary_format(source: &Source, options: &ReadOptions) -> Option<&'static dyn Format> {
    let named = options.format.map_or_else(|| formats_by_ending(source.path()), |asked| vec![asked]);
    if !named.is_empty() {
        return named.into_iter().find(|format| format.binary().is_some());
    }
    let mut first = Vec::new();
    source.open().ok()?.take(LONGEST_MAGIC).read_to_end(&mut first).ok()?;
    let begins =
        |format: &&dyn Format| format.binary().is_some_and(|binary| first.starts_with(binary.magic()));
    FORMATS.into_iter().find(begins)
}

/// No format begins with more bytes that are its own.
const LONGEST_MAGIC: u64 = 16;

/// Reads a source in a format of bytes, unpacked where it is compressed; `None` where it cannot be opened.
pub(super) fn read_binary(
    source: &Source,
    format: &'static dyn Format,
    options: &ReadOptions,
    sink: &mut dyn Sink,
) -> Option<SourceRecord> {
    let input = Input::of(source, options);
    let mut stored = match Stored::open(source, options.fingerprint) {
        Ok(stored) => stored,
        Err(error) => {
            sink.issue(IssueKind::Unreadable, input.issue(None, cause(&error)));
            return None;
        }
    };
    let mut bytes = Vec::new();
    let fault = match Unpacking::new(source.path(), stored.clone()) {
        Ok(Unpacking { bytes: mut unpacked, method }) => {
            let error = unpacked.read_to_end(&mut bytes).err();
            error.map(|error| method.fault(&error, bytes.len() as u64))
        }
        Err(fault) => Some(fault),
    };
    let is_readable = !matches!(fault, Some(Fault::Unreadable(_)));
    match fault {
        Some(Fault::Truncated(what)) => sink.issue(IssueKind::Truncated, input.issue(None, what)),
        Some(Fault::Unreadable(what)) => sink.issue(IssueKind::Unreadable, input.issue(None, what)),
        None => {}
    }
    if let Some(binary) = format.binary().filter(|_| is_readable) {
        binary.read(Bytes::from(bytes), &input, sink);
    }
    let (read, blake3) = stored.finish();
    let path = source.path().to_owned();
    let format = is_readable.then(|| format.name());
    Some(SourceRecord { path, size: source.size().max(read), blake3, format, encoding: None })
}
