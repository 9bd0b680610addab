//! Commands that look at words in their order: ngrams.

use super::opened::Opened;
use super::sheet::{self, Shape};
use crate::analysis::{NgramOptions, Totals, grouped, ngrams as find_ngrams};
use crate::cli::args::{NgramsArgs, RankBy};
use crate::cli::settings::Settings;
use crate::count::Counts;
use crate::error::{Error, Result};
use crate::issues::Issues;
use crate::report::tables;
use crate::stats::association::AssociationMeasure;
use crate::vocab::TermUnit;

/// Below how many occurrences n-grams and collocates have no row, unless another number is asked for.
const MIN_COUNT: u64 = 3;

/// `dictum ngrams`.
pub(super) fn ngrams(args: &NgramsArgs, settings: &Settings) -> Result<Issues> {
    if args.size.words() > 2 && !has_measure_of_many(args.rank_by) {
        let what =
            format!("{} is of two words; of more there are observed, lambda, lambda_z", args.rank_by.name());
        return Err(Error::config(what));
    }
    let opened = Opened::new(settings)?;
    let corpus = opened.count::<Counts>(&())?;
    let rows = opened.rows(&corpus)?;
    let counts = opened.terms(&corpus, &corpus.counted, TermUnit::Stem, Totals::All);
    let by = settings.selection.by.as_ref();
    let options = NgramOptions {
        size: args.size,
        skip: args.skip as usize,
        min_count: settings.selection.min_count.unwrap_or(MIN_COUNT),
    };
    let grouping = grouped(&corpus, by, &rows, "");
    let members = grouping.rows();
    let groups = grouping.labels.iter().zip(&members).flat_map(|(label, rows)| {
        let mut found = find_ngrams(&corpus.counted, &counts, rows, &options);
        if let RankBy::Measure(measure) = args.rank_by {
            found.sort_by(|a, b| a.attraction.strongest_first(&b.attraction, measure));
        }
        let group = by.map(|_| label.as_str());
        found.into_iter().map(move |ngram| (group, ngram))
    });
    let rows = groups.map(|(group, ngram)| tables::ngram_row(&corpus, &counts, group, &ngram));
    sheet::print_rows(settings, &tables::ngram_columns(by), rows, usize::from(by.is_some()), &Shape::NGRAMS)?;
    Ok(corpus.issues)
}

fn has_measure_of_many(rank_by: RankBy) -> bool {
    matches!(
        rank_by,
        RankBy::Observed | RankBy::Measure(AssociationMeasure::Lambda | AssociationMeasure::LambdaZ)
    )
}
