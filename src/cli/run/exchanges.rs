//! Questions and answers: `dictum exchanges`.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::opened::Opened;
use super::sheet::{self, Shape};
use crate::analysis::{
    Exchange, ExchangeKey, ThemeMatrix, Totals, exchanges as find_exchanges, likeness, uptakes,
};
use crate::cli::args::ExchangesArgs;
use crate::cli::settings::Settings;
use crate::count::{Counts, Hits};
use crate::error::Result;
use crate::issues::Issues;
use crate::render::table::Value;
use crate::report::tables;
use crate::scan::Corpus;
use crate::text::Themes;
use crate::vocab::TermUnit;

/// `dictum exchanges`.
pub(super) fn exchanges(args: &ExchangesArgs, settings: &Settings) -> Result<Issues> {
    let opened = Opened::new(settings)?;
    let (themes, _) = opened.themes()?;
    let by = settings.selection.by.clone().map(|key| ExchangeKey { key, whose: args.whose });
    let by = by.as_ref();
    if args.texts {
        return pairs_with_texts(&opened, &themes, by);
    }
    let corpus = opened.count::<Hits>(&themes)?;
    let matrix = ThemeMatrix::new(&corpus, &themes, &corpus.counted);
    let found = find_exchanges(&corpus, &opened.rows(&corpus)?);
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

/// The pairs with what their texts have in common; the texts are looked up by a second reading.
fn pairs_with_texts(opened: &Opened<'_>, themes: &Arc<Themes>, by: Option<&ExchangeKey>) -> Result<Issues> {
    let corpus = opened.count::<(Counts, Hits)>(&((), Arc::clone(themes)))?;
    let (tokens, hits) = &corpus.counted;
    let matrix = ThemeMatrix::new(&corpus, themes, hits);
    let found = find_exchanges(&corpus, &opened.rows(&corpus)?);
    let counts = opened.term_counts(&corpus, tokens, TermUnit::Stem, Totals::All)?;
    let likeness = likeness(&corpus, &counts, &found);
    let texts = texts(opened, &corpus, &found)?;
    let more = found.iter().zip(&likeness).flat_map(|(exchange, likeness)| {
        let cells = tables::pair_texts(exchange, likeness, &texts);
        std::iter::repeat_n(cells, themes.themes().len())
    });
    let rows = tables::pair_rows(&corpus, themes, &matrix, by, &found).zip(more);
    let rows = rows.map(|(cells, more)| -> Vec<Value> { cells.into_iter().chain(more).collect() });
    let columns = tables::pair_columns_with_texts(by);
    sheet::print_rows(opened.settings(), &columns, rows, usize::from(by.is_some()), &Shape::PAIRS)?;
    Ok(corpus.issues)
}

/// What is said in the turns of some exchanges, by row.
fn texts<F: Sync>(
    opened: &Opened<'_>,
    corpus: &Corpus<F>,
    found: &[Exchange],
) -> Result<BTreeMap<u32, String>> {
    let wanted: BTreeSet<u32> = found
        .iter()
        .flat_map(|exchange| exchange.questions.iter().chain(&exchange.answers))
        .copied()
        .collect();
    let texts = opened.revisit(
        "Looking up texts",
        corpus,
        &|row| wanted.contains(&row),
        Vec::new,
        |texts: &mut Vec<(u32, String)>, seen| texts.push((seen.row, seen.said.text.to_owned())),
    )?;
    Ok(texts.into_iter().flatten().collect())
}
