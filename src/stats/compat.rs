//! The variants of other tools, for comparing numbers with theirs.

use super::contingency::{Cells, Contingency};

/// Whose variants of the formulas are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Compat {
    /// The formulas as published.
    #[default]
    Published,
    /// `g2` and `chi2` as quanteda's `textstat_keyness` computes them by default.
    Quanteda,
    /// `log_odds_z` as tidylo's `bind_log_odds` computes it over this many sets.
    Tidylo {
        /// How many sets are compared, this one among them.
        sets: u64,
    },
}

/// quanteda corrects for continuity where |ad − bc| ≥ N/2 and some expected count is below 5.
fn is_corrected(cells: &Cells) -> bool {
    cells.excess.abs() >= 0.5 && cells.expected.iter().any(|&expected| expected < 5.0)
}

impl Contingency {
    /// [`Self::chi2`] with Yates' correction where quanteda applies it.
    pub fn chi2_quanteda(&self) -> Option<f64> {
        let cells = self.cells()?;
        cells.chi2(if is_corrected(&cells) { cells.total() / 2.0 } else { 0.0 })
    }

    /// [`Self::g2`] of the counts each moved by ½ towards its expectation, where quanteda does so.
    pub fn g2_quanteda(&self) -> Option<f64> {
        let cells = self.cells()?;
        if !is_corrected(&cells) {
            return self.g2();
        }
        let shift = cells.signed(0.5);
        let moved = Cells {
            observed: std::array::from_fn(|i| cells.observed[i] - [shift, -shift, -shift, shift][i]),
            excess: cells.excess - shift,
            ..cells
        };
        Some(cells.signed(moved.g2()))
    }

    /// The log odds of the target with the pooled counts added, against those of all `sets` together, over its
    /// standard deviation, as tidylo: here the two sides are the target and all the rest.
    ///
    /// `None` also where every token is the term.
    pub fn log_odds_z_tidylo(&self, sets: u64) -> Option<f64> {
        let cells = self.cells()?;
        let [a, b, ..] = cells.observed;
        let pooled = a + b;
        let (own, own_total) = (a + pooled, cells.sizes[0] + cells.total());
        let all_sets = 1.0 + sets as f64;
        let (all, all_total) = (all_sets * pooled, all_sets * cells.total());
        let (rest, all_rest) = (own_total - own, all_total - all);
        (rest > 0.0 && all_rest > 0.0)
            .then(|| ((own / rest).ln() - (all / all_rest).ln()) / (1.0 / own + 1.0 / all).sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::super::contingency::tests::tables;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_variants_are_finite_or_undefined(table in tables()) {
            prop_assert!(table.chi2_quanteda().is_none_or(f64::is_finite));
            prop_assert!(table.g2_quanteda().is_none_or(f64::is_finite));
            prop_assert!(table.log_odds_z_tidylo(2).is_none_or(f64::is_finite));
        }
    }

    #[test]
    fn quanteda_corrects_only_where_an_expected_count_is_small() {
        let large = Contingency { target: 60, target_size: 1_000, reference: 40, reference_size: 1_000 };
        assert_eq!((large.chi2_quanteda(), large.g2_quanteda()), (large.chi2(), large.g2()));
        let small = Contingency { target: 6, target_size: 1_000, reference: 1, reference_size: 1_000 };
        assert!(small.chi2_quanteda() < small.chi2() && small.g2_quanteda() < small.g2());
    }
}
