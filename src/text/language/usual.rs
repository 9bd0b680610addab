//! The language of a text from its most usual words, where they leave no doubt.

use std::sync::LazyLock;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::Language;

/// Languages that are told so: two words in five of nearly all their texts are on their list, and no language without a
/// list has such words too, as Afrikaans has those of Dutch.
const TOLD: [Language; 6] = [
    Language::English,
    Language::French,
    Language::German,
    Language::Italian,
    Language::Portuguese,
    Language::Spanish,
];

/// So many words at the beginning are looked at.
const LOOKED_AT: usize = 200;
/// Fewer words tell nothing.
const LEAST: usize = 20;
/// No word on the list of one of the six is longer, in bytes.
const LONGEST: usize = 24;

const _: () = assert!(Language::ALL.len() <= u128::BITS as usize);

/// Each word that is usual in some language, with a bit for each such language in the order of [`Language::ALL`].
static USUAL: LazyLock<HashMap<&'static str, u128, FixedState>> = LazyLock::new(|| {
    let mut usual: HashMap<&str, u128, FixedState> = HashMap::default();
    for (place, language) in Language::ALL.iter().enumerate() {
        for word in stop_words::lookup(language.code()).unwrap_or_default() {
            *usual.entry(*word).or_default() |= 1 << place;
        }
    }
    usual
});

/// The language whose usual words are two in five words of the beginning of `text`, if those of no other language are
/// more than half as many, and little of it is without spaces.
///
/// # Source
/// The stop lists of NLTK, by way of the crate stop-words.
pub(super) fn by_usual_words(text: &str) -> Option<Language> {
    let mut counts = [0usize; Language::ALL.len()];
    let (mut seen, mut size, mut unspaced) = (0, 0, 0);
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).take(LOOKED_AT) {
        seen += 1;
        size += word.len();
        unspaced += if word.len() > LONGEST { word.len() } else { 0 };
        let mut languages = languages_of(word);
        while languages != 0 {
            counts[languages.trailing_zeros() as usize] += 1;
            languages &= languages - 1;
        }
    }
    let count = |language: &Language| counts[*language as usize];
    let found = TOLD.into_iter().max_by_key(count)?;
    let most = count(&found);
    let others = Language::ALL.iter().filter(|other| **other != found).map(count).max().unwrap_or(0);
    (seen >= LEAST && most * 5 >= seen * 2 && others * 2 <= most && unspaced * 10 <= size).then_some(found)
}

/// The languages in which a word is usual, a bit each.
fn languages_of(word: &str) -> u128 {
    if word.len() > LONGEST {
        return 0;
    }
    let known = |word: &str| USUAL.get(word).copied().unwrap_or_default();
    if !word.contains(char::is_uppercase) {
        return known(word);
    }
    known(&word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_speech_is_told_by_its_usual_words() {
        for (text, language) in [
            (
                "I do not know what we should have said to them, but they were here and it was not the time for that.",
                Language::English,
            ),
            (
                "Wir haben das nicht gewollt, aber es war so, und ich bin mir nicht sicher, ob sie es noch einmal tun würden.",
                Language::German,
            ),
            (
                "Nous ne savons pas ce que vous avez dit, mais il est avec eux dans la maison et je ne suis pas sur la route.",
                Language::French,
            ),
        ] {
            assert_eq!(by_usual_words(text), Some(language), "{text}");
        }
    }

    #[test]
    fn near_relatives_names_and_few_words_are_left_to_others() {
        for text in [
            "Ek weet nie wat hulle daar wil doen nie, maar dit is nie vir my om te sê wat die mense van die stad moet dink nie.",
            "We weten niet wat ze daar willen doen, maar het is niet aan mij om te zeggen wat de mensen van de stad moeten denken.",
            "Jeg ved ikke, hvad de vil gøre der, men det er ikke min sag at sige, hvad folk i byen skal tænke om det hele.",
            "No sé el que volen fer allà, però no soc jo qui ha de dir el que la gent de la ciutat ha de pensar de tot això.",
            "Gallia est omnis divisa in partes tres, quarum unam incolunt Belgae, aliam Aquitani, tertiam qui ipsorum lingua Celtae.",
            "I do not know what we should do.",
            &format!(
                "I do not know what we should do about this, but we are here and it was not for us to say so. {}",
                "今日は天気".repeat(20)
            ),
            "que de se como para a de que se como para a de que se como para a de que se",
            "Ruiz Hall Lind Berg Ana Tom Nora Eva Paul Roy Anne Luc Odile Hugo Carla Ida Sam Peter Jess Colin Ruth Nadia",
        ] {
            assert_eq!(by_usual_words(text), None, "{text}");
        }
    }
}
