//! Dictionaries of other programs, read as themes.

mod lexicoder;
mod liwc;
mod oddity;
mod outline;
mod wordstat;
mod yaml;
mod yoshikoder;

use crate::error::Result;

use super::file::{self, FileTheme};
pub(super) use oddity::{Oddities, Oddity};

/// In which form a set of themes is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dictionary {
    /// A theme file of dictum: TOML.
    Toml,
    /// LIWC (`.dic`): numbered categories between two lines of `%`, then words with the numbers of theirs.
    Liwc,
    /// Lexicoder (`.lc3`): categories as `+NAME`, each with its entries below.
    Lexicoder,
    /// Yoshikoder (`.ykd`) and Lexicoder (`.lcd`): XML, `cnode` a category, `pnode` an entry.
    Yoshikoder,
    /// WordStat (`.cat`): categories by indentation, entries with a weight.
    WordStat,
    /// quanteda (`.yml`, `.yaml`): maps of maps, with lists of entries.
    Yaml,
}

/// What a dictionary was read as.
#[derive(Debug)]
pub(super) struct Imported {
    /// The themes, each before those under it.
    pub themes: Vec<FileTheme>,
    /// What could not be read as it was meant.
    pub oddities: Oddities,
}

impl Dictionary {
    /// The form that a file's ending names; where it names none, what the text looks like, which is TOML if nothing else.
    pub fn of(path: &str, text: &str) -> Self {
        let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending).to_lowercase();
        match ending.as_str() {
            "toml" => Self::Toml,
            "dic" => Self::Liwc,
            "lc3" => Self::Lexicoder,
            "lcd" | "ykd" | "xml" => Self::Yoshikoder,
            "cat" => Self::WordStat,
            "yml" | "yaml" => Self::Yaml,
            _ => Self::looking_like(without_mark(text).trim_start()),
        }
    }

    fn looking_like(text: &str) -> Self {
        match text.chars().next() {
            Some('%') => Self::Liwc,
            Some('+') => Self::Lexicoder,
            Some('<') => Self::Yoshikoder,
            Some(_) | None => Self::Toml,
        }
    }
}

/// The themes of a text that is written so.
pub(super) fn read(dictionary: Dictionary, text: &str) -> Result<Imported> {
    let text = without_mark(text);
    match dictionary {
        Dictionary::Toml => Ok(Imported { themes: file::read(text)?, oddities: Oddities::default() }),
        Dictionary::Liwc => liwc::read(text),
        Dictionary::Lexicoder => lexicoder::read(text),
        Dictionary::Yoshikoder => yoshikoder::read(text),
        Dictionary::WordStat => wordstat::read(text),
        Dictionary::Yaml => yaml::read(text),
    }
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}
