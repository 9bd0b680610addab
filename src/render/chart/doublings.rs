//! An axis of doublings: binary logarithms of ratios, marked as factors.

use super::canvas::Canvas;
use super::findings::Estimate;
use super::scale::{Scale, count, number};
use crate::render::font::Lettering;

/// Beyond this (a factor of 17 million) a value is drawn at the axis' end.
pub const FARTHEST: f64 = 24.0;
/// What ticks are set in.
pub const TICK: Lettering = Lettering::regular(19.0);

/// From where to where an axis goes: all estimates, 0, 1, and of the intervals not much more than that; `None` without
/// an estimate.
pub fn domain<'e>(estimates: impl Iterator<Item = &'e Estimate> + Clone) -> Option<[f64; 2]> {
    let far = estimates.clone().map(|estimate| estimate.value.abs()).reduce(f64::max)?;
    let limit = (far * 1.5 + 2.0).min(FARTHEST);
    let clamped = |end: f64| end.clamp(-limit, limit);
    let low = estimates.clone().map(|estimate| clamped(estimate.ends()[0])).fold(0.0, f64::min);
    let high = estimates.map(|estimate| clamped(estimate.ends()[1])).fold(1.0, f64::max);
    Some([low - 0.3, high + 0.3])
}

/// The whole logarithms to mark on a level axis: as many as have room for their labels.
pub fn ticks(canvas: &mut Canvas, axis: &Scale, domain: [f64; 2]) -> Vec<i32> {
    spaced(domain, |pair| {
        let widths = pair.map(|tick| canvas.width(&times(tick), TICK));
        let apart = axis.at(f64::from(pair[1])) - axis.at(f64::from(pair[0]));
        apart.abs() > (widths[0] + widths[1]) / 2.0 + 14.0
    })
}

/// The whole logarithms to mark: the closest of whose neighbours each pair fits.
pub fn spaced([low, high]: [f64; 2], mut fits: impl FnMut([i32; 2]) -> bool) -> Vec<i32> {
    let steps = [1, 2, 3, 4, 5, 6, 8, 10, 12, 16];
    let at = |step: i32| -> Vec<i32> {
        (low.ceil() as i32..=high.floor() as i32).filter(|tick| tick.rem_euclid(step) == 0).collect()
    };
    let mut all = steps.into_iter().map(at);
    all.find(|ticks| ticks.windows(2).all(|pair| fits([pair[0], pair[1]]))).unwrap_or_else(|| vec![0])
}

/// A whole binary logarithm as a reader says it.
pub fn times(log: i32) -> String {
    let factor = |log: u32| match log {
        0..=13 => count(1 << log),
        _ => format!("2{}", log.to_string().chars().map(superscript).collect::<String>()),
    };
    match log {
        0 => "as often".to_owned(),
        1.. => format!("×{}", factor(log.unsigned_abs())),
        _ => format!("÷{}", factor(log.unsigned_abs())),
    }
}

/// Any binary logarithm from 0 up as a factor, to two figures or three: ×1.4, ×13, ×1,020.
pub fn factor(log: f64) -> String {
    let factor = log.clamp(0.0, FARTHEST).exp2();
    format!("×{}", number(factor, usize::from(factor < 9.95)))
}

fn superscript(digit: char) -> char {
    let raised = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    digit.to_digit(10).and_then(|at| raised.get(at as usize)).copied().unwrap_or(digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_logarithm_is_said_as_a_factor() {
        assert_eq!([-2, 0, 1, 10, 20].map(times), ["÷4", "as often", "×2", "×1,024", "×2²⁰"]);
        assert_eq!([0.5, 3.31, 3.33, 10.0].map(factor), ["×1.4", "×9.9", "×10", "×1,024"]);
    }

    #[test]
    fn marks_are_thinned_out_until_they_fit() {
        let apart = |least: i32| move |pair: [i32; 2]| pair[1] - pair[0] >= least;
        assert_eq!(spaced([-2.3, 2.3], apart(1)), [-2, -1, 0, 1, 2]);
        assert_eq!(spaced([-2.3, 6.0], apart(3)), [0, 3, 6]);
        assert_eq!(spaced([-99.0, 99.0], apart(17)), [0]);
    }
}
