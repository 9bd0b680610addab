//! Small multiples: a panel a group, in it estimates with their intervals on a common axis of doublings.

use super::canvas::{Anchor, Canvas, HEAD, LABEL, LEFT, RIGHT, SMALL};
use super::colour::Colour;
use super::doublings::{self, TICK, times};
use super::findings::{self, Estimate, Extent, Item, Panel, PanelBody, Standing, uses};
use super::legend::{self, Key};
use super::scale::Scale;
use super::{Chart, Frame};
use crate::render::table::{Column, Value};

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
/// Between label, plot and note.
const GAP: f64 = 24.0;
/// How wide the mark before words is.
const MARK: f64 = 34.0;

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

/// What stands in a row's plot, as it is laid out.
enum Body<'i> {
    Mark(&'i Estimate, Scale),
    Words(Vec<String>),
}

impl Body<'_> {
    fn height(&self) -> f64 {
        match self {
            Self::Mark(..) => ROW,
            Self::Words(lines) => ROW.max(lines.len() as f64 * SMALL.line_height() + 10.0),
        }
    }
}

impl Keywords {
    fn layout(&self, canvas: &mut Canvas) -> Layout {
        let abreast = self.panels.len().clamp(1, 2) as f64;
        let width = (RIGHT - LEFT - (abreast - 1.0) * GUTTER) / abreast;
        let items = || findings::items(&self.panels);
        let label = canvas.widest(items().map(|item| &*item.label), LABEL, 0.4 * width).max(110.0);
        let note = canvas.widest(items().map(|item| &*item.note), SMALL, 0.34 * width);
        let most = items().map(|item| item.frequency).max().unwrap_or(0);
        let mut layout = Layout { width, label, note, axis: None, ticks: Vec::new(), most };
        if let Some(domain) = doublings::domain(findings::estimates(&self.panels)) {
            let axis = Scale::new(domain, [0.0, width - label - note - 2.0 * GAP]);
            layout.axis = Some(axis);
            layout.ticks = doublings::ticks(canvas, &axis, domain);
        }
        layout
    }

    fn legend(&self, canvas: &mut Canvas, layout: &Layout) {
        let (ink, mut keys) = (canvas.ink.muted, Vec::new());
        let items = || findings::items(&self.panels);
        let has = |standing: Standing| items().any(|item| item.finding.standing == standing);
        if has(Standing::Established) {
            keys.push((Key::Dot(ink, 10.0), Standing::Established.meaning()));
        }
        if has(Standing::Suggestive) {
            keys.push((Key::Ring(ink, 10.0), Standing::Suggestive.meaning()));
        }
        let mut estimates = findings::estimates(&self.panels);
        if estimates.any(|estimate| estimate.interval.is_some()) && !self.interval_label.is_empty() {
            keys.push((Key::Whisker(ink), self.interval_label.clone()));
        }
        let frequencies = || items().map(|item| item.frequency);
        if let (Some(least), Some(most)) = (frequencies().min(), frequencies().max())
            && most > least
        {
            keys.extend([least, most].map(|size| (Key::Dot(ink, layout.radius(size)), uses(size))));
        }
        legend::draw(canvas, &keys);
    }
}

impl Layout {
    fn radius(&self, frequency: u64) -> f64 {
        let share = frequency as f64 / self.most.max(1) as f64;
        5.0 + 9.0 * share.sqrt()
    }

    /// Draws a panel with its left top at `x` and the canvas' height; moves the canvas below it.
    fn panel(&self, canvas: &mut Canvas, panel: &Panel, x: f64) {
        let title = canvas.wrap_within(&panel.title, HEAD, self.width, 2);
        canvas.y = canvas.lines(&title, (x, canvas.y), Anchor::Start, HEAD, canvas.ink.text);
        if !panel.subtitle.is_empty() {
            let subtitle = canvas.wrap_within(&panel.subtitle, SMALL, self.width, 2);
            canvas.y = canvas.lines(&subtitle, (x, canvas.y), Anchor::Start, SMALL, canvas.ink.muted);
        }
        canvas.y += 10.0;
        match &panel.body {
            PanelBody::Sentence(sentence) => {
                let lines = canvas.wrap(sentence, LABEL, self.width);
                canvas.y = canvas.lines(&lines, (x, canvas.y), Anchor::Start, LABEL, canvas.ink.text);
            }
            PanelBody::Items(items) => {
                let bodies: Vec<Body<'_>> = items.iter().map(|item| self.body(canvas, item)).collect();
                let height = bodies.iter().map(Body::height).sum();
                if panel.items().iter().any(|item| item.finding.estimate().is_some()) {
                    self.axis(canvas, x + self.label + GAP, height);
                }
                for (item, body) in items.iter().zip(&bodies) {
                    self.item(canvas, x, item, body, canvas.ink.series(panel.series));
                }
            }
        }
    }

    fn axis(&self, canvas: &mut Canvas, plot: f64, height: f64) {
        let Some(axis) = self.axis else { return };
        let (top, bottom) = (canvas.y + 30.0, canvas.y + 30.0 + height);
        for tick in &self.ticks {
            let x = plot + axis.at(f64::from(*tick));
            let (width, colour) = if *tick == 0 { (3.0, canvas.ink.rule) } else { (2.0, canvas.ink.grid) };
            canvas.line([(x, top), (x, bottom)], width, colour);
            canvas.text(&times(*tick), (x, canvas.y + 12.0), Anchor::Middle, TICK, canvas.ink.muted);
        }
        canvas.y = top;
    }

    /// How wide words and their mark may be in the row of `item`: up to its own note.
    fn room(&self, canvas: &mut Canvas, item: &Item) -> f64 {
        self.width - self.label - canvas.width(&item.note, SMALL).min(self.note) - 2.0 * GAP
    }

    fn body<'i>(&self, canvas: &mut Canvas, item: &'i Item) -> Body<'i> {
        let words = match (&item.finding.extent, self.axis) {
            (Extent::Ratio(estimate), Some(axis)) if estimate.value.is_finite() => {
                return Body::Mark(estimate, axis);
            }
            (Extent::Ratio(_), _) => "–",
            (Extent::Words(words), _) => words,
        };
        let room = self.room(canvas, item) - MARK;
        Body::Words(canvas.wrap(words, SMALL, room))
    }

    fn item(&self, canvas: &mut Canvas, x: f64, item: &Item, body: &Body<'_>, colour: Colour) {
        let middle = canvas.y + body.height() / 2.0;
        let plot = x + self.label + GAP;
        let label = canvas.shorten(&item.label, LABEL, self.label + 1.0);
        canvas.text(&label, (x, middle), Anchor::Start, LABEL, canvas.ink.text);
        let note = canvas.shorten(&item.note, SMALL, self.note + 1.0);
        canvas.text(&note, (x + self.width, middle), Anchor::End, SMALL, canvas.ink.muted);
        let centre = match body {
            Body::Mark(estimate, axis) => whisker(canvas, axis, estimate, (plot, middle), colour),
            Body::Words(lines) => self.words(canvas, item, lines, (plot, middle)),
        };
        let radius = self.radius(item.frequency);
        match item.finding.standing {
            Standing::Established => canvas.dot(centre, radius, colour),
            Standing::Suggestive => canvas.ring(centre, radius, colour),
        }
        canvas.y += body.height();
    }

    /// Words where there is room right of the line that says "as often"; returns where their mark stands.
    fn words(
        &self,
        canvas: &mut Canvas,
        item: &Item,
        lines: &[String],
        (plot, middle): (f64, f64),
    ) -> (f64, f64) {
        let room = self.room(canvas, item);
        let width = MARK + canvas.widest(lines.iter().map(String::as_str), SMALL, room);
        let beside = self.axis.map_or(0.0, |axis| axis.at(0.0) + 14.0);
        let start = plot + if beside + width <= room { beside } else { (room - width).max(0.0) };
        let half = lines.len() as f64 * SMALL.line_height() / 2.0;
        canvas.rect([(start - 4.0, middle - half), (start + width + 4.0, middle + half)], canvas.ink.ground);
        canvas.lines(lines, (start + MARK, middle - half), Anchor::Start, SMALL, canvas.ink.muted);
        (start + MARK / 2.0 - 2.0, middle)
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
        let layout = self.layout(canvas);
        self.legend(canvas, &layout);
        for (index, pair) in self.panels.chunks(2).enumerate() {
            canvas.y += if index > 0 { 44.0 } else { 0.0 };
            let top = canvas.y;
            let mut bottom = top;
            for (side, panel) in pair.iter().enumerate() {
                canvas.y = top;
                layout.panel(canvas, panel, LEFT + side as f64 * (layout.width + GUTTER));
                bottom = canvas.y.max(bottom);
            }
            canvas.y = bottom;
        }
    }

    fn columns(&self) -> Vec<Column> {
        findings::columns()
    }

    fn rows(&self) -> Box<dyn Iterator<Item = Vec<Value>> + '_> {
        Box::new(findings::rows(&self.panels))
    }
}
