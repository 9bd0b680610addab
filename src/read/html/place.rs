//! Puts the turns of a page's text where they stand in the page, without the emphasis that was written for labels.

use super::write::Page;
use crate::issues::{Issue, IssueKind};
use crate::read::turn::{Header, LineStart, Note, Sink, Turn};

/// What emphasis is written as.
const MARK: &str = "**";

/// Hands on the turns of a page's text.
pub(super) struct Placed<'a> {
    pub page: &'a Page,
    pub sink: &'a mut dyn Sink,
}

impl Placed<'_> {
    /// The line of the source on which that line of the text stands.
    fn line(&self, line: u64) -> u64 {
        let place = usize::try_from(line).ok().and_then(|line| line.checked_sub(1));
        place.and_then(|place| self.page.lines.get(place)).copied().unwrap_or(line)
    }

    /// Where marks stand in a turn's text: at the beginning of lines that were emphasised, and behind the label there.
    fn marks(&self, turn: &Turn<'_>) -> Vec<usize> {
        let first = LineStart { offset: 0, line: turn.line };
        let ends = turn.lines.iter().map(|start| start.offset).chain([turn.text.len()]);
        let starts = std::iter::once(&first).chain(turn.lines);
        let mut marks = Vec::new();
        for (start, end) in starts.zip(ends) {
            let text = &turn.text[start.offset..end];
            if self.page.emphasized.binary_search(&start.line).is_ok() && text.starts_with(MARK) {
                marks.push(start.offset);
                marks.extend(text[MARK.len()..].find(MARK).map(|at| start.offset + MARK.len() + at));
            }
        }
        marks
    }
}

impl Sink for Placed<'_> {
    fn document(&mut self, header: Header) {
        self.sink.document(header);
    }

    fn turn(&mut self, turn: Turn<'_>) {
        let marks = self.marks(&turn);
        let moved = |offset: usize| offset - MARK.len() * marks.partition_point(|mark| *mark < offset);
        let bounds = std::iter::once(0).chain(marks.iter().map(|mark| mark + MARK.len()));
        let ends = marks.iter().copied().chain([turn.text.len()]);
        let text: String = bounds.zip(ends).map(|(from, to)| &turn.text[from..to]).collect();
        let line = |start: &LineStart| LineStart { offset: moved(start.offset), line: self.line(start.line) };
        let lines: Vec<LineStart> = turn.lines.iter().map(line).collect();
        let note = |note: &Note| Note { offset: moved(note.offset), text: unmarked(&note.text).to_owned() };
        let notes: Vec<Note> = turn.notes.iter().map(note).collect();
        let line = self.line(turn.line);
        self.sink.turn(Turn { line, text: &text, lines: &lines, notes: &notes, ..turn });
    }

    fn issue(&mut self, kind: IssueKind, issue: Issue) {
        let line = issue.line.map(|line| self.line(line));
        self.sink.issue(kind, Issue { line, ..issue });
    }
}

/// A note without emphasis around it.
fn unmarked(note: &str) -> &str {
    note.strip_prefix(MARK).and_then(|note| note.strip_suffix(MARK)).unwrap_or(note)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::gathered::Gathered;
    use crate::speakers::Kind;

    #[test]
    fn marks_that_opened_no_turn_are_taken_out_and_places_move_along() {
        let page = Page { text: String::new(), lines: vec![7, 7, 9, 12], emphasized: vec![1, 4] };
        let mut gathered = Gathered::default();
        let lines = [LineStart { offset: 10, line: 3 }, LineStart { offset: 16, line: 4 }];
        Placed { page: &page, sink: &mut gathered }.document(Header::default());
        Placed { page: &page, sink: &mut gathered }.turn(Turn {
            speaker: None,
            number: None,
            kind: Kind::Statement,
            date: None,
            text: "**So** it ** is **Yes:** I",
            line: 1,
            lines: &lines,
            notes: &[],
            elisions: 0,
            fields: &[],
        });
        let turn = &gathered.documents[0].turns[0];
        assert_eq!((turn.text.as_str(), turn.line, turn.last_line), ("So it ** is Yes: I", 7, 12));
        assert_eq!((unmarked("**12:00**"), unmarked("* * *")), ("12:00", "* * *"));
    }
}
