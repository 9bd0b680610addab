//! The only 2×2 arithmetic: how often a term occurs in a target and in a reference.

use std::hash::{Hash, Hasher};

use super::special::deviance;

/// The side on which a term does not occur at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Zero {
    /// Only the reference has it.
    Target,
    /// Only the target has it.
    Reference,
}

impl Zero {
    /// The word for it in every table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Target => "target",
            Self::Reference => "reference",
        }
    }
}

/// Counts of one term in two sets of tokens.
///
/// Where either set is empty, or neither has the term, there is nothing to compare and every measure is `None`.
/// A count above its size is taken as the size.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Contingency {
    /// Occurrences in the target, a.
    pub target: u64,
    /// All tokens of the target, n1.
    pub target_size: u64,
    /// Occurrences in the reference, b.
    pub reference: u64,
    /// All tokens of the reference, n2.
    pub reference_size: u64,
}

/// The tables of a family have the same sizes: only the counts tell them apart.
impl Hash for Contingency {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.reference ^ self.target.rotate_left(32));
    }
}

/// The four cells as observed and as expected if the term were equally frequent in both, with what follows.
pub(super) struct Cells {
    /// a, b, c = n1 − a, d = n2 − b.
    pub observed: [f64; 4],
    /// The expectations of the same four.
    pub expected: [f64; 4],
    /// a less its expectation; the other cells differ by as much, with signs +, −, −, +.
    pub excess: f64,
    /// n1 and n2.
    pub sizes: [f64; 2],
}

impl Cells {
    /// N = n1 + n2.
    pub fn total(&self) -> f64 {
        self.sizes[0] + self.sizes[1]
    }

    /// `size` with the sign of the excess: + where the target has more than expected.
    pub fn signed(&self, size: f64) -> f64 {
        if self.excess < 0.0 { -size } else { size }
    }

    fn deviances(&self) -> [f64; 4] {
        let signs = [1.0, -1.0, -1.0, 1.0];
        std::array::from_fn(|i| deviance(self.observed[i], self.expected[i], signs[i] * self.excess))
    }

    /// 2·Σ O·ln(O/E) over the four cells.
    pub fn g2(&self) -> f64 {
        2.0 * self.deviances().iter().sum::<f64>()
    }

    /// N(ad − bc)² / (the four margins), with |ad − bc| lessened by `correction`.
    pub fn chi2(&self, correction: f64) -> Option<f64> {
        let total = self.total();
        let [a, b, c, d] = self.observed;
        let distance = (self.excess.abs() * total - correction).max(0.0);
        let margins = (a + b) * (c + d) * self.sizes[0] * self.sizes[1];
        (margins > 0.0).then(|| self.signed(distance / margins * distance * total))
    }
}

impl Contingency {
    /// The same table seen from the other side.
    #[must_use]
    pub fn swapped(&self) -> Self {
        Self {
            target: self.reference,
            target_size: self.reference_size,
            reference: self.target,
            reference_size: self.target_size,
        }
    }

    pub(super) fn cells(&self) -> Option<Cells> {
        if self.target_size == 0 || self.reference_size == 0 || (self.target == 0 && self.reference == 0) {
            return None;
        }
        let (n1, n2) = (self.target_size, self.reference_size);
        let (a, b) = (self.target.min(n1), self.reference.min(n2));
        let (c, d) = (n1 - a, n2 - b);
        let (ad, bc) = (u128::from(a) * u128::from(d), u128::from(b) * u128::from(c));
        let sizes = [n1 as f64, n2 as f64];
        let total = sizes[0] + sizes[1];
        let (with, without) = (a as f64 + b as f64, c as f64 + d as f64);
        let excess = ad.abs_diff(bc) as f64 / total;
        Some(Cells {
            observed: [a as f64, b as f64, c as f64, d as f64],
            expected: [
                sizes[0] / total * with,
                sizes[1] / total * with,
                sizes[0] / total * without,
                sizes[1] / total * without,
            ],
            excess: if ad < bc { -excess } else { excess },
            sizes,
        })
    }

    /// The side that has none, if exactly one of them has none.
    pub fn zero(&self) -> Option<Zero> {
        match (self.target, self.reference) {
            (0, 1..) => Some(Zero::Target),
            (1.., 0) => Some(Zero::Reference),
            (0, 0) | (1.., 1..) => None,
        }
    }

    /// The target's expected count n1(a + b)/N if the term were equally frequent in both.
    pub fn expected(&self) -> Option<f64> {
        self.cells().map(|cells| cells.expected[0])
    }

    /// The log likelihood ratio over all four cells, 2·Σ O·ln(O/E), signed: + where the target has more than
    /// expected.
    ///
    /// # Source
    /// Dunning (1993), Accurate methods for the statistics of surprise and coincidence.
    pub fn g2(&self) -> Option<f64> {
        let cells = self.cells()?;
        Some(cells.signed(cells.g2()))
    }

    /// The log likelihood ratio over the term's own two cells, signed as [`Self::g2`].
    ///
    /// # Source
    /// Rayson & Garside (2000), Comparing corpora using frequency profiling.
    pub fn ll2(&self) -> Option<f64> {
        let cells = self.cells()?;
        let [target, reference, ..] = cells.deviances();
        Some(cells.signed(2.0 * (target + reference)))
    }

    /// Pearson's χ² without correction, signed as [`Self::g2`]; `None` also where all tokens are the term.
    ///
    /// # Source
    /// Pearson (1900), N(ad − bc)² / ((a+b)(c+d)(a+c)(b+d)).
    pub fn chi2(&self) -> Option<f64> {
        self.cells()?.chi2(0.0)
    }

    /// The Bayesian information criterion |[`Self::ll2`]| − ln N: over 0 the term speaks against equal rates, 10
    /// and more strongly.
    ///
    /// # Source
    /// Wilson (2013), Embracing Bayes factors for key item analysis in corpus linguistics.
    pub fn bic(&self) -> Option<f64> {
        Some(self.ll2()?.abs() - self.cells()?.total().ln())
    }

    /// The binary log of the ratio of the two rates; a count of 0 is taken as 0.5.
    ///
    /// Where [`Self::zero`] is set the number depends on that half and can even have the wrong sign: it is for
    /// comparison with other tools only.
    ///
    /// # Source
    /// Hardie (2014), Log Ratio: an informal introduction.
    pub fn log_ratio(&self) -> Option<f64> {
        let [a, b, ..] = self.cells()?.observed;
        let half_for_none = |count: f64| if count == 0.0 { 0.5 } else { count };
        Some((half_for_none(a) / half_for_none(b) / self.size_ratio()).log2())
    }

    /// n1 / n2.
    fn size_ratio(&self) -> f64 {
        self.target_size as f64 / self.reference_size as f64
    }

    /// By how many percent the target's rate exceeds the reference's, from −100; `None` where the reference has
    /// none.
    ///
    /// # Source
    /// Gabrielatos & Marchi (2011), Keyness: matching metrics to definitions.
    pub fn percent_diff(&self) -> Option<f64> {
        let [a, b, ..] = self.cells()?.observed;
        (b > 0.0).then(|| 100.0 * (a / b / self.size_ratio() - 1.0))
    }

    /// The odds ratio ad / (bc); `None` where bc = 0.
    ///
    /// # Source
    /// Cornfield (1951), A method of estimating comparative rates from clinical data.
    pub fn odds_ratio(&self) -> Option<f64> {
        let [a, b, c, d] = self.cells()?.observed;
        (b > 0.0 && c > 0.0).then(|| a / b * (d / c))
    }

    /// The ratio of the two rates per million, each plus 1.
    ///
    /// # Source
    /// Kilgarriff (2009), Simple maths for keywords.
    pub fn simple_maths(&self) -> Option<f64> {
        let cells = self.cells()?;
        let [a, b, ..] = cells.observed;
        Some((a * 1e6 / cells.sizes[0] + 1.0) / (b * 1e6 / cells.sizes[1] + 1.0))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Tables of any size up to a million million, empty sides and zeros among them.
    pub fn tables() -> impl Strategy<Value = Contingency> {
        let size = || prop_oneof![0u64..4, 0u64..1_000, 0u64..1_000_000_000_000];
        (size(), size(), 0.0..=1.0f64, 0.0..=1.0f64).prop_map(|(n1, n2, first, second)| Contingency {
            target: (n1 as f64 * first * first) as u64,
            target_size: n1,
            reference: (n2 as f64 * second * second) as u64,
            reference_size: n2,
        })
    }

    type Measure = fn(&Contingency) -> Option<f64>;

    proptest! {
        #[test]
        fn a_signed_measure_changes_its_sign_when_the_sides_are_swapped(table in tables()) {
            let signed: [Measure; 4] =
                [Contingency::g2, Contingency::ll2, Contingency::chi2, Contingency::log_ratio];
            for measure in signed {
                match (measure(&table), measure(&table.swapped())) {
                    (Some(here), Some(there)) => {
                        prop_assert!((here + there).abs() <= 1e-9 * here.abs().max(1e-300), "{here} {there}");
                    }
                    (here, there) => prop_assert_eq!(here, there),
                }
            }
        }

        #[test]
        fn every_measure_is_finite_or_undefined(table in tables()) {
            let all: [Measure; 9] = [
                Contingency::expected, Contingency::g2, Contingency::ll2, Contingency::chi2, Contingency::bic,
                Contingency::log_ratio, Contingency::percent_diff, Contingency::odds_ratio,
                Contingency::simple_maths,
            ];
            for measure in all {
                prop_assert!(measure(&table).is_none_or(f64::is_finite));
            }
        }
    }

    #[test]
    fn nothing_to_compare_is_undefined() {
        let empty = Contingency { target: 0, target_size: 0, reference: 3, reference_size: 10 };
        assert_eq!((empty.g2(), empty.log_ratio(), empty.simple_maths()), (None, None, None));
        let absent = Contingency { target: 0, target_size: 5, reference: 0, reference_size: 10 };
        assert_eq!((absent.g2(), absent.zero()), (None, None));
    }

    #[test]
    fn the_side_without_the_term_is_named() {
        let table = Contingency { target: 2, target_size: 5, reference: 0, reference_size: 10 };
        assert_eq!(table.zero(), Some(Zero::Reference));
        assert_eq!(table.swapped().zero(), Some(Zero::Target));
        assert_eq!((table.percent_diff(), table.odds_ratio()), (None, None));
    }

    #[test]
    fn a_small_difference_between_great_counts_keeps_its_digits() {
        // Two halves of 2e12 tokens, 1e9 + 1e3 against 1e9 − 1e3: (2e3)² / (2e9 · (1 − 1e-3)) to first order.
        let table = Contingency {
            target: 1_000_001_000,
            target_size: 1_000_000_000_000,
            reference: 999_999_000,
            reference_size: 1_000_000_000_000,
        };
        let expected = 0.002 / 0.999;
        assert!((table.g2().unwrap() / expected - 1.0).abs() < 1e-9);
    }
}
