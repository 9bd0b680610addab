//! Intervals that take the turn (or the document), not the token, as the unit of sampling: words come in bursts. The
//! variances are those of the [jackknife](super::jackknife).

use std::f64::consts::LN_2;

use super::ALPHA;
use super::contingency::Contingency;
use super::distribution::{student_p, student_quantile};

/// The natural log of a rate, with the jackknife's variance and its degrees of freedom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogRate {
    /// ln(X/N).
    pub ln_rate: f64,
    /// V; 0 where all clusters are alike.
    pub variance: f64,
    /// m − 1.
    pub degrees: f64,
}

/// Two bounds, the lower first.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

impl Bounds {
    /// Whether bounds of a rate or a ratio lie so far apart, over ten times, that they say nothing.
    pub fn is_too_wide(&self) -> bool {
        self.high > 10.0 * self.low
    }

    /// The same bounds in another unit.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        Self { low: self.low * factor, high: self.high * factor }
    }
}

impl LogRate {
    /// The 95 % interval of the rate itself, per token, by Student's t; `None` where the variance is 0.
    pub fn bounds(&self) -> Option<Bounds> {
        (self.variance > 0.0).then(|| {
            let half = student_quantile(ALPHA, self.degrees) * self.variance.sqrt();
            Bounds { low: (self.ln_rate - half).exp(), high: (self.ln_rate + half).exp() }
        })
    }

    /// This rate over `reference`: the difference of the logs; `None` where both variances are 0.
    pub fn over(&self, reference: &Self) -> Option<LogRateDifference> {
        let variance = self.variance + reference.variance;
        if variance <= 0.0 {
            return None;
        }
        let share = |side: &Self| (side.variance / variance).powi(2) / side.degrees;
        let ln_ratio = self.ln_rate - reference.ln_rate;
        let degrees = 1.0 / (share(self) + share(reference));
        let p_cluster = student_p(ln_ratio / variance.sqrt(), degrees);
        Some(LogRateDifference { ln_ratio, variance, degrees, p_cluster })
    }
}

/// The natural log of a ratio of two rates, with its variance and the degrees of freedom of Welch and Satterthwaite.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogRateDifference {
    /// The log of the ratio.
    pub ln_ratio: f64,
    /// The sum of the two variances, over 0.
    pub variance: f64,
    /// (V_T + V_R)² / (V_T²/(m_T − 1) + V_R²/(m_R − 1)).
    pub degrees: f64,
    /// The two-sided p of t against equal rates.
    pub p_cluster: f64,
}

impl LogRateDifference {
    fn half(&self) -> f64 {
        student_quantile(ALPHA, self.degrees) * self.variance.sqrt()
    }

    /// The 95 % interval of the ratio itself.
    pub fn bounds(&self) -> Bounds {
        let half = self.half();
        Bounds { low: (self.ln_ratio - half).exp(), high: (self.ln_ratio + half).exp() }
    }
}

/// The 95 % interval of a log ratio (binary) with clusters as the unit of sampling.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogRatioInterval {
    /// The lower bound, in doublings.
    pub low: f64,
    /// The upper bound, in doublings.
    pub high: f64,
    /// The two-sided p against a log ratio of 0.
    pub p_cluster: f64,
}

impl LogRatioInterval {
    /// Round the log ratio of `table`; `None` where that is undefined.
    pub fn new(table: &Contingency, difference: &LogRateDifference) -> Option<Self> {
        let centre = table.log_ratio()?;
        let half = difference.half() / LN_2;
        Some(Self { low: centre - half, high: centre + half, p_cluster: difference.p_cluster })
    }

    /// Whether the bounds lie so far apart, the ratio's upper over ten times its lower, that they say nothing.
    pub fn is_too_wide(&self) -> bool {
        self.high - self.low > 10f64.log2()
    }

    /// Whether the bounds are of use in a picture: so far apart that not even the direction is known, they are of none.
    pub fn says_which_way(&self) -> bool {
        !self.is_too_wide() || self.low > 0.0 || self.high < 0.0
    }
}

#[cfg(test)]
#[path = "interval_tests.rs"]
mod tests;
