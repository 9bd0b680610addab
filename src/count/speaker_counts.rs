//! How often each form occurs with each speaker, in memory that does not grow with the number of turns.

use super::dfm::Dfm;
use super::kept::extend_kept;
use super::pages::{PAGE, Pages, TOGETHER};
use super::portable::{Portable, Sizes, below, broken};
use super::rows::Rows;
use super::spread::{Spread, SpreadCounter, WrittenSpread};
use super::tally::{Ended, Order, Renumbering, Seen, Tally};
use crate::error::Result;
use crate::vocab::{FormId, TermRule};

/// What they are called where they are broken.
const NAME: &str = "counts of speakers";

/// How many tokens a speaker's log holds before it is counted.
const LOG: usize = 1 << 12;
/// So many of the forms that are met first are counted in pages with whoever speaks much.
const USUAL: usize = 1 << 14;
/// From so many rare forms on a page is opened for them: it then takes no more memory than they did.
const DENSE: usize = PAGE * size_of::<u32>() / size_of::<Cell>();
/// How many rare forms wait before they are put among the others.
const PENDING: usize = 1 << 10;

/// Speakers × forms, and in how many turns and documents each term stands. A row is all that one person says.
#[derive(Debug)]
pub struct SpeakerCounts {
    rows: Vec<Row>,
    spread: SpreadCounter,
}

/// What [`SpeakerCounts`] freezes to.
#[derive(Debug, Clone)]
pub struct SpeakerTable {
    /// One row a person, one column a form.
    pub forms: Dfm,
    /// Where the terms stand.
    pub spread: Spread,
}

/// The counts of one person. The log takes tokens as they come; once it is full it is counted, frequent forms into
/// `pages`, the others into `tail`, sorted.
#[derive(Debug, Default)]
struct Row {
    log: Vec<FormId>,
    pages: Pages,
    tail: Vec<Cell>,
    pending: Vec<Cell>,
    /// How many tokens were taken out of the log.
    counted: usize,
    /// How many pages of forms that are met first were opened.
    usual: usize,
}

/// A form's number, and below it how often it occurs: ordered by one comparison.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Cell(u64);

impl Cell {
    fn new(form: u32, count: u32) -> Self {
        Self(u64::from(form) << 32 | u64::from(count))
    }

    fn form(self) -> u32 {
        (self.0 >> 32) as u32
    }

    fn count(self) -> u32 {
        self.0 as u32
    }

    fn page(self) -> usize {
        self.form() as usize / PAGE
    }
}

impl Row {
    fn extend(&mut self, ids: &[FormId]) {
        for part in ids.chunks(LOG) {
            if self.log.len() + part.len() > LOG {
                self.count_log();
            }
            self.log.extend_from_slice(part);
        }
    }

    fn count_log(&mut self) {
        self.counted += self.log.len();
        self.open_usual();
        let Self { log, pages, pending, .. } = self;
        for ids in log.chunks(TOGETHER) {
            let places = pages.places(ids);
            for place in &places[..ids.len()] {
                pages.count(*place);
            }
            let cells = ids.iter().zip(places).map(|(id, place)| (Cell::new(id.0, 1), place.is_closed()));
            extend_kept(pending, cells);
        }
        log.clear();
        self.settle(PENDING.max(self.tail.len() / 2));
    }

    /// Adds some occurrences of a form.
    fn add(&mut self, id: FormId, count: u32) {
        match self.pages.get_mut(id.0) {
            Some(sum) => *sum += count,
            None => self.pending.push(Cell::new(id.0, count)),
        }
    }

    /// Puts what is pending among the other rare forms, once it is more than `limit`.
    fn settle(&mut self, limit: usize) {
        if self.pending.len() <= limit {
            return;
        }
        let before = self.tail.len();
        self.tail.reserve_exact(self.pending.len());
        self.tail.append(&mut self.pending);
        self.pending.shrink_to(limit);
        self.tail[before..].sort_unstable();
        self.tail.sort();
        self.tail.dedup_by(|later, kept| {
            let is_same = later.form() == kept.form();
            kept.0 += u64::from(if is_same { later.count() } else { 0 });
            is_same
        });
        let dense = self.tail.chunk_by(|a, b| a.page() == b.page()).filter(|cells| cells.len() >= DENSE);
        self.pages.open(dense.map(|cells| cells[0].page()).collect());
        self.move_to_pages();
    }

    /// Opens the pages of the forms that are met first, as long as that is little beside what was said: most often they
    /// are the frequent ones.
    fn open_usual(&mut self) {
        let pages = USUAL.min(self.counted / 2) / PAGE;
        if pages > self.usual {
            self.pages.open((self.usual..pages).collect());
            self.usual = pages;
            self.move_to_pages();
        }
    }

    /// Takes the forms out of the tail whose pages are open.
    fn move_to_pages(&mut self) {
        let Self { pages, tail, .. } = self;
        tail.retain(|cell| match pages.get_mut(cell.form()) {
            Some(count) => {
                *count += cell.count();
                false
            }
            None => true,
        });
        tail.shrink_to_fit();
    }

    /// The forms with their counts; a form may come more than once.
    fn cells(&self) -> impl Iterator<Item = (FormId, u32)> + '_ {
        let rare = self.tail.iter().chain(&self.pending).map(|cell| (FormId(cell.form()), cell.count()));
        let log = self.log.iter().map(|&id| (id, 1));
        self.pages.cells().chain(rare).chain(log).filter(|(_, count)| *count > 0)
    }

    fn absorb(&mut self, other: &Self, forms: &[FormId]) {
        let is_log = other.pages.is_empty() && other.tail.is_empty() && other.pending.is_empty();
        if is_log && self.log.len() + other.log.len() <= LOG {
            self.log.extend(other.log.iter().map(|id| forms[id.index()]));
            return;
        }
        self.count_log();
        self.counted += other.counted + other.log.len();
        for (id, count) in other.cells() {
            self.add(forms[id.index()], count);
        }
        self.settle(PENDING.max(self.tail.len() / 2));
    }

    fn heap_size(&self) -> usize {
        size_of::<FormId>() * self.log.capacity()
            + self.pages.heap_size()
            + size_of::<Cell>() * (self.tail.capacity() + self.pending.capacity())
    }
}

impl SpeakerCounts {
    fn row(&mut self, index: u32) -> &mut Row {
        let place = index as usize;
        if place >= self.rows.len() {
            self.rows.resize_with(place + 1, Row::default);
        }
        &mut self.rows[place]
    }

    /// The rows in their final order, the forms by rank.
    fn ranked(&self, order: &Order) -> Rows {
        Rows::build(order.rows.len(), |row, packer| {
            let Some(row) = self.rows.get(order.rows[row] as usize) else { return };
            for (form, count) in row.cells() {
                packer.add(order.ranks.forms[form.index()].0, u64::from(count));
            }
        })
    }
}

impl Tally for SpeakerCounts {
    type Plan = TermRule;
    type Frozen = SpeakerTable;

    fn empty(rule: &TermRule) -> Self {
        Self { rows: Vec::new(), spread: SpreadCounter::new(*rule) }
    }

    fn add(&mut self, _: &TermRule, seen: &Seen<'_>) {
        self.row(seen.row).extend(&seen.forms.ids);
        self.spread.add(seen);
    }

    fn end_document(&mut self, ended: &Ended<'_>) {
        self.spread.end_document(ended);
    }

    fn merge(&mut self, _: &TermRule, other: Self, renumbering: &Renumbering) {
        for (index, row) in other.rows.iter().enumerate() {
            self.row(renumbering.rows.number(index as u32)).absorb(row, &renumbering.lexicon.forms);
        }
        self.spread.merge(&other.spread, &renumbering.lexicon);
    }

    fn freeze(self, order: &Order) -> SpeakerTable {
        SpeakerTable { forms: Dfm::new(self.ranked(order)), spread: self.spread.freeze(&order.ranks) }
    }

    fn heap_size(&self) -> usize {
        self.rows.iter().map(Row::heap_size).sum::<usize>() + self.spread.heap_size()
    }
}

impl Portable for SpeakerCounts {
    /// The cells of each row, and where the terms stand.
    type Written = (Vec<Vec<(u32, u64)>>, WrittenSpread);

    fn written(&self, order: &Order) -> Result<Self::Written> {
        let rows = self.ranked(order);
        let cells = (0..rows.len()).map(|row| rows.row(row).collect()).collect();
        Ok((cells, self.spread.written(&order.ranks)))
    }

    fn read(rule: &TermRule, (written, spread): Self::Written, sizes: Sizes) -> Result<Self> {
        if written.len() > sizes.rows {
            return Err(broken(NAME));
        }
        let mut rows = Vec::with_capacity(written.len());
        for cells in written {
            let mut row = Row::default();
            for (form, count) in cells {
                let count = u32::try_from(count).map_err(broken)?;
                row.add(FormId(below(form, sizes.forms, NAME)?), count);
            }
            rows.push(row);
        }
        Ok(Self { rows, spread: SpreadCounter::read(*rule, spread, sizes)? })
    }
}
