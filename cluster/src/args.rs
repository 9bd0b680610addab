//! What was typed.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use dictum::cli::args::{ReadingArgs, Size};

/// Why addresses are on this machine alone unless another is named; every command that listens says it.
const SAFETY: &str = "The engine asks nobody who they are and encrypts nothing: whoever reaches its ports can read every \
                      file that it can. It therefore listens on this machine alone (127.0.0.1) unless --bind names \
                      another address; name one only in a network that is closed to others.";

const IMPORT: &str = "Example:\n  dictum-cluster import talks/ -o store";
const RUN: &str = "Every option of 'dictum report' is known, and means the same.\n\nExample:\n  \
                   dictum-cluster run --scheduler node1:50050 store --language german -o output";
const STANDALONE: &str = "Every option of 'dictum report' is known, and means the same.\n\nExample:\n  \
                          dictum-cluster standalone store -o output";

/// The report of dictum from a cluster: the same bytes as from one machine
#[derive(Debug, Parser)]
#[command(name = "dictum-cluster", version, arg_required_else_help = true, disable_help_subcommand = true)]
#[command(max_term_width = 100)]
pub struct Cli {
    /// What is to be done.
    #[command(subcommand)]
    pub command: Command,
}

/// What can be done.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Turn transcripts into a store: Parquet shards of whole documents, and what is known of each
    #[command(after_help = IMPORT)]
    Import(ImportArgs),
    /// Run the scheduler, which hands out jobs
    #[command(after_help = SAFETY)]
    Scheduler(SchedulerArgs),
    /// Run an executor, which reads and counts
    #[command(after_help = SAFETY)]
    Executor(ExecutorArgs),
    /// Make a report of stores with the executors of a scheduler
    #[command(after_help = RUN)]
    Run(RunArgs),
    /// Make a report of stores with scheduler and executor in this process: to try it
    #[command(after_help = STANDALONE)]
    Standalone(StandaloneArgs),
}

/// `dictum-cluster import`.
#[derive(Debug, Args)]
pub struct ImportArgs {
    /// Files, folders or globs, of every format that dictum reads
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<String>,
    /// The store; what was imported into it before stays, and is not read again
    #[arg(short, long, value_name = "FOLDER")]
    pub output: PathBuf,
    /// About how much text a shard holds; a document is never cut
    #[arg(long, value_name = "SIZE", default_value = "128MB", value_parser = Size::parse)]
    pub shard_size: Size,
    /// Further fields of records to keep, to group and choose by
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    pub fields: Vec<String>,
    /// How many files to read at once [default: as many as there are cores]
    #[arg(long, value_name = "N")]
    pub threads: Option<usize>,
    /// How files are read.
    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// `dictum-cluster scheduler`.
#[derive(Debug, Args)]
pub struct SchedulerArgs {
    /// Where to listen
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub bind: String,
    /// The port
    #[arg(long, value_name = "PORT", default_value_t = 50050)]
    pub port: u16,
    /// The name by which executors reach this machine [default: the address it listens on]
    #[arg(long, value_name = "HOST")]
    pub advertise: Option<String>,
    /// An executor that is silent for so many seconds is taken for lost
    #[arg(long, value_name = "SECONDS", default_value_t = 20)]
    pub lost_after: u64,
}

/// `dictum-cluster executor`.
#[derive(Debug, Args)]
pub struct ExecutorArgs {
    /// The scheduler
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:50050")]
    pub scheduler: String,
    /// How many shards to read at once
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub cores: usize,
    /// Where to listen
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub bind: String,
    /// The name by which scheduler and clients reach this machine [default: the address it listens on]
    #[arg(long, value_name = "HOST")]
    pub advertise: Option<String>,
    /// The first of two ports, for results; the next is for tasks [default: any that are free]
    #[arg(long, value_name = "PORT")]
    pub port: Option<u16>,
    /// Where results wait until they are fetched [default: a temporary folder]
    #[arg(long, value_name = "FOLDER")]
    pub work: Option<PathBuf>,
}

/// How a client asks.
#[derive(Debug, Clone, Args)]
pub struct AskingArgs {
    /// How many shards to ask for at once: as many as the executors have cores together
    #[arg(long, value_name = "N", default_value_t = 8)]
    pub jobs: usize,
    /// An answer that takes longer, waiting included, counts as failed
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    pub deadline: u64,
    /// How often to ask for a shard before giving up
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub attempts: u32,
    /// Where accepted answers are kept, so that another run does not ask for them [default: .partials in each store]
    #[arg(long, value_name = "FOLDER")]
    pub work: Option<PathBuf>,
    /// Tell on standard error what happens as lines of JSON
    #[arg(long)]
    pub json_progress: bool,
    /// Stores, and any option of 'dictum report'
    #[arg(value_name = "STORE", required = true, trailing_var_arg = true, allow_hyphen_values = true)]
    pub report: Vec<OsString>,
}

/// `dictum-cluster run`.
#[derive(Debug, Args)]
pub struct RunArgs {
    /// The scheduler
    #[arg(long, value_name = "HOST:PORT", default_value = "127.0.0.1:50050")]
    pub scheduler: String,
    /// How to ask, and for what.
    #[command(flatten)]
    pub asking: AskingArgs,
}

/// `dictum-cluster standalone`.
#[derive(Debug, Args)]
pub struct StandaloneArgs {
    /// How many shards to read at once
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub cores: usize,
    /// How to ask, and for what.
    #[command(flatten)]
    pub asking: AskingArgs,
}
