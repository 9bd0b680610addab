//! The tables of `themes`: rates, entries, hits.

use super::{grouped, with_counts};
use crate::analysis::{EntryCount, GroupThemes};
use crate::count::{Key, ThemeHits};
use crate::render::table::{Column, Table, Value};
use crate::scan::Corpus;
use crate::text::Themes;

const COLUMNS: [Column; 17] = [
    Column::text("group"),
    Column::text("theme"),
    Column::integer("hits"),
    Column::integer("tokens"),
    Column::float("per_thousand"),
    Column::float("low"),
    Column::float("high"),
    Column::integer("turns"),
    Column::integer("turns_with_theme"),
    Column::float("share"),
    Column::integer("reference_hits"),
    Column::integer("reference_tokens"),
    Column::float("ratio"),
    Column::float("ratio_low"),
    Column::float("ratio_high"),
    Column::float("p_cluster"),
    Column::float("q_cluster"),
];

const ENTRY_COLUMNS: [Column; 7] = [
    Column::text("theme"),
    Column::text("entry"),
    Column::integer("hits"),
    Column::integer("turns"),
    Column::integer("speakers"),
    Column::float("share_of_theme"),
    Column::text("forms"),
];

const HIT_COLUMNS: [Column; 10] = [
    Column::text("theme"),
    Column::text("entry"),
    Column::text("document"),
    Column::integer("turn"),
    Column::text("speaker"),
    Column::text("kind"),
    Column::integer("line"),
    Column::integer("position"),
    Column::integer("length"),
    Column::text("match"),
];

/// A row for each group and theme, groups as given, themes in the order of the theme file.
pub fn themes(themes: &Themes, groups: &[GroupThemes]) -> Table {
    let mut table = Table::new(COLUMNS);
    for group in groups {
        for (theme, rate) in themes.themes().iter().zip(&group.rates) {
            let counts = &rate.counts;
            table.rows.push(vec![
                group.group.as_str().into(),
                theme.key.as_str().into(),
                counts.hits.into(),
                counts.tokens.into(),
                rate.per_thousand.into(),
                rate.bounds.map(|bounds| bounds.low).into(),
                rate.bounds.map(|bounds| bounds.high).into(),
                counts.turns.into(),
                counts.turns_with_theme.into(),
                rate.share.into(),
                counts.reference_hits.into(),
                counts.reference_tokens.into(),
                rate.ratio.into(),
                rate.ratio_bounds.map(|bounds| bounds.low).into(),
                rate.ratio_bounds.map(|bounds| bounds.high).into(),
                rate.p_cluster.into(),
                rate.q_cluster.into(),
            ]);
        }
    }
    table
}

/// A row an entry, in the order of the theme file; `groups` of `None` puts no column first.
pub fn theme_entries(themes: &Themes, by: Option<&Key>, groups: &[(String, Vec<EntryCount>)]) -> Table {
    let mut table = Table::new(grouped(by, &ENTRY_COLUMNS));
    for (group, entries) in groups {
        for entry in entries {
            let cells = [
                themes.themes()[entry.theme.index()].key.as_str().into(),
                themes.entries()[entry.entry.index()].text.as_str().into(),
                entry.hits.into(),
                entry.turns.into(),
                entry.speakers.into(),
                entry.share_of_theme.into(),
                with_counts(entry.forms.iter().map(|(form, count)| (form.as_str(), *count))),
            ];
            let group = by.map(|_| Value::from(group.as_str()));
            table.rows.push(group.into_iter().chain(cells).collect());
        }
    }
    table
}

/// The columns of the hits of themes; with a key, the group first.
pub fn theme_hit_columns(by: Option<&Key>) -> Vec<Column> {
    grouped(by, &HIT_COLUMNS)
}

/// A row for each hit of each theme, by turn, theme and position.
pub fn theme_hit_rows<'a, F>(
    corpus: &'a Corpus<F>,
    themes: &'a Themes,
    hits: &'a ThemeHits,
    by: Option<&'a Key>,
    rows: &'a [u32],
) -> impl Iterator<Item = Vec<Value>> {
    hits.in_rows(rows).map(move |hit| {
        let turn = &corpus.turns[hit.row as usize];
        let group = by.map(|key| corpus.value(turn, key).unwrap_or_default().into_owned().into());
        let cells = [
            themes.themes()[hit.theme.index()].key.as_str().into(),
            themes.entries()[hit.entry.index()].text.as_str().into(),
            corpus.document(turn).header.name.as_str().into(),
            turn.number.into(),
            corpus.speaker(turn).map_or("", |speaker| &speaker.name).into(),
            turn.kind.name().into(),
            hit.line.into(),
            hit.position.into(),
            hit.length.into(),
            hits.surface(hit).into(),
        ];
        group.into_iter().chain(cells).collect()
    })
}
