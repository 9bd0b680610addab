//! The keywords of one group: all terms that are tested for it, judged and ranked.

use super::comparison::PriorChoice;
use super::log_rates::Columns;
use super::terms::TermCounts;
use crate::stats::compat::Compat;
use crate::stats::contingency::Contingency;
use crate::stats::interval::LogRateDifference;
use crate::stats::keyness::{Candidate, Judged, Keyword, Ranking, Scoring, Spread};
use crate::stats::log_odds::Prior;
use crate::vocab::{TermId, Vocabulary};

/// All terms that are tested for one group, ranked.
#[derive(Debug)]
pub struct Family<'a> {
    /// The group's name.
    pub group: &'a str,
    /// Its tokens.
    pub target_size: u64,
    /// The reference's tokens.
    pub reference_size: u64,
    /// Its turns.
    pub target_turns: u64,
    pub(super) judging: Judging<'a>,
    /// All terms that may be tested, in byte order as shown.
    pub(super) terms: &'a [TermId],
    pub(super) ranking: Ranking<'a>,
    pub(super) spreads: Option<Spreads>,
    pub(super) permuted: Option<Vec<Option<f64>>>,
}

impl<'a> Family<'a> {
    /// How many terms are tested.
    pub fn len(&self) -> usize {
        self.ranking.len()
    }

    /// Whether no term is.
    pub fn is_empty(&self) -> bool {
        self.ranking.is_empty()
    }

    /// The terms, most typical of the group first.
    pub fn keywords(&self) -> impl Iterator<Item = (TermId, Keyword<'a>)> + '_ {
        self.ranking.iter().map(|judged| (self.terms[judged.index], self.keyword(judged)))
    }

    /// The terms, least typical of the group first.
    pub fn keywords_from_last(&self) -> impl Iterator<Item = (TermId, Keyword<'a>)> + '_ {
        self.ranking.iter_from_last().map(|judged| (self.terms[judged.index], self.keyword(judged)))
    }

    /// One of the terms; `None` where it is not tested.
    pub fn keyword_of(&self, term: TermId) -> Option<Keyword<'a>> {
        let shown = |term: &TermId| self.judging.counts.terms.shown(*term);
        let place = self.terms.binary_search_by_key(&shown(&term), shown).ok()?;
        Some(self.keyword(self.ranking.get(place as u32)?))
    }

    /// The p of each keyword by permutation of clusters, by its [`Judged::index`], where that is asked for: from above 0
    /// to 1; `None` where the reference has no turns, or a side has fewer than two clusters with tokens.
    pub fn permuted(&self) -> Option<&[Option<f64>]> {
        self.permuted.as_deref()
    }

    fn keyword(&self, judged: Judged) -> Keyword<'a> {
        let (term, tested) = (self.terms[judged.index], self.ranking.tested(judged.index as u32));
        let judging = &self.judging;
        let prior = judging.prior(term, &tested.table);
        let spread =
            self.spreads.as_ref().zip(tested.turns).map(|(spreads, [target_turns, reference_turns])| {
                let (difference, dp_norm) = spreads.of(term);
                Spread { target_turns, reference_turns, difference, dp_norm }
            });
        let counts = Candidate { term: judging.shown(term), table: tested.table, prior, spread };
        let scoring = Scoring { family: self.len() as u64, prior, compat: judging.compat };
        Keyword { counts, judged, scoring }
    }
}

/// What keywords are made with, beside what is counted of their group.
#[derive(Debug, Clone, Copy)]
pub(super) struct Judging<'a> {
    pub vocabulary: &'a Vocabulary,
    pub counts: &'a TermCounts,
    pub prior: &'a PriorChoice,
    pub compat: Compat,
}

impl<'a> Judging<'a> {
    fn shown(&self, term: TermId) -> &'a str {
        self.vocabulary.form(self.counts.terms.shown(term))
    }

    fn prior(&self, term: TermId, table: &Contingency) -> Prior {
        match self.prior {
            PriorChoice::Pooled => Prior::pooled(table),
            PriorChoice::Uniform(alpha) => Prior::uniform(*alpha, self.counts.types),
            PriorChoice::Background(list) => Prior::background(table, list.counts[term.index()], list.size),
        }
    }
}

/// What turn rows say of the terms that a target says.
#[derive(Debug)]
pub(super) struct Spreads {
    pub columns: Columns,
    pub difference: Vec<Option<LogRateDifference>>,
    pub dp_norm: Vec<Option<f64>>,
}

impl Spreads {
    pub fn of(&self, term: TermId) -> (Option<LogRateDifference>, Option<f64>) {
        let place = self.columns.place(term.0);
        place.map_or((None, None), |place| (self.difference[place], self.dp_norm[place]))
    }
}
