//! One source from its stored bytes to its text: counted and hashed, unpacked, decoded, as far as is asked for.

use std::io::Read;

use super::compression::{Fault, Method, Unpacking};
use super::decoding::Decoding;
use super::input::{Input, SourceRecord};
use super::options::ReadOptions;
use super::source::{Source, cause};
use super::stored::Stored;
use crate::issues::{Issue, IssueKind};

/// A source that is open.
pub(super) struct Stream<'a> {
    input: Input<'a>,
    stored: Stored<'a>,
    method: Method,
    decoding: Decoding<Box<dyn Read + Send + 'a>>,
}

/// What is known of a source when it was read: what it was, and what was wrong with it as a file.
#[derive(Debug, Default)]
pub(super) struct Ending {
    /// `None` where the source could not be opened at all.
    pub record: Option<SourceRecord>,
    pub issues: Vec<(IssueKind, Issue)>,
}

impl<'a> Stream<'a> {
    /// Opens a source and looks at its first bytes; how it ended where nothing of it can be read.
    pub fn open(source: &'a Source, options: &'a ReadOptions) -> Result<Self, Ending> {
        let input = Input::of(source, options);
        let unreadable = |what: String| vec![(IssueKind::Unreadable, input.issue(None, what))];
        let mut stored = match Stored::open(source, options.fingerprint) {
            Ok(stored) => stored,
            Err(error) => return Err(Ending { record: None, issues: unreadable(cause(&error)) }),
        };
        match Unpacking::new(input.path(), stored.clone()) {
            Ok(Unpacking { bytes, method }) => {
                Ok(Self { input, stored, method, decoding: Decoding::new(bytes) })
            }
            Err(fault) => {
                let record = match stored.position() {
                    0 => None,
                    _ => Some(record(&input, source.size(), &mut stored)),
                };
                Err(Ending { record, issues: unreadable(fault.what().to_owned()) })
            }
        }
    }

    /// The source without its text.
    pub fn input(&self) -> Input<'a> {
        self.input
    }

    /// How many stored bytes were read.
    pub fn position(&self) -> u64 {
        self.stored.position()
    }

    /// Appends what follows until `out` holds `size` bytes or all is read, as [`Decoding::fill`] does.
    pub fn fill(&mut self, out: &mut Vec<u8>, size: usize) {
        self.decoding.fill(out, size);
    }

    /// Whether nothing follows.
    pub fn is_at_end(&self) -> bool {
        self.decoding.is_at_end()
    }

    /// What the bytes are, if they are no text; `head` is the beginning of what came out.
    pub fn refused(&self, head: &[u8]) -> Option<&'static str> {
        self.decoding.refused(head)
    }

    /// Whether reading broke off before anything came.
    pub fn is_unreadable(&self) -> bool {
        matches!(self.fault(), Some(Fault::Unreadable(_)))
    }

    /// Bytes that came from here and begin on `line` (from 1), as text.
    pub fn text(&mut self, utf8: Vec<u8>, line: u64) -> String {
        self.decoding.text(utf8, line)
    }

    /// The end of a source that is no text; why, where its bytes themselves do not say.
    pub fn end_without_text(mut self, why: Option<(IssueKind, String)>) -> Ending {
        let mut ending = self.end(None);
        ending.issues.extend(why.map(|(kind, what)| (kind, self.input.issue(None, what))));
        if let Some(record) = &mut ending.record {
            record.encoding = None;
        }
        ending
    }

    /// The end of a source that was read in the format of that name.
    pub fn end(&mut self, format: Option<&'static str>) -> Ending {
        let (input, encoding) = (self.input, self.decoding.encoding());
        let fault = self.fault().map(|fault| {
            let kind = match fault {
                Fault::Truncated(_) => IssueKind::Truncated,
                Fault::Unreadable(_) => IssueKind::Unreadable,
            };
            (kind, input.issue(None, fault.what()))
        });
        let replaced = self.decoding.replaced().map(|replaced| {
            (IssueKind::Undecodable, input.issue(Some(replaced.line), replaced.what(encoding)))
        });
        let was_opened = self.stored.position() > 0 || fault.is_none();
        let record = was_opened.then(|| {
            let record = record(&input, self.stored.position(), &mut self.stored);
            SourceRecord { format, encoding: Some(encoding), ..record }
        });
        Ending { record, issues: fault.into_iter().chain(replaced).collect() }
    }

    fn fault(&self) -> Option<Fault> {
        let (used, error) = self.decoding.read();
        error.map(|error| self.method.fault(error, used))
    }
}

/// What is noted of a source of at least `size` bytes.
fn record(input: &Input<'_>, size: u64, stored: &mut Stored<'_>) -> SourceRecord {
    let (read, blake3) = stored.finish();
    SourceRecord { path: input.path().to_owned(), size: size.max(read), blake3, format: None, encoding: None }
}
