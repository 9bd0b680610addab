//! Strings as small numbers, in the order in which they were first seen: the one lookup that is made for every token.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;

use super::key::Key;
use super::prefetch::prefetch;
use super::strings::Strings;
use crate::text::Span;

/// How many words are looked up together: enough for the memory to answer them side by side, few enough for their
/// keys to stay in the nearest cache.
const BATCH: usize = 64;
/// The table's first size, in slots.
const FIRST_SLOTS: usize = 1 << 6;

/// A form's number in one interner or, once frozen, its rank in byte order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FormId(pub u32);

impl FormId {
    /// The number as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Whether a string was new to an interner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sighting {
    /// Never seen before.
    First,
    /// Seen before.
    Known,
}

/// Gives every distinct string a number, counting from 0.
///
/// What is searched is small: four bytes a slot, then sixteen bytes of key. Words that are met early are the frequent
/// ones, so that their keys lie side by side; and short words are their own keys, so that no other place in memory is
/// looked at for them.
#[derive(Debug, Clone)]
pub struct Interner {
    strings: Strings,
    /// By number and 1; the first is that of no string.
    keys: Vec<Key>,
    /// Open addressing, a power of two, at most half full: a number and 1, or 0 where nothing stands.
    slots: Vec<u32>,
}

impl Default for Interner {
    fn default() -> Self {
        Self { strings: Strings::default(), keys: vec![Key::NONE], slots: vec![0; FIRST_SLOTS] }
    }
}

impl Interner {
    /// The number of `text`, and whether it was new.
    pub fn intern(&mut self, text: &str) -> (FormId, Sighting) {
        let known = self.len();
        let id = self.number(key_of(text), text);
        (id, if self.len() == known { Sighting::Known } else { Sighting::First })
    }

    /// Puts the numbers of the words of `text` into `ids`, in the order of `spans`.
    ///
    /// Words neither are empty nor end in NUL.
    pub fn intern_all(&mut self, text: &str, spans: &[Span], ids: &mut Vec<FormId>) {
        let key = |span: &Span| Key::within(text.as_bytes(), span.start as usize, span.end as usize);
        self.intern_each(spans, key, |span| &text[span.range()], ids);
    }

    /// Puts the numbers of the texts of `items` into `ids`, in their order.
    pub fn intern_texts<'t, T>(
        &mut self,
        items: &'t [T],
        text: impl Fn(&'t T) -> &'t str,
        ids: &mut Vec<FormId>,
    ) {
        self.intern_each(items, |item| Key::of(text(item)).unwrap_or(Key::LONG), &text, ids);
    }

    /// Puts the numbers of strings into `ids`, in their order: of each its key, [`Key::LONG`] where it has none of its
    /// own, and the string itself.
    fn intern_each<'t, T>(
        &mut self,
        items: &'t [T],
        key: impl Fn(&'t T) -> Key,
        text: impl Fn(&'t T) -> &'t str,
        ids: &mut Vec<FormId>,
    ) {
        ids.clear();
        ids.resize(items.len(), FormId(0));
        let mut keys = [Key::NONE; BATCH];
        for (batch, ids) in items.chunks(BATCH).zip(ids.chunks_mut(BATCH)) {
            let keys = &mut keys[..batch.len()];
            batch.iter().zip(&mut *keys).for_each(|(item, place)| *place = key(item));
            for place in set_bits(self.look_up(keys, ids)) {
                let text = text(&batch[place]);
                let key = if keys[place] == Key::LONG { key_of(text) } else { keys[place] };
                ids[place] = self.number(key, text);
            }
        }
    }

    /// Puts a number for each of at most 64 keys into `ids`; the bits of those that are to be looked up one by one are
    /// set in the result.
    ///
    /// Each step is taken for all keys before the next, and asks for the memory of the next, so that none waits for
    /// another's.
    fn look_up(&self, keys: &[Key], ids: &mut [FormId]) -> u64 {
        let mask = self.slots.len() - 1;
        for (key, id) in keys.iter().zip(&mut *ids) {
            *id = FormId(key.hash() as u32);
            prefetch(&self.slots[id.index() & mask]);
        }
        for id in &mut *ids {
            *id = FormId(self.slots[id.index() & mask]);
            prefetch(&self.keys[id.index()]);
        }
        let mut missed = 0;
        for (place, (key, id)) in keys.iter().zip(ids).enumerate() {
            missed |= u64::from(self.keys[id.index()] != *key) << place;
            *id = FormId(id.0.wrapping_sub(1));
        }
        missed
    }

    /// The number of `text`, if it was seen.
    pub fn find(&self, text: &str) -> Option<FormId> {
        self.slots[self.place(key_of(text), text)].checked_sub(1).map(FormId)
    }

    /// The number of a string with that key; a new string gets the next number.
    fn number(&mut self, key: Key, text: &str) -> FormId {
        let place = self.place(key, text);
        if let Some(id) = self.slots[place].checked_sub(1) {
            // What is met again and again comes to stand where it is looked for first. All places from there to here are
            // taken, so that what stood there is still found.
            let first = key.hash() & (self.slots.len() - 1);
            self.slots.swap(first, place);
            return FormId(id);
        }
        let id = self.strings.push(text);
        self.keys.push(key);
        self.slots[place] = id + 1;
        if 2 * self.len() >= self.slots.len() {
            self.grow();
        }
        FormId(id)
    }

    /// Where a string stands, or would stand.
    fn place(&self, key: Key, text: &str) -> usize {
        let mask = self.slots.len() - 1;
        let mut place = key.hash() & mask;
        loop {
            let slot = self.slots[place] as usize;
            let is_same = || key.is_whole() || self.strings.get(slot - 1) == text;
            if slot == 0 || (self.keys[slot] == key && is_same()) {
                return place;
            }
            place = (place + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let mask = 2 * self.slots.len() - 1;
        let mut slots = vec![0; mask + 1];
        for (key, slot) in self.keys.iter().zip(0..).skip(1) {
            let mut place = key.hash() & mask;
            while slots[place] != 0 {
                place = (place + 1) & mask;
            }
            slots[place] = slot;
        }
        self.slots = slots;
    }

    /// The string with that number.
    pub fn get(&self, id: FormId) -> &str {
        self.strings.get(id.index())
    }

    /// How many distinct strings there are.
    pub fn len(&self) -> usize {
        self.strings.len()
    }

    /// Whether nothing was seen yet.
    pub fn is_empty(&self) -> bool {
        self.strings.is_empty()
    }

    /// All strings in the order of their numbers.
    pub fn strings(&self) -> &Strings {
        &self.strings
    }

    /// Takes in all strings of `other`; the result gives, for each number of `other`, the number here.
    pub fn absorb(&mut self, other: &Self) -> Vec<FormId> {
        let mut ids = vec![FormId(0); other.len()];
        for (start, keys) in (0..).step_by(BATCH).zip(other.keys[1..].chunks(BATCH)) {
            let mut missed = self.look_up(keys, &mut ids[start..start + keys.len()]);
            for (place, key) in keys.iter().enumerate() {
                missed |= u64::from(!key.is_whole()) << place;
            }
            for place in set_bits(missed) {
                ids[start + place] = self.number(keys[place], other.strings.get(start + place));
            }
        }
        ids
    }

    /// About how much memory it takes, in bytes.
    pub fn heap_size(&self) -> usize {
        self.strings.heap_size()
            + size_of::<Key>() * self.keys.capacity()
            + size_of::<u32>() * self.slots.capacity()
    }
}

/// The places of the bits that are set, ascending.
fn set_bits(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = (bits != 0).then(|| bits.trailing_zeros() as usize)?;
        bits &= bits - 1;
        Some(place)
    })
}

/// The key of any string: of one that is too long, a hash.
fn key_of(text: &str) -> Key {
    Key::of(text).unwrap_or_else(|| Key::hashed(FixedState::default().hash_one(text.as_bytes())))
}

impl<'a> FromIterator<&'a str> for Interner {
    fn from_iter<I: IntoIterator<Item = &'a str>>(texts: I) -> Self {
        let mut interner = Self::default();
        for text in texts {
            interner.intern(text);
        }
        interner
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn equal_strings_share_a_number_and_others_do_not() {
        let mut interner = Interner::default();
        let (nato, first) = interner.intern("NATO");
        let (ally, _) = interner.intern("ally");
        assert_eq!(first, Sighting::First);
        assert_eq!(interner.intern("NATO"), (nato, Sighting::Known));
        assert_ne!(nato, ally);
        assert_eq!(interner.get(ally), "ally");
        assert_eq!(interner.find("allies"), None);
    }

    #[test]
    fn strings_that_differ_at_their_ends_alone_are_told_apart() {
        let long = "a".repeat(17);
        let texts = ["", "\0", "a", "a\0", "a\0b", "aaaaaaaaaaaaaaaa", long.as_str(), "aaaaaaaaaaaaaaab"];
        let mut interner = Interner::default();
        let ids: Vec<FormId> = texts.iter().map(|text| interner.intern(text).0).collect();
        assert_eq!(ids, (0..texts.len() as u32).map(FormId).collect::<Vec<_>>());
        assert!(texts.iter().zip(&ids).all(|(text, id)| interner.find(text) == Some(*id)));
        assert_eq!(interner.find("b"), None);
    }

    #[test]
    fn long_strings_with_the_same_hash_are_told_apart() {
        let mut interner = Interner::default();
        let ids = ["a word of some length", "another of that hash", "a word of some length"]
            .map(|text| interner.number(Key::hashed(7), text).0);
        assert_eq!(ids, [0, 1, 0]);
    }

    #[test]
    fn who_is_met_again_stands_in_the_first_place_and_who_stood_there_is_still_found() {
        let home = |text: &str| key_of(text).hash() % FIRST_SLOTS;
        let first = "a".to_owned();
        let second =
            (0..).map(|number| format!("b{number}")).find(|text| home(text) == home(&first)).unwrap();
        let mut interner = Interner::default();
        let [(one, _), (two, _)] = [&first, &second].map(|text| interner.intern(text));
        assert_eq!(interner.slots[home(&first)], one.0 + 1);
        interner.intern(&second);
        assert_eq!(interner.slots[home(&first)], two.0 + 1);
        assert_eq!([&first, &second].map(|text| interner.find(text)), [Some(one), Some(two)]);
    }

    fn words() -> impl Strategy<Value = Vec<String>> {
        prop::collection::vec("[a-cé]{1,18}", 0..400)
    }

    proptest! {
        #[test]
        fn words_taken_together_get_the_numbers_that_they_get_one_by_one(words in words()) {
            let text: String = words.iter().map(|word| format!("{word} ")).collect();
            let mut end = 0;
            let spans: Vec<Span> = words.iter().map(|word| {
                let start = end;
                end = start + word.len() as u32 + 1;
                Span { start, end: end - 1 }
            }).collect();
            let (mut together, mut single) = (Interner::default(), Interner::default());
            let mut ids = Vec::new();
            together.intern_all(&text, &spans, &mut ids);
            prop_assert_eq!(ids.len(), words.len());
            for (word, id) in words.iter().zip(&ids) {
                prop_assert_eq!(together.get(*id), word);
                prop_assert_eq!(together.find(word), Some(*id));
                single.intern(word);
            }
            prop_assert_eq!(together.strings(), single.strings());
            let texts = [&words[..], &["".into(), "a\0".into(), "a".repeat(17)]].concat();
            together.intern_texts(&texts, |text| text, &mut ids);
            prop_assert!(texts.iter().map(|text| single.intern(text).0).eq(ids));
        }

        #[test]
        fn absorbing_maps_every_number_to_the_same_string(left in words(), right in words()) {
            let mut all: Interner = left.iter().map(String::as_str).collect();
            let other: Interner = right.iter().map(String::as_str).chain(["", "a\0"]).collect();
            let map = all.absorb(&other);
            prop_assert!(map.iter().map(|&id| all.get(id)).eq(other.strings().iter()));
            let mut distinct: Vec<&str> = all.strings().iter().collect();
            distinct.sort_unstable();
            prop_assert!(distinct.is_sorted_by(|a, b| a < b));
        }
    }
}
