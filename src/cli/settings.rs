//! What was typed, and what it means: the one place where options become what the rest of the program works
//! with.

use std::collections::BTreeMap;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use jiff::civil::Date;
use serde_json::Value;

use super::args::{Common, Product, ReadingArgs, StopWordsChoice, Task, WordArgs};
use super::config::Config;
use super::elsewhere::Elsewhere;
use super::messages::Voice;
use super::output::Output;
use super::progress::Progress;
use crate::count::{Filter, Key};
use crate::error::{Error, Result};
use crate::read::{LabelRule, Mapping};
use crate::render::writer::Format;
use crate::text::{Hyphens, Languages};
use crate::vocab::{Numbers, TermUnit};

/// Everything that a command on transcripts may want to know, in types that cannot be wrong.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Files, folders, globs, `-`; at least one, but for commands that read nothing.
    pub inputs: Vec<String>,
    /// How files are read.
    pub reading: ReadingArgs,
    /// Patterns of the user's own that make a line a speaker's label; valid regular expressions.
    pub labels: Vec<LabelRule>,
    /// What elements of XML mean, by mappings of the user's own.
    pub xml: Vec<Mapping>,
    /// What takes part and how it is grouped.
    pub selection: Selection,
    /// What counts as a word.
    pub words: Words,
    /// Themes of the user's own.
    pub themes: Option<PathBuf>,
    /// Where the one table goes.
    pub output: Output,
    /// The folder of a report or of charts.
    pub folder: PathBuf,
    /// The form of the table, where one was asked for; see [`Settings::format`].
    pub asked_format: Option<Format>,
    /// How many threads; `None` leaves it to rayon.
    pub threads: Option<NonZeroUsize>,
    /// How much memory may be taken, in bytes; `None`: as much as is needed.
    pub memory: Option<u64>,
    /// What happens where something was lost in reading.
    pub losses: Losses,
    /// Whether notes are said.
    pub voice: Voice,
    /// Whether progress is shown.
    pub progress: Progress,
    /// The file of options that was read: no input, even where it lies in an input folder.
    pub config: Option<PathBuf>,
    /// The command line that asks for the same, file options included.
    pub command: String,
    /// Its words after the command.
    pub arguments: Vec<String>,
    /// What else is no input, wherever it lies.
    pub excluded: Vec<PathBuf>,
    /// The options that can change a result, by name, for the manifest.
    pub options: BTreeMap<String, Value>,
    /// What others read.
    pub elsewhere: Elsewhere,
}

/// What takes part and how it is grouped.
#[derive(Debug, Clone)]
pub struct Selection {
    /// The group of a turn; `None` leaves it to the command.
    pub by: Option<Key>,
    /// Which turns take part.
    pub filter: Filter,
    /// The first day that takes part.
    pub since: Option<Date>,
    /// The last day that takes part; not before `since`.
    pub until: Option<Date>,
    /// The count below which terms are left out; `None` leaves it to the command.
    pub min_count: Option<u64>,
    /// How many rows a group.
    pub top: Top,
}

/// How many rows of a group are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Top {
    /// Nothing was asked for.
    Unsaid,
    /// Every row.
    All,
    /// So many.
    First(u64),
}

impl Top {
    fn new(typed: Option<u64>) -> Self {
        match typed {
            None => Self::Unsaid,
            Some(0) => Self::All,
            Some(rows) => Self::First(rows),
        }
    }

    /// The number of rows, `None` for all, with `default` where nothing was asked for.
    pub fn or(self, default: Option<u64>) -> Option<u64> {
        match self {
            Self::Unsaid => default,
            Self::All => None,
            Self::First(rows) => Some(rows),
        }
    }
}

/// What counts as a word.
#[derive(Debug, Clone)]
pub struct Words {
    /// What a term is; `None` leaves it to the command.
    pub terms: Option<TermUnit>,
    /// The one language, or each text's own.
    pub languages: Languages,
    /// Which words have no rows.
    pub stop_words: StopWordsChoice,
    /// Whether numbers have rows.
    pub numbers: Numbers,
    /// Whether a hyphen joins.
    pub hyphens: Hyphens,
    /// Forms that keep their case.
    pub keep_case: Vec<String>,
    /// Expressions that become one word.
    pub compounds: Compounds,
}

/// Expressions that become one word before anything is counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Compounds {
    /// One a line in a file.
    File(PathBuf),
    /// Listed in `dictum.toml`; may be empty.
    List(Vec<String>),
}

/// What happens where something was lost or altered in reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Losses {
    /// It is said and reported.
    Reported,
    /// It also makes the exit code 3.
    Strict,
}

impl Settings {
    /// What the options of a command mean. `options` are those that go into a manifest.
    ///
    /// # Errors
    /// A [`Config`](crate::ErrorKind::Config) error where the options contradict each other or name no input.
    pub fn new(task: &Task, typed: Common, config: Config, options: BTreeMap<String, Value>) -> Result<Self> {
        let Common { inputs, reading, selection, words, writing, running } = typed;
        if let (Some(since), Some(until)) = (selection.since, selection.until)
            && since > until
        {
            return Err(Error::config(format_args!("--since {since} is after --until {until}")));
        }
        let themes = words.themes.clone();
        let settings = Self {
            inputs: if inputs.is_empty() { config.inputs.clone() } else { inputs },
            reading,
            labels: config.labels.clone(),
            xml: config.xml.clone(),
            selection: Selection {
                by: selection.by,
                filter: Filter::new(selection.conditions),
                since: selection.since,
                until: selection.until,
                min_count: selection.min_count,
                top: Top::new(selection.top),
            },
            words: meaning_of_words(words, &config),
            themes,
            output: Output::new(writing.output.as_deref().unwrap_or("-".as_ref())),
            folder: writing.output.unwrap_or_else(|| usual_folder(task).into()),
            asked_format: writing.format,
            threads: running.threads.and_then(|threads| NonZeroUsize::new(usize::try_from(threads).ok()?)),
            memory: running.memory.map(|size| size.0),
            losses: if running.strict { Losses::Strict } else { Losses::Reported },
            voice: running.voice(),
            progress: if running.quiet || running.no_progress { Progress::Hidden } else { Progress::Shown },
            config: config.path,
            command: String::new(),
            arguments: Vec::new(),
            excluded: Vec::new(),
            options,
            elsewhere: Elsewhere::default(),
        };
        settings.fits(task)?;
        Ok(settings)
    }

    /// Whether the command can do with these settings what it is for.
    fn fits(&self, task: &Task) -> Result<()> {
        if let Task::Charts(charts) = task
            && charts.list
        {
            return Ok(());
        }
        let refused = match task.product() {
            Product::Folder(_) => (self.folder.as_os_str() == "-")
                .then_some("a folder does not fit into standard output; give --output FOLDER"),
            Product::Counts => {
                self.output.is_terminal().then_some("counts are not for the eye; give --output FILE.dct")
            }
            Product::Table | Product::ThemeFile => (self.format() == Format::Parquet
                && self.output.is_terminal())
            .then_some("Parquet is not for the eye; give --output FILE"),
        };
        if let Some(why) = refused {
            return Err(Error::config(why));
        }
        if self.inputs.is_empty() {
            return Err(Error::config(
                "no input: name files or folders (or - for standard input), or set `inputs` in dictum.toml",
            ));
        }
        Ok(())
    }

    /// The form of the table: as asked for, else for the eye on a terminal, else CSV.
    pub fn format(&self) -> Format {
        let default = if self.output.is_terminal() { Format::Table } else { Format::Csv };
        self.asked_format.unwrap_or(default)
    }

    /// How many rows a group of the printed table has, `None` for all: as asked for, else 25 on a terminal
    /// and in Markdown.
    pub fn rows(&self) -> Option<u64> {
        let is_short = self.output.is_terminal() || self.format() == Format::Markdown;
        self.selection.top.or(is_short.then_some(25))
    }
}

/// The folder that a command writes into, unless another is named.
fn usual_folder(task: &Task) -> &'static str {
    match task {
        Task::Dfm(_) => "dfm",
        _ => "output",
    }
}

fn meaning_of_words(typed: WordArgs, config: &Config) -> Words {
    let listed = || Compounds::List(config.compounds.clone());
    Words {
        terms: typed.terms,
        languages: typed.language,
        stop_words: typed.stop_words,
        numbers: typed.numbers,
        hyphens: typed.hyphens,
        keep_case: config.keep_case.clone(),
        compounds: typed.compounds.map_or_else(listed, Compounds::File),
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::args::{Cli, Request};

    fn settings(arguments: &[&str], config: Config) -> Result<Settings> {
        match Cli::parse_from([&["dictum"], arguments].concat()).command.request() {
            Request::Data(task, common) => Settings::new(&task, *common, config, BTreeMap::new()),
            Request::Tool(_) => panic!("a tool has no settings"),
        }
    }

    #[test]
    fn inputs_of_the_file_are_read_where_none_is_typed() {
        let config = Config { inputs: vec!["talks".into()], ..Config::default() };
        assert_eq!(settings(&["turns"], config.clone()).unwrap().inputs, ["talks"]);
        assert_eq!(settings(&["turns", "-"], config).unwrap().inputs, ["-"]);
        let error = settings(&["turns"], Config::default()).unwrap_err();
        assert!(error.to_string().starts_with("no input"), "{error}");
    }

    #[test]
    fn the_charts_can_be_listed_without_any_input() {
        assert!(settings(&["charts", "--list"], Config::default()).is_ok());
        assert!(settings(&["charts"], Config::default()).is_err());
    }

    #[test]
    fn a_span_of_days_that_ends_before_it_begins_is_refused() {
        let error = settings(&["turns", "x", "--since", "2023", "--until", "2022"], Config::default());
        assert_eq!(error.unwrap_err().to_string(), "--since 2023-01-01 is after --until 2022-12-31");
        assert!(settings(&["turns", "x", "--since", "2022", "--until", "2022"], Config::default()).is_ok());
    }

    #[test]
    fn a_report_goes_into_a_folder_and_not_into_a_pipe() {
        assert_eq!(settings(&["report", "x"], Config::default()).unwrap().folder, PathBuf::from("output"));
        assert!(settings(&["report", "x", "-o", "-"], Config::default()).is_err());
    }

    #[test]
    fn rows_are_as_asked_for_and_few_in_markdown() {
        let rows = |arguments: &[&str]| settings(arguments, Config::default()).unwrap().rows();
        assert_eq!(rows(&["frequency", "x", "-o", "f", "-f", "markdown"]), Some(25));
        assert_eq!(rows(&["frequency", "x", "-o", "f", "-f", "markdown", "--top", "0"]), None);
        assert_eq!(rows(&["frequency", "x", "-o", "f"]), None);
        assert_eq!(rows(&["frequency", "x", "-o", "f", "--top", "7"]), Some(7));
    }

    #[test]
    fn a_file_of_compounds_goes_over_the_list() {
        let config = Config { compounds: vec!["prime minister".into()], ..Config::default() };
        let compounds = |arguments: &[&str]| settings(arguments, config.clone()).unwrap().words.compounds;
        assert_eq!(compounds(&["turns", "x"]), Compounds::List(vec!["prime minister".into()]));
        assert_eq!(compounds(&["turns", "x", "--compounds", "c.txt"]), Compounds::File("c.txt".into()));
    }
}
