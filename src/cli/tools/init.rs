//! `dictum init`: files to start from.

use std::fs;
use std::path::Path;

use crate::cli::messages::Voice;
use crate::cli::output::Output;
use crate::error::{Error, Result};

/// The files and their text.
const FILES: [(&str, &str); 2] =
    [("dictum.toml", include_str!("dictum.toml")), ("themes.toml", include_str!("themes.toml"))];

/// Writes the files into `folder`, which is made if need be.
///
/// # Errors
/// An [`Io`](crate::ErrorKind::Io) error where one of them is there already, before anything is written.
pub fn write(folder: &Path) -> Result<()> {
    for (name, _) in FILES {
        let path = folder.join(name);
        if fs::symlink_metadata(&path).is_ok() {
            return Err(Error::io("is there already, and is left as it is").at(path.display()));
        }
    }
    fs::create_dir_all(folder).map_err(|error| Error::from(error).at(folder.display()))?;
    for (name, text) in FILES {
        let path = folder.join(name);
        Output::new(&path).write(text.as_bytes())?;
        Voice::Full.note(format_args!("wrote {}", path.display()));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory};

    use super::*;
    use crate::cli::args::{Cli, commands};
    use crate::cli::config::Config;

    /// The file of options with every option in force.
    fn uncommented() -> String {
        let lines = FILES[0].1.lines();
        lines
            .map(|line| line.strip_prefix('#').filter(|rest| !rest.starts_with(' ')).unwrap_or(line))
            .fold(String::new(), |all, line| all + line + "\n")
    }

    #[test]
    fn nothing_is_overwritten_and_then_nothing_is_written() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("themes.toml"), "mine").unwrap();
        let error = write(folder.path()).unwrap_err();
        assert!(error.to_string().contains("themes.toml: is there already"), "{error}");
        assert!(!folder.path().join("dictum.toml").exists());
        assert_eq!(fs::read_to_string(folder.path().join("themes.toml")).unwrap(), "mine");
    }

    #[test]
    fn every_line_of_the_file_is_right_as_it_is_and_with_its_mark_taken_away() {
        let program = Cli::command();
        let (text, uncommented) = (FILES[0].1, uncommented());
        assert_ne!(text, uncommented);
        for text in [text, &uncommented] {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("dictum.toml");
            fs::write(&path, text).unwrap();
            Config::read(Some(&path), &program).unwrap();
        }
    }

    #[test]
    fn the_file_shows_every_long_option_and_its_default() {
        let written: toml::Table = uncommented().parse().unwrap();
        let has_config =
            |command: &&Command| command.get_arguments().any(|option| option.get_long() == Some("config"));
        for command in commands(&Cli::command()).filter(|command| has_config(command)) {
            for option in command.get_arguments().filter(|option| option.get_long().is_some()) {
                let name = option.get_long().unwrap();
                if ["config", "help"].contains(&name) {
                    continue;
                }
                let value = written.get(name).unwrap_or_else(|| panic!("{name} of {}", command.get_name()));
                if let [default] = option.get_default_values() {
                    let default = default.to_string_lossy();
                    let shown = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                    assert_eq!(shown.trim_end_matches(".0"), default, "{name}");
                }
            }
        }
    }

    #[test]
    fn the_theme_file_is_toml_with_a_theme() {
        let themes: toml::Table = FILES[1].1.parse().unwrap();
        assert!(themes["themes"].as_table().is_some_and(|themes| !themes.is_empty()));
    }
}
