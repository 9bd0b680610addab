//! Where things fall: a row a thing, in it a tick a hit, along the whole corpus.

use super::canvas::{Anchor, Canvas, LABEL, LEFT, RIGHT, SMALL};
use super::legend::{self, Key};
use super::scale::{Scale, count};
use super::{Boundary, Chart, Frame, Group, Series, strip};
use crate::render::table::{Column, Value};

/// One hit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Hit {
    /// How much lies before it, in the unit of the axis.
    pub position: u64,
    /// Whose it is, as an index into [`Dispersion::groups`]; none where nobody is known.
    pub group: Option<usize>,
}

/// The hits of one thing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HitRow {
    /// What is hit.
    pub label: String,
    /// Its hits, in any order.
    pub hits: Vec<Hit>,
}

/// Rows of ticks. Where several hits fall on one tick its height is their number, its colour the commonest group's.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dispersion {
    /// What stands around it.
    pub frame: Frame,
    /// The groups, for colours and legend.
    pub groups: Vec<Group>,
    /// The rows, from the top.
    pub rows: Vec<HitRow>,
    /// Where documents begin.
    pub documents: Vec<Boundary>,
    /// How long the corpus is.
    pub size: u64,
    /// What positions count, such as "words".
    pub unit: String,
}

const ROW: f64 = 46.0;
const THICKNESS: f64 = 32.0;
/// How wide a tick is.
const TICK: f64 = 4.0;

/// A tick: how many hits, and of which series.
type Tick = (u64, Series);

impl Dispersion {
    fn series(&self, hit: &Hit) -> Series {
        hit.group.and_then(|at| self.groups.get(at)).map_or(Series::OTHERS, |group| {
            if group.series.is_other() { Series::OTHERS } else { group.series }
        })
    }

    /// The ticks of a row by their place; the commonest series colours each, ties go to the first.
    fn ticks(&self, row: &HitRow, places: usize) -> Vec<Option<Tick>> {
        let mut counts = vec![[0u64; Series::COLOURS + 1]; places];
        for hit in &row.hits {
            let share = hit.position as f64 / self.size.max(1) as f64;
            let place = ((share * places as f64) as usize).min(places.saturating_sub(1));
            if let Some(counts) = counts.get_mut(place) {
                counts[self.series(hit).0] += 1;
            }
        }
        counts.iter().map(|counts| commonest(counts)).collect()
    }

    fn legend(&self, canvas: &mut Canvas, is_crowded: bool) {
        let is_hit = |at: usize| self.rows.iter().flat_map(|row| &row.hits).any(|hit| hit.group == Some(at));
        let mut keys: Vec<(Key, String)> = Vec::new();
        let hit = || self.groups.iter().enumerate().filter(|(at, _)| is_hit(*at)).map(|(_, group)| group);
        for group in hit().filter(|group| !group.series.is_other()) {
            keys.push((Key::Block(canvas.ink.series(group.series)), group.name.clone()));
        }
        let others = hit().filter(|group| group.series.is_other()).count();
        let is_anyones = self.rows.iter().flat_map(|row| &row.hits).all(|hit| hit.group.is_some());
        let grey = Key::Block(canvas.ink.series(Series::OTHERS));
        match (others, is_anyones) {
            (0, true) => {}
            (0, false) => keys.push((grey, "no name known".to_owned())),
            (1, true) => {
                keys.extend(hit().find(|group| group.series.is_other()).map(|one| (grey, one.name.clone())))
            }
            (others, _) => keys.push((grey, format!("{} others", count(others as u64)))),
        }
        legend::draw(canvas, &keys);
        if is_crowded {
            canvas.y -= 10.0;
            let sentence = "Where several hits fall together, the tick’s height is their number and its colour that of most.";
            canvas.paragraph(sentence, SMALL, canvas.ink.muted);
            canvas.y += 10.0;
        }
    }
}

fn commonest(counts: &[u64]) -> Option<Tick> {
    let sum = counts.iter().sum();
    let most = counts.iter().copied().max().filter(|most| *most > 0)?;
    counts.iter().position(|count| *count == most).map(|at| (sum, Series(at)))
}

impl Chart for Dispersion {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn is_empty(&self) -> bool {
        self.rows.is_empty() || self.size == 0
    }

    fn draw(&self, canvas: &mut Canvas) {
        let label = canvas.widest(self.rows.iter().map(|row| &*row.label), LABEL, 0.28 * RIGHT);
        let totals: Vec<String> = self.rows.iter().map(|row| count(row.hits.len() as u64)).collect();
        let total = canvas.widest(totals.iter().map(String::as_str), LABEL, 200.0);
        let (start, end) = (LEFT + label + 20.0, RIGHT - total - 20.0);
        let places = (((end - start) / TICK).floor() as usize).max(1);
        let axis = Scale::new([0.0, self.size as f64], [start, start + places as f64 * TICK]);
        let rows: Vec<_> = self.rows.iter().map(|row| self.ticks(row, places)).collect();
        let most = rows.iter().flatten().flatten().map(|(hits, _)| *hits).max().unwrap_or(1);
        self.legend(canvas, most > 1);
        strip::boundaries(
            canvas,
            &self.documents,
            &axis,
            end,
            canvas.y + strip::HEADS + rows.len() as f64 * ROW,
        );
        for ((row, ticks), total_text) in self.rows.iter().zip(&rows).zip(&totals) {
            let middle = canvas.y + ROW / 2.0;
            let name = canvas.shorten(&row.label, LABEL, label + 1.0);
            canvas.text(&name, (LEFT + label, middle), Anchor::End, LABEL, canvas.ink.text);
            let bottom = middle + THICKNESS / 2.0;
            canvas.line([(start, bottom), (end, bottom)], 2.0, canvas.ink.grid);
            for (place, (hits, series)) in
                ticks.iter().enumerate().filter_map(|(place, tick)| Some((place, (*tick)?)))
            {
                let x = start + place as f64 * TICK;
                let height = THICKNESS * (0.35 + 0.65 * hits as f64 / most as f64);
                canvas.rect([(x, bottom - height), (x + TICK, bottom)], canvas.ink.series(series));
            }
            canvas.text(total_text, (RIGHT, middle), Anchor::End, LABEL, canvas.ink.text);
            canvas.y += ROW;
        }
        canvas.y += 6.0;
        strip::axis(canvas, &axis, &self.unit);
    }

    fn columns(&self) -> Vec<Column> {
        vec![Column::text("label"), Column::integer("position"), Column::text("group")]
    }

    fn rows(&self) -> Box<dyn Iterator<Item = Vec<Value>> + '_> {
        let group = |hit: &Hit| hit.group.and_then(|at| self.groups.get(at)).map(|group| &*group.name);
        Box::new(self.rows.iter().flat_map(move |row| {
            let cells =
                move |hit: &Hit| vec![Value::from(&*row.label), hit.position.into(), group(hit).into()];
            row.hits.iter().map(cells)
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_that_fall_together_make_one_tick_of_the_commonest_colour() {
        let group = |series| Group { name: String::new(), series: Series(series) };
        let hit = |position, group| Hit { position, group };
        let chart = Dispersion { groups: vec![group(3), group(70)], size: 100, ..Dispersion::default() };
        let hits = vec![hit(0, Some(1)), hit(3, Some(0)), hit(4, Some(1)), hit(99, Some(0)), hit(500, None)];
        let ticks = chart.ticks(&HitRow { label: String::new(), hits }, 10);
        assert_eq!(ticks[0], Some((3, Series::OTHERS)));
        assert_eq!(ticks[9], Some((2, Series(3))));
        assert_eq!(ticks.iter().flatten().count(), 2);
    }
}
