//! How often chance alone would part clusters into two sides that differ as much.

use rayon::prelude::*;

use super::comparison::Permutations;
use super::log_rates::{Columns, Sample};
use crate::stats::contingency::Contingency;
use crate::stats::keyness::Tested;
use crate::stats::permutation::{choose, distance, p_value};
use crate::stats::random::Random;

/// The fewest clusters a side must have: else there is next to nothing to permute.
const LEAST: usize = 2;

/// The clusters of two sides, all in one row.
struct Dealt<'a, 's> {
    sides: [&'s Sample<'a>; 2],
    /// For each cluster its side, its row there, and its tokens.
    clusters: Vec<(usize, u32, u64)>,
    /// How many clusters the side with fewer of them has: it is dealt, and the other has what is left.
    few: usize,
    size: u64,
}

/// The p of each tested term: how often, among `permutations` ways to deal the clusters of both sides out again, as many
/// to each side as it has, the term is at least as unequally spread as it is; `None` for all where a side has fewer than
/// two clusters with tokens.
///
/// A way depends on the seed and its number alone; it costs the cells of the side with fewer clusters and a comparison a
/// term.
pub(super) fn p_values(
    sides: [&Sample<'_>; 2],
    columns: &Columns,
    tested: &[Tested],
    permutations: &Permutations,
) -> Vec<Option<f64>> {
    let Some(dealt) = Dealt::new(sides) else { return vec![None; tested.len()] };
    let rounds = u64::from(permutations.rounds.get());
    let observed: Vec<u128> = tested.iter().map(|tested| distance(&tested.table)).collect();
    let as_far = (0..rounds)
        .into_par_iter()
        .fold(
            || (vec![0_u64; tested.len()], Round::new(&dealt, tested.len())),
            |(mut as_far, mut round), number| {
                round.deal(&dealt, columns, &mut Random::new(permutations.seed, number));
                for (place, sum) in as_far.iter_mut().enumerate() {
                    let table = round.table(&dealt, place, &tested[place].table);
                    *sum += u64::from(distance(&table) >= observed[place]);
                }
                (as_far, round)
            },
        )
        .map(|(as_far, _)| as_far)
        .reduce(
            || vec![0; tested.len()],
            |mut sum, more| {
                sum.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
                sum
            },
        );
    as_far.into_iter().map(|as_far| Some(p_value(as_far, rounds))).collect()
}

impl<'a, 's> Dealt<'a, 's> {
    fn new(sides: [&'s Sample<'a>; 2]) -> Option<Self> {
        let of = |side: usize| sides[side].clusters().map(move |(row, size)| (side, row, size));
        let clusters: Vec<_> = of(0).chain(of(1)).collect();
        let target = clusters.iter().filter(|cluster| cluster.0 == 0).count();
        let few = target.min(clusters.len() - target);
        let size = clusters.iter().map(|cluster| cluster.2).sum();
        (few >= LEAST).then_some(Self { sides, clusters, few, size })
    }
}

/// One way to deal the clusters out.
struct Round {
    chosen: Vec<bool>,
    /// By column, how often it occurs in the chosen clusters.
    counts: Vec<u64>,
    /// The tokens of the chosen clusters.
    size: u64,
}

impl Round {
    fn new(dealt: &Dealt<'_, '_>, columns: usize) -> Self {
        Self { chosen: vec![false; dealt.clusters.len()], counts: vec![0; columns], size: 0 }
    }

    fn deal(&mut self, dealt: &Dealt<'_, '_>, columns: &Columns, random: &mut Random) {
        choose(random, dealt.few, &mut self.chosen);
        self.counts.fill(0);
        self.size = 0;
        let chosen = dealt.clusters.iter().zip(&self.chosen).filter(|(_, is_chosen)| **is_chosen);
        for (&(side, row, size), _) in chosen {
            self.size += size;
            for (column, count) in dealt.sides[side].row(row) {
                if let Some(place) = columns.place(column) {
                    self.counts[place] += count;
                }
            }
        }
    }

    /// The counts of a column that occurs as often in all clusters together as `observed` says.
    fn table(&self, dealt: &Dealt<'_, '_>, place: usize, observed: &Contingency) -> Contingency {
        let target = self.counts[place];
        Contingency {
            target,
            target_size: self.size,
            reference: observed.target + observed.reference - target,
            reference_size: dealt.size - self.size,
        }
    }
}
