//! Tail probabilities and quantiles of the distributions that the tests refer to.

use std::f64::consts::{PI, SQRT_2};

use super::special::{beta_quantile_log_odds, beta_quantile_near, ln_beta, logistic};

/// The probability that χ² with 1 degree of freedom exceeds `statistic`, in `[0, 1]`.
///
/// From the survival function, so that it is exact far below 1e-16; it is 0 only where the probability is less
/// than the smallest float (statistics over about 1,480), where [`ln_chi2_survival`] still tells them apart.
/// The sign of a signed statistic is no part of it: its size counts.
pub fn chi2_survival(statistic: f64) -> f64 {
    libm::erfc((statistic.abs() / 2.0).sqrt())
}

/// The natural log of [`chi2_survival`], finite for every finite statistic.
pub fn ln_chi2_survival(statistic: f64) -> f64 {
    let square = statistic.abs() / 2.0;
    if square < 650.0 {
        return libm::erfc(square.sqrt()).ln();
    }
    let step = 1.0 / (2.0 * square);
    let series = 1.0 - step * (1.0 - 3.0 * step * (1.0 - 5.0 * step * (1.0 - 7.0 * step)));
    -square - 0.5 * (PI * square).ln() + series.ln()
}

/// The standard normal quantile of `probability`, 0 < probability < 1.
pub fn normal_quantile(probability: f64) -> f64 {
    -SQRT_2 * statrs::function::erf::erfc_inv(2.0 * probability)
}

/// The two-sided p of Student's t with `degrees` (any real > 0) of freedom.
pub fn student_p(t: f64, degrees: f64) -> f64 {
    let square = t * t;
    if square == 0.0 {
        return 1.0;
    }
    let sum = degrees + square;
    ln_beta(degrees / 2.0, 0.5, degrees / sum, square / sum).exp()
}

/// The t that Student's distribution with `degrees` (any real > 0) exceeds in size with probability `alpha`.
///
/// For `alpha` up to 0.2, as intervals need it.
pub fn student_quantile(alpha: f64, degrees: f64) -> f64 {
    let near = student_expansion(normal_quantile(1.0 - alpha / 2.0), degrees);
    let log_odds = match degrees < 3.0 {
        true => beta_quantile_log_odds(degrees / 2.0, 0.5, alpha.ln()),
        false => beta_quantile_near(degrees / 2.0, 0.5, alpha.ln(), (degrees / (near * near)).ln()),
    };
    (degrees * (-log_odds).exp()).sqrt()
}

/// About the t that stands where a standard normal stands at `z`, the nearer the more `degrees` there are.
///
/// # Source
/// Abramowitz & Stegun (1964), 26.7.5.
fn student_expansion(z: f64, degrees: f64) -> f64 {
    let square = z * z;
    let first = z * (square + 1.0) / 4.0;
    let second = z * ((5.0 * square + 16.0) * square + 3.0) / 96.0;
    let third = z * (((3.0 * square + 19.0) * square + 17.0) * square - 15.0) / 384.0;
    z + (first + (second + third / degrees) / degrees) / degrees
}

/// The Clopper–Pearson interval of a proportion, `hits` of `trials`, at level 1 − `alpha`.
///
/// Exact: never narrower than its level says. (0, 1) without trials.
///
/// # Source
/// Clopper & Pearson (1934), by the beta distribution.
pub fn clopper_pearson(hits: u64, trials: u64, alpha: f64) -> (f64, f64) {
    let ln_half = (alpha / 2.0).ln();
    let hit = hits.min(trials) as f64;
    let miss = trials as f64 - hit;
    let bound = |a: f64, b: f64| if a == 0.0 { 0.0 } else { logistic(beta_quantile_log_odds(a, b, ln_half)) };
    (bound(hit, miss + 1.0), 1.0 - bound(miss, hit + 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_log_of_the_chi2_tail_is_seamless_and_never_infinite() {
        let (below, above) = (ln_chi2_survival(1_299.999_999), ln_chi2_survival(1_300.000_001));
        assert!(above < below && below - above < 2e-6, "{below} {above}");
        assert_eq!(chi2_survival(4e6), 0.0);
        assert!((ln_chi2_survival(4e6) + 2e6 + 0.5 * (2e6 * PI).ln()).abs() < 1e-6);
    }

    #[test]
    fn quantile_and_p_of_student_are_inverse_for_fractional_degrees() {
        for degrees in [1.0, 1.37, 4.5, 30.2, 399.9, 80_000.0] {
            let p = student_p(student_quantile(0.05, degrees), degrees);
            assert!((p - 0.05).abs() < 1e-12, "{degrees}: {p}");
        }
        assert_eq!(student_p(0.0, 3.0), 1.0);
    }

    #[test]
    fn a_proportion_of_none_or_all_reaches_its_end() {
        let (low, high) = clopper_pearson(0, 10, 0.05);
        assert_eq!(low, 0.0);
        assert!((high - (1.0 - 0.025f64.powf(0.1))).abs() < 1e-12);
        assert_eq!(clopper_pearson(10, 10, 0.05), (1.0 - high, 1.0));
        assert_eq!(clopper_pearson(0, 0, 0.05), (0.0, 1.0));
    }
}
