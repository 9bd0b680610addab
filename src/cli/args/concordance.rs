//! The options of `dictum concordance`.

use clap::{Args, value_parser};

use super::choices::one_of;
use super::window::Window;
use crate::analysis::ConcordanceOrder;
use crate::count::Reach;

/// The window where none is asked for.
const USUAL: Window = Window { left: 10, right: 10 };

/// What the context of a hit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ContextUnit {
    /// As many words as `--window` says.
    Words,
    /// The sentence.
    Sentence,
    /// The turn.
    Turn,
}

impl ContextUnit {
    const ALL: [Self; 3] = [Self::Words, Self::Sentence, Self::Turn];

    fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Sentence => "sentence",
            Self::Turn => "turn",
        }
    }
}

/// `dictum concordance`.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Concordance")]
pub struct ConcordanceArgs {
    /// What to look for, as an entry of a theme file: "gas", "enlarg*", "military support", "stem:accede",
    /// "case:MAP", "re:^candidat(e|es)$"; or theme:KEY for a whole theme
    #[arg(value_name = "PATTERN", help_heading = None::<&str>)]
    pub pattern: String,
    /// How many words to show on each side, or on the left and on the right [default: 10]
    #[arg(long, value_name = "N|L,R", value_parser = Window::parse)]
    pub window: Option<Window>,
    /// Show as many words as --window says, or the whole sentence, or the whole turn
    #[arg(long, value_name = "UNIT", default_value = "words")]
    #[arg(value_parser = one_of(&ContextUnit::ALL, |unit| unit.name()))]
    pub unit: ContextUnit,
    /// Show so many hits at most, spread evenly over all in their order
    #[arg(long, value_name = "N", value_parser = value_parser!(u64).range(1..))]
    pub sample: Option<u64>,
    /// Sort by the words to the left of the hit (read outwards), to its right, by document or by date
    #[arg(long, value_name = "BY", default_value = "document")]
    #[arg(value_parser = one_of(&ConcordanceOrder::ALL, |order| order.name()))]
    pub sort: ConcordanceOrder,
}

impl ConcordanceArgs {
    /// How far the context of a hit reaches.
    pub fn reach(&self) -> Reach {
        match self.unit {
            ContextUnit::Words => {
                let Window { left, right } = self.window.unwrap_or(USUAL);
                Reach::Words { left, right }
            }
            ContextUnit::Sentence => Reach::Sentence,
            ContextUnit::Turn => Reach::Turn,
        }
    }
}
