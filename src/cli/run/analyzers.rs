//! How words are analysed, from settings and the lists that they name.

use std::path::Path;

use crate::cli::args::StopWordsChoice;
use crate::cli::settings::{Compounds, Settings};
use crate::error::Result;
use crate::read::read_list;
use crate::text::{AnalyzerOptions, Analyzers, StopWords, WordList};

/// The analyzers that the settings ask for.
///
/// # Errors
/// An unknown language, or a fault in a list of the user's.
pub(super) fn analyzers(settings: &Settings) -> Result<Analyzers> {
    Analyzers::new(settings.words.languages, &analyzer_options(settings)?)
}

/// A list of the user's, as it was read.
///
/// # Errors
/// It cannot be.
pub(super) fn word_list(path: &Path) -> Result<WordList> {
    Ok(WordList { path: path.display().to_string(), text: read_list(path)? })
}

/// What they are made of.
///
/// # Errors
/// A list cannot be read.
pub(super) fn analyzer_options(settings: &Settings) -> Result<AnalyzerOptions> {
    let words = &settings.words;
    let compounds = match &words.compounds {
        Compounds::File(path) => Some(word_list(path)?),
        Compounds::List(items) if items.is_empty() => None,
        Compounds::List(items) => Some(WordList { path: "compounds".to_owned(), text: items.join("\n") }),
    };
    Ok(AnalyzerOptions {
        stop_words: match &words.stop_words {
            StopWordsChoice::Default => StopWords::Default,
            StopWordsChoice::None => StopWords::None,
            StopWordsChoice::File(path) => StopWords::List(word_list(path)?),
        },
        hyphens: words.hyphens,
        keep_case: words.keep_case.clone(),
        compounds,
        ..AnalyzerOptions::default()
    })
}
