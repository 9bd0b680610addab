//! Turns that are added one after the other and read in any order; the first of them may wait on disk.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::{Mutex, PoisonError};

use super::turns::{Packed, Turns};
use crate::error::Result;

/// How much is read from disk at a time by whoever goes on where he was.
const AHEAD: u64 = 1 << 16;
/// How much by whoever leaves turns out: those of a group stand apart.
const NEAR: u64 = 1 << 12;

/// Turns, the first of which may wait on disk.
#[derive(Debug, Default)]
pub(super) struct Store {
    shelf: Option<Shelf>,
    /// Those that came after what waits.
    turns: Turns,
}

/// The tokens of turns in a file that has no name and goes when the program ends.
#[derive(Debug)]
struct Shelf {
    file: Mutex<File>,
    /// Where each turn ends in the file.
    ends: Vec<u64>,
}

/// What was read last of a store's file.
#[derive(Debug, Default)]
pub(super) struct Window {
    bytes: Vec<u8>,
    start: u64,
}

impl Store {
    pub fn push(&mut self, forms: impl ExactSizeIterator<Item = u32>) {
        self.turns.push(forms);
    }

    /// How many turns there are.
    pub fn len(&self) -> usize {
        self.shelved() + self.turns.len()
    }

    /// How many of them wait on disk.
    fn shelved(&self) -> usize {
        self.shelf.as_ref().map_or(0, |shelf| shelf.ends.len())
    }

    /// Puts the tokens of all turns so far on disk.
    ///
    /// # Errors
    /// No temporary file can be written.
    pub fn shelve(&mut self) -> Result<()> {
        let turns = std::mem::take(&mut self.turns);
        match &mut self.shelf {
            Some(shelf) => shelf.put(&turns),
            None => self.shelf.insert(Shelf::new()?).put(&turns),
        }
    }

    /// The forms of one turn; `window` is this store's alone.
    ///
    /// # Errors
    /// The temporary file cannot be read.
    #[inline]
    pub fn turn<'a>(&'a self, index: usize, window: &'a mut Window) -> Result<Packed<'a>> {
        match &self.shelf {
            None => Ok(self.turns.turn(index)),
            Some(shelf) if index < shelf.ends.len() => shelf.turn(index, window),
            Some(shelf) => Ok(self.turns.turn(index - shelf.ends.len())),
        }
    }

    /// The forms of one turn of a store that was never shelved.
    pub fn in_memory(&self, index: usize) -> Packed<'_> {
        self.turns.turn(index)
    }

    /// Gives back what is kept for turns that may follow.
    pub fn shrink(&mut self) {
        self.turns.tokens.shrink_to_fit();
    }

    /// About how much memory they take, in bytes.
    pub fn heap_size(&self) -> usize {
        size_of::<u64>() * self.shelved() + self.turns.heap_size()
    }
}

impl From<Turns> for Store {
    fn from(turns: Turns) -> Self {
        Self { shelf: None, turns }
    }
}

impl Shelf {
    fn new() -> Result<Self> {
        Ok(Self { file: Mutex::new(tempfile::tempfile()?), ends: Vec::new() })
    }

    fn size(&self) -> u64 {
        self.ends.last().copied().unwrap_or(0)
    }

    fn put(&mut self, turns: &Turns) -> Result<()> {
        let start = self.size();
        let file = self.file.get_mut().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(start))?;
        file.write_all(&turns.tokens)?;
        self.ends.extend(turns.ends.iter().map(|&end| start + end as u64));
        Ok(())
    }

    fn turn<'w>(&self, index: usize, window: &'w mut Window) -> Result<Packed<'w>> {
        let start = if index == 0 { 0 } else { self.ends[index - 1] };
        let end = self.ends[index];
        if start < window.start || window.end() < end {
            let ahead = if window.start <= start && start <= window.end() { AHEAD } else { NEAR };
            window.read(&self.file, start, end.max(self.size().min(start + ahead)))?;
        }
        Ok(Packed(&window.bytes[(start - window.start) as usize..(end - window.start) as usize]))
    }
}

impl Window {
    fn end(&self) -> u64 {
        self.start + self.bytes.len() as u64
    }

    fn read(&mut self, file: &Mutex<File>, start: u64, end: u64) -> Result<()> {
        self.start = start;
        self.bytes.resize((end - start) as usize, 0);
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(start))?;
        Ok(file.read_exact(&mut self.bytes)?)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn turns_come_back_in_any_order_wherever_they_wait(
            turns in prop::collection::vec((prop::collection::vec(0..1000_u32, 0..3000), any::<bool>()), 1..20),
            order in prop::collection::vec(any::<prop::sample::Index>(), 40),
        ) {
            let mut store = Store::default();
            for (turn, shelves) in &turns {
                store.push(turn.iter().copied());
                if *shelves {
                    store.shelve().unwrap();
                }
            }
            prop_assert_eq!(store.len(), turns.len());
            let mut window = Window::default();
            for index in order.iter().map(|place| place.index(turns.len())).chain(0..turns.len()) {
                let read: Vec<u32> = store.turn(index, &mut window).unwrap().collect();
                prop_assert_eq!(&read, &turns[index].0);
            }
        }
    }

    #[test]
    fn what_waits_takes_no_memory_but_for_where_it_ends() {
        let mut store = Store::default();
        (0..100).for_each(|_| store.push([300; 1000].iter().copied()));
        assert!(store.heap_size() > 200_000);
        store.shelve().unwrap();
        assert_eq!(store.heap_size(), 800);
    }

    #[test]
    fn a_file_that_is_cut_off_is_an_error() {
        let mut store = Store::default();
        store.push([1, 2, 3].into_iter());
        store.shelve().unwrap();
        let shelf = store.shelf.as_ref().unwrap();
        shelf.file.lock().unwrap().set_len(2).unwrap();
        assert!(store.turn(0, &mut Window::default()).is_err());
    }
}
