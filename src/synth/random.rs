//! Random choices of a corpus that is made: chances, numbers, draws.

use std::hint::select_unpredictable;

use crate::stats::random::Random as Bits;

/// Chances and small numbers, in a word of random bits each. One stream a document, so that a document depends on the
/// seed and its number alone.
#[derive(Debug, Clone)]
pub(super) struct Random(Bits);

/// A probability as a threshold: something happens where a random word lies below it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chance(u64);

impl Chance {
    /// The chance of that probability, from 0 to just below 1.
    pub fn new(probability: f64) -> Self {
        // A float as an integer is cut off at both ends; the product is exact, for the factor is a power of two.
        Self((probability * 18_446_744_073_709_551_616.0) as u64)
    }
}

impl Random {
    /// The stream of that number.
    pub fn new(seed: u64, stream: u64) -> Self {
        Self(Bits::new(seed, stream))
    }

    /// 64 random bits.
    pub fn bits(&mut self) -> u64 {
        self.0.bits()
    }

    /// A number below `end`, each as likely as the others to one part in 2^32.
    pub fn below(&mut self, end: u32) -> u32 {
        (((self.bits() >> 32) * u64::from(end)) >> 32) as u32
    }

    /// Whether something of that chance happens.
    pub fn happens(&mut self, chance: Chance) -> bool {
        self.bits() < chance.0
    }

    /// A number of the geometric distribution from 0 with that mean m, its variance m + m²; at most `most`.
    ///
    /// This is a Poisson count whose rate varies by a gamma distribution of shape 1, the negative binomial with k = 1.
    pub fn geometric(&mut self, mean: f64, most: u32) -> u32 {
        let again = Chance::new(mean / (1.0 + mean));
        let mut count = 0;
        while count < most && self.happens(again) {
            count += 1;
        }
        count
    }
}

/// Draws from a list of weights in constant time.
///
/// # Source
/// Walker (1977), An efficient method for generating discrete random variables with general distributions; built as
/// Vose (1991), with integers.
#[derive(Debug, Clone)]
pub(super) struct Alias {
    /// For each slot: below this (of 2^32) it stands for itself, else for its alias.
    slots: Vec<(u32, u32)>,
    /// The sum of all weights.
    pub total: u64,
}

impl Alias {
    /// The table of `weights`: fewer than 2^32, their sum above 0 and below 2^63.
    pub fn new(weights: &[u64]) -> Self {
        let (total, count) = (weights.iter().sum::<u64>(), weights.len() as u128);
        let mut left: Vec<u128> = weights.iter().map(|&weight| u128::from(weight) * count).collect();
        let fair = u128::from(total);
        let mut slots: Vec<(u32, u32)> = (0..weights.len() as u32).map(|place| (u32::MAX, place)).collect();
        let (mut small, mut large): (Vec<u32>, Vec<u32>) =
            (0..weights.len() as u32).partition(|&place| left[place as usize] < fair);
        while let (Some(&poor), Some(&rich)) = (small.last(), large.last()) {
            small.pop();
            slots[poor as usize] = (((left[poor as usize] << 32) / fair.max(1)) as u32, rich);
            left[rich as usize] -= fair - left[poor as usize];
            if left[rich as usize] < fair {
                large.pop();
                small.push(rich);
            }
        }
        Self { slots, total }
    }

    /// A place in the list of weights.
    pub fn draw(&self, random: &mut Random) -> usize {
        let bits = random.bits();
        let slot = ((bits >> 32) * self.slots.len() as u64) >> 32;
        let (itself, alias) = self.slots[slot as usize];
        // Which of the two it is cannot be foretold: a branch would cost more than both.
        select_unpredictable((bits as u32) < itself, slot as usize, alias as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_chances_and_means_come_out_as_they_went_in() {
        let mut random = Random::new(7, 0);
        let table = Alias::new(&[1, 0, 5, 2]);
        let mut counts = [0_u32; 4];
        (0..80_000).for_each(|_| counts[table.draw(&mut random)] += 1);
        assert_eq!(counts[1], 0);
        for (count, expected) in counts.into_iter().zip([10_000, 0, 50_000, 20_000]) {
            assert!(count.abs_diff(expected) < 600, "{counts:?}");
        }
        let chance = Chance::new(0.25);
        let happened = (0..40_000).filter(|_| random.happens(chance)).count();
        assert!(happened.abs_diff(10_000) < 400, "{happened}");
        let sum: u32 = (0..40_000).map(|_| random.geometric(1.5, 1000)).sum();
        assert!(sum.abs_diff(60_000) < 2_000, "{sum}");
    }
}
