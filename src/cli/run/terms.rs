//! From counts to terms, as the settings have it.

use std::collections::BTreeSet;

use super::opened::Opened;
use crate::analysis::{TermCounts, Totals, terms};
use crate::count::Forms;
use crate::error::{Error, Result};
use crate::scan::{Corpus, Grain};
use crate::text::{Language, Languages};
use crate::vocab::{TermRule, TermUnit, Terms};

/// About how many bytes a cell of a matrix takes.
const CELL: u64 = 3;

impl Opened<'_> {
    /// What is a term, where the settings do not say it under this unit.
    pub fn rule(&self, default: TermUnit) -> TermRule {
        let words = &self.settings().words;
        TermRule { unit: words.terms.unwrap_or(default), numbers: words.numbers }
    }

    /// The terms, as the settings have it.
    ///
    /// # Errors
    /// What waits on disk cannot be read.
    pub fn terms<F>(&self, corpus: &Corpus<F>, forms: &impl Forms, default: TermUnit) -> Result<Terms> {
        Ok(self.terms_and_totals(corpus, forms, default)?.0)
    }

    /// Turns × terms, as the settings have it.
    ///
    /// # Errors
    /// As [`Self::terms`]; the matrix does not fit into memory.
    pub fn term_counts<F>(
        &self,
        corpus: &Corpus<F>,
        forms: &impl Forms,
        default: TermUnit,
        totals: Totals,
    ) -> Result<TermCounts> {
        let (terms, form_totals) = self.terms_and_totals(corpus, forms, default)?;
        self.has_room_for_matrix(corpus, &terms, &form_totals)?;
        TermCounts::of_terms(corpus, forms, (terms, form_totals), totals)
    }

    fn terms_and_totals<F>(
        &self,
        corpus: &Corpus<F>,
        forms: &impl Forms,
        default: TermUnit,
    ) -> Result<(Terms, Vec<u64>)> {
        let rule = self.rule(default);
        match rule.unit {
            TermUnit::Stem => self.say_unstemmed(corpus),
            TermUnit::Type | TermUnit::Form => {}
        }
        terms(corpus, forms, rule)
    }

    /// Whether a matrix of turns and terms takes no more than half the memory, were its terms spread over as many turns as
    /// they can be; one of people and terms is small.
    fn has_room_for_matrix<F>(&self, corpus: &Corpus<F>, terms: &Terms, form_totals: &[u64]) -> Result<()> {
        let (Some(limit), Grain::Turn) = (self.settings().memory, self.grain()) else { return Ok(()) };
        let total = |term| terms.members(term).iter().map(|form| form_totals[form.index()]).sum::<u64>();
        let cells: u64 = terms.ids().map(|term| total(term).min(corpus.turns.len() as u64)).sum();
        let needed = cells * CELL;
        if needed > limit / 2 {
            return Err(Error::engine(format_args!(
                "what is asked for needs a matrix of turns and terms of about {} MB in memory, and --memory is too small \
                 for that; ngrams, collocates, diversity, frequency and keywords --no-intervals need none",
                needed.div_ceil(1_000_000)
            )));
        }
        Ok(())
    }

    /// Says for which languages of the corpus there is no stemmer.
    fn say_unstemmed<F>(&self, corpus: &Corpus<F>) {
        let languages: BTreeSet<Language> = match self.settings().words.languages {
            Languages::One(language) => [language].into(),
            Languages::Each => corpus.vocabulary.languages().iter().map(|&(_, language)| language).collect(),
        };
        for language in languages.into_iter().filter(|language| !language.has_stemmer()) {
            let name = language.title();
            self.settings()
                .voice
                .note(format!("there is no stemmer for {name}: each type is a term of its own"));
        }
    }
}
