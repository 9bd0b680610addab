//! From the words typed, the environment and `dictum.toml` to one request.

use std::collections::BTreeMap;
use std::ffi::OsString;

use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Command, CommandFactory, FromArgMatches};
use serde_json::{Value, json};

use super::args::{Cli, Request, Task, Tool};
use super::config::Config;
use super::misplaced;
use super::settings::Settings;
use crate::error::Error;

/// The variable that stands for `--threads`.
const THREADS_VARIABLE: &str = "DICTUM_THREADS";
/// The options that change no result: they stay out of a manifest.
const NO_MATTER: [&str; 9] =
    ["output", "format", "threads", "memory", "strict", "quiet", "no-progress", "config", "list"];

/// What is to be done.
#[derive(Debug)]
pub enum Invocation {
    /// Answer a question to transcripts.
    Data(Task, Box<Settings>),
    /// Do what needs none.
    Tool(Tool),
}

/// Why an invocation cannot be followed.
#[derive(Debug)]
pub enum Refusal {
    /// It is no command line of ours, or asks for help.
    Usage(clap::Error),
    /// A file or value that it names is not right.
    Error(Error),
}

impl From<clap::Error> for Refusal {
    fn from(error: clap::Error) -> Self {
        Self::Usage(error)
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl Invocation {
    /// Reads a command line, the program's name first. `threads` is the value of `DICTUM_THREADS`.
    ///
    /// # Errors
    /// A [`Refusal`] to be shown; to ask for help is one.
    pub fn read(mut typed: Vec<OsString>, threads: Option<String>) -> Result<Self, Refusal> {
        let program = Cli::command();
        let matches = program.clone().try_get_matches_from(&typed)?;
        let (task, common) = match Cli::from_arg_matches(&matches)?.command.request() {
            Request::Tool(tool) => return Ok(Self::Tool(tool)),
            Request::Data(task, common) => (task, common),
        };
        let mut config = Config::read(common.running.config.as_deref(), &program)?;
        if let Some(threads) = threads.filter(|threads| !threads.is_empty()) {
            config.override_from(THREADS_VARIABLE, "threads", &threads, &program)?;
        }
        if let Some((names, command, options)) = subcommand(&program, &matches) {
            misplaced::check(&names, command, &common.inputs)?;
            if let Some(form) = misplaced::idle_form(&task, options) {
                common.running.voice().note(format_args!("--format has no say here: {form}"));
            }
            // No option stands before the command, so the words that name it are the first after the program.
            let place = 1 + names.len();
            typed.splice(place..place, config.arguments(command, options).into_iter().map(OsString::from));
        }
        let matches = program.clone().try_get_matches_from(&typed)?;
        Self::with(config, &program, &matches)
    }

    /// The invocation that all options together ask for.
    fn with(config: Config, program: &Command, matches: &ArgMatches) -> Result<Self, Refusal> {
        match Cli::from_arg_matches(matches)?.command.request() {
            Request::Tool(tool) => Ok(Self::Tool(tool)),
            Request::Data(task, common) => {
                let options = subcommand(program, matches)
                    .map(|(_, command, typed)| manifest_options(command, typed, &config))
                    .unwrap_or_default();
                let mut settings = Settings::new(&task, *common, config, options)?;
                if let Some((names, command, typed)) = subcommand(program, matches) {
                    settings.arguments = arguments(command, typed, &settings.inputs);
                    settings.command = command_line(&names, &settings.arguments);
                }
                Ok(Self::Data(task, Box::new(settings)))
            }
        }
    }
}

/// The command that was typed: the words that name it, itself, and its options.
fn subcommand<'a>(
    program: &'a Command,
    matches: &'a ArgMatches,
) -> Option<(Vec<&'a str>, &'a Command, &'a ArgMatches)> {
    let (name, options) = matches.subcommand()?;
    let command = program.find_subcommand(name)?;
    match subcommand(command, options) {
        Some((mut names, command, options)) => {
            names.insert(0, name);
            Some((names, command, options))
        }
        None => Some((vec![name], command, options)),
    }
}

/// The options that can change a result, defaults included, as they would be typed.
fn manifest_options(command: &Command, typed: &ArgMatches, config: &Config) -> BTreeMap<String, Value> {
    let mut options: BTreeMap<String, Value> = command
        .get_arguments()
        .filter_map(|arg| Some((arg.get_long()?, arg)))
        .filter(|(name, _)| !NO_MATTER.contains(name))
        .filter_map(|(name, arg)| Some((name.to_owned(), as_typed(arg, typed)?)))
        .collect();
    options.insert("keep_case".into(), config.keep_case.clone().into());
    if !config.labels.is_empty() {
        options.insert("labels".into(), serde_json::json!(config.labels));
    }
    if !config.xml.is_empty() {
        let written = config.xml.iter().map(|mapping| (mapping.name().to_owned(), json!(mapping.written())));
        options.insert("xml".into(), written.collect());
    }
    if !config.compounds.is_empty() {
        options.entry("compounds".into()).or_insert_with(|| config.compounds.clone().into());
    }
    options
}

/// The words after the command that ask for the same results: what it asks about, inputs, and the options that were given anywhere.
fn arguments(command: &Command, typed: &ArgMatches, inputs: &[String]) -> Vec<String> {
    let mut words = Vec::new();
    let own = command.get_positionals().filter(|arg| arg.get_id() != "inputs");
    let own: Vec<Value> = own.filter_map(|arg| as_typed(arg, typed)).collect();
    words.extend(own.iter().filter_map(Value::as_str).map(str::to_owned));
    words.extend(inputs.iter().cloned());
    let options = command.get_arguments().filter_map(|arg| Some((arg.get_long()?, arg)));
    for (name, arg) in options.filter(|(name, _)| !NO_MATTER.contains(name)) {
        if typed.value_source(arg.get_id().as_str()) != Some(ValueSource::CommandLine) {
            continue;
        }
        match as_typed(arg, typed) {
            Some(Value::Bool(_)) => words.push(format!("--{name}")),
            Some(Value::String(value)) => words.extend(option(name, &value)),
            Some(Value::Array(values)) => {
                words.extend(values.iter().filter_map(Value::as_str).flat_map(|value| option(name, value)));
            }
            Some(Value::Null | Value::Number(_) | Value::Object(_)) | None => {}
        }
    }
    words
}

/// An option with its value, as one word where the value could be taken for an option.
fn option(name: &str, value: &str) -> Vec<String> {
    match value.starts_with('-') {
        true => vec![format!("--{name}={value}")],
        false => vec![format!("--{name}"), value.to_owned()],
    }
}

/// The command line of a command and the words that follow it.
fn command_line(names: &[&str], arguments: &[String]) -> String {
    let words = ["dictum"].iter().chain(names).map(|&word| word.to_owned());
    words.chain(arguments.iter().map(|word| quoted(word))).collect::<Vec<_>>().join(" ")
}

/// A word as a shell reads it whole.
fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./=:,+@%".contains(c);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', r"'\''")),
    }
}

/// `true` for a flag, a list for an option that may be given again, else the word; `None` for what is not
/// set.
fn as_typed(arg: &Arg, typed: &ArgMatches) -> Option<Value> {
    let mut words = typed.get_raw(arg.get_id().as_str())?.map(|word| word.to_string_lossy().into_owned());
    match arg.get_action() {
        ArgAction::SetTrue => words.next().filter(|word| word == "true").map(|_| Value::Bool(true)),
        ArgAction::Append => Some(words.collect()),
        _ => words.next().map(Value::String),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::settings::Losses;

    fn data(arguments: &[&str], threads: Option<&str>) -> Settings {
        let typed = std::iter::once(&"dictum").chain(arguments).map(OsString::from).collect();
        match Invocation::read(typed, threads.map(str::to_owned)).unwrap() {
            Invocation::Data(_, settings) => *settings,
            Invocation::Tool(_) => panic!("a tool has no settings"),
        }
    }

    fn written(text: &str) -> tempfile::NamedTempFile {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), text).unwrap();
        file
    }

    #[test]
    fn the_command_line_goes_over_the_environment_and_that_over_the_file() {
        let file = written("threads = 3\nstrict = true\ninputs = [\"talks\"]\n");
        let path = file.path().to_str().unwrap();
        let threads = |arguments: &[&str], variable| data(arguments, variable).threads.map(usize::from);
        assert_eq!(threads(&["turns", "--config", path], None), Some(3));
        assert_eq!(threads(&["turns", "--config", path], Some("2")), Some(2));
        assert_eq!(threads(&["turns", "--config", path, "--threads", "1"], Some("2")), Some(1));
        assert_eq!(threads(&["turns", "x"], Some("")), None);
        let settings = data(&["turns", "--config", path], None);
        assert_eq!((settings.losses, settings.inputs), (Losses::Strict, vec!["talks".to_owned()]));
    }

    #[test]
    fn the_manifest_holds_what_can_change_a_result_wherever_it_was_said() {
        let file = written("by = \"side\"\nthreads = 3\n[[labels]]\npattern = \"^>>\"\n");
        let path = file.path().to_str().unwrap();
        let options = data(
            &["report", "x", "--config", path, "--quiet", "-o", "y", "--where", "kind=answer", "--top", "9"],
            Some("2"),
        )
        .options;
        assert_eq!(
            serde_json::to_value(options).unwrap(),
            serde_json::json!({
                "by": "side", "hyphens": "split", "keep_case": ["US"], "labels": [{"pattern": "^>>", "label": true}], "language": "english",
                "numbers": "drop", "stop-words": "default", "table-format": "csv", "top": "9",
                "where": ["kind=answer"],
            })
        );
    }

    #[test]
    fn the_command_line_that_asks_for_the_same_names_what_is_looked_for() {
        let settings = data(&["kwic", "port fee", "talks", "--window", "2,3", "--threads", "2"], None);
        assert_eq!(settings.command, "dictum concordance 'port fee' talks --window 2,3");
    }

    #[test]
    fn options_of_the_file_follow_the_whole_command() {
        let file = written("window = 4\ntopics = 3\nby = 'side'\n");
        let path = file.path().to_str().unwrap();
        let settings = data(&["themes", "suggest", "energy", "talks", "--config", path], None);
        assert_eq!(settings.command, "dictum themes suggest energy talks --window 4 --by side");
        let settings = data(&["themes", "talks", "--config", path], None);
        assert_eq!(settings.command, "dictum themes talks --by side");
    }

    #[test]
    fn a_window_in_the_file_is_one_number_or_two() {
        for (written_so, typed_so) in [("4", "4"), ("'2,3'", "2,3")] {
            let file = written(&format!("window = {written_so}\n"));
            let path = file.path().to_str().unwrap();
            let settings = data(&["concordance", "port", "talks", "--config", path], None);
            assert_eq!(settings.command, format!("dictum concordance port talks --window {typed_so}"));
        }
    }

    #[test]
    fn a_broken_file_is_told_with_its_path_and_line() {
        let file = written("\ntpo = 3\n");
        let path = file.path().to_str().unwrap();
        let typed = ["dictum", "turns", "--config", path].iter().map(OsString::from).collect();
        match Invocation::read(typed, None).unwrap_err() {
            Refusal::Error(error) => {
                let expected = format!("{path}:2: unknown key 'tpo'; did you mean 'top'?");
                assert_eq!(error.to_string(), expected);
            }
            Refusal::Usage(error) => panic!("{error}"),
        }
    }
}
