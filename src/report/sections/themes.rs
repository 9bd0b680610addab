//! Themes: how often each is named, by whom, and through which entries.

use super::super::prose::counted;
use super::super::tables;
use super::super::{Figure, Material, Picture};
use super::{figure, paragraph, quotations, table};
use crate::analysis::GroupThemes;
use crate::render::page::{Block, Details, Section, slug};
use crate::text::ThemeId;

/// How many sentences each entry shows.
const SENTENCES: usize = 3;

pub(super) fn section(material: &Material<'_>, pictures: &[Picture]) -> Section {
    let study = material.study;
    let mut blocks: Vec<Block> = figure(pictures, Figure::Themes).into_iter().collect();
    let all = GroupThemes { group: "all".to_owned(), rates: study.theme_rates.clone() };
    let mut rows = tables::themes(study.themes, &[all]);
    for name in ["p_cluster", "q_cluster", "ratio_high", "ratio_low", "ratio", "reference_tokens", "reference_hits", "group"] {
        drop_column(&mut rows, name);
    }
    let heads = [
        ("per_thousand", "hits in 1,000 words"),
        ("low", "lower end of the 95 % interval, turns as the unit of sampling"),
        ("high", "upper end of the 95 % interval"),
        ("share", "turns with the theme / all turns"),
    ];
    let mut rates = table("themes", "How often each theme is named, in all turns together", rows, &heads);
    rates.note = vec!["A theme includes its sub-themes. By speaker: tables/themes.csv.".into()];
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

fn drop_column(table: &mut crate::render::table::Table, name: &str) {
    if let Some(place) = table.columns.iter().position(|column| column.name == name) {
        table.columns.remove(place);
        for row in &mut table.rows {
            row.remove(place);
        }
    }
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
        blocks.extend(quotations(study, material.evidence.of_entry(study, entry.entry).take(SENTENCES)));
    }
    let summary = format!("{}: {}", known.label, counted(hits, "hit", "hits"));
    Some(Details { id: format!("theme-{}", slug(&known.key)), summary: vec![summary.into()], blocks })
}
