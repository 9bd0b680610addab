//! What the program says to the person at the keyboard, on standard error.

use std::fmt::Display;
use std::io::Write;

use crate::issues::{Issues, REMEMBERED};

/// Whether notes are said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// Errors, what was lost in reading, and notes.
    Full,
    /// No notes.
    Quiet,
}

impl Voice {
    /// Says something that is good to know but changes nothing.
    pub fn note(self, message: impl Display) {
        match self {
            Self::Full => say(message),
            Self::Quiet => {}
        }
    }

    /// Says what was lost or altered in reading, also when quiet: it changes every number.
    pub fn issues(self, issues: &Issues) {
        for (kind, count, first) in issues.kinds() {
            for issue in first {
                say(issue);
            }
            if count > first.len() as u64 && first.len() == REMEMBERED {
                say(format_args!(
                    "{}: {count} in all, of which the first {REMEMBERED} are listed",
                    kind.name()
                ));
            }
        }
    }
}

/// Says what went wrong. A standard error that is closed is no reason to fail.
pub fn error(message: impl Display) {
    say(message);
}

fn say(message: impl Display) {
    // Nobody is left to be told where even this fails.
    let _ = writeln!(std::io::stderr().lock(), "dictum: {message}");
}
