//! Small multiples: a panel a group, in it estimates with their intervals on a common axis of doublings.

use super::canvas::{Anchor, Canvas, HEAD, LABEL, LEFT, RIGHT, SMALL};
use super::colour::{Colour, Series};
use super::legend::{self, Key};
use super::scale::{Scale, count};
use super::{Chart, Frame};
use crate::render::font::Lettering;
use crate::render::table::{Column, Value};

/// What is known of an item.
#[derive(Clone, Debug, PartialEq)]
pub enum Finding {
    /// It passes the test: a filled dot.
    Established(Estimate),
    /// It does not: a hollow dot.
    Suggestive(Estimate),
    /// Words where no number may be shown, such as "only here (3 : 0)".
    Words(String),
}

/// A binary logarithm of a ratio: 1 is twice as often.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// The ends of its interval, where it has one.
    pub interval: Option<[f64; 2]>,
}

/// One row of a panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it is about.
    pub label: String,
    /// How often it occurs: the size of its dot.
    pub frequency: u64,
    /// What is known.
    pub finding: Finding,
    /// What is said at the row's end, such as "17 : 2 · in 3 of 5 turns"; may be empty.
    pub note: String,
}

/// What a panel shows.
#[derive(Clone, Debug, PartialEq)]
pub enum PanelBody {
    /// Its items, from the top.
    Items(Vec<Item>),
    /// A sentence, where there are no items to show.
    Sentence(String),
}

/// One group's panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// The group.
    pub title: String,
    /// Its size, such as "1,305 words in 5 turns"; may be empty.
    pub subtitle: String,
    /// The colour of its dots.
    pub series: Series,
    /// What it shows.
    pub body: PanelBody,
}

/// Panels from the first to the last as given, two abreast.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Keywords {
    /// What stands around it.
    pub frame: Frame,
    /// The panels.
    pub panels: Vec<Panel>,
    /// What the whiskers are, such as "95 % interval, each for itself".
    pub interval_label: String,
}

const ROW: f64 = 40.0;
const GUTTER: f64 = 72.0;
/// Beyond this (a factor of 17 million) a value is drawn as an arrow at the axis' end.
const FARTHEST: f64 = 24.0;
const TICK: Lettering = Lettering::regular(19.0);

impl Estimate {
    /// The ends of what is drawn of it, within what an axis can show.
    fn ends(&self) -> [f64; 2] {
        let [low, high] = self.interval.unwrap_or([self.value; 2]);
        [low.min(self.value), high.max(self.value)]
    }
}

impl Finding {
    fn estimate(&self) -> Option<&Estimate> {
        match self {
            Self::Established(estimate) | Self::Suggestive(estimate) => Some(estimate),
            Self::Words(_) => None,
        }
    }
}

impl Panel {
    fn items(&self) -> &[Item] {
        match &self.body {
            PanelBody::Items(items) => items,
            PanelBody::Sentence(_) => &[],
        }
    }
}

/// What all panels have in common.
struct Layout {
    width: f64,
    label: f64,
    note: f64,
    /// The common axis, from 0 at a plot's left end; none if no panel has an estimate.
    axis: Option<Scale>,
    /// The logarithms that are marked on it.
    ticks: Vec<i32>,
    most: u64,
}

impl Layout {
    fn plot(&self) -> f64 {
        self.width - self.label - self.note - 48.0
    }

    fn radius(&self, frequency: u64) -> f64 {
        let share = frequency as f64 / self.most.max(1) as f64;
        5.0 + 9.0 * share.sqrt()
    }
}

impl Keywords {
    fn items(&self) -> impl Iterator<Item = &Item> {
        self.panels.iter().flat_map(Panel::items)
    }

    fn estimates(&self) -> impl Iterator<Item = &Estimate> {
        self.items().filter_map(|item| item.finding.estimate()).filter(|estimate| estimate.value.is_finite())
    }

    /// From where to where the axis goes: all estimates, and of their intervals not much more than that.
    fn domain(&self) -> Option<[f64; 2]> {
        let far = self.estimates().map(|estimate| estimate.value.abs()).reduce(f64::max)?;
        let limit = (far * 1.5 + 2.0).min(FARTHEST);
        let clamped = |end: f64| end.clamp(-limit, limit);
        let low = self.estimates().map(|estimate| clamped(estimate.ends()[0])).fold(0.0, f64::min);
        let high = self.estimates().map(|estimate| clamped(estimate.ends()[1])).fold(1.0, f64::max);
        Some([low - 0.3, high + 0.3])
    }

    fn layout(&self, canvas: &mut Canvas) -> Layout {
        let abreast = self.panels.len().clamp(1, 2) as f64;
        let width = (RIGHT - LEFT - (abreast - 1.0) * GUTTER) / abreast;
        let label = canvas.widest(self.items().map(|item| &*item.label), LABEL, 0.4 * width).max(110.0);
        let note = canvas.widest(self.items().map(|item| &*item.note), SMALL, 0.34 * width);
        let most = self.items().map(|item| item.frequency).max().unwrap_or(0);
        let mut layout = Layout { width, label, note, axis: None, ticks: Vec::new(), most };
        if let Some(domain) = self.domain() {
            let axis = Scale::new(domain, [0.0, layout.plot()]);
            layout.axis = Some(axis);
            layout.ticks = ticks(canvas, &axis, domain);
        }
        layout
    }

    fn legend(&self, canvas: &mut Canvas) {
        let (ink, mut keys) = (canvas.ink.muted, Vec::new());
        let has = |wanted: fn(&Finding) -> bool| self.items().any(|item| wanted(&item.finding));
        if has(|finding| matches!(finding, Finding::Established(_))) {
            keys.push((Key::Dot(ink, 10.0), "established: passes the test".to_owned()));
        }
        if has(|finding| matches!(finding, Finding::Suggestive(_))) {
            keys.push((Key::Ring(ink, 10.0), "suggestive: does not pass the test".to_owned()));
        }
        if self.estimates().any(|estimate| estimate.interval.is_some()) && !self.interval_label.is_empty() {
            keys.push((Key::Whisker(ink), self.interval_label.clone()));
        }
        let frequencies =
            || self.items().filter(|item| item.finding.estimate().is_some()).map(|item| item.frequency);
        if let (Some(least), Some(most)) = (frequencies().min(), frequencies().max()) {
            let whole = self.items().map(|item| item.frequency).max().unwrap_or(most);
            let radius = |frequency: u64| 5.0 + 9.0 * (frequency as f64 / whole.max(1) as f64).sqrt();
            if most > least {
                keys.push((Key::Dot(ink, radius(least)), uses(least)));
                keys.push((Key::Dot(ink, radius(most)), uses(most)));
            }
        }
        legend::draw(canvas, &keys);
    }
}

/// The whole logarithms to mark: as many as have room for their labels.
fn ticks(canvas: &mut Canvas, axis: &Scale, [low, high]: [f64; 2]) -> Vec<i32> {
    let steps = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16];
    let at = |step: i32| -> Vec<i32> {
        (low.ceil() as i32..=high.floor() as i32).filter(|tick| tick.rem_euclid(step) == 0).collect()
    };
    let fits = |canvas: &mut Canvas, ticks: &[i32]| {
        ticks.windows(2).all(|pair| {
            let widths = [pair[0], pair[1]].map(|tick| canvas.width(&times(tick), TICK));
            let apart = axis.at(f64::from(pair[1])) - axis.at(f64::from(pair[0]));
            apart > (widths[0] + widths[1]) / 2.0 + 14.0
        })
    };
    steps.into_iter().map(at).find(|ticks| fits(canvas, ticks)).unwrap_or_else(|| vec![0])
}

/// A frequency in words.
fn uses(frequency: u64) -> String {
    format!("{} {}", count(frequency), if frequency == 1 { "use" } else { "uses" })
}

/// A binary logarithm as a reader says it.
fn times(log: i32) -> String {
    let factor = |log: u32| match log {
        0..=13 => count(1 << log),
        _ => format!("2{}", log.to_string().chars().map(superscript).collect::<String>()),
    };
    match log {
        0 => "as often".to_owned(),
        1.. => format!("×{}", factor(log.unsigned_abs())),
        _ => format!("÷{}", factor(log.unsigned_abs())),
    }
}

fn superscript(digit: char) -> char {
    let raised = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    digit.to_digit(10).and_then(|at| raised.get(at as usize)).copied().unwrap_or(digit)
}

impl Panel {
    /// Draws the panel with its left top at `x` and the canvas' height; moves the canvas below it.
    fn draw(&self, canvas: &mut Canvas, layout: &Layout, x: f64) {
        let title = canvas.wrap_within(&self.title, HEAD, layout.width, 2);
        canvas.y = canvas.lines(&title, (x, canvas.y), Anchor::Start, HEAD, canvas.ink.text);
        if !self.subtitle.is_empty() {
            let subtitle = canvas.wrap_within(&self.subtitle, SMALL, layout.width, 2);
            canvas.y = canvas.lines(&subtitle, (x, canvas.y), Anchor::Start, SMALL, canvas.ink.muted);
        }
        canvas.y += 10.0;
        match &self.body {
            PanelBody::Sentence(sentence) => {
                let lines = canvas.wrap(sentence, LABEL, layout.width);
                canvas.y = canvas.lines(&lines, (x, canvas.y), Anchor::Start, LABEL, canvas.ink.text);
            }
            PanelBody::Items(items) => {
                self.axis(canvas, layout, x + layout.label + 24.0, items.len());
                for item in items {
                    self.item(canvas, layout, x, item);
                }
            }
        }
    }

    fn axis(&self, canvas: &mut Canvas, layout: &Layout, plot: f64, rows: usize) {
        let has_estimate = self.items().iter().any(|item| item.finding.estimate().is_some());
        let Some(axis) = layout.axis.filter(|_| has_estimate) else { return };
        let (top, bottom) = (canvas.y + 30.0, canvas.y + 30.0 + rows as f64 * ROW);
        for tick in &layout.ticks {
            let x = plot + axis.at(f64::from(*tick));
            let (width, colour) = if *tick == 0 { (3.0, canvas.ink.rule) } else { (2.0, canvas.ink.grid) };
            canvas.line([(x, top), (x, bottom)], width, colour);
            canvas.text(&times(*tick), (x, canvas.y + 12.0), Anchor::Middle, TICK, canvas.ink.muted);
        }
        canvas.y = top;
    }

    fn item(&self, canvas: &mut Canvas, layout: &Layout, x: f64, item: &Item) {
        let middle = canvas.y + ROW / 2.0;
        let plot = x + layout.label + 24.0;
        let label = canvas.shorten(&item.label, LABEL, layout.label + 1.0);
        canvas.text(&label, (x, middle), Anchor::Start, LABEL, canvas.ink.text);
        let note = canvas.shorten(&item.note, SMALL, layout.note + 1.0);
        canvas.text(&note, (x + layout.width, middle), Anchor::End, SMALL, canvas.ink.muted);
        let colour = canvas.ink.series(self.series);
        let radius = layout.radius(item.frequency);
        match (&item.finding, &layout.axis) {
            (Finding::Words(words), _) => self.words(canvas, layout, words, (plot, middle)),
            (Finding::Established(estimate), Some(axis)) if estimate.value.is_finite() => {
                let centre = whisker(canvas, axis, estimate, (plot, middle), colour);
                canvas.dot(centre, radius, colour);
            }
            (Finding::Suggestive(estimate), Some(axis)) if estimate.value.is_finite() => {
                let centre = whisker(canvas, axis, estimate, (plot, middle), colour);
                canvas.ring(centre, radius, colour);
            }
            (Finding::Established(_) | Finding::Suggestive(_), _) => {
                self.words(canvas, layout, "–", (plot, middle));
            }
        }
        canvas.y += ROW;
    }

    /// Words in place of a mark, where there is room right of the line that says "as often".
    fn words(&self, canvas: &mut Canvas, layout: &Layout, words: &str, (plot, middle): (f64, f64)) {
        let room = layout.plot();
        let words = canvas.shorten(words, SMALL, room);
        let half = SMALL.size * 0.6;
        let width = canvas.width(&words, SMALL);
        let beside = layout.axis.map_or(0.0, |axis| axis.at(0.0) + 14.0);
        let start = plot + if beside + width <= room { beside } else { (room - width).max(0.0) };
        canvas.rect([(start - 4.0, middle - half), (start + width + 4.0, middle + half)], canvas.ink.ground);
        canvas.text(&words, (start, middle), Anchor::Start, SMALL, canvas.ink.muted);
    }
}

/// Draws the interval, with an arrow where it goes on beyond the axis; returns where the estimate stands.
fn whisker(
    canvas: &mut Canvas,
    axis: &Scale,
    estimate: &Estimate,
    (plot, middle): (f64, f64),
    colour: Colour,
) -> (f64, f64) {
    let ends = estimate.ends();
    let [left, right] = ends.map(|end| plot + axis.at(end));
    if estimate.interval.is_some() {
        canvas.line([(left, middle), (right, middle)], 4.0, colour.faint(0.55));
    }
    for (end, x, step) in [(ends[0], left, 11.0), (ends[1], right, -11.0)] {
        if !axis.holds(end) {
            canvas.polygon(vec![(x, middle), (x + step, middle - 8.0), (x + step, middle + 8.0)], colour);
        }
    }
    (plot + axis.at(estimate.value), middle)
}

impl Chart for Keywords {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn is_empty(&self) -> bool {
        self.panels.is_empty()
    }

    fn draw(&self, canvas: &mut Canvas) {
        self.legend(canvas);
        let layout = self.layout(canvas);
        for (index, pair) in self.panels.chunks(2).enumerate() {
            canvas.y += if index > 0 { 44.0 } else { 0.0 };
            let top = canvas.y;
            let mut bottom = top;
            for (side, panel) in pair.iter().enumerate() {
                canvas.y = top;
                panel.draw(canvas, &layout, LEFT + side as f64 * (layout.width + GUTTER));
                bottom = canvas.y.max(bottom);
            }
            canvas.y = bottom;
        }
    }

    fn columns(&self) -> Vec<Column> {
        let texts = ["group", "label", "status", "words", "note"].map(Column::text);
        let [group, label, status, words, note] = texts;
        let [log_ratio, low, high] = ["log_ratio", "low", "high"].map(Column::float);
        vec![group, label, Column::integer("frequency"), status, log_ratio, low, high, words, note]
    }

    fn rows(&self) -> Box<dyn Iterator<Item = Vec<Value>> + '_> {
        let mut rows = Vec::new();
        for panel in &self.panels {
            for item in panel.items() {
                let (status, words) = match &item.finding {
                    Finding::Established(_) => (Value::from("established"), Value::Empty),
                    Finding::Suggestive(_) => (Value::from("suggestive"), Value::Empty),
                    Finding::Words(words) => (Value::Empty, Value::from(&**words)),
                };
                let estimate = item.finding.estimate();
                let interval = estimate.and_then(|estimate| estimate.interval);
                rows.push(vec![
                    Value::from(&*panel.title),
                    Value::from(&*item.label),
                    Value::from(item.frequency),
                    status,
                    Value::from(estimate.map(|estimate| estimate.value)),
                    Value::from(interval.map(|[low, _]| low)),
                    Value::from(interval.map(|[_, high]| high)),
                    words,
                    Value::from(&*item.note),
                ]);
            }
        }
        Box::new(rows.into_iter())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logarithm_is_said_as_a_factor() {
        assert_eq!([-2, 0, 1, 10, 20].map(times), ["÷4", "as often", "×2", "×1,024", "×2²⁰"]);
    }
}
