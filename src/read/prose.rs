//! The words of one turn, put together from its lines; notes out, elisions counted.

use std::ops::Range;

use super::turn::{LineStart, Note};
use crate::speakers::is_stage_direction;

/// How a line joins the one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Join {
    /// The sentence goes on: one space.
    Line,
    /// A new paragraph: a blank line.
    Paragraph,
    /// A sign that belongs to the word before it: nothing.
    Glued,
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

/// Brackets longer than this, in bytes, are prose.
const LONGEST_NOTE: usize = 240;

impl Draft {
    /// A text as it stands; `lines` begin in it.
    pub fn of(text: &str, lines: &[LineStart]) -> Self {
        Self { text: text.to_owned(), lines: lines.to_vec(), notes: Vec::new() }
    }

    /// Adds a line of the source.
    pub fn push(&mut self, line: u64, text: &str, join: Join) {
        if !self.text.is_empty() {
            self.text.push_str(match join {
                Join::Line => " ",
                Join::Paragraph => "\n\n",
                Join::Glued => "",
            });
        }
        self.lines.push(LineStart { offset: self.text.len(), line });
        self.text.push_str(text);
    }

    /// Adds a note that stands on a line of its own.
    pub fn note(&mut self, text: &str) {
        self.notes.push(Note { offset: self.text.len(), text: text.to_owned() });
    }

    /// Takes the notes out of the text and counts the elisions. Every offset moves along.
    pub fn finish(self, first_line: u64) -> Prose {
        let brackets = if self.text.contains(['(', '[', '*']) { brackets(&self.text) } else { Vec::new() };
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
        let mut kept: Vec<LineStart> = Vec::with_capacity(self.lines.len());
        for start in self.lines.drain(..) {
            if kept.last().is_some_and(|last| last.offset == start.offset) {
                kept.pop();
            }
            kept.push(start);
        }
        self.lines = kept;
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

fn brackets(text: &str) -> Vec<Bracket> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = text[from..].find(['(', '[']).map(|at| from + at) {
        from = start + 1;
        let Some(end) = closing(text, start) else { continue };
        let kind = bracket_kind(text, start, end);
        if kind != BracketKind::Words {
            found.push(Bracket { start, end, kind });
            from = end;
        }
    }
    found
}

/// The end of the bracket that opens at `start`, if it closes near by and no other opens before; `[[` counts as one.
fn closing(text: &str, start: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let close = if bytes[start] == b'(' { b')' } else { b']' };
    let width = if text[start..].starts_with("[[") { 2 } else { 1 };
    let inner = bytes[start + width..].iter().take(LONGEST_NOTE);
    let mut ends = inner.take_while(|byte| !matches!(byte, b'(' | b'['));
    let size = ends.position(|byte| *byte == close)?;
    let end = start + width + size + 1;
    Some(if width == 2 && bytes.get(end) == Some(&b']') { end + 1 } else { end })
}

fn bracket_kind(text: &str, start: usize, end: usize) -> BracketKind {
    let content = text[start..end].trim_matches(['(', ')', '[', ']', ' ', '*', '_']);
    let own_paragraph = |before: &str, after: &str| {
        (before.is_empty() || before.ends_with("\n\n")) && (after.is_empty() || after.starts_with("\n\n"))
    };
    let is_time =
        content.contains(':') && content.chars().all(|c| c.is_ascii_digit() || ":.,-–> ".contains(c));
    let tells = content.starts_with(char::is_uppercase) && own_paragraph(&text[..start], &text[end..]);
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
