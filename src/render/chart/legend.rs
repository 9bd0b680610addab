//! What marks mean, in one or more lines above a chart.

use super::canvas::{Anchor, Canvas, LEFT, RIGHT, SMALL};
use super::colour::Colour;

/// How a mark looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Key {
    /// A filled square.
    Block(Colour),
    /// A hollow square.
    Frame(Colour),
    /// A filled dot of a radius.
    Dot(Colour, f64),
    /// A hollow dot of a radius.
    Ring(Colour, f64),
    /// A horizontal line.
    Whisker(Colour),
    /// A horizontal line of a width.
    Link(Colour, f64),
}

/// Draws every key with its meaning, in as many lines as they need, and moves the canvas below them.
pub fn draw(canvas: &mut Canvas, keys: &[(Key, String)]) {
    const GAP: f64 = 36.0;
    const SIGN: f64 = 38.0;
    const LINE: f64 = 34.0;
    let mut x = LEFT;
    for (key, meaning) in keys {
        let meaning = canvas.shorten(meaning, SMALL, (RIGHT - LEFT) / 2.0);
        let width = SIGN + canvas.width(&meaning, SMALL);
        if x > LEFT && x + width > RIGHT {
            x = LEFT;
            canvas.y += LINE;
        }
        let y = canvas.y + LINE / 2.0;
        sign(canvas, *key, x, y);
        canvas.text(&meaning, (x + SIGN, y), Anchor::Start, SMALL, canvas.ink.muted);
        x += width + GAP;
    }
    if !keys.is_empty() {
        canvas.y += LINE + 16.0;
    }
}

fn sign(canvas: &mut Canvas, key: Key, x: f64, y: f64) {
    match key {
        Key::Block(colour) => canvas.rect([(x, y - 11.0), (x + 22.0, y + 11.0)], colour),
        Key::Frame(colour) => canvas.frame([(x, y - 11.0), (x + 22.0, y + 11.0)], colour),
        Key::Dot(colour, radius) => canvas.dot((x + 15.0, y), radius, colour),
        Key::Ring(colour, radius) => canvas.ring((x + 15.0, y), radius, colour),
        Key::Link(colour, width) => canvas.line([(x, y), (x + 28.0, y)], width, colour),
        Key::Whisker(colour) => canvas.line([(x, y), (x + 28.0, y)], 3.0, colour),
    }
}
