//! `dictum.toml`: options that count as typed before those that are typed.

mod mapping;
mod option;
mod value;

use std::path::{Path, PathBuf};

use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Command};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::{Error, Result};
use crate::read::{LabelRule, Mapping};

/// The file that is read where `--config` names none.
pub const DEFAULT_PATH: &str = "dictum.toml";
/// The keys that are no long option, or say more than one.
const OWN_KEYS: [&str; 5] = ["inputs", "compounds", "keep_case", "labels", "xml"];

/// What a `dictum.toml` says.
#[derive(Debug, Clone, PartialEq)]
pub struct Config {
    /// Where it was read from; `None` where there is no file.
    pub path: Option<PathBuf>,
    /// `inputs`: read where none is typed.
    pub inputs: Vec<String>,
    /// `compounds` as a list of expressions; as the name of a file it is an option like others.
    pub compounds: Vec<String>,
    /// `keep_case`: forms that stay apart from their lower-case twins.
    pub keep_case: Vec<String>,
    /// Each `[[labels]]`; its pattern is a valid regular expression.
    pub labels: Vec<LabelRule>,
    /// What elements of XML mean, by each `[xml.NAME]`.
    pub xml: Vec<Mapping>,
    pub(super) options: Vec<Given>,
}

/// An option given in a file or the environment.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Given {
    /// The long name.
    name: String,
    /// As it would be typed: `--by=side`, once for each value; empty for a flag that is `false`.
    arguments: Vec<String>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            path: None,
            inputs: Vec::new(),
            compounds: Vec::new(),
            keep_case: vec!["US".into()],
            labels: Vec::new(),
            xml: Vec::new(),
            options: Vec::new(),
        }
    }
}

impl Config {
    /// Reads the file that was asked for, else [`DEFAULT_PATH`] if it is there. `program` knows all options.
    ///
    /// # Errors
    /// An [`Io`](crate::ErrorKind::Io) error for a file that cannot be read, a
    /// [`Config`](crate::ErrorKind::Config) error with path and line for what stands in it.
    pub fn read(asked: Option<&Path>, program: &Command) -> Result<Self> {
        let path = match asked {
            Some(path) => path,
            None if Path::new(DEFAULT_PATH).is_file() => Path::new(DEFAULT_PATH),
            None => return Ok(Self::default()),
        };
        let text = std::fs::read_to_string(path).map_err(|error| Error::from(error).at(path.display()))?;
        let config = Self::parse(&text, program).map_err(|error| error.at(path.display()))?;
        Ok(Self { path: Some(path.to_owned()), ..config })
    }

    fn parse(text: &str, program: &Command) -> Result<Self> {
        let text = text.trim_start_matches('\u{feff}');
        let line = |offset: usize| line_of(text, offset);
        let table = DeTable::parse(text).map_err(|error| {
            Error::config(error.message()).on_line(error.span().map_or(1, |span| line(span.start)))
        })?;
        let mut entries: Vec<_> = table.get_ref().iter().collect();
        entries.sort_by_key(|(key, _)| key.span().start);
        let mut config = Self::default();
        for (key, value) in entries {
            let set = config.set(key.get_ref(), value, program);
            set.map_err(|fault| fault.error.on_line(line(fault.offset.unwrap_or(key.span().start))))?;
        }
        Ok(config)
    }

    fn set(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        program: &Command,
    ) -> Result<(), value::Fault> {
        match (key, value.get_ref()) {
            ("inputs", _) => self.inputs = value::strings(key, value)?,
            ("keep_case", _) => self.keep_case = value::strings(key, value)?,
            ("compounds", DeValue::Array(_)) => self.compounds = value::strings(key, value)?,
            ("labels", _) => self.labels = value::label_rules(value)?,
            ("xml", _) => self.xml = mapping::mappings(value)?,
            (name, _) => {
                let arguments = option::arguments(name, value, program)?;
                self.options.push(Given { name: name.to_owned(), arguments });
            }
        }
        Ok(())
    }

    /// Puts a value over the file's: of an option by its long name, found in the variable `place`.
    ///
    /// # Errors
    /// A [`Config`](crate::ErrorKind::Config) error for a value that the option does not take.
    pub fn override_from(&mut self, place: &str, name: &str, value: &str, program: &Command) -> Result<()> {
        let arguments = vec![format!("--{name}={value}")];
        option::try_out(name, &arguments, program).map_err(|error| error.at(place))?;
        self.options.retain(|given| given.name != name);
        self.options.push(Given { name: name.to_owned(), arguments });
        Ok(())
    }

    /// The options as arguments for `command`, without those that it does not know, that were typed, or that
    /// exclude something typed.
    pub fn arguments(&self, command: &Command, typed: &ArgMatches) -> Vec<String> {
        let is_typed =
            |arg: &Arg| typed.value_source(arg.get_id().as_str()) == Some(ValueSource::CommandLine);
        let applies =
            |arg: &Arg| !is_typed(arg) && !command.get_arg_conflicts_with(arg).into_iter().any(&is_typed);
        self.options
            .iter()
            .filter(|given| option::find(command, &given.name).is_some_and(applies))
            .flat_map(|given| given.arguments.clone())
            .collect()
    }
}

/// The line, from 1, of the byte at `offset`.
fn line_of(text: &str, offset: usize) -> u64 {
    let before = text.as_bytes().iter().take(offset);
    before.filter(|byte| **byte == b'\n').count() as u64 + 1
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Cli;

    fn parse(text: &str) -> Result<Config> {
        Config::parse(text, &Cli::command())
    }

    fn refusal(text: &str) -> String {
        parse(text).unwrap_err().to_string()
    }

    /// What `dictum ARGUMENTS` takes from a file of that text.
    fn taken(text: &str, arguments: &[&str]) -> Vec<String> {
        let program = Cli::command();
        let matches = program.clone().get_matches_from([&["dictum"], arguments].concat());
        let (name, typed) = matches.subcommand().unwrap();
        parse(text).unwrap().arguments(program.find_subcommand(name).unwrap(), typed)
    }

    #[test]
    fn every_kind_of_option_can_be_written() {
        let text = "by = \"side\"\nmin-count = 5\nsince = 2022-06-01\nstrict = true\nquiet = false\n\
                    where = [\"kind=answer\", \"side!=other\"]\nprior = \"uniform:0.1\"\n";
        assert_eq!(
            taken(text, &["keywords", "x"]),
            [
                "--by=side",
                "--min-count=5",
                "--since=2022-06-01",
                "--strict",
                "--where=kind=answer",
                "--where=side!=other",
                "--prior=uniform:0.1"
            ]
        );
    }

    #[test]
    fn what_is_typed_goes_over_the_file_and_a_command_takes_only_what_it_knows() {
        let text = "by = \"side\"\nwhere = \"kind=answer\"\npairs = true\ntop = 3\n";
        assert_eq!(taken(text, &["turns", "--by", "role", "--where", "a=b"]), ["--top=3"]);
        assert_eq!(taken("entries = true\n", &["themes", "--hits"]), [""; 0]);
        assert_eq!(taken("hits = true\n", &["themes", "--entries"]), [""; 0]);
    }

    #[test]
    fn the_keys_of_its_own_are_read() {
        let config = parse(
            "inputs = [\"talks\", \"-\"]\nkeep_case = []\ncompounds = [\"prime minister\"]\n\
             [[labels]]\npattern = \"^>> \"\n[[labels]]\npattern = \"^## \"\n",
        )
        .unwrap();
        assert_eq!(config.inputs, ["talks", "-"]);
        assert_eq!(config.keep_case, [""; 0]);
        assert_eq!(config.compounds, ["prime minister"]);
        let patterns: Vec<&str> = config.labels.iter().map(|rule| rule.pattern.as_str()).collect();
        assert_eq!(patterns, ["^>> ", "^## "]);
        assert_eq!(parse("").unwrap().keep_case, ["US"]);
        assert_eq!(taken("compounds = \"list.txt\"", &["turns"]), ["--compounds=list.txt"]);
    }

    #[test]
    fn an_unknown_key_is_an_error_with_its_line_and_the_nearest_known() {
        assert_eq!(
            refusal("# mine\n\nmin_count = 3\n"),
            "line 3: unknown key 'min_count'; did you mean 'min-count'?"
        );
        assert_eq!(refusal("input = []"), "line 1: unknown key 'input'; did you mean 'inputs'?");
        assert_eq!(refusal("config = \"a\""), "line 1: unknown key 'config'");
        assert_eq!(
            refusal("[[labels]]\npattern = \"a\"\n[[labels]]\npatern = \"b\"\n"),
            "line 4: unknown key of [[labels]] 'patern'; did you mean 'pattern'?"
        );
    }

    #[test]
    fn mappings_of_xml_are_read_and_their_faults_told_with_their_lines() {
        let text = "[xml.mine]\nroot = \"debates\"\nspeech = [\"talk\", \"reply\"]\n";
        let config = parse(text).unwrap();
        assert_eq!((config.xml[0].name(), config.xml.len()), ("mine", 1));
        assert_eq!(config.xml[0].written()["speech"], ["talk", "reply"]);
        assert_eq!(
            refusal("[xml.mine]\nroot = \"a\"\nspeach = \"b\"\n"),
            "line 3: unknown key of [xml.mine] 'speach'; did you mean 'speech'?"
        );
        assert_eq!(
            refusal("[xml.mine]\nroot = \"a\"\n\nspeech = [\"b\", \"c d\"]\n"),
            "line 4: 'c d' names no element like speech, debate/speech or p[@class=\"x\"]"
        );
        assert_eq!(refusal("top = 3\n[xml.mine]\nroot = \"a\"\n"), "line 2: [xml.mine] needs 'speech'");
        assert_eq!(
            refusal("[xml.mine]\nroot = 3\n"),
            "line 2: 'root' takes a string or a list of strings, not a number"
        );
        assert_eq!(refusal("xml = 3"), "line 1: 'xml' takes tables, [xml.NAME], not a number");
    }

    #[test]
    fn a_wrong_type_is_an_error_with_its_line() {
        assert_eq!(refusal("\nmin-count = \"3\""), "line 2: 'min-count' takes a number, not a string");
        assert_eq!(refusal("by = 3"), "line 1: 'by' takes a string, not a number");
        assert_eq!(refusal("by = [\"side\"]"), "line 1: 'by' takes a string, not a list");
        assert_eq!(refusal("strict = \"yes\""), "line 1: 'strict' takes true or false, not a string");
        assert_eq!(
            refusal("inputs = [\n\"a\",\n3]"),
            "line 3: 'inputs' takes a list of strings, not a number"
        );
        assert_eq!(
            refusal("labels = 3"),
            "line 1: 'labels' takes tables, [[labels]] with a pattern, not a number"
        );
        assert_eq!(refusal("[[labels]]\n"), "line 1: [[labels]] needs a pattern");
    }

    #[test]
    fn a_value_that_the_option_does_not_take_is_an_error_with_its_line() {
        let refusal_of_threads = refusal("top = 1\nthreads = 0");
        assert!(
            refusal_of_threads.starts_with("line 2: invalid value '0' for '--threads"),
            "{refusal_of_threads}"
        );
        assert!(refusal("numbers = \"some\"").contains("[possible values: drop, keep]"));
        assert!(refusal("where = [\"a=b\", \"c\"]").starts_with("line 1: invalid value 'c' for '--where"));
        assert!(refusal("[[labels]]\npattern = \"(\"").starts_with("line 2: '(' is no pattern: "));
    }

    #[test]
    fn broken_toml_is_an_error_with_its_line() {
        assert!(refusal("top = 3\nby = \n").starts_with("line 2: "));
    }

    #[test]
    fn the_environment_goes_over_the_file() {
        let program = Cli::command();
        let mut config = parse("threads = 3").unwrap();
        config.override_from("DICTUM_THREADS", "threads", "2", &program).unwrap();
        let matches = program.clone().get_matches_from(["dictum", "turns"]);
        let (_, typed) = matches.subcommand().unwrap();
        assert_eq!(config.arguments(program.find_subcommand("turns").unwrap(), typed), ["--threads=2"]);
        let error = config.override_from("DICTUM_THREADS", "threads", "two", &program).unwrap_err();
        assert!(error.to_string().starts_with("DICTUM_THREADS: invalid value 'two'"), "{error}");
    }
}
