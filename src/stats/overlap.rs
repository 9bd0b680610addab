//! How much two texts have in common, as an angle between their words.

use std::collections::BTreeMap;

/// A text as weights of its terms, above 0, by ascending number; [`TfIdf::Sklearn`](super::tf_idf::TfIdf::Sklearn) gives
/// such weights.
pub type Weights = Vec<(u32, f64)>;

/// Texts that others are compared with.
#[derive(Debug, Clone, Default)]
pub struct Compared {
    lengths: Vec<f64>,
    /// By term: the texts that have it, with its weight there.
    having: BTreeMap<u32, Vec<(u32, f64)>>,
}

/// What one text has in common with one of those compared, and with the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Overlap {
    /// The cosine: from 0, no term in common, to 1, the same terms in the same proportions.
    pub cosine: f64,
    /// From 1: one more than those compared that have more in common with it, so that those that tie share the best rank;
    /// `None` where nothing is in common.
    pub rank: Option<u64>,
}

impl Compared {
    /// Texts in the order by which they are then named.
    pub fn new(texts: &[Weights]) -> Self {
        let mut compared = Self::default();
        for (text, number) in texts.iter().zip(0..) {
            compared.lengths.push(length(text));
            for &(term, weight) in text {
                compared.having.entry(term).or_default().push((number, weight));
            }
        }
        compared
    }

    /// The cosine of `text` and the compared text `number`, Σ v·w / (|v|·|w|), and its rank among the cosines of all;
    /// `None` where either of the two has no terms.
    ///
    /// # Source
    /// Salton & McGill (1983), Introduction to modern information retrieval, chapter 4.
    pub fn overlap(&self, text: &[(u32, f64)], number: usize) -> Option<Overlap> {
        let own_length = length(text);
        if own_length == 0.0 || self.lengths.get(number).is_none_or(|&length| length == 0.0) {
            return None;
        }
        let mut products: BTreeMap<u32, f64> = BTreeMap::new();
        for (term, weight) in text {
            for (other, there) in self.having.get(term).into_iter().flatten() {
                *products.entry(*other).or_default() += weight * there;
            }
        }
        let cosine = |(other, product): (u32, f64)| product / self.lengths[other as usize] / own_length;
        let own = products.get(&(number as u32)).map_or(0.0, |&product| cosine((number as u32, product)));
        let better = products.into_iter().map(cosine).filter(|&cosine| cosine > own).count() as u64;
        // Rounding may carry the cosine of a text with itself past 1.
        Some(Overlap { cosine: own.min(1.0), rank: (own > 0.0).then_some(1 + better) })
    }
}

fn length(text: &[(u32, f64)]) -> f64 {
    text.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_cosine_is_that_of_the_angle() {
        let compared = Compared::new(&[vec![(0, 1.0)], vec![(0, 3.0), (1, 3.0)], vec![(2, 1.0)], vec![]]);
        let overlap = |number| compared.overlap(&[(0, 2.0)], number);
        assert_eq!(overlap(0), Some(Overlap { cosine: 1.0, rank: Some(1) }));
        assert!((overlap(1).unwrap().cosine - 0.5_f64.sqrt()).abs() < 1e-15);
        assert_eq!(overlap(1).unwrap().rank, Some(2));
        assert_eq!(overlap(2), Some(Overlap { cosine: 0.0, rank: None }));
        assert_eq!(overlap(3), None, "a text without terms");
        assert_eq!(compared.overlap(&[], 0), None);
    }

    #[test]
    fn those_that_tie_share_the_best_rank() {
        let compared = Compared::new(&[vec![(0, 1.0), (1, 2.0)], vec![(0, 2.0), (1, 4.0)], vec![(0, 1.0)]]);
        let ranks = [0, 1, 2].map(|number| compared.overlap(&[(0, 1.0)], number).unwrap().rank);
        assert_eq!(ranks, [Some(2), Some(2), Some(1)]);
    }

    proptest! {
        #[test]
        fn the_cosine_lies_between_0_and_1_and_is_the_same_both_ways(
            one in prop::collection::btree_map(0_u32..6, 0.01..9.0_f64, 0..6),
            other in prop::collection::btree_map(0_u32..6, 0.01..9.0_f64, 0..6),
        ) {
            let (one, other): (Weights, Weights) = (one.into_iter().collect(), other.into_iter().collect());
            let cosine = |text: &Weights, with: &Weights| {
                Compared::new(std::slice::from_ref(with)).overlap(text, 0).map(|overlap| overlap.cosine)
            };
            match (cosine(&one, &other), cosine(&other, &one)) {
                (Some(there), Some(back)) => {
                    prop_assert!((0.0..=1.0).contains(&there));
                    prop_assert!((there - back).abs() < 1e-12);
                }
                (there, back) => {
                    prop_assert_eq!((there, back), (None, None));
                    prop_assert!(one.is_empty() || other.is_empty());
                }
            }
            prop_assert!(one.is_empty() || (cosine(&one, &one).unwrap() - 1.0).abs() < 1e-12);
        }
    }
}
