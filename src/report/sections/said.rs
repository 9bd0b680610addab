//! What was said.

use super::super::evidence::QUOTED_TERMS;
use super::super::prose::counted;
use super::super::tables;
use super::super::{Figure, Material, Picture, Study};
use super::names::Names;
use super::{drop_column, figure, paragraph, quotations, spread, table};
use crate::render::page::{Block, Details, Section};
use crate::render::table::{Column, Table, Value};

/// How many sentences each.
const SENTENCES: usize = 5;
/// Up to so many words rates are told in 1,000 words.
const MILLION: u64 = 1_000_000;

pub(super) fn section(material: &Material<'_>, names: &Names, pictures: &[Picture]) -> Section {
    let study = material.study;
    let mut blocks: Vec<Block> = figure(study, pictures, Figure::Terms).into_iter().collect();
    blocks.extend(figure(study, pictures, Figure::Dispersion));
    let top: Vec<_> = study.top_terms(study.top).collect();
    if top.is_empty() {
        blocks.push(paragraph("No term is left once stop words are left out."));
        return super::section("said", "What was said", blocks);
    }
    let heads = [
        ("forms", "the forms that the term gathers, as written"),
        ("per_million", "uses in a million words"),
        ("per_thousand", "uses in 1,000 words"),
        ("tf_idf", "frequency · log10(all turns / turns with the term)"),
    ];
    let mut rows = Table::new(tables::frequency_columns(None));
    rows.rows = tables::frequency_rows(study.corpus, study.counts, top.iter().copied()).collect();
    drop_column(&mut rows, "stem");
    if study.words() <= MILLION {
        per_thousand(&mut rows);
    }
    let mut shown = table("frequency", "The terms said most", rows, &heads);
    shown.row_ids = top.iter().map(|row| names.term(row.term).to_owned()).collect();
    shown.rows_in_all = Some(study.top_terms(usize::MAX).count());
    let rituals = study.said.rituals.len() as u64;
    if rituals > 0 {
        let terms = counted(rituals, "term", "terms");
        let note =
            "of greeting and address and of speakers' names left out here (see Methods), not in the file.";
        shown.note = vec![format!("{terms} {note}").into()];
    }
    blocks.push(Block::Table(shown));
    blocks.extend(figure(study, pictures, Figure::Collocations));
    blocks.extend(pairs(study));
    blocks.push(Block::Heading("In their own words".to_owned()));
    for row in top.iter().take(QUOTED_TERMS) {
        let sentences = quotations(study, spread(study, material.evidence.of_term(row.term), SENTENCES));
        blocks.extend(sentences.map(|sentences| {
            let summary = format!("“{}”, {}", study.shown(row.term), counted(row.frequency, "use", "uses"));
            Block::Details(Details {
                summary: vec![summary.into()],
                blocks: vec![sentences],
                ..Details::default()
            })
        }));
    }
    super::section("said", "What was said", blocks)
}

/// The pairs of terms said most; nothing where there is none.
fn pairs(study: &Study<'_>) -> Option<Block> {
    let kept = ["ngram", "observed", "expected", "log_dice", "g2"];
    let columns = tables::ngram_columns(None);
    let places = kept.map(|name| columns.iter().position(|column| column.name == name));
    let places: Vec<usize> = places.into_iter().flatten().collect();
    let mut rows = Table::new(places.iter().map(|&place| columns[place]).collect::<Vec<_>>());
    rows.rows = study
        .said
        .top_pairs(study.top)
        .map(|pair| {
            let row = tables::ngram_row(study.corpus, &study.counts.terms, None, pair);
            places.iter().map(|&place| row[place].clone()).collect()
        })
        .collect();
    if rows.rows.is_empty() {
        return None;
    }
    let heads = [
        ("ngram", "two words that follow one another"),
        ("expected", "how often they would by chance, as often as each is said"),
        ("log_dice", "how exclusively they keep together: 14 at most"),
        ("g2", "log likelihood ratio of their coming together"),
    ];
    let mut shown = table("ngrams", "The pairs of words said most", rows, &heads);
    shown.rows_in_all = Some(study.said.top_pairs(usize::MAX).count());
    Some(Block::Table(shown))
}

/// Rates in a million words as rates in a thousand.
fn per_thousand(table: &mut Table) {
    let Some(place) = table.columns.iter().position(|column| column.name == "per_million") else { return };
    table.columns[place] = Column::float("per_thousand");
    for row in &mut table.rows {
        if let Value::Float(rate) = &mut row[place] {
            *rate /= 1_000.0;
        }
    }
}
