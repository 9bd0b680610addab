//! What was typed where it would have no say: better refused than passed over.

use std::path::Path;

use clap::parser::ValueSource;
use clap::{ArgMatches, Command};

use super::args::{Common, Task};
use crate::error::{Error, Result};

/// Whether everything that was typed has a say: `options` are those of `command`, named by the words `names`.
///
/// # Errors
/// A [`Config`](crate::ErrorKind::Config) error that says where it belongs.
pub fn check(
    names: &[&str],
    command: &Command,
    options: &ArgMatches,
    task: &Task,
    common: &Common,
) -> Result<()> {
    if let Some(more) = late_command(command, &common.inputs) {
        let name = names.join(" ");
        return Err(Error::config(format_args!(
            "'{more}' stands after an option or an input: it has to come first, 'dictum {name} {more} ...'; a file of that \
             name is './{more}'"
        )));
    }
    let is_typed = options.value_source("format") == Some(ValueSource::CommandLine);
    match own_form(task) {
        Some(form) if is_typed => Err(Error::config(format_args!("--format has no say here: {form}"))),
        Some(_) | None => Ok(()),
    }
}

/// The name of a command that follows `command` but was taken for an input, where it is no file.
fn late_command<'a>(command: &Command, inputs: &'a [String]) -> Option<&'a str> {
    let is_command = |input: &&String| command.find_subcommand(input.as_str()).is_some();
    inputs.iter().find(|input| is_command(input) && !Path::new(input).exists()).map(String::as_str)
}

/// What a command writes that is no table of any form.
fn own_form(task: &Task) -> Option<&'static str> {
    match task {
        Task::Report(_) => Some("a report is a folder; --table-format says the form of its tables"),
        Task::Charts(args) if args.list => None,
        Task::Charts(_) => Some("charts are a folder of PNG and SVG, with the numbers as CSV"),
        Task::Dfm(_) => Some("a matrix is a folder of Matrix Market, CSV and Parquet"),
        Task::Count | Task::Merge => Some("counts have a form of their own"),
        Task::Discover(args) if args.toml => Some("a theme file is TOML"),
        Task::Turns(_)
        | Task::Speakers
        | Task::Tokens(_)
        | Task::Frequency(_)
        | Task::Keywords(_)
        | Task::Themes(_)
        | Task::Suggest(_)
        | Task::Discover(_)
        | Task::Exchanges(_)
        | Task::Trends(_)
        | Task::Ngrams(_)
        | Task::Collocates(_)
        | Task::Dispersion
        | Task::Diversity(_)
        | Task::Concordance(_)
        | Task::Explain(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use crate::cli::invocation::Invocation;

    fn is_refused(arguments: &[&str]) -> bool {
        let typed = std::iter::once(&"dictum").chain(arguments).map(OsString::from).collect();
        Invocation::read(typed, None).is_err()
    }

    #[test]
    fn a_form_is_refused_where_it_is_typed_and_passed_over_where_the_file_has_it_for_all_commands() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), "format = 'json'\n").unwrap();
        let path = file.path().to_str().unwrap();
        for command in ["report", "charts", "dfm", "count", "merge"] {
            assert!(is_refused(&[command, "talks", "-o", "x", "--format", "csv"]), "{command}");
            assert!(!is_refused(&[command, "talks", "-o", "x", "--config", path]), "{command}");
        }
        assert!(is_refused(&["themes", "discover", "talks", "--toml", "-f", "csv"]));
        for arguments in [["charts", "--list"], ["themes", "talks"], ["turns", "talks"]] {
            assert!(!is_refused(&[&arguments[..], &["-f", "csv"]].concat()), "{arguments:?}");
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
