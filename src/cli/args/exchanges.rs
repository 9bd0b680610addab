//! The options of `dictum exchanges`.

use clap::Args;

/// `dictum exchanges`.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Exchanges")]
pub struct ExchangesArgs {
    /// A row for each exchange and theme: who asked, who answered, what was taken up
    #[arg(long)]
    pub pairs: bool,
}
