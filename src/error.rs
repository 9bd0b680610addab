//! The one error of the crate: what went wrong, of which kind, and where.

use std::fmt;

/// A result whose error is [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What kind of fault an [`Error`] is; the exit code follows from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// A file or stream could not be read or written.
    Io,
    /// Input was read but is not what its format promises.
    Format,
    /// An option, a configuration file or a user's list asks for something that cannot be.
    Config,
    /// The program itself could not go on.
    Engine,
}

/// A fault with its place: a path, and where it is known a line.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    what: String,
    path: Option<String>,
    line: Option<u64>,
}

impl Error {
    fn new(kind: ErrorKind, what: impl Into<String>) -> Self {
        Self { kind, what: what.into(), path: None, line: None }
    }

    /// A failure to read or write.
    pub fn io(what: impl fmt::Display) -> Self {
        Self::new(ErrorKind::Io, what.to_string())
    }

    /// Input that is not what its format promises.
    pub fn format(what: impl fmt::Display) -> Self {
        Self::new(ErrorKind::Format, what.to_string())
    }

    /// A request that cannot be met as it was typed or written.
    pub fn config(what: impl fmt::Display) -> Self {
        Self::new(ErrorKind::Config, what.to_string())
    }

    /// A fault of the program's own machinery.
    pub fn engine(what: impl fmt::Display) -> Self {
        Self::new(ErrorKind::Engine, what.to_string())
    }

    /// The same error, said to have happened at `path`, unless a path is known already.
    #[must_use]
    pub fn at(mut self, path: impl fmt::Display) -> Self {
        self.path.get_or_insert_with(|| path.to_string());
        self
    }

    /// The same error, said to have happened on `line` (from 1), unless a line is known already.
    #[must_use]
    pub fn on_line(mut self, line: u64) -> Self {
        self.line.get_or_insert(line);
        self
    }

    /// Which kind of fault this is.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// What went wrong, without its place.
    pub fn what(&self) -> &str {
        &self.what
    }

    /// The line (from 1) where it went wrong, where one is known.
    pub fn line(&self) -> Option<u64> {
        self.line
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.path, self.line) {
            (Some(path), Some(line)) => write!(f, "{path}:{line}: {}", self.what),
            (Some(path), None) => write!(f, "{path}: {}", self.what),
            (None, Some(line)) => write!(f, "line {line}: {}", self.what),
            (None, None) => f.write_str(&self.what),
        }
    }
}

impl std::error::Error for Error {}

impl From<std::io::Error> for Error {
    fn from(error: std::io::Error) -> Self {
        Self::from(&error)
    }
}

impl From<&std::io::Error> for Error {
    fn from(error: &std::io::Error) -> Self {
        use std::io::ErrorKind;
        match error.kind() {
            ErrorKind::NotFound => Self::io("no such file or folder"),
            ErrorKind::PermissionDenied => Self::io("permission denied"),
            ErrorKind::StorageFull => Self::io("no space is left on the device"),
            _ => Self::io(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_names_its_path_and_line_first() {
        let error = Error::format("no column 'text'").on_line(3).at("a.csv").at("b.csv");
        assert_eq!(error.to_string(), "a.csv:3: no column 'text'");
        assert_eq!(error.kind(), ErrorKind::Format);
    }
}
