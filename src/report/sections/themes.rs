//! Themes: how often each is named, by whom, and through which entries.

use super::super::prose::{counted, figure as figure_of};
use super::super::study::{Study, ThemeSource};
use super::super::{Figure, Material, Picture};
use super::{figure, paragraph, quotations, spread, table};
use crate::render::page::{Block, Details, Section, slug};
use crate::render::table::{Column, Table};
use crate::text::ThemeId;

/// What must be known of the themes where the user gives none.
const BUILT_IN: &str = "These are the built-in themes, made for talk of NATO and European security in the 2020s; on \
    other subjects and times their hits mean little. “dictum init” writes a file to start your own from, and --themes \
    takes it.";
/// How many sentences each entry shows.
const SENTENCES: usize = 3;

pub(super) fn section(material: &Material<'_>, pictures: &[Picture]) -> Section {
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
    blocks.push(Block::Table(rates));
    blocks.push(Block::Heading("What was counted, and where it stands".to_owned()));
    let mut silent = Vec::new();
    for (index, theme) in study.themes.themes().iter().enumerate() {
        match unfolded(material, ThemeId(index as u32)) {
            Some(details) => blocks.push(Block::Details(details)),
            None => silent.push(theme.label.as_str()),
        }
    }
    if !silent.is_empty() {
        blocks.push(paragraph(format!("Without a hit of their own: {}.", silent.join("; "))));
    }
    super::section("themes", "Themes", blocks)
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
    for (theme, rate) in
        study.themes.themes().iter().zip(&study.theme_rates).filter(|(_, rate)| rate.counts.hits > 0)
    {
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
fn unfolded(material: &Material<'_>, theme: ThemeId) -> Option<Details> {
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
    Some(Details { id: format!("theme-{}", slug(&known.key)), summary: vec![summary.into()], blocks })
}
