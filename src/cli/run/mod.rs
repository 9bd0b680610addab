//! What each command does with its settings.

use super::args::Task;
use super::settings::Settings;
use crate::error::{Error, Result};
use crate::issues::Issues;

/// Does a command's work; returns what was lost or altered in reading.
///
/// # Errors
/// Whatever keeps it from finishing; an [`Io`](crate::ErrorKind::Io) error where no input could be read.
pub fn run(task: &Task, _settings: &Settings) -> Result<Issues> {
    let name = match task {
        Task::Report(_) => "report",
        Task::Charts(_) => "charts",
        Task::Turns => "turns",
        Task::Speakers => "speakers",
        Task::Tokens(_) => "tokens",
        Task::Frequency(_) => "frequency",
        Task::Keywords(_) => "keywords",
        Task::Themes(_) => "themes",
        Task::Exchanges(_) => "exchanges",
    };
    Err(Error::engine(format_args!("{name} is not built yet")))
}
