//! Turns as they follow one another, each token in little more than a byte.

use serde::{Deserialize, Serialize};

use super::varint::{read_varint, write_varint};

/// The numbers of the forms of turns. Forms that are met early are frequent and have small numbers, so that a token
/// takes little more than a byte.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Turns {
    #[serde(with = "serde_bytes")]
    pub(super) tokens: Vec<u8>,
    /// Where each turn ends in `tokens`.
    pub(super) ends: Vec<usize>,
}

impl Turns {
    pub(super) fn push(&mut self, forms: impl Iterator<Item = u32>) {
        self.tokens.reserve(2 * forms.size_hint().0);
        for form in forms {
            write_varint(&mut self.tokens, u64::from(form));
        }
        self.ends.push(self.tokens.len());
    }

    /// How many turns there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The forms of one turn.
    #[inline]
    pub(super) fn turn(&self, index: usize) -> Packed<'_> {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        Packed(&self.tokens[start..self.ends[index]])
    }

    /// Whether there are so many turns, all of them of forms below `forms`.
    pub(super) fn is_sound(&self, turns: usize, forms: usize) -> bool {
        let is_ascending =
            self.ends.is_sorted() && self.ends.last().copied().unwrap_or(0) == self.tokens.len();
        let mut tokens = &self.tokens[..];
        let mut all_known = true;
        while !tokens.is_empty() {
            all_known &= read_varint(&mut tokens) < forms as u64;
        }
        let cuts_none = || self.ends.iter().all(|&end| end == 0 || self.tokens[end - 1] < 0x80);
        self.ends.len() == turns && is_ascending && all_known && cuts_none()
    }

    pub(super) fn heap_size(&self) -> usize {
        self.tokens.capacity() + size_of::<usize>() * self.ends.capacity()
    }
}

/// The numbers that are written one after the other.
#[derive(Debug, Clone)]
pub(super) struct Packed<'a>(pub(super) &'a [u8]);

impl Iterator for Packed<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        (!self.0.is_empty()).then(|| read_varint(&mut self.0) as u32)
    }
}
