//! The options of `dictum exchanges`.

use clap::Args;

use super::choices::one_of;
use crate::analysis::Whose;

/// `dictum exchanges`.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Exchanges")]
pub struct ExchangesArgs {
    /// A row for each exchange and theme: who asked, who answered, what was taken up
    #[arg(long)]
    pub pairs: bool,
    /// With --pairs: both texts as printed, and how much of the question's words is in the answer
    ///
    /// overlap is the cosine of the two, from 0 to 1, over their terms, each weighed by its count times ln((1 + turns) /
    /// (1 + turns with it)) + 1; stop words are none. rank is the answer's place by it among all answers of the document:
    /// 1 where no other is more like the question, empty where they have nothing in common.
    #[arg(long, requires = "pairs")]
    pub texts: bool,
    /// Whose group --by means: that of the (first) question of an exchange, or of its answer
    #[arg(long, value_name = "WHOSE", default_value = "question")]
    #[arg(value_parser = one_of(&Whose::ALL, |whose| whose.name()))]
    pub whose: Whose,
}
