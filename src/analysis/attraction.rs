//! How strongly words attract each other, as the tables of n-grams and collocates have it.

use std::cmp::Ordering;

use crate::stats::association::AssociationMeasure;
use crate::stats::collocation::{Association, Lambda};

/// How often words meet, and what follows from it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Attraction {
    /// Two words: every measure is known.
    Pair(Association),
    /// More than two in a row: the measures of pairs are undefined.
    Row {
        /// How often they stand in a row.
        observed: u64,
        /// How many rows of so many words there are.
        total: u64,
        /// Their interaction.
        lambda: Option<Lambda>,
    },
}

impl Attraction {
    /// O, how often they meet.
    pub fn observed(&self) -> u64 {
        match self {
            Self::Pair(pair) => pair.observed,
            Self::Row { observed, .. } => *observed,
        }
    }

    /// N.
    pub fn total(&self) -> u64 {
        match self {
            Self::Pair(pair) => pair.total,
            Self::Row { total, .. } => *total,
        }
    }

    /// The pair, where they are two.
    pub fn pair(&self) -> Option<&Association> {
        match self {
            Self::Pair(pair) => Some(pair),
            Self::Row { .. } => None,
        }
    }

    /// The score by a measure; `None` where it is undefined.
    pub fn score(&self, measure: AssociationMeasure) -> Option<f64> {
        match self {
            Self::Pair(pair) => measure.score(pair),
            Self::Row { lambda, .. } => match measure {
                AssociationMeasure::Lambda => lambda.map(|lambda| lambda.lambda),
                AssociationMeasure::LambdaZ => lambda.map(|lambda| lambda.z),
                AssociationMeasure::Pmi
                | AssociationMeasure::Npmi
                | AssociationMeasure::Mi3
                | AssociationMeasure::T
                | AssociationMeasure::Z
                | AssociationMeasure::G2
                | AssociationMeasure::LogDice
                | AssociationMeasure::DeltaP12
                | AssociationMeasure::DeltaP21 => None,
            },
        }
    }

    /// The order of a table by a measure: the strongest first, the undefined last.
    pub fn strongest_first(&self, other: &Self, measure: AssociationMeasure) -> Ordering {
        let (own, other) = (self.score(measure), other.score(measure));
        match (own, other) {
            (Some(own), Some(other)) => other.total_cmp(&own),
            (own, other) => other.is_some().cmp(&own.is_some()),
        }
    }
}
