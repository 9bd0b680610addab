//! What a reference has of every term, put in order once for all the targets that it is compared with.

use std::ops::Range;

/// The terms that may be tested, each by its place in a list of them, with how often a reference has them.
///
/// Of a term that a target never says nothing else tells: all terms of one count form a class, which is judged as one.
#[derive(Debug, Clone, Default)]
pub struct ReferenceTerms {
    /// By place, in how many turns of the reference the term stands.
    turns: Vec<u64>,
    /// By place.
    class_of: Vec<u32>,
    /// The places by count, then ascending.
    by_count: Vec<u32>,
    /// By ascending count: the count, and where its places end.
    classes: Vec<(u64, usize)>,
}

impl ReferenceTerms {
    /// For each term in order: how often, and in how many turns, the reference has it.
    pub fn new(terms: impl IntoIterator<Item = (u64, u64)>) -> Self {
        let (counts, turns): (Vec<u64>, Vec<u64>) = terms.into_iter().unzip();
        let mut by_count: Vec<u32> = (0..counts.len() as u32).collect();
        by_count.sort_by_key(|&place| counts[place as usize]);
        let (mut classes, mut class_of) = (Vec::new(), vec![0; counts.len()]);
        let mut end = 0;
        for class in by_count.chunk_by(|&one, &other| counts[one as usize] == counts[other as usize]) {
            class.iter().for_each(|&place| class_of[place as usize] = classes.len() as u32);
            end += class.len();
            classes.push((counts[class[0] as usize], end));
        }
        Self { turns, class_of, by_count, classes }
    }

    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.class_of.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.class_of.is_empty()
    }

    /// How often, and in how many turns, the reference has the term at a place.
    pub fn of(&self, place: u32) -> (u64, u64) {
        (self.count(self.class_of(place)), self.turns[place as usize])
    }

    /// The classes of terms that the reference has `least` times or more.
    pub(super) fn classes(&self, least: u64) -> Range<usize> {
        self.classes.partition_point(|class| class.0 < least)..self.classes.len()
    }

    pub(super) fn class_of(&self, place: u32) -> usize {
        self.class_of[place as usize] as usize
    }

    /// How often the reference has each term of a class.
    pub(super) fn count(&self, class: usize) -> u64 {
        self.classes[class].0
    }

    /// The places of a class, ascending.
    pub(super) fn places(&self, class: usize) -> &[u32] {
        let start = if class == 0 { 0 } else { self.classes[class - 1].1 };
        &self.by_count[start..self.classes[class].1]
    }
}
