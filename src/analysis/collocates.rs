//! Which words stand near a node more often than elsewhere.

use std::cmp::Reverse;

use super::attraction::Attraction;
use super::terms::TermCounts;
use crate::count::{Coded, ThemeHit, ThemeHits, Tokens};
use crate::stats::association::AssociationMeasure;
use crate::stats::collocation::Association;
use crate::text::ThemeId;
use crate::vocab::TermId;

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

/// What is no term.
const NONE: u32 = u32::MAX;

/// What stands near the hits of `node`, in some turns, `rows` ascending: each term that is met `min_count` times at
/// least (0: also what is never met), by G² from the most attracted to the most repelled, then the most frequent first, then
/// in byte order as shown.
///
/// A token that two windows cover counts once; stop words and numbers take up room in windows. f1 is the tokens in
/// windows, f2 a collocate's frequency, N all tokens; the node's own tokens are in none of them.
pub fn collocates(
    tokens: &Tokens,
    counts: &TermCounts,
    hits: &ThemeHits,
    node: ThemeId,
    rows: &[u32],
    (window, within): (Window, Within<'_>),
    min_count: u64,
) -> Vec<Collocate> {
    let coded = tokens.coded(|form| counts.terms.of(form).map_or(NONE, |term| term.0));
    let mut margins = Margins::new(counts.terms.len());
    for &row in rows {
        let nodes = hits.in_row(row).iter().filter(|hit| hit.theme == node);
        margins.add(row, &coded, nodes, window, within);
    }
    let is_met = |term: &TermId| margins.all[term.index()] > 0 && margins.near[term.index()] >= min_count;
    let terms = counts.terms.ids().filter(is_met);
    let collocate = |term: TermId| {
        let (observed, second) = (margins.near[term.index()], margins.all[term.index()]);
        let pair = Association { observed, first: margins.window, second, total: margins.tokens };
        Collocate { term, attraction: Attraction::Pair(pair) }
    };
    let mut found: Vec<Collocate> = terms.map(collocate).collect();
    found.sort_by(|a, b| {
        let key = |one: &Collocate| (Reverse(one.attraction.observed()), counts.terms.shown(one.term));
        a.attraction.strongest_first(&b.attraction, AssociationMeasure::G2).then_with(|| key(a).cmp(&key(b)))
    });
    found
}

/// What is counted of all tokens but the node's own.
struct Margins {
    /// By term, how often it stands in a window.
    near: Vec<u64>,
    /// By term, how often it occurs.
    all: Vec<u64>,
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
    fn new(terms: usize) -> Self {
        Self { near: vec![0; terms], all: vec![0; terms], window: 0, tokens: 0, turn: Vec::new() }
    }

    fn add<'h>(
        &mut self,
        row: u32,
        coded: &Coded<'_, u32>,
        nodes: impl Iterator<Item = &'h ThemeHit> + Clone,
        window: Window,
        within: Within<'_>,
    ) {
        self.turn.clear();
        self.turn.extend(coded.row(row).map(|term| (term, Place::Elsewhere)));
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
            if term != NONE {
                self.all[term as usize] += 1;
                self.near[term as usize] += is_near;
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
