//! Labels beside points, none over another.

use super::Canvas;
use crate::render::font::Lettering;

/// A rectangle of the sheet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    /// Its left end.
    pub left: f64,
    /// Its upper end.
    pub top: f64,
    /// Its right end.
    pub right: f64,
    /// Its lower end.
    pub bottom: f64,
}

impl Area {
    /// The square round a mark of a radius.
    pub fn around((x, y): (f64, f64), radius: f64) -> Self {
        Self { left: x - radius, top: y - radius, right: x + radius, bottom: y + radius }
    }

    /// Its middle.
    pub fn middle(&self) -> (f64, f64) {
        ((self.left + self.right) / 2.0, (self.top + self.bottom) / 2.0)
    }

    fn overlaps(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn holds(&self, other: &Self) -> bool {
        self.left <= other.left
            && self.top <= other.top
            && other.right <= self.right
            && other.bottom <= self.bottom
    }

    /// How far it is from the edge of a round mark, given as the square round that.
    fn gap(&self, mark: &Self) -> f64 {
        let (x, y) = mark.middle();
        let across = (self.left - x).max(x - self.right).max(0.0);
        let upright = (self.top - y).max(y - self.bottom).max(0.0);
        across.hypot(upright) - (mark.right - mark.left) / 2.0
    }

    fn widened(&self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    fn has(&self, (x, y): (f64, f64)) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }
}

/// A label that a point is to have.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    /// Where the point is.
    pub point: (f64, f64),
    /// The radius of its mark.
    pub radius: f64,
    /// Width and height of the label.
    pub size: (f64, f64),
}

impl Label {
    /// A label as wide as `text` comes out, with some air.
    pub fn of(canvas: &mut Canvas, text: &str, lettering: Lettering, point: (f64, f64), radius: f64) -> Self {
        Self { point, radius, size: (canvas.width(text, lettering) + 6.0, lettering.size * 1.24) }
    }

    /// The square round its mark.
    fn mark(&self) -> Area {
        Area::around(self.point, self.radius)
    }

    /// The positions that it may have, the best first: beside the point, then at its corners, then above and below.
    fn positions(&self) -> [Area; 8] {
        let ((x, y), (width, height)) = (self.point, self.size);
        let (level, corner, upright) = (self.radius + 1.0, 0.6 * self.radius, self.radius + 2.0);
        let at = |left: f64, top: f64| Area { left, top, right: left + width, bottom: top + height };
        let [right, left, middle] = [x + level, x - level - width, x - width / 2.0];
        let [over, under] = [y - upright - height, y + upright];
        [
            at(right, y - height / 2.0),
            at(left, y - height / 2.0),
            at(x + corner, over),
            at(x + corner, under),
            at(x - corner - width, over),
            at(x - corner - width, under),
            at(middle, over),
            at(middle, under),
        ]
    }
}

/// Gives each label a place, those that come first before the others; a label that fits nowhere has none.
///
/// A label lies within `room`, over no mark of `marks` and over no other label, and clearly nearer to its own mark than to
/// any other of `marks`: else it would be read as the name of that. Of its eight positions it takes the one
/// that covers the fewest of the points `faint`, which may be covered, and of equal ones the best. The same input gives
/// the same places.
///
/// # Source
/// Greedy placement over eight positions a point: Christensen, Marks & Shieber 1995, *An empirical study of algorithms
/// for point-feature label placement*; what makes a position good: Imhof 1962, *Die Anordnung der Namen in der Karte*.
pub fn place(labels: &[Label], room: Area, marks: &[Area], faint: &[(f64, f64)]) -> Vec<Option<Area>> {
    let mut sheet = Sheet::new(room);
    marks.iter().for_each(|mark| sheet.mark(*mark));
    faint.iter().for_each(|point| sheet.scatter(*point));
    let place = |label: &Label| {
        let free =
            label.positions().into_iter().filter(|area| sheet.is_free(area) && sheet.is_plain(area, label));
        let best = free.min_by_key(|area| sheet.covered(area))?;
        sheet.take(best);
        Some(best)
    };
    labels.iter().map(place).collect()
}

/// What lies on a sheet, by the squares of a grid.
struct Sheet {
    room: Area,
    columns: usize,
    rows: usize,
    taken: Vec<Vec<Area>>,
    marks: Vec<Vec<Area>>,
    faint: Vec<Vec<(f64, f64)>>,
}

/// How large the squares are: about a short label.
const SQUARE: f64 = 64.0;
/// How much farther than its own mark any other must be from a label.
const CLEAR: f64 = 4.0;
/// So many squares in a row at the most.
const MOST: f64 = 256.0;

impl Sheet {
    fn new(room: Area) -> Self {
        let along = |size: f64| (size / SQUARE).ceil().clamp(1.0, MOST) as usize;
        let (columns, rows) = (along(room.right - room.left), along(room.bottom - room.top));
        let squares = columns * rows;
        let nothing = || vec![Vec::new(); squares];
        Self { room, columns, rows, taken: nothing(), marks: nothing(), faint: vec![Vec::new(); squares] }
    }

    /// The squares that `area` touches; what lies outside is in the outermost ones.
    fn squares(&self, area: &Area) -> impl Iterator<Item = usize> + use<> {
        let along = |place: f64, start: f64, count: usize| {
            (((place - start) / SQUARE).floor().clamp(0.0, MOST) as usize).min(count - 1)
        };
        let columns = self.columns;
        let [left, right] = [area.left, area.right].map(|x| along(x, self.room.left, columns));
        let [top, bottom] = [area.top, area.bottom].map(|y| along(y, self.room.top, self.rows));
        (top..=bottom).flat_map(move |row| (left..=right).map(move |column| row * columns + column))
    }

    fn take(&mut self, area: Area) {
        for square in self.squares(&area) {
            self.taken[square].push(area);
        }
    }

    fn mark(&mut self, area: Area) {
        self.take(area);
        for square in self.squares(&area) {
            self.marks[square].push(area);
        }
    }

    fn scatter(&mut self, point: (f64, f64)) {
        for square in self.squares(&Area::around(point, 0.0)) {
            self.faint[square].push(point);
        }
    }

    fn is_free(&self, area: &Area) -> bool {
        let is_clear = |square: usize| !self.taken[square].iter().any(|taken| taken.overlaps(area));
        self.room.holds(area) && self.squares(area).all(is_clear)
    }

    /// Whether it is plain that a label at `area` belongs to its own mark.
    fn is_plain(&self, area: &Area, label: &Label) -> bool {
        let own = label.mark();
        let least = area.gap(&own) + CLEAR;
        let is_far = |mark: &Area| mark.middle() == own.middle() || area.gap(mark) >= least;
        self.squares(&area.widened(least)).all(|square| self.marks[square].iter().all(is_far))
    }

    fn covered(&self, area: &Area) -> usize {
        let within = |square: usize| self.faint[square].iter().filter(|point| area.has(**point)).count();
        self.squares(area).map(within).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROOM: Area = Area { left: 0.0, top: 0.0, right: 1400.0, bottom: 900.0 };

    /// Points and widths that look random and are the same everywhere (MINSTD).
    fn labels(count: usize) -> Vec<Label> {
        let mut state: u64 = 7;
        let mut below = |end: f64| {
            state = state * 48_271 % 0x7fff_ffff;
            state as f64 / f64::from(0x7fff_ffff) * end
        };
        let label = |_| Label {
            point: (below(1400.0), below(900.0)),
            radius: 4.0 + below(6.0),
            size: (20.0 + below(160.0), 28.0),
        };
        (0..count).map(label).collect()
    }

    fn marks(labels: &[Label]) -> Vec<Area> {
        labels.iter().map(|label| Area::around(label.point, label.radius)).collect()
    }

    #[test]
    fn of_two_thousand_labels_none_lies_over_another_or_over_a_mark_or_outside() {
        let labels = labels(2_000);
        let marks = marks(&labels);
        let placed: Vec<Area> = place(&labels, ROOM, &marks, &[]).into_iter().flatten().collect();
        assert!(placed.len() > 12, "{}", placed.len());
        for (at, area) in placed.iter().enumerate() {
            assert!(ROOM.holds(area), "{area:?}");
            assert!(!placed[at + 1..].iter().chain(&marks).any(|other| other.overlaps(area)), "{area:?}");
        }
    }

    #[test]
    fn the_same_labels_have_the_same_places() {
        let labels = labels(500);
        assert_eq!(place(&labels, ROOM, &[], &[]), place(&labels, ROOM, &[], &[]));
    }

    #[test]
    fn the_first_label_has_the_best_place_and_what_fits_nowhere_has_none() {
        let label = Label { point: (700.0, 450.0), radius: 5.0, size: (100.0, 30.0) };
        let placed = place(&[label; 12], ROOM, &marks(&[label]), &[]);
        assert_eq!(placed[0], Some(label.positions()[0]));
        assert!((2..8).contains(&placed.iter().flatten().count()), "{placed:?}");
        assert_eq!(placed[11], None);
        let narrow = Area { right: 60.0, ..ROOM };
        assert_eq!(place(&[label], narrow, &[], &[]), [None]);
    }

    #[test]
    fn a_label_keeps_clear_of_faint_points_where_it_can() {
        let label = Label { point: (700.0, 450.0), radius: 5.0, size: (100.0, 30.0) };
        let placed = place(&[label], ROOM, &[], &[(750.0, 450.0)]);
        assert_eq!(placed, [Some(label.positions()[1])]);
        let everywhere: Vec<_> = label.positions().iter().map(Area::middle).collect();
        assert!(place(&[label], ROOM, &[], &everywhere)[0].is_some());
    }

    #[test]
    fn no_label_stands_nearer_to_the_mark_of_another_than_to_its_own() {
        let label = Label { point: (700.0, 450.0), radius: 5.0, size: (100.0, 30.0) };
        let best = label.positions()[0];
        let over = Area::around((best.middle().0, best.top - 5.5), 5.0);
        let own = Area::around(label.point, label.radius);
        assert_eq!(place(&[label], ROOM, &[own, over], &[]), [Some(label.positions()[1])]);
        let far = Area::around((best.middle().0, best.top - 20.0), 5.0);
        assert_eq!(place(&[label], ROOM, &[own, far], &[]), [Some(best)]);
    }

    #[test]
    fn what_is_no_number_has_no_place() {
        let label = Label { point: (f64::NAN, f64::INFINITY), radius: 5.0, size: (100.0, 30.0) };
        assert_eq!(place(&[label], ROOM, &marks(&[label]), &[label.point]), [None]);
    }
}
