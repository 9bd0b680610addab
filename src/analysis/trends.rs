//! Themes and terms over time.

use super::themes::{ThemeMatrix, rates};
use crate::count::Key;
use crate::scan::Corpus;
use crate::stats::changes::{Count, changes as find_changes};
use crate::stats::interval::Bounds;
use crate::stats::rate::per_thousand;
use crate::stats::themes::ThemeRate;
use crate::text::ThemeId;

/// A stretch of time, a document or a turn: its name and its turns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Period {
    /// What it is called.
    pub label: String,
    /// Its rows, ascending.
    pub rows: Vec<u32>,
}

/// The rates of all series in one period.
#[derive(Debug, Clone, PartialEq)]
pub struct PeriodRates {
    /// The period's name.
    pub period: String,
    /// One for each series, in their order.
    pub rates: Vec<ThemeRate>,
}

/// A mean over neighbouring periods.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Smoothed {
    /// Hits in a thousand tokens of all of them together; `None` without tokens.
    pub per_thousand: Option<f64>,
    /// The first period of the window, and the last.
    pub window: [usize; 2],
}

/// A new level of a rate.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// The series.
    pub series: ThemeId,
    /// The first period of the new level.
    pub period: usize,
    /// How many periods the level before has, and the new one.
    pub periods: [usize; 2],
    /// What was counted in the level before, and in the new one.
    pub levels: [ThemeRate; 2],
    /// The new rate over the one before; `None` where either has no hit.
    pub ratio: Option<f64>,
    /// Its 95 % interval, turns as the unit, the place of the change taken as known.
    pub bounds: Option<Bounds>,
}

/// The periods that some turns fall into, in the order of time, documents or turns. Turns without a date are in no period
/// of the calendar.
pub fn periods<F>(corpus: &Corpus<F>, by: &Key, rows: &[u32]) -> Vec<Period> {
    if *by == Key::Turn {
        let label = |row: u32| corpus.value(&corpus.turns[row as usize], by).unwrap_or_default().into_owned();
        return rows.iter().map(|&row| Period { label: label(row), rows: vec![row] }).collect();
    }
    let grouping = corpus.group_by(by, rows);
    let members = grouping.rows();
    grouping.labels.into_iter().zip(members).map(|(label, rows)| Period { label, rows }).collect()
}

/// How long a period is where nobody says: a turn where there is one document, a document where no turn has a date, else a
/// month.
pub fn usual_period<F>(corpus: &Corpus<F>, rows: &[u32]) -> Key {
    let turns = || rows.iter().map(|&row| &corpus.turns[row as usize]);
    let documents = || turns().map(|turn| turn.document);
    if documents().max() == documents().min() {
        Key::Turn
    } else if turns().all(|turn| turn.date.is_none()) {
        Key::Document
    } else {
        Key::Month
    }
}

/// The rate of each series in each period.
pub fn trends(matrix: &ThemeMatrix, periods: &[Period]) -> Vec<PeriodRates> {
    let of =
        |period: &Period| PeriodRates { period: period.label.clone(), rates: rates(matrix, &period.rows) };
    periods.iter().map(of).collect()
}

/// Where each period stands: those of a calendar as far apart as they are, others one after the other. Ascending.
pub fn places(trends: &[PeriodRates], by: &Key) -> Vec<i64> {
    let of_calendar: Option<Vec<i64>> = trends.iter().map(|period| by.place(&period.period)).collect();
    of_calendar.unwrap_or_else(|| (0..trends.len() as i64).collect())
}

/// The mean of a series over so many neighbouring places round each period, as far as there are periods in them: its hits
/// over its tokens. `places` are those of the periods, see [`places`].
pub fn smoothed(trends: &[PeriodRates], places: &[i64], series: ThemeId, width: usize) -> Vec<Smoothed> {
    let mut before = vec![Count::default()];
    for count in counts(trends, series) {
        let Count { hits, tokens } = before[before.len() - 1];
        before.push(Count { hits: hits + count.hits, tokens: tokens + count.tokens });
    }
    let [earlier, later] = [width.saturating_sub(1) / 2, width / 2].map(|reach| reach as i64);
    let window = |&place: &i64| {
        let first = places.partition_point(|&other| other < place.saturating_sub(earlier));
        let end = places.partition_point(|&other| other <= place.saturating_add(later));
        let (from, to) = (before[first], before[end]);
        Smoothed {
            per_thousand: per_thousand(to.hits - from.hits, to.tokens - from.tokens),
            window: [first, end - 1],
        }
    };
    places.iter().map(window).collect()
}

/// Where the level of a series changes, in the order of the periods; see [`crate::stats::changes`].
pub fn changes(
    matrix: &ThemeMatrix,
    periods: &[Period],
    trends: &[PeriodRates],
    series: ThemeId,
) -> Vec<Change> {
    let places = find_changes(&counts(trends, series));
    let starts: Vec<usize> = std::iter::once(0).chain(places.iter().copied()).collect();
    let ends: Vec<usize> = places.into_iter().chain([periods.len()]).collect();
    let level = |level: usize| {
        let rows: Vec<Vec<u32>> =
            periods[starts[level]..ends[level]].iter().map(|period| period.rows.clone()).collect();
        let mut rows = rows.concat();
        rows.sort_unstable();
        rates(matrix, &rows)[series.index()]
    };
    let change = |new: usize| {
        let levels = [level(new - 1), level(new)];
        let [before, after] = levels.map(|level| level.counts);
        let ratio = levels[1].per_thousand.zip(levels[0].per_thousand);
        let is_on_both_sides = before.hits > 0 && after.hits > 0;
        let rates = after.log_rate.zip(before.log_rate);
        Change {
            series,
            period: starts[new],
            periods: [new - 1, new].map(|level| ends[level] - starts[level]),
            levels,
            ratio: ratio.filter(|_| is_on_both_sides).map(|(after, before)| after / before),
            bounds: rates.and_then(|(after, before)| after.over(&before)).map(|ratio| ratio.bounds()),
        }
    };
    (1..starts.len()).map(change).collect()
}

fn counts(trends: &[PeriodRates], series: ThemeId) -> Vec<Count> {
    let count = |period: &PeriodRates| {
        let counts = period.rates[series.index()].counts;
        Count { hits: counts.hits, tokens: counts.tokens }
    };
    trends.iter().map(count).collect()
}
