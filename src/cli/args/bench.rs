//! The options of `dictum bench`.

use std::path::PathBuf;

use clap::{Args, value_parser};

use super::choices::one_of;
use super::size::Size;
use crate::bench::{Job, Section};
use crate::render::writer::Format;

/// `dictum bench`.
#[derive(Debug, Clone, Args)]
pub struct BenchArgs {
    /// Files, folders or globs to measure on; none: a corpus that is made for it
    #[arg(value_name = "INPUT")]
    pub inputs: Vec<String>,
    /// How much text to make, where no input is given
    #[arg(long, value_name = "SIZE", default_value = "256MB", value_parser = Size::parse)]
    #[arg(conflicts_with = "inputs")]
    pub size: Size,
    /// Another seed makes another corpus
    #[arg(long, value_name = "N", default_value_t = 1, conflicts_with = "inputs")]
    pub seed: u64,
    /// How often everything is measured; what is shown are medians, with the least and the greatest
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = value_parser!(u64).range(2..=1000))]
    pub runs: u64,
    /// Measure this alone; may be given again
    #[arg(long, value_name = "SECTION", value_parser = one_of(&Section::ALL, |section| section.name()))]
    pub only: Vec<Section>,
    /// On how much of the text the baselines are measured: they are slow
    #[arg(long, value_name = "SIZE", default_value = "64MB", value_parser = Size::parse)]
    pub baselines: Size,
    /// The most threads to try [default: as many as there are processors]
    #[arg(long, value_name = "N", value_parser = value_parser!(u64).range(1..=4096))]
    pub threads: Option<u64>,
    /// A folder for bench.json and the chart scaling as PNG, SVG and CSV
    #[arg(short, long, value_name = "FOLDER")]
    pub output: Option<PathBuf>,
    /// The form of the table [default: table on a terminal, else csv]
    #[arg(short, long, value_parser = one_of(&Format::ALL, |format| format.name()))]
    pub format: Option<Format>,
    /// Show no progress bar
    #[arg(long)]
    pub no_progress: bool,
    /// Count one file once and say what it took: how the program asks itself
    #[arg(long, value_name = "ROWS", hide = true, value_parser = one_of(&Job::ALL, |job| job.name()))]
    pub probe: Option<Job>,
}
