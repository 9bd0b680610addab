//! Intervals that take the turn (or the document), not the token, as the unit of sampling: words come in bursts.
//!
//! The delete-one-cluster jackknife of the log rate. With m clusters of counts xᵢ and sizes nᵢ, X = Σx, N = Σn,
//! θᵢ = ln max(X − xᵢ, ½) − ln(N − nᵢ) and V = (m−1)/m · Σ(θᵢ − θ̄)². A cluster without the term depends on nᵢ alone:
//! θᵢ = const + eᵢ + dᵢ with dᵢ = −ln(1 − nᵢ/N) and eᵢ = ln(max(X − xᵢ, ½)/X), which is 0 there. So Σd and Σd² are kept
//! once a group, and a term costs its non-zero rows only.

use std::f64::consts::LN_2;

use super::ALPHA;
use super::contingency::Contingency;
use super::distribution::{student_p, student_quantile};

/// The clusters of one group, summed up for all its terms.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Clusters {
    count: u64,
    size: u64,
    removal_sum: f64,
    removal_squares: f64,
}

impl Clusters {
    /// From the sizes in tokens of all clusters of the group, in a fixed order; empty clusters are left out.
    pub fn new(sizes: impl Iterator<Item = u64> + Clone) -> Self {
        let mut clusters = Self::default();
        for size in sizes.clone().filter(|&size| size > 0) {
            clusters.count += 1;
            clusters.size += size;
        }
        if clusters.count > 1 {
            for size in sizes.filter(|&size| size > 0) {
                let removal = clusters.removal(size);
                clusters.removal_sum += removal;
                clusters.removal_squares += removal * removal;
            }
        }
        clusters
    }

    /// How many clusters have tokens, m.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The tokens of all of them, N.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// dᵢ, the log of the factor by which the rate grows when `size` tokens without the term are left out.
    fn removal(&self, size: u64) -> f64 {
        -(-(size as f64 / self.size as f64)).ln_1p()
    }
}

/// The jackknife of one term in one group, fed with the clusters that have the term.
#[derive(Debug, Clone, Copy)]
pub struct Jackknife<'a> {
    clusters: &'a Clusters,
    total: u64,
    shift_sum: f64,
    square_sum: f64,
}

impl<'a> Jackknife<'a> {
    /// For a term that occurs `total` times, X, in all `clusters` together.
    pub fn new(clusters: &'a Clusters, total: u64) -> Self {
        Self { clusters, total, shift_sum: 0.0, square_sum: 0.0 }
    }

    /// A cluster of `size` tokens that has the term `count` times. Each such cluster once, in a fixed order.
    pub fn add(&mut self, count: u64, size: u64) {
        if count == 0 || size == 0 || self.clusters.count < 2 {
            return;
        }
        let total = self.total as f64;
        let shift = match self.total.saturating_sub(count) {
            0 => (0.5 / total).ln(),
            _ => (-(count as f64 / total)).ln_1p(),
        };
        self.shift_sum += shift;
        self.square_sum += shift * (shift + 2.0 * self.clusters.removal(size));
    }

    /// The log rate with its variance; `None` if the term does not occur or there are fewer than two clusters.
    pub fn finish(&self) -> Option<LogRate> {
        let Clusters { count, size, removal_sum, removal_squares } = *self.clusters;
        if self.total == 0 || count < 2 {
            return None;
        }
        let m = count as f64;
        let sum = removal_sum + self.shift_sum;
        let squares = removal_squares + self.square_sum;
        let deviation = squares - sum * sum / m;
        // Below this the sums cannot tell a variance from their own rounding: the clusters are all alike.
        let is_noise = deviation <= 1e-14 * (removal_squares + sum * sum / m);
        let variance = if is_noise { 0.0 } else { (m - 1.0) / m * deviation };
        Some(LogRate { ln_rate: (self.total as f64 / size as f64).ln(), variance, degrees: m - 1.0 })
    }
}

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
        Some(LogRateDifference {
            ln_ratio: self.ln_rate - reference.ln_rate,
            variance,
            degrees: 1.0 / (share(self) + share(reference)),
        })
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

    /// The two-sided p of the same t against equal rates.
    pub fn p_cluster(&self) -> f64 {
        student_p(self.ln_ratio / self.variance.sqrt(), self.degrees)
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
    /// Round the log ratio of `table`, from the two sides' log rates; `None` where either side is undefined or
    /// nothing varies.
    pub fn new(table: &Contingency, target: Option<LogRate>, reference: Option<LogRate>) -> Option<Self> {
        let centre = table.log_ratio()?;
        let difference = target?.over(&reference?)?;
        let half = difference.half() / LN_2;
        Some(Self { low: centre - half, high: centre + half, p_cluster: difference.p_cluster() })
    }

    /// Whether the bounds lie so far apart, the ratio's upper over ten times its lower, that they say nothing.
    pub fn is_too_wide(&self) -> bool {
        self.high - self.low > 10f64.log2()
    }
}

#[cfg(test)]
#[path = "interval_tests.rs"]
mod tests;
