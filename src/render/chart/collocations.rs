//! What goes together: a network of dots, each with its name below it, and links between them.

use super::arrows::{arrow, bent};
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
    /// What a dot's area means: "uses".
    pub size_label: String,
}

/// A link of length one, across and down.
const LENGTH: Size = Size { width: 168.0, height: 120.0 };
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
/// Round each dot with its name.
const APART: Size = Size { width: 20.0, height: 14.0 };
/// The parts stand in columns of a width: so many.
const COLUMNS: f64 = 20.0;
/// A shorter link has no room for an arrow.
const ARROWED: f64 = 80.0;
/// How far from its middle, as a part of the link, an arrow stands where one end has more links.
const ASIDE: f64 = 0.09;
/// Two links between the same dots run so far apart.
const BETWEEN: f64 = 10.0;
/// How far along it, as a part of the link, an arrow stands where another link leads back.
const ONWARD: f64 = 2.0 / 3.0;
/// How far from level most links of a dot must run upwards or downwards for its name to keep out of their way.
const SLOPE: f64 = 0.4;

/// Where the name of a dot stands.
#[derive(Clone, Copy)]
enum Side {
    Above,
    Below,
}

/// A dot with its name, and where it stands.
struct Placed {
    name: String,
    radius: f64,
    size: Size,
    /// The middle of the box round both.
    middle: Point,
    side: Side,
}

impl Placed {
    /// The middle of the dot.
    fn dot(&self) -> Point {
        (self.middle.0, self.middle.1 - self.downwards() * LINE / 2.0)
    }

    /// The middle of the name.
    fn text(&self) -> Point {
        (self.middle.0, self.middle.1 + self.downwards() * RADII[1])
    }

    /// The sign of the way from the dot to its name.
    fn downwards(&self) -> f64 {
        match self.side {
            Side::Above => -1.0,
            Side::Below => 1.0,
        }
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
            let height = 2.0 * RADII[1] + LINE + APART.height;
            Placed { name, radius, size: Size { width, height }, middle: (0.0, 0.0), side: Side::Below }
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
        let column = room / COLUMNS;
        let columns = |frame: &Size| Size { width: (frame.width / column).ceil() * column, ..*frame };
        let cells: Vec<Size> = frames.iter().map(columns).collect();
        let (corners, height) = pack(&cells, room);
        let right =
            corners.iter().zip(&cells).map(|(corner, cell)| corner.0 + cell.width).fold(0.0, f64::max);
        for ((part, frame), (cell, corner)) in parts.iter().zip(&frames).zip(cells.iter().zip(&corners)) {
            let left = LEFT + (room - right) / 2.0 + corner.0 + (cell.width - frame.width) / 2.0;
            for &node in part {
                let middle = &mut placed[node].middle;
                *middle = (middle.0 + left, middle.1 + top + corner.1);
            }
        }
        turn_names(placed, &links);
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

    fn draw_links(&self, canvas: &mut Canvas, placed: &[Placed], widths: &Scale) {
        let colour = link_colour(canvas);
        // The weakest first, so that none hides a stronger one.
        let links: Vec<&Link> = self.drawn().collect();
        let mut degrees = vec![0u32; placed.len()];
        links.iter().flat_map(|link| link.ends).for_each(|end| degrees[end] += 1);
        for link in links.iter().rev() {
            let [from, to] = link.ends;
            let width = widths.at(link.strength).round();
            let leads_back = links.iter().any(|other| other.ends == [to, from]);
            let middle = [from, to].map(|end| placed[end].dot());
            let (way, share) = match leads_back {
                true => (bent(middle, (width + BETWEEN) / 2.0), ONWARD),
                // Away from the node that has more about it.
                false => (middle.into(), 0.5 + ASIDE * f64::from(degrees[from].cmp(&degrees[to]) as i8)),
            };
            let head = arrow(&way, width, share);
            canvas.path(way, width, colour);
            if (middle[0].0 - middle[1].0).hypot(middle[0].1 - middle[1].1) > ARROWED {
                canvas.polygon(head, colour);
            }
        }
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

/// Draws dots and names, and hides the links behind them.
fn draw_nodes(canvas: &mut Canvas, placed: &[Placed]) {
    for node in placed {
        let (x, y) = node.text();
        let half = ((node.size.width - APART.width) / 2.0 + 3.0, LINE / 2.0 - 2.0);
        canvas.rect([(x - half.0, y - half.1), (x + half.0, y + half.1)], canvas.ink.ground);
    }
    for node in placed {
        canvas.dot(node.dot(), node.radius + 3.0, canvas.ink.ground);
        canvas.dot(node.dot(), node.radius, canvas.ink.series(Series(0)));
        canvas.text(&node.name, node.text(), Anchor::Middle, LABEL, canvas.ink.text);
    }
}

/// Sets the names of dots whose links run downwards above them.
fn turn_names(placed: &mut [Placed], links: &[[usize; 2]]) {
    let mut ways = vec![(0.0, 0.0); placed.len()];
    for &[from, to] in links {
        let (start, end) = (placed[from].middle, placed[to].middle);
        let way = ((end.0 - start.0).abs(), end.1 - start.1);
        ways[from] = (ways[from].0 + way.0, ways[from].1 + way.1);
        ways[to] = (ways[to].0 + way.0, ways[to].1 - way.1);
    }
    for (node, (across, down)) in placed.iter_mut().zip(ways) {
        if down > SLOPE * across {
            node.side = Side::Above;
        }
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
        self.draw_links(canvas, &placed, &widths);
        draw_nodes(canvas, &placed);
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

#[cfg(test)]
mod tests {
    use super::*;

    fn chart(ends: &[[usize; 2]]) -> Collocations {
        let node = |at: u64| Node { label: format!("n{at}"), size: 10 * at };
        let link = |&ends: &[usize; 2]| Link { ends, strength: 12.0, count: 5 };
        Collocations {
            nodes: (0..6).map(node).collect(),
            links: ends.iter().map(link).collect(),
            ..Collocations::default()
        }
    }

    fn placed(chart: &Collocations) -> Vec<Placed> {
        let style = super::super::Style::default();
        let mut placed = chart.boxes(&mut Canvas::new(&style));
        chart.place(&mut placed, 0.0);
        placed
    }

    #[test]
    fn a_link_from_a_node_to_itself_or_to_none_is_not_drawn() {
        let chart = chart(&[[0, 0], [0, 6], [9, 1], [2, 1]]);
        assert_eq!(chart.drawn().map(|link| link.ends).collect::<Vec<_>>(), [[2, 1]]);
        assert_eq!(chart.rows().count(), 1);
    }

    #[test]
    fn a_pair_is_read_from_left_to_right_on_one_line() {
        let placed = placed(&chart(&[[4, 1]]));
        assert!(placed[4].dot().0 < placed[1].dot().0);
        assert_eq!(placed[4].dot().1.round(), placed[1].dot().1.round());
        assert_eq!(placed[4].text().1.round(), placed[1].text().1.round());
    }

    #[test]
    fn a_name_keeps_out_of_the_way_of_its_links() {
        let placed = placed(&chart(&[[0, 1], [0, 2], [0, 3], [0, 4], [0, 5]]));
        let hub = placed[0].dot().1;
        for leaf in &placed[1..] {
            let (dot, text) = (leaf.dot().1, leaf.text().1);
            assert!((dot - hub).abs() < 60.0 || (dot < hub) == (text < dot), "{dot} {text} {hub}");
        }
    }

    #[test]
    fn an_area_is_as_large_as_its_number() {
        let chart = chart(&[]);
        assert_eq!([chart.radius(0), chart.radius(50)], RADII);
        let ratio = (chart.radius(50) / chart.radius(25)).powi(2);
        assert!((ratio - 2.0).abs() < 1e-9, "{ratio}");
    }
}
