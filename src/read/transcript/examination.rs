//! Who asks and who answers where a court's record has only `Q.` and `A.`: `BY MS. RUIZ:`, `TOM HALL, having been sworn`.

use super::evidence::{Found, Used};
use super::line::{Line, Matter};
use crate::speakers::{Label, LabelKind, is_sworn};

/// Gives the questions and answers of an examination to the examiner and the witness whom the lines before them name.
/// Such lines are nobody's words.
pub(super) fn name_examination<'a>(lines: &mut [Line<'a>], found: &mut Found<'a>) {
    let mut starts = std::mem::take(&mut found.starts);
    let mut next = starts.iter_mut().peekable();
    let (mut examiner, mut witness): (Option<usize>, Option<usize>) = (None, None);
    for at in 0..lines.len() {
        let opening = next.next_if(|start| start.line == at);
        if let Some(start) = opening {
            let label = &found.used[start.used].label;
            let named = match label.kind {
                LabelKind::Questioner => examiner,
                LabelKind::Answerer => witness,
                LabelKind::Office if label.role.eq_ignore_ascii_case("witness") => witness,
                LabelKind::Office | LabelKind::Person | LabelKind::Crowd | LabelKind::Nobody => None,
            };
            if let Some(named) = named {
                found.used[start.used].times -= 1;
                found.used[named].times += 1;
                start.used = named;
            }
        } else if let Some(label) = examining(lines[at].text) {
            examiner = Some(add(found, label, lines[at].text));
            lines[at].matter = Matter::Mark;
        } else if let Some(label) = testifying(lines, at) {
            witness = Some(add(found, label, lines[at].text));
            lines[at].matter = Matter::Mark;
        }
    }
    found.starts = starts;
}

fn add<'a>(found: &mut Found<'a>, label: Label, printed: &'a str) -> usize {
    found.used.push(Used { label, printed: printed.into(), times: 0 });
    found.used.len() - 1
}

/// `BY MR. HALL:`, `CROSS-EXAMINATION BY MR HALL:`
fn examining(line: &str) -> Option<Label> {
    if line.len() >= LONGEST {
        return None;
    }
    let at = if line.starts_with("BY ") { 0 } else { line.find(" BY ")? + 1 };
    let heads = at == 0 || line[..at].trim_end().ends_with("EXAMINATION");
    let name = line[at + 3..].trim_end_matches([':', '.', ' ']);
    let label = Label::parse(name);
    let titled = label.kind == LabelKind::Person && !label.honorific.is_empty();
    (heads && titled).then_some(label)
}

/// `TOM HALL, PLAINTIFF'S WITNESS, SWORN`, `TOM HALL,` and the next line "having been first duly sworn".
fn testifying(lines: &[Line<'_>], at: usize) -> Option<Label> {
    let text = lines[at].text;
    if text.len() > LONGEST {
        return None;
    }
    let name = text.split(',').next()?;
    let capitals = !name.chars().any(char::is_lowercase) && name.len() < text.len();
    if !capitals || name.split_whitespace().count() < 2 {
        return None;
    }
    let sworn = is_sworn(text) || lines.get(at + 1).is_some_and(|next| is_sworn(next.text));
    let label = Label::parse(name);
    (sworn && label.kind == LabelKind::Person).then_some(label)
}

/// Such a line is no longer than this.
const LONGEST: usize = 120;
