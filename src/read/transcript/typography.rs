//! Dialogues without labels: questions in bold, or a dash before each turn.

use super::evidence::{Found, Start, Used};
use super::line::{Line, Matter};
use crate::speakers::{Label, LabelKind};

/// How many paragraphs must be set so.
const LEAST: usize = 3;

/// The turns of a text in which no label was found: of paragraphs in bold the questions, of those after them the
/// answers; or one of each paragraph that a dash opens.
pub(super) fn find<'a>(lines: &[Line<'a>], from: usize) -> Found<'a> {
    let opening: Vec<usize> = (from..lines.len())
        .filter(|&at| lines[at].matter == Matter::Prose && (lines[at].after_blank || at == from))
        .collect();
    let bold: Vec<usize> = opening.iter().copied().filter(|&at| bold(lines[at].text).is_some()).collect();
    let asking = bold.iter().filter(|&&at| lines[at].text.contains(['?', '？', '؟'])).count();
    if bold.len() >= LEAST && bold.len() * 3 <= opening.len() * 2 && asking * 2 >= bold.len() {
        return questions(lines, &opening);
    }
    let dashed = opening.iter().filter(|&&at| dash(lines[at].text) > 0).count();
    if dashed > LEAST && dashed * 3 >= opening.len() * 2 {
        dialogue(lines, &opening)
    } else {
        Found::default()
    }
}

fn questions<'a>(lines: &[Line<'a>], opening: &[usize]) -> Found<'a> {
    let mut found = voices(&[LabelKind::Questioner, LabelKind::Answerer]);
    let mut asked = false;
    for &line in opening {
        let text = lines[line].text;
        match (bold(text), asked) {
            (Some(size), _) => {
                let rest = size + dash(&text[size..]);
                found.starts.push(Start { line, used: 0, rest });
                asked = true;
            }
            (None, true) => {
                found.starts.push(Start { line, used: 1, rest: dash(text) });
                asked = false;
            }
            (None, false) => {}
        }
    }
    count(found)
}

fn dialogue<'a>(lines: &[Line<'a>], opening: &[usize]) -> Found<'a> {
    let mut found = voices(&[LabelKind::Nobody]);
    for &line in opening {
        let rest = dash(lines[line].text);
        if rest > 0 {
            found.starts.push(Start { line, used: 0, rest });
        }
    }
    count(found)
}

fn voices<'a>(kinds: &[LabelKind]) -> Found<'a> {
    let voice = |kind: &LabelKind| Used {
        label: Label { kind: *kind, ..Label::crowd() },
        printed: "".into(),
        times: 0,
    };
    Found { used: kinds.iter().map(voice).collect(), ..Found::default() }
}

fn count(mut found: Found<'_>) -> Found<'_> {
    for start in &found.starts {
        found.used[start.used].times += 1;
    }
    found
}

/// The size of the mark before a line that is all in bold.
fn bold(text: &str) -> Option<usize> {
    let mark = ["***", "**", "__"].into_iter().find(|mark| text.starts_with(mark))?;
    let whole = text.len() > 2 * mark.len() && text.ends_with(mark) && text.matches(mark).count() == 2;
    whole.then_some(mark.len())
}

/// The size of the dash that opens a turn, with the space after it.
fn dash(text: &str) -> usize {
    let bare = text.trim_start_matches(['—', '–', '―']);
    let words = bare.trim_start();
    if bare.len() < text.len() && words.starts_with(|c: char| !c.is_ascii_digit()) {
        text.len() - words.len()
    } else {
        0
    }
}
