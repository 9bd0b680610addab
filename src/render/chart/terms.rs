//! Horizontal bars with the value at each bar's end.

use super::canvas::{Anchor, Canvas, LABEL, LEFT, RIGHT, SMALL};
use super::scale::{Scale, decimals, number};
use super::{Chart, Frame, Series};
use crate::render::table::{Column, Value};

/// One bar.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// How long it is; not below zero.
    pub value: f64,
    /// What is said beside the value, such as "in 5 turns"; may be empty.
    pub note: String,
}

/// Bars from the first to the last as given; they begin at zero.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Terms {
    /// What stands around it.
    pub frame: Frame,
    /// The colour of all bars.
    pub series: Series,
    /// The bars, from the top.
    pub bars: Vec<Bar>,
}

const ROW: f64 = 42.0;
const THICKNESS: f64 = 27.0;
const GAP: f64 = 14.0;

impl Chart for Terms {
    fn frame(&self) -> &Frame {
        &self.frame
    }

    fn is_empty(&self) -> bool {
        self.bars.is_empty()
    }

    fn draw(&self, canvas: &mut Canvas) {
        let values = self.bars.iter().map(|bar| bar.value);
        let places = decimals(values.clone());
        let room = canvas.widest(self.bars.iter().map(|bar| bar.label.as_str()), LABEL, 0.4 * RIGHT);
        let written: Vec<String> = values.clone().map(|value| number(value, places)).collect();
        let beside = canvas.widest(written.iter().map(String::as_str), LABEL, 300.0)
            + canvas.widest(self.bars.iter().map(|bar| bar.note.as_str()), SMALL, 320.0);
        let largest = values.filter(|value| value.is_finite()).fold(0.0, f64::max);
        let scale = Scale::new([0.0, largest], [LEFT + room + GAP, RIGHT - beside - 2.0 * GAP]);
        for (bar, written) in self.bars.iter().zip(&written) {
            let middle = canvas.y + ROW / 2.0;
            let label = canvas.shorten(&bar.label, LABEL, room + 1.0);
            canvas.text(&label, (LEFT + room, middle), Anchor::End, LABEL, canvas.ink.text);
            let ends = [scale.at(0.0), scale.at(bar.value)];
            let corners = [(ends[0], middle - THICKNESS / 2.0), (ends[1], middle + THICKNESS / 2.0)];
            canvas.rect(corners, canvas.ink.series(self.series));
            canvas.text(written, (ends[1] + GAP, middle), Anchor::Start, LABEL, canvas.ink.text);
            let after = ends[1] + 2.0 * GAP + canvas.width(written, LABEL);
            let note = canvas.shorten(&bar.note, SMALL, 321.0);
            canvas.text(&note, (after, middle), Anchor::Start, SMALL, canvas.ink.muted);
            canvas.y += ROW;
        }
    }

    fn columns(&self) -> Vec<Column> {
        vec![Column::text("label"), Column::float("value"), Column::text("note")]
    }

    fn rows(&self) -> Box<dyn Iterator<Item = Vec<Value>> + '_> {
        let row = |bar: &Bar| vec![Value::from(&*bar.label), Value::from(bar.value), Value::from(&*bar.note)];
        Box::new(self.bars.iter().map(row))
    }
}
