//! Stop words: words that carry grammar rather than subject. They are flagged, never dropped from a text.

use foldhash::fast::FixedState;
use hashbrown::HashSet;

use crate::error::{Error, Result};

use super::fold::Folding;
use super::language::Language;
use super::list::WordList;
use super::tokenize::{Hyphens, words};

/// Which stop words were asked for.
#[derive(Debug, Clone, Default)]
pub enum StopWords {
    /// The language's own list.
    #[default]
    Default,
    /// No word is a stop word.
    None,
    /// A user's list, one word a line.
    List(WordList),
}

/// A stop list: the types that are stop words, and what they are called.
#[derive(Debug, Clone)]
pub struct StopList {
    name: String,
    words: HashSet<String, FixedState>,
}

impl StopList {
    /// The list that was asked for, its words folded as types are.
    ///
    /// # Errors
    /// A line of a user's list that is not one word, with path and line.
    ///
    /// # Source
    /// The default lists are those of NLTK, most of them Snowball's own, by way of the crate stop-words.
    pub(super) fn new(asked: &StopWords, language: Language, folding: &Folding) -> Result<Self> {
        match asked {
            StopWords::Default => {
                let list = stop_words::lookup(language.code());
                let name = match list {
                    Some(_) => format!("default ({}, NLTK)", language.name()),
                    None => format!("none (there is none for {})", language.title()),
                };
                let words = list.unwrap_or_default().iter().map(|word| folding.fold(word).into_owned());
                Ok(Self { name, words: words.collect() })
            }
            StopWords::None => Ok(Self { name: "none".into(), words: HashSet::default() }),
            StopWords::List(list) => {
                let words = list.items().map(|(line, item)| {
                    let word = only_word(item).map_err(|error| error.on_line(line).at(&list.path))?;
                    Ok(folding.fold(word).into_owned())
                });
                Ok(Self { name: list.path.clone(), words: words.collect::<Result<_>>()? })
            }
        }
    }

    /// Whether the type `folded` is a stop word.
    pub fn contains(&self, folded: &str) -> bool {
        self.words.contains(folded)
    }

    /// The list's name: "none", "default" with its language and origin, or the user's path.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The stop words, as types, in byte order.
    pub fn words(&self) -> Vec<&str> {
        let mut words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        words.sort_unstable();
        words
    }

    /// The BLAKE3 hash, in hexadecimal, of the words in byte order, each with a line feed after it.
    pub fn hash(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for word in self.words() {
            hasher.update(word.as_bytes()).update(b"\n");
        }
        hasher.finalize().to_hex().to_string()
    }
}

fn only_word(item: &str) -> Result<&str> {
    let mut found = Vec::new();
    words(item, Hyphens::Keep, |word| found.push(word));
    match <[_; 1]>::try_from(found) {
        Ok([word]) => Ok(&item[word]),
        Err(found) => Err(Error::config(format!(
            "'{item}' is not one word but {}; a stop list has one word a line (comments begin with #)",
            found.len()
        ))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(text: &str) -> Result<StopList> {
        let list = WordList { path: "own.txt".into(), text: text.into() };
        StopList::new(&StopWords::List(list), Language::English, &Folding::default())
    }

    #[test]
    fn every_language_with_a_stemmer_has_a_default_list_with_its_grammar_and_without_its_subjects() {
        for &language in Language::ALL.iter().filter(|language| language.has_stemmer()) {
            let list = StopList::new(&StopWords::Default, language, &Folding::default()).unwrap();
            assert!(list.words().len() > 40, "{}", language.name());
        }
        let english = StopList::new(&StopWords::Default, Language::English, &Folding::default()).unwrap();
        assert!(["the", "don't", "we're"].iter().all(|word| english.contains(word)));
        assert!(!["world", "state", "problem", "member"].iter().any(|word| english.contains(word)));
    }

    #[test]
    fn a_language_without_a_list_has_no_stop_words_and_says_so() {
        let list = StopList::new(&StopWords::Default, Language::Polish, &Folding::default()).unwrap();
        assert_eq!((list.words().len(), list.name()), (0, "none (there is none for Polish)"));
    }

    #[test]
    fn a_list_of_ones_own_is_folded_as_types_are() {
        let list = own("The\nDon’t # as printed\n").unwrap();
        assert_eq!(list.words(), ["don't", "the"]);
        assert_eq!(list.name(), "own.txt");
    }

    #[test]
    fn a_line_of_several_words_is_an_error_with_its_place() {
        let error = own("the\n\nof course\n").unwrap_err();
        assert!(error.to_string().starts_with("own.txt:3: 'of course' is not one word but 2;"));
        assert!(
            own("the\n|\n").unwrap_err().to_string().starts_with("own.txt:2: '|' is not one word but 0;")
        );
    }

    #[test]
    fn the_hash_knows_the_words_and_not_their_order_in_the_file() {
        assert_eq!(own("a\nthe\n").unwrap().hash(), own("# two\nThe\na\n").unwrap().hash());
        assert_ne!(own("a\n").unwrap().hash(), own("the\n").unwrap().hash());
    }
}
