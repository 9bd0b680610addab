//! From an entry as written to the patterns of its words.

use std::collections::HashMap;

use regex::Regex;

use crate::error::{Error, Result};

use super::super::analyzer::Analyzer;
use super::super::fold::normalize;
use super::pattern::{Side, WordPattern, WordPatternId, WordPatterns};

/// What an entry says of the case of its letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Case {
    /// What the analyzer does: a form that keeps its case is another word than its twin in small letters.
    AsAnalyzed,
    /// Nothing: a form that keeps its case may as well mean its twin.
    Ignored,
}

/// What is asked of one token of a phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PhraseWord {
    /// It satisfies a pattern.
    Matching(WordPatternId),
    /// It is a token.
    Any,
}

/// The distinct word patterns of all entries, in order of first use.
#[derive(Default)]
pub(super) struct PatternTexts {
    ids: HashMap<(Side, WordPattern), WordPatternId>,
}

impl PatternTexts {
    fn id(&mut self, side: Side, pattern: WordPattern) -> WordPatternId {
        let next = WordPatternId(super::id(self.ids.len()));
        *self.ids.entry((side, pattern)).or_insert(next)
    }

    /// The word that is exactly `form`.
    pub fn form(&mut self, form: &str) -> PhraseWord {
        PhraseWord::Matching(self.id(Side::Written, WordPattern::Exact(form.to_owned())))
    }

    /// The patterns, ready to be asked about forms.
    pub fn compile(self) -> Result<WordPatterns> {
        let mut patterns: Vec<_> =
            self.ids.into_iter().map(|((side, pattern), id)| (id, side, pattern)).collect();
        patterns.sort_unstable_by_key(|(id, ..)| *id);
        WordPatterns::new(patterns)
    }
}

/// The words of the entry `text`, their patterns numbered in `patterns`; none where it has no word.
pub(super) fn parse(
    text: &str,
    case: Case,
    analyzer: &Analyzer,
    patterns: &mut PatternTexts,
) -> Result<Vec<PhraseWord>> {
    let (side, phrase) = match text.trim().split_once(':') {
        Some(("re", expression)) => return regular(text, expression.trim(), patterns),
        Some(("stem", phrase)) => (Side::Stem, phrase),
        Some(("case", phrase)) => (Side::Form, phrase),
        Some(_) | None => (Side::Type, text),
    };
    let word = |word: &String| phrase_word(word, (side, case), analyzer, patterns);
    Ok(cut(phrase, analyzer).iter().map(word).collect())
}

fn regular(text: &str, expression: &str, patterns: &mut PatternTexts) -> Result<Vec<PhraseWord>> {
    if expression.is_empty() {
        return Ok(Vec::new());
    }
    Regex::new(expression).map_err(|error| {
        let why = error.to_string();
        let why = why.lines().next_back().unwrap_or_default().trim_start_matches("error: ");
        Error::config(format!("the entry '{text}' is no regular expression: {why}"))
    })?;
    Ok(vec![PhraseWord::Matching(patterns.id(Side::Type, WordPattern::Regex(expression.to_owned())))])
}

/// The words of a phrase as the text's own tokenizer cuts them, `*` and `?` counting as letters.
fn cut(phrase: &str, analyzer: &Analyzer) -> Vec<String> {
    if !phrase.contains(['*', '?']) {
        return analyzer.forms(phrase);
    }
    // Of the same length, so that a word's range in the one is its range in the other.
    let lettered = phrase.replace(['*', '?'], "a");
    let mut words = Vec::new();
    analyzer.words(&lettered, |range| words.push(phrase[range].to_owned()));
    words
}

fn phrase_word(
    word: &str,
    (side, case): (Side, Case),
    analyzer: &Analyzer,
    patterns: &mut PatternTexts,
) -> PhraseWord {
    if word == "*" {
        return PhraseWord::Any;
    }
    let is_glob = word.contains(['*', '?']);
    let text = match side {
        Side::Form => normalize(word),
        Side::Written => word.to_owned(),
        Side::Stem if !is_glob => analyzer.lexeme(word).stem,
        Side::Stem | Side::Type => analyzer.lexeme(word).folded,
    };
    let twin = match (side, case) {
        (Side::Type, Case::Ignored) => analyzer.uncased(&text),
        _ => None,
    };
    let pattern = match twin {
        _ if is_glob => WordPattern::glob(&text),
        Some(twin) => WordPattern::either(&text, &twin),
        None => WordPattern::Exact(text),
    };
    PhraseWord::Matching(patterns.id(side, pattern))
}
