//! The options that every command knows, in the groups in which `--help` shows them.

use std::path::PathBuf;

use clap::{Args, value_parser};
use jiff::civil::Date;

use super::choices::{StopWordsChoice, one_of};
use super::date::{first_day, last_day};
use super::size::Size;
use crate::cli::messages::Voice;
use crate::count::{Condition, Key};
use crate::render::writer::Format;
use crate::text::{Hyphens, Languages};
use crate::vocab::{Numbers, TermUnit};

/// The options that every command on transcripts knows.
#[derive(Debug, Clone, Args)]
pub struct Common {
    /// Files, folders, globs ("talks/2022-*.txt"), or - for standard input
    ///
    /// Folders are walked and sorted. Without any input, `inputs` of dictum.toml is read.
    #[arg(value_name = "INPUT", help_heading = None::<&str>)]
    pub inputs: Vec<String>,
    /// How files are read.
    #[command(flatten)]
    pub reading: ReadingArgs,
    /// What takes part and how it is grouped.
    #[command(flatten)]
    pub selection: SelectionArgs,
    /// What counts as a word.
    #[command(flatten)]
    pub words: WordArgs,
    /// Where results go.
    #[command(flatten)]
    pub writing: WritingArgs,
    /// How the program behaves.
    #[command(flatten)]
    pub running: RunningArgs,
}

/// How files are read.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Reading")]
pub struct ReadingArgs {
    /// Read every file as this format, whatever its name and content
    #[arg(long, value_name = "NAME")]
    pub input_format: Option<String>,
    /// People and their aliases, roles, parties: CSV, TSV or JSONL with a column "speaker"
    #[arg(long, value_name = "FILE")]
    pub speakers: Option<PathBuf>,
    /// Dates, titles and more for documents: CSV, TSV or JSONL with a column "document"
    #[arg(long, value_name = "FILE")]
    pub metadata: Option<PathBuf>,
    /// In tabular input, the field that holds the text [default: text]
    #[arg(long, value_name = "FIELD")]
    pub text_field: Option<String>,
    /// In tabular input, the field that names the speaker [default: speaker]
    #[arg(long, value_name = "FIELD")]
    pub speaker_field: Option<String>,
    /// In tabular input, the field that holds the date [default: date]
    #[arg(long, value_name = "FIELD")]
    pub date_field: Option<String>,
    /// In tabular input, the field that names the document [default: document, else id]
    #[arg(long, value_name = "FIELD")]
    pub document_field: Option<String>,
}

/// What takes part and how it is grouped.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Choosing and grouping")]
pub struct SelectionArgs {
    /// Group by speaker, side, role, affiliation, document, turn, kind, year, quarter, month, week, day, or
    /// any field of your own
    #[arg(long, value_name = "FIELD", value_parser = Key::parse)]
    pub by: Option<Key>,
    /// Only what meets a condition: FIELD=A,B or FIELD!=A,B or FIELD~REGEX
    ///
    /// May be given again: the same field again widens (or), another field narrows (and). A comma inside a
    /// value is written "\,".
    #[arg(long = "where", value_name = "CONDITION", value_parser = Condition::parse)]
    pub conditions: Vec<Condition>,
    /// Only from this day on: 2022-06-01, or 2022-06, or 2022 (undated turns are left out)
    #[arg(long, value_name = "DATE", value_parser = first_day)]
    pub since: Option<Date>,
    /// Only up to and including this day, month or year
    #[arg(long, value_name = "DATE", value_parser = last_day)]
    pub until: Option<Date>,
    /// Leave out terms that occur less often [default: 3 for keywords, ngrams, collocates and trends --compare, else 1]
    #[arg(long, value_name = "N")]
    pub min_count: Option<u64>,
    /// Rows a group; 0 = all [default: 25 on a terminal, in Markdown and on the page, else all]
    #[arg(long, value_name = "N")]
    pub top: Option<u64>,
}

/// What counts as a word, a term, a theme.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Words and themes")]
pub struct WordArgs {
    /// What a term is: stem ("sanction" for sanctions, sanctioned), type, or form as written [default: stem]
    #[arg(long, value_name = "UNIT", value_parser = one_of(&TermUnit::ALL, |unit| unit.name()))]
    pub terms: Option<TermUnit>,
    /// The language by its name or ISO 639-1 code; "auto" = each document's own, as it is declared or can be told
    #[arg(long, value_name = "LANGUAGE", default_value = "english", value_parser = Languages::parse)]
    pub language: Languages,
    /// Which words have no rows: default, none, or a file with one word a line
    #[arg(long, value_name = "LIST", default_value = "default", value_parser = StopWordsChoice::parse)]
    pub stop_words: StopWordsChoice,
    /// Whether numbers have rows
    #[arg(long, value_name = "WHAT", default_value = "drop")]
    #[arg(value_parser = one_of(&Numbers::ALL, |numbers| numbers.name()))]
    pub numbers: Numbers,
    /// Whether "burden-sharing" is two words or one
    #[arg(long, value_name = "WHAT", default_value = "split")]
    #[arg(value_parser = one_of(&Hyphens::ALL, |hyphens| hyphens.name()))]
    pub hyphens: Hyphens,
    /// Expressions that become one word before anything is counted, one a line
    #[arg(long, value_name = "FILE")]
    pub compounds: Option<PathBuf>,
    /// Your own themes: TOML ("dictum init" writes one to start from), or a dictionary of another program
    ///
    /// LIWC (.dic), Lexicoder (.lc3, .lcd), Yoshikoder (.ykd), WordStat (.cat), quanteda (.yml, .yaml).
    #[arg(long, value_name = "FILE")]
    pub themes: Option<PathBuf>,
}

/// Where results go, and in what form.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Writing")]
pub struct WritingArgs {
    /// Where to write; - is standard output [default: -; for report and charts the folder "output", for dfm "dfm"]
    #[arg(short, long, value_name = "PATH")]
    pub output: Option<PathBuf>,
    /// The form of a table [default: table on a terminal, else csv]
    #[arg(short, long, value_parser = one_of(&Format::ALL, |format| format.name()))]
    pub format: Option<Format>,
}

/// How the program behaves.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Running")]
pub struct RunningArgs {
    /// A file of options [default: dictum.toml in the current folder, if there is one]
    ///
    /// Every long option by its name. What is typed goes over it.
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// How many threads to use [env: DICTUM_THREADS] [default: all]
    #[arg(long, value_name = "N", value_parser = value_parser!(u64).range(1..=4096))]
    pub threads: Option<u64>,
    /// How much memory to take, about: 512MB, 4GiB [default: as much as it needs]
    #[arg(long, value_name = "SIZE", value_parser = Size::parse)]
    pub memory: Option<Size>,
    /// End with exit code 3 if anything was lost or altered in reading
    #[arg(long)]
    pub strict: bool,
    /// Say nothing but errors and what was lost in reading
    #[arg(short, long)]
    pub quiet: bool,
    /// Show no progress bar
    #[arg(long)]
    pub no_progress: bool,
}

impl RunningArgs {
    /// Whether notes are said.
    pub fn voice(&self) -> Voice {
        if self.quiet { Voice::Quiet } else { Voice::Full }
    }
}
