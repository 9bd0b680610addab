//! Where links between dots run beside each other, and their arrows.

use super::layout::Point;

/// After this part of its way a bent link runs straight, and for as much of it at its end it comes back.
const BEND: f64 = 0.2;

/// A link from one dot to another that runs so far to the right of the straight way, as one goes along it.
pub(super) fn bent([start, end]: [Point; 2], aside: f64) -> Vec<Point> {
    let at = |share, aside| beside([start, end], share, 0.0, aside);
    vec![start, at(BEND, aside), at(1.0 - BEND, aside), end]
}

/// A triangle on a link, from the first of two words to the second, so far along its middle stretch.
pub(super) fn arrow(way: &[Point], width: f64, share: f64) -> Vec<Point> {
    let (long, wide) = (9.0 + width / 2.0, 7.0 + width / 2.0);
    let middle = way.len() / 2;
    let [start, end] = [way[middle - 1], way[middle]];
    [(long, 0.0), (-long, wide), (-long, -wide)]
        .map(|(along, aside)| beside([start, end], share, along, aside))
        .into()
}

/// The point that far along a line, as a part of it, then so much further along and to its right.
fn beside([start, end]: [Point; 2], share: f64, along: f64, aside: f64) -> Point {
    let (across, down) = (end.0 - start.0, end.1 - start.1);
    let length = across.hypot(down).max(1.0);
    let (x, y) = (across / length, down / length);
    let (right, below) = (along * x - aside * y, along * y + aside * x);
    (start.0 + share * across + right, start.1 + share * down + below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrow_points_to_the_second_word() {
        let corners = arrow(&[(0.0, 0.0), (200.0, 0.0)], 4.0, 0.5);
        assert_eq!(corners, [(111.0, 0.0), (89.0, 9.0), (89.0, -9.0)]);
    }

    #[test]
    fn two_links_between_the_same_dots_run_beside_each_other() {
        let (here, there) = ((0.0, 0.0), (200.0, 0.0));
        assert_eq!(bent([here, there], 4.0), [here, (40.0, 4.0), (160.0, 4.0), there]);
        assert_eq!(bent([there, here], 3.0), [there, (160.0, -3.0), (40.0, -3.0), here]);
    }

    #[test]
    fn an_arrow_stands_on_a_bent_link() {
        let tip = arrow(&bent([(0.0, 0.0), (200.0, 0.0)], 5.0), 4.0, 0.5)[0];
        assert_eq!(tip, (111.0, 5.0));
    }
}
