//! `dictum trends`: what is said more and less over time.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::groups::Groups;
use super::opened::Opened;
use super::pattern::{is_theme, of_term};
use super::sheet::{self, Shape};
use crate::analysis::{
    KeynessOptions, Period, ThemeMatrix, Totals, changes, earlier, periods, places, shifts, smoothed,
    trends as find_trends, usual_period,
};
use crate::cli::args::{Compared, TrendsArgs};
use crate::cli::settings::Settings;
use crate::count::{Counts, Hits, Key, ThemeHits};
use crate::error::{Error, Result};
use crate::issues::Issues;
use crate::render::table::Value;
use crate::report::tables;
use crate::scan::Corpus;
use crate::stats::changes::{LEAST, MOST};
use crate::suggest;
use crate::text::{ThemeId, Themes};
use crate::vocab::TermUnit;

/// `dictum trends`.
pub(super) fn trends(args: &TrendsArgs, settings: &Settings) -> Result<Issues> {
    if let Some(compared) = &args.compare {
        return compare(args, compared, settings);
    }
    let opened = Opened::new(settings)?;
    let series = Series { args, themes: followed(args, &opened)? };
    let corpus = opened.count::<Hits>(&series.themes)?;
    let rows = opened.rows(&corpus)?;
    series.print(settings, &corpus, &rows)?;
    Ok(corpus.issues)
}

/// The themes, or the terms that are asked for as themes of their own.
fn followed(args: &TrendsArgs, opened: &Opened<'_>) -> Result<Arc<Themes>> {
    if args.followed.is_empty() {
        return Ok(opened.themes()?.0);
    }
    if let Some(theme) = args.followed.iter().find(|term| is_theme(term)) {
        return Err(Error::config(format!("'{theme}' is no term; without --term every theme is followed")));
    }
    let unit = opened.settings().words.terms.unwrap_or(TermUnit::Stem);
    let entries: Vec<(&str, String)> =
        args.followed.iter().map(|term| (term.as_str(), of_term(term, unit))).collect();
    let entries = entries.iter().map(|(term, entry)| (*term, entry.as_str()));
    Ok(Arc::new(Themes::of_entries(entries, opened.analyzer())?))
}

/// What is followed over time, and how.
struct Series<'a> {
    args: &'a TrendsArgs,
    themes: Arc<Themes>,
}

impl Series<'_> {
    fn print(&self, settings: &Settings, corpus: &Corpus<ThemeHits>, rows: &[u32]) -> Result<()> {
        let by = settings.selection.by.as_ref();
        let period = period(self.args.period.as_ref(), corpus, rows, settings);
        let matrix = ThemeMatrix::new(corpus, &self.themes, &corpus.counted);
        self.say_unfound(settings, corpus, rows);
        let groups = Groups::new(corpus, by, rows);
        let of_group = |(group, rows)| self.rows(&matrix, &period, &periods(corpus, &period, rows), group);
        let found = groups.iter().flat_map(of_group);
        let grouped = usize::from(by.is_some());
        if self.args.changes {
            say_unsearched(settings, periods(corpus, &period, rows).len());
            return sheet::print_rows(settings, &tables::change_columns(by), found, grouped, &Shape::CHANGES);
        }
        let columns = tables::trend_columns(by, self.args.smooth);
        sheet::print_rows(settings, &columns, found, grouped, &Shape::TRENDS)
    }

    /// Says which of the terms that were asked for are found nowhere.
    fn say_unfound(&self, settings: &Settings, corpus: &Corpus<ThemeHits>, rows: &[u32]) {
        let found: BTreeSet<ThemeId> = corpus.counted.in_rows(rows).map(|hit| hit.theme).collect();
        let is_unfound = |place: &u32| !found.contains(&ThemeId(*place)) && !rows.is_empty();
        for (_, term) in (0..).zip(&self.args.followed).filter(|(place, _)| is_unfound(place)) {
            settings.voice.note(format_args!("'{term}' is found nowhere"));
        }
    }

    /// The rows of one group.
    fn rows(
        &self,
        matrix: &ThemeMatrix,
        by: &Key,
        periods: &[Period],
        group: Option<&str>,
    ) -> Vec<Vec<Value>> {
        let trends = find_trends(matrix, periods);
        let series = || (0..self.themes.themes().len() as u32).map(ThemeId);
        if self.args.changes {
            let changes = series().flat_map(|series| changes(matrix, periods, &trends, series));
            return changes.map(|change| tables::change_row(&self.themes, group, periods, &change)).collect();
        }
        let places = places(&trends, by);
        let smoothed =
            |width: u32| series().map(|series| smoothed(&trends, &places, series, width as usize)).collect();
        let smoothed: Vec<_> = self.args.smooth.map(smoothed).unwrap_or_default();
        tables::trend_rows(&self.themes, group, &trends, &smoothed)
    }
}

/// Says that there are too few periods, or too many, to look for changes in.
fn say_unsearched(settings: &Settings, periods: usize) {
    if !(LEAST..=MOST).contains(&periods) {
        let sizes = format!("changes are looked for in {LEAST} to {MOST} periods; there are {periods}");
        settings.voice.note(sizes);
    }
}

/// How long a period is: as asked for, else as is usual; what is in none is said.
fn period<F>(asked: Option<&Key>, corpus: &Corpus<F>, rows: &[u32], settings: &Settings) -> Key {
    let undated = rows.iter().filter(|&&row| corpus.turns[row as usize].date.is_none()).count();
    let is_of_calendar = |key: &Key| !matches!(key, Key::Document | Key::Turn);
    let period = asked.cloned().unwrap_or_else(|| usual_period(corpus, rows));
    if undated > 0 && is_of_calendar(&period) {
        settings
            .voice
            .note(format_args!("{undated} of {} turns have no date and are in no {period}", rows.len()));
    }
    period
}

/// `dictum trends --compare A..B`.
fn compare(args: &TrendsArgs, compared: &Compared, settings: &Settings) -> Result<Issues> {
    let opened = Opened::new(settings)?;
    let corpus = opened.count::<Counts>(&())?;
    let rows = opened.rows(&corpus)?;
    let period = period(args.period.as_ref(), &corpus, &rows, settings);
    let [before, after] = rows_of_both(compared, &period, &corpus, &rows)?;
    let counts = opened.term_counts(&corpus, &corpus.counted, TermUnit::Stem, Totals::All)?;
    let min_count = settings.selection.min_count.unwrap_or(KeynessOptions::default().min_count);
    let by = settings.selection.by.as_ref();
    let groups = Groups::new(&corpus, by, &rows);
    let (mut found, mut one_sided) = (Vec::new(), 0);
    for (group, rows) in groups.iter() {
        let own =
            |period: &[u32]| period.iter().copied().filter(|row| rows.binary_search(row).is_ok()).collect();
        let [before, after]: [Vec<u32>; 2] = [own(&before), own(&after)];
        if before.is_empty() || after.is_empty() {
            one_sided += 1;
            continue;
        }
        let keyness = shifts(&corpus, &counts, [before, after], min_count)?;
        found.extend(tables::shift_rows(&corpus, &counts, group, &keyness.family(0)));
    }
    if one_sided > 0 {
        let all = groups.len();
        let (before, after) = (before_name(compared), format!("in {}", compared.after));
        settings.voice.note(format_args!(
            "groups without a turn {before} or {after} have no rows: {one_sided} of {all}"
        ));
    }
    let columns = tables::shift_columns(by);
    sheet::print_rows(settings, &columns, found.iter(), usize::from(by.is_some()), &Shape::SHIFTS)?;
    Ok(corpus.issues)
}

/// When the earlier turns are: in a period, or before one.
fn before_name(compared: &Compared) -> String {
    match &compared.before {
        Some(before) => format!("in {before}"),
        None => format!("before {}", compared.after),
    }
}

/// The rows of two periods that share none, or of a period and of all that is earlier.
fn rows_of_both<F>(
    compared: &Compared,
    period: &Key,
    corpus: &Corpus<F>,
    rows: &[u32],
) -> Result<[Vec<u32>; 2]> {
    let after = rows_of(&compared.after, period, corpus, rows)?;
    let Some(before_label) = &compared.before else {
        let before = earlier(corpus, rows, &after);
        return match before.is_empty() {
            true => Err(Error::config(format!("no turn is dated before {}", compared.after))),
            false => Ok([before, after]),
        };
    };
    let before = rows_of(before_label, period, corpus, rows)?;
    match after.iter().find(|row| before.binary_search(row).is_ok()) {
        None => Ok([before, after]),
        Some(&both) => {
            let turn = corpus.value(&corpus.turns[both as usize], &Key::Turn).unwrap_or_default();
            let what = format!("{before_label} and {} overlap: {turn} is in both", compared.after);
            Err(Error::config(what))
        }
    }
}

/// The rows of the period, of whatever length, or the document of that name.
fn rows_of<F>(label: &str, period: &Key, corpus: &Corpus<F>, rows: &[u32]) -> Result<Vec<u32>> {
    let keys = [period, &Key::Year, &Key::Quarter, &Key::Month, &Key::Week, &Key::Day, &Key::Document];
    for key in keys {
        let is_of =
            |row: &u32| corpus.value(&corpus.turns[*row as usize], key).is_some_and(|name| name == label);
        let found: Vec<u32> = rows.iter().copied().filter(is_of).collect();
        if !found.is_empty() {
            return Ok(found);
        }
    }
    let known = periods(corpus, period, rows);
    Err(suggest::unknown("period", label, known.iter().map(|period| period.label.as_str())))
}
