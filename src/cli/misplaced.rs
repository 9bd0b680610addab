//! What was typed where it has no say: better said than passed over.

use std::path::Path;

use clap::parser::ValueSource;
use clap::{ArgMatches, Command};

use super::args::Task;
use crate::error::{Error, Result};

/// Refuses a command that stands after an option or an input; the words `names` name `command`.
///
/// # Errors
/// A [`Config`](crate::ErrorKind::Config) error that says where it belongs.
pub fn check(names: &[&str], command: &Command, inputs: &[String]) -> Result<()> {
    let Some(more) = late_command(command, inputs) else { return Ok(()) };
    let name = names.join(" ");
    Err(Error::config(format_args!(
        "'{more}' stands after an option or an input: it has to come first, 'dictum {name} {more} ...'; a file of that \
         name is './{more}'"
    )))
}

/// Why a form that was typed changes nothing, where that is so: every command knows the option.
pub fn idle_form(task: &Task, options: &ArgMatches) -> Option<&'static str> {
    let is_typed = options.value_source("format") == Some(ValueSource::CommandLine);
    task.product().own_form().filter(|_| is_typed)
}

/// The name of a command that follows `command` but was taken for an input, where it is no file.
fn late_command<'a>(command: &Command, inputs: &'a [String]) -> Option<&'a str> {
    let is_command = |input: &&String| command.find_subcommand(input.as_str()).is_some();
    inputs.iter().find(|input| is_command(input) && !Path::new(input).exists()).map(String::as_str)
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use clap::{CommandFactory, FromArgMatches};

    use super::*;
    use crate::cli::args::{Cli, Request};
    use crate::cli::invocation::Invocation;

    fn is_refused(arguments: &[&str]) -> bool {
        let typed = std::iter::once(&"dictum").chain(arguments).map(OsString::from).collect();
        Invocation::read(typed, None).is_err()
    }

    fn is_idle(arguments: &[&str]) -> bool {
        let typed = std::iter::once(&"dictum").chain(arguments);
        let matches = Cli::command().try_get_matches_from(typed).unwrap();
        let mut options = &matches;
        while let Some((_, more)) = options.subcommand() {
            options = more;
        }
        match Cli::from_arg_matches(&matches).unwrap().command.request() {
            Request::Data(task, _) => idle_form(&task, options).is_some(),
            Request::Tool(_) => panic!("a tool"),
        }
    }

    #[test]
    fn a_form_that_changes_nothing_is_told_where_it_is_typed() {
        for command in ["report", "charts", "dfm", "count", "merge"] {
            assert!(is_idle(&[command, "talks", "-o", "x", "--format", "csv"]), "{command}");
            assert!(!is_idle(&[command, "talks", "-o", "x"]), "{command}");
        }
        assert!(is_idle(&["themes", "discover", "talks", "--toml", "-f", "csv"]));
        for arguments in [["charts", "--list"], ["themes", "talks"], ["turns", "talks"]] {
            assert!(!is_idle(&[&arguments[..], &["-f", "csv"]].concat()), "{arguments:?}");
        }
    }

    #[test]
    fn a_command_after_an_option_is_refused_and_a_file_of_its_name_is_read() {
        assert!(is_refused(&["themes", "--together", "suggest", "energy"]));
        assert!(is_refused(&["themes", "talks", "discover"]));
        assert!(!is_refused(&["themes", "talks", "./suggest"]));
        assert!(!is_refused(&["themes", "suggest", "suggest", "talks"]));
        assert!(!is_refused(&["turns", "suggest"]));
    }
}
