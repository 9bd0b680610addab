//! The options of `dictum dfm`.

use clap::Args;

use super::analyses::TfIdfArgs;
use super::choices::one_of;
use crate::analysis::Weight;

/// What stands in the cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Weighing {
    Count,
    TfIdf,
    Proportion,
}

impl Weighing {
    const ALL: [Self; 3] = [Self::Count, Self::TfIdf, Self::Proportion];

    fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::TfIdf => "tfidf",
            Self::Proportion => "proportion",
        }
    }
}

/// `dictum dfm`.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Matrix")]
pub struct DfmArgs {
    /// What stands in the cells: how often a term is said, its TF-IDF (for which alone --tf-idf and
    /// --tf-idf-unit count), or its part of all words of the row
    #[arg(long, value_name = "WHAT", default_value = "count")]
    #[arg(value_parser = one_of(&Weighing::ALL, |weight| weight.name()))]
    weight: Weighing,
    /// How TF-IDF is made.
    #[command(flatten)]
    tf_idf: TfIdfArgs,
}

impl DfmArgs {
    /// What stands in the cells.
    pub fn weight(&self) -> Weight {
        match self.weight {
            Weighing::Count => Weight::Count,
            Weighing::TfIdf => Weight::TfIdf(self.tf_idf.tf_idf_unit.clone(), self.tf_idf.tf_idf),
            Weighing::Proportion => Weight::Proportion,
        }
    }
}
