//! Keywords: what a target says more, or less, than a reference.

use std::cmp::Ordering;

use super::ALPHA;
use super::adjust::Adjustment;
use super::compat::Compat;
use super::contingency::{Contingency, Zero};
use super::distribution::chi2_survival;
use super::interval::LogRatioInterval;
use super::log_odds::Prior;
pub use super::measure::{KeynessMeasure, Scoring};

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
    /// The interval of the log ratio with turns (or documents) as the unit.
    pub interval: Option<LogRatioInterval>,
    /// DPnorm over the target's own turns; see [`super::dispersion`].
    pub dp_norm: Option<f64>,
}

/// A term of one group's family, as counted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate<'a> {
    /// The term as it is shown; the last tie of the order.
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
    /// Its place in the list given to [`keywords`].
    pub index: usize,
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

impl Keyword<'_> {
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

    /// The interval of the log ratio, where there is one.
    pub fn interval(&self) -> Option<LogRatioInterval> {
        self.counts.spread.and_then(|spread| spread.interval)
    }
}

/// Judges and ranks the whole family of one group: all terms that are tested for it, also those that it never says.
///
/// The order is total: `lrc` from the most typical to the least, then `g2` likewise, then the target's count, most
/// first, then the term's bytes, then the order given. An undefined score stands with 0.
pub fn keywords<'a>(
    candidates: &[Candidate<'a>],
    adjustment: Adjustment,
    compat: Compat,
) -> Vec<Keyword<'a>> {
    let family = candidates.len() as u64;
    let mut keywords: Vec<Keyword<'a>> = candidates
        .iter()
        .enumerate()
        .map(|(index, &counts)| {
            let scoring = Scoring { family, prior: counts.prior, compat };
            let g2 = KeynessMeasure::G2.score(&counts.table, &scoring);
            let lrc = KeynessMeasure::Lrc.score(&counts.table, &scoring);
            let p = g2.map(chi2_survival);
            Keyword { counts, index, rank: 0, g2, p, q: None, q_cluster: None, lrc, status: None, scoring }
        })
        .collect();
    let p: Vec<_> = keywords.iter().map(|keyword| keyword.p).collect();
    let p_cluster: Vec<_> = keywords.iter().map(|keyword| keyword.interval().map(|i| i.p_cluster)).collect();
    let q = adjustment.adjust(&p);
    let q_cluster = Adjustment::BenjaminiHochberg.adjust(&p_cluster);
    for (keyword, (q, q_cluster)) in keywords.iter_mut().zip(q.into_iter().zip(q_cluster)) {
        keyword.q = q;
        keyword.q_cluster = q_cluster;
        keyword.status = status(keyword);
    }
    keywords.sort_by(most_typical_first);
    for (rank, keyword) in (1..).zip(&mut keywords) {
        keyword.rank = rank;
    }
    keywords
}

fn status(keyword: &Keyword<'_>) -> Option<Status> {
    let spread = keyword.counts.spread?;
    let is_spread = match keyword.counts.table.zero() {
        Some(Zero::Reference) => spread.target_turns >= 3,
        Some(Zero::Target) => spread.reference_turns >= 3,
        None => keyword.q_cluster.is_some_and(|q| q < ALPHA),
    };
    let differs = keyword.lrc.is_some_and(|lrc| lrc != 0.0);
    Some(if differs && is_spread { Status::Established } else { Status::Suggestive })
}

fn most_typical_first(left: &Keyword<'_>, right: &Keyword<'_>) -> Ordering {
    // + 0.0 turns −0 into 0, so that the two tie.
    let score = |value: Option<f64>| value.unwrap_or(0.0) + 0.0;
    score(right.lrc)
        .total_cmp(&score(left.lrc))
        .then_with(|| score(right.g2).total_cmp(&score(left.g2)))
        .then_with(|| right.counts.table.target.cmp(&left.counts.table.target))
        .then_with(|| left.counts.term.as_bytes().cmp(right.counts.term.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(term: &str, target: u64, reference: u64, spread: Option<Spread>) -> Candidate<'_> {
        let table = Contingency { target, target_size: 2_000, reference, reference_size: 9_000 };
        Candidate { term, table, prior: Prior::pooled(&table), spread }
    }

    fn spread(target_turns: u64, p_cluster: Option<f64>) -> Option<Spread> {
        let interval = p_cluster.map(|p_cluster| LogRatioInterval { low: 0.1, high: 3.0, p_cluster });
        Some(Spread { target_turns, reference_turns: 2, interval, dp_norm: None })
    }

    fn judge(candidates: &[Candidate<'_>]) -> Vec<(String, Option<Status>)> {
        keywords(candidates, Adjustment::default(), Compat::default())
            .iter()
            .map(|keyword| (keyword.counts.term.to_owned(), keyword.status))
            .collect()
    }

    #[test]
    fn keywords_run_from_the_most_to_the_least_typical_with_ties_by_g2_count_and_bytes() {
        let family = [
            candidate("never", 0, 200, None),
            candidate("b-absent", 0, 0, None),
            candidate("same", 2, 9, None),
            candidate("a-absent", 0, 0, None),
            candidate("often", 80, 20, None),
            candidate("rather", 3, 9, None),
        ];
        let order: Vec<String> = judge(&family).into_iter().map(|(term, _)| term).collect();
        assert_eq!(order, ["often", "rather", "same", "a-absent", "b-absent", "never"]);
    }

    #[test]
    fn a_keyword_is_established_only_if_turns_bear_it_out() {
        let family = [
            candidate("borne-out", 80, 20, spread(9, Some(0.001))),
            candidate("one-burst", 80, 20, spread(1, Some(0.3))),
            candidate("no-interval", 80, 20, spread(1, None)),
            candidate("unread", 80, 20, None),
        ];
        let judged = judge(&family);
        let of = |term: &str| judged.iter().find(|(name, _)| name == term).unwrap().1;
        assert_eq!(of("borne-out"), Some(Status::Established));
        assert_eq!(of("one-burst"), Some(Status::Suggestive));
        assert_eq!(of("no-interval"), Some(Status::Suggestive));
        assert_eq!(of("unread"), None);
    }

    #[test]
    fn a_word_of_one_side_only_needs_three_turns_of_that_side() {
        let family = [
            candidate("in-three", 30, 0, spread(3, None)),
            candidate("in-two", 30, 0, spread(2, None)),
            candidate("too-few", 1, 0, spread(3, None)),
            candidate("others-in-two", 0, 400, spread(0, None)),
        ];
        let judged = judge(&family);
        let established: Vec<&str> =
            judged.iter().filter(|(_, s)| *s == Some(Status::Established)).map(|(t, _)| t.as_str()).collect();
        assert_eq!(established, ["in-three"]);
    }

    #[test]
    fn q_is_over_all_terms_and_q_cluster_over_those_with_an_interval() {
        let family = [
            candidate("a", 30, 20, spread(3, Some(0.01))),
            candidate("b", 30, 0, spread(3, None)),
            candidate("c", 3, 9, spread(3, Some(0.2))),
        ];
        let judged = keywords(&family, Adjustment::Bonferroni, Compat::default());
        let a = judged.iter().find(|keyword| keyword.counts.term == "a").unwrap();
        assert!((a.q.unwrap() - 3.0 * a.p.unwrap()).abs() < 1e-15);
        assert_eq!(a.q_cluster, Some(0.02));
        assert_eq!(a.index, 0);
    }

    #[test]
    fn p_is_that_of_g2_as_shown_also_under_compat() {
        let family = [candidate("few", 4, 1, None)];
        let [quanteda] = keywords(&family, Adjustment::default(), Compat::Quanteda)[..] else {
            panic!("one")
        };
        assert_ne!(quanteda.g2, family[0].table.g2());
        assert_eq!(quanteda.p, quanteda.g2.map(chi2_survival));
    }
}
