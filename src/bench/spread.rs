//! What several runs of the same measurement say: never one number alone.

use serde::{Deserialize, Serialize};

/// The least, the middle and the greatest of some measurements, in their own unit.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// The least.
    pub low: f64,
    /// The median: of an even number, the mean of the two in the middle.
    pub median: f64,
    /// The greatest.
    pub high: f64,
    /// How many there are.
    pub runs: usize,
}

impl Spread {
    /// What `measured` says; `None` where nothing was measured, or something that is no finite number.
    pub fn of(mut measured: Vec<f64>) -> Option<Self> {
        measured.sort_by(f64::total_cmp);
        let runs = measured.len();
        let (low, high) = (*measured.first()?, *measured.last()?);
        let median = f64::midpoint(measured[(runs - 1) / 2], measured[runs / 2]);
        (low.is_finite() && high.is_finite()).then_some(Self { low, median, high, runs })
    }

    /// The spread of `amount` divided by each measurement: of rates, where these are times.
    pub fn rate_of(self, amount: f64) -> Option<Self> {
        let rate = |time: f64| amount / time;
        let spread =
            Self { low: rate(self.high), median: rate(self.median), high: rate(self.low), runs: self.runs };
        (spread.low.is_finite() && spread.high.is_finite()).then_some(spread)
    }

    /// The spread of `factor` times each measurement.
    #[must_use]
    pub fn times(self, factor: f64) -> Self {
        Self { low: self.low * factor, median: self.median * factor, high: self.high * factor, ..self }
    }

    /// The spread of the ratios of two series that were measured alternately, run by run.
    pub fn of_ratios(dividends: &[f64], divisors: &[f64]) -> Option<Self> {
        Self::of(dividends.iter().zip(divisors).map(|(dividend, divisor)| dividend / divisor).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spread_is_the_ends_and_the_middle() {
        let spread = Spread::of(vec![4.0, 1.0, 3.0, 2.0]).unwrap();
        assert_eq!(spread, Spread { low: 1.0, median: 2.5, high: 4.0, runs: 4 });
        let rates = spread.rate_of(12.0).unwrap();
        assert_eq!((rates.low, rates.median, rates.high), (3.0, 4.8, 12.0));
        assert_eq!(spread.times(2.0).high, 8.0);
    }

    #[test]
    fn what_is_no_number_has_no_spread() {
        assert_eq!(Spread::of(Vec::new()), None);
        assert_eq!(Spread::of(vec![1.0, f64::NAN]), None);
        assert_eq!(Spread::of(vec![0.0]).unwrap().rate_of(1.0), None);
    }

    #[test]
    fn ratios_are_of_what_was_measured_together() {
        let ratios = Spread::of_ratios(&[2.0, 9.0], &[1.0, 3.0]).unwrap();
        assert_eq!((ratios.low, ratios.high), (2.0, 3.0));
    }
}
