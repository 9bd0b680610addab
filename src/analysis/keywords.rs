//! What each group says more, or less, than the others.

use std::borrow::Cow;
use std::sync::Arc;

use super::comparison::{Cluster, Intervals, KeynessOptions, Reference, Variants};
use super::family::{Family, Judging, Spreads};
use super::log_rates::{Columns, Pool, Sample};
use super::permutations;
use super::terms::TermCounts;
use crate::count::Key;
use crate::error::Result;
use crate::scan::{Corpus, Grouping};
use crate::stats::compat::Compat;
use crate::stats::contingency::Contingency;
use crate::stats::dispersion::{Deviation, Parts};
use crate::stats::interval::LogRateDifference;
use crate::stats::keyness::{Ranking, Tested};
use crate::suggest;
use crate::vocab::TermId;

/// Groups of turns, ready to be compared.
#[derive(Debug)]
pub struct Keyness<'a, F> {
    corpus: &'a Corpus<F>,
    counts: &'a TermCounts,
    grouping: Grouping,
    rows: Vec<u32>,
    members: Vec<Vec<u32>>,
    base: Arc<Base<'a>>,
    options: KeynessOptions,
}

/// The turns that groups are compared with; where that is the rest, each group's own turns are among them.
#[derive(Debug)]
struct Base<'a> {
    rows: Vec<u32>,
    tallied: Tallied,
    /// `None` where no intervals are asked for, or the reference is a list.
    pool: Option<Pool<'a>>,
    /// The document of each turn, where documents are the clusters.
    documents: Option<Grouping>,
    /// The terms that may be tested, in byte order as shown.
    by_shown: Vec<TermId>,
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
        let members = grouping.rows();
        let base = match &options.reference {
            Reference::Rest => rows,
            Reference::Group(label) => &members[find(&grouping, what, label)?],
            Reference::Turns(rows) => rows,
            Reference::List(_) => &[],
        };
        let base = Arc::new(Base::new(corpus, counts, base.to_vec(), &options));
        Ok(Self { corpus, counts, grouping, rows: rows.to_vec(), members, base, options })
    }

    /// The same turns in groups by `key`.
    ///
    /// # Errors
    /// The reference is no group; the nearest names are given.
    pub fn regrouped(&self, key: &Key) -> Result<Self> {
        let Self { corpus, counts, rows, options, .. } = self;
        match options.reference {
            Reference::Group(_) => Self::new(corpus, counts, key, rows, options.clone()),
            Reference::Rest | Reference::Turns(_) | Reference::List(_) => {
                let grouping = corpus.group_by(key, rows);
                let (members, base) = (grouping.rows(), Arc::clone(&self.base));
                Ok(Self {
                    corpus,
                    counts,
                    grouping,
                    rows: rows.clone(),
                    members,
                    base,
                    options: options.clone(),
                })
            }
        }
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
            Reference::Rest | Reference::Turns(_) | Reference::List(_) => None,
        };
        (0..self.members.len()).filter(move |&group| reference != Some(group))
    }

    /// Judges every term of one group.
    pub fn family(&self, group: usize) -> Family<'_> {
        let target = &self.members[group];
        let own = Tallied::new(self.counts, target);
        let mut other = Cow::Borrowed(&self.base.tallied);
        let target_size = self.counts.size(target);
        let reference_size = match &self.options.reference {
            Reference::Rest => {
                other = Cow::Owned(other.without(&own));
                self.counts.size(&self.base.rows) - target_size
            }
            Reference::Group(_) | Reference::Turns(_) => self.counts.size(&self.base.rows),
            Reference::List(list) => list.size,
        };
        let least = self.options.min_count.max(1);
        let is_tested = |term: &TermId| own.totals[term.index()] + other.totals[term.index()] >= least;
        let terms: Vec<TermId> = self.base.by_shown.iter().copied().filter(is_tested).collect();
        let spreads = match self.options.intervals {
            Intervals::Computed => Some(self.spreads(target, &own, &other)),
            Intervals::Skipped => None,
        };
        let tested = terms.iter().map(|&term| {
            let place = term.index();
            let (target, reference) = (own.totals[place], other.totals[place]);
            let difference = spreads.as_ref().and_then(|spreads| spreads.of(term).0);
            Tested {
                table: Contingency { target, target_size, reference, reference_size },
                turns: spreads.as_ref().map(|_| [own.turns[place], other.turns[place]]),
                p_cluster: difference.map(|difference| difference.p_cluster),
            }
        });
        let tested: Vec<Tested> = tested.collect();
        let judging = self.judging();
        Family {
            group: &self.grouping.labels[group],
            target_size,
            reference_size,
            target_turns: target.len() as u64,
            ranking: Ranking::new(&tested, self.options.adjustment, judging.compat),
            judging,
            permuted: self.permuted(target, &terms, &tested),
            terms,
            tested,
            spreads,
        }
    }

    /// The p of the terms by permutation of the clusters of a target and its reference.
    fn permuted(&self, target: &[u32], terms: &[TermId], tested: &[Tested]) -> Option<Vec<Option<f64>>> {
        let permutations = self.options.permutations.as_ref()?;
        let base = &self.base.rows;
        let other = match self.options.reference {
            Reference::Rest => {
                Cow::Owned(base.iter().copied().filter(|row| target.binary_search(row).is_err()).collect())
            }
            Reference::Group(_) | Reference::Turns(_) => Cow::Borrowed(base),
            Reference::List(_) => return Some(vec![None; terms.len()]),
        };
        let [target, other] =
            [target, &other].map(|rows| sample(self.corpus, self.counts, rows, self.options.cluster));
        let columns = Columns::new(terms.iter().map(|term| term.0).collect(), self.counts.terms.len());
        Some(permutations::p_values([&target, &other], &columns, tested, permutations))
    }

    fn judging(&self) -> Judging<'_> {
        let prior = &self.options.prior;
        let compat = match self.options.variants {
            Variants::Published => Compat::Published,
            Variants::Quanteda => Compat::Quanteda,
            Variants::Tidylo => Compat::Tidylo { sets: self.sets() },
        };
        Judging { vocabulary: &self.corpus.vocabulary, counts: self.counts, prior, compat }
    }

    /// How many sets are compared: the groups, and what belongs to none; two where one group is the reference.
    fn sets(&self) -> u64 {
        let ungrouped = self.rows.iter().any(|&row| self.grouping.of[row as usize].is_none());
        match self.options.reference {
            Reference::Group(_) | Reference::Turns(_) | Reference::List(_) => 2,
            Reference::Rest => self.members.len() as u64 + u64::from(ungrouped),
        }
    }

    fn spreads(&self, target: &[u32], own: &Tallied, other: &Tallied) -> Spreads {
        let counts = self.counts;
        let least = self.options.min_count.max(1);
        let has = |term: &TermId| {
            let (own, other) = (own.totals[term.index()], other.totals[term.index()]);
            own > 0 && own + other >= least
        };
        let columns = counts.terms.ids().filter(has).map(|term| term.0).collect();
        let columns = Columns::new(columns, counts.terms.len());
        let difference = match &self.base.pool {
            Some(pool) => self.differences(pool, target, &columns, own, other),
            None => vec![None; columns.len()],
        };
        Spreads { difference, dp_norm: dispersion(counts, target, &columns, own), columns }
    }

    /// The log rates of columns in the target against those in the reference.
    fn differences(
        &self,
        pool: &Pool<'_>,
        target: &[u32],
        columns: &Columns,
        own: &Tallied,
        other: &Tallied,
    ) -> Vec<Option<LogRateDifference>> {
        let Self { corpus, counts, base, .. } = self;
        // Only where both sides have a term is there an interval.
        let shared = |all: &[u64]| -> Vec<u64> {
            let places = columns.iter().map(|term| term as usize);
            places.map(|place| if other.totals[place] > 0 { all[place] } else { 0 }).collect()
        };
        let (own_totals, other_totals) = (shared(&own.totals), shared(&other.totals));
        let sample = sample(corpus, counts, target, self.options.cluster);
        let rates = sample.log_rates(columns, &own_totals);
        let (taken, left) = match self.options.reference {
            Reference::Rest => base.without(target),
            Reference::Group(_) | Reference::Turns(_) | Reference::List(_) => (Vec::new(), Vec::new()),
        };
        let left = self::sample(corpus, counts, &left, self.options.cluster);
        let references = pool.without(&taken, &left, columns, &other_totals);
        rates.iter().zip(&references).map(|(rate, other)| (*rate)?.over(other.as_ref()?)).collect()
    }
}

/// The clusters that some turns make up.
fn sample<'a, F>(corpus: &Corpus<F>, counts: &'a TermCounts, rows: &[u32], cluster: Cluster) -> Sample<'a> {
    match cluster {
        Cluster::Turn => Sample::new(&counts.matrix, &counts.sizes, rows.to_vec()),
        Cluster::Document => {
            let documents = corpus.group_by(&Key::Document, rows);
            let merged = counts.matrix.group_by(&documents.of, documents.labels.len());
            Sample::whole(merged, documents.rows().iter().map(|rows| counts.size(rows)).collect())
        }
    }
}

/// The dispersion of columns over the turns of a target.
fn dispersion(counts: &TermCounts, target: &[u32], columns: &Columns, own: &Tallied) -> Vec<Option<f64>> {
    let parts = Parts::new(target.iter().map(|&row| counts.sizes[row as usize]));
    let deviation = |term: u32| Deviation::new(own.totals[term as usize]);
    let mut deviations: Vec<Deviation> = columns.iter().map(deviation).collect();
    for &row in target {
        let share = parts.share(counts.sizes[row as usize]);
        for (term, count) in counts.matrix.row(row as usize) {
            if let Some(place) = columns.place(term) {
                deviations[place].add(count, share);
            }
        }
    }
    deviations.iter().map(|deviation| deviation.dp_norm_of_keyword(&parts)).collect()
}

impl<'a> Base<'a> {
    fn new<F>(corpus: &Corpus<F>, counts: &'a TermCounts, rows: Vec<u32>, options: &KeynessOptions) -> Self {
        let tallied = match &options.reference {
            Reference::Rest | Reference::Group(_) | Reference::Turns(_) => Tallied::new(counts, &rows),
            Reference::List(list) => {
                Tallied { totals: list.counts.clone(), turns: vec![0; list.counts.len()] }
            }
        };
        let pool = match (options.intervals, &options.reference) {
            (Intervals::Skipped, _) | (Intervals::Computed, Reference::List(_)) => None,
            (Intervals::Computed, Reference::Rest | Reference::Group(_) | Reference::Turns(_)) => {
                let clusters = sample(corpus, counts, &rows, options.cluster);
                // A term that is rarer in all turns together is not tested.
                let least = match options.reference {
                    Reference::Rest => options.min_count,
                    Reference::Group(_) | Reference::Turns(_) | Reference::List(_) => 1,
                };
                let is_tested = |term: u32| tallied.totals[term as usize] >= least;
                Some(Pool::new(clusters, counts.terms.len(), is_tested))
            }
        };
        let documents = match options.cluster {
            Cluster::Turn => None,
            Cluster::Document => Some(corpus.group_by(&Key::Document, &rows)),
        };
        // Among the rest a target takes nothing away: whoever is too rare in all turns is so for each group.
        let least = match options.reference {
            Reference::Rest => options.min_count.max(1),
            Reference::Group(_) | Reference::Turns(_) | Reference::List(_) => 0,
        };
        let may_be_tested = |term: &TermId| tallied.totals[term.index()] >= least;
        let mut by_shown: Vec<TermId> = counts.terms.ids().filter(may_be_tested).collect();
        // Forms are numbered in byte order.
        by_shown.sort_unstable_by_key(|&term| counts.terms.shown(term));
        Self { rows, tallied, pool, documents, by_shown }
    }

    /// The clusters that hold turns of a target, and the turns in them that are not the target's.
    fn without(&self, target: &[u32]) -> (Vec<u32>, Vec<u32>) {
        let Some(documents) = &self.documents else { return (target.to_vec(), Vec::new()) };
        let mut taken: Vec<u32> = target.iter().filter_map(|&row| documents.of[row as usize]).collect();
        taken.sort_unstable();
        taken.dedup();
        let is_left = |row: &u32| {
            let document = documents.of[*row as usize];
            document.is_some_and(|document| taken.binary_search(&document).is_ok())
                && target.binary_search(row).is_err()
        };
        let left = self.rows.iter().copied().filter(is_left).collect();
        (taken, left)
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
}
