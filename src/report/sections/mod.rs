//! The sections of the page, one file each, from the claim to the evidence.

mod brief;
mod exchanges;
mod issues;
mod keywords;
mod methods;
mod names;
mod over_time;
mod people;
mod said;
mod themes;

use std::collections::BTreeMap;

use self::names::Names;
use super::prose::capital;
use super::study::{Mode, Study};
use super::{Figure, Material, Picture};
use crate::count::Quote;
use crate::render::page::{self, Block, Form, Head, Inline, Page, Quotation, Section, Span, TableBlock};
use crate::render::table::{Column, Table};

/// The whole page.
pub(super) fn page(material: &Material<'_>, pictures: &[Picture], keywords_left_out: u64) -> Page {
    let study = material.study;
    if study.rows.is_empty() {
        return whole(
            material,
            vec![
                brief::section(material, &Names::default()),
                issues::section(study),
                methods::section(material),
            ],
        );
    }
    let names = Names::of(material);
    let mut sections = vec![
        brief::section(material, &names),
        people::section(study, &names, pictures),
        said::section(material, &names, pictures),
        keywords::section(material, &names, pictures, keywords_left_out),
        themes::section(material, &names, pictures),
        exchanges::section(study, &names, pictures),
        over_time::section(study, &names, pictures),
        issues::section(study),
        methods::section(material),
    ];
    if study.mode == Mode::Descriptive {
        // Counts and quotations first: what is compared stands after what is said.
        sections.swap(3, 4);
    }
    whole(material, sections)
}

fn whole(material: &Material<'_>, sections: Vec<Section>) -> Page {
    let study = material.study;
    Page {
        title: title(study),
        subtitle: brief::sizes(study),
        language: "en".to_owned(),
        generator: format!("dictum {}", material.methods.version),
        sections,
        foot: vec![format!("Made by dictum {}.", material.methods.version).into()],
    }
}

fn title(study: &Study<'_>) -> String {
    let titles: Vec<&str> =
        study.corpus.documents.iter().map(|document| document.header.title.as_str()).collect();
    match titles.as_slice() {
        [one] if !one.is_empty() => format!("Who said what: {one}"),
        _ => "Who said what".to_owned(),
    }
}

fn section(id: &str, title: &str, blocks: Vec<Block>) -> Section {
    Section { id: id.to_owned(), title: title.to_owned(), blocks }
}

fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph(vec![Inline::Text(text.into())])
}

fn figure(study: &Study<'_>, pictures: &[Picture], figure: Figure) -> Option<Block> {
    let picture = pictures.iter().find(|picture| picture.figure == figure)?;
    let name = figure.name();
    let file = |kind: &str| (kind.to_uppercase(), format!("charts/{name}.{kind}"));
    Some(Block::Figure(page::Figure {
        id: format!("chart-{name}"),
        caption: format!("{}.", capital(&figure.shows_by(&study.by))),
        alt: picture.description.clone(),
        svg: picture.svg.clone(),
        svg_dark: Some(picture.svg_dark.clone()),
        files: vec![file("png"), file("svg"), file("csv")],
    }))
}

/// The columns that hold shares of a whole.
const SHARES: [&str; 1] = ["share_of_words"];

/// An address that leads somewhere from wherever the page lies; of any other, nothing.
fn web_address(url: &str) -> String {
    let is_whole = ["http://", "https://"].iter().any(|scheme| url.starts_with(scheme));
    if is_whole { url.to_owned() } else { String::new() }
}

/// A table of the page, whole in `tables/NAME.csv`.
fn table(name: &str, caption: &str, table: Table, heads: &[(&str, &str)]) -> TableBlock {
    let head = |column: &Column| {
        let help = heads.iter().find(|(name, _)| *name == column.name).map_or("", |(_, help)| help);
        let form = if SHARES.contains(&column.name) { Form::Share } else { Form::Number };
        Head { help: help.to_owned(), form, ..Head::default() }
    };
    let heads = table.columns.iter().map(head).collect();
    TableBlock {
        id: format!("table-{name}"),
        caption: caption.to_owned(),
        table,
        heads,
        csv: Some(format!("tables/{name}.csv")),
        ..TableBlock::default()
    }
}

/// Leaves a column out of a table of the page; the file behind it keeps it.
fn drop_column(table: &mut Table, name: &str) {
    if let Some(place) = table.columns.iter().position(|column| column.name == name) {
        table.columns.remove(place);
        for row in &mut table.rows {
            row.remove(place);
        }
    }
}

/// Sentences as printed, with who said them, when and where.
fn quotations<'a>(study: &Study<'_>, quotes: impl Iterator<Item = &'a Quote>) -> Option<Block> {
    let quotations: Vec<Quotation> = quotes.map(|quote| quotation(study, quote)).collect();
    (!quotations.is_empty()).then_some(Block::Quotations(quotations))
}

/// At most `limit` of the quotations, from as many speakers as there are before a second of anyone's, in the order
/// of the corpus.
fn spread<'a>(study: &Study<'_>, quotes: &'a [Quote], limit: usize) -> impl Iterator<Item = &'a Quote> {
    let mut told: BTreeMap<Option<usize>, usize> = BTreeMap::new();
    let mut ranked: Vec<(usize, usize)> = quotes
        .iter()
        .enumerate()
        .map(|(place, quote)| {
            let before = told.entry(study.groups.of_everyone[quote.row as usize]).or_default();
            *before += 1;
            (*before, place)
        })
        .collect();
    ranked.sort_unstable();
    ranked.truncate(limit);
    ranked.sort_unstable_by_key(|(_, place)| *place);
    ranked.into_iter().map(|(_, place)| &quotes[place])
}

fn quotation(study: &Study<'_>, quote: &Quote) -> Quotation {
    let turn = &study.corpus.turns[quote.row as usize];
    let document = study.corpus.document(turn);
    let (before, rest) = quote.sentence.split_at(quote.node.start);
    let (node, after) = rest.split_at(quote.node.end - quote.node.start);
    let plain = |text: &str| (!text.is_empty()).then(|| Span::Plain(text.to_owned()));
    let spans = [plain(before), Some(Span::Marked(node.to_owned())), plain(after)];
    Quotation {
        spans: spans.into_iter().flatten().collect(),
        speaker: study.corpus.speaker(turn).map_or(String::new(), |speaker| speaker.name.clone()),
        date: turn.date.map_or(String::new(), |date| date.to_string()),
        document: document.header.name.clone(),
        line: Some(quote.line),
        url: web_address(&document.header.url),
        ..Quotation::default()
    }
}
