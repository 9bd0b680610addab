//! From bitmaps to spans.

use super::Span;
use super::bitmap::WINDOW;

/// So many words can end in a window: every other byte.
const MOST: usize = WINDOW / 2;
/// As many are written at once, whether there are so many or not. A window of English has ten, seldom more than
/// these, and a branch that is always taken is cheaper than one in doubt.
const USUAL: usize = 12;

/// The words found so far: the first `len` of `spans`. What is behind them is left from before, or was written in
/// vain, and will be written over or cut off, which saves clearing it for each text.
pub(super) struct Spans<'a> {
    spans: &'a mut Vec<Span>,
    len: usize,
}

impl<'a> Spans<'a> {
    pub(super) fn new(spans: &'a mut Vec<Span>) -> Self {
        Self { spans, len: 0 }
    }

    pub(super) fn finish(self) {
        self.spans.truncate(self.len);
    }

    /// Adds a word: the bytes from `start` to `end`.
    pub(super) fn push(&mut self, start: usize, end: usize) {
        self.room()[0] = Span { start: start as u32, end: end as u32 };
        self.len += 1;
    }

    /// Adds the runs of bits in `words`, of which the last ends within the bitmap; bit 0 is the byte `base`.
    #[inline(always)]
    pub(super) fn push_runs(&mut self, base: usize, words: u64) {
        let base = base as u32;
        let mut starts = words & !(words << 1);
        let mut ends = !words & words << 1;
        let count = ends.count_ones() as usize;
        let room = self.room();
        let mut write = |slots: std::ops::Range<usize>| {
            for slot in slots {
                room[slot] =
                    Span { start: base + starts.trailing_zeros(), end: base + ends.trailing_zeros() };
                starts &= starts.wrapping_sub(1);
                ends &= ends.wrapping_sub(1);
            }
        };
        write(0..USUAL);
        if count > USUAL {
            write(USUAL..MOST);
        }
        self.len += count;
    }

    /// Room for as many words as a window can have.
    #[inline(always)]
    fn room(&mut self) -> &mut [Span; MOST] {
        if self.spans.len() < self.len + MOST {
            self.grow();
        }
        self.spans[self.len..].first_chunk_mut().expect("there are MOST behind len now")
    }

    #[cold]
    fn grow(&mut self) {
        self.spans.resize(self.len + 8 * MOST, Span::default());
    }
}
