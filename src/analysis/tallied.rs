//! What is counted of terms in some turns.

use super::terms::TermCounts;

/// Of every term, whether the turns have it or not.
#[derive(Debug, Clone)]
pub(super) struct Tallied {
    /// How often it occurs.
    pub totals: Vec<u64>,
    /// In how many turns.
    pub turns: Vec<u64>,
}

impl Tallied {
    /// Of some turns.
    pub fn new(counts: &TermCounts, rows: &[u32]) -> Self {
        let mut tallied = Self { totals: vec![0; counts.terms.len()], turns: vec![0; counts.terms.len()] };
        for (term, count) in rows.iter().flat_map(|&row| counts.matrix.row(row as usize)) {
            tallied.totals[term as usize] += count;
            tallied.turns[term as usize] += 1;
        }
        tallied
    }

    /// What is counted of one term.
    pub fn of(&self, term: u32) -> Occurrence {
        Occurrence { term, total: self.totals[term as usize], turns: self.turns[term as usize] }
    }
}

/// Of one term, in turns that have it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Occurrence {
    pub term: u32,
    /// How often it occurs.
    pub total: u64,
    /// In how many turns.
    pub turns: u64,
}

/// Turns with fewer cells than a part of the terms like this are counted without a list of all terms.
const FEW: usize = 16;

/// The terms that some turns have, ascending.
pub(super) fn occurrences(counts: &TermCounts, rows: &[u32]) -> Vec<Occurrence> {
    let cells = || rows.iter().flat_map(|&row| counts.matrix.row(row as usize));
    let few: Vec<(u32, u64)> = cells().take(counts.terms.len() / FEW).collect();
    if few.len() < counts.terms.len() / FEW {
        let mut sorted = few;
        sorted.sort_unstable_by_key(|cell| cell.0);
        let terms = sorted.chunk_by(|one, other| one.0 == other.0);
        let sum = |cells: &[(u32, u64)]| Occurrence {
            term: cells[0].0,
            total: cells.iter().map(|cell| cell.1).sum(),
            turns: cells.len() as u64,
        };
        return terms.map(sum).collect();
    }
    let all = Tallied::new(counts, rows);
    let each = (0..).zip(all.totals.iter().zip(&all.turns)).filter(|(_, (_, turns))| **turns > 0);
    each.map(|(term, (&total, &turns))| Occurrence { term, total, turns }).collect()
}
