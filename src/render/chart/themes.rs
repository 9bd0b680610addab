//! A heatmap: an amount in each cell, as colour and as number, with totals at the margin.

use super::canvas::{Anchor, Canvas, HEAD, LABEL, LEFT, RIGHT, SMALL};
use super::scale::{decimals, number};
use super::{Chart, Frame};
use crate::render::font::{Lettering, Weight};
use crate::render::table::{Column, Value};

/// What stands in a cell.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Cell {
    /// An amount, coloured by its size.
    Amount(f64),
    /// Words where too little is there for an amount ("2 of 13 words"), uncoloured.
    Words(String),
    /// Nothing can be said.
    #[default]
    Empty,
}

/// One row of cells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CellRow {
    /// What it stands for.
    pub label: String,
    /// A cell a column; missing ones are empty.
    pub cells: Vec<Cell>,
    /// The row's own total, uncoloured.
    pub total: Cell,
}

/// Rows by columns. Where not all columns fit side by side they go on in blocks below.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Themes {
    /// What stands around it.
    pub frame: Frame,
    /// The heads of the columns.
    pub columns: Vec<String>,
    /// The rows, from the top.
    pub rows: Vec<CellRow>,
    /// The head of the totals, such as "all".
    pub total_label: String,
    /// The totals of the columns and, last, of everything; empty for no such row.
    pub totals: Vec<Cell>,
}

const ROW: f64 = 62.0;
const WORDS: Lettering = Lettering::regular(19.0);
const AMOUNT: Lettering = Lettering::regular(24.0);
const PADDING: f64 = 12.0;

/// How the columns share the width, and what all cells have in common.
struct Layout {
    /// Where the cells begin.
    start: f64,
    /// How wide a column is.
    column: f64,
    /// How many columns stand side by side, not counting the totals.
    fitting: usize,
    places: usize,
    largest: f64,
}

impl Themes {
    fn amounts(&self) -> impl Iterator<Item = f64> + Clone {
        self.rows.iter().flat_map(|row| &row.cells).filter_map(|cell| match cell {
            Cell::Amount(amount) if amount.is_finite() => Some(*amount),
            Cell::Amount(_) | Cell::Words(_) | Cell::Empty => None,
        })
    }

    fn layout(&self, canvas: &mut Canvas) -> Layout {
        let label = canvas.widest(self.rows.iter().map(|row| &*row.label), LABEL, 0.22 * RIGHT);
        let label = label.max(canvas.widest([&*self.total_label].into_iter(), LABEL, 0.22 * RIGHT));
        let start = LEFT + label + 2.0 * PADDING;
        let places = decimals(self.amounts());
        let largest = self.amounts().fold(0.0, f64::max);
        let words = self.columns.iter().flat_map(|head| head.split_whitespace());
        let least =
            canvas.widest(words, SMALL, 190.0).max(canvas.width(&number(largest, places), AMOUNT)).max(96.0);
        let least = least + PADDING;
        let fitting = (((RIGHT - start) / least).floor() as usize).saturating_sub(1).max(1);
        let fitting = fitting.min(self.columns.len().max(1));
        let column = ((RIGHT - start) / (fitting + 1) as f64).clamp(least, 320.0);
        Layout { start, column, fitting, places, largest }
    }

    /// The heads of `columns`, and of the totals, standing on a common ground line.
    fn heads(&self, canvas: &mut Canvas, layout: &Layout, columns: &[String]) {
        let heads =
            columns.iter().map(|head| (head, SMALL.weight)).chain([(&self.total_label, Weight::Bold)]);
        let heads: Vec<_> = heads
            .map(|(head, weight)| {
                let lettering = Lettering { weight, ..SMALL };
                (canvas.wrap_within(head, lettering, layout.column - PADDING, 4), lettering)
            })
            .collect();
        let height =
            heads.iter().map(|(lines, set)| lines.len() as f64 * set.line_height()).fold(0.0, f64::max);
        for (index, (lines, lettering)) in heads.iter().enumerate() {
            let middle = layout.start + (index as f64 + 0.5) * layout.column;
            let top = canvas.y + height - lines.len() as f64 * lettering.line_height();
            canvas.lines(lines, (middle, top), Anchor::Middle, *lettering, canvas.ink.text);
        }
        canvas.y += height + 8.0;
    }

    fn row(
        &self,
        canvas: &mut Canvas,
        layout: &Layout,
        label: (&str, Lettering),
        cells: &[&Cell],
        total: &Cell,
    ) {
        let lines = canvas.wrap_within(label.0, label.1, layout.start - LEFT - 2.0 * PADDING + 1.0, 2);
        let height = lines.len() as f64 * label.1.line_height();
        let place = (layout.start - 2.0 * PADDING, canvas.y + (ROW - 4.0 - height) / 2.0);
        canvas.lines(&lines, place, Anchor::End, label.1, canvas.ink.text);
        for (index, cell) in cells.iter().enumerate() {
            let left = layout.start + index as f64 * layout.column;
            let is_coloured = label.1.weight == Weight::Regular;
            let colour = match cell {
                Cell::Amount(amount) if is_coloured => canvas.ink.amount(amount / layout.largest.max(1e-300)),
                Cell::Amount(_) | Cell::Words(_) | Cell::Empty => canvas.ink.ground,
            };
            canvas.rect([(left, canvas.y), (left + layout.column - 4.0, canvas.y + ROW - 4.0)], colour);
            self.write(canvas, layout, cell, left, colour.ink());
        }
        let left = layout.start + cells.len() as f64 * layout.column;
        self.write(canvas, layout, total, left, canvas.ink.text);
        canvas.y += ROW;
    }

    fn write(&self, canvas: &mut Canvas, layout: &Layout, cell: &Cell, left: f64, ink: super::Colour) {
        let place = (left + layout.column / 2.0 - 2.0, canvas.y + ROW / 2.0 - 2.0);
        match cell {
            Cell::Amount(amount) => {
                let written = canvas.shorten(&number(*amount, layout.places), AMOUNT, layout.column - 6.0);
                canvas.text(&written, place, Anchor::Middle, AMOUNT, ink);
            }
            Cell::Words(words) => {
                let lines = canvas.wrap_within(words, WORDS, layout.column - 8.0, 2);
                let top = place.1 - lines.len() as f64 * WORDS.line_height() / 2.0;
                canvas.lines(&lines, (place.0, top), Anchor::Middle, WORDS, canvas.ink.muted);
            }
            Cell::Empty => canvas.text("–", place, Anchor::Middle, AMOUNT, canvas.ink.muted),
        }
    }
}

impl Chart for Themes {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn is_empty(&self) -> bool {
        self.rows.is_empty() || self.columns.is_empty()
    }

    fn draw(&self, canvas: &mut Canvas) {
        let layout = self.layout(canvas);
        let blocks = self.columns.len().div_ceil(layout.fitting);
        for block in 0..blocks {
            let range = block * layout.fitting..((block + 1) * layout.fitting).min(self.columns.len());
            self.heads(canvas, &layout, &self.columns[range.clone()]);
            for row in &self.rows {
                let cells: Vec<_> =
                    range.clone().map(|at| row.cells.get(at).unwrap_or(&Cell::Empty)).collect();
                self.row(canvas, &layout, (&row.label, LABEL), &cells, &row.total);
            }
            if !self.totals.is_empty() {
                let line = layout.start + (range.len() + 1) as f64 * layout.column;
                canvas.line([(LEFT, canvas.y + 3.0), (line, canvas.y + 3.0)], 2.0, canvas.ink.grid);
                canvas.y += 8.0;
                let total = self.totals.get(self.columns.len()).unwrap_or(&Cell::Empty);
                let cells: Vec<_> = range.map(|at| self.totals.get(at).unwrap_or(&Cell::Empty)).collect();
                self.row(canvas, &layout, (&self.total_label, HEAD), &cells, total);
            }
            canvas.y += if block + 1 < blocks { 30.0 } else { 0.0 };
        }
    }

    fn columns(&self) -> Vec<Column> {
        vec![Column::text("row"), Column::text("column"), Column::float("amount"), Column::text("words")]
    }

    fn rows(&self) -> Box<dyn Iterator<Item = Vec<Value>> + '_> {
        let mut rows = Vec::new();
        let totals = CellRow {
            label: self.total_label.clone(),
            cells: self.totals.iter().take(self.columns.len()).cloned().collect(),
            total: self.totals.get(self.columns.len()).cloned().unwrap_or_default(),
        };
        let last = (!self.is_empty() && !self.totals.is_empty()).then_some(&totals);
        for row in self.rows.iter().chain(last) {
            let heads = self.columns.iter().enumerate().map(|(at, head)| (head, row.cells.get(at)));
            for (head, cell) in heads.chain([(&self.total_label, Some(&row.total))]) {
                let (amount, words) = match cell.unwrap_or(&Cell::Empty) {
                    Cell::Amount(amount) => (Value::from(*amount), Value::Empty),
                    Cell::Words(words) => (Value::Empty, Value::from(&**words)),
                    Cell::Empty => (Value::Empty, Value::Empty),
                };
                rows.push(vec![Value::from(&*row.label), Value::from(&**head), amount, words]);
            }
        }
        Box::new(rows.into_iter())
    }
}
