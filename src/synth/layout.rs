//! A made corpus as the bytes of files.

use super::Corpus;
use super::document::{Document, MadeTurn, Maker};
use super::prose::mark;
use super::truth::Truth;
use super::words::digits;

/// How a corpus is laid out in files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A JSON object a turn, in one file.
    Jsonl,
    /// A row a turn, in one file.
    Csv,
    /// A text a document, its turns opened by labels, in a folder a month and a day.
    Transcript,
}

impl Layout {
    /// Every layout.
    pub const ALL: [Self; 3] = [Self::Jsonl, Self::Csv, Self::Transcript];

    /// The word for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Jsonl => "jsonl",
            Self::Csv => "csv",
            Self::Transcript => "transcript",
        }
    }
}

/// Which quotation marks, apostrophes, dashes and ellipses are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Typography {
    /// Those of a typewriter: `"it's" -- so...`
    Plain,
    /// Those of a printer: `“it’s”—so…`
    Curly,
}

impl Typography {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Plain, Self::Curly];

    /// The word for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Curly => "curly",
        }
    }
}

/// Some bytes of a file: those of one document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'p> {
    /// The file, as a path with `/`; the pieces of one file follow one another.
    pub file: &'p str,
    /// What comes next in it.
    pub bytes: &'p [u8],
    /// How much of the size that was asked for it makes up.
    pub text_size: u64,
}

/// All files of a corpus, a document at a time, in memory that does not grow.
#[derive(Debug)]
pub struct Pieces<'c> {
    maker: Maker<'c>,
    corpus: &'c Corpus,
    layout: Layout,
    signs: Signs,
    file: String,
    bytes: Vec<u8>,
}

impl<'c> Pieces<'c> {
    pub(super) fn new(corpus: &'c Corpus, layout: Layout, typography: Typography) -> Self {
        let file = match layout {
            Layout::Jsonl | Layout::Csv => format!("synth.{}", layout.name()),
            Layout::Transcript => String::new(),
        };
        let (maker, signs) = (Maker::new(corpus), Signs::new(layout, typography));
        Self { maker, corpus, layout, signs, file, bytes: Vec::new() }
    }

    /// The next piece; `None` after the last. It lends its bytes, so this is no iterator.
    #[expect(clippy::should_implement_trait, reason = "an iterator cannot lend")]
    pub fn next(&mut self) -> Option<Piece<'_>> {
        let document = self.maker.next()?;
        self.bytes.clear();
        match self.layout {
            Layout::Jsonl => jsonl(document, self.corpus, &self.signs, &mut self.bytes),
            Layout::Csv => csv(document, self.corpus, &self.signs, &mut self.bytes),
            Layout::Transcript => {
                self.file.clone_from(&document.name);
                transcript(document, self.corpus, &self.signs, &mut self.bytes);
            }
        }
        Some(Piece { file: &self.file, bytes: &self.bytes, text_size: document.text.len() as u64 })
    }

    /// What is planted in all pieces so far.
    pub fn truth(&self) -> Truth {
        self.maker.truth()
    }
}

fn put(parts: &[&str], out: &mut Vec<u8>) {
    parts.iter().for_each(|part| out.extend_from_slice(part.as_bytes()));
}

fn jsonl(document: &Document, corpus: &Corpus, signs: &Signs, out: &mut Vec<u8>) {
    for (number, turn) in (0..).zip(&document.turns) {
        let speaker = &corpus.cast.speakers[turn.speaker];
        put(&["{\"document\":\"", &document.name, "\",\"date\":\"", &document.date], out);
        put(&["\",\"speaker\":\"", &speaker.name, "\",\"affiliation\":\"", &speaker.affiliation], out);
        put(&["\",\"role\":\"", speaker.role, "\",\"kind\":\"", turn.kind.name(), "\",\"turn\":"], out);
        digits(number, out);
        put(&[",\"text\":\""], out);
        signs.print(said(document, turn), out);
        put(&["\"}\n"], out);
    }
}

fn csv(document: &Document, corpus: &Corpus, signs: &Signs, out: &mut Vec<u8>) {
    if document.number == 0 {
        put(&["document,date,speaker,affiliation,role,kind,turn,text\n"], out);
    }
    for (number, turn) in (0..).zip(&document.turns) {
        let speaker = &corpus.cast.speakers[turn.speaker];
        put(&[&document.name, ",", &document.date, ",", &speaker.name, ",", &speaker.affiliation, ","], out);
        put(&[speaker.role, ",", turn.kind.name(), ","], out);
        digits(number, out);
        put(&[",\""], out);
        signs.print(said(document, turn), out);
        put(&["\"\n"], out);
    }
}

fn transcript(document: &Document, corpus: &Corpus, signs: &Signs, out: &mut Vec<u8>) {
    put(&["Press conference\n\n", &document.date, "\n"], out);
    for turn in &document.turns {
        let speaker = &corpus.cast.speakers[turn.speaker];
        put(&["\n", &speaker.name, ", ", speaker.role, ", ", &speaker.affiliation, ": "], out);
        signs.print(said(document, turn), out);
        put(&["\n"], out);
    }
}

fn said<'d>(document: &'d Document, turn: &MadeTurn) -> &'d [u8] {
    &document.text[turn.text.clone()]
}

/// How marks are printed.
#[derive(Debug)]
struct Signs {
    /// By byte; empty for what is no mark.
    printed: [&'static str; 128],
}

impl Signs {
    fn new(layout: Layout, typography: Typography) -> Self {
        let quote = match layout {
            Layout::Jsonl => "\\\"",
            Layout::Csv => "\"\"",
            Layout::Transcript => "\"",
        };
        let paragraph = match layout {
            Layout::Jsonl => "\\n\\n",
            Layout::Csv | Layout::Transcript => "\n\n",
        };
        let [open, close, dash, ellipsis, apostrophe] = match typography {
            Typography::Plain => [quote, quote, " -- ", "...", "'"],
            Typography::Curly => ["“", "”", "—", "…", "’"],
        };
        let mut printed = [""; 128];
        for (mark, sign) in [
            (mark::OPEN, open),
            (mark::CLOSE, close),
            (mark::DASH, dash),
            (mark::ELLIPSIS, ellipsis),
            (mark::APOSTROPHE, apostrophe),
            (mark::PARAGRAPH, paragraph),
        ] {
            printed[usize::from(mark)] = sign;
        }
        Self { printed }
    }

    /// Appends a text, its marks as signs.
    fn print(&self, text: &[u8], out: &mut Vec<u8>) {
        let may_be_mark = |byte: &u8| *byte < b' ' || *byte == mark::APOSTROPHE;
        for chunk in text.chunks(32) {
            // Seldom true, and told from all bytes at once.
            if !chunk.iter().fold(false, |any, byte| any | may_be_mark(byte)) {
                out.extend_from_slice(chunk);
                continue;
            }
            for byte in chunk {
                match self.printed.get(usize::from(*byte)) {
                    Some(sign) if !sign.is_empty() => out.extend_from_slice(sign.as_bytes()),
                    Some(_) | None => out.push(*byte),
                }
            }
        }
    }
}
