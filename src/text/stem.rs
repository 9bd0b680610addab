//! Stems: what several types of one word have in common.

use super::language::Language;

/// A Snowball stemmer of one language.
pub struct Stemmer(rust_stemmers::Stemmer);

impl Stemmer {
    /// The stemmer of `language`.
    ///
    /// # Source
    /// M. F. Porter, *Snowball: a language for stemming algorithms* (2001); the algorithms as of 2018.
    pub fn new(language: Language) -> Self {
        Self(rust_stemmers::Stemmer::create(language.algorithm()))
    }

    /// The stem of a type (NFC, lower case). A type that the algorithm would leave nothing of is its own stem.
    pub fn stem(&self, folded: &str) -> String {
        let stem = self.0.stem(folded);
        if stem.is_empty() { folded.to_owned() } else { stem.into_owned() }
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
}
