//! The command line: what was typed, what it means, and where results go.

pub mod args;
pub mod config;
pub mod elsewhere;
pub mod exit;
mod interrupt;
mod invocation;
pub mod messages;
mod misplaced;
pub mod output;
pub mod progress;
pub mod run;
pub mod settings;
mod tools;

use std::process::ExitCode;

use crate::error::Error;
use invocation::{Invocation, Refusal};

/// Does what the command line asks for and returns the exit code: 0 done, 1 could not finish, 2 usage, 3
/// something was lost in reading under `--strict`, 130 stopped by the user.
pub fn main() -> ExitCode {
    interrupt::watch();
    let threads = std::env::var_os("DICTUM_THREADS").map(|value| value.to_string_lossy().into_owned());
    match Invocation::read(std::env::args_os().collect(), threads) {
        Ok(Invocation::Data(task, settings)) => match run::run(&task, &settings) {
            Ok(issues) => exit::of_losses(settings.losses, &issues),
            Err(_) if settings.output.reader_is_gone() => ExitCode::SUCCESS,
            Err(error) => failure(&error),
        },
        Ok(Invocation::Tool(tool)) => {
            tools::run(&tool).map_or_else(|error| failure(&error), |()| ExitCode::SUCCESS)
        }
        Err(Refusal::Error(error)) => failure(&error),
        Err(Refusal::Usage(usage)) => exit::of_usage(&usage),
    }
}

/// Says what went wrong; the exit code that goes with it.
fn failure(error: &Error) -> ExitCode {
    messages::error(error);
    exit::of_error(error)
}
