//! The turns × terms matrix under the user's choice of what counts.

use crate::count::{Coded, Dfm, Forms, Tokens};
use crate::error::Result;
use crate::scan::Corpus;
use crate::text::Analyzer;
use crate::vocab::{TermId, TermRule, TermUnit, Terms};

/// What the totals behind rates and tests are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Totals {
    /// All words, stop words and numbers included.
    #[default]
    All,
    /// The words that count as terms.
    Content,
}

impl Totals {
    /// Both.
    pub const ALL: [Self; 2] = [Self::All, Self::Content];

    /// The word for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Content => "content",
        }
    }
}

/// What stands for no term: a stop word or a number.
pub(super) const NO_TERM: u32 = u32::MAX;

/// The terms of a corpus, and how often each form occurs in all of its rows together: all that is needed of terms where
/// no matrix is.
///
/// # Errors
/// What waits on disk cannot be read.
pub fn terms<F>(corpus: &Corpus<F>, forms: &impl Forms, rule: TermRule) -> Result<(Terms, Vec<u64>)> {
    let form_totals = forms.column_totals(corpus.vocabulary.len())?;
    Ok((Terms::new(&corpus.vocabulary, &form_totals, rule), form_totals))
}

/// The tokens with the number of the term of each, or [`NO_TERM`].
pub(super) fn coded<'t>(tokens: &'t Tokens, terms: &Terms) -> Coded<'t, u32> {
    tokens.coded(|form| terms.of(form).map_or(NO_TERM, |term| term.0))
}

/// Turns × terms, with the size of each turn in tokens.
#[derive(Debug, Clone)]
pub struct TermCounts {
    /// The terms.
    pub terms: Terms,
    /// One row a turn of the corpus, one column a term.
    pub matrix: Dfm,
    /// The tokens of each turn that rates and tests are taken from.
    pub sizes: Vec<u64>,
    /// How often each form occurs in all turns together.
    pub form_totals: Vec<u64>,
    /// How many different words, under the same unit, make up all those tokens: the terms, and where the totals hold
    /// all words, what is no term too.
    pub types: u64,
}

impl TermCounts {
    /// Gathers the forms of the corpus's rows into terms.
    ///
    /// # Errors
    /// What waits on disk cannot be read.
    pub fn new<F>(corpus: &Corpus<F>, forms: &impl Forms, rule: TermRule, totals: Totals) -> Result<Self> {
        Self::of_terms(corpus, forms, terms(corpus, forms, rule)?, totals)
    }

    /// The same for [`terms`] that are known.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub fn of_terms<F>(
        corpus: &Corpus<F>,
        forms: &impl Forms,
        (terms, form_totals): (Terms, Vec<u64>),
        totals: Totals,
    ) -> Result<Self> {
        let matrix = forms.gather(&terms)?;
        let (sizes, types) = match totals {
            Totals::All => (corpus.turns.iter().map(|turn| turn.tokens).collect(), terms.types()),
            Totals::Content => {
                ((0..matrix.len()).map(|row| matrix.row(row).map(|cell| cell.1).sum()).collect(), terms.len())
            }
        };
        Ok(Self { terms, matrix, sizes, form_totals, types: types as u64 })
    }

    /// The tokens of some turns together.
    pub fn size(&self, rows: &[u32]) -> u64 {
        rows.iter().map(|&row| self.sizes[row as usize]).sum()
    }

    /// How often each term occurs in some turns together.
    pub fn totals(&self, rows: &[u32]) -> Vec<u64> {
        self.matrix.totals(rows, self.terms.len())
    }

    /// The term that a word, as someone may write it, belongs to; else the term whose key is that word.
    pub fn named(&self, word: &str, unit: TermUnit, analyzer: &Analyzer) -> Option<TermId> {
        let lexeme = analyzer.lexeme(word);
        let key = match unit {
            TermUnit::Stem => lexeme.stem.as_str(),
            TermUnit::Type => lexeme.folded.as_str(),
            TermUnit::Form => word,
        };
        self.terms.find(key).or_else(|| self.terms.find(word))
    }

    /// A term as it is shown: its most frequent form in the whole input.
    pub fn shown<'a, F>(&self, corpus: &'a Corpus<F>, term: TermId) -> &'a str {
        corpus.vocabulary.form(self.terms.shown(term))
    }

    /// The Snowball stem of a term as it is shown.
    pub fn stem<'a, F>(&self, corpus: &'a Corpus<F>, term: TermId) -> &'a str {
        corpus.vocabulary.lexeme(self.terms.shown(term)).stem
    }
}
