//! Bars made of characters, beside the numbers of a column.

use super::table::Value;
use super::terminal::Glyphs;

/// Cells of a full bar.
pub(super) const BAR: usize = 10;

/// A bar for each number of a column, the largest of them full; the first, which stands beside the head, is empty.
pub(super) fn bars(values: &[&Value], glyphs: Glyphs) -> Vec<String> {
    let sizes: Vec<_> = values.iter().map(|value| size(value)).collect();
    let largest = sizes.iter().copied().fold(0.0, f64::max);
    let head = String::new();
    let bars = sizes.iter().map(|size| bar(if largest > 0.0 { size / largest } else { 0.0 }, glyphs));
    std::iter::once(head).chain(bars).collect()
}

fn size(value: &Value) -> f64 {
    match value {
        Value::Float(number) if number.is_finite() => number.max(0.0),
        Value::Integer(number) => (*number).max(0) as f64,
        Value::Float(_) | Value::Empty | Value::Text(_) | Value::Boolean(_) | Value::Date(_) => 0.0,
    }
}

fn bar(share: f64, glyphs: Glyphs) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    match glyphs {
        Glyphs::Unicode => {
            let eighths = (share * (BAR * 8) as f64).round() as usize;
            "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
        }
        Glyphs::Ascii => "#".repeat((share * BAR as f64).round() as usize),
    }
}
