//! Adjusting p-values for the size of their family.

/// How p-values of one family are adjusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Adjustment {
    /// Controls the false discovery rate (Benjamini & Hochberg 1995).
    #[default]
    BenjaminiHochberg,
    /// Controls the family-wise error rate, step-down (Holm 1979).
    Holm,
    /// Controls the family-wise error rate: p times the family (Bonferroni 1936).
    Bonferroni,
}

impl Adjustment {
    /// Every adjustment.
    pub const ALL: [Self; 3] = [Self::BenjaminiHochberg, Self::Holm, Self::Bonferroni];

    /// Its name as an option.
    pub fn name(self) -> &'static str {
        match self {
            Self::BenjaminiHochberg => "bh",
            Self::Holm => "holm",
            Self::Bonferroni => "bonferroni",
        }
    }

    /// The adjusted p-values, each at the place of its own; a missing one stays missing and is no member of the
    /// family. Within `[p, 1]`; equal p-values get equal results.
    pub fn adjust(self, p_values: &[Option<f64>]) -> Vec<Option<f64>> {
        let each_once: Vec<(Option<f64>, u64)> = p_values.iter().map(|&p| (p, 1)).collect();
        self.adjust_counted(&each_once)
    }

    /// The same where each p-value stands for so many members of the family that all have it.
    pub fn adjust_counted(self, p_values: &[(Option<f64>, u64)]) -> Vec<Option<f64>> {
        let present =
            p_values.iter().enumerate().filter_map(|(index, &(p, members))| Some((index, p?, members)));
        let mut ascending: Vec<(usize, f64, u64)> = present.collect();
        ascending.sort_by(|left, right| left.1.total_cmp(&right.1));
        let family: u64 = ascending.iter().map(|(.., members)| members).sum();
        let mut adjusted = vec![None; p_values.len()];
        match self {
            Self::BenjaminiHochberg => {
                let (mut least, mut rank) = (1f64, family);
                for &(index, p, members) in ascending.iter().rev() {
                    least = least.min(p * family as f64 / rank as f64);
                    rank -= members;
                    adjusted[index] = Some(least);
                }
            }
            Self::Holm => {
                let (mut most, mut left) = (0f64, family);
                for &(index, p, members) in &ascending {
                    most = most.max((p * left as f64).min(1.0));
                    left -= members;
                    adjusted[index] = Some(most);
                }
            }
            Self::Bonferroni => {
                for (index, p, _) in ascending {
                    adjusted[index] = Some((p * family as f64).min(1.0));
                }
            }
        }
        adjusted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const P: [Option<f64>; 6] = [Some(0.01), Some(0.04), None, Some(0.03), Some(0.005), Some(0.9)];

    fn assert_adjusts(adjustment: Adjustment, expected: [f64; 5]) {
        let adjusted = adjustment.adjust(&P);
        assert_eq!(adjusted[2], None);
        let values: Vec<f64> = adjusted.into_iter().flatten().collect();
        for (value, expected) in values.iter().zip(expected) {
            assert!((value - expected).abs() < 1e-15, "{adjustment:?}: {values:?}");
        }
    }

    // Values as R's p.adjust gives them for c(.01, .04, .03, .005, .9).
    #[test]
    fn each_adjustment_leaves_out_the_missing_and_keeps_the_places() {
        assert_adjusts(Adjustment::BenjaminiHochberg, [0.025, 0.05, 0.05, 0.025, 0.9]);
        assert_adjusts(Adjustment::Holm, [0.04, 0.09, 0.09, 0.025, 0.9]);
        assert_adjusts(Adjustment::Bonferroni, [0.05, 0.2, 0.15, 0.025, 1.0]);
    }

    #[test]
    fn an_empty_family_has_no_adjusted_values() {
        assert_eq!(Adjustment::BenjaminiHochberg.adjust(&[None, None]), [None, None]);
    }
}
