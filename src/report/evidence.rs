//! The second look: sentences behind the numbers that a report shows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::profiles::Profile;
use super::study::Study;
use crate::count::{Quote, QuotePlan, Quotes, Seen, ThemeHit};
use crate::error::Result;
use crate::text::{Analyzer, EntryId, Themes};
use crate::vocab::TermId;

/// How many top terms are quoted.
pub(super) const QUOTED_TERMS: usize = 10;
/// How many sentences are kept for each term or entry and each speaker.
const QUOTES: usize = 5;

/// Whether the words of the inputs are at hand when they are read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    /// Those of every turn.
    All,
    /// Some inputs are counts, in which there is nothing to quote.
    Some,
}

/// What is quoted.
#[derive(Debug)]
pub struct EvidencePlan {
    /// The terms that are quoted, each with patterns for its forms.
    quoted: Vec<TermId>,
    of_terms: QuotePlan,
    of_themes: QuotePlan,
}

/// The quotations of terms and of themes, while turns are met.
#[derive(Debug, Default)]
pub struct Quoted {
    terms: Quotes,
    themes: Quotes,
}

impl EvidencePlan {
    /// Quotes the terms that the report will show, and all themes.
    ///
    /// # Errors
    /// Never for terms that were counted; the patterns are compiled here.
    pub fn new(
        study: &Study<'_>,
        profiles: &[Profile<'_>],
        themes: Arc<Themes>,
        analyzer: &Analyzer,
        texts: Texts,
    ) -> Result<Self> {
        let mut wanted: BTreeSet<TermId> = study.top_terms(QUOTED_TERMS).map(|row| row.term).collect();
        wanted.extend(profiles.iter().flat_map(|profile| &profile.keywords).map(|(term, _)| *term));
        let quoted: Vec<TermId> = wanted.into_iter().collect();
        let named = quoted.iter().map(|&term| (study.counts.terms.key(term), forms(study, term)));
        let patterns = Themes::of_forms(named, analyzer).map(Arc::new)?;

        let mut places = vec![None; study.counts.terms.len()];
        for (place, term) in (0..).zip(&quoted) {
            places[term.index()] = Some(place);
        }
        let terms_of = |row: u32, found: &mut Vec<u32>| {
            found.extend(study.counts.matrix.row(row as usize).filter_map(|cell| places[cell.0 as usize]));
        };
        let own = |hit: &&ThemeHit| themes.entries()[hit.entry.index()].theme == hit.theme;
        let entries_of = |row: u32, found: &mut Vec<u32>| {
            found.extend(study.corpus.counted.in_row(row).iter().filter(own).map(|hit| hit.entry.0));
        };
        let of_terms = buckets(study, texts, quoted.len(), terms_of);
        let of_themes = buckets(study, texts, themes.entries().len(), entries_of);
        Ok(Self {
            quoted,
            of_terms: QuotePlan { themes: patterns, buckets: of_terms, limit: QUOTES },
            of_themes: QuotePlan { themes, buckets: of_themes, limit: QUOTES },
        })
    }

    /// Whether something may be quoted from the turn of a row.
    pub fn is_quoted(&self, row: u32) -> bool {
        [&self.of_terms, &self.of_themes].into_iter().any(|plan| plan.bucket(row).is_some())
    }

    /// Quotes a turn, which stands in that row of the corpus.
    pub fn quote(&self, quoted: &mut Quoted, seen: &Seen<'_>) {
        quoted.terms.add(&self.of_terms, seen);
        quoted.themes.add(&self.of_themes, seen);
    }

    /// What was found in all turns.
    pub fn evidence(self, found: impl IntoIterator<Item = Quoted>) -> Evidence {
        let all = found.into_iter().fold(Quoted::default(), |all, quoted| Quoted {
            terms: all.terms.merge(&self.of_terms, quoted.terms),
            themes: all.themes.merge(&self.of_themes, quoted.themes),
        });
        let terms = all.terms.finish().into_iter();
        let terms = terms.map(|(entry, quotes)| (self.quoted[entry.index()], quotes)).collect();
        Evidence { terms, themes: all.themes.finish() }
    }
}

fn forms<'a>(study: &'a Study<'_>, term: TermId) -> impl Iterator<Item = &'a str> {
    let members = study.counts.terms.members(term).iter();
    members.map(|&form| study.corpus.vocabulary.form(form))
}

/// The turns that are looked at, by their group on the page, as far as they have something to quote: of each of
/// `numbers` terms or entries, which `found` gives for a row, the first turns of each group fill the limit.
fn buckets(
    study: &Study<'_>,
    texts: Texts,
    numbers: usize,
    found: impl Fn(u32, &mut Vec<u32>),
) -> Vec<Option<u32>> {
    let groups = study.groups.grouping.labels.len() as u32;
    let mut of = vec![None; study.corpus.turns.len()];
    let mut turns = vec![0; (groups as usize + 1) * numbers];
    let mut in_row = Vec::new();
    for &row in &study.rows {
        let bucket = study.groups.grouping.of[row as usize].unwrap_or(groups);
        in_row.clear();
        found(row, &mut in_row);
        in_row.sort_unstable();
        in_row.dedup();
        let mut has_first = false;
        for number in &in_row {
            let before: &mut usize = &mut turns[bucket as usize * numbers + *number as usize];
            has_first |= *before < QUOTES;
            *before += 1;
        }
        of[row as usize] = (has_first || texts == Texts::Some).then_some(bucket);
    }
    of
}

/// Sentences behind the numbers.
#[derive(Debug)]
pub struct Evidence {
    terms: BTreeMap<TermId, Vec<Quote>>,
    themes: BTreeMap<EntryId, Vec<Quote>>,
}

impl Evidence {
    /// Sentences with a term, in the order of the corpus.
    pub fn of_term(&self, term: TermId) -> &[Quote] {
        self.terms.get(&term).map_or(&[], Vec::as_slice)
    }

    /// Sentences with an entry of a theme, in the order of the corpus.
    pub fn of_entry(&self, entry: EntryId) -> &[Quote] {
        self.themes.get(&entry).map_or(&[], Vec::as_slice)
    }
}
