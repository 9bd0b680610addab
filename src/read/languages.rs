//! In which language turns are: as it is declared, else as their words tell.
//!
//! Whatever tells it is never parted by a cut. A text that is read whole is of one language in each of its documents:
//! that which the metadata or the document itself declares, else that of its turns together. A record is of the language
//! that the metadata or its own field declares, else of that of its own text, if there is enough of it, else of that of
//! the first record that tells one at the beginning of its source, or of those there together.

use super::finding::Finding;
use super::format::Format;
use super::input::Input;
use super::options::Languages;
use super::turn::{Header, LANGUAGE, Sink, Turn};
use crate::issues::{Issue, IssueKind};
use crate::text::{Language, SEEN, identify};

/// Reads a text that is no records, and gives the turns of each document its language.
///
/// It is read twice: to hear what is said in each document, then to hand it on.
pub(super) fn read_told(format: &dyn Format, input: &Input<'_>, sink: &mut dyn Sink) {
    let mut heard = Heard::default();
    format.read(input, &mut heard);
    format.read(input, &mut Telling { sink, languages: heard.languages(), documents: 0, fields: Vec::new() });
}

/// The language that a document declares of itself, or the metadata of it.
pub(super) fn declared(header: &Header) -> Option<Language> {
    header.fields.get(LANGUAGE).and_then(|tag| Language::declared(tag))
}

/// The field by which a turn carries its language.
pub(super) fn field(language: Language) -> (String, String) {
    (LANGUAGE.to_owned(), language.code().to_owned())
}

/// How the language of a record is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OfRecords {
    /// It is not.
    Untold,
    /// By itself; of one that does not tell it is that of the beginning of its source, where that tells.
    Told(Option<Language>),
}

impl OfRecords {
    /// For a source of records: `hear` reads those at its beginning.
    pub fn new(languages: Languages, hear: impl FnOnce(&mut dyn Sink)) -> Self {
        match languages {
            Languages::AsWritten => Self::Untold,
            Languages::Told => {
                let mut opening = Opening::default();
                hear(&mut opening);
                Self::Told(opening.first.or_else(|| identify(&opening.said)))
            }
        }
    }

    /// The language of a record of which this is declared, and that is its text.
    pub fn of(self, declared: Option<Language>, text: &str) -> Option<Language> {
        match self {
            Self::Untold => None,
            Self::Told(beginning) => declared.or_else(|| identify(text)).or(beginning),
        }
    }
}

/// So much of the beginning of a source of records is heard, in bytes, to tell the language of those too short to tell.
const HEARD: usize = 1 << 16;

/// The beginning of a source of records, as far as it is heard.
pub(super) fn opening(text: &str) -> &str {
    &text[..text.floor_char_boundary(HEARD)]
}

/// What the records at the beginning of a source tell: the language of the first that tells one, and what is said before
/// that, which may tell it together.
#[derive(Debug, Default)]
struct Opening {
    first: Option<Language>,
    said: String,
}

impl Sink for Opening {
    fn document(&mut self, _: Header) {}

    fn turn(&mut self, turn: Turn<'_>) {
        if self.first.is_none() {
            self.first = identify(turn.text);
            self.said.push_str(turn.text);
            self.said.push('\n');
        }
    }

    fn issue(&mut self, _: IssueKind, _: Issue) {}
}

/// What documents declare, and the beginning of what is said in each.
#[derive(Debug, Default)]
struct Heard(Vec<(Option<Language>, String)>);

impl Heard {
    /// The language of each document.
    fn languages(self) -> Vec<Option<Language>> {
        self.0.into_iter().map(|(declared, said)| declared.or_else(|| identify(&said))).collect()
    }
}

impl Sink for Heard {
    fn document(&mut self, header: Header) {
        self.0.push((declared(&header), String::new()));
    }

    fn turn(&mut self, turn: Turn<'_>) {
        if self.0.is_empty() {
            self.document(Header::default());
        }
        if let Some((None, said)) = self.0.last_mut()
            && said.len() < SEEN
        {
            said.push_str(opening(turn.text));
            said.push('\n');
        }
    }

    fn issue(&mut self, _: IssueKind, _: Issue) {}
}

/// Hands on documents whose languages are known, in their order.
struct Telling<'a> {
    sink: &'a mut dyn Sink,
    languages: Vec<Option<Language>>,
    /// How many documents have begun.
    documents: usize,
    fields: Vec<(String, String)>,
}

impl Sink for Telling<'_> {
    fn document(&mut self, header: Header) {
        self.documents += 1;
        self.sink.document(header);
    }

    fn turn(&mut self, turn: Turn<'_>) {
        self.fields.clear();
        self.fields.extend(turn.fields.iter().filter(|(name, _)| name != LANGUAGE).cloned());
        // Turns before any document are those of the first.
        let language = self.languages.get(self.documents.saturating_sub(1)).copied().flatten();
        self.fields.extend(turn.language().or(language).map(field));
        self.sink.turn(Turn { fields: &self.fields, ..turn });
    }

    fn finding(&mut self, finding: Finding) {
        self.sink.finding(finding);
    }

    fn issue(&mut self, kind: IssueKind, issue: Issue) {
        self.sink.issue(kind, issue);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::gathered::Gathered;
    use crate::read::{PieceSize, ReadOptions, pieces, plan};

    const GERMAN: &str = "Wir haben gestern lange über den Haushalt gesprochen, und am Ende war niemand mit dem \
                          zufrieden, was dabei herausgekommen ist.";
    const ENGLISH: &str = "Nobody was pleased in the end with what had come of all those long talks about the \
                           budget that we had in this house yesterday.";

    /// The language of each turn of a file, read in blocks of so many bytes.
    fn languages(name: &str, text: &str, block: usize) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        let plan = plan(&[path.to_string_lossy().into_owned()], &[], &mut std::io::empty());
        let piece_size = PieceSize::new(block);
        let options = ReadOptions { languages: Languages::Told, piece_size, ..ReadOptions::default() };
        let mut gathered = Gathered::default();
        for piece in pieces(&plan.sources, &options) {
            piece.read(&mut gathered);
        }
        let language = |fields: &[(String, String)]| match fields {
            [] => "-".to_owned(),
            [(name, code)] if name == LANGUAGE => code.clone(),
            _ => format!("{fields:?}"),
        };
        gathered.turns().map(|turn| language(&turn.fields)).collect()
    }

    #[test]
    fn a_transcript_is_of_one_language_down_to_its_shortest_turn() {
        let text = format!("ANN LEE: {GERMAN}\n\nBOB RAY: Yes, please.\n\nANN LEE: {GERMAN}\n");
        assert_eq!(languages("a.txt", &text, 1 << 20), ["de", "de", "de"]);
    }

    #[test]
    fn what_a_transcript_declares_goes_before_what_it_says() {
        let text = format!("---\nlanguage: sv-SE\n---\n\nANN LEE: {GERMAN}\n");
        assert_eq!(languages("a.md", &text, 1 << 20), ["sv"]);
    }

    #[test]
    fn a_transcript_of_a_few_words_tells_no_language() {
        assert_eq!(languages("a.txt", "ANN LEE: Yes, please.\n", 1 << 20), ["-"]);
    }

    #[test]
    fn a_record_tells_its_language_itself_or_has_that_of_its_sources_beginning_wherever_it_is_cut() {
        let record = |text: &str, language: &str| {
            format!("{{\"speaker\": \"Ann\", \"text\": \"{text}\", \"language\": \"{language}\"}}\n")
        };
        let records = [
            record(GERMAN, ""),
            record("Ja.", ""),
            record(ENGLISH, ""),
            record("Yes.", "English"),
            record("No.", "nonsense"),
            record(GERMAN, "fr"),
        ];
        for block in [1, 200, 1 << 20] {
            assert_eq!(
                languages("a.jsonl", &records.concat(), block),
                ["de", "de", "en", "en", "de", "fr"],
                "{block}"
            );
        }
    }

    #[test]
    fn a_record_without_a_speaker_is_of_one_language_too() {
        let german = format!("ANN LEE: {GERMAN}\n\nBOB RAY: Yes, please.\n\nANN LEE: {GERMAN}");
        let table = format!("id,text\n1,\"{german}\"\n2,\"ANN LEE: {ENGLISH}\"\n");
        for block in [1, 1 << 20] {
            assert_eq!(languages("a.csv", &table, block), ["de", "de", "de", "en"], "{block}");
        }
    }
}
