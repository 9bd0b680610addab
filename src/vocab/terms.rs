//! What an analysis counts: stems, types or forms, each shown by its most frequent form.

use super::interner::FormId;
use super::unit::TermUnit;
use super::vocabulary::{Vocabulary, rank_strings};
use crate::text::Lexeme;

/// A term's number: the rank of its key in byte order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TermId(pub u32);

impl TermId {
    /// The number as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// The terms of a vocabulary under one unit. A form that is left out (a stop word, a number) belongs to
/// no term, so that a stem gathers only the forms that are counted.
#[derive(Debug, Clone)]
pub struct Terms {
    keys: Vec<String>,
    of_form: Vec<Option<TermId>>,
    members: Vec<Vec<FormId>>,
}

impl Terms {
    /// Groups by `unit` the forms of `vocabulary` that `counts`. Members stand by frequency in the whole
    /// input, then in byte order.
    pub fn new(vocabulary: &Vocabulary, unit: TermUnit, counts: impl Fn(&Lexeme) -> bool) -> Self {
        let counted: Vec<FormId> = vocabulary.ids().filter(|&id| counts(vocabulary.lexeme(id))).collect();
        let (keys, places) = rank_strings(counted.iter().map(|&id| key(unit, vocabulary, id)));
        let mut of_form = vec![None; vocabulary.len()];
        let mut members = vec![Vec::new(); keys.len()];
        for (&form, place) in counted.iter().zip(places) {
            of_form[form.index()] = Some(TermId(place));
            members[place as usize].push(form);
        }
        for forms in &mut members {
            forms.sort_by(|&a, &b| vocabulary.total(b).cmp(&vocabulary.total(a)).then(a.cmp(&b)));
        }
        Self { keys, of_form, members }
    }

    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether there is no term.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// Every term's number, in byte order of the keys.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = TermId> + use<> {
        (0..self.keys.len() as u32).map(TermId)
    }

    /// The stem, type or form itself.
    pub fn key(&self, term: TermId) -> &str {
        &self.keys[term.index()]
    }

    /// The term whose key is `key`.
    pub fn find(&self, key: &str) -> Option<TermId> {
        self.keys.binary_search_by(|known| known.as_str().cmp(key)).ok().map(|place| TermId(place as u32))
    }

    /// The term that a form belongs to; none where the form is left out.
    pub fn of(&self, form: FormId) -> Option<TermId> {
        self.of_form[form.index()]
    }

    /// The form by which the term is shown: its most frequent one in the whole input.
    pub fn shown(&self, term: TermId) -> FormId {
        self.members[term.index()][0]
    }

    /// The term's forms, the most frequent first; never empty.
    pub fn members(&self, term: TermId) -> &[FormId] {
        &self.members[term.index()]
    }
}

fn key(unit: TermUnit, vocabulary: &Vocabulary, id: FormId) -> &str {
    match unit {
        TermUnit::Stem => &vocabulary.lexeme(id).stem,
        TermUnit::Type => &vocabulary.lexeme(id).folded,
        TermUnit::Form => vocabulary.form(id),
    }
}
