//! Whole sentences in which something is named: the evidence behind a number.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::hits::Matcher;
use super::tally::{DocumentKey, Order, Renumbering, Seen, Tally};
use crate::text::{EntryId, Themes, sentence_at};

/// What to quote, and how often at most for each entry and speaker's name.
#[derive(Debug, Clone)]
pub struct QuotePlan {
    /// What to look for.
    pub themes: Arc<Themes>,
    /// How many sentences to keep for each entry of a theme and each name: the first in document order.
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
    quote: Quote,
}

impl Found {
    fn place(&self) -> (&DocumentKey, u32, u32) {
        (&self.document, self.quote.row, self.quote.position)
    }
}

/// Collects the first sentences of each entry and speaker's name; a hit counts for its entry's own theme.
#[derive(Debug, Default)]
pub struct Quotes {
    matcher: Matcher,
    found: BTreeMap<(EntryId, String), Vec<Found>>,
}

impl Tally for Quotes {
    type Plan = QuotePlan;
    type Frozen = BTreeMap<EntryId, Vec<Quote>>;

    fn empty(_: &QuotePlan) -> Self {
        Self::default()
    }

    fn add(&mut self, plan: &QuotePlan, seen: &Seen<'_>) {
        let Self { matcher, found } = self;
        let name = seen.turn.speaker.map_or("", |person| person.name.as_str());
        let text = seen.turn.text;
        for hit in matcher.find(&plan.themes, seen.lexicon, &seen.forms.ids) {
            if plan.themes.entries()[hit.entry.index()].theme != hit.theme {
                continue;
            }
            let kept = found.entry((hit.entry, name.to_owned())).or_default();
            let full =
                kept.len() >= plan.limit && kept.last().is_some_and(|last| last.document == *seen.document);
            let first = &seen.forms.spans[hit.position as usize];
            let last = &seen.forms.spans[(hit.position + hit.length - 1) as usize];
            let mut bounds = sentence_at(text, first.start);
            bounds.end = bounds.end.max(last.end);
            let same = kept.last().is_some_and(|last| {
                last.quote.row == seen.row && last.quote.sentence == text[bounds.clone()]
            });
            if full || same {
                continue;
            }
            kept.push(Found {
                document: Arc::clone(seen.document),
                quote: Quote {
                    entry: hit.entry,
                    row: seen.row,
                    position: hit.position,
                    line: seen.turn.line_at(first.start),
                    sentence: text[bounds.clone()].to_owned(),
                    node: first.start - bounds.start..last.end - bounds.start,
                },
            });
            if kept.len() > 2 * plan.limit {
                keep_first(kept, plan.limit);
            }
        }
    }

    fn merge(&mut self, plan: &QuotePlan, other: Self, renumbering: &Renumbering) {
        for (key, mut more) in other.found {
            for found in &mut more {
                found.quote.row += renumbering.rows;
            }
            let kept = self.found.entry(key).or_default();
            kept.append(&mut more);
            keep_first(kept, plan.limit);
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
}

fn keep_first(found: &mut Vec<Found>, limit: usize) {
    found.sort_by(|a, b| a.place().cmp(&b.place()));
    found.truncate(limit);
}
