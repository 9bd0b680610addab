//! What each group says more, or less, than the others.

use std::borrow::Cow;
use std::sync::Arc;

use super::comparison::{Cluster, Intervals, KeynessOptions, Reference, Variants};
use super::family::{Family, Judging, Spreads};
use super::log_rates::{Columns, Pool, Sample};
use super::permutations;
use super::tallied::{Occurrence, Tallied, occurrences};
use super::terms::TermCounts;
use crate::count::Key;
use crate::error::Result;
use crate::scan::{Corpus, Grouping};
use crate::stats::compat::Compat;
use crate::stats::contingency::Contingency;
use crate::stats::dispersion::{Deviation, Parts};
use crate::stats::interval::LogRateDifference;
use crate::stats::keyness::{Ranking, Tested, Tests};
use crate::stats::reference::ReferenceTerms;
use crate::suggest;
use crate::vocab::TermId;

/// The place of a term that is not tested.
const NONE: u32 = u32::MAX;

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
    /// The document of each turn, and the turns of each, where documents are the clusters.
    documents: Option<(Grouping, Vec<Vec<u32>>)>,
    /// The terms that may be tested, in byte order as shown.
    by_shown: Vec<TermId>,
    /// By term, its place among these, or [`NONE`].
    places: Vec<u32>,
    /// What is counted of these.
    terms: ReferenceTerms,
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
        let target_size = self.counts.size(target);
        let reference_size = match &self.options.reference {
            Reference::Rest => self.counts.size(&self.base.rows) - target_size,
            Reference::Group(_) | Reference::Turns(_) => self.counts.size(&self.base.rows),
            Reference::List(list) => list.size,
        };
        let said = self.said(target);
        let spreads = match self.options.intervals {
            Intervals::Computed => Some(self.spreads(target, &said)),
            Intervals::Skipped => None,
        };
        let p_cluster = |at: usize| Some(spreads.as_ref()?.difference[at]?.p_cluster);
        let tested = said.iter().enumerate().map(|(at, &[own, other])| {
            let tested = Tested {
                table: Contingency { target: own.total, target_size, reference: other.total, reference_size },
                turns: spreads.as_ref().map(|_| [own.turns, other.turns]),
                p_cluster: p_cluster(at),
            };
            (self.base.places[own.term as usize], tested)
        });
        let mut tested: Vec<(u32, Tested)> = tested.collect();
        tested.sort_unstable_by_key(|tested| tested.0);
        let tests = Tests {
            said: tested,
            reference: &self.base.terms,
            least: self.options.min_count.max(1),
            sizes: [target_size, reference_size],
            has_turns: spreads.is_some(),
        };
        let judging = self.judging();
        let ranking = Ranking::new(tests, self.options.adjustment, judging.compat);
        Family {
            group: &self.grouping.labels[group],
            target_size,
            reference_size,
            target_turns: target.len() as u64,
            permuted: self.permuted(target, &ranking),
            judging,
            terms: &self.base.by_shown,
            ranking,
            spreads,
        }
    }

    /// The terms that a target says and that are tested, ascending: what it has of each, and what its reference has.
    fn said(&self, target: &[u32]) -> Vec<[Occurrence; 2]> {
        let least = self.options.min_count.max(1);
        let with_other = |own: Occurrence| {
            let all = self.base.tallied.of(own.term);
            let other = match self.options.reference {
                Reference::Rest => Occurrence {
                    total: all.total.saturating_sub(own.total),
                    turns: all.turns.saturating_sub(own.turns),
                    ..all
                },
                Reference::Group(_) | Reference::Turns(_) | Reference::List(_) => all,
            };
            [own, other]
        };
        let pairs = occurrences(self.counts, target).into_iter().map(with_other);
        let is_tested = |[own, other]: &[Occurrence; 2]| {
            own.total + other.total >= least && self.base.places[own.term as usize] != NONE
        };
        pairs.filter(is_tested).collect()
    }

    /// The p of the terms by permutation of the clusters of a target and its reference.
    fn permuted(&self, target: &[u32], ranking: &Ranking<'_>) -> Option<Vec<Option<f64>>> {
        let permutations = self.options.permutations.as_ref()?;
        let mut permuted = vec![None; self.base.by_shown.len()];
        let base = &self.base.rows;
        let other = match self.options.reference {
            Reference::Rest => {
                Cow::Owned(base.iter().copied().filter(|row| target.binary_search(row).is_err()).collect())
            }
            Reference::Group(_) | Reference::Turns(_) => Cow::Borrowed(base),
            Reference::List(_) => return Some(permuted),
        };
        let [target, other] =
            [target, &other].map(|rows| sample(self.corpus, self.counts, rows, self.options.cluster));
        let mut places: Vec<usize> = ranking.iter().map(|judged| judged.index).collect();
        places.sort_unstable();
        let terms = places.iter().map(|&place| self.base.by_shown[place].0).collect();
        let columns = Columns::new(terms, self.counts.terms.len());
        let tested: Vec<Tested> = places.iter().map(|&place| ranking.tested(place as u32)).collect();
        let p_values = permutations::p_values([&target, &other], &columns, &tested, permutations);
        places.into_iter().zip(p_values).for_each(|(place, p)| permuted[place] = p);
        Some(permuted)
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

    /// What turn rows say of the terms that a target says.
    fn spreads(&self, target: &[u32], said: &[[Occurrence; 2]]) -> Spreads {
        let counts = self.counts;
        let columns = said.iter().map(|[own, _]| own.term).collect();
        let columns = Columns::new(columns, counts.terms.len());
        let difference = match &self.base.pool {
            Some(pool) => self.differences(pool, target, &columns, said),
            None => vec![None; columns.len()],
        };
        Spreads { difference, dp_norm: dispersion(counts, target, &columns, said), columns }
    }

    /// The log rates of columns in the target against those in the reference.
    fn differences(
        &self,
        pool: &Pool<'_>,
        target: &[u32],
        columns: &Columns,
        said: &[[Occurrence; 2]],
    ) -> Vec<Option<LogRateDifference>> {
        let Self { corpus, counts, base, .. } = self;
        // Only where both sides have a term is there an interval.
        let shared = |side: usize| -> Vec<u64> {
            said.iter().map(|said| if said[1].total > 0 { said[side].total } else { 0 }).collect()
        };
        let [own_totals, other_totals] = [0, 1].map(shared);
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
fn dispersion(
    counts: &TermCounts,
    target: &[u32],
    columns: &Columns,
    said: &[[Occurrence; 2]],
) -> Vec<Option<f64>> {
    let parts = Parts::new(target.iter().map(|&row| counts.sizes[row as usize]));
    let mut deviations: Vec<Deviation> = said.iter().map(|[own, _]| Deviation::new(own.total)).collect();
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
            Cluster::Document => {
                let documents = corpus.group_by(&Key::Document, &rows);
                let members = documents.rows();
                Some((documents, members))
            }
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
        let mut places = vec![NONE; counts.terms.len()];
        (0..).zip(&by_shown).for_each(|(place, term)| places[term.index()] = place);
        let terms = by_shown.iter().map(|term| tallied.of(term.0));
        let terms = ReferenceTerms::new(terms.map(|all| (all.total, all.turns)));
        Self { rows, tallied, pool, documents, by_shown, places, terms }
    }

    /// The clusters that hold turns of a target, and the turns in them that are not the target's.
    fn without(&self, target: &[u32]) -> (Vec<u32>, Vec<u32>) {
        let Some((documents, members)) = &self.documents else { return (target.to_vec(), Vec::new()) };
        let mut taken: Vec<u32> = target.iter().filter_map(|&row| documents.of[row as usize]).collect();
        taken.sort_unstable();
        taken.dedup();
        let rows = taken.iter().flat_map(|&document| members[document as usize].iter().copied());
        let mut left: Vec<u32> = rows.filter(|row| target.binary_search(row).is_err()).collect();
        left.sort_unstable();
        (taken, left)
    }
}

fn find(grouping: &Grouping, what: &str, label: &str) -> Result<usize> {
    let labels = || grouping.labels.iter().map(String::as_str);
    grouping.find(label).ok_or_else(|| suggest::unknown(what, label, labels()))
}
