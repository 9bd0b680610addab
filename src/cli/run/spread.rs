//! Commands on how words are spread, and how many different ones there are: dispersion, diversity.

use super::opened::Opened;
use super::sheet::{self, Shape};
use crate::analysis::{Totals, dispersions, diversities};
use crate::cli::args::DiversityArgs;
use crate::cli::settings::Settings;
use crate::count::{Counts, Key};
use crate::error::Result;
use crate::issues::Issues;
use crate::report::tables;
use crate::vocab::TermUnit;

/// `dictum dispersion`.
pub(super) fn dispersion(settings: &Settings) -> Result<Issues> {
    let opened = Opened::new(settings)?;
    let corpus = opened.count::<Counts>(&())?;
    let rows = opened.rows(&corpus)?;
    let counts = opened.term_counts(&corpus, &corpus.counted, TermUnit::Stem, Totals::All)?;
    let by = settings.selection.by.clone().unwrap_or(Key::Turn);
    let least = settings.selection.min_count.unwrap_or(1);
    let found = dispersions(&corpus, &counts, &by, &rows, least);
    sheet::print(settings, &tables::dispersion(&corpus, &counts, &found), 0, &Shape::DISPERSION)?;
    Ok(corpus.issues)
}

/// `dictum diversity`.
pub(super) fn diversity(args: &DiversityArgs, settings: &Settings) -> Result<Issues> {
    let opened = Opened::new(settings)?;
    let corpus = opened.count::<Counts>(&())?;
    let rows = opened.rows(&corpus)?;
    let by = settings.selection.by.clone().unwrap_or(Key::Speaker);
    let unit = settings.words.terms.unwrap_or(TermUnit::Type);
    let window = args.mattr_window as usize;
    let found = diversities(&corpus, &corpus.counted, corpus.group_by(&by, &rows), unit, window)?;
    sheet::print(settings, &tables::diversity(&found), 1, &Shape::DIVERSITY)?;
    Ok(corpus.issues)
}
