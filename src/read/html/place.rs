//! Puts the turns of a page's text where they stand in the page, without the emphasis that was written for labels.

use super::write::{Page, Row};
use crate::issues::{Issue, IssueKind};
use crate::read::finding::Finding;
use crate::read::turn::{Header, LineStart, Note, Sink, Turn};

/// What emphasis is written as.
const MARK: &str = "**";

/// By so many bytes the beginning of a line is recognised, and not farther than this from where it should be.
const RECOGNISED: usize = 24;
const NEAR: usize = 400;

/// Hands on the turns of a page's text.
pub(super) struct Placed<'a> {
    pub page: &'a Page,
    pub sink: &'a mut dyn Sink,
}

impl Placed<'_> {
    /// What is known of that line, from 1, of the text.
    fn row(&self, line: u64) -> Option<&Row> {
        self.page.rows.get(usize::try_from(line).ok()?.checked_sub(1)?)
    }

    /// The line of the source on which that line of the text stands.
    fn line(&self, line: u64) -> u64 {
        self.row(line).map_or(line, |row| row.line)
    }

    /// The lines of the source that begin within a line of the text, of which a turn has `text`: labels and notes were
    /// taken out. Each is looked for by its first letters, where it stands if nothing was taken out behind it.
    fn breaks(&self, line: u64, text: &str) -> Vec<(usize, u64)> {
        let Some(row) = self.row(line) else { return Vec::new() };
        let printed = &self.page.text[row.bytes.clone()];
        let (mut from, mut found) = (0, Vec::new());
        for &(size, line) in &row.breaks {
            let Some(after) = printed.get(printed.len() - size..) else { continue };
            let begin = &after[..after.floor_char_boundary(RECOGNISED)];
            let expected = text.floor_char_boundary(text.len().saturating_sub(size)).max(from);
            let near = &text[expected..text.floor_char_boundary(expected + NEAR)];
            if let Some(at) = near.find(begin) {
                from = expected + at;
                found.push((from, line));
            }
        }
        found
    }
}

/// The pieces of a turn's text that stand on lines of the page's text of their own, each with that line.
fn stretches<'t>(turn: &Turn<'t>) -> Vec<(usize, u64, &'t str)> {
    let starts =
        std::iter::once((0, turn.line)).chain(turn.lines.iter().map(|start| (start.offset, start.line)));
    let ends = turn.lines.iter().map(|start| start.offset).chain([turn.text.len()]);
    starts.zip(ends).map(|((start, line), end)| (start, line, turn.text[start..end].trim_end())).collect()
}

impl Sink for Placed<'_> {
    fn document(&mut self, header: Header) {
        self.sink.document(header);
    }

    fn turn(&mut self, turn: Turn<'_>) {
        let stretches = stretches(&turn);
        let emphasized = |line: u64| self.row(line).is_some_and(|row| row.emphasized);
        let marks: Vec<usize> = stretches
            .iter()
            .filter(|(_, line, text)| emphasized(*line) && text.starts_with(MARK))
            .flat_map(|(start, _, text)| {
                let close = text[MARK.len()..].find(MARK).map(|at| start + MARK.len() + at);
                std::iter::once(*start).chain(close)
            })
            .collect();
        let moved = |offset: usize| offset - MARK.len() * marks.partition_point(|mark| *mark < offset);
        let bounds = std::iter::once(0).chain(marks.iter().map(|mark| mark + MARK.len()));
        let ends = marks.iter().copied().chain([turn.text.len()]);
        let text: String = bounds.zip(ends).map(|(from, to)| &turn.text[from..to]).collect();
        let begun = stretches.iter().skip(1).map(|(start, line, _)| (*start, self.line(*line)));
        let within = stretches.iter().flat_map(|(start, line, text)| {
            self.breaks(*line, text).into_iter().map(move |(at, line)| (start + at, line))
        });
        let mut lines: Vec<LineStart> =
            begun.chain(within).map(|(at, line)| LineStart { offset: moved(at), line }).collect();
        lines.sort_by_key(|start| (start.offset, start.line));
        let note = |note: &Note| Note { offset: moved(note.offset), text: unmarked(&note.text).to_owned() };
        let notes: Vec<Note> = turn.notes.iter().map(note).collect();
        let line = self.line(turn.line);
        self.sink.turn(Turn { line, text: &text, lines: &lines, notes: &notes, ..turn });
    }

    fn finding(&mut self, finding: Finding) {
        let line = finding.line.map(|line| self.line(line));
        self.sink.finding(Finding { line, ..finding });
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
        let row = |line, emphasized| Row { line, emphasized, ..Row::default() };
        let rows = vec![row(7, true), row(7, false), row(9, false), row(12, true)];
        let page = Page { text: String::new(), rows };
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

    #[test]
    fn lines_of_the_source_are_found_in_a_turn_whatever_was_taken_out_of_it() {
        let text = "Ana: One two (Laughter.) three four five.".to_owned();
        let at = |word: &str, line| (text.len() - text.find(word).unwrap(), line);
        let breaks = vec![at("Ana", 2), at("two", 3), at("three", 4), at("five", 5)];
        let rows = vec![Row { line: 1, bytes: 0..text.len(), emphasized: false, breaks }];
        let page = Page { text, rows };
        let placed = Placed { page: &page, sink: &mut Gathered::default() };
        assert_eq!(placed.breaks(1, "One two three four five."), [(8, 4), (19, 5)]);
        assert_eq!(placed.breaks(1, "One two (Laughter.) three four five."), [(4, 3), (20, 4), (31, 5)]);
        assert_eq!(placed.breaks(9, "x"), []);
    }
}
