//! The options of `dictum synth`.

use std::path::PathBuf;

use clap::{Args, value_parser};

use super::choices::one_of;
use super::size::Size;
use crate::synth::{Layout, MOST_SPEAKERS, Typography};

/// `dictum synth`.
#[derive(Debug, Clone, Args)]
pub struct SynthArgs {
    /// How much text to make: 500kB, 10MB, 1.5GB
    ///
    /// The files are larger by the names and dates around the text, about a quarter as JSON lines.
    #[arg(long, value_name = "SIZE", default_value = "10MB", value_parser = Size::parse)]
    pub size: Size,
    /// Another seed makes another corpus; the same one the same bytes, on every machine
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// One file of records, or a text a document in folders by month and day
    #[arg(long, value_name = "LAYOUT", default_value = "jsonl")]
    #[arg(value_parser = one_of(&Layout::ALL, |layout| layout.name()))]
    pub layout: Layout,
    /// Quotation marks, apostrophes, dashes and ellipses of a typewriter or of a printer; the words stay the same
    #[arg(long, value_name = "SIGNS", default_value = "plain")]
    #[arg(value_parser = one_of(&Typography::ALL, |typography| typography.name()))]
    pub typography: Typography,
    /// How many people speak, 2 to 1000; one in four answers, the others ask
    #[arg(long, value_name = "N", default_value_t = 40)]
    #[arg(value_parser = value_parser!(u64).range(2..=MOST_SPEAKERS as u64))]
    pub speakers: u64,
    /// The folder to make; one that holds anything is left as it is
    #[arg(short, long, value_name = "PATH", default_value = "synth")]
    pub output: PathBuf,
}
