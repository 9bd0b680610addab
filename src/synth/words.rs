//! The words themselves: English function words, made words that can be pronounced, numbers.

use super::random::Random;

/// Words of English that carry grammar, about in the order of their frequency in speech.
pub(super) const FUNCTION_WORDS: [&str; 120] = [
    "the", "to", "and", "of", "that", "in", "i", "we", "a", "is", "it", "you", "have", "for", "this", "on",
    "are", "be", "with", "our", "not", "as", "they", "what", "will", "at", "but", "so", "was", "from", "all",
    "do", "there", "he", "by", "or", "an", "it's", "has", "who", "been", "if", "about", "can", "more",
    "their", "very", "we're", "these", "them", "your", "my", "when", "now", "just", "also", "were", "would",
    "because", "which", "how", "don't", "his", "than", "that's", "other", "some", "had", "those", "up", "no",
    "i'm", "then", "out", "its", "only", "into", "over", "should", "did", "we've", "us", "she", "where",
    "most", "any", "here", "being", "between", "both", "why", "her", "after", "before", "same", "him", "own",
    "such", "while", "during", "against", "through", "again", "does", "too", "each", "few", "under", "until",
    "doing", "further", "didn't", "isn't", "off", "below", "above", "once", "having", "nor", "ours",
];

const ONSETS: [&str; 16] = ["b", "d", "f", "g", "h", "j", "k", "l", "m", "n", "p", "r", "s", "t", "w", "tr"];
const RIMES: [&str; 8] = ["a", "e", "o", "u", "al", "er", "in", "on"];
const LAST_RIMES: [&str; 8] = ["a", "o", "u", "an", "el", "in", "or", "um"];
/// Syllables with a mark, and which syllables they replace.
const MARKED: [(usize, &str); 3] = [(17, "fé"), (62, "lö"), (90, "sü")];
/// What planted words end with: endings that no stemmer takes away.
const PLANTED_RIMES: [&str; 3] = ["a", "o", "u"];

/// So many bits choose a syllable.
const SYLLABLE: u32 = 7;
/// An odd number: multiplied by it, neighbours are strangers, and no two numbers become one.
const SCATTER: u64 = 0x2545_F491_4F6C_DD1D;

/// Appends the made word of that rank, from 0: two syllables for the first 2^14, three for the next 2^21, and so on.
///
/// No two ranks have the same word, for a syllable begins with a consonant, none ends in one that begins a cluster, and
/// ranks are scattered by maps that can be undone. Each sixteenth is a name and has a capital.
pub(super) fn made_word(rank: u64, text: &mut Vec<u8>) {
    let (mut within, mut syllables) = (rank, 2);
    while within >> (SYLLABLE * syllables) > 0 && syllables < 8 {
        within -= 1 << (SYLLABLE * syllables);
        syllables += 1;
    }
    let bits = SYLLABLE * syllables;
    let mut scattered = within.wrapping_mul(SCATTER) & ((1 << bits) - 1);
    scattered ^= scattered >> (bits / 2);
    let start = text.len();
    for place in 0..syllables {
        let syllable = (scattered >> (SYLLABLE * place)) as usize & 127;
        let is_last = place + 1 == syllables;
        match MARKED.iter().find(|marked| marked.0 == syllable && !is_last) {
            Some((_, marked)) => text.extend_from_slice(marked.as_bytes()),
            None => {
                let rimes = if is_last { &LAST_RIMES } else { &RIMES };
                text.extend_from_slice(ONSETS[syllable >> 3].as_bytes());
                text.extend_from_slice(rimes[syllable & 7].as_bytes());
            }
        }
    }
    if rank % 16 == 7 {
        text[start].make_ascii_uppercase();
    }
}

/// The planted word of that number: its `initial` begins no other word, and its stem is the word.
pub(super) fn planted_word(initial: char, number: usize) -> String {
    let scattered = (number as u64).wrapping_mul(SCATTER) as usize & 0x7FF;
    let number = number & !0x7FF | scattered;
    let rime = |place: usize| RIMES[number >> place & 7];
    let onset = |place: usize| ONSETS[number >> place & 15];
    let (further, last) = (number >> 11, PLANTED_RIMES[number % 3]);
    let more = if further == 0 { String::new() } else { planted_word('p', further - 1) };
    format!("{initial}{}{}{}{}{last}{more}", rime(0), onset(3), rime(7), onset(7))
}

/// Appends a number: a year, a small number, thousands, or a decimal fraction.
pub(super) fn number(random: &mut Random, text: &mut Vec<u8>) {
    let bits = random.bits();
    let (what, value) = (bits % 10, bits >> 32);
    match what {
        0..4 => digits(1950 + value % 80, text),
        4..8 => digits(2 + value % 98, text),
        8 => {
            digits(1 + value % 999, text);
            text.push(b',');
            digits(100 + (value >> 10) % 900, text);
        }
        _ => {
            digits(value % 20, text);
            text.push(b'.');
            digits((value >> 10) % 10, text);
        }
    }
}

/// Appends a number in figures.
pub(super) fn digits(value: u64, text: &mut Vec<u8>) {
    text.extend_from_slice(itoa::Buffer::new().format(value).as_bytes());
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use unicode_segmentation::UnicodeSegmentation;

    use super::*;

    fn made(rank: u64) -> String {
        let mut text = Vec::new();
        made_word(rank, &mut text);
        String::from_utf8(text).unwrap()
    }

    #[test]
    fn no_two_ranks_share_a_word_and_none_is_english() {
        let function: HashSet<&str> = FUNCTION_WORDS.into();
        assert_eq!(function.len(), FUNCTION_WORDS.len());
        let stop: HashSet<&str> = stop_words::lookup("en").unwrap().iter().copied().collect();
        let mut seen = HashSet::new();
        for rank in (0..200_000).chain((1 << 21)..(1 << 21) + 50_000) {
            let word = made(rank).to_lowercase();
            assert!(!stop.contains(&*word) && !function.contains(&*word), "{word}");
            assert!(!word.starts_with(['v', 'z']) && word.as_bytes()[0].is_ascii_lowercase());
            assert!(seen.insert(word.clone()), "{word} again at {rank}");
        }
        assert!(seen.iter().any(|word| !word.is_ascii()));
    }

    #[test]
    fn planted_words_differ_and_are_their_own_stems() {
        let stemmer = rust_stemmers::Stemmer::create(rust_stemmers::Algorithm::English);
        let mut seen = HashSet::new();
        for number in 0..20_000 {
            let word = planted_word('v', number);
            assert_eq!(stemmer.stem(&word), word);
            assert!(seen.insert(word.clone()), "{word} again at {number}");
        }
    }

    #[test]
    fn every_number_is_one_word() {
        let mut random = Random::new(3, 3);
        for _ in 0..1000 {
            let mut text = Vec::new();
            number(&mut random, &mut text);
            let text = String::from_utf8(text).unwrap();
            assert_eq!(text.unicode_words().count(), 1, "{text}");
        }
    }
}
