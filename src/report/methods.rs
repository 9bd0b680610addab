//! How a report was made: what its methods section says and its manifest holds.

use std::collections::BTreeMap;

use crate::scan::Corpus;
use crate::text::{Analyzer, Analyzers, Hyphens, Language, Languages};
use crate::vocab::Numbers;
use crate::vocab::TermUnit;

/// The tools and options behind a report, as far as they can change a result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Methods {
    /// The program's version.
    pub version: String,
    /// The command that makes the page again.
    pub command: String,
    /// What cut the text into words.
    pub tokenizer: String,
    /// What stemmed them.
    pub stemmer: String,
    /// The languages in which words were analysed.
    pub languages: LanguagesUsed,
    /// What a term is.
    pub unit: TermUnit,
    /// Whether numbers are terms.
    pub numbers: Numbers,
    /// Whether a hyphen joins words.
    pub hyphens: Hyphens,
    /// Forms that keep their case.
    pub keep_case: Vec<String>,
    /// Terms that are rarer than this on both sides together are not tested.
    pub min_count: u64,
    /// The user's own theme file; `None` for the themes that are built in.
    pub themes: Option<String>,
    /// The BLAKE3 of the theme file.
    pub themes_hash: String,
}

/// In which languages words were analysed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LanguagesUsed {
    /// All in the one that was asked for.
    One(LanguageUsed),
    /// Each document in its own; those that were found, by name, and last, as English, what could not be told.
    Found(Vec<Found>),
}

/// A language as far as words were analysed by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LanguageUsed {
    /// Its English name.
    pub name: String,
    /// Whether there is a stemmer for it.
    pub stems: Stems,
    /// The stop list: its name, how many words, and its BLAKE3.
    pub stop_list: String,
}

/// Whether the forms of a language are stemmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stems {
    /// By Snowball.
    Snowball,
    /// There is no stemmer: a type is its own stem.
    None,
}

/// A language that documents are in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// How their words were analysed.
    pub used: LanguageUsed,
    /// Whether it is theirs, or stands for one that could not be told.
    pub told: Told,
    /// How many documents hold some of it.
    pub documents: u64,
    /// How many tokens.
    pub tokens: u64,
}

/// Whether a language was told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Told {
    /// It was declared, or told from the words.
    Yes,
    /// It could not be told.
    No,
}

impl LanguageUsed {
    /// The language of an analyzer.
    pub fn of(analyzer: &Analyzer) -> Self {
        let (language, list) = (analyzer.language(), analyzer.stop_list());
        Self {
            name: language.title(),
            stems: if language.has_stemmer() { Stems::Snowball } else { Stems::None },
            stop_list: format!("{}, {} words, BLAKE3 {}", list.name(), list.words().len(), list.hash()),
        }
    }
}

impl LanguagesUsed {
    /// The languages by which the turns of a corpus were analysed.
    pub fn of<F>(corpus: &Corpus<F>, analyzers: &Analyzers) -> Self {
        match analyzers.languages() {
            Languages::One(_) => Self::One(LanguageUsed::of(analyzers.default())),
            Languages::Each => Self::Found(found(corpus, analyzers)),
        }
    }
}

fn found<F>(corpus: &Corpus<F>, analyzers: &Analyzers) -> Vec<Found> {
    let mut found: BTreeMap<(Told, Option<Language>), Found> = BTreeMap::new();
    let mut last: BTreeMap<Option<Language>, u32> = BTreeMap::new();
    for turn in &corpus.turns {
        let language = corpus.language(turn);
        let told = if language.is_some() { Told::Yes } else { Told::No };
        let of_language = found.entry((told, language)).or_insert_with(|| {
            let used = LanguageUsed::of(analyzers.of(language));
            Found { used, told, documents: 0, tokens: 0 }
        });
        of_language.documents += u64::from(last.insert(language, turn.document) != Some(turn.document));
        of_language.tokens += turn.tokens;
    }
    found.into_values().collect()
}
