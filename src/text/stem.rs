//! Stems: what several types of one word have in common.

use std::borrow::Cow;

use super::language::Language;

/// The longest type, in bytes, that is stemmed: beyond it stands no word of any language, and the algorithms
/// take time by the square of the length.
const LONGEST: usize = 255;

/// A Snowball stemmer of one language; of a language without one, none.
pub struct Stemmer(Option<rust_stemmers::Stemmer>);

impl Stemmer {
    /// The stemmer of `language`.
    ///
    /// # Source
    /// M. F. Porter, *Snowball: a language for stemming algorithms* (2001); the algorithms as of 2018.
    pub fn new(language: Language) -> Self {
        Self(language.algorithm().map(rust_stemmers::Stemmer::create))
    }

    /// The stem of a type (NFC, lower case). A type that the algorithm would leave nothing of is its own stem, and so is
    /// one longer than 255 bytes, and any type of a language without a stemmer.
    pub fn stem<'t>(&self, folded: &'t str) -> Cow<'t, str> {
        match &self.0 {
            Some(stemmer) if folded.len() <= LONGEST => {
                let stem = stemmer.stem(folded);
                if stem.is_empty() { folded.into() } else { stem }
            }
            Some(_) | None => folded.into(),
        }
    }
}

impl std::fmt::Debug for Stemmer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(stemmer_version())
    }
}

/// The stemmer and its version, for every result that rests on stems: other versions differ on some types.
pub fn stemmer_version() -> &'static str {
    "rust-stemmers 1.2.0 (Snowball 2018)"
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn stems_are_those_of_snowball() {
        let english = Stemmer::new(Language::English);
        let stems =
            ["sanctions", "enlargement", "turkey's", "allies", "ally"].map(|folded| english.stem(folded));
        assert_eq!(stems, ["sanction", "enlarg", "turkey", "alli", "alli"]);
        assert_eq!(Stemmer::new(Language::Norwegian).stem("forhandlingene"), "forhandling");
    }

    #[test]
    fn the_version_is_the_one_in_the_lock_file() {
        let lock = include_str!("../../Cargo.lock");
        let version = stemmer_version().split(' ').nth(1).unwrap();
        assert!(lock.contains(&format!("name = \"rust-stemmers\"\nversion = \"{version}\"")));
    }

    #[test]
    fn a_word_of_a_million_letters_takes_no_time() {
        let endless = "ay".repeat(1 << 20);
        assert_eq!(Stemmer::new(Language::English).stem(&endless), endless);
    }

    proptest! {
        #[test]
        fn no_word_breaks_a_stemmer_or_is_stemmed_to_nothing(word in "[a-zäçéığøß'’\u{390}-\u{45f}\u{620}-\u{64f}\u{b80}-\u{bff}]{1,15}") {
            for &language in Language::ALL {
                prop_assert!(!Stemmer::new(language).stem(&word).is_empty());
            }
        }
    }
}
