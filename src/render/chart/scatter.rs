//! A scatter: how often items occur against how much more often one of two groups says them.

use std::collections::BTreeMap;

use super::canvas::{Anchor, Canvas, HEAD, LABEL, LEFT, RIGHT, SMALL};
use super::doublings::{FARTHEST, TICK, spaced, times};
use super::findings::Standing;
use super::labels::{Area, Label, place};
use super::legend::{self, Key};
use super::scale::{Scale, count, log_ticks};
use super::{Chart, Frame, Group};
use crate::render::font::Lettering;
use crate::render::table::{Column, Value};

/// One item.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// What it is.
    pub label: String,
    /// How often it occurs; above 0.
    pub frequency: u64,
    /// The binary logarithm of the ratio: above 0 the first group says it more, infinite where the other never does.
    pub log_ratio: f64,
    /// Whether the difference passes the test.
    pub standing: Standing,
    /// The counts behind it, such as "31 : 6"; in the data only.
    pub note: String,
}

/// Points whose places are labelled from the first to the last, as long as there is room.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scatter {
    /// What stands around it.
    pub frame: Frame,
    /// The group whose words stand above, and that whose words stand below.
    pub sides: [Group; 2],
    /// The points.
    pub points: Vec<Point>,
    /// What the level axis is, such as "uses by both together".
    pub frequency_title: String,
    /// What the upright axis is, such as "how many times as often".
    pub ratio_title: String,
}

/// How high the part with finite ratios is, and each of the rows for what one side alone says.
const HEIGHT: f64 = 860.0;
const ROW: f64 = 96.0;
/// Places are whole multiples of this: terms with almost the same numbers share a mark.
const STEP: f64 = 6.0;
/// So many points may have a label, and so many of one place.
const MOST: usize = 400;
const MOST_OF_ONE: usize = 3;
const FAINT: Lettering = Lettering::regular(20.0);

/// The group that says a point more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Half {
    Above,
    Below,
}

impl Half {
    fn index(self) -> usize {
        match self {
            Self::Above => 0,
            Self::Below => 1,
        }
    }
}

impl Point {
    fn half(&self) -> Half {
        if self.log_ratio >= 0.0 { Half::Above } else { Half::Below }
    }

    fn is_drawn(&self) -> bool {
        self.frequency > 0 && !self.log_ratio.is_nan()
    }
}

/// A mark: all points of one standing that are drawn at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Mark {
    standing: Standing,
    half: Half,
    place: (i32, i32),
}

impl Mark {
    fn centre(&self) -> (f64, f64) {
        (f64::from(self.place.0) * STEP, f64::from(self.place.1) * STEP)
    }

    /// The radius for so many points: the area grows with their number.
    fn radius(&self, points: usize) -> f64 {
        let (least, growth) = match self.standing {
            Standing::Established => (7.0, 2.5),
            Standing::Suggestive => (4.0, 1.5),
        };
        least + growth * ((points as f64).sqrt() - 1.0).min(4.0)
    }
}

/// Where everything is.
struct Layout {
    left: f64,
    top: f64,
    /// Of logarithms to the base of ten.
    level: Scale,
    upright: Scale,
    ends: [f64; 2],
    domain: [f64; 2],
    /// The middles of the rows for what one side alone says.
    alone: [Option<f64>; 2],
    bottom: f64,
}

impl Layout {
    fn new(points: &[&Point], left: f64, top: f64) -> Self {
        let has = |end: f64| points.iter().any(|point| point.log_ratio == end);
        let [above, below] = [f64::INFINITY, f64::NEG_INFINITY].map(|end| if has(end) { ROW } else { 0.0 });
        let finite = points.iter().map(|point| point.log_ratio).filter(|ratio| ratio.is_finite());
        let clamped = finite.map(|ratio| ratio.clamp(-FARTHEST, FARTHEST));
        let (low, high) = clamped.fold((-1.0_f64, 1.0_f64), |(low, high), at| (low.min(at), high.max(at)));
        let domain = [low - 0.4, high + 0.4];
        let height = if points.iter().any(|point| point.log_ratio.is_finite()) { HEIGHT } else { 120.0 };
        let (start, end) = (top + above, top + above + height);
        let frequencies = || points.iter().map(|point| point.frequency as f64);
        let (least, most) = (frequencies().fold(f64::MAX, f64::min), frequencies().fold(1.0, f64::max));
        let ends = [least * 0.88, (most * 1.2).max(least * 2.0)];
        Self {
            left,
            top,
            level: Scale::new(ends.map(f64::log10), [left, RIGHT]),
            upright: Scale::new(domain, [end, start]),
            ends,
            domain,
            alone: [(above > 0.0).then_some(start - ROW / 2.0), (below > 0.0).then_some(end + ROW / 2.0)],
            bottom: end + below,
        }
    }

    fn mark(&self, point: &Point) -> Mark {
        let half = point.half();
        let x = self.level.at((point.frequency as f64).log10());
        let alone = self.alone[half.index()].filter(|_| point.log_ratio.is_infinite());
        let y = alone.unwrap_or_else(|| self.upright.at(point.log_ratio));
        let place = [x, y].map(|at| (at / STEP).round() as i32);
        Mark { standing: point.standing, half, place: (place[0], place[1]) }
    }

    fn room(&self) -> Area {
        Area { left: self.left, top: self.top, right: RIGHT, bottom: self.bottom }
    }
}

impl Scatter {
    fn drawn(&self) -> Vec<&Point> {
        self.points.iter().filter(|point| point.is_drawn()).collect()
    }

    fn legend(&self, canvas: &mut Canvas, points: &[&Point]) {
        let (mut keys, muted) = (Vec::new(), canvas.ink.muted);
        let has = |standing: Standing| points.iter().any(|point| point.standing == standing);
        if has(Standing::Established) {
            keys.push((Key::Dot(muted, 9.0), Standing::Established.meaning()));
        }
        if has(Standing::Suggestive) {
            keys.push((Key::Dot(muted.faint(0.4), 5.0), Standing::Suggestive.meaning()));
        }
        if points.len() > 1 {
            keys.push((Key::Dot(muted.faint(0.4), 9.0), "larger: several in one place".to_owned()));
        }
        legend::draw(canvas, &keys);
    }

    /// Whose words stand on a side, with an arrow, and at the line's end what an axis is.
    fn caption(&self, canvas: &mut Canvas, left: f64, half: Half, axis: &str) {
        let axis = canvas.shorten(axis, SMALL, 0.4 * (RIGHT - left));
        let middle = canvas.y + HEAD.line_height() / 2.0;
        canvas.text(&axis, (RIGHT, middle), Anchor::End, SMALL, canvas.ink.muted);
        let room = RIGHT - left - 70.0 - canvas.width(&axis, SMALL);
        let group = &self.sides[half.index()];
        let arrow = match half {
            Half::Above => "↑",
            Half::Below => "↓",
        };
        let caption = canvas.shorten(&format!("{arrow} more by {}", group.name), HEAD, room);
        canvas.dot((left + 9.0, middle), 9.0, canvas.ink.series(group.series));
        canvas.text(&caption, (left + 30.0, middle), Anchor::Start, HEAD, canvas.ink.text);
        canvas.y += HEAD.line_height();
    }

    fn axes(&self, canvas: &mut Canvas, layout: &Layout) {
        let spacing = |pair: [i32; 2]| {
            let [one, other] = pair.map(|tick| layout.upright.at(f64::from(tick)));
            (one - other).abs() > 44.0
        };
        for tick in spaced(layout.domain, spacing) {
            let y = layout.upright.at(f64::from(tick));
            let (width, colour) = if tick == 0 { (3.0, canvas.ink.rule) } else { (2.0, canvas.ink.grid) };
            canvas.line([(layout.left, y), (RIGHT, y)], width, colour);
            let place = (layout.left - 14.0, y);
            canvas.text(&times(tick.abs()), place, Anchor::End, TICK, canvas.ink.muted);
        }
        for (y, edge) in layout.alone.iter().zip([ROW / 2.0, -ROW / 2.0]) {
            let Some(y) = *y else { continue };
            canvas.line([(layout.left, y + edge), (RIGHT, y + edge)], 2.0, canvas.ink.rule);
            canvas.text(ALONE, (layout.left - 14.0, y), Anchor::End, TICK, canvas.ink.muted);
        }
        let mut free = layout.left - 60.0;
        for tick in log_ticks(layout.ends[0], layout.ends[1], 12) {
            let x = layout.level.at(tick.log10());
            canvas.line([(x, layout.top), (x, layout.bottom)], 2.0, canvas.ink.grid);
            let label = count(tick as u64);
            let half = canvas.width(&label, TICK) / 2.0;
            if x - half > free && x + half <= RIGHT {
                let place = (x, layout.bottom + 28.0);
                canvas.text(&label, place, Anchor::Middle, TICK, canvas.ink.muted);
                free = x + half + 14.0;
            }
        }
    }

    /// The faint marks first, those that pass the test over them.
    fn marks(&self, canvas: &mut Canvas, marks: &BTreeMap<Mark, usize>) {
        for (mark, many) in marks.iter().rev() {
            let colour = match mark.standing {
                Standing::Established => canvas.ink.series(self.sides[mark.half.index()].series),
                Standing::Suggestive => canvas.ink.muted.faint(0.3),
            };
            canvas.dot(mark.centre(), mark.radius(*many), colour);
        }
    }

    fn labels(&self, canvas: &mut Canvas, layout: &Layout, points: &[&Point], marks: &BTreeMap<Mark, usize>) {
        let mut held: BTreeMap<Mark, usize> = BTreeMap::new();
        let (mut wanted, mut texts) = (Vec::new(), Vec::new());
        for point in points {
            let mark = layout.mark(point);
            let before = held.entry(mark).or_default();
            *before += 1;
            if *before > MOST_OF_ONE || wanted.len() == MOST {
                continue;
            }
            let text = canvas.shorten(&point.label, LABEL, 400.0);
            let (lettering, colour) = match point.standing {
                Standing::Established => (LABEL, canvas.ink.text),
                Standing::Suggestive => (FAINT, canvas.ink.muted),
            };
            wanted.push(Label::of(canvas, &text, lettering, mark.centre(), mark.radius(marks[&mark])));
            texts.push((text, lettering, colour));
        }
        let (mut solid, mut faint) = (Vec::new(), Vec::new());
        for (mark, many) in marks {
            match mark.standing {
                Standing::Established => solid.push(Area::around(mark.centre(), mark.radius(*many))),
                Standing::Suggestive => faint.push(mark.centre()),
            }
        }
        let places = place(&wanted, layout.room(), &solid, &faint);
        for ((text, lettering, colour), area) in texts.iter().zip(places) {
            let Some(area) = area else { continue };
            canvas.text(text, area.middle(), Anchor::Middle, *lettering, *colour);
        }
    }
}

/// What stands in place of a factor beside what one side alone says.
const ALONE: &str = "only";

impl Chart for Scatter {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn is_empty(&self) -> bool {
        !self.points.iter().any(Point::is_drawn)
    }

    fn draw(&self, canvas: &mut Canvas) {
        let points = self.drawn();
        let left = LEFT + canvas.widest(["as often", "×16,384", ALONE].into_iter(), TICK, 200.0) + 14.0;
        self.legend(canvas, &points);
        self.caption(canvas, left, Half::Above, &self.ratio_title);
        canvas.y += 8.0;
        let layout = Layout::new(&points, left, canvas.y);
        let marks = marks(&layout, &points);
        self.axes(canvas, &layout);
        self.marks(canvas, &marks);
        self.labels(canvas, &layout, &points, &marks);
        canvas.y = layout.bottom + 50.0;
        self.caption(canvas, left, Half::Below, &self.frequency_title);
    }

    fn columns(&self) -> Vec<Column> {
        let [label, group, status, note] = ["label", "group", "status", "note"].map(Column::text);
        vec![label, group, status, Column::integer("frequency"), Column::float("log_ratio"), note]
    }

    fn rows(&self) -> Box<dyn Iterator<Item = Vec<Value>> + '_> {
        let row = |point: &Point| {
            let ratio = Some(point.log_ratio).filter(|ratio| ratio.is_finite());
            vec![
                Value::from(&*point.label),
                Value::from(&*self.sides[point.half().index()].name),
                Value::from(point.standing.name()),
                Value::from(point.frequency),
                Value::from(ratio),
                Value::from(&*point.note),
            ]
        };
        Box::new(self.points.iter().map(row))
    }
}

/// How many points each mark stands for.
fn marks(layout: &Layout, points: &[&Point]) -> BTreeMap<Mark, usize> {
    let mut marks = BTreeMap::new();
    for point in points {
        *marks.entry(layout.mark(point)).or_default() += 1;
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::chart::Style;

    fn point(at: u64, frequency: u64, log_ratio: f64, standing: Standing) -> Point {
        Point { label: format!("term{at}"), frequency, log_ratio, standing, note: String::new() }
    }

    #[test]
    fn points_of_one_place_share_a_mark_of_their_standing() {
        let equal = |standing| point(0, 5, 1.0, standing);
        let points = [Standing::Established, Standing::Suggestive, Standing::Suggestive].map(equal);
        let points: Vec<&Point> = points.iter().collect();
        let marks = marks(&Layout::new(&points, 100.0, 0.0), &points);
        assert_eq!(marks.into_values().collect::<Vec<_>>(), [1, 2]);
    }

    #[test]
    fn what_one_side_alone_says_stands_beyond_all_ratios() {
        let ratios = [f64::INFINITY, 9.0, -9.0, f64::NEG_INFINITY];
        let points = ratios.map(|ratio| point(0, 7, ratio, Standing::Suggestive));
        let points: Vec<&Point> = points.iter().collect();
        let layout = Layout::new(&points, 100.0, 0.0);
        let heights = points.iter().map(|point| layout.mark(point).centre().1).collect::<Vec<_>>();
        assert!(heights.windows(2).all(|pair| pair[1] - pair[0] > ROW / 3.0), "{heights:?}");
    }

    #[test]
    fn twenty_thousand_points_make_a_small_picture() {
        // Places as scattered as can be.
        let made = |at: u64| {
            let standing = if at.is_multiple_of(20) { Standing::Established } else { Standing::Suggestive };
            point(at, 3 + at * at % 9_973, (at * 7_919 % 2_003) as f64 / 200.0 - 5.0, standing)
        };
        let chart = Scatter { points: (0..20_000).map(made).collect(), ..Scatter::default() };
        let svg = chart.svg(&Style::default());
        assert!(svg.len() < 1_500_000, "{}", svg.len());
        assert!(svg.matches("<text").count() > 60);
    }
}
