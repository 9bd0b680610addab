//! Many strings in one block of memory.

use std::borrow::Cow;

use rayon::slice::ParallelSliceMut;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Strings one after the other in one arena, each under its number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Strings {
    arena: String,
    ends: Vec<usize>,
}

impl Strings {
    /// Adds a string, and gives its number: how many there were.
    ///
    /// # Panics
    /// At 2^32 strings, for which no memory suffices.
    pub fn push(&mut self, text: &str) -> u32 {
        let number =
            u32::try_from(self.ends.len()).expect("memory ends before four thousand million strings");
        self.arena.push_str(text);
        self.ends.push(self.arena.len());
        number
    }

    /// The string of that number.
    pub fn get(&self, index: usize) -> &str {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        &self.arena[start..self.ends[index]]
    }

    /// How many strings there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All strings in the order of their numbers.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.len()).map(|index| self.get(index))
    }

    /// The number of `text` among strings that stand in byte order.
    pub fn find_sorted(&self, text: &str) -> Option<usize> {
        let (mut low, mut high) = (0, self.len());
        while low < high {
            let middle = low + (high - low) / 2;
            match self.get(middle).cmp(text) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Equal => return Some(middle),
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// The numbers of the strings in byte order; equal strings by number.
    ///
    /// They are sorted by their first eight bytes as one number each, those that share them by their next eight, and so
    /// on: the arena, where each string lies far from the others, is looked into once for each number.
    pub fn order(&self) -> Vec<u32> {
        let mut order: Vec<(u64, u32)> =
            self.iter().zip(0..).map(|(text, index)| (prefix(text.as_bytes()), index)).collect();
        order.par_sort_unstable_by_key(|&(prefix, _)| prefix);
        self.part_alike(&mut order, 8);
        order.into_iter().map(|(_, index)| index).collect()
    }

    /// Puts strings in order that are so by their bytes up to `start`, of which they have the last eight beside them.
    fn part_alike(&self, order: &mut [(u64, u32)], start: usize) {
        for alike in order.chunk_by_mut(|a, b| a.0 == b.0).filter(|alike| alike.len() > 1) {
            let is_over = |&(_, index): &(u64, u32)| self.get(index as usize).len() <= start;
            if alike.iter().any(is_over) {
                alike.sort_unstable_by_key(|&(_, index)| (self.get(index as usize), index));
                continue;
            }
            for (next, index) in &mut *alike {
                *next = prefix(&self.get(*index as usize).as_bytes()[start..]);
            }
            alike.sort_unstable_by_key(|&(next, _)| next);
            self.part_alike(alike, start + 8);
        }
    }

    /// The strings in byte order; the second result gives each of their numbers its place in that order.
    pub fn sorted(&self) -> (Self, Vec<u32>) {
        let mut ranks = vec![0; self.len()];
        let mut sorted = Self {
            arena: String::with_capacity(self.arena.len()),
            ends: Vec::with_capacity(self.ends.len()),
        };
        for (place, index) in self.order().into_iter().enumerate() {
            ranks[index as usize] = place as u32;
            sorted.push(self.get(index as usize));
        }
        (sorted, ranks)
    }

    /// About how much memory it takes, in bytes.
    pub fn heap_size(&self) -> usize {
        self.arena.capacity() + size_of::<usize>() * self.ends.capacity()
    }
}

impl<'a> FromIterator<&'a str> for Strings {
    fn from_iter<I: IntoIterator<Item = &'a str>>(texts: I) -> Self {
        let mut strings = Self::default();
        for text in texts {
            strings.push(text);
        }
        strings
    }
}

impl Serialize for Strings {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Strings {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Vec::<Cow<'de, str>>::deserialize(deserializer)?.iter().map(|text| &**text).collect())
    }
}

/// The first eight bytes as a number that orders as they do; missing bytes count as 0.
fn prefix(text: &[u8]) -> u64 {
    let mut bytes = [0; 8];
    let length = text.len().min(8);
    bytes[..length].copy_from_slice(&text[..length]);
    u64::from_be_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_order_is_that_of_the_bytes(texts in prop::collection::vec("(aaaabbbb){0,3}[a-bé\0]{0,10}", 0..40)) {
            let strings: Strings = texts.iter().map(String::as_str).collect();
            let (sorted, ranks) = strings.sorted();
            let mut expected = texts.clone();
            expected.sort();
            prop_assert_eq!(sorted.iter().collect::<Vec<_>>(), expected);
            for (text, rank) in texts.iter().zip(ranks) {
                prop_assert_eq!(sorted.get(rank as usize), text);
            }
            for text in &texts {
                let found = sorted.find_sorted(text).map(|place| sorted.get(place));
                prop_assert_eq!(found, Some(text.as_str()));
            }
            prop_assert_eq!(sorted.find_sorted("c"), None);
        }
    }
}
