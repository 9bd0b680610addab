//! What the words of a turn look like from outside, whatever they are about.

use super::lexicon::{Class, gives_floor, puts_question};
use super::spoken::spoken_words;

/// An opening of at most so many words is a greeting.
pub(super) const GREETING: usize = 24;
/// Giving the floor, and asking without a mark, takes at most so many words.
const FLOOR: usize = 60;

/// The outward shape of a turn's words.
pub(super) struct Shape {
    /// Pieces between white space that hold a letter or a figure.
    pub words: usize,
    /// Whether anything in it asks.
    pub asks: bool,
    /// Whether its end asks.
    pub ends_by_asking: bool,
    /// Whether it ends in a dash or a comma.
    pub broken_off: bool,
    /// Whether it is all greetings and thanks.
    pub courteous: bool,
    /// Whether it ends in an exclamation mark.
    pub exclaims: bool,
    /// All of it in lower case, if it is short enough to give the floor.
    short: String,
}

impl Shape {
    pub fn of(text: &str) -> Self {
        let words = spoken_words(text);
        let end = text.trim_end_matches(|c: char| c.is_whitespace() || "”\"’')]".contains(c));
        let greek =
            text.chars().find(|c| c.is_alphabetic()).is_some_and(|c| matches!(c, '\u{370}'..='\u{3ff}'));
        let short = if words <= FLOOR { text.to_lowercase() } else { String::new() };
        let announces = puts_question(&short);
        Self {
            words,
            asks: announces || has_mark(text) || greek && text.contains(';'),
            ends_by_asking: announces || end.ends_with(MARKS) || greek && end.ends_with(';'),
            exclaims: end.ends_with('!'),
            broken_off: end.ends_with(['—', '–', '-', '…', ',']),
            courteous: words <= GREETING && text.split_whitespace().filter(is_spoken).all(is_courtesy),
            short,
        }
    }

    /// Whether it gives the floor or keeps the sitting going.
    pub fn gives_floor(&self) -> bool {
        gives_floor(&self.short)
    }
}

/// The question marks of most scripts, which begin with the bytes EF, D8 and CD but for the first; Greek has the semicolon.
const MARKS: [char; 4] = ['?', '？', '؟', '\u{37e}'];

fn has_mark(text: &str) -> bool {
    memchr::memchr(b'?', text.as_bytes()).is_some()
        || memchr::memchr3_iter(0xef, 0xd8, 0xcd, text.as_bytes()).any(|at| text[at..].starts_with(MARKS))
}

fn is_spoken(word: &&str) -> bool {
    word.chars().any(char::is_alphanumeric)
}

fn is_courtesy(word: &str) -> bool {
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().replace('’', "'");
    Class::Courtesy.has(&word)
}
