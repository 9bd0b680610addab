//! In how many turns and documents each term stands, counted as the turns go by.

use serde::{Deserialize, Serialize};

use super::kept::extend_kept;
use super::portable::{Sizes, below, broken};
use super::tally::{DocumentKey, Ended, Seen};
use super::varint::{read_varint, write_varint};
use crate::error::Result;
use crate::read::{Beginning, End};
use crate::vocab::{FormId, Lexicon, Ranks, Renumbered, TermRule, TermUnit, prefetch};

/// What they are called where they are broken.
const NAME: &str = "turns and documents of terms";

/// In how many turns and documents terms stand, by their rank under one unit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread {
    /// By rank: in how many turns.
    pub turns_with: Vec<u64>,
    /// By rank: in how many documents.
    pub documents_with: Vec<u64>,
    /// How many turns there are.
    pub turns: u64,
    /// How many documents there are.
    pub documents: u64,
}

/// Counts each term once a turn and once a document.
#[derive(Debug)]
pub(super) struct SpreadCounter {
    rule: TermRule,
    /// By form: where its term is counted; 0 where it is no term.
    of_form: Vec<u32>,
    /// By place: the unit's number and 1.
    stamps: Vec<Stamp>,
    /// The places of the turn's terms.
    terms: Vec<u32>,
    /// The places met in the document.
    met: Vec<u32>,
    /// The turn, counted from 1, and the first of its document.
    turn: u32,
    first: u32,
    turns: u64,
    documents: u64,
    open: Vec<Open>,
}

/// The last turn in which a term was met, from 1, and in how many turns and documents it was.
#[derive(Debug, Clone, Copy, Default)]
struct Stamp {
    turn: u32,
    turns: u32,
    documents: u32,
}

/// A document of which other pieces may hold more: its terms are counted when all of it is known.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Open {
    document: DocumentKey,
    beginning: Beginning,
    /// The terms' numbers, ascending, each as its distance from the last.
    #[serde(with = "serde_bytes")]
    terms: Vec<u8>,
}

/// A [`SpreadCounter`] as it is written.
#[derive(Debug, Serialize, Deserialize)]
pub struct WrittenSpread {
    rule: TermRule,
    spread: Spread,
    open: Vec<Open>,
}

impl Open {
    fn pack(numbers: impl IntoIterator<Item = u32>) -> Vec<u8> {
        let (mut bytes, mut last) = (Vec::new(), 0);
        for number in numbers {
            write_varint(&mut bytes, u64::from(number - last));
            last = number;
        }
        bytes
    }

    fn renumbered(&self, number: impl Fn(u32) -> u32) -> Self {
        let mut numbers: Vec<u32> = self.terms().map(number).collect();
        numbers.sort_unstable();
        Self { document: self.document.clone(), beginning: self.beginning, terms: Self::pack(numbers) }
    }

    fn terms(&self) -> impl Iterator<Item = u32> + '_ {
        let (mut rest, mut last) = (&self.terms[..], 0);
        std::iter::from_fn(move || {
            last = (!rest.is_empty()).then(|| read_varint(&mut rest) as u32)?.wrapping_add(last);
            Some(last)
        })
    }
}

impl SpreadCounter {
    /// Nothing is counted yet.
    pub fn new(rule: TermRule) -> Self {
        Self {
            rule,
            of_form: Vec::new(),
            stamps: Vec::new(),
            terms: Vec::new(),
            met: Vec::new(),
            turn: 0,
            first: 1,
            turns: 0,
            documents: 0,
            open: Vec::new(),
        }
    }

    /// Counts the terms of a turn.
    pub fn add(&mut self, seen: &Seen<'_>) {
        self.learn(seen.lexicon);
        self.turn += 1;
        self.turns += 1;
        self.find_terms(&seen.forms.ids);
        let Self { terms, stamps, met, turn, first, .. } = self;
        let (turn, first, stamps) = (*turn, *first, &mut stamps[..]);
        let places = terms.iter().map(|&place| {
            let stamp = &mut stamps[place as usize];
            let is_new = stamp.turn < first;
            *stamp = Stamp {
                turn,
                turns: stamp.turns + u32::from(stamp.turn != turn),
                documents: stamp.documents + u32::from(is_new),
            };
            (place, is_new)
        });
        extend_kept(met, places);
    }

    /// Puts the terms of a turn into `terms`. What is no term is left out here: half of all words are stop words, and
    /// each would wait for the one before if they shared a stamp. The memory of all forms is asked for before that of
    /// any is waited for.
    fn find_terms(&mut self, ids: &[FormId]) {
        let Self { of_form, stamps, terms, .. } = self;
        terms.clear();
        ids.iter().for_each(|id| prefetch(&of_form[id.index()]));
        let places = ids.iter().map(|id| {
            let place = of_form[id.index()];
            prefetch(&stamps[place as usize]);
            (place, place > 0)
        });
        extend_kept(terms, places);
    }

    /// Finds the terms of the forms that are new.
    fn learn(&mut self, lexicon: &Lexicon) {
        let rule = self.rule;
        for index in self.of_form.len()..lexicon.len() {
            let place = lexicon.term(FormId(index as u32), rule).map_or(0, |number| number + 1);
            self.of_form.push(place);
            self.make_room(place as usize);
        }
    }

    fn make_room(&mut self, place: usize) {
        if place >= self.stamps.len() {
            self.stamps.resize((place + 1).next_power_of_two(), Stamp::default());
        }
    }

    /// Counts the document, or keeps its terms where it may go on elsewhere.
    pub fn end_document(&mut self, ended: &Ended<'_>) {
        self.first = self.turn + 1;
        if (ended.beginning, ended.end) == (Beginning::New, End::OfSource) {
            self.documents += 1;
        } else {
            self.met.sort_unstable();
            let stamps = &mut self.stamps;
            let numbers = self.met.iter().map(|place| {
                stamps[*place as usize].documents -= 1;
                place - 1
            });
            let terms = Open::pack(numbers);
            self.open.push(Open { document: (**ended.document).clone(), beginning: ended.beginning, terms });
        }
        self.met.clear();
    }

    /// Adds all of `other`, whose numbers have become those of `renumbered`.
    pub fn merge(&mut self, other: &Self, renumbered: &Renumbered) {
        let unit = self.rule.unit;
        for (old, stamp) in other.stamps.iter().skip(1).enumerate().filter(|(_, stamp)| stamp.turns > 0) {
            let place = renumbered.number(old as u32, unit) as usize + 1;
            self.make_room(place);
            self.stamps[place].turns += stamp.turns;
            self.stamps[place].documents += stamp.documents;
        }
        self.turns += other.turns;
        self.documents += other.documents;
        self.open.extend(other.open.iter().map(|open| open.renumbered(|old| renumbered.number(old, unit))));
    }

    /// Joins what pieces hold of one document, and brings all into the order of ranks.
    pub fn freeze(mut self, ranks: &Ranks) -> Spread {
        self.count_open();
        self.ranked(ranks)
    }

    /// What is counted so far, in the order of ranks.
    fn ranked(&self, ranks: &Ranks) -> Spread {
        let unit = self.rule.unit;
        let size = ranks.size(unit);
        let mut spread = Spread {
            turns_with: vec![0; size],
            documents_with: vec![0; size],
            turns: self.turns,
            documents: self.documents,
        };
        for (old, stamp) in self.stamps.iter().skip(1).enumerate().filter(|(_, stamp)| stamp.turns > 0) {
            let rank = ranks.number(old as u32, unit) as usize;
            spread.turns_with[rank] = u64::from(stamp.turns);
            spread.documents_with[rank] = u64::from(stamp.documents);
        }
        spread
    }

    fn count_open(&mut self) {
        let mut open = std::mem::take(&mut self.open);
        open.sort_by(|a, b| a.document.as_read(&b.document));
        let mut last: Option<&DocumentKey> = None;
        for part in &open {
            let goes_on = part.beginning == Beginning::Continued
                && last.is_some_and(|last| last.precedes(&part.document));
            if !goes_on {
                self.turn += 1;
                self.documents += 1;
            }
            for number in part.terms() {
                let stamp = &mut self.stamps[number as usize + 1];
                stamp.documents += u32::from(stamp.turn != self.turn);
                stamp.turn = self.turn;
            }
            last = Some(&part.document);
        }
    }

    /// What is counted, in the order of ranks.
    pub fn written(&self, ranks: &Ranks) -> WrittenSpread {
        let unit = self.rule.unit;
        let mut open: Vec<Open> =
            self.open.iter().map(|open| open.renumbered(|old| ranks.number(old, unit))).collect();
        open.sort();
        WrittenSpread { rule: self.rule, spread: self.ranked(ranks), open }
    }

    /// What was written under the same rule.
    pub fn read(rule: TermRule, written: WrittenSpread, sizes: Sizes) -> Result<Self> {
        let WrittenSpread { rule: of_written, spread, open } = written;
        let size = match rule.unit {
            TermUnit::Stem => sizes.stems,
            TermUnit::Type => sizes.types,
            TermUnit::Form => sizes.spellings,
        };
        if of_written != rule || spread.turns_with.len() != size || spread.documents_with.len() != size {
            return Err(broken(NAME));
        }
        for number in open.iter().flat_map(Open::terms) {
            below(number, size, NAME)?;
        }
        let mut counter = Self { turns: spread.turns, documents: spread.documents, open, ..Self::new(rule) };
        counter.stamps = vec![Stamp::default(); size + 1];
        for (stamp, (turns, documents)) in
            counter.stamps.iter_mut().skip(1).zip(spread.turns_with.iter().zip(&spread.documents_with))
        {
            stamp.turns = u32::try_from(*turns).map_err(broken)?;
            stamp.documents = u32::try_from(*documents).map_err(broken)?;
        }
        Ok(counter)
    }

    pub fn heap_size(&self) -> usize {
        size_of::<Stamp>() * self.stamps.len()
            + size_of::<u32>() * self.of_form.len()
            + self.open.iter().map(|open| open.terms.len()).sum::<usize>()
    }
}
