//! One source opened: hashed, unpacked, decoded, and handed to its format.

use std::borrow::Cow;

use super::compression::{self, Fault};
use super::encoding;
use super::format::{Format, format_by_content, format_by_ending};
use super::metadata::Metadata;
use super::source::{Source, cause};
use super::transcript::Labels;
use super::turn::{Header, Sink, Turn};
use crate::issues::{Issue, IssueKind, Issues};

/// How much of a text a format may see to tell whether it is its own.
const HEAD: usize = 64 * 1024;

/// How to read: what was asked for on the command line.
#[derive(Debug, Clone, Default)]
pub struct ReadOptions {
    /// The format of every input; by ending, then by content, where none was asked for.
    pub format: Option<&'static dyn Format>,
    /// Names of the fields of records.
    pub names: FieldNames,
    /// Further fields of records that turns are to carry, for grouping and filtering.
    pub fields: Vec<String>,
    /// What a user's own list says of the documents.
    pub metadata: Metadata,
    /// What is always a label in a transcript.
    pub labels: Labels,
}

/// Names of the fields of records, where others than the usual ones were asked for.
///
/// A field that was asked for and that no record of a file has is an issue; a usual one may be absent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldNames {
    /// The words (`text`).
    pub text: Option<String>,
    /// Who speaks (`speaker`).
    pub speaker: Option<String>,
    /// The day (`date`).
    pub date: Option<String>,
    /// The document's name (`document`, else `id`).
    pub document: Option<String>,
}

/// A source as its format sees it.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    name: &'a str,
    path: &'a str,
    text: &'a str,
    options: &'a ReadOptions,
}

impl<'a> Input<'a> {
    /// The document's name, unless its records name their own.
    pub fn name(&self) -> &'a str {
        self.name
    }

    /// The whole text, decoded, without a byte order mark.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// How to read it.
    pub fn options(&self) -> &'a ReadOptions {
        self.options
    }

    /// The header of the document of that name, with what the metadata says of it.
    ///
    /// What the metadata says goes before what the document says of itself: a format fills only what is empty.
    pub fn header(&self, name: &str) -> Header {
        let mut header = Header { name: name.to_owned(), ..Header::default() };
        self.options.metadata.complete(&mut header);
        header
    }

    /// An issue in this source, on `line` (from 1) where one is known.
    pub fn issue(&self, line: Option<u64>, what: impl Into<String>) -> Issue {
        Issue { path: self.path.to_owned(), line, what: what.into() }
    }
}

#[cfg(test)]
impl<'a> Input<'a> {
    /// A source of that name that holds `text`.
    pub(super) fn for_test(name: &'a str, text: &'a str, options: &'a ReadOptions) -> Self {
        Self { name, path: name, text, options }
    }
}

/// What a source was when it was read, for the manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceRecord {
    /// The path as typed or found.
    pub path: String,
    /// Bytes as stored.
    pub size: u64,
    /// BLAKE3 of the bytes as stored, in hexadecimal.
    pub blake3: String,
    /// The format it was read as; `None` where it holds no text.
    pub format: Option<&'static str>,
    /// The encoding it was read in, by its name in the WHATWG standard; `None` where it holds no text.
    pub encoding: Option<&'static str>,
}

/// Reads a source and hands its documents and turns to `sink`.
///
/// Nothing that is wrong with one source keeps others from being read: it becomes an issue in `sink`.
/// `None` where the source cannot be opened at all.
pub fn read(source: &Source, options: &ReadOptions, sink: &mut dyn Sink) -> Option<SourceRecord> {
    let input = Input { name: source.name(), path: source.path(), text: "", options };
    let bytes = match source.bytes() {
        Ok(bytes) => bytes,
        Err(error) => {
            sink.issue(IssueKind::Unreadable, input.issue(None, cause(&error)));
            return None;
        }
    };
    let mut record = record(source.path(), &bytes);
    if let Some(decoded) = text_of(&input, bytes, sink) {
        record.encoding = Some(decoded.encoding);
        let input = Input { text: &decoded.text, ..input };
        record.format = read_text(&input, sink);
    }
    Some(record)
}

/// The text of a source, whatever its format; what is wrong with it becomes an issue. `None` where it has none.
pub fn text(source: &Source, issues: &mut Issues) -> Option<String> {
    let options = ReadOptions::default();
    let input = Input { name: source.name(), path: source.path(), text: "", options: &options };
    match source.bytes() {
        Ok(bytes) => text_of(&input, bytes, &mut OnlyIssues(issues)).map(|decoded| decoded.text),
        Err(error) => {
            issues.add(IssueKind::Unreadable, input.issue(None, cause(&error)));
            None
        }
    }
}

/// Keeps issues alone.
struct OnlyIssues<'a>(&'a mut Issues);

impl Sink for OnlyIssues<'_> {
    fn document(&mut self, _: Header) {}
    fn turn(&mut self, _: Turn<'_>) {}
    fn issue(&mut self, kind: IssueKind, issue: Issue) {
        self.0.add(kind, issue);
    }
}

fn record(path: &str, bytes: &[u8]) -> SourceRecord {
    let blake3 = blake3::hash(bytes).to_hex().to_string();
    SourceRecord { path: path.to_owned(), size: bytes.len() as u64, blake3, format: None, encoding: None }
}

/// Unpacks and decodes; `None` where no text comes of it.
fn text_of(input: &Input<'_>, bytes: Cow<'_, [u8]>, sink: &mut dyn Sink) -> Option<encoding::Decoded> {
    let mut unpacked = compression::unpack(input.path, bytes.into_owned());
    if let Some(fault) = &unpacked.fault {
        let kind = match fault {
            Fault::Truncated(_) if unpacked.bytes.is_empty() => IssueKind::Unreadable,
            Fault::Truncated(_) => IssueKind::Truncated,
            Fault::NotCompressed(_) => IssueKind::Unreadable,
        };
        sink.issue(kind, input.issue(None, fault.what()));
        if kind == IssueKind::Unreadable {
            return None;
        }
        encoding::drop_cut_character(&mut unpacked.bytes);
    }
    match encoding::decode(unpacked.bytes) {
        Ok(decoded) => {
            if let Some(replaced) = &decoded.replaced {
                let what = replaced.what(decoded.encoding);
                sink.issue(IssueKind::Undecodable, input.issue(Some(replaced.line), what));
            }
            Some(decoded)
        }
        Err(what) => {
            sink.issue(IssueKind::Binary, input.issue(None, format!("not text but {what}")));
            None
        }
    }
}

fn read_text(input: &Input<'_>, sink: &mut dyn Sink) -> Option<&'static str> {
    if input.text.trim_start().is_empty() {
        sink.issue(IssueKind::Empty, input.issue(None, "nothing is in it"));
        return None;
    }
    let head = &input.text[..input.text.floor_char_boundary(HEAD)];
    let format =
        input.options.format.or_else(|| format_by_ending(input.path)).or_else(|| format_by_content(head))?;
    format.read(input, sink);
    Some(format.name())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::gathered::Gathered;
    use crate::read::plan;
    use std::io::Write;

    fn read_file(name: &str, bytes: &[u8]) -> (Gathered, Option<SourceRecord>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let plan = plan(&[path.to_string_lossy().into_owned()], &[], &mut std::io::empty());
        let mut gathered = Gathered::default();
        let record = read(&plan.sources[0], &ReadOptions::default(), &mut gathered);
        (gathered, record)
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_record_tells_what_was_read_and_how() {
        let bytes = gzip(b"{\"speaker\": \"Ann\", \"text\": \"Hello.\"}\n");
        let (gathered, record) = read_file("a.jsonl.gz", &bytes);
        let record = record.unwrap();
        assert_eq!(
            (record.format, record.encoding, record.size),
            (Some("jsonl"), Some("UTF-8"), bytes.len() as u64)
        );
        assert_eq!(record.blake3, blake3::hash(&bytes).to_hex().to_string());
        assert_eq!(gathered.documents[0].turns[0].text, "Hello.");
        assert_eq!(gathered.documents[0].header.name, "a.jsonl.gz");
    }

    #[test]
    fn rubbish_is_an_issue_of_its_kind_and_no_document() {
        let cases: [(&str, Vec<u8>, IssueKind); 6] = [
            ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), IssueKind::Binary),
            ("b.txt", vec![0; 4096], IssueKind::Binary),
            ("c.txt", Vec::new(), IssueKind::Empty),
            ("d.txt", b"\xef\xbb\xbf \n".to_vec(), IssueKind::Empty),
            ("e.txt.gz", b"no gzip".to_vec(), IssueKind::Unreadable),
            ("f.txt.gz", gzip(b"words")[..10].to_vec(), IssueKind::Unreadable),
        ];
        for (name, bytes, kind) in cases {
            let (gathered, record) = read_file(name, &bytes);
            assert_eq!(gathered.kinds(), [kind], "{name}");
            assert!(gathered.documents.is_empty(), "{name}");
            assert_eq!(record.unwrap().format, None, "{name}");
        }
    }

    #[test]
    fn what_a_broken_archive_still_holds_is_read_and_its_cut_record_named() {
        let lines = (0..5000_u32)
            .map(|n| format!("{{\"speaker\": \"Ann\", \"text\": \"{}\"}}\n", n.wrapping_mul(2_654_435_761)));
        let whole = gzip(lines.collect::<String>().as_bytes());
        let (gathered, _) = read_file("a.jsonl.gz", &whole[..whole.len() / 2]);
        assert!(gathered.documents[0].turns.len() > 1000);
        assert!(gathered.kinds().iter().all(|kind| *kind == IssueKind::Truncated));
    }

    #[test]
    fn a_character_cut_with_its_archive_does_not_change_the_encoding_of_the_rest() {
        let whole = gzip(b"Ann: Well \xe2\x80");
        let (gathered, record) = read_file("a.txt.gz", &whole[..whole.len() - 8]);
        assert_eq!(record.unwrap().encoding, Some("UTF-8"));
        assert_eq!(gathered.kinds(), [IssueKind::Truncated]);
    }

    #[test]
    fn a_missing_file_is_unreadable_and_has_no_record() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "Hello.").unwrap();
        let plan = plan(&[path.to_string_lossy().into_owned()], &[], &mut std::io::empty());
        std::fs::remove_file(path).unwrap();
        let mut gathered = Gathered::default();
        assert_eq!(read(&plan.sources[0], &ReadOptions::default(), &mut gathered), None);
        assert_eq!(gathered.kinds(), [IssueKind::Unreadable]);
    }

    #[test]
    fn the_ending_goes_before_the_content_and_the_content_decides_without_one() {
        let record = "{\"speaker\": \"Ann\", \"text\": \"Hello.\"}\n";
        let format = |name| read_file(name, record.as_bytes()).1.and_then(|record| record.format);
        assert_eq!(
            (format("a.txt"), format("a.log"), format("a")),
            (Some("transcript"), Some("jsonl"), Some("jsonl"))
        );
    }
}
