//! Whole sentences in which something is named: the evidence behind a number.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::hits::Matcher;
use super::tally::Seen;
use crate::text::{EntryId, Themes, sentence_at};

/// What to quote, from which turns, and how often at most.
#[derive(Debug, Clone)]
pub struct QuotePlan {
    /// What to look for.
    pub themes: Arc<Themes>,
    /// By row: turns of `None` are not quoted, those of one number share the limit.
    pub buckets: Vec<Option<u32>>,
    /// How many sentences to keep for each entry of a theme and each bucket: the first in the order of the rows.
    pub limit: usize,
}

impl QuotePlan {
    /// The bucket of a row; `None` where it is not quoted.
    pub fn bucket(&self, row: u32) -> Option<u32> {
        self.buckets.get(row as usize).copied().flatten()
    }
}

/// A sentence as printed, with the words that were looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    /// The entry that was found.
    pub entry: EntryId,
    /// The turn's row.
    pub row: u32,
    /// The token at which the match begins, from 0 in its turn.
    pub position: u32,
    /// The source's line, from 1.
    pub line: u64,
    /// The whole sentence.
    pub sentence: String,
    /// The byte span of the match in the sentence.
    pub node: Range<usize>,
}

#[derive(Debug)]
struct Found {
    /// The byte of the turn's text at which the sentence begins.
    start: usize,
    quote: Quote,
}

/// Where a sentence stands: row, byte of the turn's text.
type Place = (u32, usize);

impl Found {
    fn place(&self) -> Place {
        (self.quote.row, self.start)
    }

    /// Whether the sentence holds the byte at `place`.
    fn holds(&self, (row, byte): Place) -> bool {
        let end = self.start + self.quote.sentence.len();
        self.quote.row == row && (self.start..end).contains(&byte)
    }
}

/// Collects the first sentences of each entry and bucket, each sentence once; a hit counts for its entry's own theme.
#[derive(Debug, Default)]
pub struct Quotes {
    matcher: Matcher,
    /// By place, never more than the limit.
    found: BTreeMap<(EntryId, u32), Vec<Found>>,
}

impl Quotes {
    /// Adds one turn of a frozen corpus, `seen` under its row there.
    pub fn add(&mut self, plan: &QuotePlan, seen: &Seen<'_>) {
        let Self { matcher, found } = self;
        let Some(bucket) = plan.bucket(seen.row) else { return };
        let text = seen.said.text;
        for hit in matcher.find(&plan.themes, seen.lexicon, &seen.forms.ids) {
            if plan.themes.entries()[hit.entry.index()].theme != hit.theme {
                continue;
            }
            let kept = found.entry((hit.entry, bucket)).or_default();
            let first = seen.forms.spans[hit.position as usize].range();
            let here = (seen.row, first.start);
            if is_full_before(kept, plan.limit, here) || kept.iter().any(|found| found.holds(here)) {
                continue;
            }
            let last = seen.forms.spans[(hit.position + hit.length - 1) as usize].range();
            let sentence = sentence_at(text, first.start);
            let place = (seen.row, sentence.start);
            let at = kept.partition_point(|found| found.place() < place);
            if at == plan.limit || kept.get(at).is_some_and(|found| found.place() == place) {
                continue;
            }
            let quote = Quote {
                entry: hit.entry,
                row: seen.row,
                position: hit.position,
                line: seen.said.line_at(first.start),
                sentence: text[sentence.start..sentence.end.max(last.end)].to_owned(),
                node: first.start - sentence.start..last.end - sentence.start,
            };
            kept.insert(at, Found { start: sentence.start, quote });
            kept.truncate(plan.limit);
        }
    }

    /// Takes in what was found in other turns.
    #[must_use]
    pub fn merge(mut self, plan: &QuotePlan, other: Self) -> Self {
        for (key, mut more) in other.found {
            let kept = self.found.entry(key).or_default();
            kept.append(&mut more);
            kept.sort_by_key(Found::place);
            kept.truncate(plan.limit);
        }
        self
    }

    /// The sentences of each entry, in the order of the rows.
    pub fn finish(self) -> BTreeMap<EntryId, Vec<Quote>> {
        let mut quotes: BTreeMap<EntryId, Vec<Quote>> = BTreeMap::new();
        for ((entry, _), found) in self.found {
            quotes.entry(entry).or_default().extend(found.into_iter().map(|found| found.quote));
        }
        for kept in quotes.values_mut() {
            kept.sort_by_key(|quote| (quote.row, quote.position));
        }
        quotes
    }
}

/// Whether all that may be kept begins before `place` or there.
fn is_full_before(kept: &[Found], limit: usize, place: Place) -> bool {
    kept.len() >= limit && kept.last().is_none_or(|last| last.place() <= place)
}
