//! Where the nodes of a network stand: a connected part of it at a time, points out of links.

use std::f64::consts::TAU;

/// A place on a plane: across, down.
pub type Point = (f64, f64);

/// So many neighbours fit round a node at a distance of one; more need more.
const ROUND: f64 = 7.0;
/// No link is longer than this.
const LONGEST: f64 = 4.0;
/// How many pairs of nodes are looked at in all; it bounds the time of large networks.
const STEPS: usize = 2_500_000;
/// Where links close a ring, the tree is turned so much further with each step from its centre: nodes that begin on a
/// straight line would stay there.
const TWIST: f64 = 0.05;
/// A layout whose one axis is hardly longer than the other is not turned.
const LENGTHY: f64 = 0.1;

/// The connected parts of a network of so many nodes: the largest first, then by their first node; each ascending.
///
/// Links beyond the nodes are passed over.
pub fn components(size: usize, links: &[[usize; 2]]) -> Vec<Vec<usize>> {
    let neighbours = neighbours(size, links);
    let mut is_met = vec![false; size];
    let mut found = Vec::new();
    for start in 0..size {
        if is_met[start] {
            continue;
        }
        let mut members: Vec<usize> =
            walk(&neighbours, start).order.into_iter().map(|(node, _)| node).collect();
        members.iter().for_each(|&node| is_met[node] = true);
        members.sort_unstable();
        found.push(members);
    }
    found.sort_by_key(|members| (std::cmp::Reverse(members.len()), members[0]));
    found
}

/// A point for each of so many connected nodes, such that distances on the plane are like those along the links, of
/// which each is one long, and more round a node of many; the long axis lies across, links point to the right more often
/// than to the left. Points differ. The same on every run.
///
/// # Source
/// Gansner, Koren & North 2005, *Graph drawing by stress majorization*, with w = d⁻², node by node, from a radial drawing of
/// a breadth-first tree round the node of the least total distance (Eades 1992, *Drawing free trees*).
pub fn stress(size: usize, links: &[[usize; 2]]) -> Vec<Point> {
    let neighbours = neighbours(size, links);
    let walks: Vec<Walk> = (0..size).map(|start| walk(&neighbours, start)).collect();
    let total = |node: &usize| walks[*node].distances.iter().sum::<f64>();
    let Some(centre) = (0..size).min_by(|a, b| total(a).total_cmp(&total(b))) else { return Vec::new() };
    let ends: usize = neighbours.iter().map(Vec::len).sum();
    let twist = if ends / 2 < size { 0.0 } else { TWIST };
    let mut points = radial(&walks[centre], centre, twist);
    let rounds = (STEPS / (size * size)).clamp(8, 300);
    for _ in 0..rounds {
        for node in 0..size {
            points[node] = improved(&points, node, &walks[node].distances);
        }
    }
    level(&mut points);
    turn_to_read(&mut points, links);
    points
}

/// For each node its neighbours, ascending.
fn neighbours(size: usize, links: &[[usize; 2]]) -> Vec<Vec<usize>> {
    let mut neighbours = vec![Vec::new(); size];
    for &[a, b] in links.iter().filter(|[a, b]| a != b && *a < size && *b < size) {
        neighbours[a].push(b);
        neighbours[b].push(a);
    }
    for list in &mut neighbours {
        list.sort_unstable();
        list.dedup();
    }
    neighbours
}

/// What is met from a node on, breadth first.
struct Walk {
    /// The nodes as they are met, each with the one it is met from.
    order: Vec<(usize, Option<usize>)>,
    /// How far each node is along the links; 0 where it is not met.
    distances: Vec<f64>,
}

fn walk(neighbours: &[Vec<usize>], start: usize) -> Walk {
    let length = |a: usize, b: usize| {
        (neighbours[a].len().max(neighbours[b].len()) as f64 / ROUND).clamp(1.0, LONGEST)
    };
    let mut distances = vec![0.0; neighbours.len()];
    let mut is_met = vec![false; neighbours.len()];
    let mut order = vec![(start, None)];
    is_met[start] = true;
    let mut next = 0;
    while let Some(&(from, _)) = order.get(next) {
        next += 1;
        for &to in &neighbours[from] {
            if !is_met[to] {
                is_met[to] = true;
                distances[to] = distances[from] + length(from, to);
                order.push((to, Some(from)));
            }
        }
    }
    Walk { order, distances }
}

/// The tree of a walk round its start: each branch has as much of the circle as it has leaves.
fn radial(walk: &Walk, centre: usize, twist: f64) -> Vec<Point> {
    let mut leaves = vec![0.0f64; walk.distances.len()];
    for &(node, from) in walk.order.iter().rev() {
        leaves[node] = leaves[node].max(1.0);
        if let Some(from) = from {
            leaves[from] += leaves[node];
        }
    }
    let share = TAU / leaves[centre];
    let mut points = vec![(0.0, 0.0); walk.distances.len()];
    // Where the next child's part of the circle begins, for each node.
    let mut starts = vec![0.0; walk.distances.len()];
    for &(node, from) in &walk.order {
        let Some(from) = from else { continue };
        let (start, wide) = (starts[from], leaves[node]);
        starts[from] += wide;
        starts[node] = start;
        let distance = walk.distances[node];
        let angle = (start + wide / 2.0) * share + twist * distance;
        points[node] = (distance * angle.cos(), distance * angle.sin());
    }
    points
}

/// Where the stress of one node is least, all others staying where they are.
fn improved(points: &[Point], node: usize, distances: &[f64]) -> Point {
    let (x, y) = points[node];
    let (mut sums, mut weights) = ((0.0, 0.0), 0.0);
    for (other, (&(other_x, other_y), &wanted)) in points.iter().zip(distances).enumerate() {
        if other == node || wanted <= 0.0 {
            continue;
        }
        let (right, down) = (x - other_x, y - other_y);
        let actual = right.hypot(down);
        let stretch = if actual > 1e-9 { wanted / actual } else { 0.0 };
        let weight = 1.0 / (wanted * wanted);
        sums.0 += weight * (other_x + stretch * right);
        sums.1 += weight * (other_y + stretch * down);
        weights += weight;
    }
    if weights > 0.0 { (sums.0 / weights, sums.1 / weights) } else { (x, y) }
}

/// Lays the longest axis across.
fn level(points: &mut [Point]) {
    let many = points.len().max(1) as f64;
    let (sum_x, sum_y) = points.iter().fold((0.0, 0.0), |sum, point| (sum.0 + point.0, sum.1 + point.1));
    let (mut across, mut down, mut both) = (0.0, 0.0, 0.0);
    for point in points.iter_mut() {
        *point = (point.0 - sum_x / many, point.1 - sum_y / many);
        across += point.0 * point.0;
        down += point.1 * point.1;
        both += point.0 * point.1;
    }
    if (across - down).hypot(2.0 * both) <= LENGTHY * (across + down) {
        return;
    }
    let (sin, cos) = (0.5 * (2.0 * both).atan2(across - down)).sin_cos();
    for point in points {
        *point = (cos * point.0 + sin * point.1, cos * point.1 - sin * point.0);
    }
}

/// Mirrors a layout in which most links point to the left.
fn turn_to_read(points: &mut [Point], links: &[[usize; 2]]) {
    let place = |node: usize| points.get(node).map_or(0.0, |point| point.0);
    let rightwards: f64 = links.iter().map(|&[from, to]| place(to) - place(from)).sum();
    if rightwards < -1e-9 {
        points.iter_mut().for_each(|point| point.0 = -point.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(points: &[Point], a: usize, b: usize) -> f64 {
        (points[a].0 - points[b].0).hypot(points[a].1 - points[b].1)
    }

    #[test]
    fn a_network_falls_into_its_connected_parts_the_largest_first() {
        let links = [[4, 1], [2, 5], [5, 6], [9, 1], [3, 3]];
        let expected = vec![vec![2, 5, 6], vec![1, 4], vec![0], vec![3]];
        assert_eq!(components(7, &links), expected);
        assert!(components(0, &links).is_empty());
    }

    #[test]
    fn a_pair_stands_side_by_side_as_it_is_read() {
        let points = stress(2, &[[1, 0]]);
        assert!(points[1].0 < points[0].0 && points[0].1.abs() < 1e-9, "{points:?}");
        assert!((distance(&points, 0, 1) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn a_chain_lies_straight_across() {
        let links: Vec<[usize; 2]> = (0..5).map(|node| [node, node + 1]).collect();
        let points = stress(6, &links);
        for node in 0..5 {
            assert!((points[node + 1].0 - points[node].0 - 1.0).abs() < 0.01, "{points:?}");
            assert!(points[node].1.abs() < 0.01, "{points:?}");
        }
    }

    #[test]
    fn the_leaves_of_a_star_stand_round_it_all_equally_far() {
        let links: Vec<[usize; 2]> = (1..7).map(|leaf| [0, leaf]).collect();
        let points = stress(7, &links);
        let lengths: Vec<f64> = (1..7).map(|leaf| distance(&points, 0, leaf)).collect();
        assert!(lengths.iter().all(|length| (length - lengths[0]).abs() < 0.01), "{lengths:?}");
        let nearest = (1..7).flat_map(|a| (1..a).map(move |b| (a, b))).map(|(a, b)| distance(&points, a, b));
        assert!(nearest.fold(f64::MAX, f64::min) > 0.5, "{points:?}");
    }

    #[test]
    fn a_square_is_a_square() {
        let points = stress(4, &[[0, 1], [1, 2], [2, 3], [3, 0]]);
        let sides = [(0, 1), (1, 2), (2, 3), (3, 0)].map(|(a, b)| distance(&points, a, b));
        let across = [(0, 2), (1, 3)].map(|(a, b)| distance(&points, a, b));
        assert!(sides.iter().all(|side| (side - sides[0]).abs() < 0.01), "{sides:?}");
        assert!(across.iter().all(|line| (line / sides[0] - 2f64.sqrt()).abs() < 0.01), "{across:?}");
    }

    #[test]
    fn no_nodes_are_no_points_and_one_is_one() {
        assert!(stress(0, &[]).is_empty());
        assert_eq!(stress(1, &[]), [(0.0, 0.0)]);
    }
}
