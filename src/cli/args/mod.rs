//! What was typed.

mod analyses;
mod bench;
mod choices;
mod common;
mod concordance;
mod date;
mod dfm;
mod examples;
mod exchanges;
mod explain;
mod keywords;
mod product;
mod sequences;
mod size;
mod synth;
mod themes;
mod trends;
mod window;

use std::path::PathBuf;

use clap::builder::Resettable;
use clap::{Arg, Args, Id, Parser, Subcommand};
use clap_complete::Shell;

pub use analyses::{
    ChartsArgs, FrequencyArgs, NothingMore, ReportArgs, ThemesArgs, ThemesTable, TokensArgs, TurnsArgs,
};
pub use bench::BenchArgs;
pub use choices::{StopWordsChoice, TypedPrior};
pub use common::{Common, ReadingArgs, RunningArgs, SelectionArgs, WordArgs, WritingArgs};
pub use concordance::{ConcordanceArgs, ContextUnit};
pub use dfm::DfmArgs;
pub use exchanges::ExchangesArgs;
pub use explain::ExplainArgs;
pub use keywords::KeywordsArgs;
pub use product::Product;
pub use sequences::{CollocatesArgs, DiversityArgs, Limits, NgramsArgs, RankBy};
pub use size::Size;
pub use synth::SynthArgs;
pub use themes::{DiscoverArgs, SuggestArgs, ThemesJob, ThemesMore};
pub use trends::{Compared, TrendsArgs};
pub use window::Window;

/// Who said what, how often, how much more than the others: statistics of speech from raw transcripts
#[derive(Debug, Clone, Parser)]
#[command(name = "dictum", version, arg_required_else_help = true, disable_help_subcommand = true)]
#[command(after_help = examples::DICTUM, max_term_width = 100)]
pub struct Cli {
    /// What is to be done.
    #[command(subcommand)]
    pub command: Command,
}

/// The options of a command on transcripts: its own, and those that every command knows.
#[derive(Debug, Clone, Args)]
pub struct Job<T: Args> {
    /// Its own.
    #[command(flatten)]
    pub own: T,
    /// Everybody's.
    #[command(flatten)]
    pub common: Box<Common>,
}

/// What can be done.
#[derive(Debug, Clone, Subcommand)]
pub enum Command {
    /// Read everything and write the whole report folder: page, tables, charts, manifest
    #[command(after_help = examples::REPORT)]
    Report(Job<ReportArgs>),
    /// Write the charts alone, as PNG and SVG, each with its data as CSV
    #[command(after_help = examples::CHARTS)]
    Charts(Job<ChartsArgs>),
    /// List the turns as they were read: who, to what question, from which line
    #[command(after_help = examples::TURNS)]
    Turns(Job<TurnsArgs>),
    /// List the speakers: aliases, role, affiliation, share of the words
    #[command(after_help = examples::SPEAKERS)]
    Speakers(Job<NothingMore>),
    /// List the tokens: how each word is cut, folded and stemmed
    #[command(after_help = examples::TOKENS)]
    Tokens(Job<TokensArgs>),
    /// Count the terms: how often, in how many documents and turns, by how many speakers
    #[command(after_help = examples::FREQUENCY)]
    Frequency(Job<FrequencyArgs>),
    /// Find what each group says more (or less) than the others, by every keyness measure
    #[command(after_help = examples::KEYWORDS)]
    Keywords(Job<KeywordsArgs>),
    /// Count the themes of a dictionary of your own, by group
    #[command(after_help = examples::THEMES)]
    Themes(Box<ThemesJob>),
    /// See whether a theme raised in a question is taken up in the answer
    #[command(after_help = examples::EXCHANGES)]
    Exchanges(Job<ExchangesArgs>),
    /// Follow themes or words over time: rates by month or year, lasting changes, what rises and what falls
    #[command(after_help = examples::TRENDS)]
    Trends(Job<TrendsArgs>),
    /// Find words that follow one another, with every measure of how strongly they attract each other
    #[command(after_help = examples::NGRAMS)]
    Ngrams(Job<NgramsArgs>),
    /// Find what stands near a word, a phrase or a theme more often than elsewhere
    #[command(after_help = examples::COLLOCATES)]
    Collocates(Job<CollocatesArgs>),
    /// Measure how evenly each term is spread over turns, documents, speakers or any groups
    #[command(after_help = examples::DISPERSION)]
    Dispersion(Job<NothingMore>),
    /// Measure how many different words each group uses
    #[command(after_help = examples::DIVERSITY)]
    Diversity(Job<DiversityArgs>),
    /// Show every hit of a word, a phrase or a theme with the words round it
    #[command(visible_alias = "kwic", after_help = examples::CONCORDANCE)]
    Concordance(Job<ConcordanceArgs>),
    /// Write the matrix of turns (or groups) and terms: Matrix Market with its rows and columns, and Parquet
    #[command(after_help = examples::DFM)]
    Dfm(Job<DfmArgs>),
    /// Tell everything that is known of one term, with the numbers put into the formulas
    #[command(after_help = examples::EXPLAIN)]
    Explain(Job<ExplainArgs>),
    /// Count a part of a corpus into a file, to be merged with others or read like the texts themselves
    #[command(after_help = examples::COUNT)]
    Count(Job<NothingMore>),
    /// Merge files of partial counts into one
    #[command(after_help = examples::MERGE)]
    Merge(Job<NothingMore>),
    /// Write a commented dictum.toml and a theme file to start from
    #[command(after_help = examples::INIT)]
    Init(InitArgs),
    /// Make a corpus of any size in which keywords, themes and replies are planted, and say how
    #[command(after_help = examples::SYNTH)]
    Synth(SynthArgs),
    /// Measure how fast dictum is on this machine: each stage, threads, memory, and simpler programs beside it
    #[command(after_help = examples::BENCH)]
    Bench(BenchArgs),
    /// Make a report again and say whether it comes out the same
    #[command(after_help = examples::VERIFY)]
    Verify(VerifyArgs),
    /// Print the completions for a shell
    #[command(after_help = examples::COMPLETIONS)]
    Completions(CompletionsArgs),
    /// Print the manual page
    #[command(after_help = examples::MAN)]
    Man(ManArgs),
}

/// A command by what it needs: transcripts, or nothing.
#[derive(Debug, Clone)]
pub enum Request {
    /// A question to transcripts, and the options that all such commands know.
    Data(Task, Box<Common>),
    /// A tool that reads no transcripts.
    Tool(Tool),
}

/// A question to transcripts.
#[derive(Debug, Clone)]
pub enum Task {
    /// The whole report folder.
    Report(ReportArgs),
    /// The charts alone.
    Charts(ChartsArgs),
    /// A row a turn.
    Turns(TurnsArgs),
    /// A row a speaker.
    Speakers,
    /// A row a token.
    Tokens(TokensArgs),
    /// A row a term.
    Frequency(FrequencyArgs),
    /// A row a group and term.
    Keywords(KeywordsArgs),
    /// A row a group and theme, an entry, or a hit.
    Themes(ThemesArgs),
    /// A row a term that a theme might have.
    Suggest(SuggestArgs),
    /// A row a theme that nobody listed.
    Discover(DiscoverArgs),
    /// A row a theme, or a pair.
    Exchanges(ExchangesArgs),
    /// A row a period and series, a change, or a term.
    Trends(TrendsArgs),
    /// A row an n-gram.
    Ngrams(NgramsArgs),
    /// A row a collocate.
    Collocates(CollocatesArgs),
    /// A row a term over parts.
    Dispersion,
    /// A row a group's lexical diversity.
    Diversity(DiversityArgs),
    /// A row a hit, in its context.
    Concordance(ConcordanceArgs),
    /// The matrix.
    Dfm(DfmArgs),
    /// A row a fact of one term.
    Explain(ExplainArgs),
    /// A file of counts.
    Count,
    /// A file of counts from several.
    Merge,
}

/// What needs no transcripts.
#[derive(Debug, Clone)]
pub enum Tool {
    /// Write files to start from.
    Init(InitArgs),
    /// Make a corpus with a known truth.
    Synth(SynthArgs),
    /// Measure this program.
    Bench(BenchArgs),
    /// Make a report again.
    Verify(VerifyArgs),
    /// Print a shell's completions.
    Completions(CompletionsArgs),
    /// Print the manual page.
    Man(ManArgs),
}

impl Command {
    /// The command by what it needs.
    pub fn request(self) -> Request {
        match self {
            Self::Report(job) => Request::Data(Task::Report(job.own), job.common),
            Self::Charts(job) => Request::Data(Task::Charts(job.own), job.common),
            Self::Turns(job) => Request::Data(Task::Turns(job.own), job.common),
            Self::Speakers(job) => Request::Data(Task::Speakers, job.common),
            Self::Tokens(job) => Request::Data(Task::Tokens(job.own), job.common),
            Self::Frequency(job) => Request::Data(Task::Frequency(job.own), job.common),
            Self::Keywords(job) => Request::Data(Task::Keywords(job.own), job.common),
            Self::Themes(themes) => match themes.more {
                None => Request::Data(Task::Themes(themes.job.own), themes.job.common),
                Some(ThemesMore::Suggest(job)) => Request::Data(Task::Suggest(job.own), job.common),
                Some(ThemesMore::Discover(job)) => Request::Data(Task::Discover(job.own), job.common),
            },
            Self::Exchanges(job) => Request::Data(Task::Exchanges(job.own), job.common),
            Self::Trends(job) => Request::Data(Task::Trends(job.own), job.common),
            Self::Ngrams(job) => Request::Data(Task::Ngrams(job.own), job.common),
            Self::Collocates(job) => Request::Data(Task::Collocates(job.own), job.common),
            Self::Dispersion(job) => Request::Data(Task::Dispersion, job.common),
            Self::Diversity(job) => Request::Data(Task::Diversity(job.own), job.common),
            Self::Concordance(job) => Request::Data(Task::Concordance(job.own), job.common),
            Self::Dfm(job) => Request::Data(Task::Dfm(job.own), job.common),
            Self::Explain(job) => Request::Data(Task::Explain(job.own), job.common),
            Self::Count(job) => Request::Data(Task::Count, job.common),
            Self::Merge(job) => Request::Data(Task::Merge, job.common),
            Self::Init(args) => Request::Tool(Tool::Init(args)),
            Self::Synth(args) => Request::Tool(Tool::Synth(args)),
            Self::Bench(args) => Request::Tool(Tool::Bench(args)),
            Self::Verify(args) => Request::Tool(Tool::Verify(args)),
            Self::Completions(args) => Request::Tool(Tool::Completions(args)),
            Self::Man(args) => Request::Tool(Tool::Man(args)),
        }
    }
}

/// `dictum init`.
#[derive(Debug, Clone, Args)]
pub struct InitArgs {
    /// The folder to write into; files that are there are never overwritten
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub folder: PathBuf,
}

/// `dictum verify`.
#[derive(Debug, Clone, Args)]
pub struct VerifyArgs {
    /// The manifest, or the folder that it lies in
    #[arg(value_name = "MANIFEST")]
    pub manifest: PathBuf,
}

/// `dictum completions`.
#[derive(Debug, Clone, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: Shell,
    /// Where to write; - is standard output
    #[arg(short, long, value_name = "PATH", default_value = "-")]
    pub output: PathBuf,
}

/// `dictum man`.
#[derive(Debug, Clone, Args)]
pub struct ManArgs {
    /// Where to write; - is standard output
    #[arg(short, long, value_name = "PATH", default_value = "-")]
    pub output: PathBuf,
}

/// Every command, each before those that follow it.
pub fn commands(program: &clap::Command) -> impl Iterator<Item = &clap::Command> {
    program.get_subcommands().flat_map(|command| std::iter::once(command).chain(command.get_subcommands()))
}

/// An option without its ties to other options, so that it can stand alone.
pub fn untied(option: &Arg) -> Arg {
    option.clone().requires(Resettable::<Id>::Reset).conflicts_with(Resettable::<Id>::Reset)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_holds_together() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_shows_an_example_and_says_what_each_option_does() {
        let mut program = Cli::command();
        program.build();
        for command in commands(&program) {
            let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let name = command.get_bin_name().unwrap();
            assert!(examples.contains(name), "{name}");
            for option in command.get_arguments() {
                assert!(option.get_help().is_some(), "{} {}", command.get_name(), option.get_id());
            }
        }
    }

    #[test]
    fn entries_and_hits_exclude_each_other() {
        assert!(Cli::try_parse_from(["dictum", "themes", "--entries", "--hits", "x"]).is_err());
        assert!(Cli::try_parse_from(["dictum", "themes", "--hits", "x"]).is_ok());
    }
}
