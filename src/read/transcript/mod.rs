//! Plain-text and Markdown transcripts: a head, then turns that labels open.
//!
//! Labels are not looked up in a list of layouts. Everything at a line's beginning that could be one is collected over
//! the whole document, what speaks for each is added up, and a consistent set is accepted ([`evidence`]).

mod assemble;
mod candidate;
mod chair;
mod circled;
mod doubts;
mod evidence;
mod examination;
mod front;
mod group;
mod labels;
mod lead;
mod line;
mod numbered;
mod pages;
mod pairs;
mod period;
mod preamble;
mod typography;
mod wrap;

pub(super) use labels::MARKED;
pub use labels::{LabelRule, Labels, Verdict};

use std::borrow::Cow;

use self::assemble::assemble;
use self::chair::name_chair;
use self::evidence::{Found, Start};
use self::examination::name_examination;
use self::group::Layout;
use self::line::lines;
use self::numbered::strip_line_numbers;
use self::pages::mark_pages;
use self::preamble::Preamble;
use super::dialogue::hand_on;
use super::turn::{Header, Sink};
use crate::speakers::{Call, Label, Member, cast};

/// Reads one transcript: its header, then its turns, each with its speaker as this document resolves them and its kind.
///
/// `header` has its name, and keeps whatever else it has; the text fills the rest. Text before the first label belongs to
/// whom the byline or front matter names; a text without labels is one turn. Linear in the text's size; no input is wrong.
/// Returns what is wrong with its front matter, if anything is, with the line, from 1.
pub fn read_transcript(
    text: &str,
    mut header: Header,
    labels: &Labels,
    sink: &mut dyn Sink,
) -> Option<(u64, String)> {
    let plain = without_tags(text);
    let text = plain.as_ref();
    let front = front::front_matter(text);
    let mut lines = lines(front.rest, front.line);
    strip_line_numbers(&mut lines);
    mark_pages(&mut lines);
    let layout = Layout::of(&lines);
    let mut preamble = Preamble::read(&lines, &front, &mut header);
    let mut found = evidence::find(&lines, layout, preamble.size(), &preamble.people, labels);
    if found.starts.len() < 2 {
        let other = typography::find(&lines, preamble.size());
        found = if other.starts.len() > found.starts.len() { other } else { found };
    }
    found.leave_out(|line| preamble.lists(line));
    name_examination(&mut lines, &mut found);
    name_chair(&mut lines, &mut found);
    let start = preamble.end(&lines, found.starts.first());
    if header.title.is_empty() {
        header.title = preamble.title.take().unwrap_or_default();
    }
    let spoken = assemble(&lines, layout, start, &mut found, &preamble);
    let cast = members(&preamble, &found);
    let doubts = doubts::findings(&header.name, &lines, &found, &cast[preamble.people.len()..]);
    sink.document(header);
    hand_on(&spoken, &cast, sink);
    doubts.into_iter().for_each(|doubt| sink.finding(doubt));
    front.fault.map(|fault| (fault.line, fault.what))
}

/// The text with HTML's tags for emphasis written as Markdown's.
fn without_tags(text: &str) -> Cow<'_, str> {
    const TAGS: [(&str, &str); 8] = [
        ("<b>", "**"),
        ("</b>", "**"),
        ("<strong>", "**"),
        ("</strong>", "**"),
        ("<i>", "*"),
        ("</i>", "*"),
        ("<em>", "*"),
        ("</em>", "*"),
    ];
    let tagged = ["</b>", "</strong>", "</i>", "</em>"];
    let mut closing = memchr::memmem::find_iter(text.as_bytes(), "</");
    if !closing.any(|at| tagged.iter().any(|tag| text[at..].starts_with(tag))) {
        return text.into();
    }
    TAGS.iter().fold(text.to_owned(), |text, (tag, mark)| text.replace(tag, mark)).into()
}

/// A label that opens a turn in a text that is nothing but talk.
#[derive(Debug)]
pub(in crate::read) struct Opening<'a> {
    /// The line of the text, from 1.
    pub line: u64,
    /// What the label says.
    pub label: Label,
    /// The label as printed.
    pub printed: Cow<'a, str>,
    /// What follows it on its line.
    pub words: &'a str,
}

/// The labels of a text without a head, in order; `known` are people who are known to speak in it.
pub(in crate::read) fn openings<'a>(text: &'a str, known: &[Label], labels: &Labels) -> Vec<Opening<'a>> {
    let lines = lines(text, 1);
    let found = evidence::find(&lines, Layout::of(&lines), 0, known, labels);
    let opening = |start: &Start| {
        let (line, used) = (&lines[start.line], &found.used[start.used]);
        let words = line.text[start.rest..].trim_start();
        Opening { line: line.number, label: used.label.clone(), printed: used.printed.clone(), words }
    };
    found.starts.iter().map(opening).collect()
}

fn members(preamble: &Preamble, found: &Found<'_>) -> Vec<Member> {
    let calls: Vec<Call<'_>> = found
        .used
        .iter()
        .map(|used| Call { label: &used.label, printed: &used.printed, times: used.times })
        .collect();
    cast(&preamble.people, preamble.principals, preamble.leads, &calls)
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
        let rule = |pattern: &&str| LabelRule { pattern: (*pattern).to_owned(), label: Verdict::Label };
        let rules: Vec<LabelRule> = labels.iter().map(rule).collect();
        let labels = Labels::new(&rules).expect("sound patterns");
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
                prop_assert!(line >= before && line <= last);
                prop_assert!(lines.is_sorted() && notes.is_sorted());
                prop_assert!(lines.iter().all(|(offset, at)| text.is_char_boundary(*offset) && *at >= line && *at <= last));
                prop_assert!(notes.iter().all(|offset| text.is_char_boundary(*offset)));
                before = line;
            }
        }
    }
}
