//! Plain-text and Markdown transcripts: a head, then turns that labels open.
//!
//! Labels are not looked up in a list of layouts. Everything at a line's beginning that could be one is collected over
//! the whole document, what speaks for each is added up, and a consistent set is accepted ([`evidence`]).

mod candidate;
mod evidence;
mod front;
mod group;
mod labels;
mod line;
mod preamble;

pub use labels::Labels;

use self::evidence::{Found, Start};
use self::line::{Line, Matter, lines, matter};
use self::preamble::Preamble;
use super::dialogue::{By, Speech, hand_on};
use super::prose::{Draft, Join};
use super::turn::{Header, Sink};
use crate::speakers::{Call, Label, Member, cast, speaks_in_person};

/// Reads one transcript: its header, then its turns, each with its speaker as this document resolves them and its kind.
///
/// `header` has its name, and keeps whatever else it has; the text fills the rest. Text before the first label belongs to
/// whom the byline or front matter names; a text without labels is one turn. Linear in the text's size; no input is wrong.
pub fn read_transcript(text: &str, mut header: Header, labels: &Labels, sink: &mut dyn Sink) {
    let front = front::front_matter(text);
    let lines = lines(front.rest, front.line);
    let mut preamble = Preamble::read(&lines, &front, &mut header);
    let found = evidence::find(&lines, preamble.size(), &preamble.people, labels);
    let start = preamble.end(&lines, found.starts.first());
    if header.title.is_empty() {
        header.title = preamble.title.take().unwrap_or_default();
    }
    let spoken = assemble(&lines, start, &found, &preamble);
    let cast = members(&preamble, &found);
    sink.document(header);
    hand_on(&spoken, &cast, sink);
}

/// A label that opens a turn in a text that is nothing but talk.
#[derive(Debug)]
pub(in crate::read) struct Opening<'a> {
    /// The line of the text, from 1.
    pub line: u64,
    /// What the label says.
    pub label: Label,
    /// The label as printed.
    pub printed: &'a str,
    /// What follows it on its line.
    pub words: &'a str,
}

/// The labels of a text without a head, in order; `known` are people who are known to speak in it.
pub(in crate::read) fn openings<'a>(text: &'a str, known: &[Label], labels: &Labels) -> Vec<Opening<'a>> {
    let lines = lines(text, 1);
    let found = evidence::find(&lines, 0, known, labels);
    let opening = |start: &Start| {
        let (line, used) = (&lines[start.line], &found.used[start.used]);
        let words = line.text[start.rest..].trim_start();
        Opening { line: line.number, label: used.label.clone(), printed: used.printed, words }
    };
    found.starts.iter().map(opening).collect()
}

fn members(preamble: &Preamble, found: &Found<'_>) -> Vec<Member> {
    let calls: Vec<Call<'_>> = found
        .used
        .iter()
        .map(|used| Call { label: &used.label, printed: used.printed, times: used.times })
        .collect();
    cast(&preamble.people, preamble.principals, &calls)
}

/// Cuts the lines from `start` on into turns.
fn assemble(lines: &[Line<'_>], start: usize, found: &Found<'_>, preamble: &Preamble) -> Vec<Speech> {
    let first = found.starts.first().map_or(lines.len(), |start| start.line);
    let mut spoken = Vec::with_capacity(found.starts.len() + 1);
    if start < first {
        spoken.extend(opening(&lines[start..first], preamble, found));
    }
    let ends = found.starts.iter().skip(1).map(|start| start.line).chain([lines.len()]);
    for (start, end) in found.starts.iter().zip(ends) {
        spoken.push(labelled(&lines[start.line..end], start, found, preamble.people.len()));
    }
    spoken
}

/// The words before the first label. In a document with labels they are somebody's only if somebody speaks in them.
fn opening(lines: &[Line<'_>], preamble: &Preamble, found: &Found<'_>) -> Option<Speech> {
    let mut draft = Draft::default();
    for line in lines {
        add(&mut draft, line, line.text);
    }
    let line = lines.first()?.number;
    let prose = draft.finish(line);
    let by = if preamble.principals > 0 { By::Announced(0) } else { By::Nobody };
    let said = found.starts.is_empty() || speaks_in_person(&prose.text);
    (said && !prose.text.is_empty()).then_some(Speech { by, line, prose, date: None })
}

/// A turn with the label that opens it.
fn labelled(lines: &[Line<'_>], start: &Start, found: &Found<'_>, announced: usize) -> Speech {
    let mut draft = Draft::default();
    let label = &found.used[start.used].label;
    label.notes.iter().for_each(|note| draft.note(note));
    let number = lines[0].number;
    let words = lines[0].text[start.rest..].trim_start();
    if !words.is_empty() {
        draft.push(number, words, Join::Line);
    }
    for line in &lines[1..] {
        add(&mut draft, line, line.text);
    }
    let by = By::Member(announced + start.used);
    Speech { by, line: number, prose: draft.finish(number), date: None }
}

/// Adds a line to a turn: its words, or a note if it has none.
fn add(draft: &mut Draft, line: &Line<'_>, text: &str) {
    match matter(text) {
        Matter::Prose => {
            draft.push(line.number, text, if line.after_blank { Join::Paragraph } else { Join::Line })
        }
        Matter::Heading | Matter::Mark => draft.note(text),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::issues::{Issue, IssueKind};
    use crate::read::Turn;
    use crate::speakers::Kind;

    /// A turn's speaker, kind, line, text, and its places in the text.
    type Read = (Option<String>, Kind, u64, String, Vec<(usize, u64)>, Vec<usize>);

    #[derive(Default)]
    struct Turns(Vec<Header>, Vec<Read>);

    impl Sink for Turns {
        fn document(&mut self, header: Header) {
            self.0.push(header);
        }
        fn turn(&mut self, turn: Turn<'_>) {
            let lines = turn.lines.iter().map(|start| (start.offset, start.line)).collect();
            let notes = turn.notes.iter().map(|note| note.offset).collect();
            let name = turn.speaker.map(|person| person.name.clone());
            self.1.push((name, turn.kind, turn.line, turn.text.to_owned(), lines, notes));
        }
        fn issue(&mut self, _: IssueKind, _: Issue) {}
    }

    fn read(text: &str, labels: &[&str]) -> Turns {
        let mut turns = Turns::default();
        let labels = Labels::new(labels).expect("sound patterns");
        read_transcript(text, Header::default(), &labels, &mut turns);
        turns
    }

    #[test]
    fn a_pattern_of_the_users_opens_turns_that_nothing_else_speaks_for() {
        let text = "<ana> good day\n<tom> good night\nand more";
        assert_eq!(read(text, &[]).1.len(), 1);
        let turns = read(text, &[r"<(?<name>\w+)>"]).1;
        let said: Vec<(&str, u64, &str)> =
            turns.iter().map(|turn| (turn.0.as_deref().unwrap_or(""), turn.2, turn.3.as_str())).collect();
        assert_eq!(said, [("ana", 1, "good day"), ("tom", 2, "good night and more")]);
    }

    #[test]
    fn a_name_in_the_header_and_narration_before_the_first_label_are_nobodys_words() {
        let text = "Talks\n\nAna Ruiz answered the questions of the press.\n\nQuestion: Why?\n\nAna Ruiz: So.\n\nQuestion: How?\n\nAna Ruiz: Thus.";
        assert_eq!(read(text, &[]).1.len(), 4);
        let text = "Talks\n\nThank you for coming, all of you.\n\nQuestion: Why?\n\nAna Ruiz: So.\n\nQuestion: How?\n\nAna Ruiz: Thus.";
        let turns = read(text, &[]).1;
        assert_eq!((turns.len(), turns[0].0.as_deref()), (5, None));
    }

    fn hostile() -> impl Strategy<Value = String> {
        let pieces = prop::sample::select(vec![
            "Ana Ruiz: ",
            "MR. HALL: ",
            "Q   ",
            "A: ",
            "**Tom**: ",
            "Mr. LEE. ",
            "\n",
            "\n\n",
            "\r\n",
            "\0",
            "(Laughter.)",
            "[…]",
            "[[",
            "((",
            ")",
            "—",
            "12:30",
            "- 3 -",
            "---\n",
            "title: \"",
            "so",
            " it is",
            "é",
            "\u{a0}",
            "\u{feff}",
            "：",
            "by Ana Ruiz",
            "1 May 2020",
            "# ",
            "*",
            "_",
            "“",
            "?",
            ".",
        ]);
        prop::collection::vec(prop_oneof![4 => pieces.prop_map(str::to_owned), 1 => any::<String>()], 0..40)
            .prop_map(|pieces| pieces.concat())
    }

    proptest! {
        #[test]
        fn whatever_is_read_every_place_lies_in_its_text_and_every_line_in_the_source(text in hostile()) {
            let Turns(headers, turns) = read(&text, &[]);
            prop_assert_eq!(headers.len(), 1);
            let last = text.split(['\n', '\r']).count() as u64;
            let mut before = 0;
            for (_, _, line, text, lines, notes) in turns {
                prop_assert!(line > before && line <= last);
                prop_assert!(lines.is_sorted() && notes.is_sorted());
                prop_assert!(lines.iter().all(|(offset, at)| text.is_char_boundary(*offset) && *at >= line && *at <= last));
                prop_assert!(notes.iter().all(|offset| text.is_char_boundary(*offset)));
                before = line;
            }
        }
    }
}
