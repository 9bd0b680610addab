//! What is known of each form while counting: worked out once, at first sight.

use super::interner::{FormId, Interner, Sighting};
use crate::text::{Analyzer, Lexeme};

/// Every form seen so far, with its lexeme.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    forms: Interner,
    lexemes: Vec<Lexeme>,
    totals: Vec<u64>,
}

impl Lexicon {
    /// The number of `form`; a new form is analysed here and never again.
    pub fn see(&mut self, form: &str, analyzer: &Analyzer) -> FormId {
        self.see_as(form, || analyzer.lexeme(form))
    }

    /// The number of `form`; a new form gets the lexeme that the caller works out.
    pub fn see_as(&mut self, form: &str, lexeme: impl FnOnce() -> Lexeme) -> FormId {
        let (id, sighting) = self.forms.intern(form);
        match sighting {
            Sighting::First => {
                self.lexemes.push(lexeme());
                self.totals.push(0);
            }
            Sighting::Known => {}
        }
        id
    }

    /// Counts the tokens of a turn towards the totals of the whole input.
    pub fn count(&mut self, tokens: &[FormId]) {
        for id in tokens {
            self.totals[id.index()] += 1;
        }
    }

    /// The form as written.
    pub fn form(&self, id: FormId) -> &str {
        self.forms.get(id)
    }

    /// What is known of the form.
    pub fn lexeme(&self, id: FormId) -> &Lexeme {
        &self.lexemes[id.index()]
    }

    /// How many distinct forms there are.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether no form was seen yet.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Takes in all of `other`; the result gives, for each of its numbers, the number here.
    pub fn merge(&mut self, other: Self) -> Vec<FormId> {
        let Self { forms, lexemes, totals } = other;
        let mut renumbered = Vec::with_capacity(lexemes.len());
        for ((form, lexeme), total) in forms.iter().zip(lexemes).zip(totals) {
            let id = self.see_as(form, || lexeme);
            self.totals[id.index()] += total;
            renumbered.push(id);
        }
        renumbered
    }

    /// The forms, the lexemes and the totals taken apart.
    pub(super) fn into_parts(self) -> (Interner, Vec<Lexeme>, Vec<u64>) {
        (self.forms, self.lexemes, self.totals)
    }
}
