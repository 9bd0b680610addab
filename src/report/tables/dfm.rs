//! The document-feature matrix as files: its rows, its columns, its cells.

use std::io::{BufWriter, Write};

use super::turns::{told, told_columns};
use crate::analysis::{Cell, Part, TermCounts, Weight, WeightedDfm};
use crate::error::Result;
use crate::render::table::{Column, Value};
use crate::scan::Corpus;

/// The name of the first column of both lists: the number in the matrix, from 1.
const INDEX: &str = "index";

const GROUP: [Column; 1] = [Column::text("group")];

/// What tells one row from every other: a group, or a turn with all that is known of it.
fn part_columns(dfm: &WeightedDfm<'_>) -> &'static [Column] {
    match dfm.parts.first() {
        Some(Part { group: Some(_), .. }) => &GROUP,
        Some(Part { group: None, .. }) | None => told_columns(),
    }
}

fn part_cells<F>(corpus: &Corpus<F>, part: &Part) -> Vec<Value> {
    match (&part.group, part.rows.first()) {
        (Some(group), _) => vec![group.as_str().into()],
        (None, None) => vec![Value::Empty; told_columns().len()],
        (None, Some(&row)) => told(corpus, &corpus.turns[row as usize]).into(),
    }
}

/// The columns of the list of rows.
pub fn dfm_part_columns(dfm: &WeightedDfm<'_>) -> Vec<Column> {
    let size = [Column::integer("turns"), Column::integer("tokens")];
    std::iter::once(Column::integer(INDEX)).chain(part_columns(dfm).iter().copied()).chain(size).collect()
}

/// The rows of the matrix, each with its number from 1, its turns and its words.
pub fn dfm_part_rows<'a, F>(
    corpus: &'a Corpus<F>,
    dfm: &'a WeightedDfm<'_>,
) -> impl Iterator<Item = Vec<Value>> + 'a {
    (1u64..).zip(&dfm.parts).map(|(index, part)| {
        let size = [part.rows.len().into(), part.tokens.into()];
        std::iter::once(index.into()).chain(part_cells(corpus, part)).chain(size).collect()
    })
}

/// The columns of the list of columns.
pub const DFM_TERM_COLUMNS: [Column; 5] = [
    Column::integer(INDEX),
    Column::text("term"),
    Column::text("stem"),
    Column::integer("frequency"),
    Column::integer("rows"),
];

/// The columns of the matrix, each with its number from 1, how often its term is said, and in how many rows.
pub fn dfm_term_rows<'a, F>(
    corpus: &'a Corpus<F>,
    counts: &'a TermCounts,
    dfm: &'a WeightedDfm<'_>,
) -> impl Iterator<Item = Vec<Value>> + 'a {
    dfm.terms.iter().enumerate().map(move |(place, &term)| {
        vec![
            (place + 1).into(),
            counts.shown(corpus, term).into(),
            counts.stem(corpus, term).into(),
            dfm.totals[place].into(),
            dfm.parts_with[place].into(),
        ]
    })
}

/// What tells a cell of the long table from those of other rows; the list of rows has the rest.
fn cell_lead(dfm: &WeightedDfm<'_>) -> &'static [Column] {
    let columns = part_columns(dfm);
    &columns[..columns.len().min(LEAD)]
}

/// Of a turn the long table has document, turn and speaker.
const LEAD: usize = 3;

/// The columns of the long table.
pub fn dfm_cell_columns(dfm: &WeightedDfm<'_>, weight: &Weight) -> Vec<Column> {
    let value = match weight {
        Weight::Count => Column::integer("value"),
        Weight::Proportion | Weight::TfIdf(..) => Column::float("value"),
    };
    cell_lead(dfm).iter().copied().chain([Column::text("term"), value]).collect()
}

/// The long table: hands a row for each cell that is not empty to `each`, by row, then by column.
///
/// # Errors
/// The first of `each`.
pub fn dfm_cell_rows<F>(
    corpus: &Corpus<F>,
    counts: &TermCounts,
    dfm: &WeightedDfm<'_>,
    mut each: impl FnMut(&[Value]) -> Result<()>,
) -> Result<()> {
    for part in &dfm.parts {
        let mut row = part_cells(corpus, part);
        row.truncate(LEAD);
        let lead = row.len();
        for (column, cell) in dfm.row(part) {
            row.truncate(lead);
            row.push(counts.shown(corpus, dfm.terms[column as usize]).into());
            row.push(match cell {
                Cell::Count(count) => count.into(),
                Cell::Weight(weight) => weight.into(),
            });
            each(&row)?;
        }
    }
    Ok(())
}

/// The matrix in the coordinate format of Matrix Market, rows and columns from 1, by row, then by column.
///
/// # Errors
/// `out` cannot be written.
///
/// # Source
/// Boisvert, Pozo & Remington (1996), The Matrix Market exchange formats.
pub fn matrix_market(dfm: &WeightedDfm<'_>, weight: &Weight, out: impl Write) -> Result<()> {
    let mut out = BufWriter::new(out);
    let field = match weight {
        Weight::Count => "integer",
        Weight::Proportion | Weight::TfIdf(..) => "real",
    };
    writeln!(out, "%%MatrixMarket matrix coordinate {field} general")?;
    writeln!(out, "{} {} {}", dfm.parts.len(), dfm.terms.len(), dfm.size())?;
    let mut line = Vec::new();
    for (row, part) in (1u64..).zip(&dfm.parts) {
        line.clear();
        write!(line, "{row} ")?;
        let lead = line.len();
        for (column, cell) in dfm.row(part) {
            line.truncate(lead);
            line.extend_from_slice(itoa::Buffer::new().format(column + 1).as_bytes());
            line.push(b' ');
            match cell {
                Cell::Count(count) => line.extend_from_slice(itoa::Buffer::new().format(count).as_bytes()),
                Cell::Weight(weight) => write!(line, "{weight:?}")?,
            }
            line.push(b'\n');
            out.write_all(&line)?;
        }
    }
    Ok(out.flush()?)
}
