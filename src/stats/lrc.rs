//! The conservative log ratio: the least difference that the counts still allow.

use std::f64::consts::LN_2;

use super::ALPHA;
use super::contingency::Contingency;
use super::special::{beta_quantile_log_odds, ln_beta, ln_binomial};

impl Contingency {
    /// The bound nearer to 0 of the 95 % interval of the log ratio, 0 where the interval holds 0: at least by so
    /// many doublings the two rates differ, after Bonferroni's correction for a `family` of terms tested together.
    /// Finite, also where one side has none.
    ///
    /// It takes tokens as independent, and so is too sure of words that come in bursts.
    ///
    /// # Source
    /// Evert (2022), Measuring keyness; the Clopper–Pearson interval of a/(a + b) at level 95 % / family.
    pub fn lrc(&self, family: u64) -> Option<f64> {
        let cells = self.cells()?;
        let [a, b, ..] = cells.observed;
        let [n1, n2] = cells.sizes;
        Some(if cells.excess > 0.0 {
            least_log_ratio([a, b], [n1, n2], family)
        } else if cells.excess < 0.0 {
            -least_log_ratio([b, a], [n2, n1], family)
        } else {
            0.0
        })
    }
}

/// The lower bound of the log ratio of the first side, which has more than expected, over the second; at least 0.
fn least_log_ratio(counts: [f64; 2], sizes: [f64; 2], family: u64) -> f64 {
    let ln_level = (ALPHA / (2.0 * family.max(1) as f64)).ln();
    let total = sizes[0] + sizes[1];
    let (p, q) = (sizes[0] / total, sizes[1] / total);
    // The tail is never less than its first density, which settles most terms of a family at a tenth of the cost.
    let is_within = || ln_binomial(counts[0], counts[0] + counts[1], p, q) >= ln_level;
    if is_within() || ln_beta(counts[0], counts[1] + 1.0, p, q) >= ln_level {
        return 0.0;
    }
    let log_odds = beta_quantile_log_odds(counts[0], counts[1] + 1.0, ln_level);
    ((log_odds - (sizes[0] / sizes[1]).ln()) / LN_2).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::super::contingency::tests::tables;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(96))]
        #[test]
        fn lrc_lies_between_zero_and_the_log_ratio_and_changes_its_sign_with_the_sides(table in tables()) {
            if let Some(lrc) = table.lrc(100) {
                let swapped = table.swapped().lrc(100).unwrap();
                prop_assert!(lrc.is_finite() && (lrc + swapped).abs() <= 1e-9);
                if table.zero().is_none() {
                    let ratio = table.log_ratio().unwrap();
                    prop_assert!(lrc.abs() <= ratio.abs() + 1e-12 && lrc * ratio >= 0.0, "{lrc} {ratio}");
                }
            }
        }

        #[test]
        fn a_larger_family_never_makes_lrc_larger(table in tables(), family in 1u64..1_000_000) {
            if let (Some(one), Some(many)) = (table.lrc(1), table.lrc(family)) {
                prop_assert!(many.abs() <= one.abs() + 1e-9);
            }
        }
    }

    #[test]
    fn a_word_of_one_side_only_has_the_bound_of_its_closed_form() {
        // τ = (α/2)^(1/a) at b = 0; equal sizes.
        let table = Contingency { target: 20, target_size: 1_000, reference: 0, reference_size: 1_000 };
        let share = 0.025f64.powf(1.0 / 20.0);
        assert!((table.lrc(1).unwrap() - (share / (1.0 - share)).log2()).abs() < 1e-9);
    }
}
