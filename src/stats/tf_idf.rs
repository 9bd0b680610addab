//! Weights that favour what is frequent in a unit and rare among the units.

/// How a count becomes a weight.
///
/// The units may be turns, documents or speakers; with few units a term that stands in all of them weighs nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TfIdf {
    /// count · log10(N / df), as quanteda's `dfm_tfidf`.
    #[default]
    Quanteda,
    /// count · (ln((1 + N) / (1 + df)) + 1), each unit scaled to [`Self::length`] 1, as scikit-learn's
    /// `TfidfVectorizer`.
    Sklearn,
    /// (count / tokens of the unit) · ln(N / df), as tidytext's `bind_tf_idf`.
    Tidytext,
}

impl TfIdf {
    /// Every weighting.
    pub const ALL: [Self; 3] = [Self::Quanteda, Self::Sklearn, Self::Tidytext];

    /// Its name as an option.
    pub fn name(self) -> &'static str {
        match self {
            Self::Quanteda => "quanteda",
            Self::Sklearn => "sklearn",
            Self::Tidytext => "tidytext",
        }
    }

    /// Whether a term's weight in a unit is its count times a factor that is the same in all units.
    pub fn is_linear(self) -> bool {
        match self {
            Self::Quanteda => true,
            Self::Sklearn | Self::Tidytext => false,
        }
    }

    /// The weight of a term that occurs `count` times among the `unit_size` tokens of a unit and stands in
    /// `units_with` of all `units`. `None` where no unit has it, or the unit is empty.
    pub fn weight(self, count: u64, unit_size: u64, units_with: u64, units: u64) -> Option<f64> {
        if units_with == 0 || unit_size == 0 {
            return None;
        }
        let (tf, df, n) = (count as f64, units_with as f64, units as f64);
        Some(match self {
            Self::Quanteda => tf * (n / df).log10(),
            Self::Sklearn => tf * (((1.0 + n) / (1.0 + df)).ln() + 1.0),
            Self::Tidytext => tf / unit_size as f64 * (n / df).ln(),
        })
    }

    /// What the `weights` of all terms of one unit are to be divided by: over 0, also where all are 0.
    pub fn length(self, weights: impl Iterator<Item = f64>) -> f64 {
        let length = match self {
            Self::Quanteda | Self::Tidytext => 1.0,
            Self::Sklearn => weights.map(|weight| weight * weight).sum::<f64>().sqrt(),
        };
        if length > 0.0 { length } else { 1.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_that_stands_in_every_unit_weighs_nothing_but_in_scikit_learn() {
        assert_eq!(TfIdf::Quanteda.weight(4, 23, 2, 2), Some(0.0));
        assert_eq!(TfIdf::Tidytext.weight(4, 23, 2, 2), Some(0.0));
        assert_eq!(TfIdf::Sklearn.weight(4, 23, 2, 2), Some(4.0));
    }

    #[test]
    fn a_term_that_stands_nowhere_has_no_weight() {
        assert_eq!(TfIdf::Quanteda.weight(0, 23, 0, 2), None);
        assert_eq!(TfIdf::Tidytext.weight(0, 0, 1, 2), None);
    }

    #[test]
    fn a_unit_has_length_one_in_scikit_learn_alone() {
        assert_eq!(TfIdf::Sklearn.length([3.0, 4.0].into_iter()), 5.0);
        assert_eq!(TfIdf::Quanteda.length([3.0, 4.0].into_iter()), 1.0);
        assert_eq!(TfIdf::Sklearn.length([0.0].into_iter()), 1.0, "nothing is divided by 0");
    }
}
