//! Options that take one word out of a few, or a word or a file.

use std::path::PathBuf;

use clap::ValueEnum;

use crate::error::{Error, Result};

/// In what form a table is printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FormatChoice {
    /// Columns for the eye, fitted to the terminal
    Table,
    /// Comma-separated values
    Csv,
    /// Tab-separated values
    Tsv,
    /// One array of objects
    Json,
    /// One object a line
    Jsonl,
    /// A Markdown table
    Markdown,
    /// An Apache Parquet file
    Parquet,
}

/// In what form the tables of the report folder are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TableFormat {
    /// Comma-separated values
    Csv,
    /// Apache Parquet files
    Parquet,
}

/// What becomes of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum NumbersChoice {
    /// They have no rows
    Drop,
    /// They have rows as words have
    Keep,
}

/// What becomes of words joined by a hyphen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum HyphensChoice {
    /// "burden-sharing" is two words
    Split,
    /// "burden-sharing" is one word
    Keep,
}

/// Which words make up the totals of a keyness table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TotalsChoice {
    /// Every word, stop words included
    All,
    /// The words that have rows
    Content,
}

/// What is resampled for an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ClusterChoice {
    /// Turns
    Turn,
    /// Documents
    Document,
}

/// How p is adjusted for the number of terms tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum AdjustChoice {
    /// Benjamini and Hochberg: the share of false discoveries
    Bh,
    /// Holm: the chance of any false discovery
    Holm,
    /// Bonferroni: the same, more strictly
    Bonferroni,
}

/// Whose arithmetic is followed to the letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CompatChoice {
    /// chi2 and g2 as quanteda's defaults correct them
    Quanteda,
    /// log_odds_z as tidylo weights it
    Tidylo,
}

/// What counts as a document for TF-IDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TfIdfUnit {
    /// A turn
    Turn,
    /// A document
    Document,
    /// All that one speaker said
    Speaker,
}

/// Which formula of TF-IDF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TfIdfFormula {
    /// count · log10(N/df)
    Quanteda,
    /// tf · (ln((1+N)/(1+df)) + 1), rows of length 1
    Sklearn,
    /// (count/total) · ln(N/df)
    Tidytext,
}

/// The colours of a chart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ChartTheme {
    /// Dark on light
    Light,
    /// Light on dark
    Dark,
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

/// What is known of the words beforehand, for `log_odds_z`.
#[derive(Debug, Clone, PartialEq)]
pub enum PriorChoice {
    /// The counts of both sides together.
    Pooled,
    /// The same small count for every term; finite and greater than 0.
    Uniform(f64),
    /// The shares of the terms in another text.
    Background(PathBuf),
}

impl PriorChoice {
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
        assert_eq!(PriorChoice::parse("pooled").unwrap(), PriorChoice::Pooled);
        assert_eq!(PriorChoice::parse("uniform:0.1").unwrap(), PriorChoice::Uniform(0.1));
        assert_eq!(
            PriorChoice::parse("background:c:/a.txt").unwrap(),
            PriorChoice::Background("c:/a.txt".into())
        );
        for text in
            ["", "uniform", "uniform:0", "uniform:-1", "uniform:inf", "uniform:NaN", "background:", "flat"]
        {
            assert!(PriorChoice::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_stop_list_is_a_word_or_a_file() {
        assert_eq!(StopWordsChoice::parse("none").unwrap(), StopWordsChoice::None);
        assert_eq!(StopWordsChoice::parse("mine.txt").unwrap(), StopWordsChoice::File("mine.txt".into()));
    }
}
