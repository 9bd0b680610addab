//! Captions that name no voices: turns open with labels, `>>` and dashes, if with anything.

use super::spoken::{Matter, Spoken};
use crate::read::dialogue::By;
use crate::read::prose::Join;
use crate::read::script::Script;
use crate::read::transcript::{Labels, Opening, openings};
use crate::speakers::{Label, LabelKind, is_metadata_key};

/// A line, or a part of it that a mark sets off.
struct Line<'a> {
    spoken: &'a Spoken<'a>,
    text: &'a str,
    mark: Mark,
}

/// What at a line's beginning says that another speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    None,
    /// `>>`
    Chevrons,
    /// `-`
    Dash,
}

/// Labels in captions are no longer than this, in bytes.
const LONGEST_LABEL: usize = 60;

/// Puts the turns together. Where nothing opens any, all is one turn.
pub(super) fn by_label(all: &[Spoken<'_>], labels: &Labels, script: &mut Script) {
    let lines = lines(all);
    let known: Vec<Label> = lines.iter().filter_map(Line::certain_label).collect();
    let (text, numbers) = transcript(&lines);
    let mut openings = openings(&text, &known, labels).into_iter().peekable();
    for (line, number) in lines.iter().zip(numbers) {
        while openings.next_if(|opening| opening.line < number).is_some() {}
        // A name alone on a line opens no turn in captions.
        let opening = openings.next_if(|opening| opening.line == number);
        let opening = opening.filter(|opening| !opening.words.is_empty() || line.label().is_some());
        let Spoken { line: at, start, matter, .. } = *line.spoken;
        if matter == Matter::Sound {
            script.hear(line.text);
        } else if let Some(Opening { label, printed, words, .. }) = opening {
            let notes = label.notes.clone();
            let by = script.dialogue.called_as(&printed, || label);
            script.begin(by, at, start);
            notes.iter().for_each(|note| script.hear(note));
            if !words.is_empty() {
                script.say(at, words, Join::Line);
            }
        } else {
            if line.mark != Mark::None || script.is_silent() {
                script.begin(By::Nobody, at, start);
            }
            script.say(at, line.text, Join::Line);
        }
    }
}

/// The lines without their marks.
fn lines<'a>(all: &'a [Spoken<'a>]) -> Vec<Line<'a>> {
    let has_dashes = all
        .chunk_by(|one, other| one.cue == other.cue)
        .any(|cue| cue.iter().filter(|spoken| dashed(&spoken.text).is_some()).count() > 1);
    let mut lines = Vec::with_capacity(all.len());
    for spoken in all {
        let mut parts = spoken.text.split(">>");
        let first = parts.next().unwrap_or_default().trim();
        let dash = if has_dashes { dashed(first) } else { None };
        let (text, mark) = dash.map_or((first, Mark::None), |text| (text, Mark::Dash));
        if !text.is_empty() {
            lines.push(Line { spoken, text, mark });
        }
        let parts = parts.map(|part| part.trim_start_matches('>').trim());
        let marked = |text| Line { spoken, text, mark: Mark::Chevrons };
        lines.extend(parts.filter(|part| !part.is_empty()).map(marked));
    }
    lines
}

/// What follows the dash with which somebody begins.
fn dashed(text: &str) -> Option<&str> {
    let rest = text.strip_prefix(['-', '–', '—', '‐'])?.trim_start();
    (rest.starts_with(|c: char| !matches!(c, '-' | '–' | '—')) && rest.contains(char::is_alphabetic))
        .then_some(rest)
}

/// The lines as a text in which each that may open a turn opens a paragraph; the number, from 1, of each line there.
fn transcript(lines: &[Line<'_>]) -> (String, Vec<u64>) {
    let (mut text, mut numbers, mut number) = (String::new(), Vec::with_capacity(lines.len()), 1);
    for line in lines {
        if line.mark != Mark::None || line.label().is_some() {
            text.push('\n');
            number += 1;
        }
        text.push_str(match line.spoken.matter {
            Matter::Words => line.text,
            Matter::Sound => "",
        });
        text.push('\n');
        numbers.push(number);
        number += 1;
    }
    (text, numbers)
}

impl<'a> Line<'a> {
    /// What stands before a colon, if it is short and begins as a name does.
    fn label(&self) -> Option<&'a str> {
        let (label, rest) = self.text.split_once(':')?;
        let fits = label.len() <= LONGEST_LABEL
            && label.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
        (fits && (rest.is_empty() || rest.starts_with(char::is_whitespace))).then_some(label)
    }

    /// The label behind a mark, which then is surely one.
    fn certain_label(&self) -> Option<Label> {
        let printed =
            self.label().filter(|printed| self.mark == Mark::Chevrons && !is_metadata_key(printed))?;
        let label = Label::parse(printed);
        (label.kind == LabelKind::Person).then_some(label)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::captions::cue::{Cues, Dialect};
    use crate::read::captions::spoken::spoken;
    use crate::read::gathered::Gathered;
    use crate::read::turn::Header;

    fn said(cues: &[&str]) -> Vec<(String, String)> {
        let text: String = cues.iter().map(|cue| format!("00:01.000 --> 00:02.000\n{cue}\n\n")).collect();
        let cues = Cues::read(&text, Dialect::WebVtt).cues;
        let mut script = Script::default();
        by_label(&spoken(&cues), &Labels::default(), &mut script);
        let mut gathered = Gathered::default();
        script.finish(Header::default(), &mut gathered);
        gathered.turns().map(|turn| (turn.name().to_owned(), turn.text.clone())).collect()
    }

    fn turns(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        expected.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
    }

    #[test]
    fn a_label_holds_for_all_cues_up_to_the_next() {
        let found =
            said(&["MARY: Good day", "to all of you.", "TOM: The point is: go.", "MARY: Yes.", "TOM: No."]);
        let expected = [
            ("Mary", "Good day to all of you."),
            ("Tom", "The point is: go."),
            ("Mary", "Yes."),
            ("Tom", "No."),
        ];
        assert_eq!(found, turns(&expected));
    }

    #[test]
    fn chevrons_open_turns_also_within_a_line_and_their_labels_are_sure() {
        let found = said(&["we begin", ">> ANA RUIZ: Good day. >> Hi!", ">>> And you?", "It is late."]);
        assert_eq!(
            found,
            turns(&[("", "we begin"), ("Ana Ruiz", "Good day."), ("", "Hi!"), ("", "And you? It is late.")])
        );
    }

    #[test]
    fn dashes_tell_speakers_apart_where_two_share_a_cue() {
        let found = said(&["- Are you there?\n- I am.", "- Good.", "So - well"]);
        assert_eq!(found, turns(&[("", "Are you there?"), ("", "I am."), ("", "Good. So - well")]));
        assert_eq!(said(&["It is late", "- very late -", "for us."]).len(), 1);
    }

    #[test]
    fn without_labels_nothing_is_a_head_and_all_is_one_turn() {
        assert_eq!(
            said(&["Hello everyone", "2014", "It is: late"]),
            turns(&[("", "Hello everyone 2014 It is: late")])
        );
    }
}
