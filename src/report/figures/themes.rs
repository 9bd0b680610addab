//! The chart `themes`.

use super::super::groups::LEAST_WORDS;
use super::super::prose::counted;
use super::super::study::Study;
use super::{frame, theme_note};
use crate::render::chart::{Cell, CellRow, Themes};
use crate::stats::themes::ThemeRate;

pub(super) fn chart(study: &Study<'_>) -> Themes {
    let shown: Vec<usize> = shown_themes(study);
    let all = &study.theme_rates;
    let order = &study.groups.order;
    let rows = shown.iter().map(|&theme| CellRow {
        label: study.themes.themes()[theme].label.clone(),
        cells: order.iter().map(|&group| cell(&study.group_themes[group].rates[theme])).collect(),
        total: cell(&all[theme]),
    });
    let labels = order.iter().map(|&group| study.group_themes[group].group.clone());
    let mut notes = study.groups.notes.clone();
    notes.extend(theme_note(study));
    notes.push(format!("Where there are fewer than {LEAST_WORDS} words, counts stand in place of a rate."));
    let hidden = study.themes.themes().iter().filter(|theme| theme.parent.is_none()).count() - shown.len();
    if hidden > 0 {
        notes.push(format!("{} without a hit left out.", counted(hidden as u64, "theme", "themes")));
    }
    let mut frame = frame(study, "Which themes come up, and with whom", "Hits in 1,000 words", notes);
    "No theme was found in this corpus.".clone_into(&mut frame.nothing);
    Themes {
        frame,
        columns: labels.collect(),
        rows: rows.collect(),
        total_label: "all".to_owned(),
        totals: Vec::new(),
    }
}

/// The themes of the top level that have a hit, the most often named first.
fn shown_themes(study: &Study<'_>) -> Vec<usize> {
    let hits = |theme: usize| study.theme_rates[theme].counts.hits;
    let themes = study.themes.themes().iter().enumerate();
    let mut shown: Vec<usize> = themes
        .filter(|(index, theme)| theme.parent.is_none() && hits(*index) > 0)
        .map(|(index, _)| index)
        .collect();
    shown.sort_by_key(|&theme| (std::cmp::Reverse(hits(theme)), theme));
    shown
}

fn cell(rate: &ThemeRate) -> Cell {
    let counts = &rate.counts;
    match rate.per_thousand {
        None => Cell::Empty,
        Some(_) if counts.tokens < LEAST_WORDS => {
            Cell::Words(format!("{} in {}", counts.hits, counted(counts.tokens, "word", "words")))
        }
        Some(rate) => Cell::Amount(rate),
    }
}
