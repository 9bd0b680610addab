//! Boxes that must not lie over one another: pushed apart where they do, and packed below a given width.

use super::layout::Point;

/// How wide a box is, and how high.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Size {
    /// From side to side.
    pub width: f64,
    /// From top to bottom.
    pub height: f64,
}

/// How many pairs of boxes are looked at in all while they push one another.
const STEPS: usize = 6_000_000;
/// How much larger than its boxes an area must be for them to find a place in it.
const LOOSE: f64 = 1.5;

/// Moves the middles of boxes as little as it takes that no two overlap and all stand within `room` across; then the
/// smallest frame round them all begins at (0, 0), and its size is given back.
///
/// A box wider than `room` stands in its middle. No number may be infinite.
///
/// # Source
/// Each overlap is taken away along the axis in which it is shorter, as Misue, Eades, Lai & Sugiyama 1995 (*Layout adjustment
/// and the mental map*) push boxes; at the end each box that still overlaps one above it is moved below that.
pub fn separate(middles: &mut [Point], sizes: &[Size], room: f64) -> Size {
    fit(middles, sizes, room);
    let rounds = (STEPS / (middles.len() * middles.len()).max(1)).clamp(10, 200);
    for _ in 0..rounds {
        if !push(middles, sizes, room) {
            break;
        }
    }
    settle(middles, sizes);
    to_origin(middles, sizes)
}

/// Brings middles into the room, and apart from top to bottom where so many boxes need more.
fn fit(middles: &mut [Point], sizes: &[Size], room: f64) {
    let widest = sizes.iter().map(|size| size.width).fold(0.0, f64::max);
    let area: f64 = sizes.iter().map(|size| size.width * size.height).sum();
    let bounds = |axis: fn(&Point) -> f64, middles: &[Point]| {
        let values = || middles.iter().map(axis);
        (values().fold(f64::MAX, f64::min), values().fold(f64::MIN, f64::max))
    };
    let (left, right) = bounds(|point| point.0, middles);
    let (top, bottom) = bounds(|point| point.1, middles);
    let free = (room - widest).max(1.0);
    let shrunk = (free / (right - left).max(1.0)).min(1.0);
    let needed = if shrunk < 1.0 { LOOSE * area / room } else { 0.0 };
    let height = (bottom - top).max(1.0);
    let stretched = (needed / height).max(shrunk);
    for (point, size) in middles.iter_mut().zip(sizes) {
        let x = room / 2.0 + (point.0 - (left + right) / 2.0) * shrunk;
        *point = (within(x, size.width, room), (point.1 - top) * stretched);
    }
}

/// `x` moved so that a box round it keeps within the room.
fn within(x: f64, width: f64, room: f64) -> f64 {
    x.min(room - width / 2.0).max(width / 2.0)
}

/// How far two boxes reach into each other, across and down; not above zero where they do not.
fn overlap(middles: &[Point], sizes: &[Size], a: usize, b: usize) -> (f64, f64) {
    let across = (sizes[a].width + sizes[b].width) / 2.0 - (middles[a].0 - middles[b].0).abs();
    let down = (sizes[a].height + sizes[b].height) / 2.0 - (middles[a].1 - middles[b].1).abs();
    (across, down)
}

/// Pushes every two boxes that overlap half as far apart as each must go; tells whether there were any.
fn push(middles: &mut [Point], sizes: &[Size], room: f64) -> bool {
    const NEARLY: f64 = 0.01;
    let mut is_moved = false;
    for a in 0..middles.len() {
        for b in a + 1..middles.len() {
            let (across, down) = overlap(middles, sizes, a, b);
            if across <= NEARLY || down <= NEARLY {
                continue;
            }
            is_moved = true;
            if across < down {
                let side = if middles[a].0 <= middles[b].0 { 1.0 } else { -1.0 };
                middles[a].0 = within(middles[a].0 - side * across / 2.0, sizes[a].width, room);
                middles[b].0 = within(middles[b].0 + side * across / 2.0, sizes[b].width, room);
            } else {
                let side = if middles[a].1 <= middles[b].1 { 1.0 } else { -1.0 };
                middles[a].1 -= side * down / 2.0;
                middles[b].1 += side * down / 2.0;
            }
        }
    }
    is_moved
}

/// From the top: each box below all before it that it would lie under or over.
fn settle(middles: &mut [Point], sizes: &[Size]) {
    let mut order: Vec<usize> = (0..middles.len()).collect();
    order.sort_by(|&a, &b| {
        middles[a].1.total_cmp(&middles[b].1).then(middles[a].0.total_cmp(&middles[b].0)).then(a.cmp(&b))
    });
    for (place, &own) in order.iter().enumerate() {
        for &before in &order[..place] {
            let (across, _) = overlap(middles, sizes, own, before);
            if across > 0.0 {
                let lowest = middles[before].1 + (sizes[before].height + sizes[own].height) / 2.0;
                middles[own].1 = middles[own].1.max(lowest);
            }
        }
    }
}

fn to_origin(middles: &mut [Point], sizes: &[Size]) -> Size {
    let ends = |sign: f64| {
        let end = move |(point, size): (&Point, &Size)| {
            (point.0 + sign * size.width / 2.0, point.1 + sign * size.height / 2.0)
        };
        middles.iter().zip(sizes).map(end)
    };
    let (left, top) =
        ends(-1.0).fold((f64::MAX, f64::MAX), |least, end| (least.0.min(end.0), least.1.min(end.1)));
    let (right, bottom) =
        ends(1.0).fold((f64::MIN, f64::MIN), |most, end| (most.0.max(end.0), most.1.max(end.1)));
    middles.iter_mut().for_each(|point| *point = (point.0 - left, point.1 - top));
    Size { width: (right - left).max(0.0), height: (bottom - top).max(0.0) }
}

/// The upper left corner of each box, one after another as high up as it fits, then as far left, within `room` across;
/// with them the height of all. A box wider than `room` stands at its left.
///
/// # Source
/// Burke, Kendall & Whitwell 2004, *A new placement heuristic for the orthogonal stock-cutting problem* (the skyline).
pub fn pack(sizes: &[Size], room: f64) -> (Vec<Point>, f64) {
    // From the left: where a step begins, and how far down what stands on it reaches.
    let mut steps: Vec<Point> = vec![(0.0, 0.0)];
    let mut corners = Vec::with_capacity(sizes.len());
    let mut height = 0.0f64;
    for size in sizes {
        let width = size.width.min(room);
        let (x, y) = lowest(&steps, width, room);
        corners.push((x, y));
        height = height.max(y + size.height);
        stand(&mut steps, (x, x + width), y + size.height);
    }
    (corners, height)
}

/// Where a box of a width stands best.
fn lowest(steps: &[Point], width: f64, room: f64) -> Point {
    let candidates = steps.iter().filter(|step| step.0 + width <= room + 1e-6).map(|&(x, _)| {
        let under = steps.iter().enumerate().filter(|(at, step)| {
            let end = steps.get(at + 1).map_or(room, |next| next.0);
            step.0 < x + width - 1e-6 && end > x + 1e-6
        });
        (x, under.map(|(_, step)| step.1).fold(0.0, f64::max))
    });
    candidates.min_by(|a, b| a.1.total_cmp(&b.1).then(a.0.total_cmp(&b.0))).unwrap_or((0.0, 0.0))
}

/// Sets the steps from one end to another to a new depth.
fn stand(steps: &mut Vec<Point>, (start, end): (f64, f64), depth: f64) {
    let after = steps.iter().rev().find(|step| step.0 <= end + 1e-6).map_or(0.0, |step| step.1);
    let has_step = steps.iter().any(|step| (step.0 - end).abs() <= 1e-6);
    steps.retain(|step| step.0 < start - 1e-6 || step.0 >= end - 1e-6);
    let at = steps.iter().position(|step| step.0 > start).unwrap_or(steps.len());
    steps.insert(at, (start, depth));
    if !has_step {
        steps.insert(at + 1, (end, after));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: f64 = 1_000.0;

    fn size(width: f64, height: f64) -> Size {
        Size { width, height }
    }

    fn overlaps(middles: &[Point], sizes: &[Size]) -> usize {
        let pairs = (0..middles.len()).flat_map(|a| (0..a).map(move |b| (a, b)));
        let is_overlapping = |&(a, b): &(usize, usize)| {
            let (across, down) = overlap(middles, sizes, a, b);
            across > 0.02 && down > 0.02
        };
        pairs.filter(is_overlapping).count()
    }

    #[test]
    fn boxes_that_stand_apart_stay_as_they_are() {
        let mut middles = [(0.0, 0.0), (200.0, 10.0)];
        let frame = separate(&mut middles, &[size(100.0, 40.0); 2], ROOM);
        assert_eq!(middles, [(50.0, 20.0), (250.0, 30.0)]);
        assert_eq!(frame, size(300.0, 50.0));
    }

    #[test]
    fn two_boxes_part_along_the_shorter_way() {
        let mut middles = [(0.0, 0.0), (10.0, 30.0)];
        separate(&mut middles, &[size(100.0, 40.0); 2], ROOM);
        assert_eq!(middles, [(50.0, 20.0), (60.0, 60.0)]);
    }

    #[test]
    fn however_many_boxes_stand_on_one_place_none_overlaps_in_the_end() {
        for many in [1, 2, 30, 300] {
            let sizes: Vec<Size> = (0..many).map(|at| size(40.0 + (at * 37 % 200) as f64, 50.0)).collect();
            for spread in [0.0, 1.0, 1e6] {
                let place = |at: usize| (at as f64 * spread, (at % 7) as f64 * spread);
                let mut middles: Vec<Point> = (0..many).map(place).collect();
                let frame = separate(&mut middles, &sizes, ROOM);
                assert_eq!(overlaps(&middles, &sizes), 0, "{many} {spread}");
                assert!(frame.width <= ROOM + 1e-6, "{many} {spread} {frame:?}");
            }
        }
    }

    #[test]
    fn boxes_are_packed_as_high_up_as_they_fit() {
        let sizes = [
            size(600.0, 300.0),
            size(400.0, 100.0),
            size(400.0, 150.0),
            size(500.0, 80.0),
            size(300.0, 60.0),
        ];
        let (corners, height) = pack(&sizes, ROOM);
        assert_eq!(corners, [(0.0, 0.0), (600.0, 0.0), (600.0, 100.0), (0.0, 300.0), (600.0, 250.0)]);
        assert_eq!(height, 380.0);
    }

    #[test]
    fn packed_boxes_never_overlap() {
        let sizes: Vec<Size> =
            (0..200).map(|at| size(30.0 + (at * 53 % 400) as f64, 20.0 + (at * 31 % 90) as f64)).collect();
        let (corners, height) = pack(&sizes, ROOM);
        let middle =
            |(corner, size): (&Point, &Size)| (corner.0 + size.width / 2.0, corner.1 + size.height / 2.0);
        let middles: Vec<Point> = corners.iter().zip(&sizes).map(middle).collect();
        assert_eq!(overlaps(&middles, &sizes), 0);
        assert!(corners.iter().zip(&sizes).all(|(corner, size)| corner.0 + size.width <= ROOM + 1e-6));
        let area: f64 = sizes.iter().map(|size| size.width * size.height).sum();
        assert!(height * ROOM < 1.5 * area, "{height}");
    }
}
