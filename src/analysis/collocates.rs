//! Which words stand near a node more often than elsewhere.

use std::cmp::Reverse;

use foldhash::fast::FixedState;
use hashbrown::HashMap;

use super::attraction::Attraction;
use super::terms::{NO_TERM, coded};
use crate::count::{Coded, ThemeHit, ThemeHits, Tokens};
use crate::error::Result;
use crate::stats::association::AssociationMeasure;
use crate::stats::collocation::Association;
use crate::text::ThemeId;
use crate::vocab::{TermId, Terms};

/// How many tokens on either side of a node are its window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Window {
    /// Tokens to the left.
    pub left: u32,
    /// Tokens to the right.
    pub right: u32,
}

/// Where windows end, whatever their width.
#[derive(Debug, Clone, Copy)]
pub enum Within<'a> {
    /// With the turn.
    Turn,
    /// With the sentence: for each turn, the places of the tokens with which a further one begins.
    Sentence(&'a [Box<[u32]>]),
}

/// A word near the node.
#[derive(Debug, Clone, PartialEq)]
pub struct Collocate {
    /// The word.
    pub term: TermId,
    /// How often it stands in a window, and how strongly that attracts it.
    pub attraction: Attraction,
}

/// What stands near the hits of `node`, in some turns, `rows` ascending: each term that is met `min_count` times at
/// least (0: also what is never met), by G² from the most attracted to the most repelled, then the most frequent first, then
/// in byte order as shown.
///
/// A token that two windows cover counts once; stop words and numbers take up room in windows. f1 is the tokens in
/// windows, f2 a collocate's frequency, N all tokens; the node's own tokens are in none of them.
///
/// # Errors
/// What waits on disk cannot be read.
pub fn collocates(
    tokens: &Tokens,
    terms: &Terms,
    hits: &ThemeHits,
    node: ThemeId,
    rows: &[u32],
    window: (Window, Within<'_>),
    min_count: u64,
) -> Result<Vec<Collocate>> {
    CollocateFinder::new(tokens, terms, (hits, node), window).find(rows, min_count)
}

/// Finds the collocates of a node in one group of turns after the other, each at the cost of what it holds.
pub struct CollocateFinder<'a> {
    terms: &'a Terms,
    tokens: Coded<'a, u32>,
    hits: &'a ThemeHits,
    node: ThemeId,
    window: Window,
    within: Within<'a>,
}

impl<'a> CollocateFinder<'a> {
    /// In turns of those tokens, of those terms; the node is the theme of those `hits`.
    pub fn new(
        tokens: &'a Tokens,
        terms: &'a Terms,
        (hits, node): (&'a ThemeHits, ThemeId),
        (window, within): (Window, Within<'a>),
    ) -> Self {
        Self { terms, tokens: coded(tokens, terms), hits, node, window, within }
    }

    /// As [`collocates`].
    ///
    /// # Errors
    /// What waits on disk cannot be read.
    pub fn find(&self, rows: &[u32], min_count: u64) -> Result<Vec<Collocate>> {
        let mut margins = Margins::default();
        self.tokens.visit(rows.iter().copied(), |row, tokens| {
            let nodes = self.hits.in_row(row).iter().filter(|hit| hit.theme == self.node);
            margins.add(row, tokens, nodes, self.window, self.within);
        })?;
        let Margins { terms, window: first, tokens: total, .. } = margins;
        let collocate = |(term, [observed, second]): (u32, [u64; 2])| {
            let pair = Association { observed, first, second, total };
            Collocate { term: TermId(term), attraction: Attraction::Pair(pair) }
        };
        let met = terms.into_iter().filter(|(_, [near, _])| *near >= min_count);
        let mut found: Vec<Collocate> = met.map(collocate).collect();
        found.sort_by(|a, b| {
            let key = |one: &Collocate| (Reverse(one.attraction.observed()), self.terms.shown(one.term));
            let by_strength = a.attraction.strongest_first(&b.attraction, AssociationMeasure::G2);
            by_strength.then_with(|| key(a).cmp(&key(b)))
        });
        Ok(found)
    }
}

/// What is counted of all tokens but the node's own.
#[derive(Default)]
struct Margins {
    /// For each term that occurs, how often it stands in a window, and how often it occurs.
    terms: HashMap<u32, [u64; 2], FixedState>,
    /// Tokens in windows.
    window: u64,
    /// All tokens.
    tokens: u64,
    turn: Vec<(u32, Place)>,
}

/// What a token is to the node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Node,
    Near,
    Elsewhere,
}

impl Margins {
    fn add<'h>(
        &mut self,
        row: u32,
        tokens: impl Iterator<Item = u32>,
        nodes: impl Iterator<Item = &'h ThemeHit> + Clone,
        window: Window,
        within: Within<'_>,
    ) {
        self.turn.clear();
        self.turn.extend(tokens.map(|term| (term, Place::Elsewhere)));
        for hit in nodes.clone() {
            let (first, end) = (hit.position as usize, (hit.position + hit.length) as usize);
            let (least, most) = within.bounds(row, hit, self.turn.len());
            let start = first.saturating_sub(window.left as usize).max(least);
            let stop = (end + window.right as usize).min(most);
            self.turn[start..stop].iter_mut().for_each(|token| token.1 = Place::Near);
        }
        for hit in nodes {
            let own = hit.position as usize..(hit.position + hit.length) as usize;
            self.turn[own].iter_mut().for_each(|token| token.1 = Place::Node);
        }
        for &(term, place) in self.turn.iter().filter(|(_, place)| *place != Place::Node) {
            let is_near = u64::from(place == Place::Near);
            self.tokens += 1;
            self.window += is_near;
            if term != NO_TERM {
                let [near, all] = self.terms.entry(term).or_default();
                *near += is_near;
                *all += 1;
            }
        }
    }
}

impl Within<'_> {
    /// The first token that a window round a hit may have, and one past the last; the hit itself is always within.
    fn bounds(self, row: u32, hit: &ThemeHit, turn: usize) -> (usize, usize) {
        match self {
            Self::Turn => (0, turn),
            Self::Sentence(starts) => {
                let starts = &starts[row as usize];
                let before = starts.partition_point(|&start| start <= hit.position);
                let after = starts.partition_point(|&start| start < hit.position + hit.length);
                let least = before.checked_sub(1).map_or(0, |place| starts[place] as usize);
                (least, starts.get(after).map_or(turn, |&start| start as usize))
            }
        }
    }
}
