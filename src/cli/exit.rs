//! With which code a program of this house ends.

use std::process::ExitCode;

use super::settings::Losses;
use crate::error::{Error, ErrorKind};
use crate::issues::Issues;

/// The code where the work was done.
pub(super) fn of_losses(losses: Losses, issues: &Issues) -> ExitCode {
    match losses {
        Losses::Strict if !issues.is_empty() => ExitCode::from(3),
        Losses::Strict | Losses::Reported => ExitCode::SUCCESS,
    }
}

/// The code where it could not be done.
pub fn of_error(error: &Error) -> ExitCode {
    match error.kind() {
        ErrorKind::Config => ExitCode::from(2),
        ErrorKind::Io | ErrorKind::Format | ErrorKind::Engine => ExitCode::FAILURE,
    }
}

/// Prints help, or why the words are no command, and gives the code for it.
pub fn of_usage(usage: &clap::Error) -> ExitCode {
    // Whoever asked for help and closed the pipe has read enough.
    let _ = usage.print();
    u8::try_from(usage.exit_code()).map_or(ExitCode::FAILURE, ExitCode::from)
}
