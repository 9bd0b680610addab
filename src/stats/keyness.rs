//! Keywords: what a target says more, or less, than a reference.

use super::contingency::Contingency;
use super::interval::{LogRateDifference, LogRatioInterval};
use super::log_odds::Prior;
pub use super::measure::{KeynessMeasure, Scoring};
pub use super::ranking::{Judged, Ranking, Tested};

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
    /// Turns of the reference that have it.
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
    /// From 1, most typical of the target first, least typical last.
    pub rank: u64,
    /// [`KeynessMeasure::G2`].
    pub g2: Option<f64>,
    /// The p-value of `g2` with 1 degree of freedom, tokens taken as independent.
    pub p: Option<f64>,
    /// `p` adjusted for the family.
    pub q: Option<f64>,
    /// `p_cluster` adjusted by Benjamini–Hochberg over the terms of the family that have one.
    pub q_cluster: Option<f64>,
    /// [`KeynessMeasure::Lrc`].
    pub lrc: Option<f64>,
    /// How far it can be trusted; `None` where the turn rows were not read.
    pub status: Option<Status>,
    /// What its scores depend on.
    pub scoring: Scoring,
}

impl<'a> Keyword<'a> {
    /// What was counted and what it was judged to be.
    pub fn new(counts: Candidate<'a>, judged: Judged, scoring: Scoring) -> Self {
        let Judged { index: _, rank, g2, p, q, q_cluster, lrc, status } = judged;
        Self { counts, rank, g2, p, q, q_cluster, lrc, status, scoring }
    }

    /// Any measure of this keyword, computed when asked for: the exact tests cost more than all the rest, and only
    /// rows that are written need them.
    pub fn score(&self, measure: KeynessMeasure) -> Option<f64> {
        match measure {
            KeynessMeasure::G2 => self.g2,
            KeynessMeasure::Lrc => self.lrc,
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
