//! Dumbbells: two proportions a row with their intervals; with small numbers, what was counted.

use super::canvas::{Anchor, Canvas, LABEL, LEFT, RIGHT, SMALL};
use super::colour::{Colour, Series};
use super::legend::{self, Key};
use super::scale::{Scale, count, percent};
use super::{Chart, Frame};
use crate::render::table::{Column, Value};

/// So many of so many.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Proportion {
    /// How many.
    pub hits: u64,
    /// Of how many.
    pub of: u64,
    /// The ends of its interval, 0 to 1; none where the numbers are too small for a percentage.
    pub interval: Option<[f64; 2]>,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exchange {
    /// What it is about.
    pub label: String,
    /// The proportion to compare with: a hollow grey dot.
    pub base: Proportion,
    /// The proportion that the chart is about: a filled dot.
    pub uptake: Proportion,
    /// What is said at the row's end; may be empty.
    pub note: String,
}

/// Rows of two proportions. A row is drawn on the axis if both its proportions have an interval.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Exchanges {
    /// What stands around it.
    pub frame: Frame,
    /// The rows, from the top.
    pub rows: Vec<Exchange>,
    /// What [`Exchange::uptake`] is, such as "taken up when asked about".
    pub uptake_label: String,
    /// What [`Exchange::base`] is, such as "came up unasked".
    pub base_label: String,
    /// What the whiskers are, such as "95 % interval, each for itself"; may be empty.
    pub interval_label: String,
}

const ROW: f64 = 54.0;
const RADIUS: f64 = 10.0;
/// Up to so many cases each is drawn as a dot of its own.
const MOST_DOTS: u64 = 6;

impl Proportion {
    fn value(&self) -> Option<f64> {
        (self.of > 0).then(|| self.hits as f64 / self.of as f64)
    }

    fn words(&self) -> String {
        match self.of {
            0 => "–".to_owned(),
            of => format!("{} of {}", count(self.hits), count(of)),
        }
    }
}

impl Exchange {
    /// Both proportions, base first, with their intervals.
    fn measured(&self) -> Option<[(f64, [f64; 2]); 2]> {
        let measured = |proportion: &Proportion| Some((proportion.value()?, proportion.interval?));
        Some([measured(&self.base)?, measured(&self.uptake)?])
    }
}

/// Where things stand in a row.
struct Layout {
    label: f64,
    /// Where both columns of counts begin, and the notes: uptake, base, note.
    columns: [f64; 3],
    /// The axis from 0 to 1, if any row is drawn on it.
    axis: Option<Scale>,
    has_dots: bool,
}

impl Exchanges {
    fn layout(&self, canvas: &mut Canvas) -> Layout {
        let label = canvas.widest(self.rows.iter().map(|row| &*row.label), LABEL, 0.28 * RIGHT);
        let is_measured = self.rows.iter().any(|row| row.measured().is_some());
        let note = canvas.widest(self.rows.iter().map(|row| &*row.note), SMALL, 300.0);
        let note = RIGHT - note;
        let start = LEFT + label + 32.0;
        if is_measured {
            let words = |of: fn(&Exchange) -> &Proportion| self.rows.iter().map(of).map(Proportion::words);
            let [uptakes, bases]: [Vec<String>; 2] =
                [words(|row| &row.uptake).collect(), words(|row| &row.base).collect()];
            let least = 110.0;
            let uptake = canvas.widest(uptakes.iter().map(String::as_str), SMALL, 280.0).max(least);
            let base = canvas.widest(bases.iter().map(String::as_str), SMALL, 280.0).max(least);
            let base = note - 24.0 - base;
            let uptake = base - 24.0 - uptake;
            let axis = Some(Scale::new([0.0, 1.0], [start + 16.0, uptake - 64.0]));
            return Layout { label, columns: [uptake, base, note], axis, has_dots: false };
        }
        let middle = start + (note - 24.0 - start) / 2.0;
        Layout { label, columns: [start, middle, note], axis: None, has_dots: true }
    }

    fn colours(canvas: &Canvas) -> [Colour; 2] {
        [canvas.ink.muted, canvas.ink.series(Series(0))]
    }

    fn legend(&self, canvas: &mut Canvas) {
        let [grey, blue] = Self::colours(canvas);
        let mut keys = vec![
            (Key::Dot(blue, RADIUS), self.uptake_label.clone()),
            (Key::Ring(grey, RADIUS), self.base_label.clone()),
        ];
        if !self.interval_label.is_empty() {
            keys.push((Key::Whisker(grey), self.interval_label.clone()));
        }
        legend::draw(canvas, &keys);
    }

    /// What the columns of counts are: in words, or with the marks that the legend explains.
    fn heads(&self, canvas: &mut Canvas, layout: &Layout) {
        let [uptake, base, note] = layout.columns;
        if layout.axis.is_some() {
            let [grey, blue] = Self::colours(canvas);
            canvas.dot((uptake + RADIUS, canvas.y + 16.0), RADIUS, blue);
            canvas.ring((base + RADIUS, canvas.y + 16.0), RADIUS, grey);
            canvas.y += 32.0;
            return;
        }
        let heads = [(uptake, base - 24.0, &self.uptake_label), (base, note - 24.0, &self.base_label)];
        let heads = heads.map(|(x, end, head)| (x, canvas.wrap_within(head, SMALL, end - x, 4)));
        let most = heads.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0) as f64;
        for (x, lines) in &heads {
            let top = canvas.y + (most - lines.len() as f64) * SMALL.line_height();
            canvas.lines(lines, (*x, top), Anchor::Start, SMALL, canvas.ink.muted);
        }
        canvas.y += most * SMALL.line_height() + 12.0;
    }

    fn axis(&self, canvas: &mut Canvas, axis: &Scale) {
        let bottom = canvas.y + self.rows.len() as f64 * ROW;
        for tick in axis.ticks(5) {
            let x = axis.at(tick);
            canvas.line([(x, canvas.y), (x, bottom)], 2.0, canvas.ink.grid);
            canvas.text(&percent(tick), (x, canvas.y - 16.0), Anchor::Middle, SMALL, canvas.ink.muted);
        }
    }

    fn row(&self, canvas: &mut Canvas, layout: &Layout, row: &Exchange) {
        let middle = canvas.y + ROW / 2.0;
        let lines = canvas.wrap_within(&row.label, LABEL, layout.label + 1.0, 1);
        let top = middle - LABEL.line_height() / 2.0;
        canvas.lines(&lines, (LEFT + layout.label, top), Anchor::End, LABEL, canvas.ink.text);
        if let (Some(axis), Some(measured)) = (&layout.axis, row.measured()) {
            dumbbell(canvas, axis, measured, middle);
        } else if let Some(axis) = &layout.axis {
            let place = (axis.at(0.0) + 12.0, middle);
            canvas.text("too few for a percentage", place, Anchor::Start, SMALL, canvas.ink.muted);
        }
        let [uptake, base, note] = layout.columns;
        let [grey, blue] = Self::colours(canvas);
        for (proportion, x, end, colour) in [(&row.uptake, uptake, base, blue), (&row.base, base, note, grey)]
        {
            let after = if layout.has_dots { dots(canvas, proportion, (x, middle), colour) } else { x };
            let lettering = if layout.has_dots { LABEL } else { SMALL };
            let words = canvas.shorten(&proportion.words(), lettering, end - 20.0 - after);
            canvas.text(&words, (after, middle), Anchor::Start, lettering, canvas.ink.text);
        }
        let words = canvas.shorten(&row.note, SMALL, RIGHT - note + 1.0);
        canvas.text(&words, (note, middle), Anchor::Start, SMALL, canvas.ink.muted);
        canvas.y += ROW;
    }
}

/// Each case as a dot, filled if it is a hit; returns where the text after them begins.
fn dots(canvas: &mut Canvas, proportion: &Proportion, (x, middle): (f64, f64), colour: Colour) -> f64 {
    const APART: f64 = 28.0;
    if proportion.of > MOST_DOTS {
        return x;
    }
    for case in 0..proportion.of {
        let centre = (x + RADIUS + case as f64 * APART, middle);
        if case < proportion.hits {
            canvas.dot(centre, RADIUS, colour);
        } else {
            canvas.ring(centre, RADIUS, colour);
        }
    }
    x + proportion.of as f64 * APART + if proportion.of > 0 { 8.0 } else { 0.0 }
}

fn dumbbell(canvas: &mut Canvas, axis: &Scale, measured: [(f64, [f64; 2]); 2], middle: f64) {
    let [grey, blue] = Exchanges::colours(canvas);
    let [base, uptake] = measured.map(|(value, _)| axis.at(value));
    canvas.line([(base, middle), (uptake, middle)], 4.0, canvas.ink.grid);
    for ((_, interval), offset, colour) in [(measured[0], 13.0, grey), (measured[1], -13.0, blue)] {
        let [left, right] = interval.map(|end| axis.at(end));
        canvas.line([(left, middle + offset), (right, middle + offset)], 3.0, colour.faint(0.6));
    }
    canvas.ring((base, middle), RADIUS, grey);
    canvas.dot((uptake, middle), RADIUS, blue);
}

impl Chart for Exchanges {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    fn draw(&self, canvas: &mut Canvas) {
        let layout = self.layout(canvas);
        if layout.axis.is_some() {
            self.legend(canvas);
        }
        self.heads(canvas, &layout);
        if let Some(axis) = &layout.axis {
            self.axis(canvas, axis);
        }
        for row in &self.rows {
            self.row(canvas, &layout, row);
        }
    }

    fn columns(&self) -> Vec<Column> {
        vec![
            Column::text("label"),
            Column::text("measure"),
            Column::integer("hits"),
            Column::integer("of"),
            Column::float("low"),
            Column::float("high"),
            Column::text("note"),
        ]
    }

    fn rows(&self) -> Box<dyn Iterator<Item = Vec<Value>> + '_> {
        let mut rows = Vec::new();
        for row in &self.rows {
            for (measure, proportion) in [(&self.uptake_label, row.uptake), (&self.base_label, row.base)] {
                rows.push(vec![
                    Value::from(&*row.label),
                    Value::from(&**measure),
                    proportion.hits.into(),
                    proportion.of.into(),
                    proportion.interval.map(|[low, _]| low).into(),
                    proportion.interval.map(|[_, high]| high).into(),
                    Value::from(&*row.note),
                ]);
            }
        }
        Box::new(rows.into_iter())
    }
}
