//! Where in a value its documents are, and what each of them is: records, or recognised speech.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::DEEPEST;
use super::item::{ALTERNATIVES, Item};
use super::node::{LineCounter, Node};
use super::record::{left_out, parse};
use super::speech::Speech;
use crate::issues::IssueKind;
use crate::read::date::find_date;
use crate::read::day::iso_day;
use crate::read::input::Input;
use crate::read::languages::OfRecords;
use crate::read::script::Script;
use crate::read::tabular::{Columns, Place, Record, Records, Shape};
use crate::read::turn::{Header, Sink};

/// A text of JSON that is being read.
pub(super) struct Reading<'a> {
    input: Input<'a>,
    sink: &'a mut dyn Sink,
    lines: LineCounter<'a>,
    /// Whether anything was found.
    found: bool,
}

/// A list that may hold documents or records, with what encloses it.
struct Found<'t> {
    list: Node<'t>,
    frame: Header,
}

/// Whether a document encloses the records of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Enclosed {
    Yes,
    No,
}

/// Fields beside a list that say something of it are no longer than this, in bytes.
const LONGEST_FIELD: usize = 200;
/// How many elements of a list are looked at to see what it is.
const LOOKED_AT: usize = 50;

impl<'a> Reading<'a> {
    /// Nothing was read yet.
    pub fn new(input: Input<'a>, sink: &'a mut dyn Sink) -> Self {
        Self { input, sink, lines: LineCounter::new(input.text()), found: false }
    }

    /// Reads the value that the text holds.
    pub fn read(mut self, root: Node<'a>) {
        let frame = Header { name: self.input.name().to_owned(), ..Header::default() };
        self.document(root, frame, 0);
        if !self.found {
            let what = "no list of records or of words with their times is in it";
            self.sink.issue(IssueKind::MissingColumn, self.input.issue(None, what));
        }
    }

    /// Reads a value that is a document, or encloses some.
    fn document(&mut self, node: Node<'a>, frame: Header, depth: usize) {
        if depth > DEEPEST {
            let line = self.lines.line(node.offset(self.input.text()));
            let what = format!("nested deeper than {DEEPEST} levels; it was left out");
            return self.sink.issue(IssueKind::Malformed, self.input.issue(Some(line), what));
        }
        let frame = self.frame(node, frame);
        let mut lists = Vec::new();
        gather(node, &frame, self, depth, &mut lists);
        let (documents, mut lists): (Vec<_>, Vec<_>) =
            lists.into_iter().partition(|found| self.holds_documents(found.list));
        for Found { list, frame } in &documents {
            for (number, element) in (1..).zip(list.elements()) {
                let name = format!("{}#{number}", frame.name);
                self.document(element, Header { name, ..frame.clone() }, depth + 1);
            }
        }
        lists.retain(|found| self.is_records(&found.list.elements()));
        if !documents.is_empty() {
            return lists.into_iter().for_each(|found| self.list(found, node));
        }
        let names = &self.input.options().names;
        let speech = Speech::find(node, self.input.text());
        let asks = names.text.is_some() || names.speaker.is_some();
        match speech.filter(|speech| lists.is_empty() || speech.is_timed() && !asks) {
            Some(speech) if speech.is_timed() || !self.is_records(&[node]) => {
                self.speech(speech, node, frame)
            }
            Some(_) => self.records(vec![node], frame, Enclosed::No),
            None if lists.is_empty() && node.is_list() => self.records(node.elements(), frame, Enclosed::No),
            None => lists.into_iter().for_each(|found| self.list(found, node)),
        }
    }

    /// Reads a list of records that is `node` or stands in it.
    fn list(&mut self, Found { list, frame }: Found<'a>, node: Node<'a>) {
        let enclosed = if list == node { Enclosed::No } else { Enclosed::Yes };
        self.records(list.elements(), frame, enclosed);
    }

    fn speech(&mut self, speech: Speech<'a>, node: Node<'a>, frame: Header) {
        self.found = true;
        let mut header = self.input.header(&frame.name);
        header.complete(&frame);
        header.start = node.offset(self.input.text()) as u64;
        let mut script = Script::default();
        speech.turns(self.input.text(), &mut script);
        script.finish(header, self.sink);
    }

    /// Reads a list of records; those of one document stand in one frame.
    fn records(&mut self, elements: Vec<Node<'a>>, frame: Header, enclosed: Enclosed) {
        self.found = true;
        let keys: BTreeSet<Cow<'_, str>> =
            elements.iter().flat_map(|element| element.members()).map(|(key, _)| key).collect();
        let mut columns = Columns::among(self.input.options(), &|key| keys.contains(key));
        let says_who = |element: &Node<'_>| {
            let mut members = element.members().into_iter();
            members
                .any(|(key, node)| columns.number(&key) == Some(columns.speaker) && node.printed() != "null")
        };
        let shape = if elements.iter().any(says_who) { Shape::Turns } else { Shape::Texts };
        if shape == Shape::Turns && enclosed == Enclosed::Yes && self.input.options().names.document.is_none()
        {
            // Where a document encloses its turns, an id is a turn's.
            let id = columns.number("id");
            columns.document.retain(|&number| Some(number) != id);
        }
        let mut records =
            Records::new(&columns, self.input, shape, OfRecords::Untold, &mut *self.sink).within(frame);
        let mut cells = Vec::new();
        for element in elements {
            let start = element.offset(self.input.text());
            let line = self.lines.line(start);
            match parse(element.printed(), &columns, &mut cells) {
                Ok(()) => {
                    let record = Record { line, start: start as u64, place: Place::Escaped { line } };
                    let cell = |column: usize| cells[column].as_deref();
                    records.add(record, &cell, &|| (line, super::keys(element.printed())));
                }
                Err(error) => records.issue(IssueKind::Malformed, line, left_out(&error)),
            }
        }
        records.finish();
    }

    /// What an object says of the document that it is or encloses; `outer` is what encloses it.
    fn frame(&mut self, node: Node<'a>, outer: Header) -> Header {
        let names = &self.input.options().names;
        let (document, date) = (names.document.as_deref(), names.date.as_deref().unwrap_or("date"));
        let mut frame = Header::default();
        let mut name: Option<(usize, String)> = None;
        for (key, value) in node.members() {
            let Some(text) =
                value.text().filter(|text| !text.trim().is_empty() && text.len() <= LONGEST_FIELD)
            else {
                continue;
            };
            let text = text.trim();
            let rank = document
                .map_or_else(|| NAMES.iter().position(|name| *name == key), |n| (n == key).then_some(0));
            if let Some(rank) = rank {
                if name.as_ref().is_none_or(|(best, _)| rank < *best) {
                    name = Some((rank, text.to_owned()));
                }
            } else if key == date {
                frame.date = iso_day(text).or_else(|| find_date(text));
            } else if key == "title" {
                text.clone_into(&mut frame.title);
            } else if key == "url" {
                text.clone_into(&mut frame.url);
            } else if !OF_TURNS.contains(&&*key) {
                frame.fields.insert(key.into_owned(), text.to_owned());
            }
        }
        frame.complete(&outer);
        frame.name = name.map_or(outer.name, |(_, name)| name);
        frame
    }

    /// Whether the elements of a list are documents: objects that are no records, and hold lists of objects.
    fn holds_documents(&self, list: Node<'a>) -> bool {
        let elements = list.elements();
        !self.is_records(&elements)
            && elements.iter().take(LOOKED_AT).any(|element| self.is_document(*element))
    }

    fn is_document(&self, element: Node<'a>) -> bool {
        let members = element.members();
        let item = Item::of(&members, 0);
        if item.speaker.is_some() || item.start.is_some() {
            return false;
        }
        let is_named = members.iter().any(|(key, value)| {
            (NAMES.contains(&&**key) || matches!(&**key, "title" | "date")) && value.text().is_some()
        });
        members.iter().any(|(key, value)| {
            let inside = if value.is_object() { value.members() } else { Vec::new() };
            let lists = inside.iter().map(|(_, inner)| inner).chain([value]);
            let mut lists = lists.map(|list| list.elements());
            let fits = |list: Vec<Node<'a>>| {
                list.iter().take(LOOKED_AT).any(|element| element.is_object())
                    && (is_named || self.is_records(&list))
            };
            !ALTERNATIVES.contains(&&**key) && lists.any(fits)
        })
    }

    /// Whether any element of a list has words, under the name that was asked for or a usual one.
    fn is_records(&self, elements: &[Node<'a>]) -> bool {
        let asked = self.input.options().names.text.as_deref();
        elements.iter().take(LOOKED_AT).any(|element| {
            element.members().iter().any(|(key, value)| {
                let is_text = asked.map_or(Columns::TEXT.contains(&&**key), |asked| asked == key);
                is_text && value.printed().starts_with('"')
            })
        })
    }
}

/// Fields that name a document, the best first.
const NAMES: [&str; 3] = ["document", "conversation_id", "id"];

/// Fields that say something of a turn, wherever they stand.
const OF_TURNS: [&str; 7] = ["speaker", "text", "role", "affiliation", "kind", "turn", "line"];

/// The lists that a value is or has, as far as no other list encloses them.
fn gather<'a>(
    node: Node<'a>,
    frame: &Header,
    reading: &mut Reading<'a>,
    depth: usize,
    lists: &mut Vec<Found<'a>>,
) {
    if node.is_list() {
        lists.push(Found { list: node, frame: frame.clone() });
    }
    for (_, child) in node.members().into_iter().filter(|_| depth < DEEPEST) {
        if child.is_list() {
            lists.push(Found { list: child, frame: frame.clone() });
        } else if child.is_object() {
            let inner = reading.frame(child, frame.clone());
            gather(child, &inner, reading, depth + 1, lists);
        }
    }
}
