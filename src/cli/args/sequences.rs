//! The options of the commands that look at words in their order, and at how they are spread.

use clap::{Args, value_parser};

use super::choices::one_of;
use super::window::Window;
use crate::analysis::NgramSize;
use crate::stats::association::AssociationMeasure;
use crate::stats::diversity::MATTR_WINDOW;

/// By what n-grams and collocates are ranked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RankBy {
    /// How often they are met.
    Observed,
    /// How strong they are by a measure.
    Measure(AssociationMeasure),
}

/// Every way to rank, by the name of its column.
static RANKINGS: [RankBy; 12] = {
    let mut all = [RankBy::Observed; 12];
    let mut place = 0;
    while place < AssociationMeasure::ALL.len() {
        all[place + 1] = RankBy::Measure(AssociationMeasure::ALL[place]);
        place += 1;
    }
    all
};

impl RankBy {
    /// The column.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Observed => "observed",
            Self::Measure(measure) => measure.name(),
        }
    }
}

/// `dictum ngrams`.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "N-grams")]
pub struct NgramsArgs {
    /// How many words they have, 2 to 5
    #[arg(long = "n", value_name = "N", default_value = "2", value_parser = size)]
    pub size: NgramSize,
    /// How many words may be left out between the first and the last
    #[arg(long, value_name = "N", default_value_t = 0, value_parser = value_parser!(u32).range(0..=10))]
    pub skip: u32,
    /// The column by which they are ranked: the greatest first [default: observed]
    #[arg(long, value_name = "COLUMN", value_parser = one_of(&RANKINGS, |rank| rank.name()))]
    rank_by: Option<RankBy>,
}

impl NgramsArgs {
    /// By what they are ranked.
    pub fn rank_by(&self) -> RankBy {
        self.rank_by.unwrap_or(RankBy::Observed)
    }
}

fn size(text: &str) -> Result<NgramSize, String> {
    let [least, most] = NgramSize::BOUNDS;
    let size = text.parse().ok().and_then(NgramSize::new);
    size.ok_or_else(|| format!("it is no number from {least} to {most}"))
}

/// Where a window ends, whatever its width.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limits {
    /// With the turn.
    Turn,
    /// With the sentence.
    Sentence,
}

impl Limits {
    const ALL: [Self; 2] = [Self::Turn, Self::Sentence];

    fn name(self) -> &'static str {
        match self {
            Self::Turn => "turn",
            Self::Sentence => "sentence",
        }
    }
}

/// How many tokens on either side of a node are its window, unless another is asked for.
const USUAL: Window = Window { left: 5, right: 5 };

/// `dictum collocates`.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Collocates")]
pub struct CollocatesArgs {
    /// The word or phrase (its stems, types or forms, as --terms has it), a pattern as in a theme file ("enlarg*",
    /// "re:^candidat(e|es)$", "case:MAP"), or theme:KEY for a whole theme
    #[arg(value_name = "NODE", help_heading = None::<&str>)]
    pub node: String,
    /// How many words on each side, or on the left and on the right, are near [default: 5]
    #[arg(long, value_name = "N|L,R", value_parser = Window::parse)]
    window: Option<Window>,
    /// Where a window ends at the latest
    #[arg(long, value_name = "UNIT", default_value = "turn")]
    #[arg(value_parser = one_of(&Limits::ALL, |limits| limits.name()))]
    pub within: Limits,
    /// The column by which they are ranked: the greatest first [default: g2]
    #[arg(long, value_name = "COLUMN", value_parser = one_of(&RANKINGS, |rank| rank.name()))]
    rank_by: Option<RankBy>,
}

impl CollocatesArgs {
    /// By what they are ranked.
    pub fn rank_by(&self) -> RankBy {
        self.rank_by.unwrap_or(RankBy::Measure(AssociationMeasure::G2))
    }

    /// How wide the window is.
    pub fn window(&self) -> Window {
        self.window.unwrap_or(USUAL)
    }
}

/// `dictum diversity`.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Diversity")]
pub struct DiversityArgs {
    /// The window of MATTR in words
    #[arg(long, value_name = "N", default_value_t = MATTR_WINDOW as u32, value_parser = value_parser!(u32).range(1..))]
    pub mattr_window: u32,
}
