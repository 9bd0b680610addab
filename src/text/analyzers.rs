//! Which analyzer a text gets: one for all texts, or that of its own language.

use serde::{Deserialize, Serialize};

use crate::error::Result;

use super::analyzer::{Analyzer, AnalyzerOptions, Scope};
use super::language::Language;
use super::stop::StopList;

/// The languages in which a corpus is analysed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Languages {
    /// All of it in one.
    One(Language),
    /// Each text in its own.
    Each,
}

impl Languages {
    /// `auto`, or the name or ISO 639-1 code of a language.
    ///
    /// # Errors
    /// A configuration error that names the nearest language, or all of them.
    pub fn parse(name: &str) -> Result<Self> {
        match name.trim().eq_ignore_ascii_case("auto") {
            true => Ok(Self::Each),
            false => Language::parse(name).map(Self::One),
        }
    }
}

/// The analyzers of a corpus.
#[derive(Debug)]
pub struct Analyzers {
    languages: Languages,
    /// The one; or one a language, in the order of [`Language::ALL`].
    analyzers: Vec<Analyzer>,
}

impl Analyzers {
    /// Analyzers for these languages, in all else with the same options.
    ///
    /// # Errors
    /// A fault in the user's stop list or list of expressions, with path and line.
    pub fn new(languages: Languages, options: &AnalyzerOptions) -> Result<Self> {
        let of = |language, scope| Analyzer::within(scope, &AnalyzerOptions { language, ..options.clone() });
        let analyzers = match languages {
            Languages::One(language) => vec![of(language, Scope::All)?],
            Languages::Each => {
                Language::ALL.iter().map(|&language| of(language, Scope::Own)).collect::<Result<_>>()?
            }
        };
        Ok(Self { languages, analyzers })
    }

    /// The languages in which the corpus is analysed.
    pub fn languages(&self) -> Languages {
        self.languages
    }

    /// The analyzer of a text in `language`. Where each text has that of its own language, one whose language cannot be
    /// told has that of the default, English.
    pub fn of(&self, language: Option<Language>) -> &Analyzer {
        match self.languages {
            Languages::One(_) => &self.analyzers[0],
            Languages::Each => &self.analyzers[language.unwrap_or_default() as usize],
        }
    }

    /// The analyzer of what is no text of the corpus: of theme files, and of texts whose language cannot be told.
    pub fn default(&self) -> &Analyzer {
        self.of(None)
    }

    /// What the stop lists are called together, and the BLAKE3 of all of them, in hexadecimal.
    pub fn stop_lists(&self) -> (String, String) {
        let first = self.default().stop_list();
        match self.languages {
            Languages::One(_) => (first.name().to_owned(), first.hash()),
            Languages::Each => {
                let lists = self.analyzers.iter().map(Analyzer::stop_list);
                let is_one = lists.clone().all(|list| list.name() == first.name());
                let name = if is_one { first.name() } else { "default (each language's own, NLTK)" };
                let hashes: Vec<String> = lists.map(StopList::hash).collect();
                (name.to_owned(), blake3::hash(hashes.concat().as_bytes()).to_hex().to_string())
            }
        }
    }

    /// How texts are cut into words, and in which languages forms are told apart, in words: texts that agree in this can
    /// be counted together.
    pub fn cutting(&self) -> String {
        let cutting = self.default().cutting();
        match self.languages {
            Languages::One(_) => cutting,
            Languages::Each => format!("{cutting}, each text in its own language"),
        }
    }
}

impl From<Analyzer> for Analyzers {
    fn from(analyzer: Analyzer) -> Self {
        Self { languages: Languages::One(analyzer.language()), analyzers: vec![analyzer] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_known_in_the_language_of_its_text() {
        let analyzers = Analyzers::new(Languages::Each, &AnalyzerOptions::default()).unwrap();
        let is_stop = |language| analyzers.of(language).lexeme("die").is_stop;
        assert!(is_stop(Some(Language::German)));
        assert!(!is_stop(Some(Language::English)));
        assert_eq!(analyzers.of(Some(Language::German)).lexeme("Verhandlungen").stem, "verhandl");
        assert_eq!(analyzers.of(Some(Language::Polish)).lexeme("Rozmowy").stem, "rozmowy");
        assert!(Language::ALL.iter().all(|&known| analyzers.of(Some(known)).language() == known));
    }

    #[test]
    fn what_cannot_be_told_is_taken_for_english() {
        let analyzers = Analyzers::new(Languages::Each, &AnalyzerOptions::default()).unwrap();
        assert_eq!(analyzers.of(None).language(), Language::English);
        assert_eq!(analyzers.default().lexeme("Talks").stem, "talk");
    }

    #[test]
    fn one_language_stands_for_all_of_them() {
        let analyzers = Analyzers::new(Languages::parse("PL").unwrap(), &AnalyzerOptions::default()).unwrap();
        assert_eq!(analyzers.of(Some(Language::German)).language(), Language::Polish);
        assert_eq!(Languages::parse("Auto").unwrap(), Languages::Each);
        assert!(Languages::parse("autoo").is_err());
    }

    #[test]
    fn each_language_with_a_stemmer_folds_stops_and_stems() {
        // A form as written, a second form of the same word, and a stop word.
        let words = [
            (Language::Arabic, "المعلمون", "معلمون", "من"),
            (Language::Danish, "Forhandlingerne", "forhandlinger", "ikke"),
            (Language::Dutch, "Gesprekken", "gesprek", "niet"),
            (Language::English, "Sanctions", "sanctioned", "the"),
            (Language::Finnish, "Neuvotteluissa", "neuvottelut", "että"),
            (Language::French, "Négociations", "négociation", "nous"),
            (Language::German, "Verhandlungen", "Verhandlung", "nicht"),
            (Language::Greek, "ΔΙΑΠΡΑΓΜΑΤΕΥΣΕΙΣ", "διαπραγματευσεων", "και"),
            (Language::Hungarian, "Tárgyalásokat", "tárgyalások", "hogy"),
            (Language::Italian, "Trattative", "trattativa", "non"),
            (Language::Norwegian, "Forhandlingene", "forhandlinger", "ikke"),
            (Language::Portuguese, "Negociações", "negociação", "não"),
            (Language::Romanian, "Negocierile", "negocieri", "este"),
            (Language::Russian, "Переговоры", "переговоров", "что"),
            (Language::Spanish, "Negociaciones", "negociación", "nosotros"),
            (Language::Swedish, "Förhandlingarna", "förhandling", "inte"),
            (Language::Tamil, "நாடுகள்", "நாடு", "ஒரு"),
            (Language::Turkish, "GÖRÜŞMELER", "görüşme", "için"),
        ];
        let analyzers = Analyzers::new(Languages::Each, &AnalyzerOptions::default()).unwrap();
        assert!(
            words.iter().map(|word| word.0).eq(Language::ALL.iter().copied().filter(|l| l.has_stemmer()))
        );
        for (language, written, other, stop) in words {
            let lexeme = |form| analyzers.of(Some(language)).lexeme(form);
            assert_eq!(lexeme(written).stem, lexeme(other).stem, "{language:?}");
            assert_eq!(lexeme(written).folded, written.to_lowercase(), "{language:?}");
            assert!(!lexeme(written).is_stop && lexeme(stop).is_stop, "{language:?}");
        }
        assert_eq!(analyzers.of(Some(Language::Turkish)).lexeme("IŞIK").folded, "ışık");
    }
}
