//! The chart `dispersion`.

use std::collections::BTreeMap;

use super::super::study::Study;
use super::{frame, positions, theme_note};
use crate::render::chart::{Dispersion, Hit, HitRow};
use crate::text::ThemeId;

pub(super) fn chart(study: &Study<'_>) -> Dispersion {
    let (starts, documents) = positions(study);
    let place = |row: u32, position: u32| Hit {
        position: starts[row as usize] + u64::from(position),
        group: study.groups.of_everyone[row as usize],
    };
    let mut themes: BTreeMap<ThemeId, Vec<Hit>> = BTreeMap::new();
    for hit in study.corpus.counted.hits.iter().filter(|hit| study.rows.binary_search(&hit.row).is_ok()) {
        themes.entry(hit.theme).or_default().push(place(hit.row, hit.position));
    }
    let top_level = study.themes.themes().iter().enumerate().filter(|(_, theme)| theme.parent.is_none());
    let mut rows: Vec<HitRow> = top_level
        .filter_map(|(index, theme)| {
            let hits = themes.remove(&ThemeId(index as u32))?;
            Some(HitRow { label: theme.label.clone(), hits })
        })
        .collect();
    rows.sort_by_key(|row| std::cmp::Reverse(row.hits.len()));
    rows.extend(study.said.places.iter().map(|(term, places)| HitRow {
        label: format!("“{}”", study.shown(*term)),
        hits: places.iter().map(|&(row, position)| place(row, position)).collect(),
    }));
    let mut notes = vec!["In quotation marks: the terms said most.".to_owned()];
    notes.extend(theme_note(study));
    Dispersion {
        frame: frame(
            study,
            "Where each theme and each top term falls",
            format!("Hits along the words of the corpus, from first to last; coloured by {}", study.by),
            notes,
        ),
        groups: study.groups.everyone.clone(),
        rows,
        documents,
        size: study.words(),
        unit: "words".to_owned(),
    }
}
