//! One source opened and handed to its format.

use super::binary::{binary_format, read_binary};
use super::blocks::{Blocks, Head};
use super::format::{Format, format_of};
use super::input::{Input, SourceRecord};
use super::languages::read_told;
use super::options::{Languages, ReadOptions};
use super::rows::read_held;
use super::source::{Origin, Source};
use super::stream::{Ending, Stream};
use super::turn::{Header, Sink, Turn};
use crate::issues::{Issue, IssueKind, Issues};

/// How much of a source is read to see what it is.
const HEAD: usize = 1024 * 1024;
/// How much of a text a format may see to tell whether it is its own.
const SNIFFED: usize = 64 * 1024;

/// A source, as far as it must be read to know what to do with it.
pub(super) enum Opened<'a> {
    /// It holds no text.
    Nothing(Ending),
    /// It is read whole.
    Text(Box<Stream<'a>>, Head, &'static dyn Format),
    /// It is read a block at a time.
    Records(Box<Blocks<'a>>),
}

/// Reads a source and hands its documents and turns to `sink`.
///
/// Nothing that is wrong with one source keeps others from being read: it becomes an issue in `sink`.
/// `None` where the source cannot be opened at all. Records are read a block at a time, a transcript is read whole, and so is what is no text.
pub fn read(source: &Source, options: &ReadOptions, sink: &mut dyn Sink) -> Option<SourceRecord> {
    if let Origin::Rows(held) = &source.origin {
        return Some(read_held(held, &Input::of(source, options), sink));
    }
    if let Some(format) = binary_format(source, options) {
        return read_binary(source, format, options, sink);
    }
    let ending = match open(source, options) {
        Opened::Nothing(ending) => Some(ending),
        Opened::Text(mut stream, head, format) => {
            let text = rest(&mut stream, head);
            let input = stream.input().with_text(&text);
            match options.languages {
                Languages::AsWritten => format.read(&input, sink),
                Languages::Told => read_told(format, &input, sink),
            }
            Some(stream.end(Some(format.name())))
        }
        Opened::Records(mut blocks) => {
            let layer = blocks.layer.clone();
            let mut records = layer.records(sink);
            let mut ending = None;
            while ending.is_none()
                && let Some(cut) = blocks.next()
            {
                layer.read(&cut, &mut records);
                ending = cut.ending;
            }
            records.finish();
            ending
        }
    };
    ending.and_then(|ending| ending.tell(sink))
}

impl Ending {
    /// Hands the issues on; what is left is the record.
    pub(super) fn tell(self, sink: &mut dyn Sink) -> Option<SourceRecord> {
        self.issues.into_iter().for_each(|(kind, issue)| sink.issue(kind, issue));
        self.record
    }
}

/// The text of a source, whatever its format; what is wrong with it becomes an issue. `None` where it has none.
pub fn text(source: &Source, issues: &mut Issues) -> Option<String> {
    let options = ReadOptions::default();
    let (text, ending) = match begin(source, &options) {
        Ok((mut stream, head)) => {
            let text = rest(&mut stream, head);
            (Some(text), stream.end(None))
        }
        Err(ending) => (None, ending),
    };
    ending.tell(&mut OnlyIssues(issues));
    text
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

/// Opens a source and tells its format: the one that was asked for, else by its ending, else by its content.
pub(super) fn open<'a>(source: &'a Source, options: &'a ReadOptions) -> Opened<'a> {
    let (stream, head) = match begin(source, options) {
        Ok(begun) => begun,
        Err(ending) => return Opened::Nothing(ending),
    };
    if is_blank(&head.bytes) {
        let why = (IssueKind::Empty, "nothing is in it".to_owned());
        return Opened::Nothing(stream.end_without_text(Some(why)));
    }
    let by_name_and_content = || {
        let sniffed = String::from_utf8_lossy(&head.bytes[..head.bytes.len().min(SNIFFED)]);
        format_of(source.path(), &sniffed)
    };
    match options.format.or_else(by_name_and_content) {
        None => Opened::Nothing(stream.end_without_text(None)),
        Some(format) => match format.records() {
            Some(records) => Opened::Records(Box::new(Blocks::new(source, stream, head, format, records))),
            None => Opened::Text(Box::new(stream), head, format),
        },
    }
}

/// Reads as much of a source as tells what it is. White space of that size is passed over, and again.
fn begin<'a>(source: &'a Source, options: &'a ReadOptions) -> Result<(Stream<'a>, Head), Ending> {
    let mut stream = Stream::open(source, options)?;
    let mut head = Head::default();
    loop {
        stream.fill(&mut head.bytes, HEAD);
        if let Some(what) = stream.refused(&head.bytes) {
            let why = (IssueKind::Binary, format!("not text but {what}"));
            return Err(stream.end_without_text(Some(why)));
        }
        if stream.is_unreadable() {
            return Err(stream.end_without_text(None));
        }
        if stream.is_at_end() || !is_blank(&head.bytes) {
            return Ok((stream, head));
        }
        head.line += memchr::memchr_iter(b'\n', &head.bytes).count() as u64;
        head.start += head.bytes.len() as u64;
        head.bytes.clear();
    }
}

fn is_blank(bytes: &[u8]) -> bool {
    let first = bytes.iter().position(|byte| !byte.is_ascii_whitespace());
    first.is_none_or(|first| {
        !bytes[first].is_ascii_graphic() && String::from_utf8_lossy(&bytes[first..]).trim_start().is_empty()
    })
}

/// All of a text that begins with `head`.
fn rest(stream: &mut Stream<'_>, head: Head) -> String {
    let mut utf8 = head.bytes;
    stream.fill(&mut utf8, usize::MAX);
    stream.text(utf8, head.line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::gathered::Gathered;
    use crate::read::{Fingerprint, plan};
    use std::io::Write;

    fn read_file(name: &str, bytes: &[u8]) -> (Gathered, Option<SourceRecord>) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let plan = plan(&[path.to_string_lossy().into_owned()], &[], &mut std::io::empty());
        let mut gathered = Gathered::default();
        let options = ReadOptions { fingerprint: Fingerprint::Blake3, ..ReadOptions::default() };
        let record = read(&plan.sources[0], &options, &mut gathered);
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
        assert_eq!(record.blake3, Some(blake3::hash(&bytes).to_hex().to_string()));
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
