//! Themes: how often each is named, by whom, and through which entries.

use super::super::prose::{counted, figure as figure_of};
use super::super::study::{Mode, Study, ThemeSource};
use super::super::tables;
use super::super::{Figure, Material, Picture};
use super::names::Names;
use super::{figure, paragraph, quotations, spread, table};
use crate::analysis::overlaps;
use crate::render::page::{Block, Details, Section};
use crate::render::table::{Column, Table};
use crate::stats::ALPHA;
use crate::stats::themes::ThemeRate;
use crate::text::ThemeId;

/// What must be known of the themes where the user gives none.
const BUILT_IN: &str = "These are the built-in themes, made for talk of NATO and European security in the 2020s; on \
    other subjects and times their hits mean little. “dictum init” writes a file to start your own from, and --themes \
    takes it.";
/// How many sentences each entry shows.
const SENTENCES: usize = 3;

pub(super) fn section(material: &Material<'_>, names: &Names, pictures: &[Picture]) -> Section {
    let study = material.study;
    let mut blocks: Vec<Block> = figure(study, pictures, Figure::Themes).into_iter().collect();
    if study.theme_source == ThemeSource::BuiltIn {
        blocks.insert(0, paragraph(BUILT_IN));
    }
    let heads = [
        ("per_thousand", "hits in 1,000 words"),
        ("interval", "95 % interval of the rate, turns as the unit of sampling"),
        ("turns_with_theme", "in how many turns"),
    ];
    let mut rates =
        table("themes", "How often each theme is named, in all turns together", rates_table(study), &heads);
    rates.note = vec![format!("A theme includes its sub-themes. By {}: tables/themes.csv.", study.by).into()];
    let named = with_hits(study).map(|(theme, _)| names.rate(theme).to_owned());
    rates.row_ids = named.collect();
    rates.row_links = with_hits(study).map(|(theme, _)| format!("#{}", names.theme(theme))).collect();
    blocks.push(Block::Table(rates));
    blocks.extend(compared_table(study, names));
    blocks.push(Block::Heading("What was counted, and where it stands".to_owned()));
    let mut silent = Vec::new();
    for (index, theme) in study.themes.themes().iter().enumerate() {
        match unfolded(material, names, ThemeId(index as u32)) {
            Some(details) => blocks.push(Block::Details(details)),
            None => silent.push(theme.label.as_str()),
        }
    }
    if !silent.is_empty() {
        blocks.push(paragraph(format!("Without a hit of their own: {}.", silent.join("; "))));
    }
    blocks.extend(lint(study));
    super::section("themes", "Themes", blocks)
}

/// The themes with a hit, in the order of the theme file.
fn with_hits<'a>(study: &'a Study<'_>) -> impl Iterator<Item = (ThemeId, &'a ThemeRate)> {
    (0..).map(ThemeId).zip(&study.theme_rates).filter(|(_, rate)| rate.counts.hits > 0)
}

/// The themes that a group names more or less often than all others, where the test passes and the interval excludes 1:
/// the group's place, the theme, its rate. Nothing in a corpus that cannot be compared.
pub(super) fn compared<'a>(study: &'a Study<'_>) -> impl Iterator<Item = (usize, ThemeId, &'a ThemeRate)> {
    let groups = study
        .groups
        .order
        .iter()
        .filter(|&&place| study.mode == Mode::Comparative && !study.groups.is_pool[place]);
    groups.flat_map(|&place| {
        let rates = (0..).map(ThemeId).zip(&study.group_themes[place].rates);
        let passes = |rate: &ThemeRate| {
            rate.q_cluster.is_some_and(|q| q < ALPHA)
                && rate
                    .ratio_bounds
                    .is_some_and(|bounds| !bounds.is_too_wide() && (bounds.low > 1.0 || bounds.high < 1.0))
        };
        rates.filter(move |(_, rate)| passes(rate)).map(move |(theme, rate)| (place, theme, rate))
    })
}

/// Who names a theme more or less often than the others, or the sentence that nobody does.
fn compared_table(study: &Study<'_>, names: &Names) -> Option<Block> {
    if study.mode == Mode::Descriptive || study.groups.order.len() < 2 {
        return None;
    }
    let mut rows = Table::new([
        Column::text("group"),
        Column::text("theme"),
        Column::integer("hits"),
        Column::integer("tokens"),
        Column::float("ratio"),
        Column::float("ratio_low"),
        Column::float("ratio_high"),
    ]);
    let mut row_ids = Vec::new();
    for (place, theme, rate) in compared(study) {
        row_ids.push(names.compared(place, theme).to_owned());
        rows.rows.push(vec![
            study.group_themes[place].group.as_str().into(),
            study.themes.themes()[theme.index()].label.as_str().into(),
            rate.counts.hits.into(),
            rate.counts.tokens.into(),
            rate.ratio.into(),
            rate.ratio_bounds.map(|bounds| bounds.low).into(),
            rate.ratio_bounds.map(|bounds| bounds.high).into(),
        ]);
    }
    if rows.rows.is_empty() {
        let none = "No group names a theme more or less often than the others, as far as the test can tell.";
        return Some(paragraph(none));
    }
    let heads = [("ratio", "the group's rate over that of all others, with its 95 % interval")];
    let caption = "Who names a theme more or less often than the others, where the test passes";
    let mut shown = table("compared", caption, rows, &heads);
    (shown.row_ids, shown.csv) = (row_ids, None);
    Some(Block::Table(shown))
}

/// What to look into in the theme file, as far as the hits show it.
fn lint(study: &Study<'_>) -> Vec<Block> {
    let entries = study.themes.entries();
    let silent: Vec<&str> = study
        .entries
        .iter()
        .filter(|entry| entry.hits == 0)
        .map(|entry| entries[entry.entry.index()].text.as_str())
        .collect();
    let found = overlaps(study.themes, &study.corpus.counted, &study.rows);
    let mut blocks = vec![Block::Heading("What to look into in the theme file".to_owned())];
    if silent.is_empty() && found.is_empty() {
        blocks.push(paragraph("Every entry has a hit, and none overlaps with another theme's."));
        return blocks;
    }
    if !silent.is_empty() {
        let all = counted(entries.len() as u64, "entry", "entries");
        blocks.push(Block::Details(Details {
            id: "entries-without-a-hit".to_owned(),
            summary: vec![format!("{} of {all} without a hit", silent.len()).into()],
            blocks: vec![paragraph(format!("{}.", silent.join("; ")))],
            ..Details::default()
        }));
    }
    if !found.is_empty() {
        let rows = tables::theme_lint(study.themes, None, &[(String::new(), found)]);
        let caption = "Entries that overlap, repeat or carry a theme";
        let mut shown = table("lint", caption, rows, &[]);
        shown.csv = None;
        blocks.push(Block::Table(shown));
    }
    blocks.push(paragraph(
        "dictum themes --lint says more: what takes the hits of an entry, and words in other spellings.",
    ));
    blocks
}

/// A row a theme that is named, in all turns together, in the order of the theme file.
fn rates_table(study: &Study<'_>) -> Table {
    let mut table = Table::new([
        Column::text("theme"),
        Column::integer("hits"),
        Column::float("per_thousand"),
        Column::text("interval"),
        Column::text("turns_with_theme"),
    ]);
    for (theme, rate) in with_hits(study) {
        let theme = &study.themes.themes()[theme.index()];
        let label = match theme.parent {
            None => theme.label.clone(),
            Some(parent) => format!("{}: {}", study.themes.themes()[parent.index()].label, theme.label),
        };
        let interval = match rate.bounds {
            Some(bounds) if !bounds.is_too_wide() => {
                format!("{} to {}", figure_of(bounds.low), figure_of(bounds.high))
            }
            Some(_) | None => "too few turns to say".to_owned(),
        };
        table.rows.push(vec![
            label.into(),
            rate.counts.hits.into(),
            rate.per_thousand.into(),
            interval.into(),
            format!("{} of {}", rate.counts.turns_with_theme, rate.counts.turns).into(),
        ]);
    }
    table
}

/// The entries of a theme with their hits and sentences; `None` where none has a hit.
fn unfolded(material: &Material<'_>, names: &Names, theme: ThemeId) -> Option<Details> {
    let study = material.study;
    let entries: Vec<_> =
        study.entries.iter().filter(|entry| entry.theme == theme && entry.hits > 0).collect();
    if entries.is_empty() {
        return None;
    }
    let hits: u64 = entries.iter().map(|entry| entry.hits).sum();
    let known = &study.themes.themes()[theme.index()];
    let mut blocks = Vec::new();
    for entry in entries {
        let text = &study.themes.entries()[entry.entry.index()].text;
        let forms: Vec<String> = entry.forms.iter().map(|(form, count)| format!("{form} {count}")).collect();
        blocks.push(Block::Heading(format!("{text}: {}", counted(entry.hits, "hit", "hits"))));
        blocks.push(paragraph(forms.join(", ")));
        blocks.extend(quotations(study, spread(study, material.evidence.of_entry(entry.entry), SENTENCES)));
    }
    let all = study.theme_rates[theme.index()].counts.hits;
    let summary = match all == hits {
        true => format!("{}: {}", known.label, counted(hits, "hit", "hits")),
        false => {
            format!("{}: {}, of them {hits} by entries of its own", known.label, counted(all, "hit", "hits"))
        }
    };
    let id = names.theme(theme).to_owned();
    Some(Details { id, summary: vec![summary.into()], blocks, ..Details::default() })
}
