//! Who holds the floor: a lane a group, in it its blocks in order, as wide as they are long.

use super::canvas::{Anchor, Canvas, LABEL, LEFT, RIGHT, SMALL};
use super::colour::Colour;
use super::scale::{Scale, count, percent};
use super::{Boundary, Chart, Frame, Group, Series, strip};
use crate::render::font::Lettering;
use crate::render::table::{Column, Value};

/// A stretch that belongs to one group.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Block {
    /// Which group, as an index into [`Floor::groups`].
    pub group: usize,
    /// How long it is.
    pub size: u64,
}

/// Blocks in order. Groups without a colour of their own share one grey lane.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Floor {
    /// What stands around it.
    pub frame: Frame,
    /// The groups, from the top.
    pub groups: Vec<Group>,
    /// The blocks, in order.
    pub blocks: Vec<Block>,
    /// Where documents begin.
    pub documents: Vec<Boundary>,
    /// What sizes count, such as "words".
    pub unit: String,
    /// What a block is, such as "turns".
    pub block_unit: String,
}

const LANE: f64 = 58.0;
const THICKNESS: f64 = 40.0;
/// With more blocks than this a lane shows shares of short stretches instead.
const MOST_BLOCKS: usize = 400;
/// How wide such a stretch is.
const STRETCH: f64 = 8.0;

/// One lane: a group, or all that have no colour of their own.
struct Lane {
    name: String,
    series: Series,
    members: Vec<usize>,
    size: u64,
    blocks: usize,
}

impl Floor {
    fn total(&self) -> u64 {
        self.blocks.iter().map(|block| block.size).fold(0, u64::saturating_add)
    }

    fn lanes(&self) -> Vec<Lane> {
        let others: Vec<usize> =
            (0..self.groups.len()).filter(|at| self.groups[*at].series.is_other()).collect();
        let mut lanes: Vec<Lane> = Vec::new();
        for (at, group) in self.groups.iter().enumerate() {
            if !group.series.is_other() || others.len() == 1 {
                lanes.push(self.lane(group.name.clone(), group.series, vec![at]));
            }
        }
        if others.len() > 1 {
            lanes.push(self.lane(format!("{} others", count(others.len() as u64)), Series::OTHERS, others));
        }
        lanes
    }

    fn lane(&self, name: String, series: Series, members: Vec<usize>) -> Lane {
        let mine = self.blocks.iter().filter(|block| members.contains(&block.group));
        let (size, blocks) =
            mine.fold((0u64, 0), |(size, blocks), block| (size.saturating_add(block.size), blocks + 1));
        Lane { name, series, members, size, blocks }
    }

    /// Each block of `lane` with where it starts.
    fn stretches(&self, lane: &Lane) -> Vec<(u64, u64)> {
        let mut start = 0u64;
        let mut stretches = Vec::new();
        for block in &self.blocks {
            if lane.members.contains(&block.group) {
                stretches.push((start, block.size));
            }
            start = start.saturating_add(block.size);
        }
        stretches
    }

    /// What share of each of `count` equal stretches belongs to `lane`.
    fn shares(&self, lane: &Lane, count: usize) -> Vec<f64> {
        let stretch = self.total().max(1) as f64 / count as f64;
        let mut shares = vec![0.0; count];
        for (start, size) in self.stretches(lane) {
            let (from, to) = (start as f64 / stretch, (start + size) as f64 / stretch);
            for (index, share) in shares.iter_mut().enumerate().take(to.ceil() as usize).skip(from as usize) {
                *share += (to.min(index as f64 + 1.0) - from.max(index as f64)).max(0.0);
            }
        }
        shares
    }
}

/// A column of numbers at the right.
struct Figures<'a> {
    head: &'a str,
    cells: Vec<String>,
    lettering: Lettering,
}

impl Figures<'_> {
    /// Draws the column with its right end at `end`; returns where it begins.
    fn draw(&self, canvas: &mut Canvas, end: f64) -> f64 {
        const MOST: f64 = 200.0;
        let head = canvas.shorten(self.head, SMALL, MOST);
        let cells = canvas.widest(self.cells.iter().map(String::as_str), self.lettering, MOST);
        canvas.text(&head, (end, canvas.y + 12.0), Anchor::End, SMALL, canvas.ink.muted);
        for (row, cell) in self.cells.iter().enumerate() {
            let middle = canvas.y + strip::HEADS + (row as f64 + 0.5) * LANE;
            canvas.text(cell, (end, middle), Anchor::End, self.lettering, canvas.ink.text);
        }
        end - cells.max(canvas.width(&head, SMALL))
    }
}

/// Blocks, each as long as it is.
fn draw_blocks(canvas: &mut Canvas, blocks: &[(u64, u64)], axis: &Scale, middle: f64, colour: Colour) {
    let half = THICKNESS / 2.0;
    for (start, size) in blocks {
        let [left, right] = [*start, start.saturating_add(*size)].map(|at| axis.at(at as f64).round());
        let right = (right - if right - left > 4.0 { 1.0 } else { 0.0 }).max(left + 2.0);
        canvas.rect([(left, middle - half), (right, middle + half)], colour);
    }
}

/// The share of each stretch as a height above `bottom`; `most` is the whole height.
fn draw_shares(canvas: &mut Canvas, shares: &[f64], most: f64, (left, bottom): (f64, f64), colour: Colour) {
    for (index, share) in shares.iter().enumerate().filter(|(_, share)| **share > 0.0) {
        let (x, height) = (left + index as f64 * STRETCH, (share / most * THICKNESS).max(2.0));
        canvas.rect([(x, bottom - height), (x + STRETCH, bottom)], colour);
    }
}

impl Floor {
    fn figures(&self, lanes: &[Lane]) -> [Figures<'_>; 3] {
        let total = self.total() as f64;
        let of = |figure: &dyn Fn(&Lane) -> String| lanes.iter().map(figure).collect();
        [
            Figures {
                head: &self.block_unit,
                cells: of(&|lane| count(lane.blocks as u64)),
                lettering: SMALL,
            },
            Figures { head: &self.unit, cells: of(&|lane| count(lane.size)), lettering: SMALL },
            Figures { head: "share", cells: of(&|lane| percent(lane.size as f64 / total)), lettering: LABEL },
        ]
    }

    fn name(&self, canvas: &mut Canvas, lane: &Lane, end: f64, room: f64) {
        let name = canvas.shorten(&lane.name, LABEL, room + 1.0);
        canvas.text(&name, (end, canvas.y + LANE / 2.0), Anchor::End, LABEL, canvas.ink.text);
    }
}

impl Chart for Floor {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn is_empty(&self) -> bool {
        self.groups.is_empty() || self.total() == 0
    }

    fn draw(&self, canvas: &mut Canvas) {
        let lanes = self.lanes();
        let name = canvas.widest(lanes.iter().map(|lane| &*lane.name), LABEL, 0.26 * RIGHT);
        let start = LEFT + name + 20.0;
        let mut end = RIGHT;
        for figures in self.figures(&lanes) {
            end = figures.draw(canvas, end) - 28.0;
        }
        let places = ((end - start) / STRETCH).floor().max(1.0);
        let end = start + places * STRETCH;
        let axis = Scale::new([0.0, self.total() as f64], [start, end]);
        let bottom = canvas.y + strip::HEADS + lanes.len() as f64 * LANE;
        strip::boundaries(canvas, &self.documents, &axis, end, bottom);
        let is_crowded = self.blocks.len() > MOST_BLOCKS;
        let shares = |lane| if is_crowded { self.shares(lane, places as usize) } else { Vec::new() };
        let shares: Vec<Vec<f64>> = lanes.iter().map(shares).collect();
        let most = shares.iter().flatten().copied().fold(0.0, f64::max);
        for (lane, shares) in lanes.iter().zip(&shares) {
            self.name(canvas, lane, LEFT + name, name);
            let (colour, middle) = (canvas.ink.series(lane.series), canvas.y + LANE / 2.0);
            let base = if is_crowded { middle + THICKNESS / 2.0 } else { middle };
            canvas.line([(start, base), (end, base)], 2.0, canvas.ink.grid);
            draw_shares(canvas, shares, most, (start, base), colour);
            if !is_crowded {
                draw_blocks(canvas, &self.stretches(lane), &axis, middle, colour);
            }
            canvas.y += LANE;
        }
        canvas.y += 6.0;
        strip::axis(canvas, &axis, &self.unit);
        if is_crowded {
            let sentence = format!(
                "A lane’s height is its share of the {} at that place; a full lane is {}.",
                self.unit,
                percent(most)
            );
            canvas.paragraph(&sentence, SMALL, canvas.ink.muted);
        }
    }

    fn columns(&self) -> Vec<Column> {
        vec![
            Column::integer("block"),
            Column::text("group"),
            Column::integer("start"),
            Column::integer("size"),
        ]
    }

    fn rows(&self) -> Box<dyn Iterator<Item = Vec<Value>> + '_> {
        let mut next = 0u64;
        Box::new(self.blocks.iter().enumerate().map(move |(at, block)| {
            let group = self.groups.get(block.group).map(|group| &*group.name);
            let start = next;
            next = next.saturating_add(block.size);
            vec![at.into(), group.into(), start.into(), block.size.into()]
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn floor(count: usize) -> Floor {
        Floor {
            groups: (0..count).map(|at| Group { name: format!("G{at}"), series: Series(at) }).collect(),
            blocks: (0..count).map(|group| Block { group, size: 10 }).collect(),
            ..Floor::default()
        }
    }

    #[test]
    fn groups_past_the_palette_share_a_lane_unless_there_is_only_one() {
        let names = |count| floor(count).lanes().into_iter().map(|lane| lane.name).collect::<Vec<_>>();
        assert_eq!(names(9).last().map(String::as_str), Some("G8"));
        assert_eq!((names(12).len(), names(12).last().map(String::as_str)), (9, Some("4 others")));
    }

    #[test]
    fn the_shares_of_a_stretch_are_what_its_blocks_cover() {
        let floor = floor(2);
        let lanes = floor.lanes();
        assert_eq!(floor.shares(&lanes[0], 4), [1.0, 1.0, 0.0, 0.0]);
        assert_eq!(floor.shares(&lanes[1], 1), [0.5]);
    }
}
