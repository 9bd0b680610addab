//! The exact distribution of a term's count in the target, its margins given.

use std::f64::consts::LN_10;

use super::contingency::{Cells, Contingency};
use super::special::ln_binomial;

/// The count in the target if the term's occurrences were dealt out at random among all tokens.
struct Hypergeometric {
    /// n1 and n2.
    sizes: [f64; 2],
    /// Occurrences on both sides, a + b.
    occurrences: f64,
    /// Their part of all tokens, and that of all others.
    shares: [f64; 2],
    /// The log of the binomial density of the occurrences among all tokens.
    ln_whole: f64,
}

/// Which way a tail runs.
#[derive(Clone, Copy)]
enum Tail {
    Lower,
    Upper,
}

impl Hypergeometric {
    fn of(cells: &Cells) -> Self {
        let (occurrences, total) = (cells.observed[0] + cells.observed[1], cells.total());
        let shares = [occurrences / total, (total - occurrences) / total];
        let ln_whole = ln_binomial(occurrences, total, shares[0], shares[1]);
        Self { sizes: cells.sizes, occurrences, shares, ln_whole }
    }

    fn least(&self) -> f64 {
        (self.occurrences - self.sizes[1]).max(0.0)
    }

    fn most(&self) -> f64 {
        self.occurrences.min(self.sizes[0])
    }

    fn mode(&self) -> f64 {
        let [n1, n2] = self.sizes;
        ((n1 + 1.0) / (n1 + n2 + 2.0) * (self.occurrences + 1.0)).floor().clamp(self.least(), self.most())
    }

    fn ln_density(&self, count: f64) -> f64 {
        let ([n1, n2], [p, q]) = (self.sizes, self.shares);
        if q <= 0.0 {
            return 0.0;
        }
        ln_binomial(count, n1, p, q) + ln_binomial(self.occurrences - count, n2, p, q) - self.ln_whole
    }

    /// ln of the probability of `count` and all beyond it, for a count on that side of the mode, where densities
    /// fall: summed outwards until nothing more counts, a few standard deviations.
    fn ln_tail(&self, count: f64, tail: Tail) -> f64 {
        let [n1, n2] = self.sizes;
        let rest = n2 - self.occurrences;
        let (mut at, mut term, mut sum) = (count, 1.0, 1.0);
        loop {
            term *= match tail {
                Tail::Upper => (n1 - at) / (at + 1.0) * ((self.occurrences - at) / (rest + at + 1.0)),
                Tail::Lower => at / (n1 - at + 1.0) * ((rest + at) / (self.occurrences - at + 1.0)),
            };
            if term <= sum * 1e-18 {
                return (self.ln_density(count) + f64::ln(sum)).min(0.0);
            }
            sum += term;
            at += match tail {
                Tail::Upper => 1.0,
                Tail::Lower => -1.0,
            };
        }
    }

    /// The first count from the end of `tail` towards the mode whose density exceeds `ln_limit`, less one step:
    /// the innermost count of that tail within the limit, if there is one.
    fn innermost_within(&self, ln_limit: f64, tail: Tail) -> Option<f64> {
        let (end, inwards) = match tail {
            Tail::Lower => (self.least(), 1.0),
            Tail::Upper => (self.most(), -1.0),
        };
        let within = |steps: f64| self.ln_density(end + inwards * steps) <= ln_limit;
        let (mut inside, mut outside) = (0.0, (self.mode() - end).abs());
        if !within(inside) {
            return None;
        }
        while outside - inside > 1.0 {
            let middle = ((inside + outside) / 2.0).floor();
            if within(middle) { inside = middle } else { outside = middle }
        }
        Some(end + inwards * inside)
    }
}

impl Contingency {
    /// Fisher's exact test, two-sided: the probability of all tables with the same margins that are no more likely
    /// than this one (up to a factor of 1 + 1e-7, as R has it). In `[0, 1]`.
    ///
    /// # Source
    /// Fisher (1935); two-sided as Irwin (1935) and R's `fisher.test`.
    pub fn fisher_p(&self) -> Option<f64> {
        let cells = self.cells()?;
        let law = Hypergeometric::of(&cells);
        let (count, mode) = (cells.observed[0], law.mode());
        let ln_limit = law.ln_density(count) + 1e-7f64.ln_1p();
        if law.ln_density(mode) <= ln_limit {
            return Some(1.0);
        }
        let (tail, other) =
            if count > mode { (Tail::Upper, Tail::Lower) } else { (Tail::Lower, Tail::Upper) };
        let far = law.innermost_within(ln_limit, other).map_or(0.0, |inner| law.ln_tail(inner, other).exp());
        Some((law.ln_tail(count, tail).exp() + far).min(1.0))
    }

    /// The specificity index: |log10| of the probability of so many or more in the target where that is at least
    /// expected; where it is less, −|log10| of the probability of so few or fewer. In log space, so never infinite.
    ///
    /// # Source
    /// Lafon (1980), Sur la variabilité de la fréquence des formes dans un corpus; as TXM.
    pub fn specificity(&self) -> Option<f64> {
        let cells = self.cells()?;
        let tail = if cells.excess < 0.0 { Tail::Lower } else { Tail::Upper };
        let log10 = Hypergeometric::of(&cells).ln_tail(cells.observed[0], tail).abs() / LN_10;
        Some(cells.signed(log10))
    }
}

#[cfg(test)]
mod tests {
    use super::super::contingency::tests::tables;
    use super::*;
    use proptest::prelude::*;

    /// Every table with these margins and its probability, by binomial coefficients.
    fn brute_force(n1: u32, n2: u32, occurrences: u32) -> Vec<(u32, f64)> {
        let choose = |n: u32, k: u32| (0..k).map(|i| f64::from(n - i) / f64::from(i + 1)).product::<f64>();
        (occurrences.saturating_sub(n2)..=occurrences.min(n1))
            .map(|a| (a, choose(n1, a) * choose(n2, occurrences - a) / choose(n1 + n2, occurrences)))
            .collect()
    }

    proptest! {
        #[test]
        fn the_exact_tests_agree_with_the_sum_over_all_tables(
            (n1, n2) in (1u32..40, 1u32..40), first in 0.0..=1.0f64, second in 0.0..=1.0f64,
        ) {
            let (a, b) = ((f64::from(n1) * first) as u32, (f64::from(n2) * second) as u32);
            prop_assume!(a + b > 0);
            let table = Contingency {
                target: a.into(), target_size: n1.into(), reference: b.into(), reference_size: n2.into(),
            };
            let all = brute_force(n1, n2, a + b);
            let own = all.iter().find(|(k, _)| *k == a).unwrap().1;
            let fisher: f64 = all.iter().filter(|(_, p)| *p <= own * (1.0 + 1e-7)).map(|(_, p)| p).sum();
            prop_assert!((table.fisher_p().unwrap() / fisher - 1.0).abs() < 1e-9);
            let above = u64::from(a) * u64::from(n1 + n2) >= u64::from(n1) * u64::from(a + b);
            let tail: f64 =
                all.iter().filter(|(k, _)| if above { *k >= a } else { *k <= a }).map(|(_, p)| p).sum();
            let specificity = if above { -tail.log10() } else { tail.log10() };
            prop_assert!((table.specificity().unwrap() - specificity).abs() < 1e-9);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn the_exact_tests_are_finite_whatever_the_counts(table in tables()) {
            prop_assert!(table.fisher_p().is_none_or(|p| (0.0..=1.0).contains(&p)));
            prop_assert!(table.specificity().is_none_or(f64::is_finite));
        }
    }

    #[test]
    fn specificity_tells_apart_what_no_float_probability_can() {
        let table =
            Contingency { target: 9_000, target_size: 20_000, reference: 0, reference_size: 1_000_000 };
        assert!(table.specificity().unwrap() > 10_000.0);
        assert_eq!(table.fisher_p(), Some(0.0));
    }
}
