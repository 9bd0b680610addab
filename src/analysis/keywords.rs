//! What each group says more, or less, than the others.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::terms::TermCounts;
use crate::count::{Dfm, Key};
use crate::error::Result;
use crate::scan::{Corpus, Grouping};
use crate::stats::adjust::Adjustment;
use crate::stats::compat::Compat;
use crate::stats::contingency::Contingency;
use crate::stats::dispersion::{Parts, Spreading};
use crate::stats::interval::{Clusters, Jackknife, LogRate, LogRatioInterval};
use crate::stats::keyness::{Candidate, Keyword, Spread, keywords};
use crate::stats::log_odds::Prior;
use crate::suggest;
use crate::vocab::TermId;

/// What the unit of sampling is for intervals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cluster {
    /// Each turn.
    #[default]
    Turn,
    /// Each document's turns of one side together.
    Document,
}

impl Cluster {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Turn, Self::Document];

    /// The word for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Turn => "turn",
            Self::Document => "document",
        }
    }
}

/// The prior of the log odds.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum PriorChoice {
    /// The term's own counts on both sides.
    #[default]
    Pooled,
    /// The same for every word of the whole input that the totals count.
    Uniform(f64),
    /// In the proportions of a background list: how often each term, as it is shown or as its key, occurs.
    Background(BTreeMap<String, u64>),
}

/// Whose variants of the formulas are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Variants {
    /// As published.
    #[default]
    Published,
    /// As quanteda computes them.
    Quanteda,
    /// As tidylo computes the log odds, over all groups and what belongs to none.
    Tidylo,
}

impl Variants {
    /// All.
    pub const ALL: [Self; 3] = [Self::Published, Self::Quanteda, Self::Tidylo];

    /// The word for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Quanteda => "quanteda",
            Self::Tidylo => "tidylo",
        }
    }
}

/// Whether turn rows are read for intervals and dispersion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Intervals {
    /// They are.
    #[default]
    Computed,
    /// They are not; those columns stay empty.
    Skipped,
}

/// How keywords are judged.
#[derive(Debug, Clone)]
pub struct KeynessOptions {
    /// Terms that are rarer than this on both sides together are not tested.
    pub min_count: u64,
    /// The group that the others are compared with; `None`: each group against all other turns that are
    /// looked at, those without a group included.
    pub reference: Option<String>,
    /// The unit of sampling for intervals.
    pub cluster: Cluster,
    /// The prior of the log odds.
    pub prior: PriorChoice,
    /// How p becomes q.
    pub adjustment: Adjustment,
    /// Whose variants of the formulas.
    pub variants: Variants,
    /// Whether intervals are computed.
    pub intervals: Intervals,
}

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
    reference: Option<usize>,
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
        let reference = match &options.reference {
            Some(label) => Some(find(&grouping, what, label)?),
            None => None,
        };
        let members = grouping.rows();
        Ok(Self { corpus, counts, grouping, rows: rows.to_vec(), members, reference, options })
    }

    /// How keywords are judged.
    pub fn options(&self) -> &KeynessOptions {
        &self.options
    }

    /// The groups' names, in byte order.
    pub fn labels(&self) -> &[String] {
        &self.grouping.labels
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
        (0..self.members.len()).filter(|&group| self.reference != Some(group))
    }

    /// Judges every term of one group.
    pub fn family(&self, group: usize) -> Family<'_> {
        let target = &self.members[group];
        let reference: Cow<'_, [u32]> = match self.reference {
            Some(other) => Cow::Borrowed(&self.members[other]),
            None => self.rows.iter().copied().filter(|&row| !self.is_of(row, group)).collect(),
        };
        let (target_size, reference_size) = (self.counts.size(target), self.counts.size(&reference));
        let (targets, references) = (self.counts.totals(target), self.counts.totals(&reference));
        let tested: Vec<TermId> = self
            .counts
            .terms
            .ids()
            .filter(|term| targets[term.index()] + references[term.index()] >= self.options.min_count.max(1))
            .collect();
        let mut spreads = match self.options.intervals {
            Intervals::Computed => Some(self.spreads(target, &reference, &targets, &references)),
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
                let spread = spreads.as_mut().map(|spreads| spreads.of(term, &table));
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
        match self.reference {
            Some(_) => 2,
            None => self.members.len() as u64 + u64::from(ungrouped),
        }
    }

    fn spreads(&self, target: &[u32], reference: &[u32], targets: &[u64], references: &[u64]) -> Spreads {
        let own = Side::new(self, target, targets);
        let other = Side::new(self, reference, references);
        let parts = Parts::new(target.iter().map(|&row| self.counts.sizes[row as usize]));
        let mut spreading: Vec<Spreading<'_>> =
            targets.iter().map(|&total| Spreading::new(&parts, total)).collect();
        for &row in target {
            for (term, count) in self.counts.matrix.row(row as usize) {
                spreading[term as usize].add(count, self.counts.sizes[row as usize]);
            }
        }
        Spreads { own, other, dispersion: spreading.iter().map(Spreading::dp_norm_of_keyword).collect() }
    }
}

fn find(grouping: &Grouping, what: &str, label: &str) -> Result<usize> {
    let labels = || grouping.labels.iter().map(String::as_str);
    grouping.find(label).ok_or_else(|| suggest::unknown(what, label, labels()))
}

/// What turn rows say of every term, for one target and its reference.
struct Spreads {
    own: Side,
    other: Side,
    dispersion: Vec<Option<f64>>,
}

impl Spreads {
    fn of(&mut self, term: TermId, table: &Contingency) -> Spread {
        let place = term.index();
        let (own, other) = (self.own.rates[place], self.other.rates[place]);
        Spread {
            target_turns: self.own.turns[place],
            reference_turns: self.other.turns[place],
            interval: LogRatioInterval::new(table, own, other),
            dp_norm: self.dispersion[place],
        }
    }
}

/// One side of a comparison: for each term the turns that have it and the jackknife of its rate.
struct Side {
    turns: Vec<u64>,
    rates: Vec<Option<LogRate>>,
}

impl Side {
    fn new<F>(keyness: &Keyness<'_, F>, rows: &[u32], totals: &[u64]) -> Self {
        let TermCounts { matrix, sizes, .. } = keyness.counts;
        let mut turns = vec![0; totals.len()];
        for &row in rows {
            for (term, _) in matrix.row(row as usize) {
                turns[term as usize] += 1;
            }
        }
        let rates = match keyness.options.cluster {
            Cluster::Turn => jackknives(matrix, sizes, rows, totals),
            Cluster::Document => {
                let documents = keyness.corpus.group_by(&Key::Document, rows);
                let merged = matrix.group_by(&documents.of, documents.labels.len());
                let sizes: Vec<u64> = documents.rows().iter().map(|rows| keyness.counts.size(rows)).collect();
                let all: Vec<u32> = (0..merged.len() as u32).collect();
                jackknives(&merged, &sizes, &all, totals)
            }
        };
        Self { turns, rates }
    }
}

/// The jackknife of every column's rate over the clusters that `rows` of `matrix` are.
pub(super) fn jackknives(matrix: &Dfm, sizes: &[u64], rows: &[u32], totals: &[u64]) -> Vec<Option<LogRate>> {
    let clusters = Clusters::new(rows.iter().map(|&row| sizes[row as usize]));
    let mut columns: Vec<Jackknife<'_>> =
        totals.iter().map(|&total| Jackknife::new(&clusters, total)).collect();
    for &row in rows {
        for (column, count) in matrix.row(row as usize) {
            columns[column as usize].add(count, sizes[row as usize]);
        }
    }
    columns.iter().map(Jackknife::finish).collect()
}
