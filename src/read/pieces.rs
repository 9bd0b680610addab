//! The work of a pass over many sources: small ones as they are, large ones of records a block at a time.

use std::iter::FusedIterator;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::blocks::{Blocks, Cut, Layer};
use super::compression::plain_name;
use super::format::formats_by_ending;
use super::input::SourceRecord;
use super::open::{Opened, open, read};
use super::options::ReadOptions;
use super::source::Source;
use super::tabular::{Position, Summary};
use super::turn::Sink;

/// How many blocks a source that is cut has at least.
const LARGE: u64 = 4;

/// A part of the input that can be read by itself: a source, or a block of its records.
pub struct Piece<'a> {
    source: &'a Source,
    part: Part<'a>,
}

/// What of its source a piece is.
enum Part<'a> {
    Whole(&'a ReadOptions),
    Block(Arc<Layer<'a>>, Cut),
}

/// How a piece relates to those of its source that stand before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Beginning {
    /// There is none.
    New,
    /// Its first document may go on with one of theirs, which then has the same name.
    Continued,
}

/// How a piece relates to those of its source that stand after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum End {
    /// There is none.
    OfSource,
    /// Its last document may go on in the next.
    OfBlock,
}

/// What is known when a piece was read.
#[derive(Debug, Default)]
pub struct Told {
    /// What its source was, if the piece is its last and it could be opened at all.
    pub record: Option<SourceRecord>,
    /// What its records have and lack; `None` where the issues in this were told.
    pub summary: Option<Summary>,
}

impl<'a> Piece<'a> {
    /// The source that it is of.
    pub fn source(&self) -> &'a Source {
        self.source
    }

    /// How many stored bytes were read for it; those of a source's pieces add up to its size.
    pub fn stored(&self) -> u64 {
        match &self.part {
            Part::Whole(_) => self.source.size(),
            Part::Block(_, cut) => cut.stored,
        }
    }

    /// Whether its first document may have begun before it.
    pub fn beginning(&self) -> Beginning {
        match &self.part {
            Part::Block(_, cut) if cut.position == Position::Later => Beginning::Continued,
            Part::Whole(_) | Part::Block(..) => Beginning::New,
        }
    }

    /// Whether its last document may go on after it.
    pub fn end(&self) -> End {
        match &self.part {
            Part::Block(_, cut) if cut.ending.is_none() => End::OfBlock,
            Part::Whole(_) | Part::Block(..) => End::OfSource,
        }
    }

    /// Hands its documents and turns to `sink`. A document that goes on in the next piece begins anew there.
    pub fn read(self, sink: &mut dyn Sink) -> Told {
        match self.part {
            Part::Whole(options) => Told { record: read(self.source, options, sink), summary: None },
            Part::Block(layer, cut) => {
                let summary = Some(layer.read_alone(&cut, sink));
                Told { record: cut.ending.and_then(|ending| ending.tell(sink)), summary }
            }
        }
    }
}

/// The pieces of `sources`, in order; large sources of records are read and cut here, as the pieces are asked for.
///
/// Where they are cut depends on their bytes and on [`ReadOptions::piece_size`] alone. A transcript is one document,
/// which has to be seen whole before its labels are known: it is never cut, however large.
pub fn pieces<'a>(
    sources: &'a [Source],
    options: &'a ReadOptions,
) -> impl FusedIterator<Item = Piece<'a>> + Send + use<'a> {
    Pieces { sources: sources.iter(), options, open: None }.fuse()
}

struct Pieces<'a> {
    sources: std::slice::Iter<'a, Source>,
    options: &'a ReadOptions,
    open: Option<(&'a Source, Box<Blocks<'a>>)>,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Piece<'a>;

    fn next(&mut self) -> Option<Piece<'a>> {
        loop {
            if let Some((source, blocks)) = &mut self.open {
                if let Some(cut) = blocks.next() {
                    let part = Part::Block(Arc::clone(&blocks.layer), cut);
                    return Some(Piece { source, part });
                }
                self.open = None;
            }
            let source = self.sources.next()?;
            match is_cut(source, self.options).then(|| open(source, self.options)) {
                Some(Opened::Records(blocks)) => self.open = Some((source, blocks)),
                Some(Opened::Nothing(_) | Opened::Text(..)) | None => {
                    return Some(Piece { source, part: Part::Whole(self.options) });
                }
            }
        }
    }
}

/// Whether a source is large, not counted before, and of records as far as its name tells. A compressed one may be larger than it looks.
fn is_cut(source: &Source, options: &ReadOptions) -> bool {
    let size = options.piece_size.bytes() as u64;
    let large = if plain_name(source.path()) == source.path() { size.saturating_mul(LARGE) } else { size };
    let formats = options.format.map_or_else(|| formats_by_ending(source.path()), |asked| vec![asked]);
    let may_be_cut = formats.is_empty() || formats.iter().any(|format| format.records().is_some());
    may_be_cut && source.counts().is_none() && source.size() > large
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::issues::Issue;
    use crate::read::gathered::Gathered;
    use crate::read::{FieldNames, PieceSize};
    use proptest::prelude::*;

    fn options(size: usize) -> ReadOptions {
        ReadOptions {
            names: FieldNames { date: Some("date".into()), ..FieldNames::default() },
            fields: vec!["n".into()],
            piece_size: PieceSize::new(size),
            ..ReadOptions::default()
        }
    }

    /// All that was read: each turn with the name and number of its document, and what was told, sorted.
    fn told(gathered: &Gathered, summaries: Vec<Summary>, path: &str) -> Vec<String> {
        let documents = gathered.documents.iter().zip(0..);
        let turns = documents.flat_map(|(document, place)| {
            let turns = document.turns.iter().enumerate();
            let header = &document.header;
            turns.map(move |(number, turn)| format!("{place} {header:?} {number} {turn:?}"))
        });
        let mut all: Vec<String> = turns.collect();
        let issues = gathered.issues.iter().map(|(kind, issue)| format!("{kind:?} {issue}"));
        let summed = summaries.into_iter().reduce(|mut sum, summary| {
            sum.merge(summary);
            sum
        });
        let late = summed
            .into_iter()
            .flat_map(Summary::issues)
            .map(|(kind, line, what)| format!("{kind:?} {}", Issue { path: path.to_owned(), line, what }));
        let mut issues: Vec<String> = issues.chain(late).collect();
        issues.sort();
        all.append(&mut issues);
        all
    }

    fn whole(source: &Source) -> Vec<String> {
        let mut gathered = Gathered::default();
        let record = read(source, &options(usize::MAX), &mut gathered);
        let mut all = told(&gathered, Vec::new(), source.path());
        all.push(format!("{record:?}"));
        all
    }

    /// The same from pieces, the documents joined that were cut.
    fn in_pieces(source: &Source, size: usize) -> Vec<String> {
        let options = options(size);
        let (mut gathered, mut summaries, mut record) = (Gathered::default(), Vec::new(), None);
        let mut stored = 0;
        for piece in pieces(std::slice::from_ref(source), &options) {
            stored += piece.stored();
            let beginning = piece.beginning();
            let mut part = Gathered::default();
            let told = piece.read(&mut part);
            let mut documents = part.documents.into_iter();
            if beginning == Beginning::Continued
                && let Some(first) = documents.next()
            {
                match gathered.documents.last_mut() {
                    Some(last) if last.header.name == first.header.name => last.turns.extend(first.turns),
                    Some(_) | None => gathered.documents.push(first),
                }
            }
            gathered.documents.extend(documents);
            gathered.issues.extend(part.issues);
            summaries.extend(told.summary);
            record = told.record.or(record);
        }
        assert_eq!(stored, source.size());
        let mut all = told(&gathered, summaries, source.path());
        all.push(format!("{record:?}"));
        all
    }

    fn is_the_same(name: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
        let source = Source::in_memory(name, bytes);
        let once = whole(&source);
        for size in [1, 5, 16, 60] {
            prop_assert_eq!(&once, &in_pieces(&source, size), "{} bytes a piece", size);
        }
        Ok(())
    }

    const LINES: [&[u8]; 4] =
        [b"{\"text\": \"\xc3\xb8\xc3\xb8\"}\n", b"{\"text\": \"a\xffb\xe2\x80\"}\n", b"\xff\n", b"\n"];

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        use std::io::Write;
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn a_large_source_of_records_is_cut_and_a_transcript_is_not() {
        let line = "{\"speaker\": \"Ann\", \"text\": \"One.\"}\n";
        let sources =
            [Source::in_memory("a.jsonl", line.repeat(9)), Source::in_memory("a.txt", line.repeat(9))];
        let options = options(40);
        let beginnings: Vec<_> = pieces(&sources, &options).map(|piece| piece.beginning()).collect();
        assert_eq!(beginnings.len(), 10);
        assert_eq!(beginnings[0], Beginning::New);
        assert_eq!(beginnings[1..9], [Beginning::Continued; 8]);
        assert_eq!(beginnings[9], Beginning::New);
    }

    #[test]
    fn a_header_alone_is_told_though_its_line_end_is_cut_in_two() {
        is_the_same("a.csv", b"text;id\r\n").unwrap();
        is_the_same("a.csv", b"text,id\n\n\n").unwrap();
    }

    #[test]
    fn a_speaker_who_is_named_late_makes_turns_of_all_records() {
        let record = r#"{"text": "ANN LEE: One.\n\nBOB RAY: Two.\n\nANN LEE: Three."}"#;
        let texts = format!("{record}\n").repeat(30_000);
        let late = format!("{texts}{{\"text\": \"Four.\", \"speaker\": \"Bob\"}}\n");
        for (text, turns) in [(texts, 3), (late, 1)] {
            let source = Source::in_memory("a.jsonl", text);
            let options = options(100);
            let mut gathered = Gathered::default();
            pieces(std::slice::from_ref(&source), &options).take(1).for_each(|piece| {
                piece.read(&mut gathered);
            });
            assert_eq!(gathered.turns().count(), turns);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(400))]

        #[test]
        fn lines_read_in_pieces_are_those_read_at_once(
            records in prop::collection::vec(
                r#"(\{("(text|speaker|date|id|n)": ("[abø:\\n ]{0,6}"|1|null|"2001-01-01"),?){0,4}("text": "b: a\\n")?\})?(\r?\n|\n\n)"#, 0..12
            ),
            end in r#"(\{"text": "a"(\}|))?"#,
        ) {
            let text = format!("{}{end}", records.concat());
            is_the_same("a.jsonl", text.as_bytes())?;
            is_the_same("a.jsonl.gz", &gzip(text.as_bytes()))?;
        }

        #[test]
        fn rows_read_in_pieces_are_those_read_at_once(
            header in "(text,speaker,document|text;id|speaker,date|\n\ntext,n)(\r\n|\n|\r)",
            rows in prop::collection::vec("(\"[aø,;\r\n]{0,4}\"|[a\u{feff}\"]{0,3})((,|;)(\"(a\"\"|\n){0,3}\"|[a\u{feff}\"]{0,3})){0,2}(\r\n|\n|\r|\n\n)", 0..12),
            end in "[a,\"]{0,3}",
        ) {
            let text = format!("{header}{}{end}", rows.concat());
            is_the_same("a.csv", text.as_bytes())?;
        }

        #[test]
        fn bytes_that_are_not_utf8_are_told_once_however_they_are_cut(
            lines in prop::collection::vec(prop::sample::select(&LINES[..]), 1..9)
        ) {
            let mut bytes = "{\"text\": \"øøøøøøøøøøøøøøøøøøøøøøøøø\"}\n".as_bytes().to_vec();
            bytes.extend(lines.concat());
            is_the_same("a.jsonl", &bytes)?;
        }
    }
}
