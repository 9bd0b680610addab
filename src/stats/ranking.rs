//! The terms of one group's family, judged together and ranked.
//!
//! Most terms of a family are rare, and many of them have the same counts: each table is judged once, for all terms that
//! share it. Those that the group never says are not even looked at one by one: what a family costs goes with the terms
//! that its group says, and with how many different counts the reference has.

use std::cmp::Ordering;
use std::ops::Range;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::ALPHA;
use super::adjust::Adjustment;
use super::compat::Compat;
use super::contingency::{Contingency, Zero};
use super::distribution::chi2_survival;
use super::keyness::Status;
use super::log_odds::Prior;
use super::measure::{KeynessMeasure, Scoring};
use super::reference::ReferenceTerms;

/// What a term's place among the terms of its family depends on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tested {
    /// Its counts.
    pub table: Contingency,
    /// In how many turns of the target and of the reference it stands; `None` where the turn rows were not read.
    pub turns: Option<[u64; 2]>,
    /// The two-sided p of equal rates with clusters as the unit, where both sides have the term.
    pub p_cluster: Option<f64>,
}

/// The terms that are tested for a group.
#[derive(Debug, Clone)]
pub struct Tests<'a> {
    /// Those that the group says, by their place among the terms of the reference, ascending.
    pub said: Vec<(u32, Tested)>,
    /// With these, of all terms that the group does not say, ...
    pub reference: &'a ReferenceTerms,
    /// ... those that the reference has so often at least.
    pub least: u64,
    /// The tokens of the group, and of the reference.
    pub sizes: [u64; 2],
    /// Whether the turn rows were read.
    pub has_turns: bool,
}

/// What is known of a term once its whole family is judged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// Its place among the terms of the reference.
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
}

/// A family in its order: `lrc` from the most typical to the least, then `g2` likewise, then the target's count, most
/// first, then the place. An undefined score stands with 0.
#[derive(Debug, Clone)]
pub struct Ranking<'a> {
    tests: Tests<'a>,
    /// The tables of what is said, then one a class of the reference that is tested.
    tables: Vec<Scores>,
    /// The first class that is tested.
    first_class: usize,
    /// Where the tables of classes begin.
    unsaid: usize,
    /// As `tests.said`: the table, and q_cluster.
    said: Vec<(u32, Option<f64>)>,
    /// A bit for each place: whether it is said.
    is_said: Vec<u64>,
    /// Places by rank, but for those of classes.
    order: Vec<u32>,
    runs: Vec<Run>,
    size: u64,
}

/// What all terms with one table share.
#[derive(Debug, Clone, Copy)]
struct Scores {
    table: Contingency,
    members: u64,
    g2: Option<f64>,
    p: Option<f64>,
    q: Option<f64>,
    lrc: Option<f64>,
}

/// Terms that follow one another in a ranking, by ascending place.
#[derive(Debug, Clone)]
struct Run {
    /// How many terms stand before it.
    before: u64,
    of: Terms,
}

#[derive(Debug, Clone)]
enum Terms {
    /// A part of the order.
    Listed(Range<usize>),
    /// What is not said of a class.
    Class(usize),
}

impl<'a> Ranking<'a> {
    /// Judges a family: all terms that are tested for a group, also those that it never says.
    pub fn new(tests: Tests<'a>, adjustment: Adjustment, compat: Compat) -> Self {
        let (mut tables, of) = distinct(&tests.said);
        let unsaid = tables.len();
        let classes = tests.reference.classes(tests.least);
        let first_class = classes.start;
        tables.extend(classes.map(|class| tests.unsaid(class)));
        for &(place, _) in &tests.said {
            let class = tests.reference.class_of(place);
            if class >= first_class {
                tables[unsaid + class - first_class].members -= 1;
            }
        }
        let size = tables.iter().map(|scores| scores.members).sum();
        for scores in &mut tables {
            scores.judge(size, compat);
        }
        let p: Vec<_> = tables.iter().map(|scores| (scores.p, scores.members)).collect();
        for (scores, q) in tables.iter_mut().zip(adjustment.adjust_counted(&p)) {
            scores.q = q;
        }
        let p_cluster: Vec<_> = tests.said.iter().map(|(_, tested)| tested.p_cluster).collect();
        let said = of.into_iter().zip(Adjustment::BenjaminiHochberg.adjust(&p_cluster)).collect();
        let mut is_said = vec![0; tests.reference.len().div_ceil(64)];
        tests.said.iter().for_each(|&(place, _)| is_said[place as usize / 64] |= 1 << (place % 64));
        let (order, runs) = (Vec::new(), Vec::new());
        let mut ranking = Self { tests, tables, first_class, unsaid, said, is_said, order, runs, size };
        ranking.rank();
        ranking
    }

    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.size as usize
    }

    /// Whether there is no term.
    pub fn is_empty(&self) -> bool {
        self.size == 0
    }

    /// All terms by rank.
    pub fn iter(&self) -> impl Iterator<Item = Judged> + '_ {
        let places = self.runs.iter().flat_map(|run| self.places(&run.of));
        (1..).zip(places).map(|(rank, place)| self.judged(place, rank))
    }

    /// All terms, the last first.
    pub fn iter_from_last(&self) -> impl Iterator<Item = Judged> + '_ {
        let places = self.runs.iter().rev().flat_map(|run| self.places(&run.of).rev());
        (1..=self.size).rev().zip(places).map(|(rank, place)| self.judged(place, rank))
    }

    /// The term at a place; `None` where it is not tested.
    pub fn get(&self, place: u32) -> Option<Judged> {
        let is_said = self.said_at(place).is_some();
        let (run, among) = self.runs.iter().find_map(|run| {
            let places = match &run.of {
                Terms::Listed(range) => &self.order[range.clone()],
                Terms::Class(_) if is_said => return None,
                Terms::Class(class) => self.tests.reference.places(*class),
            };
            Some((run, places.binary_search(&place).ok()?))
        })?;
        let said_before = match run.of {
            Terms::Listed(_) => 0,
            Terms::Class(class) => {
                let before = self.tests.said.iter().take_while(|said| said.0 < place);
                before.filter(|said| self.tests.reference.class_of(said.0) == class).count()
            }
        };
        Some(self.judged(place, run.before + (among - said_before) as u64 + 1))
    }

    /// What was tested of the term at a place that is ranked.
    pub fn tested(&self, place: u32) -> Tested {
        let unsaid = || {
            let (reference, turns) = self.tests.reference.of(place);
            let [target_size, reference_size] = self.tests.sizes;
            Tested {
                table: Contingency { target: 0, target_size, reference, reference_size },
                turns: self.tests.has_turns.then_some([0, turns]),
                p_cluster: None,
            }
        };
        self.said_at(place).map_or_else(unsaid, |at| self.tests.said[at].1)
    }

    fn said_at(&self, place: u32) -> Option<usize> {
        self.is_said(place).then(|| self.tests.said.binary_search_by_key(&place, |said| said.0).ok())?
    }

    fn is_said(&self, place: u32) -> bool {
        self.is_said[place as usize / 64] >> (place % 64) & 1 == 1
    }

    fn places(&self, of: &Terms) -> impl DoubleEndedIterator<Item = u32> + '_ {
        let (places, is_class) = match of {
            Terms::Listed(range) => (&self.order[range.clone()], false),
            Terms::Class(class) => (self.tests.reference.places(*class), true),
        };
        places.iter().copied().filter(move |&place| !is_class || !self.is_said(place))
    }

    fn judged(&self, place: u32, rank: u64) -> Judged {
        let (table, q_cluster) = match self.said_at(place) {
            Some(at) => (self.said[at].0 as usize, self.said[at].1),
            None => (self.unsaid + self.tests.reference.class_of(place) - self.first_class, None),
        };
        let Scores { g2, p, q, lrc, .. } = self.tables[table];
        let status = status(&self.tested(place), lrc, q_cluster);
        Judged { index: place as usize, rank, g2, p, q, q_cluster, lrc, status }
    }

    /// Sorts the tables; each term that is said takes the next place of its table's, each class stands as it is.
    fn rank(&mut self) {
        let Self { tests, tables, order, runs, .. } = self;
        let (unsaid, first_class) = (self.unsaid, self.first_class);
        let mut sorted: Vec<usize> = (0..tables.len()).filter(|&table| tables[table].members > 0).collect();
        sorted.sort_by(|&left, &right| tables[left].most_typical_first(&tables[right]));
        let ties = sorted.chunk_by(|&left, &right| tables[left].most_typical_first(&tables[right]).is_eq());
        let (mut tie_of, mut next) = (vec![0; unsaid], vec![0; unsaid]);
        let mut before = 0;
        for tied in ties {
            let members: u64 = tied.iter().map(|&table| tables[table].members).sum();
            let class = |table: usize| table.checked_sub(unsaid).map(|class| class + first_class);
            let start = order.len();
            let of = match tied {
                [table] if *table >= unsaid => Terms::Class(*table - unsaid + first_class),
                _ => {
                    let classes = tied.iter().filter_map(|&table| class(table));
                    let places = classes.flat_map(|class| tests.reference.places(class).iter().copied());
                    let is_said = |place: &u32| tests.said.binary_search_by_key(place, |said| said.0).is_ok();
                    order.extend(places.filter(|place| !is_said(place)));
                    order[start..].sort_unstable();
                    for &table in tied.iter().filter(|&&table| table < unsaid) {
                        (tie_of[table], next[tied[0]]) = (tied[0], start);
                    }
                    order.resize(start + members as usize, 0);
                    Terms::Listed(start..order.len())
                }
            };
            runs.push(Run { before, of });
            before += members;
        }
        for (&(place, _), &(table, _)) in tests.said.iter().zip(&self.said) {
            let at = &mut next[tie_of[table as usize]];
            order[*at] = place;
            *at += 1;
        }
    }
}

impl Tests<'_> {
    /// The table of a class, not judged yet, as if none of its terms were said.
    fn unsaid(&self, class: usize) -> Scores {
        let [target_size, reference_size] = self.sizes;
        let reference = self.reference.count(class);
        let table = Contingency { target: 0, target_size, reference, reference_size };
        Scores::new(table, self.reference.places(class).len() as u64)
    }
}

impl Scores {
    fn new(table: Contingency, members: u64) -> Self {
        Self { table, members, g2: None, p: None, q: None, lrc: None }
    }

    fn judge(&mut self, family: u64, compat: Compat) {
        let scoring = Scoring { family, prior: Prior::pooled(&self.table), compat };
        self.g2 = KeynessMeasure::G2.score(&self.table, &scoring);
        self.lrc = KeynessMeasure::Lrc.score(&self.table, &scoring);
        self.p = self.g2.map(chi2_survival);
    }

    fn most_typical_first(&self, other: &Self) -> Ordering {
        // + 0.0 turns −0 into 0, so that the two tie.
        let score = |value: Option<f64>| value.unwrap_or(0.0) + 0.0;
        score(other.lrc)
            .total_cmp(&score(self.lrc))
            .then_with(|| score(other.g2).total_cmp(&score(self.g2)))
            .then_with(|| other.table.target.cmp(&self.table.target))
    }
}

/// The different tables of some terms, not judged yet, and the table of each term.
fn distinct(said: &[(u32, Tested)]) -> (Vec<Scores>, Vec<u32>) {
    let mut places: HashMap<Contingency, u32, FixedState> = HashMap::default();
    let mut tables: Vec<Scores> = Vec::new();
    let place = |(_, tested): &(u32, Tested)| {
        let place = *places.entry(tested.table).or_insert_with(|| {
            tables.push(Scores::new(tested.table, 0));
            tables.len() as u32 - 1
        });
        tables[place as usize].members += 1;
        place
    };
    let of = said.iter().map(place).collect();
    (tables, of)
}

fn status(tested: &Tested, lrc: Option<f64>, q_cluster: Option<f64>) -> Option<Status> {
    let [target_turns, reference_turns] = tested.turns?;
    let is_spread = match tested.table.zero() {
        Some(Zero::Reference) => target_turns >= 3,
        Some(Zero::Target) => reference_turns >= 3,
        None => q_cluster.is_some_and(|q| q < ALPHA),
    };
    let differs = lrc.is_some_and(|lrc| lrc != 0.0);
    Some(if differs && is_spread { Status::Established } else { Status::Suggestive })
}

#[cfg(test)]
#[path = "ranking_tests.rs"]
mod tests;
