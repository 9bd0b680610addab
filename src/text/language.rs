//! The languages that there is a stemmer for.

use rust_stemmers::Algorithm;

use crate::error::{Error, Result};
use crate::suggest::nearest;

/// A language that Snowball has a stemmer for in the crate used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[expect(missing_docs, reason = "each variant is the language of that name")]
pub enum Language {
    Arabic,
    Danish,
    Dutch,
    #[default]
    English,
    Finnish,
    French,
    German,
    Greek,
    Hungarian,
    Italian,
    Norwegian,
    Portuguese,
    Romanian,
    Russian,
    Spanish,
    Swedish,
    Tamil,
    Turkish,
}

impl Language {
    /// Every language, in the order of their English names.
    pub const ALL: [Self; 18] = [
        Self::Arabic,
        Self::Danish,
        Self::Dutch,
        Self::English,
        Self::Finnish,
        Self::French,
        Self::German,
        Self::Greek,
        Self::Hungarian,
        Self::Italian,
        Self::Norwegian,
        Self::Portuguese,
        Self::Romanian,
        Self::Russian,
        Self::Spanish,
        Self::Swedish,
        Self::Tamil,
        Self::Turkish,
    ];

    /// The language called `name`: its English name or its ISO 639-1 code, in any case.
    ///
    /// `nb` is Norwegian too, since the Norwegian stemmer is one for Bokmål.
    ///
    /// # Errors
    /// A configuration error that names the nearest language, or all of them.
    pub fn parse(name: &str) -> Result<Self> {
        let wanted = name.trim().to_lowercase();
        let code = if wanted == "nb" { "no" } else { wanted.as_str() };
        let found = Self::ALL.into_iter().find(|known| known.name() == wanted || known.code() == code);
        found.ok_or_else(|| match nearest(&wanted, Self::ALL.map(Self::name)).first() {
            Some(near) => Error::config(format!("unknown language '{name}'; did you mean {near}?")),
            None => {
                let all = Self::ALL.map(Self::name).join(", ");
                Error::config(format!("unknown language '{name}'; known are {all}, or their ISO 639-1 codes"))
            }
        })
    }

    /// The English name, in lower case.
    pub fn name(self) -> &'static str {
        self.facts().0
    }

    /// The ISO 639-1 code.
    pub fn code(self) -> &'static str {
        self.facts().1
    }

    /// Snowball's algorithm for it.
    pub(super) fn algorithm(self) -> Algorithm {
        self.facts().2
    }

    fn facts(self) -> (&'static str, &'static str, Algorithm) {
        match self {
            Self::Arabic => ("arabic", "ar", Algorithm::Arabic),
            Self::Danish => ("danish", "da", Algorithm::Danish),
            Self::Dutch => ("dutch", "nl", Algorithm::Dutch),
            Self::English => ("english", "en", Algorithm::English),
            Self::Finnish => ("finnish", "fi", Algorithm::Finnish),
            Self::French => ("french", "fr", Algorithm::French),
            Self::German => ("german", "de", Algorithm::German),
            Self::Greek => ("greek", "el", Algorithm::Greek),
            Self::Hungarian => ("hungarian", "hu", Algorithm::Hungarian),
            Self::Italian => ("italian", "it", Algorithm::Italian),
            Self::Norwegian => ("norwegian", "no", Algorithm::Norwegian),
            Self::Portuguese => ("portuguese", "pt", Algorithm::Portuguese),
            Self::Romanian => ("romanian", "ro", Algorithm::Romanian),
            Self::Russian => ("russian", "ru", Algorithm::Russian),
            Self::Spanish => ("spanish", "es", Algorithm::Spanish),
            Self::Swedish => ("swedish", "sv", Algorithm::Swedish),
            Self::Tamil => ("tamil", "ta", Algorithm::Tamil),
            Self::Turkish => ("turkish", "tr", Algorithm::Turkish),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_found_by_its_name_and_its_code_in_any_case() {
        for language in Language::ALL {
            assert_eq!(Language::parse(&language.name().to_uppercase()).unwrap(), language);
            assert_eq!(Language::parse(language.code()).unwrap(), language);
        }
        assert_eq!(Language::parse("nb").unwrap(), Language::Norwegian);
    }

    #[test]
    fn a_misspelt_language_is_answered_with_the_nearest() {
        let error = Language::parse("Englsh").unwrap_err();
        assert_eq!(error.to_string(), "unknown language 'Englsh'; did you mean english?");
        assert!(Language::parse("klingon").unwrap_err().to_string().contains("known are arabic"));
    }
}
