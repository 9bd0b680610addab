//! Strings as small numbers, in the order in which they were first seen.

use std::hash::BuildHasher;

use foldhash::fast::FixedState;
use hashbrown::HashTable;

/// A form's number in one interner or, once frozen, its rank in byte order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FormId(pub u32);

impl FormId {
    /// The number as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Gives every distinct string a number, counting from 0; all strings lie in one arena.
#[derive(Debug, Clone, Default)]
pub struct Interner {
    arena: String,
    ends: Vec<usize>,
    table: HashTable<u32>,
    hasher: FixedState,
}

impl Interner {
    /// The number of `text`, and whether it was new.
    pub fn intern(&mut self, text: &str) -> (FormId, Sighting) {
        let hash = self.hasher.hash_one(text.as_bytes());
        let Self { arena, ends, table, hasher } = self;
        if let Some(&id) = table.find(hash, |&id| slice(arena, ends, id) == text) {
            return (FormId(id), Sighting::Known);
        }
        let id = u32::try_from(ends.len()).expect("memory ends before four thousand million forms");
        arena.push_str(text);
        ends.push(arena.len());
        table.insert_unique(hash, id, |&id| hasher.hash_one(slice(arena, ends, id).as_bytes()));
        (FormId(id), Sighting::First)
    }

    /// The number of `text`, if it was seen.
    pub fn find(&self, text: &str) -> Option<FormId> {
        let hash = self.hasher.hash_one(text.as_bytes());
        self.table.find(hash, |&id| self.get(FormId(id)) == text).copied().map(FormId)
    }

    /// The string with that number.
    pub fn get(&self, id: FormId) -> &str {
        slice(&self.arena, &self.ends, id.0)
    }

    /// How many distinct strings there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether nothing was seen yet.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All strings in the order of their numbers.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.ends.len()).map(|index| slice(&self.arena, &self.ends, index as u32))
    }

    /// Takes in all strings of `other`; the result gives, for each number of `other`, the number here.
    pub fn absorb(&mut self, other: &Self) -> Vec<FormId> {
        other.iter().map(|text| self.intern(text).0).collect()
    }

    /// The numbers in the byte order of their strings.
    pub fn sorted(&self) -> Vec<FormId> {
        let mut ids: Vec<FormId> = (0..self.len() as u32).map(FormId).collect();
        ids.sort_unstable_by(|&a, &b| self.get(a).cmp(self.get(b)));
        ids
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

fn slice<'a>(arena: &'a str, ends: &[usize], id: u32) -> &'a str {
    let index = id as usize;
    let start = if index == 0 { 0 } else { ends[index - 1] };
    &arena[start..ends[index]]
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
        let mut left = Interner::default();
        let mut right = Interner::default();
        for word in ["a", "b", ""] {
            left.intern(word);
        }
        for word in ["c", "", "a"] {
            right.intern(word);
        }
        let map = left.absorb(&right);
        let same: Vec<&str> = map.iter().map(|&id| left.get(id)).collect();
        assert_eq!(same, ["c", "", "a"]);
        assert_eq!(left.sorted().iter().map(|&id| left.get(id)).collect::<Vec<_>>(), ["", "a", "b", "c"]);
    }
}
