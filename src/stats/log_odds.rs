//! Log odds with a Dirichlet prior.

use super::contingency::Contingency;

/// Pseudo-counts of a Dirichlet prior: what one term adds, and what all terms together add, to each side.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prior {
    /// α of the term.
    pub term: f64,
    /// α0, the sum over all terms.
    pub total: f64,
}

impl Prior {
    /// The term's own counts on both sides: α = a + b, α0 = N. Draws rare words towards equal use.
    pub fn pooled(table: &Contingency) -> Self {
        let sum = |one: u64, other: u64| one as f64 + other as f64;
        Self { term: sum(table.target, table.reference), total: sum(table.target_size, table.reference_size) }
    }

    /// The same `alpha` for each of `types` terms.
    pub fn uniform(alpha: f64, types: u64) -> Self {
        Self { term: alpha, total: alpha * types as f64 }
    }

    /// As heavy as [`Self::pooled`], in the proportions of a background corpus that has the term `count` times
    /// among `size` tokens. A term without a share there has no score.
    pub fn background(table: &Contingency, count: u64, size: u64) -> Self {
        let Self { total, .. } = Self::pooled(table);
        Self { term: if size == 0 { 0.0 } else { total * (count as f64 / size as f64) }, total }
    }
}

impl Contingency {
    /// The z of the log odds ratio under `prior`: the difference of the two log odds over its standard deviation.
    /// + where the target has more.
    ///
    /// `None` also where a prior of 0 meets a count of 0.
    ///
    /// # Source
    /// Monroe, Colaresi & Quinn (2008), Fightin' Words, equations 15, 19, 20 and 22.
    pub fn log_odds_z(&self, prior: Prior) -> Option<f64> {
        let cells = self.cells()?;
        let [target, reference, target_rest, reference_rest] = cells.observed;
        let rest = prior.total - prior.term;
        let with = [target + prior.term, reference + prior.term];
        let without = [target_rest + rest, reference_rest + rest];
        if with.iter().chain(&without).any(|&count| count <= 0.0) {
            return None;
        }
        let difference = (with[0] / without[0]).ln() - (with[1] / without[1]).ln();
        Some(difference / (1.0 / with[0] + 1.0 / with[1]).sqrt())
    }
}

#[cfg(test)]
mod tests {
    use super::super::contingency::tests::tables;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn z_is_finite_and_changes_its_sign_with_the_sides(table in tables()) {
            for prior in [Prior::pooled(&table), Prior::uniform(0.1, 50_000), Prior::background(&table, 7, 999)] {
                if let Some(z) = table.log_odds_z(prior) {
                    let swapped = table.swapped().log_odds_z(prior).unwrap();
                    prop_assert!(z.is_finite());
                    prop_assert!((z + swapped).abs() <= 1e-9 * z.abs().max(1e-3));
                }
            }
        }
    }

    #[test]
    fn a_term_unknown_to_the_background_has_no_score_where_it_does_not_occur() {
        let table = Contingency { target: 0, target_size: 50, reference: 4, reference_size: 80 };
        assert_eq!(table.log_odds_z(Prior::background(&table, 0, 1_000)), None);
        assert!(table.log_odds_z(Prior::background(&table, 1, 1_000)).unwrap() < 0.0);
    }
}
