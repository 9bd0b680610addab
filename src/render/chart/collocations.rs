//! What goes together: a network of dots, each with its name below it, and links between them.

use super::boxes::{Size, pack, separate};
use super::canvas::{Anchor, Canvas, LABEL, LEFT, RIGHT};
use super::layout::{Point, components, stress};
use super::legend::{self, Key};
use super::scale::{Scale, count, number, round_step};
use super::{Chart, Frame, Series};
use crate::render::table::{Column, Value};

/// One dot.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Node {
    /// What it stands for.
    pub label: String,
    /// How large its area is.
    pub size: u64,
}

/// A line between two dots.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Link {
    /// Which nodes, by index, in the order in which they are read.
    pub ends: [usize; 2],
    /// How wide it is.
    pub strength: f64,
    /// How many cases it rests on.
    pub count: u64,
}

/// A network; what links reach from a node stands in a part of its own.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Collocations {
    /// What stands around it.
    pub frame: Frame,
    /// The dots.
    pub nodes: Vec<Node>,
    /// The lines, the strongest first; one that has no two ends is not drawn.
    pub links: Vec<Link>,
    /// What a link's width means: "log-dice".
    pub strength_label: String,
    /// What a dot's area means: "times said".
    pub size_label: String,
}

/// A link of length one, across and down.
const LENGTH: Size = Size { width: 168.0, height: 108.0 };
/// The radius of the smallest dot, and of the largest.
const RADII: [f64; 2] = [5.0, 22.0];
/// The width of the weakest link, and of the strongest.
const WIDTHS: [f64; 2] = [2.0, 12.0];
/// A dot in the legend is no larger than this.
const LEGEND_RADIUS: f64 = 14.0;
/// A name is no wider than this.
const NAME: f64 = 300.0;
/// How high a name is.
const LINE: f64 = 32.0;
/// Between a dot and its name.
const BELOW: f64 = 4.0;
/// Round each dot with its name, and between the parts.
const APART: Size = Size { width: 22.0, height: 16.0 };

/// A dot with its name, and where it stands.
struct Placed {
    name: String,
    radius: f64,
    size: Size,
    /// The middle of the box round both.
    middle: Point,
}

impl Placed {
    /// The middle of the dot.
    fn dot(&self) -> Point {
        (self.middle.0, self.middle.1 - self.size.height / 2.0 + APART.height / 2.0 + self.radius)
    }

    /// The middle of the name.
    fn text(&self) -> Point {
        (self.middle.0, self.middle.1 + self.size.height / 2.0 - APART.height / 2.0 - LINE / 2.0)
    }
}

impl Collocations {
    /// The links that have two ends.
    fn drawn(&self) -> impl Iterator<Item = &Link> {
        let is_whole = |link: &&Link| {
            let [from, to] = link.ends;
            from != to && from < self.nodes.len() && to < self.nodes.len()
        };
        self.links.iter().filter(is_whole)
    }

    fn largest(&self) -> u64 {
        self.nodes.iter().map(|node| node.size).max().unwrap_or(0)
    }

    fn radius(&self, size: u64) -> f64 {
        let share = size as f64 / self.largest().max(1) as f64;
        (RADII[1] * share.sqrt()).max(RADII[0])
    }

    fn widths(&self) -> Scale {
        let strengths = self.drawn().map(|link| link.strength).filter(|strength| strength.is_finite());
        let bounds = strengths
            .fold([f64::MAX, f64::MIN], |[low, high], strength| [low.min(strength), high.max(strength)]);
        Scale::new(if bounds[0] < bounds[1] { bounds } else { [bounds[0] - 1.0, bounds[0]] }, WIDTHS)
    }

    /// All nodes with their names, nowhere yet.
    fn boxes(&self, canvas: &mut Canvas) -> Vec<Placed> {
        let placed = |node: &Node| {
            let name = canvas.shorten(&node.label, LABEL, NAME);
            let radius = self.radius(node.size);
            let width = canvas.width(&name, LABEL).max(2.0 * radius) + APART.width;
            let height = 2.0 * radius + BELOW + LINE + APART.height;
            Placed { name, radius, size: Size { width, height }, middle: (0.0, 0.0) }
        };
        self.nodes.iter().map(placed).collect()
    }

    /// Gives every node its place below the canvas's present height, each connected part by itself; returns where they end.
    fn place(&self, placed: &mut [Placed], top: f64) -> f64 {
        let room = RIGHT - LEFT;
        let links: Vec<[usize; 2]> = self.drawn().map(|link| link.ends).collect();
        let parts = components(placed.len(), &links);
        let mut frames = Vec::with_capacity(parts.len());
        for part in &parts {
            frames.push(self.place_part(placed, part, &links, room));
        }
        let (corners, height) = pack(&frames, room);
        let right = corners.iter().zip(&frames).map(|(corner, frame)| corner.0 + frame.width);
        let left = LEFT + (room - right.fold(0.0, f64::max)) / 2.0;
        for (part, corner) in parts.iter().zip(&corners) {
            for &node in part {
                let middle = &mut placed[node].middle;
                *middle = (middle.0 + left + corner.0, middle.1 + top + corner.1);
            }
        }
        top + height
    }

    /// Places the nodes of one part in a frame of their own, and gives its size.
    fn place_part(&self, placed: &mut [Placed], part: &[usize], links: &[[usize; 2]], room: f64) -> Size {
        let own = |node: usize| part.binary_search(&node).ok();
        let links: Vec<[usize; 2]> =
            links.iter().filter_map(|&[from, to]| Some([own(from)?, own(to)?])).collect();
        let mut middles = stress(part.len(), &links);
        middles.iter_mut().for_each(|(x, y)| (*x, *y) = (*x * LENGTH.width, *y * LENGTH.height));
        let sizes: Vec<Size> = part.iter().map(|&node| placed[node].size).collect();
        let frame = separate(&mut middles, &sizes, room);
        part.iter().zip(middles).for_each(|(&node, middle)| placed[node].middle = middle);
        frame
    }

    fn draw_legend(&self, canvas: &mut Canvas, widths: &Scale) {
        let strengths = || self.drawn().map(|link| link.strength).filter(|strength| strength.is_finite());
        let [low, high] = [strengths().fold(f64::MAX, f64::min), strengths().fold(f64::MIN, f64::max)];
        let mut shown = if low < high { vec![low, (low + high) / 2.0, high] } else { vec![high] };
        shown.retain(|strength| strength.abs() < f64::MAX);
        let colour = link_colour(canvas);
        let mut keys: Vec<(Key, String)> = Vec::new();
        for (at, strength) in shown.iter().enumerate() {
            let label = if at == 0 { format!("{} ", self.strength_label) } else { String::new() };
            keys.push((Key::Link(colour, widths.at(*strength).round()), label + &number(*strength, 1)));
        }
        let most = self.largest() as f64 * (LEGEND_RADIUS / RADII[1]).powi(2);
        let colour = canvas.ink.series(Series(0));
        let mut example = round_step(most);
        while example > most && example >= 1.0 {
            example = round_step(example / 2.6);
        }
        if example >= 1.0 {
            let size = example as u64;
            keys.push((Key::Dot(colour, self.radius(size)), format!("{} {}", count(size), self.size_label)));
        }
        legend::draw(canvas, &keys);
    }
}

fn link_colour(canvas: &Canvas) -> super::Colour {
    canvas.ink.rule
}

impl Chart for Collocations {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn is_empty(&self) -> bool {
        self.drawn().next().is_none()
    }

    fn draw(&self, canvas: &mut Canvas) {
        let widths = self.widths();
        self.draw_legend(canvas, &widths);
        let mut placed = self.boxes(canvas);
        let bottom = self.place(&mut placed, canvas.y);
        let colour = link_colour(canvas);
        // The weakest first, so that none hides a stronger one.
        let links: Vec<&Link> = self.drawn().collect();
        for link in links.iter().rev() {
            let ends = link.ends.map(|end| placed[end].dot());
            canvas.line(ends, widths.at(link.strength).round(), colour);
        }
        for node in &placed {
            let (x, y) = node.text();
            let half = ((node.size.width - APART.width) / 2.0 + 3.0, LINE / 2.0 - 2.0);
            canvas.rect([(x - half.0, y - half.1), (x + half.0, y + half.1)], canvas.ink.ground);
        }
        for node in &placed {
            canvas.dot(node.dot(), node.radius + 3.0, canvas.ink.ground);
            canvas.dot(node.dot(), node.radius, canvas.ink.series(Series(0)));
            canvas.text(&node.name, node.text(), Anchor::Middle, LABEL, canvas.ink.text);
        }
        canvas.y = bottom;
    }

    fn columns(&self) -> Vec<Column> {
        vec![
            Column::text("first"),
            Column::text("second"),
            Column::integer("observed"),
            Column::float("log_dice"),
            Column::integer("first_frequency"),
            Column::integer("second_frequency"),
        ]
    }

    fn rows(&self) -> Box<dyn Iterator<Item = Vec<Value>> + '_> {
        let row = |link: &Link| {
            let [first, second] = link.ends.map(|end| &self.nodes[end]);
            vec![
                Value::from(&*first.label),
                Value::from(&*second.label),
                Value::from(link.count),
                Value::from(link.strength),
                Value::from(first.size),
                Value::from(second.size),
            ]
        };
        Box::new(self.drawn().map(row))
    }
}
