//! How groups are compared: against what, by which unit, by whose formulas.

use std::num::NonZeroU32;
use std::sync::Arc;

use super::listed::Listed;
use crate::stats::adjust::Adjustment;

/// What the unit of sampling is for intervals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cluster {
    /// Each turn.
    #[default]
    Turn,
    /// Each document's turns of one side together.
    Document,
}

impl Cluster {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Turn, Self::Document];

    /// The word for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Turn => "turn",
            Self::Document => "document",
        }
    }
}

/// The prior of the log odds.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum PriorChoice {
    /// The term's own counts on both sides.
    #[default]
    Pooled,
    /// The same for every word of the whole input that the totals count.
    Uniform(f64),
    /// In the proportions of a background list.
    Background(Arc<Listed>),
}

/// Whose variants of the formulas are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Variants {
    /// As published.
    #[default]
    Published,
    /// As quanteda computes them.
    Quanteda,
    /// As tidylo computes the log odds, over all groups and what belongs to none.
    Tidylo,
}

impl Variants {
    /// All.
    pub const ALL: [Self; 3] = [Self::Published, Self::Quanteda, Self::Tidylo];

    /// The word for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Published => "published",
            Self::Quanteda => "quanteda",
            Self::Tidylo => "tidylo",
        }
    }
}

/// Whether turn rows are read for intervals and dispersion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Intervals {
    /// They are.
    #[default]
    Computed,
    /// They are not; those columns stay empty.
    Skipped,
}

/// How often clusters are dealt out again to see how much chance alone does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Permutations {
    /// How many times.
    pub rounds: NonZeroU32,
    /// Another seed deals otherwise.
    pub seed: u64,
}

/// What each group is compared with.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Reference {
    /// All other turns that are looked at, those without a group included.
    #[default]
    Rest,
    /// The group of that name.
    Group(String),
    /// These turns, ascending; they belong to no group.
    Turns(Vec<u32>),
    /// A frequency list: there are no turns, and so no intervals.
    List(Arc<Listed>),
}

/// How keywords are judged.
#[derive(Debug, Clone)]
pub struct KeynessOptions {
    /// Terms that are rarer than this on both sides together are not tested.
    pub min_count: u64,
    /// What the groups are compared with.
    pub reference: Reference,
    /// The unit of sampling for intervals.
    pub cluster: Cluster,
    /// The prior of the log odds.
    pub prior: PriorChoice,
    /// How p becomes q.
    pub adjustment: Adjustment,
    /// Whose variants of the formulas.
    pub variants: Variants,
    /// Whether intervals are computed.
    pub intervals: Intervals,
    /// How often clusters are permuted; `None`: there is no such test.
    pub permutations: Option<Permutations>,
}

/// Each group against the rest, for terms that occur three times at least, by the formulas as published.
impl Default for KeynessOptions {
    fn default() -> Self {
        Self {
            min_count: 3,
            reference: Reference::Rest,
            cluster: Cluster::default(),
            prior: PriorChoice::default(),
            adjustment: Adjustment::default(),
            variants: Variants::default(),
            intervals: Intervals::default(),
            permutations: None,
        }
    }
}
