//! The tables of `trends`: rates by period, changes of level, terms that rise and fall.

use super::grouped;
use crate::analysis::{Change, Family, Period, PeriodRates, Smoothed, TermCounts};
use crate::count::Key;
use crate::render::table::{Column, Value};
use crate::scan::Corpus;
use crate::stats::contingency::Zero;
use crate::stats::keyness::{KeynessMeasure, Keyword};
use crate::stats::rate::per_million;
use crate::text::{ThemeId, Themes};
use crate::vocab::TermId;

const COLUMNS: [Column; 7] = [
    Column::text("period"),
    Column::text("series"),
    Column::integer("hits"),
    Column::integer("tokens"),
    Column::float("per_thousand"),
    Column::float("low"),
    Column::float("high"),
];

const SMOOTHED_COLUMNS: [Column; 2] = [Column::float("smoothed"), Column::text("window")];

const CHANGE_COLUMNS: [Column; 13] = [
    Column::text("series"),
    Column::text("period"),
    Column::integer("periods_before"),
    Column::integer("hits_before"),
    Column::integer("tokens_before"),
    Column::float("per_thousand_before"),
    Column::integer("periods_after"),
    Column::integer("hits_after"),
    Column::integer("tokens_after"),
    Column::float("per_thousand_after"),
    Column::float("ratio"),
    Column::float("ratio_low"),
    Column::float("ratio_high"),
];

const SHIFT_COLUMNS: [Column; 14] = [
    Column::text("term"),
    Column::text("stem"),
    Column::text("change"),
    Column::integer("before"),
    Column::integer("after"),
    Column::float("before_per_million"),
    Column::float("after_per_million"),
    Column::float("log_ratio"),
    Column::float("log_ratio_low"),
    Column::float("log_ratio_high"),
    Column::float("p_cluster"),
    Column::float("q_cluster"),
    Column::float("lrc"),
    Column::text("status"),
];

/// The columns of `trends`; with a key, the group first; smoothed rates last.
pub fn trend_columns(by: Option<&Key>, smooth: Option<u32>) -> Vec<Column> {
    let smoothed = smooth.iter().flat_map(|_| SMOOTHED_COLUMNS);
    let columns: Vec<Column> = COLUMNS.into_iter().chain(smoothed).collect();
    grouped(by, &columns)
}

/// A row for each period and series, in the order of the periods. `smoothed` holds the means of each series, or nothing.
pub fn trend_rows(
    themes: &Themes,
    group: Option<&str>,
    trends: &[PeriodRates],
    smoothed: &[Vec<Smoothed>],
) -> Vec<Vec<Value>> {
    let row = |place: usize, series: usize| {
        let (period, rate) = (&trends[place], &trends[place].rates[series]);
        let cells = [
            period.period.as_str().into(),
            themes.themes()[series].key.as_str().into(),
            rate.counts.hits.into(),
            rate.counts.tokens.into(),
            rate.per_thousand.into(),
            rate.bounds.map(|bounds| bounds.low).into(),
            rate.bounds.map(|bounds| bounds.high).into(),
        ];
        let mean = smoothed.get(series).map(|means| {
            let [first, last] = means[place].window.map(|period| trends[period].period.as_str());
            [means[place].per_thousand.into(), Value::Text(format!("{first}..{last}"))]
        });
        group.map(Value::from).into_iter().chain(cells).chain(mean.into_iter().flatten()).collect()
    };
    (0..trends.len())
        .flat_map(|place| (0..themes.themes().len()).map(move |series| row(place, series)))
        .collect()
}

/// The columns of `trends --changes`; with a key, the group first.
pub fn change_columns(by: Option<&Key>) -> Vec<Column> {
    grouped(by, &CHANGE_COLUMNS)
}

/// A change as a row; where it has a group, that first.
pub fn change_row(themes: &Themes, group: Option<&str>, periods: &[Period], change: &Change) -> Vec<Value> {
    let ThemeId(series) = change.series;
    let [before, after] = &change.levels;
    let cells = [
        themes.themes()[series as usize].key.as_str().into(),
        periods[change.period].label.as_str().into(),
        change.periods[0].into(),
        before.counts.hits.into(),
        before.counts.tokens.into(),
        before.per_thousand.into(),
        change.periods[1].into(),
        after.counts.hits.into(),
        after.counts.tokens.into(),
        after.per_thousand.into(),
        change.ratio.into(),
        change.bounds.map(|bounds| bounds.low).into(),
        change.bounds.map(|bounds| bounds.high).into(),
    ];
    group.map(Value::from).into_iter().chain(cells).collect()
}

/// The columns of `trends --compare`; with a key, the group first.
pub fn shift_columns(by: Option<&Key>) -> Vec<Column> {
    grouped(by, &SHIFT_COLUMNS)
}

/// The terms of a later period against an earlier one, which is the reference: from what rises most to what falls most;
/// where they are those of a group, that first.
pub fn shift_rows<F>(
    corpus: &Corpus<F>,
    counts: &TermCounts,
    group: Option<&str>,
    family: &Family<'_>,
) -> Vec<Vec<Value>> {
    let row = |(term, keyword): (TermId, Keyword<'_>)| {
        let of = &keyword.counts.table;
        let interval = keyword.interval();
        let log_ratio = keyword.score(KeynessMeasure::LogRatio);
        let cells = [
            counts.shown(corpus, term).into(),
            counts.stem(corpus, term).into(),
            change(of.zero(), log_ratio).into(),
            of.reference.into(),
            of.target.into(),
            per_million(of.reference, of.reference_size).into(),
            per_million(of.target, of.target_size).into(),
            log_ratio.into(),
            interval.map(|interval| interval.low).into(),
            interval.map(|interval| interval.high).into(),
            interval.map(|interval| interval.p_cluster).into(),
            keyword.judged.q_cluster.into(),
            keyword.score(KeynessMeasure::Lrc).into(),
            keyword.judged.status.map(|status| status.name()).into(),
        ];
        group.map(Value::from).into_iter().chain(cells).collect()
    };
    family.keywords().map(row).collect()
}

/// What a term does from one period to the next.
fn change(zero: Option<Zero>, log_ratio: Option<f64>) -> &'static str {
    match (zero, log_ratio) {
        (Some(Zero::Reference), _) => "new",
        (Some(Zero::Target), _) => "vanished",
        (None, Some(ratio)) if ratio > 0.0 => "rising",
        (None, Some(ratio)) if ratio < 0.0 => "falling",
        (None, Some(_) | None) => "",
    }
}
