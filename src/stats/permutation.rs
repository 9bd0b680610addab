//! Tests by permutation: what a difference would be if it were chance which clusters are the target's.

use super::contingency::Contingency;
use super::random::Random;

/// How far a target's count lies from what it would be if the term were equally frequent on both sides, times all
/// tokens: |a·N − n1·(a + b)|, exact.
///
/// It is 0 where the log ratio is 0, needs no rule for counts of 0, and over all ways to deal the same clusters out its
/// mean, signs kept, is 0, whatever their sizes. The two sides can be swapped.
///
/// # Source
/// The score of a term's rate ratio at 1, up to a factor that all ways have in common: Rao (1948), Large sample tests of
/// statistical hypotheses concerning several parameters.
pub fn distance(table: &Contingency) -> u128 {
    let product = |count: u64, size: u64| u128::from(count) * u128::from(size);
    product(table.target, table.reference_size).abs_diff(product(table.reference, table.target_size))
}

/// The p of a permutation test, (1 + those at least as far as observed) / (permutations + 1): above 0, at most 1.
///
/// # Source
/// Davison & Hinkley (1997), Bootstrap methods and their application, equation 4.11; Phipson & Smyth (2010),
/// Permutation p-values should never be zero.
pub fn p_value(as_far: u64, permutations: u64) -> f64 {
    (1.0 + as_far as f64) / (1.0 + permutations as f64)
}

/// Marks `some` of the places of `chosen`, each choice as likely as any other; `some` at most their number.
///
/// # Source
/// Robert Floyd's algorithm, in Bentley & Floyd (1987), Programming pearls: a sample of brilliance.
pub fn choose(random: &mut Random, some: usize, chosen: &mut [bool]) {
    chosen.fill(false);
    for last in chosen.len().saturating_sub(some)..chosen.len() {
        let place = random.below(last as u64 + 1) as usize;
        let place = if chosen[place] { last } else { place };
        chosen[place] = true;
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::contingency::tests::tables;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_distance_is_that_from_the_expected_count_on_either_side(table in tables()) {
            prop_assert_eq!(distance(&table), distance(&table.swapped()));
            if let Some(expected) = table.expected() {
                let all = table.target_size as f64 + table.reference_size as f64;
                let far = (table.target as f64 - expected).abs() * all;
                let near = 1e-9 * (all * (table.target as f64 + table.reference as f64)).max(1.0);
                prop_assert!((distance(&table) as f64 - far).abs() <= near);
            }
        }
    }

    #[test]
    fn every_choice_is_equally_likely() {
        let mut counts: BTreeMap<Vec<bool>, u32> = BTreeMap::new();
        for stream in 0..20_000 {
            let mut chosen = vec![true; 5];
            choose(&mut Random::new(3, stream), 2, &mut chosen);
            *counts.entry(chosen).or_default() += 1;
        }
        assert_eq!(counts.len(), 10);
        assert!(counts.values().all(|count| count.abs_diff(2_000) < 220), "{counts:?}");
        assert!(counts.keys().all(|chosen| chosen.iter().filter(|&&is| is).count() == 2));
    }

    #[test]
    fn p_is_never_0_and_at_most_1() {
        assert_eq!((p_value(0, 999), p_value(999, 999), p_value(0, 0)), (0.001, 1.0, 1.0));
    }
}
