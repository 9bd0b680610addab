//! How strongly words attract each other: neighbours in a pair, or a collocate in a window round a node.

use super::contingency::Contingency;

/// How often two words meet, and how often each is there to meet.
///
/// For pairs: `first` and `second` count the pairs with that word in that place, `total` all pairs. For windows:
/// `first` is the tokens inside the node's windows, `second` the collocate's frequency, `total` all tokens but the
/// node's own. Measures are `None` where they are undefined, so all but `t` where the words never meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Association {
    /// O11, how often they meet.
    pub observed: u64,
    /// f1, the first word's margin.
    pub first: u64,
    /// f2, the second word's margin.
    pub second: u64,
    /// N.
    pub total: u64,
}

impl Association {
    /// E11 = f1·f2/N; `None` if that is 0.
    pub fn expected(&self) -> Option<f64> {
        let expected = self.first as f64 / self.total as f64 * self.second as f64;
        (expected > 0.0 && expected.is_finite()).then_some(expected)
    }

    fn met(&self) -> Option<f64> {
        (self.observed > 0).then_some(self.observed as f64)
    }

    /// lg(O/E), pointwise mutual information in bits. Church & Hanks (1990).
    pub fn pmi(&self) -> Option<f64> {
        Some((self.met()? / self.expected()?).log2())
    }

    /// PMI/−lg(O/N), at most 1; `None` where every pair is this one. Bouma (2009).
    pub fn npmi(&self) -> Option<f64> {
        let information = -(self.met()? / self.total as f64).log2();
        if information > 0.0 { Some(self.pmi()? / information) } else { None }
    }

    /// lg(O³/E). Daille (1994).
    pub fn mi3(&self) -> Option<f64> {
        Some(self.pmi()? + 2.0 * self.met()?.log2())
    }

    /// (O − E)/√O; `None` where they never meet. Church et al. (1991).
    pub fn t(&self) -> Option<f64> {
        Some((self.met()? - self.expected()?) / self.met()?.sqrt())
    }

    /// (O − E)/√E. Berry-Rogghe (1973).
    pub fn z(&self) -> Option<f64> {
        let expected = self.expected()?;
        Some((self.observed as f64 - expected) / expected.sqrt())
    }

    /// The signed log likelihood ratio over all four cells, as [`Contingency::g2`].
    pub fn g2(&self) -> Option<f64> {
        let table = Contingency {
            target: self.observed,
            target_size: self.first,
            reference: self.second.checked_sub(self.observed)?,
            reference_size: self.total.checked_sub(self.first)?,
        };
        table.g2()
    }

    /// 2O/(f1 + f2), in `[0, 1]` for pairs. Dice (1945).
    pub fn dice(&self) -> Option<f64> {
        let margins = self.first as f64 + self.second as f64;
        (margins > 0.0).then(|| 2.0 * self.observed as f64 / margins)
    }

    /// 14 + lg Dice, at most 14 for pairs. Rychlý (2008).
    pub fn log_dice(&self) -> Option<f64> {
        self.met().and(self.dice()).map(|dice| 14.0 + dice.log2())
    }

    /// ΔP of the second word given the first, O/f1 − (f2 − O)/(N − f1), from −1 to 1. Ellis (2007), Gries (2013).
    pub fn delta_p_12(&self) -> Option<f64> {
        delta_p(self.observed, self.first, self.second, self.total)
    }

    /// ΔP of the first word given the second.
    pub fn delta_p_21(&self) -> Option<f64> {
        delta_p(self.observed, self.second, self.first, self.total)
    }

    /// [`lambda`] of the pair.
    pub fn lambda(&self) -> Option<Lambda> {
        let first_only = self.first.checked_sub(self.observed)?;
        let second_only = self.second.checked_sub(self.observed)?;
        let neither = self.total.checked_sub(self.first)?.checked_sub(second_only)?;
        lambda(&[neither, first_only, second_only, self.observed])
    }
}

fn delta_p(observed: u64, given: u64, other: u64, total: u64) -> Option<f64> {
    let (without, alone) = (total.checked_sub(given)?, other.checked_sub(observed)?);
    (given > 0 && without > 0).then(|| observed as f64 / given as f64 - alone as f64 / without as f64)
}

/// The interaction of K words in a row, with its z.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lambda {
    /// λ; + where the words come together more than their parts make likely.
    pub lambda: f64,
    /// λ/σ.
    pub z: f64,
}

/// The K-way interaction of a log-linear model, ½ added to every count: λ = Σ(−1)^(K−ones)·ln(n + ½), σ² = Σ1/(n + ½).
///
/// `patterns` are the counts of all 2^K ways in which K places match the K words; bit i of the index is set where
/// place i matches. `None` if there are not 2^K, K ≥ 1.
///
/// # Source
/// Blaheta & Johnson (2001), as quanteda's `textstat_collocations`.
pub fn lambda(patterns: &[u64]) -> Option<Lambda> {
    if patterns.len() < 2 || !patterns.len().is_power_of_two() {
        return None;
    }
    let places = patterns.len().trailing_zeros();
    let (mut lambda, mut variance) = (0.0, 0.0);
    for (pattern, &count) in patterns.iter().enumerate() {
        let smoothed = count as f64 + 0.5;
        let missing = places - pattern.count_ones();
        lambda += if missing.is_multiple_of(2) { smoothed.ln() } else { -smoothed.ln() };
        variance += 1.0 / smoothed;
    }
    Some(Lambda { lambda, z: lambda / variance.sqrt() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_measure_is_finite_or_undefined(
            observed in 0u64..50, first in 0u64..100_000, second in 0u64..100_000, total in 0u64..1_000_000_000_000,
        ) {
            let pair = Association { observed, first, second, total };
            let all = [
                pair.expected(), pair.pmi(), pair.npmi(), pair.mi3(), pair.t(), pair.z(), pair.g2(), pair.dice(),
                pair.log_dice(), pair.delta_p_12(), pair.delta_p_21(), pair.lambda().map(|lambda| lambda.z),
            ];
            prop_assert!(all.into_iter().flatten().all(f64::is_finite), "{:?}", all);
        }
    }

    #[test]
    fn words_that_never_meet_have_no_information() {
        let apart = Association { observed: 0, first: 10, second: 20, total: 100 };
        assert_eq!((apart.pmi(), apart.t(), apart.log_dice()), (None, None, None));
        assert_eq!(apart.expected(), Some(2.0));
        assert!(apart.g2().unwrap() < 0.0 && apart.delta_p_12().unwrap() < 0.0);
    }

    #[test]
    fn the_interaction_of_three_words_is_zero_where_no_pattern_stands_out() {
        assert!(lambda(&[6; 8]).unwrap().lambda.abs() < 1e-12);
        let mut together = [6; 8];
        together[7] = 60;
        assert!(lambda(&together).unwrap().lambda > 2.0);
        assert_eq!(lambda(&[1, 2, 3]), None);
    }
}
