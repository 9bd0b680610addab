//! Mirrored bars: what each of two groups says more than the other, on one scale of doublings.

use super::canvas::{Anchor, Canvas, HEAD, LABEL, LEFT, RIGHT, SMALL};
use super::colour::Colour;
use super::doublings::{self, TICK, factor, times};
use super::findings::{self, Estimate, Extent, Item, Panel, PanelBody, Standing};
use super::legend::{self, Key};
use super::scale::Scale;
use super::{Chart, Frame};
use crate::render::table::{Column, Value};

/// Two panels, the first to the left: a row holds the items that are in the same place of each.
#[derive(Clone, Debug, PartialEq)]
pub struct Keyness {
    /// What stands around it.
    pub frame: Frame,
    /// The two groups; ratios count from the panel's own group to the other.
    pub sides: [Panel; 2],
    /// What the whiskers are, such as "95 % interval, each for itself".
    pub interval_label: String,
}

const ROW: f64 = 42.0;
const BAR: f64 = 24.0;
/// A hollow bar is no narrower, that it does not look filled; the factor beside it is exact.
const HOLLOW: f64 = 11.0;
const CENTRE: f64 = (LEFT + RIGHT) / 2.0;
/// Between a label and where its bar begins; an interval that goes below "as often" ends in it.
const GAP: f64 = 30.0;
/// From the centre to labels and heads.
const MARGIN: f64 = 22.0;
/// Between a bar's end and what is said of it.
const AIR: f64 = 14.0;
/// How wide the mark before words is.
const MARK: f64 = 34.0;

/// Which half of the picture something is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hand {
    Left,
    Right,
}

impl Hand {
    const ALL: [Self; 2] = [Self::Left, Self::Right];

    /// The place so far out from the centre.
    fn out(self, distance: f64) -> f64 {
        match self {
            Self::Left => CENTRE - distance,
            Self::Right => CENTRE + distance,
        }
    }

    /// The end of a text that is nearer to the centre.
    fn inner(self) -> Anchor {
        match self {
            Self::Left => Anchor::End,
            Self::Right => Anchor::Start,
        }
    }

    /// The end of a text that is farther from it.
    fn outer(self) -> Anchor {
        match self {
            Self::Left => Anchor::Start,
            Self::Right => Anchor::End,
        }
    }

    /// Two corners from two distances out and two heights.
    fn corners(self, [near, far]: [f64; 2], [top, bottom]: [f64; 2]) -> [(f64, f64); 2] {
        let (one, other) = (self.out(near), self.out(far));
        [(one.min(other), top), (one.max(other), bottom)]
    }
}

/// What both halves have in common.
struct Layout {
    /// How far out from the centre bars begin.
    zero: f64,
    /// How much room there is beyond that.
    room: f64,
    /// How far beyond the zero a logarithm stands; none without an estimate.
    axis: Option<Scale>,
    ticks: Vec<i32>,
}

/// An item as it is laid out.
enum Body<'i> {
    Bar(&'i Estimate, Scale),
    Words(Vec<String>),
}

/// An item's row.
struct Row<'i> {
    body: Body<'i>,
    middle: f64,
    colour: Colour,
    standing: Standing,
}

impl Body<'_> {
    fn height(&self) -> f64 {
        match self {
            Self::Bar(..) => ROW,
            Self::Words(lines) => ROW.max(lines.len() as f64 * SMALL.line_height() + 10.0),
        }
    }
}

impl Keyness {
    fn layout(&self, canvas: &mut Canvas) -> Layout {
        let items = || findings::items(&self.sides);
        let label = canvas.widest(items().map(|item| &*item.label), LABEL, 290.0).max(60.0);
        let zero = MARGIN + label + GAP;
        let room = (RIGHT - LEFT) / 2.0 - zero;
        let of_bars = items().filter_map(|item| item.finding.estimate().map(|estimate| (item, estimate)));
        let note = of_bars
            .map(|(item, estimate)| {
                let value = canvas.width(&factor(estimate.value), LABEL);
                (value + canvas.width(&item.note, SMALL) + 2.0 * AIR).ceil()
            })
            .fold(0.0, f64::max)
            .min(room * 0.6);
        let mut layout = Layout { zero, room, axis: None, ticks: Vec::new() };
        if let Some([_, high]) = doublings::domain(findings::estimates(&self.sides)) {
            let axis = Scale::new([0.0, high], [0.0, room - note]);
            layout.axis = Some(axis);
            layout.ticks = doublings::ticks(canvas, &axis, [0.0, high]);
        }
        layout
    }

    fn legend(&self, canvas: &mut Canvas) {
        let (ink, mut keys) = (canvas.ink.muted, Vec::new());
        let has = |standing| findings::items(&self.sides).any(|item| item.finding.standing == standing);
        let mut estimates = findings::estimates(&self.sides).peekable();
        let is_established = has(Standing::Established);
        if is_established {
            keys.push((Key::Block(ink), Standing::Established.meaning()));
        }
        // Where there are counts alone, none of them said to pass, a mark only begins a line.
        if has(Standing::Suggestive) && (is_established || estimates.peek().is_some()) {
            keys.push((Key::Frame(ink), Standing::Suggestive.meaning()));
        }
        if estimates.any(|estimate| estimate.interval.is_some()) && !self.interval_label.is_empty() {
            keys.push((Key::Whisker(canvas.ink.text), self.interval_label.clone()));
        }
        legend::draw(canvas, &keys);
    }

    fn heads(&self, canvas: &mut Canvas) {
        let (top, width) = (canvas.y, CENTRE - LEFT - MARGIN);
        let mut bottom = top;
        for (panel, hand) in self.sides.iter().zip(Hand::ALL) {
            let x = hand.out(MARGIN);
            let title = canvas.wrap_within(&panel.title, HEAD, width, 2);
            let mut y = canvas.lines(&title, (x, top), hand.inner(), HEAD, canvas.ink.text);
            if !panel.subtitle.is_empty() {
                let subtitle = canvas.wrap_within(&panel.subtitle, SMALL, width, 2);
                y = canvas.lines(&subtitle, (x, y), hand.inner(), SMALL, canvas.ink.muted);
            }
            bottom = bottom.max(y);
        }
        for (panel, hand) in self.sides.iter().zip(Hand::ALL) {
            let line = hand.corners([MARGIN, CENTRE - LEFT], [bottom + 8.0, bottom + 14.0]);
            canvas.rect(line, canvas.ink.series(panel.series));
        }
        canvas.y = bottom + 26.0;
    }
}

impl Layout {
    fn axis(&self, canvas: &mut Canvas, height: f64) {
        if self.axis.is_none() {
            return;
        }
        let (top, bottom) = (canvas.y + 30.0, canvas.y + 30.0 + height);
        for hand in Hand::ALL {
            for tick in &self.ticks {
                let x = hand.out(self.zero + self.axis.map_or(0.0, |axis| axis.at(f64::from(*tick))));
                let (width, colour) =
                    if *tick == 0 { (3.0, canvas.ink.rule) } else { (2.0, canvas.ink.grid) };
                canvas.line([(x, top), (x, bottom)], width, colour);
                canvas.text(&times(*tick), (x, canvas.y + 12.0), Anchor::Middle, TICK, canvas.ink.muted);
            }
        }
        canvas.y = top;
    }

    fn bodies<'i>(&self, canvas: &mut Canvas, panel: &'i Panel) -> Vec<Body<'i>> {
        panel.items().iter().map(|item| self.body(canvas, item)).collect()
    }

    fn body<'i>(&self, canvas: &mut Canvas, item: &'i Item) -> Body<'i> {
        let words = match (&item.finding.extent, self.axis) {
            (Extent::Ratio(estimate), Some(axis)) if estimate.value.is_finite() => {
                return Body::Bar(estimate, axis);
            }
            (Extent::Ratio(_), _) => "–",
            (Extent::Words(words), _) => words,
        };
        Body::Words(canvas.wrap(words, SMALL, self.room - MARK - AIR))
    }

    fn item(&self, canvas: &mut Canvas, hand: Hand, item: &Item, row: &Row<'_>) {
        let label = canvas.shorten(&item.label, LABEL, self.zero - GAP - MARGIN + 1.0);
        let place = (hand.out(self.zero - GAP), row.middle);
        canvas.text(&label, place, hand.outer(), LABEL, canvas.ink.text);
        match &row.body {
            Body::Bar(estimate, axis) => {
                let end = self.bar(canvas, hand, (estimate, axis), row);
                self.note(canvas, hand, item, estimate, (end, row.middle));
            }
            Body::Words(lines) => self.words(canvas, hand, lines, row),
        }
    }

    /// Draws a bar and its interval; returns how far out they go.
    fn bar(
        &self,
        canvas: &mut Canvas,
        hand: Hand,
        (estimate, axis): (&Estimate, &Scale),
        row: &Row<'_>,
    ) -> f64 {
        let least = match row.standing {
            Standing::Established => self.zero,
            Standing::Suggestive => self.zero + HOLLOW,
        };
        let end = (self.zero + axis.at(estimate.value)).max(least);
        let half = BAR / 2.0;
        let corners = hand.corners([self.zero, end], [row.middle - half, row.middle + half]);
        block(canvas, corners, row);
        match estimate.interval {
            Some(_) => self.whisker(canvas, hand, (estimate, axis), row).max(end),
            None => end,
        }
    }

    /// Draws an interval, with an arrow where it goes on beyond either end; returns how far out it goes.
    fn whisker(
        &self,
        canvas: &mut Canvas,
        hand: Hand,
        (estimate, axis): (&Estimate, &Scale),
        row: &Row<'_>,
    ) -> f64 {
        let (middle, ink) = (row.middle, canvas.ink);
        let [low, high] = estimate.ends();
        let below = if low < 0.0 { -0.6 * GAP } else { 0.0 };
        let [near, far] = [self.zero + axis.at(low) + below, self.zero + axis.at(high)];
        let ends = [(hand.out(near), middle), (hand.out(far), middle)];
        match row.standing {
            Standing::Established => canvas.line(ends, 7.0, ink.ground),
            Standing::Suggestive => {}
        }
        canvas.line(ends, 3.0, ink.text);
        let arrow = |canvas: &mut Canvas, at: f64, back: f64| {
            let (tip, base) = (hand.out(at), hand.out(back));
            let points = vec![(tip, middle), (base, middle - 7.0), (base, middle + 7.0)];
            canvas.polygon(points, ink.text);
        };
        if low < 0.0 {
            arrow(canvas, near, near + 10.0);
        }
        if !axis.holds(high) {
            arrow(canvas, far, far - 10.0);
        }
        far
    }

    /// The factor and the counts, farther out than a bar and its interval.
    fn note(
        &self,
        canvas: &mut Canvas,
        hand: Hand,
        item: &Item,
        estimate: &Estimate,
        (end, middle): (f64, f64),
    ) {
        let value = factor(estimate.value);
        let near = end + AIR;
        let out = near + canvas.width(&value, LABEL) + AIR;
        let note = canvas.shorten(&item.note, SMALL, self.zero + self.room - out);
        let far = out + canvas.width(&note, SMALL);
        let half = LABEL.size * 0.6;
        canvas.rect(hand.corners([end + 3.0, far], [middle - half, middle + half]), canvas.ink.ground);
        canvas.text(&value, (hand.out(near), middle), hand.inner(), LABEL, canvas.ink.text);
        canvas.text(&note, (hand.out(out), middle), hand.inner(), SMALL, canvas.ink.muted);
    }

    /// Words in place of a bar, after a mark.
    fn words(&self, canvas: &mut Canvas, hand: Hand, lines: &[String], row: &Row<'_>) {
        let half = lines.len() as f64 * SMALL.line_height() / 2.0;
        let width = canvas.widest(lines.iter().map(String::as_str), SMALL, self.room);
        let far = self.zero + MARK + AIR + width;
        let (top, bottom) = (row.middle - half, row.middle + half);
        canvas.rect(hand.corners([self.zero + 4.0, far], [top, bottom]), canvas.ink.ground);
        let near = self.zero + AIR;
        let mark = hand.corners([near, near + 18.0], [row.middle - 9.0, row.middle + 9.0]);
        block(canvas, mark, row);
        let x = hand.out(self.zero + MARK + AIR);
        canvas.lines(lines, (x, top), hand.inner(), SMALL, canvas.ink.muted);
    }
}

/// A rectangle: filled for what passes the test, hollow for what does not.
fn block(canvas: &mut Canvas, corners: [(f64, f64); 2], row: &Row<'_>) {
    match row.standing {
        Standing::Established => canvas.rect(corners, row.colour),
        Standing::Suggestive => canvas.frame(corners, row.colour),
    }
}

impl Chart for Keyness {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn is_empty(&self) -> bool {
        findings::items(&self.sides).next().is_none()
    }

    fn draw(&self, canvas: &mut Canvas) {
        self.legend(canvas);
        self.heads(canvas);
        let layout = self.layout(canvas);
        let bodies = [0, 1].map(|side: usize| layout.bodies(canvas, &self.sides[side]));
        let heights: Vec<f64> = (0..bodies[0].len().max(bodies[1].len()))
            .map(|at| bodies.iter().filter_map(|side| side.get(at)).map(Body::height).fold(ROW, f64::max))
            .collect();
        layout.axis(canvas, heights.iter().sum());
        let top = canvas.y;
        let mut bottom = top + heights.iter().sum::<f64>();
        for ((panel, hand), bodies) in self.sides.iter().zip(Hand::ALL).zip(bodies) {
            let colour = canvas.ink.series(panel.series);
            let mut y = top;
            for ((item, body), height) in panel.items().iter().zip(bodies).zip(&heights) {
                layout.item(
                    canvas,
                    hand,
                    item,
                    &Row { body, middle: y + height / 2.0, colour, standing: item.finding.standing },
                );
                y += height;
            }
            if let PanelBody::Sentence(sentence) = &panel.body {
                let lines = canvas.wrap(sentence, LABEL, CENTRE - LEFT - MARGIN);
                let place = (hand.out(MARGIN), top);
                bottom = bottom.max(canvas.lines(&lines, place, hand.inner(), LABEL, canvas.ink.text));
            }
        }
        canvas.y = bottom;
    }

    fn columns(&self) -> Vec<Column> {
        findings::columns()
    }

    fn rows(&self) -> Box<dyn Iterator<Item = Vec<Value>> + '_> {
        Box::new(findings::rows(&self.sides))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::chart::{Finding, Series, Style};

    #[test]
    fn a_bar_that_does_not_pass_is_hollow_however_narrow() {
        let item = |value: f64| Item {
            label: "term".to_owned(),
            frequency: 9,
            finding: Finding {
                standing: Standing::Suggestive,
                extent: Extent::Ratio(Estimate { value, interval: None }),
            },
            note: String::new(),
        };
        let side = |values: [f64; 3]| Panel {
            title: "Ada".to_owned(),
            subtitle: String::new(),
            series: Series::OTHERS,
            body: PanelBody::Items(values.map(item).to_vec()),
        };
        let sides = [side([3.0, 0.001, 0.02]), side([2.0, 0.0, 0.03])];
        let chart = Keyness { frame: Frame::default(), sides, interval_label: String::new() };
        let svg = chart.svg(&Style::default());
        let hollows = svg.matches(&format!("height=\"{}\"", BAR - 6.0)).count();
        assert_eq!((svg.matches(&format!("height=\"{BAR}\"")).count(), hollows), (6, 6), "{svg}");
    }
}
