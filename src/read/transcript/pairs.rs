//! Single letters that ask and answer: `D.` and `R.`, `P.` and `R.`, `F:` and `A:`.

use super::evidence::Occurrence;
use super::group::Group;
use super::line::Line;
use crate::speakers::{Label, LabelKind};

/// Tells which of two letters asks and which answers, where a document's labels are mostly two letters that take turns.
pub(super) fn name_letters(groups: &mut [Group<'_>], occurrences: &[Occurrence], lines: &[Line<'_>]) {
    let mut letters: Vec<usize> = (0..groups.len())
        .filter(|&at| groups[at].printed.chars().count() == 1 && groups[at].times > 1)
        .collect();
    letters.sort_by_key(|&at| (std::cmp::Reverse(groups[at].times), at));
    let [one, other, ..] = letters[..] else { return };
    let turns: Vec<&Occurrence> =
        occurrences.iter().filter(|seen| seen.group == one || seen.group == other).collect();
    let changes = turns.windows(2).filter(|pair| pair[0].group != pair[1].group).count();
    if changes * 4 < (turns.len() - 1) * 3 {
        return;
    }
    let asking = |group: usize| {
        let own = turns.iter().filter(|seen| seen.group == group);
        own.filter(|seen| lines[seen.line].text.contains(['?', '？', ';', '؟'])).count()
    };
    let asks = if asking(one) > asking(other) || asking(one) == asking(other) && turns[0].group == one {
        one
    } else {
        other
    };
    for group in [one, other] {
        let kind = if group == asks { LabelKind::Questioner } else { LabelKind::Answerer };
        if !groups[group].forced {
            groups[group].label = Label { kind, ..Label::crowd() };
        }
    }
}
