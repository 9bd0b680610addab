//! Random numbers for the tests that simulate.

use super::random;

/// Draws from distributions, the same everywhere.
pub struct Random(pub u64);

impl Random {
    /// Between 0 and 1, neither of them.
    pub fn uniform(&mut self) -> f64 {
        let mut counter = random::Random(self.0);
        let bits = counter.bits();
        self.0 = counter.0;
        ((bits >> 11) as f64 + 0.5) / (1u64 << 53) as f64
    }

    /// Standard normal, by Box and Muller.
    pub fn normal(&mut self) -> f64 {
        (-2.0 * self.uniform().ln()).sqrt() * (2.0 * std::f64::consts::PI * self.uniform()).cos()
    }

    /// Of scale 1: Marsaglia & Tsang, with the boost for shapes below 1.
    pub fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            return self.gamma(shape + 1.0) * self.uniform().powf(1.0 / shape);
        }
        let d = shape - 1.0 / 3.0;
        loop {
            let x = self.normal();
            let v = (1.0 + x / (9.0 * d).sqrt()).powi(3);
            if v > 0.0 && self.uniform().ln() < 0.5 * x * x + d - d * v + d * v.ln() {
                return d * v;
            }
        }
    }

    /// By multiplication (Knuth).
    pub fn poisson(&mut self, mean: f64) -> u64 {
        // In pieces, so that exp never underflows.
        let mut left = mean;
        let mut count = 0;
        while left > 0.0 {
            let piece = left.min(30.0);
            left -= piece;
            let (limit, mut product) = ((-piece).exp(), self.uniform());
            while product > limit {
                count += 1;
                product *= self.uniform();
            }
        }
        count
    }
}
