//! The options of `dictum keywords`.

use clap::{Args, value_parser};

use super::choices::{TypedPrior, one_of};
use crate::analysis::{Cluster, MOST_TERMS_OF_NGRAM, Totals, Variants};
use crate::stats::adjust::Adjustment;

/// `dictum keywords`.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Keywords")]
pub struct KeywordsArgs {
    /// Only this group [default: each group in turn]
    #[arg(long, value_name = "GROUP")]
    pub target: Option<String>,
    /// Compare with this group, or with what is in this file or folder [default: all the others]
    ///
    /// A file or folder of that name goes before a group. It holds texts, or counts (.dct), or is a frequency list: CSV
    /// or TSV with the columns term and frequency, as "dictum frequency" writes it, or with two columns of which one is
    /// whole numbers. Words of a list are gathered into stems as --terms says; it has no turns, so that nothing is said
    /// of intervals.
    #[arg(long, value_name = "GROUP|FILE")]
    pub reference: Option<String>,
    /// How many words the text behind a frequency list has [default: the sum of its frequencies]
    ///
    /// A list without stop words adds up to less than its text, and everything then looks rarer in the target.
    #[arg(long, value_name = "N", requires = "reference", value_parser = value_parser!(u64).range(1..))]
    pub reference_size: Option<u64>,
    /// Compare n-grams of so many words, 2 to 5: neighbours in one turn, with no stop word or number among them
    /// [default: words alone]
    ///
    /// Totals are then the positions at which an n-gram can begin, or with --totals content the n-grams without stop words.
    #[arg(long, value_name = "N", value_parser = value_parser!(u64).range(1..=MOST_TERMS_OF_NGRAM as u64))]
    pub n: Option<u64>,
    /// Which words make up the totals: every word, or only those that have rows
    #[arg(long, value_name = "WORDS", default_value = "all")]
    #[arg(value_parser = one_of(&Totals::ALL, |totals| totals.name()))]
    pub totals: Totals,
    /// What is left out in turn to make the intervals
    #[arg(long, value_name = "UNIT", default_value = "turn")]
    #[arg(value_parser = one_of(&Cluster::ALL, |cluster| cluster.name()))]
    pub cluster: Cluster,
    /// The prior of log_odds_z: pooled; uniform:X, the same count for every term; or background:FILE, a frequency
    /// list, as --reference takes it
    #[arg(long, default_value = "pooled", value_parser = TypedPrior::parse)]
    pub prior: TypedPrior,
    /// How q is made from p: Benjamini and Hochberg, Holm, or Bonferroni
    #[arg(long, value_name = "METHOD", default_value = "bh")]
    #[arg(value_parser = one_of(&Adjustment::ALL, |adjustment| adjustment.name()))]
    pub adjust: Adjustment,
    /// Whose arithmetic chi2, g2 and log_odds_z follow to the letter
    #[arg(long, value_name = "WHOSE", default_value = "published")]
    #[arg(value_parser = one_of(&Variants::ALL, |variants| variants.name()))]
    pub compat: Variants,
    /// Add p_permutation: whether a term would be spread as unequally if chance dealt the turns to both sides, N times
    ///
    /// Turns (or with --cluster document, each document's turns of a side) are dealt out again, as many to each side as it
    /// has; p is (1 + those deals in which the count lies at least as far from the expected one) / (N + 1). 9999 will do for
    /// most. It is not adjusted for the number of terms, and empty where a side has fewer than two.
    #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(1..=10_000_000))]
    pub permutations: Option<u32>,
    /// Another seed deals otherwise; the same one always alike
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// Leave intervals and dispersion empty, and run in bounded memory
    #[arg(long)]
    pub no_intervals: bool,
}
