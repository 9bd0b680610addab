//! Keywords: what a target says more, or less, than a reference.

use super::contingency::Contingency;
use super::interval::{LogRateDifference, LogRatioInterval};
use super::log_odds::Prior;
pub use super::measure::{KeynessMeasure, Scoring};
pub use super::ranking::{Judged, Ranking, Tested, Tests};

/// How far a keyword can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It passes both tests: [`Contingency::lrc`] is not 0, and the difference stands also when turns, not tokens,
    /// are the unit (where one side has none: the term stands in at least 3 turns).
    Established,
    /// It does not.
    Suggestive,
}

impl Status {
    /// The word for it in every table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Established => "established",
            Self::Suggestive => "suggestive",
        }
    }
}

/// What the turn rows say of a term, for one target and its reference.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spread {
    /// Turns of the target that have the term.
    pub target_turns: u64,
    /// Turns of the reference that have it; 0 where it is a list.
    pub reference_turns: u64,
    /// The two log rates against each other, with turns (or documents) as the unit; `None` where either side is
    /// undefined or nothing varies.
    pub difference: Option<LogRateDifference>,
    /// DPnorm over the target's own turns; see [`super::dispersion`].
    pub dp_norm: Option<f64>,
}

/// A term of one group's family, as counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate<'a> {
    /// The term as it is shown.
    pub term: &'a str,
    /// Its counts.
    pub table: Contingency,
    /// Its prior for the log odds.
    pub prior: Prior,
    /// What the turn rows say; `None` where they were not read.
    pub spread: Option<Spread>,
}

/// A candidate, judged within its family and ranked.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Keyword<'a> {
    /// What was counted.
    pub counts: Candidate<'a>,
    /// What it was judged to be.
    pub judged: Judged,
    /// What its scores depend on.
    pub scoring: Scoring,
}

impl<'a> Keyword<'a> {
    /// Any measure of this keyword, computed when asked for: the exact tests cost more than all the rest, and only
    /// rows that are written need them.
    pub fn score(&self, measure: KeynessMeasure) -> Option<f64> {
        match measure {
            KeynessMeasure::G2 => self.judged.g2,
            KeynessMeasure::Lrc => self.judged.lrc,
            KeynessMeasure::Ll2
            | KeynessMeasure::Chi2
            | KeynessMeasure::LogRatio
            | KeynessMeasure::LogOddsZ
            | KeynessMeasure::PercentDiff
            | KeynessMeasure::OddsRatio
            | KeynessMeasure::Bic
            | KeynessMeasure::SimpleMaths
            | KeynessMeasure::FisherP
            | KeynessMeasure::Specificity => measure.score(&self.counts.table, &self.scoring),
        }
    }

    /// The interval of the log ratio, where there is one, computed when asked for.
    pub fn interval(&self) -> Option<LogRatioInterval> {
        LogRatioInterval::new(&self.counts.table, &self.counts.spread?.difference?)
    }
}
