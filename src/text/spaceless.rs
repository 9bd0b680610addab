//! Scripts that are written without spaces between words: Chinese, Japanese, Thai, Lao, Khmer, Burmese.
//!
//! The annex leaves their words to dictionaries. Without them nearly every character is a word of its own, with the marks
//! on it; only Katakana in a row are one.

use serde::{Deserialize, Serialize};

/// First and last letter.
type Block = (char, char);

const BLOCKS: [Block; 21] = [
    // Thai, Lao
    ('\u{e01}', '\u{e3a}'),
    ('\u{e40}', '\u{e4e}'),
    ('\u{e81}', '\u{ebd}'),
    ('\u{ec0}', '\u{ece}'),
    ('\u{edc}', '\u{edf}'),
    // Burmese, Khmer
    ('\u{1000}', '\u{103f}'),
    ('\u{1050}', '\u{108f}'),
    ('\u{109a}', '\u{109d}'),
    ('\u{1780}', '\u{17d3}'),
    ('\u{17dc}', '\u{17dd}'),
    // Chinese and Japanese
    ('\u{3005}', '\u{3007}'),
    ('\u{3021}', '\u{3029}'),
    ('\u{3041}', '\u{309f}'),
    ('\u{30a1}', '\u{30fa}'),
    ('\u{30fc}', '\u{30ff}'),
    ('\u{31f0}', '\u{31ff}'),
    ('\u{3400}', '\u{4dbf}'),
    ('\u{4e00}', '\u{9fff}'),
    ('\u{f900}', '\u{faff}'),
    ('\u{ff66}', '\u{ff9f}'),
    ('\u{20000}', '\u{3ffff}'),
];

/// Whether it is a letter, or a mark on one, of a script without spaces.
pub(super) fn is_spaceless(character: char) -> bool {
    let place = BLOCKS.partition_point(|&(_, last)| last < character);
    BLOCKS.get(place).is_some_and(|&(first, _)| first <= character)
}

/// How many characters texts have, and how many of them are of scripts without spaces.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Characters {
    /// All.
    pub all: u64,
    /// Those of scripts without spaces.
    pub spaceless: u64,
}

impl Characters {
    /// Adds those of a text.
    pub fn add(&mut self, text: &str) {
        if text.is_ascii() {
            self.all += text.len() as u64;
            return;
        }
        self.all += text.chars().count() as u64;
        // No letter of these scripts begins with another byte, and few texts have any of them.
        let begins = |byte| matches!(byte, 0xe0 | 0xe1 | 0xe3..=0xe9 | 0xef | 0xf0);
        if text.bytes().fold(false, |any, byte| any | begins(byte)) {
            self.spaceless += text.chars().filter(|&character| is_spaceless(character)).count() as u64;
        }
    }

    /// Adds all of `other`.
    pub fn merge(&mut self, other: Self) {
        self.all += other.all;
        self.spaceless += other.spaceless;
    }

    /// Whether so many are of scripts without spaces, more than a tenth, that words are not what they seem.
    pub fn are_spaceless(self) -> bool {
        10 * self.spaceless > self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn characters(text: &str) -> Characters {
        let mut characters = Characters::default();
        characters.add(text);
        characters
    }

    #[test]
    fn letters_without_spaces_are_counted_among_all_characters() {
        assert_eq!(characters("NATO’s 北約"), Characters { all: 9, spaceless: 2 });
        assert_eq!(characters("ประเทศ"), Characters { all: 6, spaceless: 6 });
        assert_eq!(characters("한국 Việt देश ไ").spaceless, 1);
        assert_eq!(characters("plain"), Characters { all: 5, spaceless: 0 });
    }

    #[test]
    fn a_name_in_another_script_is_little_and_a_speech_is_much() {
        assert!(!characters("The party is called 民主党 in the language of the land.").are_spaceless());
        assert!(characters("我们昨天谈了很久。").are_spaceless());
        assert!(!Characters::default().are_spaceless());
    }

    #[test]
    fn the_blocks_stand_in_order_and_begin_with_the_bytes_that_are_looked_for() {
        assert!(BLOCKS.is_sorted() && BLOCKS.iter().all(|(first, last)| first <= last));
        for character in BLOCKS.iter().flat_map(|&(first, last)| [first, last]) {
            assert!(is_spaceless(character));
            assert_eq!(characters(&character.to_string()).spaceless, 1, "{character:?}");
        }
    }
}
