//! Commands that count and compare: frequency, keywords, themes, exchanges.

use super::opened::Opened;
use super::sheet::{self, Shape};
use super::study::keyness_options;
use super::{grain, lint};
use crate::analysis::{
    FrequencyOptions, Keyness, KeynessOptions, Reference, ThemeMatrix, Totals, entry_counts,
    exchanges as find_exchanges, frequencies, group_themes, grouped, uptakes,
};
use crate::cli::args::{ExchangesArgs, FrequencyArgs, KeywordsArgs, ThemesArgs, ThemesTable};
use crate::cli::settings::Settings;
use crate::count::{Counts, Forms, Hits, Key, SpeakerCounts, SpeakerTable, Spread};
use crate::error::Result;
use crate::issues::Issues;
use crate::render::table::Table;
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
    let counts = opened.terms(corpus, forms, TermUnit::Stem, Totals::All);
    let options = FrequencyOptions {
        by: settings.selection.by.clone(),
        min_count: settings.selection.min_count.unwrap_or(1),
        unit: args.weighting.tf_idf_unit.clone(),
        weighting: args.weighting.tf_idf,
    };
    let found = frequencies(corpus, forms, &counts, spread, &rows, &options);
    let by = options.by.as_ref();
    let rows = tables::frequency_rows(corpus, &counts, &found);
    let columns = tables::frequency_columns(by);
    sheet::print_rows(settings, &columns, rows, usize::from(by.is_some()), &Shape::FREQUENCY)
}

/// `dictum keywords`.
pub(super) fn keywords(args: &KeywordsArgs, settings: &Settings) -> Result<Issues> {
    let options = keyness_options(args, settings)?;
    let file = args.reference_file();
    let inputs: Vec<String> = file.map(str::to_owned).into_iter().chain(settings.inputs.clone()).collect();
    let grain = grain::of_keywords(args, options.intervals, settings);
    let opened = Opened::of(settings, &inputs)?.with_grain(grain);
    match opened.grain() {
        Grain::Turn => {
            let corpus = opened.count::<Counts>(&())?;
            print_keywords(args, options, &opened, &corpus, &corpus.counted)?;
            Ok(corpus.issues)
        }
        Grain::Speaker => {
            let corpus = opened.count_spilling::<SpeakerCounts>(&opened.rule(TermUnit::Stem))?;
            print_keywords(args, options, &opened, &corpus, &corpus.counted.forms)?;
            Ok(corpus.issues)
        }
    }
}

fn print_keywords<F>(
    args: &KeywordsArgs,
    mut options: KeynessOptions,
    opened: &Opened<'_>,
    corpus: &Corpus<F>,
    forms: &impl Forms,
) -> Result<()> {
    let settings = opened.settings();
    let mut rows = opened.rows(corpus)?;
    if let Some(path) = args.reference_file() {
        let is_of_file = |row: &u32| corpus.document(&corpus.turns[*row as usize]).key.path.as_ref() == path;
        rows.retain(|row| !is_of_file(row));
        options.reference = Reference::Turns((0..corpus.turns.len() as u32).filter(is_of_file).collect());
    }
    if corpus.turns.is_empty() {
        return sheet::print(settings, &Table::new(tables::keyword_columns()), 0, &Shape::KEYWORDS);
    }
    let counts = opened.terms(corpus, forms, TermUnit::Stem, args.totals);
    let by = settings.selection.by.clone().unwrap_or(Key::Speaker);
    let keyness = Keyness::new(corpus, &counts, &by, &rows, options)?;
    let targets: Vec<usize> = match &args.target {
        Some(label) => vec![keyness.find(by.name(), label)?],
        None => keyness.targets().collect(),
    };
    let limit = settings.rows();
    let mut left_out = 0;
    sheet::write(settings, &tables::keyword_columns(), &Shape::KEYWORDS, |writer| {
        for group in targets {
            let family = keyness.family(group);
            let kept = limit.map_or(family.len(), |limit| family.len().min(limit as usize));
            left_out += (family.len() - kept) as u64;
            for row in tables::keyword_rows(corpus, &counts, &family, family.keywords().take(kept)) {
                writer.row(&row)?;
            }
        }
        Ok(())
    })?;
    sheet::note_left_out(settings, left_out);
    Ok(())
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
