//! The keyness measures by name: what the columns of a table are filled from, and whom to cite for each.

use super::compat::Compat;
use super::contingency::Contingency;
use super::log_odds::Prior;

/// A measure of how much more a target has of a term than a reference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeynessMeasure {
    /// [`Contingency::g2`].
    G2,
    /// [`Contingency::ll2`].
    Ll2,
    /// [`Contingency::chi2`].
    Chi2,
    /// [`Contingency::log_ratio`].
    LogRatio,
    /// [`Contingency::lrc`].
    Lrc,
    /// [`Contingency::log_odds_z`].
    LogOddsZ,
    /// [`Contingency::percent_diff`].
    PercentDiff,
    /// [`Contingency::odds_ratio`].
    OddsRatio,
    /// [`Contingency::bic`].
    Bic,
    /// [`Contingency::simple_maths`].
    SimpleMaths,
    /// [`Contingency::fisher_p`].
    FisherP,
    /// [`Contingency::specificity`].
    Specificity,
}

/// What a score depends on beside the table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Scoring {
    /// How many terms are tested together.
    pub family: u64,
    /// The prior of the log odds.
    pub prior: Prior,
    /// Whose variants are used.
    pub compat: Compat,
}

impl KeynessMeasure {
    /// Every measure, in the order of columns.
    pub const ALL: [Self; 12] = [
        Self::G2,
        Self::Ll2,
        Self::Chi2,
        Self::LogRatio,
        Self::Lrc,
        Self::LogOddsZ,
        Self::PercentDiff,
        Self::OddsRatio,
        Self::Bic,
        Self::SimpleMaths,
        Self::FisherP,
        Self::Specificity,
    ];

    /// Its column.
    pub fn name(self) -> &'static str {
        match self {
            Self::G2 => "g2",
            Self::Ll2 => "ll2",
            Self::Chi2 => "chi2",
            Self::LogRatio => "log_ratio",
            Self::Lrc => "lrc",
            Self::LogOddsZ => "log_odds_z",
            Self::PercentDiff => "percent_diff",
            Self::OddsRatio => "odds_ratio",
            Self::Bic => "bic",
            Self::SimpleMaths => "simple_maths",
            Self::FisherP => "fisher_p",
            Self::Specificity => "specificity",
        }
    }

    /// Who proposed it.
    pub fn cite(self) -> &'static str {
        match self {
            Self::G2 => "Dunning (1993)",
            Self::Ll2 => "Rayson & Garside (2000)",
            Self::Chi2 => "Pearson (1900)",
            Self::LogRatio => "Hardie (2014)",
            Self::Lrc => "Evert (2022)",
            Self::LogOddsZ => "Monroe, Colaresi & Quinn (2008)",
            Self::PercentDiff => "Gabrielatos & Marchi (2011)",
            Self::OddsRatio => "Cornfield (1951)",
            Self::Bic => "Wilson (2013)",
            Self::SimpleMaths => "Kilgarriff (2009)",
            Self::FisherP => "Fisher (1935)",
            Self::Specificity => "Lafon (1980)",
        }
    }

    /// The score of `table`; `None` where it is undefined.
    pub fn score(self, table: &Contingency, scoring: &Scoring) -> Option<f64> {
        match self {
            Self::G2 => match scoring.compat {
                Compat::Quanteda => table.g2_quanteda(),
                Compat::Published | Compat::Tidylo { .. } => table.g2(),
            },
            Self::Ll2 => table.ll2(),
            Self::Chi2 => match scoring.compat {
                Compat::Quanteda => table.chi2_quanteda(),
                Compat::Published | Compat::Tidylo { .. } => table.chi2(),
            },
            Self::LogRatio => table.log_ratio(),
            Self::Lrc => table.lrc(scoring.family),
            Self::LogOddsZ => match scoring.compat {
                Compat::Tidylo { sets } => table.log_odds_z_tidylo(sets),
                Compat::Published | Compat::Quanteda => table.log_odds_z(scoring.prior),
            },
            Self::PercentDiff => table.percent_diff(),
            Self::OddsRatio => table.odds_ratio(),
            Self::Bic => table.bic(),
            Self::SimpleMaths => table.simple_maths(),
            Self::FisherP => table.fisher_p(),
            Self::Specificity => table.specificity(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compat_changes_the_measures_of_that_tool_alone() {
        let table = Contingency { target: 4, target_size: 2_000, reference: 1, reference_size: 9_000 };
        let under = |compat| Scoring { family: 2, prior: Prior::pooled(&table), compat };
        let changed = |compat| {
            let differs = |measure: &KeynessMeasure| {
                measure.score(&table, &under(compat)) != measure.score(&table, &under(Compat::Published))
            };
            KeynessMeasure::ALL.into_iter().filter(differs).collect::<Vec<_>>()
        };
        assert_eq!(changed(Compat::Quanteda), [KeynessMeasure::G2, KeynessMeasure::Chi2]);
        assert_eq!(changed(Compat::Tidylo { sets: 2 }), [KeynessMeasure::LogOddsZ]);
    }
}
