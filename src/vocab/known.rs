//! What is known of forms, in whatever numbers a lexicon or a vocabulary gives them.

use super::interner::FormId;
use super::unit::{TermRule, TermUnit};
use crate::text::Language;

/// What is known of each form. A form is a spelling; where texts of several languages are counted together, it is a
/// spelling in one of them.
#[derive(Debug, Clone, Default)]
pub(super) struct KnownForms {
    /// By form: its type.
    pub type_of: Vec<u32>,
    /// By type; by form where forms are of several languages, since a type is then another word in each.
    pub known: Vec<Known>,
    /// By form, where forms are of several languages: its spelling and language. Else empty: the number of a form is
    /// that of its spelling.
    pub languages: Vec<(u32, Language)>,
}

/// What is known of a word: its stem as a number, and what sets it apart.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub stem: u32,
    pub is_stop: bool,
    pub is_number: bool,
}

impl KnownForms {
    /// How many forms there are.
    pub fn len(&self) -> usize {
        self.type_of.len()
    }

    /// The spelling of a form.
    pub fn spelling(&self, form: FormId) -> u32 {
        self.languages.get(form.index()).map_or(form.0, |&(spelling, _)| spelling)
    }

    /// The type of a form, and what is known of it.
    pub fn of(&self, form: FormId) -> (u32, Known) {
        let folded = self.type_of[form.index()];
        let place = if self.languages.is_empty() { folded } else { form.0 };
        (folded, self.known[place as usize])
    }

    /// The term that a form belongs to, as the number of its stem, type or spelling; none where it is left out.
    pub fn term(&self, form: FormId, rule: TermRule) -> Option<u32> {
        let (_, known) = self.of(form);
        rule.numbers.counts(known).then(|| self.number(form, rule.unit))
    }

    /// The number of a form's stem, type or spelling.
    pub fn number(&self, form: FormId, unit: TermUnit) -> u32 {
        match unit {
            TermUnit::Stem => self.of(form).1.stem,
            TermUnit::Type => self.type_of[form.index()],
            TermUnit::Form => self.spelling(form),
        }
    }

    /// About how much memory it takes, in bytes.
    pub fn heap_size(&self) -> usize {
        self.type_of.capacity() * size_of::<u32>()
            + self.known.capacity() * size_of::<Known>()
            + self.languages.capacity() * size_of::<(u32, Language)>()
    }
}
