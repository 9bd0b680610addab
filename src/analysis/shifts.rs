//! Later turns against earlier ones.

use super::comparison::{KeynessOptions, Reference};
use super::keywords::Keyness;
use super::terms::TermCounts;
use super::trends::periods;
use crate::count::Key;
use crate::error::Result;
use crate::scan::{Corpus, Grouping};

/// The lengths of which the last period may stand against all that is earlier, the longest first.
const LENGTHS: [Key; 5] = [Key::Year, Key::Quarter, Key::Month, Key::Week, Key::Day];
/// With fewer turns a last period is none.
const LEAST_TURNS: usize = 10;

/// The last period, and all that is earlier.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Latest {
    /// The period's name.
    pub label: String,
    /// The rows with an earlier date, and those of the period; ascending.
    pub rows: [Vec<u32>; 2],
}

/// The rows of `rows` that are dated before the first day of `after`; none where nothing in `after` has a date.
pub fn earlier<F>(corpus: &Corpus<F>, rows: &[u32], after: &[u32]) -> Vec<u32> {
    let date = |row: &u32| corpus.turns[*row as usize].date;
    let Some(first) = after.iter().filter_map(date).min() else { return Vec::new() };
    rows.iter().copied().filter(|row| date(row).is_some_and(|date| date < first)).collect()
}

/// The last year, quarter, month, week or day: the longest of them that holds at most half of the words that have a date,
/// and 10 turns; `None` where none does.
pub fn latest<F>(corpus: &Corpus<F>, rows: &[u32]) -> Option<Latest> {
    let words = |rows: &[u32]| rows.iter().map(|&row| corpus.turns[row as usize].tokens).sum::<u64>();
    LENGTHS.iter().find_map(|length| {
        let last = periods(corpus, length, rows).pop()?;
        let before = earlier(corpus, rows, &last.rows);
        let is_fit = last.rows.len() >= LEAST_TURNS && words(&last.rows) <= words(&before);
        is_fit.then_some(Latest { label: last.label, rows: [before, last.rows] })
    })
}

/// The terms of later turns, with the earlier ones as the reference: a keyness of one group. A term has to occur
/// `min_count` times on both sides together.
///
/// # Errors
/// None: the reference is no group that could be missing.
pub fn shifts<'a, F>(
    corpus: &'a Corpus<F>,
    counts: &'a TermCounts,
    [before, after]: [Vec<u32>; 2],
    min_count: u64,
) -> Result<Keyness<'a, F>> {
    let options =
        KeynessOptions { min_count, reference: Reference::Turns(before), ..KeynessOptions::default() };
    let mut of = vec![None; corpus.turns.len()];
    after.iter().for_each(|&row| of[row as usize] = Some(0));
    let grouping = Grouping { labels: vec![String::new()], of };
    Keyness::of(corpus, counts, grouping, "period", &after, options)
}
