//! Who has the chair where labels name only the office: `Présidence de Mme Ruiz`, and then `Mme la présidente.`

use super::evidence::{Found, Used};
use super::line::{Line, Matter};
use crate::speakers::{Label, has_the_chair, may_hold, presiding};

/// What somebody has for a role who has the chair, and of whom the line that says so tells none.
const PRESIDING: &str = "presiding";

/// Gives the turns of the chair to whom the line before them names. Such lines are paragraphs of their own, and nobody's
/// words.
pub(super) fn name_chair<'a>(lines: &mut [Line<'a>], found: &mut Found<'a>) {
    if !found.used.iter().any(|used| has_the_chair(&used.label)) {
        return;
    }
    let mut starts = std::mem::take(&mut found.starts);
    let mut next = starts.iter_mut().peekable();
    let mut chair: Option<Label> = None;
    // The labels of the office, each with the same as that of its holder.
    let mut held: Vec<(usize, usize)> = Vec::new();
    for at in 0..lines.len() {
        if let Some(start) = next.next_if(|start| start.line == at) {
            let office = &found.used[start.used].label;
            let is_held = |chair: &&Label| has_the_chair(office) && may_hold(office, chair);
            let Some(label) = chair.as_ref().filter(is_held) else { continue };
            let is_same =
                |(office, held): &&(usize, usize)| *office == start.used && found.used[*held].label == *label;
            let known = held.iter().find(is_same).map(|(_, held)| *held);
            let number = known.unwrap_or_else(|| {
                let printed = found.used[start.used].printed.clone();
                found.used.push(Used { label: label.clone(), printed, times: 0 });
                held.push((start.used, found.used.len() - 1));
                found.used.len() - 1
            });
            found.used[start.used].times -= 1;
            found.used[number].times += 1;
            start.used = number;
            continue;
        }
        let ends = lines.get(at + 1).is_none_or(|line| line.after_blank)
            || next.peek().is_some_and(|start| start.line == at + 1);
        let line = &mut lines[at];
        if !(line.after_blank && ends) {
            continue;
        }
        if let Some(mut label) = presiding(line.text) {
            if label.role.is_empty() {
                PRESIDING.clone_into(&mut label.role);
            }
            chair = Some(label);
            line.matter = Matter::Mark;
        }
    }
    found.starts = starts;
}

#[cfg(test)]
mod tests {
    use crate::read::gathered::Gathered;
    use crate::read::transcript::{Labels, read_transcript};
    use crate::read::{Header, Sink};

    /// Whose each turn is.
    fn speakers(text: &str) -> Vec<String> {
        let mut gathered = Gathered::default();
        gathered.document(Header::default());
        read_transcript(text, Header::default(), &Labels::default(), &mut gathered);
        gathered.turns().map(|turn| turn.name().to_owned()).collect()
    }

    const SITTING: &str = "HEAD\n\nMme la présidente. La séance est ouverte.\n\nM. Luc Berthier. Quand la ligne sera-t-elle \
                           rouverte ?\n\nMme la présidente. La parole est à la ministre.\n\nM. Luc Berthier. Merci.";

    #[test]
    fn the_chair_is_whom_a_line_of_its_own_names_also_the_first_of_the_text() {
        let named = speakers(&SITTING.replace("HEAD", "Présidence de Mme Anne Delorme, vice-présidente"));
        assert_eq!(named, ["Anne Delorme", "Luc Berthier", "Anne Delorme", "Luc Berthier"]);
    }

    #[test]
    fn no_woman_has_the_chair_of_a_man() {
        let named = speakers(&SITTING.replace("HEAD", "Présidence de M. Paul Roy"));
        assert!(!named.contains(&"Paul Roy".to_owned()), "{named:?}");
    }

    #[test]
    fn words_in_the_middle_of_what_somebody_says_name_no_chair() {
        let text = "THE COURT: Go on.\n\nMR. HALL: We lost in Denver, the Honorable\nAna Ruiz presiding\nand nobody \
                    appealed.\n\nTHE COURT: Denied.\n\nMR. HALL: Thank you.";
        let named = speakers(text);
        assert!(!named.iter().any(|name| name.contains("Ruiz")), "{named:?}");
    }

    #[test]
    fn the_president_of_a_state_is_not_whoever_presides() {
        let text = "(Judge Tom Hall presiding.)\n\nTHE PRESIDENT: Good day.\n\nMS. RUIZ: Good day.\n\nTHE PRESIDENT: \
                    Thank you.\n\nMS. RUIZ: Thank you.";
        let named = speakers(text);
        assert!(!named.iter().any(|name| name.contains("Hall")), "{named:?}");
    }
}
