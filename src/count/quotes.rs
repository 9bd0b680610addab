//! Whole sentences in which something is named: the evidence behind a number.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use super::hits::Matcher;
use super::tally::{DocumentKey, Order, Renumbering, Seen, Tally};
use crate::text::{EntryId, Themes, sentence_at};

/// Which turns are quoted, and which of them share a limit.
#[derive(Debug, Clone, Default)]
pub struct Buckets {
    first_rows: HashMap<DocumentKey, u32>,
    of: Option<Vec<Option<u32>>>,
}

impl Buckets {
    /// Turns by their final row: those of `None` are not quoted, those of one number share a limit. `first_rows`
    /// gives the row of the first turn of each document, and of each fragment of one.
    pub fn new(first_rows: HashMap<DocumentKey, u32>, of: Vec<Option<u32>>) -> Self {
        Self { first_rows, of: Some(of) }
    }

    /// The number of a turn; by default every turn has the same.
    fn of(&self, document: &DocumentKey, place: u32) -> Option<u32> {
        let Some(of) = &self.of else { return Some(0) };
        let row = self.first_rows.get(document)? + place;
        of.get(row as usize).copied().flatten()
    }
}

/// What to quote, from which turns, and how often at most.
#[derive(Debug, Clone)]
pub struct QuotePlan {
    /// What to look for.
    pub themes: Arc<Themes>,
    /// Which turns are quoted, and which of them share the limit.
    pub buckets: Arc<Buckets>,
    /// How many sentences to keep for each entry of a theme and each bucket: the first in document order.
    pub limit: usize,
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
    document: Arc<DocumentKey>,
    /// The byte of the turn's text at which the sentence begins.
    start: usize,
    quote: Quote,
}

/// Where a sentence stands: document, row, byte of the turn's text.
type Place<'a> = (&'a DocumentKey, u32, usize);

impl Found {
    fn place(&self) -> Place<'_> {
        (&self.document, self.quote.row, self.start)
    }

    /// Whether the sentence holds the byte at `place`.
    fn holds(&self, (document, row, byte): Place<'_>) -> bool {
        let end = self.start + self.quote.sentence.len();
        (self.document.as_ref(), self.quote.row) == (document, row) && (self.start..end).contains(&byte)
    }
}

/// Collects the first sentences of each entry and bucket, each sentence once; a hit counts for its entry's own theme.
#[derive(Debug, Default)]
pub struct Quotes {
    matcher: Matcher,
    /// By place, never more than the limit.
    found: BTreeMap<(EntryId, u32), Vec<Found>>,
}

impl Tally for Quotes {
    type Plan = QuotePlan;
    type Frozen = BTreeMap<EntryId, Vec<Quote>>;

    fn empty(_: &QuotePlan) -> Self {
        Self::default()
    }

    fn add(&mut self, plan: &QuotePlan, seen: &Seen<'_>) {
        let Self { matcher, found } = self;
        let Some(bucket) = plan.buckets.of(seen.document, seen.place) else { return };
        if seen.turn.text.is_empty() {
            return;
        }
        let text = seen.turn.text;
        for hit in matcher.find(&plan.themes, seen.lexicon, &seen.forms.ids) {
            if plan.themes.entries()[hit.entry.index()].theme != hit.theme {
                continue;
            }
            let kept = found.entry((hit.entry, bucket)).or_default();
            let first = seen.forms.spans[hit.position as usize].range();
            let here = (seen.document.as_ref(), seen.row, first.start);
            if is_full_before(kept, plan.limit, here) || kept.iter().any(|found| found.holds(here)) {
                continue;
            }
            let last = seen.forms.spans[(hit.position + hit.length - 1) as usize].range();
            let sentence = sentence_at(text, first.start);
            let place = (seen.document.as_ref(), seen.row, sentence.start);
            let at = kept.partition_point(|found| found.place() < place);
            if at == plan.limit || kept.get(at).is_some_and(|found| found.place() == place) {
                continue;
            }
            let quote = Quote {
                entry: hit.entry,
                row: seen.row,
                position: hit.position,
                line: seen.turn.line_at(first.start),
                sentence: text[sentence.start..sentence.end.max(last.end)].to_owned(),
                node: first.start - sentence.start..last.end - sentence.start,
            };
            kept.insert(at, Found { document: Arc::clone(seen.document), start: sentence.start, quote });
            kept.truncate(plan.limit);
        }
    }

    fn merge(&mut self, plan: &QuotePlan, other: Self, renumbering: &Renumbering) {
        for (key, mut more) in other.found {
            for found in &mut more {
                found.quote.row = renumbering.rows.number(found.quote.row);
            }
            let kept = self.found.entry(key).or_default();
            kept.append(&mut more);
            kept.sort_by(|a, b| a.place().cmp(&b.place()));
            kept.truncate(plan.limit);
        }
    }

    fn freeze(self, order: &Order) -> Self::Frozen {
        let rows = order.final_rows();
        let mut quotes: BTreeMap<EntryId, Vec<Quote>> = BTreeMap::new();
        for ((entry, _), found) in self.found {
            let kept = quotes.entry(entry).or_default();
            kept.extend(
                found.into_iter().map(|found| Quote { row: rows[found.quote.row as usize], ..found.quote }),
            );
        }
        for kept in quotes.values_mut() {
            kept.sort_by_key(|quote| (quote.row, quote.position));
        }
        quotes
    }

    fn heap_size(&self) -> usize {
        self.found.values().flatten().map(|found| size_of::<Found>() + found.quote.sentence.len()).sum()
    }
}

/// Whether all that may be kept begins before `place` or there.
fn is_full_before(kept: &[Found], limit: usize, place: Place<'_>) -> bool {
    kept.len() >= limit && kept.last().is_none_or(|last| last.place() <= place)
}
