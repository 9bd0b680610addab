//! The two groups of the page with the most words, one against the other.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use super::groups::{Groups, LEAST_WORDS};
use crate::analysis::{Keyness, KeynessOptions, Reference, TermCounts};
use crate::count::Key;
use crate::error::Result;
use crate::render::chart::Series;
use crate::scan::Corpus;
use crate::stats::contingency::Contingency;
use crate::stats::interval::{LogRateDifference, LogRatioInterval};
use crate::stats::keyness::{Keyword, Status};
use crate::vocab::TermId;

/// A group that is set against another.
#[derive(Debug, Clone, PartialEq)]
pub struct Side {
    /// Its name.
    pub name: String,
    /// Its colour.
    pub series: Series,
    /// Its turns.
    pub turns: u64,
    /// Its words.
    pub words: u64,
}

/// A term as the first side says it against the second.
#[derive(Debug, Clone, Copy)]
pub struct Contrasted {
    /// The term.
    pub term: TermId,
    /// Its counts: the first side is the target.
    pub table: Contingency,
    /// Whether it passes the tests.
    pub status: Option<Status>,
    difference: Option<LogRateDifference>,
    g2: f64,
    lrc: f64,
}

impl Contrasted {
    fn new((term, keyword): (TermId, Keyword<'_>)) -> Self {
        Self {
            term,
            table: keyword.counts.table,
            status: keyword.judged.status,
            difference: keyword.counts.spread.and_then(|spread| spread.difference),
            g2: keyword.judged.g2.unwrap_or(0.0),
            lrc: keyword.judged.lrc.unwrap_or(0.0),
        }
    }

    /// Whether it passes the tests.
    pub fn is_established(&self) -> bool {
        self.status == Some(Status::Established)
    }

    /// Which side says it more: 0 or 1; `None` where both say it as often.
    pub fn side(&self) -> Option<usize> {
        match self.g2 {
            more if more > 0.0 => Some(0),
            less if less < 0.0 => Some(1),
            _ => None,
        }
    }

    /// The 95 % interval of the log ratio, first side against second; worked out when asked for.
    pub fn interval(&self) -> Option<LogRatioInterval> {
        LogRatioInterval::new(&self.table, &self.difference?)
    }

    /// Those that pass first, then those that differ most, whichever side says them more.
    fn strongest_first(&self, other: &Self) -> Ordering {
        let total = |term: &Self| term.table.target + term.table.reference;
        (other.is_established().cmp(&self.is_established()))
            .then_with(|| other.lrc.abs().total_cmp(&self.lrc.abs()))
            .then_with(|| other.g2.abs().total_cmp(&self.g2.abs()))
            .then_with(|| total(other).cmp(&total(self)))
    }
}

/// Two groups, one against the other.
#[derive(Debug, Clone)]
pub struct Contrast {
    /// The one with more words, and the other.
    pub sides: [Side; 2],
    /// How many terms were tested together, rituals included.
    pub tested: usize,
    /// The tested terms without rituals: those that pass first, then by how much they differ, then as they are shown.
    pub terms: Vec<Contrasted>,
}

impl Contrast {
    /// The two groups with the most words that stand alone, by the formulas of `options`; `None` where fewer do.
    ///
    /// # Errors
    /// None that are known: the reference is a group of the page.
    pub(super) fn new<F>(
        corpus: &Corpus<F>,
        counts: &TermCounts,
        (by, groups): (&Key, &Groups),
        rituals: &BTreeSet<TermId>,
        rows: &[u32],
        options: &KeynessOptions,
    ) -> Result<Option<Self>> {
        let members = groups.grouping.rows();
        let is_large =
            |group: &usize| !groups.is_pool[*group] && counts.size(&members[*group]) >= LEAST_WORDS;
        let mut large = groups.order.iter().copied().filter(is_large);
        let (Some(first), Some(second)) = (large.next(), large.next()) else { return Ok(None) };
        let reference = Reference::Group(groups.grouping.labels[second].clone());
        let options = KeynessOptions { reference, ..options.clone() };
        let keyness = Keyness::of(corpus, counts, groups.grouping.clone(), by.name(), rows, options)?;
        let family = keyness.family(first);
        let is_kept = |(term, _): &(TermId, Keyword<'_>)| !rituals.contains(term);
        let mut terms: Vec<(&str, Contrasted)> = family
            .keywords()
            .filter(is_kept)
            .map(|(term, keyword)| (keyword.counts.term, Contrasted::new((term, keyword))))
            .collect();
        terms.sort_by(|(shown, one), (other_shown, other)| {
            one.strongest_first(other).then_with(|| shown.cmp(other_shown))
        });
        let side = |group: usize| Side {
            name: groups.grouping.labels[group].clone(),
            series: groups.colours[group],
            turns: members[group].len() as u64,
            words: counts.size(&members[group]),
        };
        Ok(Some(Self {
            sides: [first, second].map(side),
            tested: family.len(),
            terms: terms.into_iter().map(|(_, term)| term).collect(),
        }))
    }

    /// How many of [`Self::terms`] pass on each side: rituals that pass are not counted.
    pub fn established(&self) -> [usize; 2] {
        let of_side = |term: &&Contrasted, side| term.is_established() && term.side() == Some(side);
        [0, 1].map(|side| self.terms.iter().filter(|term| of_side(term, side)).count())
    }

    /// How many terms were tested but are not among [`Self::terms`], as rituals.
    pub fn left_out(&self) -> usize {
        self.tested - self.terms.len()
    }
}
