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

/// What the second pass looks for.
#[derive(Debug)]
pub struct EvidencePlan {
    terms: Vec<TermId>,
    patterns: Arc<Themes>,
    themes: Arc<Themes>,
    buckets: Arc<Buckets>,
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
    ) -> Result<Self> {
        let mut wanted: BTreeSet<TermId> = study.top_terms(QUOTED_TERMS).map(|row| row.term).collect();
        wanted.extend(profiles.iter().flat_map(|profile| &profile.keywords).map(|(term, _)| *term));
        let terms: Vec<TermId> = wanted.into_iter().collect();
        let forms = |term: TermId| {
            let members = study.counts.terms.members(term).iter();
            members.map(|&form| study.corpus.vocabulary.form(form))
        };
        let named = terms.iter().map(|&term| (study.counts.terms.key(term), forms(term)));
        let patterns = Arc::new(Themes::of_forms(named, analyzer)?);
        Ok(Self { terms, patterns, themes, buckets: Arc::new(buckets(study)) })
    }

    /// The plan of the pass.
    pub fn tallies(&self) -> (QuotePlan, (QuotePlan, Arc<Themes>)) {
        let quotes = |themes: &Arc<Themes>| QuotePlan {
            themes: Arc::clone(themes),
            buckets: Arc::clone(&self.buckets),
            limit: QUOTES,
        };
        (quotes(&self.patterns), (quotes(&self.themes), Arc::clone(&self.patterns)))
    }

    /// What the pass found.
    pub fn evidence(self, found: Corpus<<SecondPass as Tally>::Frozen>) -> Evidence {
        let (terms, (themes, places)) = found.counted;
        let mut term_hits: BTreeMap<TermId, Vec<ThemeHit>> = BTreeMap::new();
        for hit in places.hits {
            term_hits.entry(self.terms[hit.theme.index()]).or_default().push(hit);
        }
        let of_terms = terms.into_iter().map(|(entry, quotes)| (self.terms[entry.index()], quotes)).collect();
        Evidence { terms: of_terms, themes, term_hits }
    }
}

/// The turns that are looked at, by their group on the page.
fn buckets(study: &Study<'_>) -> Buckets {
    let documents = study.corpus.documents.iter();
    let first_rows = documents.flat_map(Document::first_rows).map(|(key, row)| (key.clone(), row)).collect();
    let groups = study.groups.grouping.labels.len() as u32;
    let mut of = vec![None; study.corpus.turns.len()];
    for &row in &study.rows {
        of[row as usize] = Some(study.groups.grouping.of[row as usize].unwrap_or(groups));
    }
    Buckets::new(first_rows, of)
}

/// Sentences and places behind the numbers.
#[derive(Debug)]
pub struct Evidence {
    terms: BTreeMap<TermId, Vec<Quote>>,
    themes: BTreeMap<EntryId, Vec<Quote>>,
    term_hits: BTreeMap<TermId, Vec<ThemeHit>>,
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

    /// The places of the terms said most.
    pub fn term_hits(&self, study: &Study<'_>) -> Vec<(TermId, Vec<ThemeHit>)> {
        let terms = study.top_terms(XRAY_TERMS).map(|row| row.term);
        let places = terms.map(|term| {
            let hits = self.term_hits.get(&term).into_iter().flatten().copied();
            (term, hits.filter(|hit| study.rows.binary_search(&hit.row).is_ok()).collect())
        });
        places.collect()
    }
}
