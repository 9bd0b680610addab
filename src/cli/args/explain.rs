//! The options of `dictum explain`.

use clap::Args;

/// `dictum explain`.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Explain")]
pub struct ExplainArgs {
    /// The word: whatever belongs to the same term under --terms is explained with it
    #[arg(value_name = "TERM", help_heading = None::<&str>)]
    pub term: String,
}
