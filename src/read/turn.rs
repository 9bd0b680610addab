//! What every format hands on: documents and their turns, borrowed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use jiff::civil::Date;

use super::finding::Finding;
use crate::issues::{Issue, IssueKind};
use crate::speakers::{Kind, Person};
use crate::text::Language;

/// What is known of a document before its first turn.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Header {
    /// The document's name: its path below the input, or a record's id.
    pub name: String,
    /// The day it was spoken.
    pub date: Option<Date>,
    /// Its title, empty where it has none.
    pub title: String,
    /// Where it was published, empty where the document does not say.
    pub url: String,
    /// Names in the title or byline of people who may have no turn, in order.
    pub announced: Vec<String>,
    /// Further fields of front matter, by name.
    pub fields: BTreeMap<String, String>,
    /// The byte of its source's text at which it begins; 0 where the format does not say.
    pub start: u64,
}

impl Header {
    /// Takes from `other` what this one does not say itself, the name aside.
    pub(super) fn complete(&mut self, other: &Self) {
        self.date = self.date.or(other.date);
        for (place, said) in [(&mut self.title, &other.title), (&mut self.url, &other.url)] {
            if place.is_empty() {
                place.clone_from(said);
            }
        }
        for (name, said) in &other.fields {
            self.fields.entry(name.clone()).or_insert_with(|| said.clone());
        }
    }
}

/// A stage direction, page mark or the like inside a turn: kept with its place, never words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Byte offset in the turn's text at which it stood.
    pub offset: usize,
    /// The note as printed, brackets included.
    pub text: String,
}

/// Where in a turn's text a new line of the source begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineStart {
    /// Byte offset in the turn's text.
    pub offset: usize,
    /// The source's line, from 1.
    pub line: u64,
}

/// One turn as read, with its speaker as its document resolves them.
#[derive(Debug, Clone, Copy)]
pub struct Turn<'a> {
    /// The speaker; `None` where the text has none.
    pub speaker: Option<&'a Person>,
    /// Its number in the document, from 0, where the source gives one; else turns are counted.
    pub number: Option<u32>,
    /// What the turn does.
    pub kind: Kind,
    /// The day, where the turn has one of its own.
    pub date: Option<Date>,
    /// The words as printed, elisions included, labels and notes left out.
    pub text: &'a str,
    /// The source's line, from 1, on which the turn begins.
    pub line: u64,
    /// Where later lines of the source begin in `text`, ascending.
    pub lines: &'a [LineStart],
    /// Stage directions, ascending by offset.
    pub notes: &'a [Note],
    /// How often the transcript leaves words out: `[…]`, `[...]`, `(…)`.
    pub elisions: u32,
    /// Further fields of the record that were asked for, by name.
    pub fields: &'a [(String, String)],
}

/// The field under which turns carry the code of their language.
pub(super) const LANGUAGE: &str = "language";

/// What is said in a turn, and where it stands in its source; nothing of who says it.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// As [`Turn::text`].
    pub text: &'a str,
    /// As [`Turn::line`].
    pub line: u64,
    /// As [`Turn::lines`].
    pub lines: &'a [LineStart],
    /// As [`Turn::notes`].
    pub notes: &'a [Note],
}

impl<'a> Turn<'a> {
    /// The language of the turn, where its fields say it.
    pub fn language(&self) -> Option<Language> {
        declared_language(self.fields)
    }

    /// What is said in it.
    pub fn said(&self) -> Said<'a> {
        let Self { text, line, lines, notes, .. } = *self;
        Said { text, line, lines, notes }
    }
}

impl Said<'_> {
    /// The source's line, from 1, of the byte at `offset` of the text.
    pub fn line_at(&self, offset: usize) -> u64 {
        let after = self.lines.partition_point(|start| start.offset <= offset);
        after.checked_sub(1).map_or(self.line, |last| self.lines[last].line)
    }
}

/// The language that the fields of a turn say.
pub fn declared_language(fields: &[(String, String)]) -> Option<Language> {
    let declared = fields.iter().find(|(name, _)| name == LANGUAGE);
    declared.and_then(|(_, language)| Language::declared(language))
}

/// Receives what a format reads: a header, then its turns in order; again for the next document.
pub trait Sink {
    /// A document begins; the turns that follow are its own, numbered from 0.
    fn document(&mut self, header: Header);
    /// The next turn of the document.
    fn turn(&mut self, turn: Turn<'_>);
    /// Something looks wrong, and nothing is lost by it.
    fn finding(&mut self, _: Finding) {}
    /// Something was lost or altered in reading.
    fn issue(&mut self, kind: IssueKind, issue: Issue);
}
