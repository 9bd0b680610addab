//! `dictum themes` and what it can do besides: suggest, discover.

use clap::{Args, Subcommand, value_parser};

use super::examples;
use super::window::Window;
use super::{Job, ThemesArgs};

/// `dictum themes`, or what follows it.
#[derive(Debug, Clone, Args)]
#[command(args_conflicts_with_subcommands = true, disable_help_subcommand = true)]
pub struct ThemesJob {
    /// What follows it.
    #[command(subcommand)]
    pub more: Option<ThemesMore>,
    /// The command itself.
    #[command(flatten)]
    pub job: Job<ThemesArgs>,
}

/// What can be asked of themes besides their rates.
#[derive(Debug, Clone, Subcommand)]
pub enum ThemesMore {
    /// Suggest terms for a theme: what stands near its hits more often than chance has it, and moves with it
    #[command(after_help = examples::SUGGEST)]
    Suggest(Job<SuggestArgs>),
    /// Find themes that nobody listed: terms that come up in the same turns
    #[command(after_help = examples::DISCOVER)]
    Discover(Job<DiscoverArgs>),
}

/// How many tokens on either side of a hit are near it, unless another is asked for.
const USUAL: Window = Window { left: 10, right: 10 };

/// `dictum themes suggest`.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Suggestions")]
pub struct SuggestArgs {
    /// The theme, by its key
    #[arg(value_name = "NAME", help_heading = None::<&str>)]
    pub name: String,
    /// How many words on each side of a hit, or on its left and on its right, are near it [default: 10]
    #[arg(long, value_name = "N|L,R", value_parser = Window::parse)]
    window: Option<Window>,
}

impl SuggestArgs {
    /// How wide the window is.
    pub fn window(&self) -> Window {
        self.window.unwrap_or(USUAL)
    }
}

/// `dictum themes discover`.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Discovery")]
pub struct DiscoverArgs {
    /// How many to look for [default: the square root of the turns, 2 to 20]
    #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(1..=50))]
    pub topics: Option<u32>,
    /// Print them as a theme file to start from
    #[arg(long)]
    pub toml: bool,
    /// Other starts than the usual: another seed may find other themes
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}
