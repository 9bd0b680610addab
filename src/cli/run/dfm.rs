//! `dictum dfm`: the matrix itself.

use super::files::{manifest, stage_table};
use super::opened::Opened;
use crate::analysis::{Totals, WeightedDfm};
use crate::cli::args::DfmArgs;
use crate::cli::output::{Folder, Staged};
use crate::cli::settings::Settings;
use crate::count::Counts;
use crate::error::Result;
use crate::issues::Issues;
use crate::render::table::{Column, Value};
use crate::render::writer::Format;
use crate::report::tables;
use crate::vocab::TermUnit;

const MATRIX: &str = "matrix.mtx";
const ROWS: &str = "rows.csv";
const COLUMNS: &str = "columns.csv";
const CELLS: &str = "dfm.parquet";

/// `dictum dfm`.
pub(super) fn dfm(args: &DfmArgs, settings: &Settings) -> Result<Issues> {
    let folder = Folder::open(&settings.folder)?;
    folder.check([MATRIX, ROWS, COLUMNS, CELLS])?;
    let opened = Opened::with_fingerprints(settings)?;
    let corpus = opened.count::<Counts>(&())?;
    let rows = opened.rows(&corpus)?;
    let counts = opened.term_counts(&corpus, &corpus.counted, TermUnit::Stem, Totals::All)?;
    let weight = args.weight();
    let (by, least) = (settings.selection.by.as_ref(), settings.selection.min_count.unwrap_or(1));
    let most = settings.selection.top.or(None).map_or(usize::MAX, |top| top as usize);
    let dfm = WeightedDfm::new(&corpus, &counts, by, &rows, (least, most), weight.clone());
    let cell_columns = tables::dfm_cell_columns(&dfm, &weight);
    let files = vec![
        folder.stage(MATRIX, |out| tables::matrix_market(&dfm, &weight, out))?,
        table(&folder, ROWS, &tables::dfm_part_columns(&dfm), tables::dfm_part_rows(&corpus, &dfm))?,
        table(&folder, COLUMNS, &tables::DFM_TERM_COLUMNS, tables::dfm_term_rows(&corpus, &counts, &dfm))?,
        stage_table(&folder, CELLS, Format::Parquet, &cell_columns, |writer| {
            tables::dfm_cell_rows(&corpus, &counts, &dfm, |row| writer.row(row))
        })?,
    ];
    folder.write(files, manifest("dfm", &opened, &corpus, None))?;
    let (parts, terms, cells) = (dfm.parts.len(), dfm.terms.len(), dfm.size());
    let place = settings.folder.join(MATRIX);
    settings
        .voice
        .note(format_args!("wrote {}: {parts} rows, {terms} columns, {cells} cells", place.display()));
    Ok(corpus.issues)
}

fn table(
    folder: &Folder,
    name: &str,
    columns: &[Column],
    mut rows: impl Iterator<Item = Vec<Value>>,
) -> Result<Staged> {
    stage_table(folder, name, Format::Csv, columns, |writer| rows.try_for_each(|row| writer.row(&row)))
}
