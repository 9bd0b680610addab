//! The terms of one group's family, judged together and ranked.
//!
//! Most terms of a family are rare, and many of them have the same counts: each table is judged once, for all terms that
//! share it.

use std::cmp::Ordering;

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

/// What is known of a term once its whole family is judged.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged {
    /// Its place in the list that was judged.
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
/// first, then the order given. An undefined score stands with 0.
#[derive(Debug, Clone)]
pub struct Ranking {
    tables: Vec<Scores>,
    /// By index.
    terms: Vec<Term>,
    /// The indices, by rank.
    order: Vec<u32>,
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

#[derive(Debug, Clone, Copy)]
struct Term {
    /// Its table.
    table: u32,
    q_cluster: Option<f64>,
    status: Option<Status>,
}

impl Ranking {
    /// Judges a family: all terms that are tested for a group, also those that it never says.
    pub fn new(family: &[Tested], adjustment: Adjustment, compat: Compat) -> Self {
        let (mut tables, of) = distinct(family);
        for scores in &mut tables {
            scores.judge(family.len() as u64, compat);
        }
        let p: Vec<_> = tables.iter().map(|scores| (scores.p, scores.members)).collect();
        for (scores, q) in tables.iter_mut().zip(adjustment.adjust_counted(&p)) {
            scores.q = q;
        }
        let p_cluster: Vec<_> = family.iter().map(|tested| tested.p_cluster).collect();
        let q_cluster = Adjustment::BenjaminiHochberg.adjust(&p_cluster);
        let term = |((tested, table), q_cluster): ((&Tested, u32), Option<f64>)| Term {
            table,
            q_cluster,
            status: status(tested, tables[table as usize].lrc, q_cluster),
        };
        let terms: Vec<Term> = family.iter().zip(of).zip(q_cluster).map(term).collect();
        let order = order(&tables, &terms);
        Self { tables, terms, order }
    }

    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.order.len()
    }

    /// Whether there is no term.
    pub fn is_empty(&self) -> bool {
        self.order.is_empty()
    }

    /// All terms by rank.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Judged> + ExactSizeIterator + '_ {
        self.order.iter().enumerate().map(|(place, &index)| {
            let Term { table, q_cluster, status } = self.terms[index as usize];
            let Scores { g2, p, q, lrc, .. } = self.tables[table as usize];
            Judged { index: index as usize, rank: place as u64 + 1, g2, p, q, q_cluster, lrc, status }
        })
    }
}

impl Scores {
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

/// The different tables of a family, not judged yet, and the table of each term.
fn distinct(family: &[Tested]) -> (Vec<Scores>, Vec<u32>) {
    let mut places: HashMap<Contingency, u32, FixedState> = HashMap::default();
    let mut tables: Vec<Scores> = Vec::new();
    let place = |tested: &Tested| {
        let place = *places.entry(tested.table).or_insert_with(|| {
            let table = tested.table;
            tables.push(Scores { table, members: 0, g2: None, p: None, q: None, lrc: None });
            tables.len() as u32 - 1
        });
        tables[place as usize].members += 1;
        place
    };
    let of = family.iter().map(place).collect();
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

/// The indices of the terms by rank: the tables are sorted, and each term takes the next place of its table's.
fn order(tables: &[Scores], terms: &[Term]) -> Vec<u32> {
    let mut sorted: Vec<usize> = (0..tables.len()).collect();
    sorted.sort_by(|&left, &right| tables[left].most_typical_first(&tables[right]));
    let ties = sorted.chunk_by(|&left, &right| tables[left].most_typical_first(&tables[right]).is_eq());
    let (mut tie_of, mut next) = (vec![0; tables.len()], Vec::new());
    let mut start = 0;
    for (tie, tied) in ties.enumerate() {
        next.push(start);
        for &table in tied {
            tie_of[table] = tie;
            start += tables[table].members as usize;
        }
    }
    let mut order = vec![0; terms.len()];
    for (index, term) in terms.iter().enumerate() {
        let place = &mut next[tie_of[term.table as usize]];
        order[*place] = index as u32;
        *place += 1;
    }
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    type Named<'a> = (&'a str, Tested);

    fn tested(term: &str, target: u64, reference: u64, turns: Option<[u64; 2]>) -> Named<'_> {
        let table = Contingency { target, target_size: 2_000, reference, reference_size: 9_000 };
        (term, Tested { table, turns, p_cluster: None })
    }

    fn with_p((term, tested): Named<'_>, p_cluster: f64) -> Named<'_> {
        (term, Tested { p_cluster: Some(p_cluster), ..tested })
    }

    fn rank(family: &[Named<'_>], adjustment: Adjustment, compat: Compat) -> Ranking {
        Ranking::new(&family.iter().map(|named| named.1).collect::<Vec<_>>(), adjustment, compat)
    }

    fn judge<'a>(family: &[Named<'a>]) -> Vec<(&'a str, Option<Status>)> {
        let ranking = rank(family, Adjustment::default(), Compat::default());
        ranking.iter().map(|judged| (family[judged.index].0, judged.status)).collect()
    }

    #[test]
    fn terms_run_from_the_most_to_the_least_typical_with_ties_by_g2_count_and_the_order_given() {
        let family = [
            tested("never", 0, 200, None),
            tested("a-absent", 0, 0, None),
            tested("same", 2, 9, None),
            tested("b-absent", 0, 0, None),
            tested("often", 80, 20, None),
            tested("rather", 3, 9, None),
        ];
        let order: Vec<&str> = judge(&family).into_iter().map(|(term, _)| term).collect();
        assert_eq!(order, ["often", "rather", "same", "a-absent", "b-absent", "never"]);
    }

    #[test]
    fn terms_that_tie_keep_the_order_given_also_where_their_tables_differ() {
        // Without a target nothing is defined.
        let of = |reference| {
            let table = Contingency { target: 0, target_size: 0, reference, reference_size: 90 };
            Tested { table, turns: None, p_cluster: None }
        };
        let ranking = Ranking::new(&[of(3), of(1), of(3), of(2)], Adjustment::default(), Compat::default());
        assert_eq!(ranking.iter().map(|judged| judged.index).collect::<Vec<_>>(), [0, 1, 2, 3]);
    }

    #[test]
    fn a_keyword_is_established_only_if_turns_bear_it_out() {
        let family = [
            with_p(tested("borne-out", 80, 20, Some([9, 2])), 0.001),
            with_p(tested("one-burst", 80, 20, Some([1, 2])), 0.3),
            tested("no-interval", 80, 20, Some([1, 2])),
            tested("unread", 80, 20, None),
        ];
        let judged = judge(&family);
        let of = |term: &str| judged.iter().find(|(name, _)| *name == term).unwrap().1;
        assert_eq!(of("borne-out"), Some(Status::Established));
        assert_eq!(of("one-burst"), Some(Status::Suggestive));
        assert_eq!(of("no-interval"), Some(Status::Suggestive));
        assert_eq!(of("unread"), None);
    }

    #[test]
    fn a_word_of_one_side_only_needs_three_turns_of_that_side() {
        let family = [
            tested("in-three", 30, 0, Some([3, 0])),
            tested("in-two", 30, 0, Some([2, 0])),
            tested("too-few", 1, 0, Some([3, 0])),
            tested("others-in-two", 0, 400, Some([0, 2])),
        ];
        let judged = judge(&family);
        let established: Vec<&str> =
            judged.iter().filter(|(_, s)| *s == Some(Status::Established)).map(|(t, _)| *t).collect();
        assert_eq!(established, ["in-three"]);
    }

    #[test]
    fn q_is_over_all_terms_and_q_cluster_over_those_with_an_interval() {
        let family = [
            with_p(tested("a", 30, 20, Some([3, 2])), 0.01),
            tested("b", 30, 0, Some([3, 2])),
            with_p(tested("c", 3, 9, Some([3, 2])), 0.2),
        ];
        let ranking = rank(&family, Adjustment::Bonferroni, Compat::default());
        let a = ranking.iter().find(|judged| judged.index == 0).unwrap();
        assert!((a.q.unwrap() - 3.0 * a.p.unwrap()).abs() < 1e-15);
        assert_eq!(a.q_cluster, Some(0.02));
    }

    #[test]
    fn p_is_that_of_g2_as_shown_also_under_compat() {
        let few = tested("few", 4, 1, None);
        let quanteda = rank(&[few], Adjustment::default(), Compat::Quanteda).iter().next().unwrap();
        assert_ne!(quanteda.g2, few.1.table.g2());
        assert_eq!(quanteda.p, quanteda.g2.map(chi2_survival));
    }
}
