//! The second pass: sentences and places behind the numbers that a report shows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::profiles::Profile;
use super::study::Study;
use crate::count::{Buckets, Hits, Quote, QuotePlan, Quotes, Tally, ThemeHit};
use crate::error::Result;
use crate::scan::{Corpus, Document};
use crate::text::{Analyzer, EntryId, Themes};
use crate::vocab::TermId;

/// How many terms the x-ray shows.
pub(super) const XRAY_TERMS: usize = 6;
/// How many top terms are quoted.
pub(super) const QUOTED_TERMS: usize = 10;
/// How many sentences are kept for each term or entry and each speaker.
const QUOTES: usize = 5;

/// What the second pass collects: quotations of terms, quotations of themes, places of terms.
pub type SecondPass = (Quotes, (Quotes, Hits));

/// Whether the words of the inputs are at hand in the second pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Texts {
    /// Those of every turn.
    All,
    /// Some inputs are counts, in which there is nothing to quote.
    Some,
}

/// What the second pass looks for.
#[derive(Debug)]
pub struct EvidencePlan {
    /// The terms that are quoted, each with patterns for its forms.
    quoted: Vec<TermId>,
    quoted_forms: Arc<Themes>,
    /// The terms of which every place is wanted, likewise.
    placed: Vec<TermId>,
    placed_forms: Arc<Themes>,
    themes: Arc<Themes>,
    of_terms: Arc<Buckets>,
    of_themes: Arc<Buckets>,
}

impl EvidencePlan {
    /// Looks for the terms that the report will show, and for all themes.
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
        let placed: Vec<TermId> = study.top_terms(XRAY_TERMS).map(|row| row.term).collect();
        let forms = |terms: &[TermId]| {
            let named = terms.iter().map(|&term| (study.counts.terms.key(term), forms(study, term)));
            Themes::of_forms(named, analyzer).map(Arc::new)
        };
        let is_quoted = |&(term, _): &(u32, u64)| quoted.binary_search(&TermId(term)).is_ok();
        let row_of_terms =
            |row: u32| study.counts.matrix.row(row as usize).filter(is_quoted).map(|cell| cell.0);
        let own = |hit: &&ThemeHit| themes.entries()[hit.entry.index()].theme == hit.theme;
        let row_of_themes = |row: u32| {
            let hits = study.corpus.counted.in_row(row);
            hits.iter().filter(own).map(|hit| hit.entry.0)
        };
        Ok(Self {
            quoted_forms: forms(&quoted)?,
            placed_forms: forms(&placed)?,
            of_terms: Arc::new(buckets(study, texts, row_of_terms)),
            of_themes: Arc::new(buckets(study, texts, row_of_themes)),
            quoted,
            placed,
            themes,
        })
    }

    /// The plan of the pass.
    pub fn tallies(&self) -> (QuotePlan, (QuotePlan, Arc<Themes>)) {
        let quotes = |themes: &Arc<Themes>, buckets: &Arc<Buckets>| QuotePlan {
            themes: Arc::clone(themes),
            buckets: Arc::clone(buckets),
            limit: QUOTES,
        };
        let of_themes = quotes(&self.themes, &self.of_themes);
        (quotes(&self.quoted_forms, &self.of_terms), (of_themes, Arc::clone(&self.placed_forms)))
    }

    /// What the pass found.
    pub fn evidence(self, found: Corpus<<SecondPass as Tally>::Frozen>) -> Evidence {
        let (terms, (themes, places)) = found.counted;
        let mut term_places: BTreeMap<TermId, Vec<TermPlace>> = BTreeMap::new();
        for hit in places.hits {
            let place = TermPlace { row: hit.row, position: hit.position };
            term_places.entry(self.placed[hit.theme.index()]).or_default().push(place);
        }
        let of_terms =
            terms.into_iter().map(|(entry, quotes)| (self.quoted[entry.index()], quotes)).collect();
        Evidence { terms: of_terms, themes, term_places }
    }
}

fn forms<'a>(study: &'a Study<'_>, term: TermId) -> impl Iterator<Item = &'a str> {
    let members = study.counts.terms.members(term).iter();
    members.map(|&form| study.corpus.vocabulary.form(form))
}

/// The turns that are looked at, by their group on the page, as far as they have something to quote: of each term or
/// entry, whose numbers `found` gives for a row, the first turns of each group fill the limit.
fn buckets<I: Iterator<Item = u32>>(study: &Study<'_>, texts: Texts, found: impl Fn(u32) -> I) -> Buckets {
    let documents = study.corpus.documents.iter();
    let first_rows = documents.flat_map(Document::first_rows).map(|(key, row)| (key.clone(), row)).collect();
    let groups = study.groups.grouping.labels.len() as u32;
    let mut of = vec![None; study.corpus.turns.len()];
    let mut turns: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for &row in &study.rows {
        let bucket = study.groups.grouping.of[row as usize].unwrap_or(groups);
        let is_first = |number: u32| {
            let turns = turns.entry((bucket, number)).or_default();
            *turns += 1;
            *turns <= QUOTES
        };
        let numbers: BTreeSet<u32> = found(row).collect();
        // Each is to be counted, hence no `any`.
        let firsts = numbers.into_iter().map(is_first).filter(|is_first| *is_first).count();
        of[row as usize] = (firsts > 0 || texts == Texts::Some).then_some(bucket);
    }
    Buckets::new(first_rows, of)
}

/// Where a term stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct TermPlace {
    /// The turn's row.
    pub row: u32,
    /// The token, from 0 in its turn.
    pub position: u32,
}

/// Sentences and places behind the numbers.
#[derive(Debug)]
pub struct Evidence {
    terms: BTreeMap<TermId, Vec<Quote>>,
    themes: BTreeMap<EntryId, Vec<Quote>>,
    term_places: BTreeMap<TermId, Vec<TermPlace>>,
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

    /// The places of the terms said most, each with its term.
    pub(super) fn term_places<'a>(
        &'a self,
        study: &'a Study<'_>,
    ) -> impl Iterator<Item = (TermId, impl Iterator<Item = TermPlace> + 'a)> {
        let is_looked_at = |place: &TermPlace| study.rows.binary_search(&place.row).is_ok();
        study.top_terms(XRAY_TERMS).map(move |row| {
            let places = self.term_places.get(&row.term).into_iter().flatten().copied();
            (row.term, places.filter(is_looked_at))
        })
    }
}
