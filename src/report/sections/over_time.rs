//! Which themes come up when.

use super::super::study::{Mode, Study};
use super::super::{Figure, Picture, tables};
use super::{drop_column, figure, paragraph, table};
use crate::analysis::periods;
use crate::render::page::{Block, Section};
use crate::render::table::Table;

/// What stands behind the rates: in the command's table, too wide for the page.
const COUNTS: [&str; 6] =
    ["periods_before", "hits_before", "tokens_before", "periods_after", "hits_after", "tokens_after"];

pub(super) fn section(study: &Study<'_>, pictures: &[Picture]) -> Section {
    let mut blocks: Vec<Block> = figure(study, pictures, Figure::Trends).into_iter().collect();
    match study.mode {
        Mode::Descriptive => {}
        Mode::Comparative => blocks.push(changes(study)),
    }
    super::section("over-time", "Over time", blocks)
}

/// The lasting changes, or the sentence that there is none.
fn changes(study: &Study<'_>) -> Block {
    let mut rows = Table::new(tables::change_columns(None));
    let periods = periods(study.corpus, &study.period, &study.rows);
    let row = |change| tables::change_row(study.themes, None, &periods, change);
    rows.rows = study.changes.iter().map(row).collect();
    if rows.rows.is_empty() {
        return paragraph(format!("No lasting change of a theme's rate by {} was found.", study.period));
    }
    for name in COUNTS {
        drop_column(&mut rows, name);
    }
    let heads = [
        ("series", "the theme"),
        ("period", "the first period of the new level"),
        ("per_thousand_before", "hits in 1,000 words before"),
        ("per_thousand_after", "hits in 1,000 words from then on"),
        (
            "ratio",
            "the new rate over the one before, with its 95 % interval, the place of the change taken as known",
        ),
    ];
    Block::Table(table("changes", "Lasting changes", rows, &heads))
}
