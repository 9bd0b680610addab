//! The way through a corpus from left to right: its axis, and where its documents begin.

use super::Boundary;
use super::canvas::{Anchor, Canvas};
use super::scale::{Scale, count};
use crate::render::font::Lettering;

const TICK: Lettering = Lettering::regular(20.0);
/// Boundaries nearer to one another than this would be a grey wall.
const APART: f64 = 6.0;
/// How high the line of names above a strip is.
pub const HEADS: f64 = 30.0;

/// Names of documents above a strip, as many as fit, and a line for each down to `bottom`.
pub fn boundaries(canvas: &mut Canvas, documents: &[Boundary], axis: &Scale, right: f64, bottom: f64) {
    let starts: Vec<f64> = documents.iter().map(|document| axis.at(document.start as f64)).collect();
    let is_readable = starts.windows(2).all(|pair| pair[1] - pair[0] >= APART);
    let top = canvas.y;
    canvas.y += HEADS;
    if documents.len() < 2 || !is_readable {
        return;
    }
    let colour = if documents.len() > 12 { canvas.ink.grid } else { canvas.ink.rule };
    let mut free = f64::MIN;
    for (index, (document, x)) in documents.iter().zip(&starts).enumerate() {
        canvas.line([(*x, top + 26.0), (*x, bottom)], 2.0, colour);
        let end = starts.get(index + 1).copied().unwrap_or(right);
        let name = canvas.shorten(&document.name, TICK, (end - x).max(150.0).min(right - x));
        let width = canvas.width(&name, TICK);
        if *x >= free && width <= right - x && name != "…" {
            canvas.text(&name, (*x, top + 12.0), Anchor::Start, TICK, canvas.ink.muted);
            free = x + width + 16.0;
        }
    }
}

/// Round amounts below a strip, the last one with its unit.
pub fn axis(canvas: &mut Canvas, axis: &Scale, unit: &str) {
    let ticks = axis.ticks(5);
    for (index, tick) in ticks.iter().enumerate() {
        let x = axis.at(*tick);
        canvas.line([(x, canvas.y), (x, canvas.y + 8.0)], 2.0, canvas.ink.rule);
        let is_last = index + 1 == ticks.len();
        let label = if is_last { format!("{} {unit}", count(*tick as u64)) } else { count(*tick as u64) };
        let anchor = if index == 0 { Anchor::Start } else { Anchor::Middle };
        canvas.text(&label, (x, canvas.y + 24.0), anchor, TICK, canvas.ink.muted);
    }
    canvas.y += 40.0;
}
