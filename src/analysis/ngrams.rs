//! Words that follow one another: how often, and how much more often than their parts make likely.

use std::cmp::Reverse;

use foldhash::fast::FixedState;
use hashbrown::HashMap;
use rayon::prelude::*;

use super::attraction::Attraction;
use super::terms::{NO_TERM, coded};
use crate::count::{Coded, Tokens};
use crate::error::Result;
use crate::stats::collocation::{Association, lambda};
use crate::vocab::{TermId, Terms};

/// How many words an n-gram has: 2 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NgramSize(usize);

impl NgramSize {
    /// The least and the greatest.
    pub const BOUNDS: [u64; 2] = [2, 5];

    /// Two words.
    pub const PAIR: Self = Self(2);

    /// A size within the bounds.
    pub fn new(words: u64) -> Option<Self> {
        let [least, most] = Self::BOUNDS;
        (least..=most).contains(&words).then_some(Self(words as usize))
    }

    /// So many words.
    pub fn words(self) -> usize {
        self.0
    }
}

/// Which n-grams are counted.
#[derive(Debug, Clone, Copy)]
pub struct NgramOptions {
    /// How many words they have.
    pub size: NgramSize,
    /// How many words may be left out between the first and the last, in all. Guthrie et al. (2006).
    pub skip: usize,
    /// Rarer ones are left out.
    pub min_count: u64,
    /// Of how many terms, the most frequent, they are made; `None`: of all. Memory is bounded by it.
    pub terms: Option<usize>,
}

/// Terms that follow one another.
#[derive(Debug, Clone, PartialEq)]
pub struct Ngram {
    /// The terms, in order.
    pub terms: Box<[TermId]>,
    /// How often they do, and how strongly they attract each other.
    pub attraction: Attraction,
}

/// How many slots a table may have for each n-gram that is in it.
const SLOTS: u64 = 2;

/// How many times turns are gone through at most.
const MOST_PASSES: u32 = 64;

/// Any word, in a part of an n-gram.
const NONE: u32 = NO_TERM;

/// The n-grams of terms in some turns: the most frequent first, then word by word in byte order as shown.
///
/// None crosses a turn. Stop words and numbers are in no n-gram that is given, but stand between words, and what they
/// are part of counts in the totals. All counts are exact, and take time linear in the words.
///
/// # Errors
/// What waits on disk cannot be read.
pub fn ngrams(tokens: &Tokens, terms: &Terms, rows: &[u32], options: &NgramOptions) -> Result<Vec<Ngram>> {
    NgramFinder::new(tokens, terms).find(rows, options)
}

/// Finds n-grams in one group of turns after the other, each at the cost of what it holds.
pub struct NgramFinder<'a> {
    terms: &'a Terms,
    tokens: Coded<'a, u32>,
    /// By term itself where it is used, else [`NO_TERM`], as all are between two groups.
    used: Vec<u32>,
    /// How many bytes the tables may take in which n-grams are counted.
    room: u64,
}

impl<'a> NgramFinder<'a> {
    /// In turns of those tokens, of those terms.
    pub fn new(tokens: &'a Tokens, terms: &'a Terms) -> Self {
        Self { terms, tokens: coded(tokens, terms), used: vec![NO_TERM; terms.len()], room: u64::MAX }
    }

    /// The same with about so many bytes for the tables in which n-grams are counted: where they need more, the turns are
    /// gone through several times. The result is the same, and is not in it.
    #[must_use]
    pub fn within(self, room: u64) -> Self {
        Self { room, ..self }
    }

    /// As [`ngrams`].
    ///
    /// # Errors
    /// What waits on disk cannot be read.
    pub fn find(&mut self, rows: &[u32], options: &NgramOptions) -> Result<Vec<Ngram>> {
        let used = self.usable(rows, options)?;
        used.iter().for_each(|term| self.used[term.index()] = term.0);
        let found = match options.size.words() {
            2 => Analysis::<2>::new(self, rows, options).ngrams(),
            3 => Analysis::<3>::new(self, rows, options).ngrams(),
            4 => Analysis::<4>::new(self, rows, options).ngrams(),
            _ => Analysis::<5>::new(self, rows, options).ngrams(),
        };
        used.iter().for_each(|term| self.used[term.index()] = NO_TERM);
        let shown =
            |ngram: &Ngram| ngram.terms.iter().map(|&term| self.terms.shown(term)).collect::<Vec<_>>();
        let mut found = found?;
        found.sort_by_cached_key(|ngram| (Reverse(ngram.attraction.observed()), shown(ngram)));
        Ok(found)
    }

    /// The terms that may be in an n-gram that is kept.
    fn usable(&self, rows: &[u32], options: &NgramOptions) -> Result<Vec<TermId>> {
        // Without gaps, an n-gram is no more frequent than any of its words.
        let needed = if options.skip == 0 { options.min_count } else { 1 };
        let mut totals = HashMap::<u32, u64, FixedState>::default();
        self.tokens.visit(rows.iter().copied(), |_, terms| {
            terms.filter(|&term| term != NO_TERM).for_each(|term| *totals.entry(term).or_default() += 1);
        })?;
        let mut used: Vec<(u32, u64)> = totals.into_iter().filter(|&(_, total)| total >= needed).collect();
        used.sort_unstable_by_key(|&(term, total)| (Reverse(total), term));
        used.truncate(options.terms.unwrap_or(usize::MAX));
        Ok(used.into_iter().map(|(term, _)| TermId(term)).collect())
    }

    /// A term; [`NO_TERM`] for a stop word, a number, and what is not used.
    fn used(&self, term: u32) -> u32 {
        self.used.get(term as usize).copied().unwrap_or(NO_TERM)
    }
}

/// Counts by n-gram, or by a part of one, whose other places are [`NONE`].
type Counted<const N: usize> = HashMap<[u32; N], u64, FixedState>;

struct Analysis<'a, const N: usize> {
    rows: &'a [u32],
    finder: &'a NgramFinder<'a>,
    skip: usize,
    least: u64,
}

impl<'a, const N: usize> Analysis<'a, N> {
    fn new(finder: &'a NgramFinder<'a>, rows: &'a [u32], options: &NgramOptions) -> Self {
        Self { rows, finder, skip: options.skip, least: options.min_count.max(1) }
    }

    fn ngrams(&self) -> Result<Vec<Ngram>> {
        let threads = rayon::current_num_threads() as u32;
        let of = threads.saturating_mul(self.passes()?);
        let mut kept: Vec<([u32; N], u64)> = by_shard(of, |shard| self.whole(shard))?.concat();
        kept.sort_unstable();
        let parts = by_shard(threads, |shard| self.parts(shard, &kept))?;
        let total = parts.first().map_or(0, |(_, total)| *total);
        let part = |key: &[u32; N]| {
            let (counted, _) = &parts[(first(key) % threads) as usize];
            counted.get(key).copied().unwrap_or_default()
        };
        let ngram = |&(words, observed): &([u32; N], u64)| {
            // Bit i is set where the word at place i is the n-gram's own.
            let subsets = (0..1usize << N).map(|subset| match subset {
                0 => total,
                whole if whole + 1 == 1 << N => observed,
                subset => part(&restricted(&words, subset)),
            });
            let subsets: Vec<u64> = subsets.collect();
            Ngram {
                terms: words.iter().map(|&word| TermId(word)).collect(),
                attraction: attraction(observed, total, subsets),
            }
        };
        Ok(kept.par_iter().map(ngram).collect())
    }

    /// How many times the turns are gone through so that the tables keep within their room, even if no n-gram of terms
    /// came twice.
    fn passes(&self) -> Result<u32> {
        if self.finder.room == u64::MAX {
            return Ok(1);
        }
        let mut met = 0;
        self.each(|words| met += u64::from(!words.contains(&NONE)))?;
        let needed = met.saturating_mul(SLOTS * size_of::<([u32; N], u64)>() as u64);
        Ok(u32::try_from(needed.div_ceil(self.finder.room.max(1)))
            .map_or(MOST_PASSES, |passes| passes.clamp(1, MOST_PASSES)))
    }

    /// The n-grams of terms alone that are frequent enough.
    fn whole(&self, shard: Shard) -> Result<Vec<([u32; N], u64)>> {
        let mut counted = Counted::<N>::default();
        self.each(|words| {
            if shard.has(words[0]) && !words.contains(&NONE) {
                *counted.entry(*words).or_default() += 1;
            }
        })?;
        Ok(counted.into_iter().filter(|&(_, count)| count >= self.least).collect())
    }

    /// How often each part of the kept n-grams stands in its places, and how many n-grams there are of any words.
    fn parts(&self, shard: Shard, kept: &[([u32; N], u64)]) -> Result<(Counted<N>, u64)> {
        let mut counted = Counted::<N>::default();
        for (words, _) in kept {
            let parts = proper_subsets::<N>().map(|subset| restricted(words, subset));
            for part in parts.filter(|part| shard.has(first(part))) {
                counted.insert(part, 0);
            }
        }
        let mut total = 0;
        self.each(|words| {
            total += 1;
            let terms = (0..N).filter(|&place| words[place] != NONE).fold(0, |bits, place| bits | 1 << place);
            for subset in proper_subsets::<N>().filter(|subset| subset & !terms == 0) {
                let part = restricted(words, subset);
                if shard.has(first(&part))
                    && let Some(count) = counted.get_mut(&part)
                {
                    *count += 1;
                }
            }
        })?;
        Ok((counted, total))
    }

    /// Hands each n-gram of any words to `each`.
    fn each(&self, mut each: impl FnMut(&[u32; N])) -> Result<()> {
        let mut turn = Vec::new();
        self.finder.tokens.visit(self.rows.iter().copied(), |_, terms| {
            turn.clear();
            turn.extend(terms.map(|term| self.finder.used(term)));
            for start in 0..turn.len() {
                walk(&turn[start..], 1, self.skip, &mut [turn[start]; N], &mut each);
            }
        })
    }
}

/// The n-grams that begin with the first of `turn`, of which `place` words are chosen, the last at its beginning.
fn walk<const N: usize>(
    turn: &[u32],
    place: usize,
    skip: usize,
    chosen: &mut [u32; N],
    each: &mut impl FnMut(&[u32; N]),
) {
    if place == N {
        return each(chosen);
    }
    for (skipped, &word) in turn.iter().skip(1).take(skip + 1).enumerate() {
        chosen[place] = word;
        walk(&turn[skipped + 1..], place + 1, skip - skipped, chosen, each);
    }
}

/// What `count` makes of each shard of the n-grams: of those whose first word that counts is among its own. Which words
/// are whose depends on how many shards there are, what they count together does not.
fn by_shard<V: Send>(of: u32, count: impl Fn(Shard) -> Result<V> + Sync) -> Result<Vec<V>> {
    (0..of).into_par_iter().map(|which| count(Shard { which, of })).collect()
}

/// The words that are counted at a time.
#[derive(Clone, Copy)]
struct Shard {
    which: u32,
    of: u32,
}

impl Shard {
    fn has(self, word: u32) -> bool {
        word != NONE && word % self.of == self.which
    }
}

/// The subsets of the places, none and all left out.
fn proper_subsets<const N: usize>() -> impl Iterator<Item = usize> {
    1..(1 << N) - 1
}

/// The words in some places, the others being any.
fn restricted<const N: usize>(words: &[u32; N], subset: usize) -> [u32; N] {
    std::array::from_fn(|place| if subset & 1 << place == 0 { NONE } else { words[place] })
}

/// The first word that is not any.
fn first<const N: usize>(part: &[u32; N]) -> u32 {
    part.iter().copied().find(|&word| word != NONE).unwrap_or(NONE)
}

/// From how often the words of each subset stand in their places, whatever stands in the others.
fn attraction(observed: u64, total: u64, mut subsets: Vec<u64>) -> Attraction {
    if let [_, first, second, _] = subsets[..] {
        return Attraction::Pair(Association { observed, first, second, total });
    }
    // From "at least these" to "exactly these".
    for bit in (0..subsets.len().ilog2()).map(|place| 1 << place) {
        for subset in (0..subsets.len()).filter(|subset| subset & bit == 0) {
            subsets[subset] -= subsets[subset | bit];
        }
    }
    Attraction::Row { observed, total, lambda: lambda(&subsets) }
}
