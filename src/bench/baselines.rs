//! Two programs to be compared with, and the crate whose words are the measure.
//!
//! They do as well as they can what they do: where dictum is compared with a straw man, nothing is learnt.

use std::collections::HashMap;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;
use rust_stemmers::{Algorithm, Stemmer};
use unicode_segmentation::UnicodeSegmentation;

/// How often each word occurs, for who counts as most count words: what stands between two white spaces of ASCII, in
/// the lower case of ASCII. No speakers, no Unicode, no stems; punctuation is part of its word.
///
/// What can be done for speed is done: letters are made small a text at a time, a
/// word is looked up by one hash (foldhash) in a table that remembers hashes (hashbrown), and words are stored one after
/// another.
#[derive(Debug, Default)]
pub struct CountWords {
    words: String,
    table: HashTable<Entry>,
    lower: String,
}

#[derive(Debug)]
struct Entry {
    hash: u64,
    start: u32,
    end: u32,
    count: u64,
}

impl CountWords {
    /// Counts the words of one text. Beyond 4 GiB of different words it counts no new ones.
    pub fn add(&mut self, text: &str) {
        let hasher = FixedState::with_seed(0);
        let mut lower = std::mem::take(&mut self.lower);
        lower.clear();
        lower.push_str(text);
        lower.make_ascii_lowercase();
        for word in lower.split_ascii_whitespace() {
            self.count(word, hash_of(&hasher, word));
        }
        self.lower = lower;
    }

    fn count(&mut self, word: &str, hash: u64) {
        let Self { words, table, .. } = self;
        if let Some(entry) = table.find_mut(hash, |entry| entry.is_of(hash, word, words)) {
            entry.count += 1;
        } else if let (Ok(start), Ok(end)) =
            (u32::try_from(words.len()), u32::try_from(words.len() + word.len()))
        {
            words.push_str(word);
            table.insert_unique(hash, Entry { hash, start, end, count: 1 }, |entry| entry.hash);
        }
    }

    /// How often a word was met, in small letters.
    pub fn of(&self, word: &str) -> u64 {
        let hash = hash_of(&FixedState::with_seed(0), word);
        self.table.find(hash, |entry| entry.is_of(hash, word, &self.words)).map_or(0, |entry| entry.count)
    }

    /// How many different words were met.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether none was.
    pub fn is_empty(&self) -> bool {
        self.table.is_empty()
    }
}

impl Entry {
    fn is_of(&self, hash: u64, word: &str, words: &str) -> bool {
        self.hash == hash && words[self.start as usize..self.end as usize] == *word
    }
}

fn hash_of(hasher: &FixedState, word: &str) -> u64 {
    hasher.hash_one(word.as_bytes())
}

/// Counts the words of all texts as [`CountWords`] does.
pub fn countwords<'t>(texts: impl Iterator<Item = &'t str>) -> CountWords {
    let mut counts = CountWords::default();
    texts.for_each(|text| counts.add(text));
    counts
}

/// How often each speaker says each stem, for who writes it down as it comes to mind: every word that
/// unicode-segmentation finds is a string of its own, in lower case, stemmed, and counted under its speaker.
pub fn naive<'t>(turns: impl Iterator<Item = (&'t str, &'t str)>) -> HashMap<&'t str, HashMap<String, u64>> {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut counts: HashMap<&str, HashMap<String, u64>> = HashMap::new();
    for (speaker, text) in turns {
        let counts = counts.entry(speaker).or_default();
        for word in text.unicode_words() {
            *counts.entry(stemmer.stem(&word.to_lowercase()).into_owned()).or_default() += 1;
        }
    }
    counts
}

/// How many words unicode-segmentation finds, and how many bytes they have.
pub fn unicode_words<'t>(texts: impl Iterator<Item = &'t str>) -> [usize; 2] {
    let mut found = [0; 2];
    for word in texts.flat_map(UnicodeSegmentation::unicode_words) {
        found[0] += 1;
        found[1] += word.len();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn countwords_knows_white_space_and_small_letters_alone() {
        let counted = countwords(["The peace, the WAR", "  peace,\n", ""].into_iter());
        assert_eq!(["the", "peace,", "war", "peace"].map(|word| counted.of(word)), [2, 2, 1, 0]);
        assert_eq!(counted.len(), 3);
    }

    #[test]
    fn countwords_keeps_many_words_apart() {
        let text: String = (0..20_000).map(|number| format!("w{} ", number % 7_000)).collect();
        let counted = countwords([&*text, &*text].into_iter());
        assert_eq!((counted.len(), counted.of("w0"), counted.of("w6999")), (7_000, 6, 4));
    }

    #[test]
    fn the_naive_program_counts_stems_by_speaker() {
        let counted = naive([("Ann", "Sanctions, sanctioned!"), ("Bo", "sanction")].into_iter());
        assert_eq!((counted["Ann"]["sanction"], counted["Bo"]["sanction"]), (2, 1));
    }
}
