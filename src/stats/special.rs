//! The special functions under the tests and intervals: in log space, and accurate for counts of any size.
//!
//! Differences of log gamma functions lose all their digits at a billion tokens, so that nothing here takes any:
//! densities are put together from deviances and Stirling remainders (Loader 2000).

use std::f64::consts::PI;
use std::sync::LazyLock;

/// `o·ln(o/e) − (o − e)`: half a cell's share of a likelihood ratio, never negative.
///
/// `excess` is `observed − expected`, handed in because callers know it without cancellation. `expected` > 0,
/// or both are 0.
///
/// # Source
/// Loader (2000), Fast and accurate computation of binomial probabilities, section 3.
pub(super) fn deviance(observed: f64, expected: f64, excess: f64) -> f64 {
    if observed == 0.0 {
        return expected;
    }
    let sum = observed + expected;
    if excess.abs() >= 0.1 * sum {
        return observed * (observed / expected).ln() - excess;
    }
    let ratio = excess / sum;
    let mut power = 2.0 * observed * ratio;
    let mut total = excess * ratio;
    for odd in (3..).step_by(2) {
        power *= ratio * ratio;
        let next = total + power / f64::from(odd);
        if next == total {
            break;
        }
        total = next;
    }
    total
}

/// Below that, remainders are taken from the logarithm of the gamma function.
const SMALL: usize = 16;

/// The remainders of small whole numbers: counts, for which they are asked again and again.
static OF_SMALL: LazyLock<[f64; SMALL]> =
    LazyLock::new(|| std::array::from_fn(|n| small_remainder(n as f64)));

fn small_remainder(n: f64) -> f64 {
    libm::lgamma(n + 1.0) - (n + 0.5) * n.ln() + n - 0.5 * (2.0 * PI).ln()
}

/// `ln n!` less Stirling's formula for it, for real `n` > 0.
fn stirling_remainder(n: f64) -> f64 {
    if n < SMALL as f64 {
        return if n.fract() == 0.0 { OF_SMALL[n as usize] } else { small_remainder(n) };
    }
    let square = n * n;
    (1.0 / 12.0
        - (1.0 / 360.0 - (1.0 / 1260.0 - (1.0 / 1680.0 - 1.0 / 1188.0 / square) / square) / square) / square)
        / n
}

/// The natural log of the binomial density of `hits` in `trials` at probability `p`, with `q` = 1 − p.
///
/// `hits` and `trials` may be any reals with 0 ≤ hits ≤ trials; 0 < p < 1.
///
/// # Source
/// Loader (2000), equation 5.
pub(super) fn ln_binomial(hits: f64, trials: f64, p: f64, q: f64) -> f64 {
    let misses = trials - hits;
    if hits <= 0.0 {
        return trials * ln_of_complement(q, p);
    }
    if misses <= 0.0 {
        return trials * ln_of_complement(p, q);
    }
    let excess = hits * q - misses * p;
    stirling_remainder(trials)
        - stirling_remainder(hits)
        - stirling_remainder(misses)
        - deviance(hits, trials * p, excess)
        - deviance(misses, trials * q, -excess)
        + 0.5 * (trials / (2.0 * PI * hits * misses)).ln()
}

/// `ln share`, through `rest` = 1 − share where that is the exact one.
fn ln_of_complement(share: f64, rest: f64) -> f64 {
    if rest < 0.5 { (-rest).ln_1p() } else { share.ln() }
}

/// The natural log of the regularised incomplete beta function, ln Iₓ(a, b), with `y` = 1 − x.
///
/// `a`, `b` > 0 and 0 < x < 1. The work grows with √(a + b).
///
/// # Source
/// Continued fraction of Abramowitz & Stegun (1964), 26.5.8, by Lentz's method.
pub(super) fn ln_beta(a: f64, b: f64, x: f64, y: f64) -> f64 {
    if x < (a + 1.0) / (a + b + 2.0) {
        ln_lower_beta(a, b, x, y)
    } else {
        (-ln_lower_beta(b, a, y, x).exp()).ln_1p()
    }
}

/// ln Iₓ(a, b) where x lies below the mean, so that the fraction converges.
fn ln_lower_beta(a: f64, b: f64, x: f64, y: f64) -> f64 {
    ln_binomial(a, a + b, x, y) + (b / (a + b)).ln() + beta_fraction(a, b, x).ln()
}

fn beta_fraction(a: f64, b: f64, x: f64) -> f64 {
    let away_from_zero = |value: f64| if value.abs() < 1e-300 { 1e-300 } else { value };
    let steps = 1_000.0 + 100.0 * (a + b).sqrt();
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = d;
    let mut m = 1.0;
    while m < steps {
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away_from_zero(1.0 + even * d);
        c = away_from_zero(1.0 + even / c);
        fraction *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away_from_zero(1.0 + odd * d);
        c = away_from_zero(1.0 + odd / c);
        fraction *= d * c;
        if (d * c - 1.0).abs() <= 2.0 * f64::EPSILON {
            break;
        }
        m += 1.0;
    }
    fraction
}

/// ln(x / (1 − x)) of the x at which ln Iₓ(a, b) = `ln_p`.
///
/// For `ln_p` below the log of Iₓ at the mean (about ½), from where the search begins.
pub(super) fn beta_quantile_log_odds(a: f64, b: f64, ln_p: f64) -> f64 {
    beta_quantile_near(a, b, ln_p, (a / b).ln())
}

/// The same from `log_odds` on, which may be any. Newton's method: in the log odds of x the function is increasing and
/// concave, so that every step but the first comes from the left and none passes the root. Each step squares the
/// distance, so that the one before last tells that the last is exact.
pub(super) fn beta_quantile_near(a: f64, b: f64, ln_p: f64, mut log_odds: f64) -> f64 {
    for _ in 0..200 {
        let (x, y) = (logistic(log_odds), logistic(-log_odds));
        let value = ln_beta(a, b, x, y);
        let slope = (ln_binomial(a, a + b, x, y) + (a * b / (a + b)).ln() - value).exp();
        let step = (value - ln_p) / slope;
        log_odds -= step;
        if step.abs() <= 1e-11 * log_odds.abs().max(1.0) {
            break;
        }
    }
    log_odds
}

/// The share whose log odds are given.
pub(super) fn logistic(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn assert_near(actual: f64, expected: f64, relative: f64) {
        assert!((actual - expected).abs() <= relative * expected.abs(), "{actual} is not {expected}");
    }

    #[test]
    fn a_deviance_keeps_its_digits_where_the_plain_formula_has_none() {
        // 1e12 observed, one more than expected: 1/(2·1e12) to first order.
        assert_near(deviance(1e12, 1e12 - 1.0, 1.0), 0.5e-12, 1e-9);
        assert_near(deviance(3.0, 1.0, 2.0), 3.0 * 3f64.ln() - 2.0, 1e-15);
        assert_eq!(deviance(0.0, 2.5, -2.5), 2.5);
    }

    #[test]
    fn the_binomial_density_sums_to_one_and_is_exact_at_its_ends() {
        let sum: f64 = (0..=40).map(|k| ln_binomial(f64::from(k), 40.0, 0.3, 0.7).exp()).sum();
        assert_near(sum, 1.0, 1e-13);
        assert_near(ln_binomial(0.0, 1e12, 1e-12, 1.0), -1.0, 1e-11);
        assert_near(ln_binomial(5.0, 5.0, 0.25, 0.75), 5.0 * 0.25f64.ln(), 1e-15);
    }

    #[test]
    fn the_incomplete_beta_function_equals_its_closed_forms() {
        // I_x(1, b) = 1 − (1−x)^b and I_x(a, 1) = x^a.
        assert_near(ln_beta(1.0, 3.0, 0.2, 0.8).exp(), 1.0 - 0.512, 1e-13);
        assert_near(ln_beta(200.0, 1.0, 1e-3, 0.999), 200.0 * 1e-3f64.ln(), 1e-13);
        assert_near(ln_beta(0.5, 0.5, 0.5, 0.5).exp(), 0.5, 1e-13);
    }

    #[test]
    fn the_incomplete_beta_function_converges_at_a_million_million() {
        let half = ln_beta(1e12, 1e12, 0.5, 0.5).exp();
        assert_near(half, 0.5, 1e-6);
    }

    #[test]
    fn the_quantile_is_the_inverse_at_any_size() {
        for (a, b) in [(0.5, 0.5), (1.0, 400.0), (10.0, 3.0), (4e4, 0.5), (1e6, 3e7)] {
            for ln_p in [0.025f64.ln(), -14.0, -60.0] {
                let log_odds = beta_quantile_log_odds(a, b, ln_p);
                let back = ln_beta(a, b, logistic(log_odds), logistic(-log_odds));
                assert_near(back, ln_p, 1e-9);
            }
        }
    }
}
