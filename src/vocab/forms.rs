//! Words as small numbers: the one lookup that is made for every token.

use super::interner::{FormId, Interner, Sighting};
use super::strings::Strings;
use crate::text::Span;

/// How many words are looked up together: enough for the memory to answer them side by side, few enough for their
/// keys to stay in the nearest cache.
const BATCH: usize = 64;
/// From how many slots on a table is large: 32 MiB.
const LARGE: usize = 1 << 20;
/// The table's first size, in slots.
const FIRST_SLOTS: usize = 1 << 10;

/// As an [`Interner`], for words of running text.
///
/// Words of up to 16 bytes, which nearly all words are, stand in the table itself, so that looking one up touches
/// one place in memory. Longer ones are found through the arena that holds all strings.
#[derive(Debug, Clone, Default)]
pub struct FormTable {
    /// All words; its own table knows the long ones alone.
    all: Interner,
    /// The short ones. Open addressing, a power of two, never full.
    slots: Vec<Slot>,
    short: usize,
}

/// A short string and its number, two to a cache line; the key of an empty slot is 0.
#[derive(Debug, Clone, Copy, Default)]
#[repr(align(32))]
struct Slot {
    key: Key,
    id: u32,
}

/// A string of 1 to 16 bytes that does not end in NUL: its bytes, then zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Key([u64; 2]);

impl Key {
    /// Stands for strings that have no key; no text holds such bytes.
    const NONE: Self = Self([u64::MAX; 2]);

    /// The key of the bytes from `start` to `end`.
    #[inline]
    fn within(text: &[u8], start: usize, end: usize) -> Self {
        let length = end - start;
        let Some(mask) = MASKS.get(length) else { return Self::NONE };
        let bytes = match text.get(start..start + 16) {
            Some(bytes) => [half(bytes, 0), half(bytes, 8)],
            None => {
                let mut padded = [0; 16];
                padded[..length].copy_from_slice(&text[start..end]);
                [half(&padded, 0), half(&padded, 8)]
            }
        };
        Self([bytes[0] & mask[0], bytes[1] & mask[1]])
    }

    /// The key of `text`, unless it is too long for one, or one byte string too many would have it.
    fn of(text: &str) -> Self {
        match text.as_bytes().last() {
            None | Some(0) => Self::NONE,
            Some(_) => Self::within(text.as_bytes(), 0, text.len()),
        }
    }

    /// Folded multiplication: every bit of the key moves the low bits of the result.
    #[inline]
    fn hash(self) -> usize {
        let Self([low, high]) = self;
        let product = u128::from(low ^ 0x9e37_79b9_7f4a_7c15) * u128::from(high ^ 0xe703_7ed1_a0b4_28db);
        (product as u64 ^ (product >> 64) as u64) as usize
    }
}

/// How many words a table of so many slots holds: half as many, for short searches, but three quarters in a table
/// that is large, for the sake of memory.
fn most(slots: usize) -> usize {
    if slots < LARGE { slots / 2 } else { slots / 4 * 3 }
}

#[inline]
fn half(bytes: &[u8], at: usize) -> u64 {
    u64::from_le_bytes(bytes[at..at + 8].try_into().expect("a slice of eight bytes has eight"))
}

/// For each length from 0 to 16, the bytes of a key that belong to the string.
static MASKS: [[u64; 2]; 17] = {
    let mut masks = [[0; 2]; 17];
    let mut length = 1;
    while length <= 16 {
        let mask = u128::MAX >> (128 - 8 * length);
        masks[length] = [mask as u64, (mask >> 64) as u64];
        length += 1;
    }
    masks
};

impl FormTable {
    /// The number of `text`, and whether it was new.
    pub fn intern(&mut self, text: &str) -> (FormId, Sighting) {
        let before = self.len();
        let id = self.number(Key::of(text), text);
        let sighting = if self.len() == before { Sighting::Known } else { Sighting::First };
        (id, sighting)
    }

    /// Puts the numbers of the words of `text` into `ids`, in the order of `spans`; calls `first` with each new
    /// word, in the order of the numbers they get.
    ///
    /// Words neither are empty nor end in NUL.
    pub fn intern_all(
        &mut self,
        text: &str,
        spans: &[Span],
        ids: &mut Vec<FormId>,
        mut first: impl FnMut(&str),
    ) {
        ids.clear();
        ids.reserve(spans.len());
        if self.slots.is_empty() {
            self.grow();
        }
        let mut keys = [Key::NONE; BATCH];
        let mut homes = [0; BATCH];
        for batch in spans.chunks(BATCH) {
            let mask = self.slots.len() - 1;
            for ((span, key), home) in batch.iter().zip(&mut keys).zip(&mut homes) {
                *key = Key::within(text.as_bytes(), span.start as usize, span.end as usize);
                *home = key.hash() & mask;
            }
            let (start, mut missed) = (ids.len(), 0_u64);
            for (place, (key, home)) in keys.iter().zip(&homes).take(batch.len()).enumerate() {
                let slot = &self.slots[*home];
                missed |= u64::from(slot.key != *key) << place;
                ids.push(FormId(slot.id));
            }
            while missed != 0 {
                let place = missed.trailing_zeros() as usize;
                missed &= missed - 1;
                let word = &text[batch[place].range()];
                let known = self.len();
                ids[start + place] = self.number(keys[place], word);
                if self.len() > known {
                    first(word);
                }
            }
        }
    }

    /// The number of `text`, if it was seen.
    pub fn find(&self, text: &str) -> Option<FormId> {
        let key = Key::of(text);
        if key == Key::NONE {
            return self.all.find(text);
        }
        let slot = self.slots.get(self.place(key))?;
        (slot.key == key).then_some(FormId(slot.id))
    }

    /// The number of a word with that key; a new word gets the next number.
    fn number(&mut self, key: Key, text: &str) -> FormId {
        if key == Key::NONE {
            return self.all.intern(text).0;
        }
        if self.short >= most(self.slots.len()) {
            self.grow();
        }
        let place = self.place(key);
        if self.slots[place].key == key {
            return FormId(self.slots[place].id);
        }
        let id = self.all.push_unlisted(text);
        self.slots[place] = Slot { key, id: id.0 };
        self.short += 1;
        id
    }

    /// Where a key stands, or would stand; 0 where there is no table yet.
    fn place(&self, key: Key) -> usize {
        let Some(mask) = self.slots.len().checked_sub(1) else { return 0 };
        let mut place = key.hash() & mask;
        while self.slots[place].key != key && self.slots[place].key != Key::default() {
            place = (place + 1) & mask;
        }
        place
    }

    fn grow(&mut self) {
        let size = (self.slots.len() * 2).max(FIRST_SLOTS);
        let old = std::mem::replace(&mut self.slots, vec![Slot::default(); size]);
        for slot in old.into_iter().filter(|slot| slot.key != Key::default()) {
            let place = self.place(slot.key);
            self.slots[place] = slot;
        }
    }

    /// The word with that number.
    pub fn get(&self, id: FormId) -> &str {
        self.all.get(id)
    }

    /// How many distinct words there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether no word was seen yet.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All words in the order of their numbers.
    pub fn strings(&self) -> &Strings {
        self.all.strings()
    }

    /// Takes in all words of `other`; the result gives, for each number of `other`, the number here. Calls `first`
    /// with the numbers in `other` of those that are new, in the order of the numbers they get.
    pub fn absorb(&mut self, other: &Self, mut first: impl FnMut(FormId)) -> Vec<FormId> {
        let mut numbers = Vec::with_capacity(other.len());
        for (text, index) in other.strings().iter().zip(0..) {
            let (id, sighting) = self.intern(text);
            numbers.push(id);
            match sighting {
                Sighting::First => first(FormId(index)),
                Sighting::Known => {}
            }
        }
        numbers
    }

    /// About how much memory it takes, in bytes.
    pub fn heap_size(&self) -> usize {
        self.all.heap_size() + self.slots.len() * size_of::<Slot>()
    }
}

impl<'a> FromIterator<&'a str> for FormTable {
    fn from_iter<I: IntoIterator<Item = &'a str>>(texts: I) -> Self {
        let mut table = Self::default();
        for text in texts {
            table.intern(text);
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn strings_that_differ_at_their_ends_alone_are_told_apart() {
        let long = "a".repeat(17);
        let texts = ["", "\0", "a", "a\0", "a\0b", "aaaaaaaaaaaaaaaa", long.as_str(), "aaaaaaaaaaaaaaab"];
        let mut interner = FormTable::default();
        let ids: Vec<FormId> = texts.iter().map(|text| interner.intern(text).0).collect();
        assert_eq!(ids, (0..texts.len() as u32).map(FormId).collect::<Vec<_>>());
        assert!(texts.iter().zip(&ids).all(|(text, id)| interner.find(text) == Some(*id)));
        assert_eq!(interner.find("b"), None);
    }

    proptest! {
        #[test]
        fn words_taken_together_get_the_numbers_that_they_get_one_by_one(
            words in prop::collection::vec("[a-cé]{1,18}", 0..400)
        ) {
            let text: String = words.iter().map(|word| format!("{word} ")).collect();
            let mut end = 0;
            let spans: Vec<Span> = words.iter().map(|word| {
                let start = end;
                end = start + word.len() as u32 + 1;
                Span { start, end: end - 1 }
            }).collect();
            let (mut together, mut single) = (FormTable::default(), FormTable::default());
            let (mut ids, mut first) = (Vec::new(), Vec::new());
            together.intern_all(&text, &spans, &mut ids, |word| first.push(word.to_owned()));
            for (word, id) in words.iter().zip(&ids) {
                prop_assert_eq!(together.get(*id), word);
                prop_assert_eq!(together.find(word), Some(*id));
                single.intern(word);
            }
            prop_assert_eq!(together.len(), single.len());
            prop_assert_eq!(together.strings().iter().collect::<Vec<_>>(), first);
        }
    }
}
