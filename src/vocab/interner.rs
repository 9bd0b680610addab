//! Strings as small numbers, in the order in which they were first seen.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

use super::strings::Strings;

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
#[derive(Debug, Clone, Default)]
pub struct Interner {
    strings: Strings,
    table: HashTable<u32>,
    hasher: FixedState,
}

impl Interner {
    /// The number of `text`, and whether it was new.
    pub fn intern(&mut self, text: &str) -> (FormId, Sighting) {
        let Self { strings, table, hasher } = self;
        let hash = hasher.hash_one(text.as_bytes());
        if let Some(&id) = table.find(hash, |&id| strings.get(id as usize) == text) {
            return (FormId(id), Sighting::Known);
        }
        let id = strings.push(text);
        table.insert_unique(hash, id, |&id| hasher.hash_one(strings.get(id as usize).as_bytes()));
        (FormId(id), Sighting::First)
    }

    /// The number of `text`, if it was seen.
    pub fn find(&self, text: &str) -> Option<FormId> {
        let hash = self.hasher.hash_one(text.as_bytes());
        self.table.find(hash, |&id| self.strings.get(id as usize) == text).copied().map(FormId)
    }

    /// Gives a string that is found elsewhere the next number.
    pub(super) fn push_unlisted(&mut self, text: &str) -> FormId {
        FormId(self.strings.push(text))
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
        other.strings.iter().map(|text| self.intern(text).0).collect()
    }

    /// About how much memory it takes, in bytes.
    pub fn heap_size(&self) -> usize {
        self.strings.heap_size() + self.table.capacity() * (size_of::<u32>() + 1) * 8 / 7
    }
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
    fn absorbing_maps_every_number_to_the_same_string() {
        let (mut left, right): (Interner, Interner) =
            (["a", "b", ""].into_iter().collect(), ["c", "", "a"].into_iter().collect());
        let map = left.absorb(&right);
        assert_eq!(map.iter().map(|&id| left.get(id)).collect::<Vec<_>>(), ["c", "", "a"]);
    }
}
