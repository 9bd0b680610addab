//! What each group says more, or less, than the others.

use std::borrow::Cow;

use super::comparison::{Cluster, Intervals, KeynessOptions, PriorChoice, Reference, Variants};
use super::log_rates::log_rates;
use super::terms::TermCounts;
use crate::count::Key;
use crate::error::Result;
use crate::scan::{Corpus, Grouping};
use crate::stats::compat::Compat;
use crate::stats::contingency::Contingency;
use crate::stats::dispersion::{Parts, Spreading};
use crate::stats::interval::{LogRate, LogRatioInterval};
use crate::stats::keyness::{Candidate, Keyword, Spread, keywords};
use crate::stats::log_odds::Prior;
use crate::suggest;
use crate::vocab::TermId;

/// All terms that are tested for one group, ranked.
#[derive(Debug, Clone)]
pub struct Family<'a> {
    /// The group's name.
    pub group: &'a str,
    /// Its tokens.
    pub target_size: u64,
    /// The reference's tokens.
    pub reference_size: u64,
    /// Its turns.
    pub target_turns: u64,
    /// The terms, most typical of the group first.
    pub keywords: Vec<(TermId, Keyword<'a>)>,
}

/// Groups of turns, ready to be compared.
#[derive(Debug)]
pub struct Keyness<'a, F> {
    corpus: &'a Corpus<F>,
    counts: &'a TermCounts,
    grouping: Grouping,
    rows: Vec<u32>,
    members: Vec<Vec<u32>>,
    whole: Tallied,
    options: KeynessOptions,
}

impl<'a, F> Keyness<'a, F> {
    /// The groups of `rows` by `key`.
    ///
    /// # Errors
    /// The reference is no group; the nearest names are given.
    pub fn new(
        corpus: &'a Corpus<F>,
        counts: &'a TermCounts,
        key: &Key,
        rows: &[u32],
        options: KeynessOptions,
    ) -> Result<Self> {
        Self::of(corpus, counts, corpus.group_by(key, rows), key.name(), rows, options)
    }

    /// Groups that the caller made; `what` says in messages what they are.
    ///
    /// # Errors
    /// The reference is no group; the nearest names are given.
    pub fn of(
        corpus: &'a Corpus<F>,
        counts: &'a TermCounts,
        grouping: Grouping,
        what: &str,
        rows: &[u32],
        options: KeynessOptions,
    ) -> Result<Self> {
        match &options.reference {
            Reference::Group(label) => find(&grouping, what, label).map(drop)?,
            Reference::Rest | Reference::Turns(_) => {}
        }
        let (members, whole) = (grouping.rows(), Tallied::new(counts, rows));
        Ok(Self { corpus, counts, grouping, rows: rows.to_vec(), members, whole, options })
    }

    /// How keywords are judged.
    pub fn options(&self) -> &KeynessOptions {
        &self.options
    }

    /// The number of a group.
    ///
    /// # Errors
    /// There is no group of that name; the nearest names are given.
    pub fn find(&self, what: &str, label: &str) -> Result<usize> {
        find(&self.grouping, what, label)
    }

    /// The groups that are compared: all but the reference, where one group is the reference.
    pub fn targets(&self) -> impl Iterator<Item = usize> + '_ {
        let reference = match &self.options.reference {
            Reference::Group(label) => self.grouping.find(label),
            Reference::Rest | Reference::Turns(_) => None,
        };
        (0..self.members.len()).filter(move |&group| reference != Some(group))
    }

    /// The turns that a group is compared with, and what is counted in them.
    fn reference(&self, group: usize, own: &Tallied) -> (Cow<'_, [u32]>, Tallied) {
        let rows = match &self.options.reference {
            Reference::Rest => {
                let rest = self.rows.iter().copied().filter(|&row| !self.is_of(row, group)).collect();
                return (rest, self.whole.without(own));
            }
            Reference::Group(label) => {
                self.grouping.find(label).map_or(&[][..], |group| &self.members[group])
            }
            Reference::Turns(rows) => rows,
        };
        (Cow::Borrowed(rows), Tallied::new(self.counts, rows))
    }

    /// Judges every term of one group.
    pub fn family(&self, group: usize) -> Family<'_> {
        let target = &self.members[group];
        let own = Tallied::new(self.counts, target);
        let (reference, other) = self.reference(group, &own);
        let (target_size, reference_size) = (self.counts.size(target), self.counts.size(&reference));
        let (targets, references) = (&own.totals, &other.totals);
        let tested: Vec<TermId> = self
            .counts
            .terms
            .ids()
            .filter(|term| targets[term.index()] + references[term.index()] >= self.options.min_count.max(1))
            .collect();
        let spreads = match self.options.intervals {
            Intervals::Computed => Some(self.spreads([target, &reference], [&own, &other])),
            Intervals::Skipped => None,
        };
        let candidates: Vec<Candidate<'_>> = tested
            .iter()
            .map(|&term| {
                let table = Contingency {
                    target: targets[term.index()],
                    target_size,
                    reference: references[term.index()],
                    reference_size,
                };
                let spread = spreads.as_ref().map(|spreads| spreads.of(term, &table));
                Candidate {
                    term: self.counts.shown(self.corpus, term),
                    table,
                    prior: self.prior(term, &table),
                    spread,
                }
            })
            .collect();
        let ranked = keywords(&candidates, self.options.adjustment, self.compat());
        Family {
            group: &self.grouping.labels[group],
            target_size,
            reference_size,
            target_turns: target.len() as u64,
            keywords: ranked.into_iter().map(|keyword| (tested[keyword.index], keyword)).collect(),
        }
    }

    fn is_of(&self, row: u32, group: usize) -> bool {
        self.grouping.of[row as usize] == Some(group as u32)
    }

    fn prior(&self, term: TermId, table: &Contingency) -> Prior {
        match &self.options.prior {
            PriorChoice::Pooled => Prior::pooled(table),
            PriorChoice::Uniform(alpha) => Prior::uniform(*alpha, self.counts.types),
            PriorChoice::Background(list) => {
                let shown = self.counts.shown(self.corpus, term);
                let count = list.get(shown).or_else(|| list.get(self.counts.terms.key(term)));
                Prior::background(table, count.copied().unwrap_or(0), list.values().sum())
            }
        }
    }

    fn compat(&self) -> Compat {
        match self.options.variants {
            Variants::Published => Compat::Published,
            Variants::Quanteda => Compat::Quanteda,
            Variants::Tidylo => Compat::Tidylo { sets: self.sets() },
        }
    }

    /// How many sets are compared: the groups, and what belongs to none; two where one group is the reference.
    fn sets(&self) -> u64 {
        let ungrouped = self.rows.iter().any(|&row| self.grouping.of[row as usize].is_none());
        match self.options.reference {
            Reference::Group(_) | Reference::Turns(_) => 2,
            Reference::Rest => self.members.len() as u64 + u64::from(ungrouped),
        }
    }

    fn spreads(&self, rows: [&[u32]; 2], tallied: [&Tallied; 2]) -> Spreads {
        let [own, other] = tallied;
        let [target, _] = rows;
        let parts = Parts::new(target.iter().map(|&row| self.counts.sizes[row as usize]));
        let mut spreading: Vec<Spreading<'_>> =
            own.totals.iter().map(|&total| Spreading::new(&parts, total)).collect();
        for &row in target {
            for (term, count) in self.counts.matrix.row(row as usize) {
                spreading[term as usize].add(count, self.counts.sizes[row as usize]);
            }
        }
        Spreads {
            turns: tallied.map(|side| side.turns.clone()),
            rates: [
                self.rates(target, &own.where_shared(other)),
                self.rates(rows[1], &other.where_shared(own)),
            ],
            dispersion: spreading.iter().map(Spreading::dp_norm_of_keyword).collect(),
        }
    }

    /// The jackknife of each term's rate in some turns; a term of no occurrences has none.
    fn rates(&self, rows: &[u32], totals: &[u64]) -> Vec<Option<LogRate>> {
        let TermCounts { matrix, sizes, .. } = self.counts;
        match self.options.cluster {
            Cluster::Turn => log_rates(matrix, sizes, rows, totals),
            Cluster::Document => {
                let documents = self.corpus.group_by(&Key::Document, rows);
                let merged = matrix.group_by(&documents.of, documents.labels.len());
                let sizes: Vec<u64> = documents.rows().iter().map(|rows| self.counts.size(rows)).collect();
                let all: Vec<u32> = (0..merged.len() as u32).collect();
                log_rates(&merged, &sizes, &all, totals)
            }
        }
    }
}

fn find(grouping: &Grouping, what: &str, label: &str) -> Result<usize> {
    let labels = || grouping.labels.iter().map(String::as_str);
    grouping.find(label).ok_or_else(|| suggest::unknown(what, label, labels()))
}

/// What is counted of every term in some turns.
#[derive(Debug, Clone)]
struct Tallied {
    /// How often it occurs.
    totals: Vec<u64>,
    /// In how many turns.
    turns: Vec<u64>,
}

impl Tallied {
    fn new(counts: &TermCounts, rows: &[u32]) -> Self {
        let mut tallied = Self { totals: vec![0; counts.terms.len()], turns: vec![0; counts.terms.len()] };
        for &row in rows {
            for (term, count) in counts.matrix.row(row as usize) {
                tallied.totals[term as usize] += count;
                tallied.turns[term as usize] += 1;
            }
        }
        tallied
    }

    /// What is left of these turns without those, which are among them.
    fn without(&self, part: &Self) -> Self {
        let less = |all: &[u64], part: &[u64]| {
            all.iter().zip(part).map(|(all, part)| all.saturating_sub(*part)).collect()
        };
        Self { totals: less(&self.totals, &part.totals), turns: less(&self.turns, &part.turns) }
    }

    /// The totals of the terms that the other side has too, 0 for the others: only where both sides have a term is
    /// there an interval.
    fn where_shared(&self, other: &Self) -> Vec<u64> {
        let shared = |(&own, &other): (&u64, &u64)| if other > 0 { own } else { 0 };
        self.totals.iter().zip(&other.totals).map(shared).collect()
    }
}

/// What turn rows say of every term, for one target and its reference.
struct Spreads {
    turns: [Vec<u64>; 2],
    rates: [Vec<Option<LogRate>>; 2],
    dispersion: Vec<Option<f64>>,
}

impl Spreads {
    fn of(&self, term: TermId, table: &Contingency) -> Spread {
        let place = term.index();
        let [target, reference] = [0, 1].map(|side: usize| self.rates[side][place]);
        Spread {
            target_turns: self.turns[0][place],
            reference_turns: self.turns[1][place],
            interval: LogRatioInterval::new(table, target, reference),
            dp_norm: self.dispersion[place],
        }
    }
}
