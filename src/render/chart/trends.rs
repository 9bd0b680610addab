//! Rates over time: a panel a series below one another, a line with its interval as a band.

use super::canvas::{Anchor, Canvas, HEAD, LABEL, LEFT, RIGHT, SMALL};
use super::colour::{Colour, Series};
use super::scale::{Scale, number};
use super::{Chart, Frame};
use crate::render::table::{Column, Value};

/// A period and where it stands on the way through time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moment {
    /// What it is called.
    pub label: String,
    /// Its place, in periods from any beginning; ascending.
    pub place: i64,
}

/// A rate in one period.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Level {
    /// The rate, not below zero.
    pub value: f64,
    /// Its interval, where it is known.
    pub range: Option<[f64; 2]>,
}

/// One series.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TrendLine {
    /// What it is called.
    pub label: String,
    /// The rate in each period; `None` where nothing was said at all.
    pub levels: Vec<Option<Level>>,
    /// A running mean at each period, drawn in place of the levels, which then stand behind it, faint; may be empty.
    pub means: Vec<Option<f64>>,
    /// The periods, by index, with which a new level begins.
    pub changes: Vec<usize>,
}

/// Series over the same periods.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trends {
    /// What stands around it.
    pub frame: Frame,
    /// The periods, by their place.
    pub moments: Vec<Moment>,
    /// The series, from the top.
    pub lines: Vec<TrendLine>,
    /// How many periods a running mean takes: it is broken where so many running are missing.
    pub window: usize,
    /// What is said of a dashed line: where a level changes.
    pub change_label: String,
}

const PANEL: f64 = 150.0;
const GAP: f64 = 16.0;
/// Points are drawn up to so many; beyond, the line alone.
const MOST_POINTS: usize = 60;
/// An interval may be so many times as high as the highest rate; beyond, it is cut off.
const ROOM: f64 = 1.6;
/// A level behind a running mean may be so many times as high as the highest mean; beyond, it is cut off.
const SPIKES: f64 = 4.0;

impl Trends {
    fn widths(&self, left: f64, right: f64) -> Scale {
        let first = self.moments.first().map_or(0, |moment| moment.place);
        let last = self.moments.last().map_or(0, |moment| moment.place);
        match last > first {
            true => Scale::new([first as f64, last as f64], [left + GAP, right - GAP]),
            // One period stands in the middle.
            false => Scale::new([first as f64 - 1.0, first as f64 + 1.0], [left, right]),
        }
    }

    fn draw_line(&self, canvas: &mut Canvas, line: &TrendLine, axis: &Axis) {
        let series = canvas.ink.series(Series(0));
        let title = canvas.wrap_within(&line.label, HEAD, RIGHT - LEFT, 2);
        canvas.y = canvas.lines(&title, (LEFT, canvas.y), Anchor::Start, HEAD, canvas.ink.text) + 20.0;
        let (top, bottom) = (canvas.y, canvas.y + PANEL);
        let heights = Scale::new([0.0, line.highest()], [bottom, top]);
        grid(canvas, &heights, axis);
        for &change in &line.changes {
            if let Some(moment) = self.moments.get(change) {
                dashes(canvas, axis.widths.at(moment.place as f64), [top, bottom]);
            }
        }
        for stretch in self.stretches(line) {
            match line.means.is_empty() {
                true => self.draw_stretch(canvas, &stretch, &heights, axis, series),
                false => canvas.path(places(&stretch, &heights, axis), 2.0, series.faint(0.4)),
            }
        }
        let means: Vec<(&Moment, Level)> = self.means(line).collect();
        for stretch in self.mean_stretches(&means) {
            canvas.path(places(stretch, &heights, axis), 5.0, series);
            if let [(moment, mean)] = stretch {
                canvas.dot(at(moment, mean.value, &heights, axis), 5.0, series);
            }
        }
        if let Some((moment, level)) = self.points(line).next_back() {
            let value = means.last().map_or(level.value, |(_, mean)| mean.value);
            let x = axis.widths.at(moment.place as f64) + 1.4 * GAP;
            let y = heights.at(value).clamp(top + 8.0, bottom - 8.0);
            canvas.text(&ending(value, line), (x, y), Anchor::Start, LABEL, canvas.ink.text);
        }
        canvas.y = bottom + 30.0;
    }

    fn draw_stretch(
        &self,
        canvas: &mut Canvas,
        stretch: &[(&Moment, Level)],
        heights: &Scale,
        axis: &Axis,
        colour: Colour,
    ) {
        for band in stretch.chunk_by(|a, b| a.1.range.is_some() && b.1.range.is_some()) {
            let bound = |side: usize| {
                let of = move |(moment, level): &(&Moment, Level)| {
                    Some(at(moment, level.range?[side], heights, axis))
                };
                band.iter().filter_map(of)
            };
            if band.len() > 1 {
                canvas.polygon(bound(1).chain(bound(0).rev()).collect(), colour.faint(0.2));
            } else if let (Some(high), Some(low)) = (bound(1).next(), bound(0).next()) {
                canvas.line([high, low], 4.0, colour.faint(0.35));
            }
        }
        canvas.path(places(stretch, heights, axis), 4.0, colour);
        if self.moments.len() <= MOST_POINTS || stretch.len() == 1 {
            stretch
                .iter()
                .for_each(|(moment, level)| canvas.dot(at(moment, level.value, heights, axis), 6.0, colour));
        }
    }

    fn points<'a>(
        &'a self,
        line: &'a TrendLine,
    ) -> impl DoubleEndedIterator<Item = (&'a Moment, Level)> + 'a {
        let known = |(moment, level): (&'a Moment, &Option<Level>)| Some((moment, (*level)?.drawn()));
        self.moments.iter().zip(&line.levels).filter_map(known)
    }

    /// The running mean where it is known.
    fn means<'a>(&'a self, line: &'a TrendLine) -> impl Iterator<Item = (&'a Moment, Level)> + 'a {
        let known = |(moment, mean): (&'a Moment, &Option<f64>)| {
            Some((moment, Level { value: (*mean)?, range: None }.drawn()))
        };
        self.moments.iter().zip(&line.means).filter_map(known)
    }

    /// A running mean in stretches: between two of them there is a period with nothing in the window round it.
    fn mean_stretches<'m, 'a>(
        &self,
        means: &'m [(&'a Moment, Level)],
    ) -> impl Iterator<Item = &'m [(&'a Moment, Level)]> {
        let window = self.window as i64;
        means.chunk_by(move |a, b| b.0.place - a.0.place <= window)
    }

    /// The points of a line in stretches that no missing period interrupts.
    fn stretches<'a>(&'a self, line: &'a TrendLine) -> Vec<Vec<(&'a Moment, Level)>> {
        let points: Vec<_> = self.points(line).collect();
        points.chunk_by(|a, b| b.0.place - a.0.place <= 1).map(<[_]>::to_vec).collect()
    }

    fn draw_axis(&self, canvas: &mut Canvas, axis: &Axis) {
        let y = canvas.y - 30.0;
        let mut free = f64::NEG_INFINITY;
        for moment in ticks(&self.moments) {
            let x = axis.widths.at(moment.place as f64);
            let label = canvas.shorten(&moment.label, SMALL, 300.0);
            let half = canvas.width(&label, SMALL) / 2.0;
            let middle = x.clamp(LEFT + half, RIGHT - half);
            if middle - half > free {
                canvas.line([(x, y), (x, y + 8.0)], 2.0, canvas.ink.rule);
                canvas.text(&label, (middle, y + 28.0), Anchor::Middle, SMALL, canvas.ink.muted);
                free = middle + half + 2.0 * GAP;
            }
        }
        canvas.y = y + 56.0;
    }
}

impl Level {
    /// The level as it is drawn: what is no number is nothing.
    fn drawn(self) -> Self {
        let whole = |value: f64| if value.is_finite() { value.max(0.0) } else { 0.0 };
        Self { value: whole(self.value), range: self.range.map(|range| range.map(whole)) }
    }
}

impl TrendLine {
    fn values(&self) -> impl Iterator<Item = f64> + Clone + '_ {
        self.levels.iter().flatten().map(|level| level.drawn().value)
    }

    /// What is at the top of the panel: the highest interval, but not much more than the highest rate; with a running mean
    /// the highest rate, but not much more than the highest mean.
    fn highest(&self) -> f64 {
        let highest = self.values().fold(0.0, f64::max);
        let means = self.means.iter().flatten().filter(|mean| mean.is_finite());
        let mean = means.fold(0.0, |most, mean| mean.max(most));
        if mean > 0.0 {
            return highest.min(mean * SPIKES);
        }
        let ranges = self.levels.iter().flatten().filter_map(|level| Some(level.drawn().range?[1]));
        ranges.fold(highest, f64::max).min(highest * ROOM)
    }
}

/// Where a value of a period stands.
fn at(moment: &Moment, value: f64, heights: &Scale, axis: &Axis) -> (f64, f64) {
    (axis.widths.at(moment.place as f64), heights.at(value))
}

/// Where the values of a stretch stand.
fn places(stretch: &[(&Moment, Level)], heights: &Scale, axis: &Axis) -> Vec<(f64, f64)> {
    stretch.iter().map(|(moment, level)| at(moment, level.value, heights, axis)).collect()
}

/// The value at a line's end: nothing is 0, and what is there never looks like nothing.
fn ending(value: f64, line: &TrendLine) -> String {
    let places = match line.highest() {
        high if high >= 100.0 => 0,
        high if high >= 10.0 => 1,
        high if high >= 0.1 => 2,
        _ => 4,
    };
    let least = 10f64.powi(-places);
    match value {
        0.0 => "0".to_owned(),
        little if little < least / 2.0 => format!("<{}", number(least, places.unsigned_abs() as usize)),
        value if value.fract() == 0.0 => number(value, 0),
        value => number(value, places.unsigned_abs() as usize),
    }
}

/// Where periods stand, and between which ends lines are drawn.
struct Axis {
    widths: Scale,
    ends: [f64; 2],
}

/// The periods that are named: about a dozen, evenly spread, the first and the last among them.
fn ticks(moments: &[Moment]) -> Vec<&Moment> {
    let step = moments.len().div_ceil(12).max(1);
    moments.iter().step_by(step).collect()
}

fn grid(canvas: &mut Canvas, heights: &Scale, axis: &Axis) {
    let [left, right] = axis.ends;
    let ticks = heights.ticks(3);
    let places = step_decimals(&ticks);
    for &tick in &ticks {
        let y = heights.at(tick);
        let colour = if tick == 0.0 { canvas.ink.rule } else { canvas.ink.grid };
        canvas.line([(left, y), (right, y)], 2.0, colour);
        canvas.text(&number(tick, places), (left - GAP, y), Anchor::End, SMALL, canvas.ink.muted);
    }
}

/// The decimals that evenly spaced ticks need.
fn step_decimals(ticks: &[f64]) -> usize {
    let step = ticks.windows(2).map(|pair| pair[1] - pair[0]).next().unwrap_or(1.0);
    (-(step.log10() + 1e-9).floor()).clamp(0.0, 6.0) as usize
}

fn dashes(canvas: &mut Canvas, x: f64, [top, bottom]: [f64; 2]) {
    let mut y = top;
    while y < bottom {
        canvas.line([(x, y), (x, (y + 8.0).min(bottom))], 2.0, canvas.ink.muted);
        y += 16.0;
    }
}

impl Chart for Trends {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn is_empty(&self) -> bool {
        self.lines.is_empty() || self.moments.is_empty()
    }

    fn draw(&self, canvas: &mut Canvas) {
        let ends = [LEFT + 100.0, RIGHT - 110.0];
        let axis = Axis { widths: self.widths(ends[0], ends[1]), ends };
        for line in &self.lines {
            self.draw_line(canvas, line, &axis);
        }
        self.draw_axis(canvas, &axis);
        if self.lines.iter().any(|line| !line.changes.is_empty()) && !self.change_label.is_empty() {
            canvas.y += 8.0;
            canvas.paragraph(&self.change_label, SMALL, canvas.ink.muted);
        }
    }

    fn columns(&self) -> Vec<Column> {
        vec![
            Column::text("period"),
            Column::text("series"),
            Column::float("value"),
            Column::float("low"),
            Column::float("high"),
            Column::float("mean"),
            Column::boolean("new_level"),
        ]
    }

    fn rows(&self) -> Box<dyn Iterator<Item = Vec<Value>> + '_> {
        let row = |line: &TrendLine, place: usize, level: &Option<Level>| {
            let range = level.and_then(|level| level.range);
            vec![
                self.moments.get(place).map(|moment| moment.label.as_str()).into(),
                line.label.as_str().into(),
                level.map(|level| level.value).into(),
                range.map(|range| range[0]).into(),
                range.map(|range| range[1]).into(),
                line.means.get(place).copied().flatten().into(),
                line.changes.contains(&place).into(),
            ]
        };
        Box::new(self.lines.iter().flat_map(move |line| {
            line.levels.iter().enumerate().map(move |(place, level)| row(line, place, level))
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(places: &[i64]) -> Trends {
        let moment = |&place: &i64| Moment { label: format!("p{place}"), place };
        let level = |&place: &i64| Some(Level { value: place as f64, range: Some([0.0, 99.0]) });
        Trends {
            moments: places.iter().map(moment).collect(),
            lines: vec![TrendLine { levels: places.iter().map(level).collect(), ..TrendLine::default() }],
            ..Trends::default()
        }
    }

    #[test]
    fn a_line_is_broken_where_a_period_is_missing() {
        let chart = chart(&[1, 2, 3, 7, 8]);
        let lengths: Vec<usize> = chart.stretches(&chart.lines[0]).iter().map(Vec::len).collect();
        assert_eq!(lengths, [3, 2]);
    }

    #[test]
    fn a_running_mean_is_broken_where_its_window_holds_nothing() {
        let mut chart = chart(&[1, 2, 5, 9, 10]);
        chart.window = 3;
        chart.lines[0].means = vec![Some(1.0); 5];
        let means: Vec<_> = chart.means(&chart.lines[0]).collect();
        assert_eq!(chart.mean_stretches(&means).map(<[_]>::len).collect::<Vec<_>>(), [3, 2]);
    }

    #[test]
    fn an_interval_is_cut_off_where_it_would_flatten_the_line() {
        assert_eq!(chart(&[1, 5]).lines[0].highest(), 8.0);
        assert_eq!(chart(&[]).lines[0].highest(), 0.0);
    }

    #[test]
    fn behind_a_running_mean_a_spike_is_cut_off_before_it_flattens_it() {
        let mut line = chart(&[1, 2, 90]).lines.remove(0);
        line.means = vec![Some(2.0), None, Some(f64::NAN)];
        assert_eq!(line.highest(), 8.0);
        line.means = vec![Some(0.0); 3];
        assert_eq!(line.highest(), 99.0);
    }

    #[test]
    fn numbers_have_the_decimals_that_they_need() {
        let [wide, narrow] = [&chart(&[1, 50]).lines[0], &chart(&[1, 2]).lines[0]];
        assert_eq!([0.0, 0.001, 12.34, 3.0].map(|value| ending(value, wide)), ["0", "<0.1", "12.3", "3"]);
        assert_eq!([0.001, 1.236].map(|value| ending(value, narrow)), ["<0.01", "1.24"]);
        assert_eq!(step_decimals(&[0.0, 5.0, 10.0]), 0);
        assert_eq!(
            [step_decimals(&[0.0, 0.5]), step_decimals(&[0.0, 0.1]), step_decimals(&[0.0, 0.02])],
            [1, 1, 2]
        );
    }
}
