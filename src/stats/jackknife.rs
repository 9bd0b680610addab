//! The delete-one-cluster jackknife of a log rate.
//!
//! With m clusters of counts xᵢ and sizes nᵢ, X = Σx, N = Σn, θᵢ = ln max(X − xᵢ, ½) − ln(N − nᵢ) and
//! V = (m−1)/m · Σ(θᵢ − θ̄)². A cluster without the term depends on nᵢ alone: θᵢ = const + eᵢ + dᵢ with
//! dᵢ = −ln(1 − nᵢ/N) and eᵢ = ln(max(X − xᵢ, ½)/X), which is 0 there. So Σd and Σd² are kept once a group, and a term
//! costs its non-zero clusters only: Σe and Σe(e + 2d).
//!
//! Clusters in which a term has one and the same count share e, and of their sizes only Σd matters. With
//! d = Σₖ (n/N)ᵏ/k it follows for any N from the sums of the powers of the sizes, so that clusters are summed up once
//! ([`Sizes`]) for whatever they are part of: all clusters without those of one group, for each group. That is for
//! clusters which [are light](is_light) beside N; heavy ones, never more than [`LIGHT`], are taken one by one.

use super::interval::LogRate;

/// Of so many tokens a light cluster has one at the most.
pub const LIGHT: u64 = 2_048;
/// Up to which power sizes are summed. What the series leave out is (n/N)⁵/6 of d and 0.76·(n/N)⁴ of d² at most, that is
/// less than 1e-13 of the sums where n/N ≤ 1/2048.
const POWERS: usize = 5;
/// The coefficients of (n/N)² and up in d²: 2/k · Σ 1/j over j < k.
const SQUARE: [f64; POWERS] = [0.0, 1.0, 1.0, 11.0 / 12.0, 5.0 / 6.0];

/// Whether the power sums of a cluster of `size` tokens tell what it does among `whole` tokens.
pub fn is_light(size: u64, whole: u64) -> bool {
    size.saturating_mul(LIGHT) <= whole
}

/// Clusters by the sums of the powers of their sizes; those without tokens are no clusters.
///
/// Sums of sizes and of their squares are exact up to 2⁵³, so that clusters can be taken out again; those of higher
/// powers, which weigh a two thousandth and less, are not.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Sizes {
    count: u64,
    powers: [f64; POWERS],
}

impl Sizes {
    /// How many clusters there are.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// One more cluster.
    pub fn add(&mut self, size: u64) {
        self.count += u64::from(size > 0);
        self.shift(size as f64, 1.0);
    }

    /// One cluster less, which was added before.
    pub fn remove(&mut self, size: u64) {
        self.count = self.count.saturating_sub(u64::from(size > 0));
        self.shift(size as f64, -1.0);
    }

    fn shift(&mut self, size: f64, sign: f64) {
        let mut power = sign;
        for sum in &mut self.powers {
            power *= size;
            *sum += power;
        }
    }

    /// Σd, where the clusters are light among `whole` tokens.
    pub fn removals(&self, whole: u64) -> f64 {
        self.series(whole, |place| 1.0 / (place + 1) as f64)
    }

    /// Σd², likewise.
    pub fn removal_squares(&self, whole: u64) -> f64 {
        self.series(whole, |place| SQUARE[place])
    }

    fn series(&self, whole: u64, coefficient: impl Fn(usize) -> f64) -> f64 {
        if self.count == 0 {
            return 0.0;
        }
        let step = 1.0 / whole as f64;
        let terms = self.powers.iter().enumerate().rev();
        terms.fold(0.0, |sum, (place, power)| (sum + coefficient(place) * power) * step)
    }
}

/// The clusters of one group, summed up for all its terms.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Clusters {
    count: u64,
    size: u64,
    removal_sum: f64,
    removal_squares: f64,
}

impl Clusters {
    /// All clusters of a group of `size` tokens: `light` ones summed up, and the sizes of the others, in a fixed order;
    /// empty ones are left out.
    pub fn new(size: u64, light: &Sizes, single: impl IntoIterator<Item = u64>) -> Self {
        let mut clusters = Self {
            count: light.count(),
            size,
            removal_sum: light.removals(size),
            removal_squares: light.removal_squares(size),
        };
        for size in single.into_iter().filter(|&size| size > 0) {
            let removal = clusters.removal(size);
            clusters.count += 1;
            clusters.removal_sum += removal;
            clusters.removal_squares += removal * removal;
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
    pub fn removal(&self, size: u64) -> f64 {
        -(-(size as f64 / self.size as f64)).ln_1p()
    }
}

/// The jackknife of one term in one group, fed with the clusters that have the term.
#[derive(Debug, Clone, Copy)]
pub struct Jackknife {
    total: u64,
    /// e of a cluster that has the term once, as most do.
    shift_of_one: f64,
    shift_sum: f64,
    square_sum: f64,
}

impl Jackknife {
    /// For a term that occurs `total` times, X, in all clusters together.
    pub fn new(total: u64) -> Self {
        Self { total, shift_of_one: shift(1, total), shift_sum: 0.0, square_sum: 0.0 }
    }

    /// A cluster that has the term `count` times, with its [`Clusters::removal`]. Each such cluster that has tokens
    /// once, in a fixed order.
    #[inline]
    pub fn add(&mut self, count: u64, removal: f64) {
        let shift = if count == 1 { self.shift_of_one } else { shift(count, self.total) };
        self.shift_sum += shift;
        self.square_sum += shift * (shift + 2.0 * removal);
    }

    /// Light clusters that have the term `count` times each, in a group of `whole` tokens.
    pub fn add_all(&mut self, count: u64, clusters: &Sizes, whole: u64) {
        if clusters.count() == 0 {
            return;
        }
        let shift = if count == 1 { self.shift_of_one } else { shift(count, self.total) };
        let shifts = clusters.count() as f64 * shift;
        self.shift_sum += shifts;
        self.square_sum += shift * (shifts + 2.0 * clusters.removals(whole));
    }

    /// The log rate with its variance; `None` if the term does not occur or there are fewer than two clusters.
    pub fn finish(&self, clusters: &Clusters) -> Option<LogRate> {
        let Clusters { count, size, removal_sum, removal_squares } = *clusters;
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

/// eᵢ of a cluster that has `count` of `total` occurrences.
fn shift(count: u64, total: u64) -> f64 {
    let all = total as f64;
    match total.saturating_sub(count) {
        0 => (0.5 / all).ln(),
        _ => (-(count as f64 / all)).ln_1p(),
    }
}

#[cfg(test)]
#[path = "jackknife_tests.rs"]
pub(super) mod tests;
