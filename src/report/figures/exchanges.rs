//! The chart `exchanges`.

use super::super::prose::counted;
use super::super::study::Study;
use super::{LEAST_CASES, frame, theme_note};
use crate::render::chart::{Exchange, Exchanges, Proportion};
use crate::stats::exchanges::{Estimate, Uptake};

pub(super) fn chart(study: &Study<'_>) -> Exchanges {
    let themes = study.themes.themes();
    let mut shown: Vec<_> = study
        .uptakes
        .iter()
        .filter(|row| {
            themes[row.theme.index()].parent.is_none() && row.uptake.raised + row.uptake.offered > 0
        })
        .collect();
    shown.sort_by_key(|row| (std::cmp::Reverse(row.uptake.raised), row.theme));
    let rows = shown.iter().map(|row| Exchange {
        label: themes[row.theme.index()].label.clone(),
        base: proportion(row.uptake.offered, row.uptake.not_raised, row.uptake.base_rate),
        uptake: proportion(row.uptake.taken_up, row.uptake.raised, row.uptake.uptake),
        note: note(&row.uptake),
    });
    let all = study.uptakes.first().map_or(0, |row| row.uptake.exchanges);
    let mut notes = vec![format!(
        "{}. Naming a theme in order to decline it counts; a reply in other words does not.",
        counted(all, "exchange of questions and answers", "exchanges of questions and answers")
    )];
    notes.extend(theme_note(study));
    if study.documents() > 1 {
        notes.push("Exchanges of one document count as alike: the intervals are wider for it.".to_owned());
    }
    let mut frame = frame(
        study,
        "Is a theme that a question raises taken up in the answer?",
        "Answers that name the theme: of those whose question raised it, and of the others",
        notes,
    );
    "No question raises a theme, and no answer offers one.".clone_into(&mut frame.nothing);
    Exchanges {
        frame,
        rows: rows.collect(),
        uptake_label: "taken up when a question raised it".to_owned(),
        base_label: "came up when no question raised it".to_owned(),
        interval_label: "each at 95 %, not simultaneous".to_owned(),
    }
}

fn proportion(hits: u64, of: u64, estimate: Option<Estimate>) -> Proportion {
    let interval =
        estimate.filter(|_| of >= LEAST_CASES).map(|estimate| [estimate.bounds.low, estimate.bounds.high]);
    Proportion { hits, of, interval }
}

fn note(uptake: &Uptake) -> String {
    match uptake.on_one_hit {
        0 => String::new(),
        on_one => format!("{on_one} on one hit alone"),
    }
}
