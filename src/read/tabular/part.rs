//! A record without a speaker: a text of its own inside a document of several.

use jiff::civil::Date;

use super::records::Place;
use crate::issues::{Issue, IssueKind};
use crate::read::finding::Finding;
use crate::read::turn::{Header, LineStart, Sink, Turn};

/// Puts the turns of one record's text where the record stands: into its document, on its lines, with its fields.
pub(super) struct Part<'a> {
    pub sink: &'a mut dyn Sink,
    pub stage: Stage,
    pub place: Place,
    pub date: Option<Date>,
    pub fields: &'a [(String, String)],
}

/// Which record of its document a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stage {
    /// It begins the document.
    First,
    /// It goes on with the document that is open.
    Later,
}

impl Sink for Part<'_> {
    fn document(&mut self, header: Header) {
        match self.stage {
            Stage::First => self.sink.document(header),
            Stage::Later => {}
        }
    }

    fn turn(&mut self, turn: Turn<'_>) {
        let lines: Vec<LineStart> = match self.place {
            Place::Printed { .. } => {
                let moved = |start: &LineStart| LineStart { line: self.place.line(start.line), ..*start };
                turn.lines.iter().map(moved).collect()
            }
            Place::Escaped { .. } => Vec::new(),
        };
        self.sink.turn(Turn {
            line: self.place.line(turn.line),
            lines: &lines,
            date: turn.date.or(self.date),
            fields: self.fields,
            ..turn
        });
    }

    fn finding(&mut self, finding: Finding) {
        let line = finding.line.map(|line| self.place.line(line));
        self.sink.finding(Finding { line, ..finding });
    }

    fn issue(&mut self, kind: IssueKind, issue: Issue) {
        let line = Some(self.place.line(issue.line.unwrap_or(1)));
        self.sink.issue(kind, Issue { line, ..issue });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::gathered::Gathered;
    use crate::speakers::Kind;

    #[test]
    fn turns_of_a_printed_text_stand_on_the_files_lines_and_of_an_escaped_one_on_the_records() {
        let lines = [LineStart { offset: 2, line: 4 }];
        for (place, first, last) in
            [(Place::Printed { line: 10 }, 12, 13), (Place::Escaped { line: 10 }, 10, 10)]
        {
            let mut gathered = Gathered::default();
            let mut part = Part { sink: &mut gathered, stage: Stage::First, place, date: None, fields: &[] };
            part.document(Header::default());
            part.turn(Turn {
                speaker: None,
                number: None,
                kind: Kind::Statement,
                date: None,
                text: "a\nb",
                line: 3,
                lines: &lines,
                notes: &[],
                elisions: 0,
                fields: &[],
            });
            let turn = &gathered.documents[0].turns[0];
            assert_eq!((turn.line, turn.last_line), (first, last));
        }
    }
}
