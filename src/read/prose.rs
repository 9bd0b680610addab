//! The words of one turn, put together from its lines; notes out, elisions counted.

use std::ops::Range;

use super::turn::{LineStart, Note};
use crate::speakers::is_stage_direction;

/// How a line joins the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// The sentence goes on: one space.
    Line,
    /// The word goes on, and the hyphen at the line's end is only the printer's.
    Hyphenated,
    /// The word goes on after a hyphen of its own.
    Compound,
    /// A new paragraph: a blank line.
    Paragraph,
}

/// A turn's text in the making.
#[derive(Debug, Default)]
pub(super) struct Draft {
    text: String,
    lines: Vec<LineStart>,
    notes: Vec<Note>,
}

/// A turn's text, finished.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Prose {
    /// The words as printed, elisions included.
    pub text: String,
    /// Where lines of the source begin in it.
    pub lines: Vec<LineStart>,
    /// What was taken out.
    pub notes: Vec<Note>,
    /// How often the transcript leaves words out.
    pub elisions: u32,
}

/// A paragraph in brackets of more words tells of more than what happens.
const LONGEST_REMARK: usize = 12;

/// Brackets longer than this, in bytes, are prose.
const LONGEST_NOTE: usize = 240;

impl Draft {
    /// A text as it stands; `lines` begin in it.
    pub fn of(text: &str, lines: &[LineStart]) -> Self {
        Self { text: text.to_owned(), lines: lines.to_vec(), notes: Vec::new() }
    }

    /// Adds a line of the source.
    pub fn push(&mut self, line: u64, text: &str, join: Join) {
        match join {
            _ if self.text.is_empty() => {}
            Join::Line => self.text.push(' '),
            Join::Hyphenated => drop(self.text.pop()),
            Join::Compound => {}
            Join::Paragraph => self.text.push_str("\n\n"),
        }
        if self.lines.last().is_none_or(|last| last.line != line) {
            self.lines.push(LineStart { offset: self.text.len(), line });
        }
        self.text.push_str(text);
    }

    /// Whether it has any words.
    pub fn has_words(&self) -> bool {
        !self.text.is_empty()
    }

    /// Adds a note that stands on a line of its own.
    pub fn note(&mut self, text: &str) {
        self.notes.push(Note { offset: self.text.len(), text: text.to_owned() });
    }

    /// Adds notes as if they stood in brackets at the end of the text.
    pub fn notes_at_end<'n>(&mut self, notes: impl Iterator<Item = &'n str>) {
        notes.for_each(|note| self.note(&format!("({note})")));
    }

    /// What was added so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line of the source on which the byte at `offset` stands, where one begins before it.
    pub fn line_at(&self, offset: usize) -> Option<u64> {
        let after = self.lines.partition_point(|start| start.offset <= offset);
        after.checked_sub(1).map(|last| self.lines[last].line)
    }

    /// A part of it, without the white space round it.
    pub fn part(&self, range: Range<usize>) -> Self {
        let text = &self.text[range.clone()];
        let start = range.start + text.len() - text.trim_start().len();
        let text = text.trim();
        let end = start + text.len();
        let first = self.line_at(start).map(|line| LineStart { offset: 0, line });
        let later = &self.lines[self.lines.partition_point(|line| line.offset <= start)..];
        let later = &later[..later.partition_point(|line| line.offset < end)];
        let moved = later.iter().map(|line| LineStart { offset: line.offset - start, ..*line });
        let notes = &self.notes[self.notes.partition_point(|note| note.offset < range.start)..];
        let notes = &notes[..notes.partition_point(|note| note.offset < range.end)];
        let place = |offset: usize| offset.clamp(start, end) - start;
        let notes = notes.iter().map(|note| Note { offset: place(note.offset), text: note.text.clone() });
        Self {
            text: text.to_owned(),
            lines: first.into_iter().chain(moved).collect(),
            notes: notes.collect(),
        }
    }

    /// Takes the notes out of the text and counts the elisions. Every offset moves along.
    pub fn finish(self, first_line: u64) -> Prose {
        if memchr::memchr2(b'(', b'[', self.text.as_bytes()).is_none() {
            return self.without_brackets(first_line);
        }
        let brackets = brackets(&self.text);
        let elisions = brackets.iter().filter(|bracket| bracket.kind == BracketKind::Elision).count();
        let cuts = brackets.into_iter().filter(|bracket| bracket.kind == BracketKind::Note);
        let mut prose = Prose { elisions: u32::try_from(elisions).unwrap_or(u32::MAX), ..Prose::default() };
        prose.text.reserve(self.text.len());
        let mut moved = Moved { lines: &self.lines, notes: &self.notes };
        let mut from = 0;
        for cut in cuts {
            moved.copy(&self.text, from..cut.start, &mut prose);
            if opens_paragraph(&self.text[cut.end..]) && prose.text.ends_with(' ') {
                prose.text.pop();
                prose.pull_back();
            }
            let text = self.text[cut.start..cut.end].to_owned();
            prose.notes.push(Note { offset: prose.text.len(), text });
            from = cut.end + space_to_drop(&self.text[cut.end..], &prose.text);
        }
        moved.copy(&self.text, from..self.text.len(), &mut prose);
        moved.rest(&mut prose);
        prose.trim(first_line);
        prose
    }

    /// The same of a text in which nothing is to be taken out.
    fn without_brackets(self, first_line: u64) -> Prose {
        let Self { text, lines, notes } = self;
        let mut prose = Prose { text, lines, notes, elisions: 0 };
        prose.trim(first_line);
        prose
    }
}

fn opens_paragraph(text: &str) -> bool {
    text.starts_with("\n\n")
}

/// How much space after a cut goes with it, so that no double space stays.
fn space_to_drop(after: &str, before: &str) -> usize {
    let space = after.len() - after.trim_start().len();
    if opens_paragraph(after) && !before.is_empty() && !before.ends_with('\n') {
        return 0;
    }
    if before.is_empty() || before.ends_with(char::is_whitespace) { space } else { 0 }
}

/// The lines and notes that wait for their place in the finished text.
struct Moved<'a> {
    lines: &'a [LineStart],
    notes: &'a [Note],
}

impl Moved<'_> {
    /// Copies a range of the source, and sets what begins in it or before it.
    fn copy(&mut self, source: &str, range: Range<usize>, prose: &mut Prose) {
        let base = prose.text.len();
        prose.text.push_str(&source[range.clone()]);
        let place = |offset: usize| base + offset.saturating_sub(range.start);
        while let Some((line, lines)) = self.lines.split_first().filter(|(line, _)| line.offset < range.end) {
            prose.lines.push(LineStart { offset: place(line.offset), line: line.line });
            self.lines = lines;
        }
        while let Some((note, notes)) = self.notes.split_first().filter(|(note, _)| note.offset < range.end) {
            prose.notes.push(Note { offset: place(note.offset), text: note.text.clone() });
            self.notes = notes;
        }
    }

    fn rest(self, prose: &mut Prose) {
        let offset = prose.text.len();
        prose.lines.extend(self.lines.iter().map(|line| LineStart { offset, line: line.line }));
        prose.notes.extend(self.notes.iter().map(|note| Note { offset, text: note.text.clone() }));
    }
}

impl Prose {
    /// Brings what stood after the text's last byte back to its end.
    fn pull_back(&mut self) {
        let size = self.text.len();
        self.notes.iter_mut().rev().take_while(|note| note.offset > size).for_each(|note| note.offset = size);
        self.lines.iter_mut().rev().take_while(|line| line.offset > size).for_each(|line| line.offset = size);
    }

    /// Drops space at the end, and line starts that say nothing: the turn's own line at its beginning, or none of its text.
    fn trim(&mut self, first_line: u64) {
        self.text.truncate(self.text.trim_end().len());
        let size = self.text.len();
        self.notes.iter_mut().for_each(|note| note.offset = note.offset.min(size));
        self.lines.retain(|start| start.offset < size && !(start.offset == 0 && start.line == first_line));
        // Of lines that begin at one place the last holds.
        self.lines.dedup_by(|next, last| {
            let same = next.offset == last.offset;
            *last = if same { *next } else { *last };
            same
        });
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum BracketKind {
    Note,
    Elision,
    Words,
}

struct Bracket {
    start: usize,
    end: usize,
    kind: BracketKind,
}

/// Each pair of brackets of the text, in order of their opening.
pub(super) fn pairs(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let openings = memchr::memchr2_iter(b'(', b'[', text.as_bytes());
    openings.filter_map(|start| Some(start..closing(text, start)?))
}

fn brackets(text: &str) -> Vec<Bracket> {
    let mut found: Vec<Bracket> = Vec::new();
    for Range { start, end } in pairs(text) {
        if found.last().is_none_or(|last| last.end <= start) {
            let kind = bracket_kind(text, start, end);
            found.extend((kind != BracketKind::Words).then_some(Bracket { start, end, kind }));
        }
    }
    found
}

/// The end of the bracket that opens at `start`, if it closes near by. Another inside it may only be square in a round
/// one; `[[` counts as one.
fn closing(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    if text[start..].starts_with("[[") {
        let end = start + 2 + memchr::memchr3(b'(', b'[', b']', near(bytes, start + 2))?;
        let twice = if bytes.get(end + 1) == Some(&b']') { 2 } else { 1 };
        return (bytes[end] == b']').then_some(end + twice);
    }
    let (close, inner) = if bytes[start] == b'(' { (b')', Some((b'[', b']'))) } else { (b']', None) };
    let mut is_inside = false;
    for (at, byte) in near(bytes, start + 1).iter().enumerate() {
        match (*byte, inner) {
            (byte, _) if byte == close && !is_inside => return Some(start + 1 + at + 1),
            (byte, Some((open, _))) if byte == open && !is_inside => is_inside = true,
            (byte, Some((_, end))) if byte == end => is_inside = false,
            (b'(' | b'[', _) => return None,
            _ => {}
        }
    }
    None
}

/// The bytes from `start` on in which a bracket must close.
fn near(bytes: &[u8], start: usize) -> &[u8] {
    let rest = bytes.get(start..).unwrap_or_default();
    &rest[..rest.len().min(LONGEST_NOTE)]
}

fn bracket_kind(text: &str, start: usize, end: usize) -> BracketKind {
    let content = text[start..end].trim_matches(['(', ')', '[', ']', ' ', '*', '_']);
    let own_paragraph = |before: &str, after: &str| {
        (before.is_empty() || before.ends_with("\n\n")) && (after.is_empty() || after.starts_with("\n\n"))
    };
    let is_time =
        content.contains(':') && content.chars().all(|c| c.is_ascii_digit() || ":.,-–> ".contains(c));
    let brief = content.split_whitespace().nth(LONGEST_REMARK).is_none();
    let tells =
        brief && content.starts_with(char::is_uppercase) && own_paragraph(&text[..start], &text[end..]);
    if !content.is_empty() && content.chars().all(|c| matches!(c, '.' | '…' | ' ' | '\u{a0}')) {
        BracketKind::Elision
    } else if is_time || tells || text[start..].starts_with("[[") || is_stage_direction(content) {
        BracketKind::Note
    } else {
        BracketKind::Words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prose(lines: &[(u64, &str, Join)]) -> Prose {
        let mut draft = Draft::default();
        for (line, text, join) in lines {
            draft.push(*line, text, *join);
        }
        draft.finish(1)
    }

    #[test]
    fn notes_leave_the_text_and_keep_their_place() {
        let prose = prose(&[
            (1, "(Laughter.) So (and I mean it) we go. (Applause.) Thank", Join::Line),
            (2, "you [laughs].", Join::Line),
        ]);
        assert_eq!(prose.text, "So (and I mean it) we go. Thank you .");
        let notes: Vec<(usize, &str)> =
            prose.notes.iter().map(|note| (note.offset, note.text.as_str())).collect();
        assert_eq!(notes, [(0, "(Laughter.)"), (26, "(Applause.)"), (36, "[laughs]")]);
        assert_eq!(prose.lines, [LineStart { offset: 32, line: 2 }]);
    }

    #[test]
    fn notes_side_by_side_at_a_paragraphs_end_stand_in_order_at_its_last_word() {
        let prose =
            prose(&[(1, "So it is. (Laughter.)(Applause.)", Join::Line), (3, "Yes.", Join::Paragraph)]);
        assert_eq!(prose.text, "So it is.\n\nYes.");
        assert_eq!(prose.notes.iter().map(|note| note.offset).collect::<Vec<_>>(), [9, 9]);
    }

    #[test]
    fn elisions_are_counted_and_stay() {
        let prose = prose(&[(1, "[…] Yes. [...] No (…) (. . .)", Join::Line)]);
        assert_eq!((prose.elisions, prose.text.as_str()), (4, "[…] Yes. [...] No (…) (. . .)"));
    }

    #[test]
    fn a_note_may_run_over_a_line_end_or_fill_a_paragraph() {
        let lines = [
            (1, "Go on. (Cross-talk by", Join::Line),
            (2, "reporters.) Yes.", Join::Line),
            (4, "(The anthem is played.)", Join::Paragraph),
        ];
        let prose = prose(&lines);
        assert_eq!((prose.text.as_str(), prose.notes.len()), ("Go on. Yes.", 2));
        assert_eq!(prose.lines, [LineStart { offset: 7, line: 2 }]);
    }

    #[test]
    fn unclosed_and_nested_brackets_are_words() {
        for text in ["( ( ( [", "(a (b) c)", "[]", "()", ")("] {
            assert_eq!(prose(&[(1, text, Join::Line)]).text, text);
        }
    }
}
