//! The second pass: sentences and places behind the numbers that a report shows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::profiles::Profile;
use super::study::Study;
use crate::count::{Hits, Quote, QuotePlan, Quotes, Tally, ThemeHit};
use crate::error::Result;
use crate::scan::Corpus;
use crate::text::{Analyzer, EntryId, Themes};
use crate::vocab::{TermId, TermUnit};

/// How many terms the x-ray shows.
pub(super) const XRAY_TERMS: usize = 6;
/// How many top terms are quoted.
const QUOTED_TERMS: usize = 25;
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
        unit: TermUnit,
        analyzer: &Analyzer,
    ) -> Result<Self> {
        let mut wanted: BTreeSet<TermId> = study.top_terms(QUOTED_TERMS).map(|row| row.term).collect();
        wanted.extend(profiles.iter().flat_map(|profile| &profile.keywords).map(|(term, _)| *term));
        let terms: Vec<TermId> = wanted.into_iter().collect();
        let entries: Vec<(String, [String; 1])> = terms
            .iter()
            .map(|&term| {
                let key = study.counts.terms.key(term);
                (key.to_owned(), [pattern(unit, key)])
            })
            .collect();
        let listed: Vec<(&str, &[String])> =
            entries.iter().map(|(key, entry)| (key.as_str(), entry.as_slice())).collect();
        Ok(Self { terms, patterns: Arc::new(Themes::from_patterns(&listed, analyzer)?), themes })
    }

    /// The plan of the pass.
    pub fn tallies(&self) -> (QuotePlan, (QuotePlan, Arc<Themes>)) {
        let quotes = |themes: &Arc<Themes>| QuotePlan { themes: Arc::clone(themes), limit: QUOTES };
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

fn pattern(unit: TermUnit, key: &str) -> String {
    match unit {
        TermUnit::Stem => format!("stem:{key}"),
        TermUnit::Type => format!("re:^{}$", regex::escape(key)),
        TermUnit::Form => format!("case:{key}"),
    }
}

/// Sentences and places behind the numbers.
#[derive(Debug)]
pub struct Evidence {
    terms: BTreeMap<TermId, Vec<Quote>>,
    themes: BTreeMap<EntryId, Vec<Quote>>,
    term_hits: BTreeMap<TermId, Vec<ThemeHit>>,
}

impl Evidence {
    /// Sentences with a term, in the order of the corpus, from the turns that are looked at.
    pub fn of_term<'a>(&'a self, study: &'a Study<'_>, term: TermId) -> impl Iterator<Item = &'a Quote> {
        looked_at(study, self.terms.get(&term))
    }

    /// Sentences with an entry of a theme, in the order of the corpus, from the turns that are looked at.
    pub fn of_entry<'a>(&'a self, study: &'a Study<'_>, entry: EntryId) -> impl Iterator<Item = &'a Quote> {
        looked_at(study, self.themes.get(&entry))
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

fn looked_at<'a>(study: &'a Study<'_>, quotes: Option<&'a Vec<Quote>>) -> impl Iterator<Item = &'a Quote> {
    quotes.into_iter().flatten().filter(|quote| study.rows.binary_search(&quote.row).is_ok())
}
