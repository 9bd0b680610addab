//! Options that take one word out of a few, or a word or a file.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::error::{Error, Result};

/// A parser of one word out of a few, which the help text lists.
///
/// The choices stand where they are used, in the modules below; here they only get their words.
pub fn one_of<T: Clone + Send + Sync>(
    choices: &'static [T],
    name: fn(&'static T) -> &'static str,
) -> impl TypedValueParser<Value = T> {
    PossibleValuesParser::new(choices.iter().map(name)).try_map(move |word| {
        let meant = choices.iter().find(|choice| name(choice) == word);
        meant.cloned().ok_or_else(|| Error::config("no such choice"))
    })
}

/// Which stop list is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StopWordsChoice {
    /// The language's own list.
    Default,
    /// No list: every word has a row.
    None,
    /// The user's list, one word a line.
    File(PathBuf),
}

impl StopWordsChoice {
    /// Reads `default`, `none` or a path.
    ///
    /// # Errors
    /// A [`Config`](crate::ErrorKind::Config) error for an empty value.
    pub fn parse(text: &str) -> Result<Self> {
        match text {
            "" => Err(Error::config("one of default, none, FILE is missing")),
            "default" => Ok(Self::Default),
            "none" => Ok(Self::None),
            path => Ok(Self::File(path.into())),
        }
    }
}

/// What is known of the words beforehand, for `log_odds_z`, as typed.
#[derive(Debug, Clone, PartialEq)]
pub enum TypedPrior {
    /// The counts of both sides together.
    Pooled,
    /// The same small count for every term; finite and greater than 0.
    Uniform(f64),
    /// The shares of the terms in a frequency list, a CSV with the columns `term` and `frequency`.
    Background(PathBuf),
}

impl TypedPrior {
    /// Reads `pooled`, `uniform:X` or `background:FILE`.
    ///
    /// # Errors
    /// A [`Config`](crate::ErrorKind::Config) error for anything else, and for an X that is not greater than
    /// 0.
    pub fn parse(text: &str) -> Result<Self> {
        let (word, value) = text.split_once(':').unwrap_or((text, ""));
        match (word, value) {
            ("pooled", "") => Ok(Self::Pooled),
            ("uniform", number) => match number.parse::<f64>() {
                Ok(alpha) if alpha > 0.0 && alpha.is_finite() => Ok(Self::Uniform(alpha)),
                Ok(_) | Err(_) => Err(Error::config(format_args!("'{number}' is no number greater than 0"))),
            },
            ("background", path) if !path.is_empty() => Ok(Self::Background(path.into())),
            _ => Err(Error::config("none of pooled, uniform:X, background:FILE")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prior_is_a_word_a_number_or_a_file() {
        assert_eq!(TypedPrior::parse("pooled").unwrap(), TypedPrior::Pooled);
        assert_eq!(TypedPrior::parse("uniform:0.1").unwrap(), TypedPrior::Uniform(0.1));
        assert_eq!(
            TypedPrior::parse("background:c:/a.txt").unwrap(),
            TypedPrior::Background("c:/a.txt".into())
        );
        for text in
            ["", "uniform", "uniform:0", "uniform:-1", "uniform:inf", "uniform:NaN", "background:", "flat"]
        {
            assert!(TypedPrior::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_stop_list_is_a_word_or_a_file() {
        assert_eq!(StopWordsChoice::parse("none").unwrap(), StopWordsChoice::None);
        assert_eq!(StopWordsChoice::parse("mine.txt").unwrap(), StopWordsChoice::File("mine.txt".into()));
    }
}
