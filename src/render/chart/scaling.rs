//! How work grows: throughput by the number of threads as a line, cost by stage as stacked bars.

use super::canvas::{Anchor, Canvas, HEAD, LABEL, LEFT, RIGHT, SMALL};
use super::colour::Series;
use super::legend::{self, Key};
use super::scale::{Scale, count, decimals, number};
use super::{Chart, Frame};
use crate::render::table::{Column, Value};

/// How much is done on so many threads.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Throughput {
    /// How many threads, at least one.
    pub threads: u64,
    /// How much is done in a unit of time: the median of all runs.
    pub value: f64,
    /// The least and the most of all runs.
    pub range: [f64; 2],
    /// What is said beside the last value, such as "×1.9"; may be empty.
    pub note: String,
}

/// The cost of a unit of work, by stage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cost {
    /// What it is the cost of, such as "256 MB".
    pub label: String,
    /// The cost of each stage, in the order of [`Scaling::stages`]; not below zero.
    pub parts: Vec<f64>,
}

/// A line above stacked bars. What is missing of either is left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scaling {
    /// What stands around it.
    pub frame: Frame,
    /// What the line shows, with its unit.
    pub line_title: String,
    /// The points of the line, by ascending number of threads.
    pub line: Vec<Throughput>,
    /// What is said at the end of the line that would be ideal.
    pub ideal_label: String,
    /// What the bars show, with their unit.
    pub bars_title: String,
    /// The names of the stages.
    pub stages: Vec<String>,
    /// The bars, from the top.
    pub bars: Vec<Cost>,
}

/// How high the line's panel is, and how high where there is one point alone.
const PANELS: [f64; 2] = [460.0, 170.0];
const ROW: f64 = 58.0;
const THICKNESS: f64 = 40.0;
const GAP: f64 = 16.0;
/// How far below a point its value is written.
const BELOW: f64 = 28.0;

/// A value as it is drawn: what is no number, or is below zero, is nothing.
fn drawn(value: f64) -> f64 {
    if value.is_finite() { value.max(0.0) } else { 0.0 }
}

/// Where text was put already.
#[derive(Default)]
struct Taken(Vec<[f64; 4]>);

impl Taken {
    /// Takes the place from `left` on if it is free.
    fn take(&mut self, (left, middle): (f64, f64), width: f64) -> bool {
        let place = [left, middle - 16.0, left + width, middle + 16.0];
        let is_free = self.0.iter().all(|other| {
            place[2] + 8.0 <= other[0]
                || other[2] + 8.0 <= place[0]
                || place[3] <= other[1]
                || other[3] <= place[1]
        });
        if is_free {
            self.0.push(place);
        }
        is_free
    }
}

impl Scaling {
    /// The value of as many threads as the last point has, if each gave as much as the first point's.
    fn ideal(&self) -> Option<[(f64, f64); 2]> {
        let [first, .., last] = &self.line[..] else { return None };
        let each = drawn(first.value) / first.threads.max(1) as f64;
        let at = |point: &Throughput| (point.threads as f64, each * point.threads as f64);
        Some([at(first), at(last)])
    }

    fn draw_line(&self, canvas: &mut Canvas) {
        let Some(last) = self.line.last() else { return };
        title(canvas, &self.line_title);
        let ideal = self.ideal();
        let highest = self.line.iter().flat_map(|point| [point.value, point.range[1]]).map(drawn);
        let highest = highest.chain(ideal.map(|ends| ends[1].1)).fold(0.0, f64::max);
        let places = decimals(self.line.iter().map(|point| point.value));
        let written = number(last.value, places);
        let end = if last.note.is_empty() { written } else { format!("{written} · {}", last.note) };
        let (end, wish) =
            (canvas.shorten(&end, LABEL, 420.0), canvas.shorten(&self.ideal_label, SMALL, 420.0));
        let beside = canvas.width(&end, LABEL).max(canvas.width(&wish, SMALL)) + GAP;
        let (top, bottom) = (canvas.y + 20.0, canvas.y + PANELS[usize::from(self.line.len() == 1)]);
        let heights = Scale::new([0.0, highest], [bottom, top]);
        let left = grid(canvas, &heights, [LEFT, RIGHT - beside]);
        let widths = Scale::new([0.0, last.threads.max(1) as f64], [left, RIGHT - beside]);
        let at = |point: &Throughput, value: f64| (widths.at(point.threads as f64), heights.at(drawn(value)));
        let (series, muted) = (canvas.ink.series(Series(0)), canvas.ink.muted);
        if let Some([from, to]) = ideal {
            let place = |(threads, value): (f64, f64)| (widths.at(threads), heights.at(value));
            canvas.line([place(from), place(to)], 2.0, canvas.ink.rule);
        }
        let upper = self.line.iter().map(|point| at(point, point.range[1]));
        let lower = self.line.iter().rev().map(|point| at(point, point.range[0]));
        canvas.polygon(upper.chain(lower).collect(), series.faint(0.2));
        canvas.path(self.line.iter().map(|point| at(point, point.value)).collect(), 4.0, series);
        let mut taken = Taken::default();
        for point in &self.line {
            let place = at(point, point.value);
            canvas.line([at(point, point.range[0]), at(point, point.range[1])], 3.0, series);
            canvas.dot(place, 8.0, series);
            let value = number(point.value, places);
            let (x, y) = (place.0 + 10.0, place.1 + BELOW);
            let is_inside = x + canvas.width(&value, SMALL) < RIGHT - beside && y + 16.0 < bottom;
            let width = canvas.width(&value, SMALL);
            if point != last && is_inside && taken.take((x, y), width) {
                canvas.text(&value, (x, y), Anchor::Start, SMALL, canvas.ink.text);
            }
        }
        let x = RIGHT - beside + GAP;
        let wished = ideal.map(|ends| heights.at(ends[1].1));
        let (y, wished) = end_heights(at(last, last.value).1, wished, [top, bottom - 16.0]);
        if let Some(wished) = wished {
            canvas.text(&wish, (x, wished), Anchor::Start, SMALL, muted);
        }
        canvas.text(&end, (x, y), Anchor::Start, LABEL, canvas.ink.text);
        canvas.y = bottom;
        self.thread_axis(canvas, &widths);
    }

    fn thread_axis(&self, canvas: &mut Canvas, widths: &Scale) {
        let y = canvas.y + 26.0;
        let mut taken = Taken::default();
        let points = self.line.iter().rev().map(|point| point.threads);
        for threads in points {
            let label = if threads == 1 { "1 thread".to_owned() } else { count(threads) };
            let (x, width) = (widths.at(threads as f64), canvas.width(&label, SMALL));
            canvas.line([(x, canvas.y), (x, canvas.y + 8.0)], 2.0, canvas.ink.rule);
            if taken.take((x - width / 2.0, y), width) {
                canvas.text(&label, (x, y), Anchor::Middle, SMALL, canvas.ink.muted);
            }
        }
        canvas.y += 78.0;
    }

    fn draw_bars(&self, canvas: &mut Canvas) {
        if self.bars.is_empty() {
            return;
        }
        title(canvas, &self.bars_title);
        let keys = self.stages.iter().enumerate();
        let keys: Vec<(Key, String)> =
            keys.map(|(at, name)| (Key::Block(canvas.ink.series(Series(at))), name.clone())).collect();
        legend::draw(canvas, &keys);
        let totals: Vec<f64> =
            self.bars.iter().map(|bar| bar.parts.iter().copied().map(drawn).sum()).collect();
        let places = decimals(totals.iter().copied());
        let written: Vec<String> = totals.iter().map(|total| number(*total, places)).collect();
        let room = canvas.widest(self.bars.iter().map(|bar| &*bar.label), LABEL, 0.3 * RIGHT);
        let beside = canvas.widest(written.iter().map(String::as_str), LABEL, 300.0);
        let longest = totals.iter().copied().fold(0.0, f64::max);
        let scale = Scale::new([0.0, longest], [LEFT + room + GAP, RIGHT - beside - GAP]);
        for ((bar, total), written) in self.bars.iter().zip(&totals).zip(&written) {
            let middle = canvas.y + ROW / 2.0;
            let label = canvas.shorten(&bar.label, LABEL, room + 1.0);
            canvas.text(&label, (LEFT + room, middle), Anchor::End, LABEL, canvas.ink.text);
            self.draw_parts(canvas, bar, &scale, middle, places);
            let end = (scale.at(*total) + GAP, middle);
            canvas.text(written, end, Anchor::Start, LABEL, canvas.ink.text);
            canvas.y += ROW;
        }
    }

    fn draw_parts(&self, canvas: &mut Canvas, bar: &Cost, scale: &Scale, middle: f64, places: usize) {
        let mut before = 0.0;
        for (at, part) in bar.parts.iter().copied().map(drawn).enumerate() {
            let ends = [scale.at(before), scale.at(before + part)];
            before += part;
            let colour = canvas.ink.series(Series(at));
            let corners = [(ends[0], middle - THICKNESS / 2.0), (ends[1], middle + THICKNESS / 2.0)];
            canvas.rect(corners, colour);
            let name = self.stages.get(at).map_or("", String::as_str);
            let value = number(part, places);
            let fits = [format!("{name} {value}"), name.to_owned(), value];
            if let Some(text) = fits.iter().find(|text| canvas.width(text, SMALL) + 16.0 <= ends[1] - ends[0])
            {
                canvas.text(text, (ends[0] + 8.0, middle), Anchor::Start, SMALL, colour.ink());
            }
        }
    }
}

/// Where the words at the ends of both lines stand: beside them, but apart from one another and within `top` and
/// `bottom`.
fn end_heights(own: f64, wished: Option<f64>, [top, bottom]: [f64; 2]) -> (f64, Option<f64>) {
    const APART: f64 = 36.0;
    let own = own.clamp(top, bottom);
    let Some(wished) = wished.map(|wished| wished.clamp(top, bottom)) else { return (own, None) };
    let (upper, lower) = (own.min(wished), own.max(wished));
    let lower = lower.max(upper + APART).min(bottom.max(top + APART));
    let upper = upper.min(lower - APART);
    if wished <= own { (lower, Some(upper)) } else { (upper, Some(lower)) }
}

fn title(canvas: &mut Canvas, words: &str) {
    canvas.paragraph(words, HEAD, canvas.ink.text);
    canvas.y += 14.0;
}

/// Lines at round heights with their values on the left; gives where they begin.
fn grid(canvas: &mut Canvas, heights: &Scale, [left, right]: [f64; 2]) -> f64 {
    let ticks = heights.ticks(4);
    let places = decimals(ticks.iter().copied());
    let labels: Vec<String> = ticks.iter().map(|tick| number(*tick, places)).collect();
    let begin = left + canvas.widest(labels.iter().map(String::as_str), SMALL, 240.0) + GAP;
    for (tick, label) in ticks.iter().zip(&labels) {
        let y = heights.at(*tick);
        let colour = if *tick == 0.0 { canvas.ink.rule } else { canvas.ink.grid };
        canvas.line([(begin, y), (right, y)], 2.0, colour);
        canvas.text(label, (begin - GAP, y), Anchor::End, SMALL, canvas.ink.muted);
    }
    begin
}

impl Chart for Scaling {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn is_empty(&self) -> bool {
        self.line.is_empty() && self.bars.is_empty()
    }

    fn draw(&self, canvas: &mut Canvas) {
        self.draw_line(canvas);
        self.draw_bars(canvas);
    }

    fn columns(&self) -> Vec<Column> {
        vec![
            Column::text("shows"),
            Column::text("of"),
            Column::float("value"),
            Column::float("low"),
            Column::float("high"),
            Column::text("note"),
        ]
    }

    fn rows(&self) -> Box<dyn Iterator<Item = Vec<Value>> + '_> {
        let points = self.line.iter().map(|point| {
            let [low, high] = point.range;
            let threads =
                format!("{} {}", point.threads, if point.threads == 1 { "thread" } else { "threads" });
            let shows = Value::from(&*self.line_title);
            vec![shows, threads.into(), point.value.into(), low.into(), high.into(), (&*point.note).into()]
        });
        let parts = self.bars.iter().flat_map(|bar| {
            bar.parts.iter().enumerate().map(|(at, part)| {
                let stage = self.stages.get(at).map_or("", String::as_str);
                let of = Value::from(format!("{}: {stage}", bar.label));
                let shows = Value::from(&*self.bars_title);
                vec![shows, of, (*part).into(), Value::Empty, Value::Empty, Value::Empty]
            })
        });
        Box::new(points.chain(parts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(threads: u64, value: f64) -> Throughput {
        Throughput { threads, value, range: [value * 0.9, value * 1.1], note: String::new() }
    }

    #[test]
    fn the_ideal_is_the_first_point_times_the_threads() {
        let chart = Scaling { line: vec![point(1, 300.0), point(4, 1000.0)], ..Scaling::default() };
        assert_eq!(chart.ideal(), Some([(1.0, 300.0), (4.0, 1200.0)]));
        assert_eq!(Scaling { line: vec![point(1, 300.0)], ..Scaling::default() }.ideal(), None);
    }

    #[test]
    fn words_at_the_ends_stand_apart_and_inside() {
        assert_eq!(end_heights(100.0, Some(40.0), [0.0, 400.0]), (100.0, Some(40.0)));
        assert_eq!(end_heights(50.0, Some(40.0), [0.0, 400.0]), (76.0, Some(40.0)));
        assert_eq!(end_heights(390.0, Some(420.0), [0.0, 400.0]), (364.0, Some(400.0)));
        assert_eq!(end_heights(500.0, None, [0.0, 400.0]), (400.0, None));
    }

    #[test]
    fn the_table_has_every_point_and_every_part() {
        let bars = vec![Cost { label: "20 MB".into(), parts: vec![1.5, 0.5] }];
        let stages = vec!["read".into(), "count".into()];
        let chart = Scaling { line: vec![point(1, 3.0)], stages, bars, ..Scaling::default() };
        let rows: Vec<_> = chart.rows().collect();
        assert_eq!(rows.len(), 3);
        assert_eq!(rows[2][1], Value::from("20 MB: count"));
        assert_eq!(rows[0][1], Value::from("1 thread"));
    }
}
