//! The language of a text, told from its words.

use whatlang::detect;

use super::Language;
use super::usual::by_usual_words;

/// So many bytes of a text are looked at: more of them tell no more.
pub const SEEN: usize = 1 << 14;
/// From fewer letters than these whatlang takes one language for another too often, however sure it is.
const LEAST_LETTERS: usize = 100;
/// How sure whatlang has to be, from 0 to 1.
const LEAST_CONFIDENCE: f64 = 0.9;

/// The language that the beginning of `text` is in; `None` where that is too little text to tell, or of no one language.
///
/// # Source
/// The text's usual words, where they leave no doubt, since comparing all trigrams takes as long as counting a hundred
/// kilobytes; else the crate whatlang 0.18: the text's most frequent trigrams and its letters, compared with those of each
/// language.
pub fn identify(text: &str) -> Option<Language> {
    let text = beginning(text);
    text.chars().filter(|character| character.is_alphabetic()).nth(LEAST_LETTERS - 1)?;
    by_usual_words(text).or_else(|| by_trigrams(text))
}

fn by_trigrams(text: &str) -> Option<Language> {
    let found = detect(text)?;
    if found.confidence() < LEAST_CONFIDENCE { None } else { Language::identified(found.lang()) }
}

fn beginning(text: &str) -> &str {
    &text[..text.floor_char_boundary(SEEN)]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const GERMAN: &str = "Die Abgeordneten haben gestern lange über den Haushalt gesprochen, und am Ende war \
                          niemand mit dem zufrieden, was dabei herausgekommen ist.";
    const ENGLISH: &str = "Nobody was pleased in the end with what had come of all those long talks about the \
                           budget that we had in this house yesterday.";

    #[test]
    fn a_text_of_some_length_tells_its_language() {
        assert_eq!(identify(GERMAN), Some(Language::German));
        assert_eq!(identify(ENGLISH), Some(Language::English));
        assert_eq!(
            identify(&"議員たちは昨日、予算について長い時間話し合った。".repeat(6)),
            Some(Language::Japanese)
        );
    }

    #[test]
    fn a_few_words_or_none_tell_nothing() {
        for text in ["", "1 2 3", "Danke schön, Herr Präsident, das war alles.", &"12.5 % ".repeat(100)] {
            assert_eq!(identify(text), None, "{text}");
        }
    }

    #[test]
    fn a_long_text_is_known_by_its_beginning() {
        let long = GERMAN.repeat(SEEN / GERMAN.len() + 1);
        assert_eq!(identify(&(long + &ENGLISH.repeat(1000))), Some(Language::German));
    }

    proptest! {
        #[test]
        fn no_text_breaks_it_and_it_always_says_the_same(text in "\\PC{0,400}") {
            prop_assert_eq!(identify(&text), identify(&text));
        }
    }
}
