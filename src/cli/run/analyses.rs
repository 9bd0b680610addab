//! Commands that count and compare: frequency, themes.

use super::opened::Opened;
use super::sheet::{self, Shape};
use super::{grain, lint};
use crate::analysis::{
    FrequencyOptions, ThemeMatrix, Totals, entry_counts, frequencies, group_themes, grouped,
};
use crate::cli::args::{FrequencyArgs, ThemesArgs, ThemesTable};
use crate::cli::settings::Settings;
use crate::count::{Counts, Forms, Hits, Key, SpeakerCounts, SpeakerTable, Spread};
use crate::error::Result;
use crate::issues::Issues;
use crate::report::tables;
use crate::scan::{Corpus, Grain};
use crate::vocab::TermUnit;

/// `dictum frequency`.
pub(super) fn frequency(args: &FrequencyArgs, settings: &Settings) -> Result<Issues> {
    let opened = Opened::new(settings)?.with_grain(grain::of_frequency(args, settings));
    match opened.grain() {
        Grain::Turn => {
            let corpus = opened.count::<Counts>(&())?;
            print_frequencies(args, &opened, &corpus, &corpus.counted, None)?;
            Ok(corpus.issues)
        }
        Grain::Speaker => {
            let corpus = opened.count_spilling::<SpeakerCounts>(&opened.rule(TermUnit::Stem))?;
            let SpeakerTable { forms, spread } = &corpus.counted;
            print_frequencies(args, &opened, &corpus, forms, Some(spread))?;
            Ok(corpus.issues)
        }
    }
}

fn print_frequencies<F>(
    args: &FrequencyArgs,
    opened: &Opened<'_>,
    corpus: &Corpus<F>,
    forms: &impl Forms,
    spread: Option<&Spread>,
) -> Result<()> {
    let settings = opened.settings();
    let rows = opened.rows(corpus)?;
    let counts = opened.term_counts(corpus, forms, TermUnit::Stem, Totals::All)?;
    let options = FrequencyOptions {
        by: settings.selection.by.clone(),
        min_count: settings.selection.min_count.unwrap_or(1),
        unit: args.weighting.tf_idf_unit.clone(),
        weighting: args.weighting.tf_idf,
    };
    let found = frequencies(corpus, forms, &counts, spread, &rows, &options)?;
    let by = options.by.as_ref();
    let rows = tables::frequency_rows(corpus, &counts, &found);
    let columns = tables::frequency_columns(by);
    sheet::print_rows(settings, &columns, rows, usize::from(by.is_some()), &Shape::FREQUENCY)
}

/// `dictum themes`.
pub(super) fn themes(args: &ThemesArgs, settings: &Settings) -> Result<Issues> {
    if args.lint {
        return lint::lint(settings);
    }
    let opened = Opened::new(settings)?;
    let (themes, _) = opened.themes()?;
    let corpus = opened.count::<Hits>(&themes)?;
    let rows = opened.rows(&corpus)?;
    let by = settings.selection.by.as_ref();
    match args.table() {
        ThemesTable::Groups => {
            let matrix = ThemeMatrix::new(&corpus, &themes, &corpus.counted);
            let grouping = corpus.group_by(by.unwrap_or(&Key::Speaker), &rows);
            let groups = group_themes(&matrix, grouping, &rows);
            sheet::print(settings, &tables::themes(&themes, &groups), 1, &Shape::THEMES)?;
        }
        ThemesTable::Entries => {
            let grouping = grouped(&corpus, by, &rows, "");
            let members = grouping.rows();
            let groups: Vec<_> = grouping
                .labels
                .into_iter()
                .zip(&members)
                .map(|(label, rows)| (label, entry_counts(&corpus, &themes, &corpus.counted, rows)))
                .collect();
            let table = tables::theme_entries(&themes, by, &groups);
            sheet::print(settings, &table, usize::from(by.is_some()), &Shape::ENTRIES)?;
        }
        ThemesTable::Hits => {
            let hits = tables::theme_hit_rows(&corpus, &themes, &corpus.counted, by, &rows);
            let columns = tables::theme_hit_columns(by);
            sheet::print_rows(settings, &columns, hits, usize::from(by.is_some()), &Shape::HITS)?;
        }
    }
    Ok(corpus.issues)
}
