//! Counts of forms in plain arrays, wherever many forms lie close together.

use crate::vocab::{FormId, prefetch};

/// How many forms a page has.
pub(super) const PAGE: usize = 1 << 8;
/// How many forms are counted together: enough for the memory to answer them side by side.
pub(super) const TOGETHER: usize = 64;

/// Counts by number of the form, in pages of neighbouring numbers. Forms that are met in one part of a corpus have
/// neighbouring numbers, so that the pages that somebody needs may lie anywhere.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// By page: where its counts begin; 0 where it is closed.
    starts: Vec<u32>,
    /// The first page is for the forms of all that are closed, and says nothing.
    counts: Vec<u32>,
}

/// Where a form is counted.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place(u32);

impl Place {
    /// Whether it is in a page that is closed.
    #[inline]
    pub fn is_closed(self) -> bool {
        (self.0 as usize) < PAGE
    }
}

impl Pages {
    #[inline]
    fn place(&self, form: u32) -> Place {
        let start = self.starts.get(form as usize / PAGE).copied().unwrap_or(0);
        Place(start + form % PAGE as u32)
    }

    /// Where at most so many forms as are taken [`TOGETHER`] are counted; asks for the memory of all of them.
    #[inline]
    pub fn places(&self, forms: &[FormId]) -> [Place; TOGETHER] {
        let mut places = [Place::default(); TOGETHER];
        for (form, place) in forms.iter().zip(&mut places) {
            *place = self.place(form.0);
            if let Some(count) = self.counts.get(place.0 as usize) {
                prefetch(count);
            }
        }
        places
    }

    /// Counts a form; in vain where its page is closed.
    #[inline]
    pub fn count(&mut self, place: Place) {
        if let Some(count) = self.counts.get_mut(place.0 as usize) {
            *count = count.wrapping_add(1);
        }
    }

    /// The count of a form; none where its page is closed.
    #[inline]
    pub fn get_mut(&mut self, form: u32) -> Option<&mut u32> {
        let place = self.place(form);
        if place.is_closed() { None } else { self.counts.get_mut(place.0 as usize) }
    }

    /// Opens pages that are closed; all counts are 0 there. No more memory is taken than they need.
    pub fn open(&mut self, mut pages: Vec<usize>) {
        let Self { starts, counts } = self;
        pages.retain(|&page| starts.get(page).is_none_or(|&start| start == 0));
        counts.reserve_exact(PAGE * (pages.len() + usize::from(counts.is_empty())));
        for page in pages {
            let start = counts.len().max(PAGE);
            if page >= starts.len() {
                starts.resize(page + 1, 0);
            }
            starts[page] = start as u32;
            counts.resize(start + PAGE, 0);
        }
    }

    /// The counts of the pages that are open.
    pub fn cells(&self) -> impl Iterator<Item = (FormId, u32)> + '_ {
        let open = (0..).step_by(PAGE).zip(&self.starts).filter(|&(_, &start)| start != 0);
        open.flat_map(|(first, &start)| {
            let counts = &self.counts[start as usize..][..PAGE];
            counts.iter().zip(first..).map(|(&count, form)| (FormId(form), count))
        })
    }

    /// Whether all are closed.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }

    /// About how much memory they take, in bytes.
    pub fn heap_size(&self) -> usize {
        size_of::<u32>() * (self.starts.capacity() + self.counts.capacity())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_anywhere_keep_their_counts_when_others_are_opened() {
        let form = |page: usize, place: u32| FormId((page * PAGE) as u32 + place);
        let mut pages = Pages::default();
        assert!(pages.is_empty() && pages.get_mut(0).is_none());
        pages.open(vec![7]);
        *pages.get_mut(form(7, 3).0).unwrap() += 5;
        pages.open(vec![2, 7]);
        *pages.get_mut(form(2, 0).0).unwrap() += 1;
        let places = pages.places(&[form(8, 0), form(7, 3), form(0, 3)]);
        assert_eq!([0, 1, 2].map(|place: usize| places[place].is_closed()), [true, false, true]);
        places[..3].iter().for_each(|place| pages.count(*place));
        let counted: Vec<_> = pages.cells().filter(|&(_, count)| count > 0).collect();
        assert_eq!(counted, [(form(2, 0), 1), (form(7, 3), 6)]);
    }
}
