//! Questions and answers: `dictum exchanges`.

use super::opened::Opened;
use super::sheet::{self, Shape};
use crate::analysis::{ThemeMatrix, exchanges as find_exchanges, uptakes};
use crate::cli::args::ExchangesArgs;
use crate::cli::settings::Settings;
use crate::count::Hits;
use crate::error::Result;
use crate::issues::Issues;
use crate::report::tables;

/// `dictum exchanges`.
pub(super) fn exchanges(args: &ExchangesArgs, settings: &Settings) -> Result<Issues> {
    let opened = Opened::new(settings)?;
    let (themes, _) = opened.themes()?;
    let corpus = opened.count::<Hits>(&themes)?;
    let rows = opened.rows(&corpus)?;
    let by = settings.selection.by.as_ref();
    let matrix = ThemeMatrix::new(&corpus, &themes, &corpus.counted);
    let found = find_exchanges(&corpus, &rows);
    let grouped = usize::from(by.is_some());
    if args.pairs {
        let rows = tables::pair_rows(&corpus, &themes, &matrix, by, &found);
        sheet::print_rows(settings, &tables::pair_columns(by), rows, grouped, &Shape::PAIRS)?;
    } else {
        let table = tables::exchanges(&themes, by, &uptakes(&corpus, &matrix, &found, by));
        sheet::print(settings, &table, grouped, &Shape::EXCHANGES)?;
    }
    Ok(corpus.issues)
}
