//! `dictum man`: one manual page for all commands.

use clap::{Arg, Args, Command, CommandFactory};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::cli::args::{Cli, Common, commands, untied};
use crate::error::Result;

/// What the page says of the surroundings.
const FILES: &str = "dictum.toml in the current folder, or the file named by --config: every long option by its \
    name; inputs, compounds, keep_case and [[labels]] besides. \"dictum init\" writes one to start from. What is \
    typed goes over the environment, and that over the file.";
const ENVIRONMENT: &str = "DICTUM_THREADS: as --threads. NO_COLOR: if set, no colours.";

/// The page in roff.
///
/// # Errors
/// An [`Io`](crate::ErrorKind::Io) error where it cannot be put together.
pub fn page() -> Result<Vec<u8>> {
    let mut program = Cli::command();
    program.build();
    let common = Common::augment_args(Command::new("dictum").disable_help_flag(true));
    let mut page = Vec::new();
    let top = Man::new(program.clone());
    top.render_title(&mut page)?;
    top.render_name_section(&mut page)?;
    top.render_synopsis_section(&mut page)?;
    let mut description = Roff::default();
    unfilled(description.control("SH", ["DESCRIPTION"]), &program);
    description.to_writer(&mut page)?;
    for command in commands(&program) {
        section(&mut page, command, &common)?;
    }
    Roff::default().control("SH", ["OPTIONS OF EVERY COMMAND ON TRANSCRIPTS"]).to_writer(&mut page)?;
    page.extend(options(common)?);
    let mut end = Roff::default();
    end.control("SH", ["FILES"]).text([roman(FILES)]);
    end.control("SH", ["ENVIRONMENT"]).text([roman(ENVIRONMENT)]);
    end.to_writer(&mut page)?;
    Ok(with_one_preamble(&page))
}

/// Each piece was written with the lines that define an apostrophe; the page needs them once.
fn with_one_preamble(page: &[u8]) -> Vec<u8> {
    let preamble = Roff::default().render();
    let page = String::from_utf8_lossy(page).replace(&preamble, "");
    (preamble + &page).into_bytes()
}

/// A command: what it does, its own options, its examples.
fn section(page: &mut Vec<u8>, command: &Command, common: &Command) -> Result<()> {
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name()).to_owned();
    let mut head = Roff::default();
    head.control("SH", [name.to_uppercase().as_str()]);
    head.text([bold(name.as_str()), roman(" [OPTIONS]"), roman(positionals(command))]);
    head.control("PP", []);
    head.text([roman(format!("{}.", command.get_about().map(ToString::to_string).unwrap_or_default()))]);
    head.to_writer(page)?;
    let is_among =
        |options: &Command, arg: &Arg| options.get_arguments().any(|other| other.get_id() == arg.get_id());
    let takes_common = common.get_arguments().all(|arg| is_among(command, arg));
    let own = command
        .get_arguments()
        .filter(|arg| arg.get_id() != "help" && !(takes_common && is_among(common, arg)));
    let own = own.map(|arg| untied(arg).help_heading(None));
    page.extend(options(Command::new("dictum").disable_help_flag(true).args(own))?);
    let mut tail = Roff::default();
    unfilled(&mut tail, command);
    Ok(tail.to_writer(page)?)
}

fn positionals(command: &Command) -> String {
    command.get_positionals().fold(String::new(), |all, arg| all + " " + &arg.to_string())
}

/// The options of a command, their headings one step lower.
fn options(command: Command) -> Result<Vec<u8>> {
    let mut text = Vec::new();
    Man::new(command).render_options_section(&mut text)?;
    let text = String::from_utf8_lossy(&text).replace(".SH OPTIONS\n", ".PP\n").replace(".SH ", ".SS ");
    Ok(text.into_bytes())
}

/// The text after a command's help, its lines as they are.
fn unfilled(roff: &mut Roff, command: &Command) {
    let text = command.get_after_help().map(ToString::to_string).unwrap_or_default();
    roff.control("PP", []).control("nf", []);
    for line in text.lines() {
        roff.text([roman(line)]);
    }
    roff.control("fi", []);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_speaks_of_every_command_and_once_of_every_common_option() {
        let page = String::from_utf8(page().unwrap()).unwrap();
        let mut program = Cli::command();
        program.build();
        for command in commands(&program) {
            let name = command.get_bin_name().unwrap();
            assert!(page.contains(name), "{name}");
        }
        assert_eq!(page.matches("End with exit code 3 if anything").count(), 1);
        assert_eq!(page.matches("How q is made from p").count(), 1);
    }
}
