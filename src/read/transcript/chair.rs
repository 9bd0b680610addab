//! Who has the chair where labels name only the office: `Présidence de Mme Ruiz`, and then `Mme la présidente.`

use super::evidence::{Found, Used};
use super::line::{Line, Matter};
use crate::speakers::{Label, has_the_chair, presiding};

/// What somebody has for a role who has the chair, and of whom the line that says so tells none.
const PRESIDING: &str = "presiding";

/// Gives the turns of the chair to whom the line before them names. Such lines are nobody's words.
pub(super) fn name_chair<'a>(lines: &mut [Line<'a>], found: &mut Found<'a>) {
    if !found.used.iter().any(|used| has_the_chair(&used.label)) {
        return;
    }
    let mut starts = std::mem::take(&mut found.starts);
    let mut next = starts.iter_mut().peekable();
    let mut chair: Option<Label> = None;
    // The labels of the office, each with the same as that of its holder.
    let mut held: Vec<(usize, usize)> = Vec::new();
    for (at, line) in lines.iter_mut().enumerate() {
        if let Some(start) = next.next_if(|start| start.line == at) {
            let is_office = has_the_chair(&found.used[start.used].label);
            let Some(label) = chair.as_ref().filter(|_| is_office) else { continue };
            let known = held.iter().find(|(office, _)| *office == start.used).map(|(_, held)| *held);
            let number = known.unwrap_or_else(|| {
                let printed = found.used[start.used].printed.clone();
                found.used.push(Used { label: label.clone(), printed, times: 0 });
                held.push((start.used, found.used.len() - 1));
                found.used.len() - 1
            });
            found.used[start.used].times -= 1;
            found.used[number].times += 1;
            start.used = number;
        } else if let Some(mut label) = presiding(line.text) {
            if label.role.is_empty() {
                PRESIDING.clone_into(&mut label.role);
            }
            chair = Some(label);
            held.clear();
            line.matter = Matter::Mark;
        }
    }
    found.starts = starts;
}
