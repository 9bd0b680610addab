//! The frozen vocabulary: forms, types and stems, each in byte order.

use super::interner::{FormId, Interner};
use super::lexicon::Lexicon;
use crate::text::Lexeme;

/// Every form of a corpus in byte order, with its type, its stem and how often it occurs.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    forms: Vec<Box<str>>,
    lexemes: Vec<Lexeme>,
    totals: Vec<u64>,
}

impl Vocabulary {
    /// Freezes a lexicon; the second result gives each of its numbers the form's rank in byte order.
    pub fn freeze(lexicon: Lexicon) -> (Self, Vec<FormId>) {
        let (forms, lexemes, totals) = lexicon.into_parts();
        let sorted = forms.sorted();
        let mut lexemes: Vec<Option<Lexeme>> = lexemes.into_iter().map(Some).collect();
        let mut rank = vec![FormId(0); sorted.len()];
        for (place, id) in sorted.iter().enumerate() {
            rank[id.index()] = FormId(place as u32);
        }
        let vocabulary = Self {
            forms: sorted.iter().map(|&id| Box::from(forms.get(id))).collect(),
            lexemes: sorted.iter().filter_map(|id| lexemes[id.index()].take()).collect(),
            totals: sorted.iter().map(|id| totals[id.index()]).collect(),
        };
        (vocabulary, rank)
    }

    /// How many distinct forms there are.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether there is no form.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Every form's number, in byte order of the forms.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = FormId> + use<> {
        (0..self.forms.len() as u32).map(FormId)
    }

    /// The form as written.
    pub fn form(&self, id: FormId) -> &str {
        &self.forms[id.index()]
    }

    /// What is known of the form.
    pub fn lexeme(&self, id: FormId) -> &Lexeme {
        &self.lexemes[id.index()]
    }

    /// How often the form occurs in the whole input.
    pub fn total(&self, id: FormId) -> u64 {
        self.totals[id.index()]
    }

    /// The number of a form, if it occurs.
    pub fn find(&self, form: &str) -> Option<FormId> {
        let place = self.forms.binary_search_by(|known| (**known).cmp(form)).ok()?;
        Some(FormId(place as u32))
    }
}

/// Numbers for strings that are met in any order, given out in the byte order of the strings.
pub(super) fn rank_strings<'a>(strings: impl Iterator<Item = &'a str> + Clone) -> (Vec<String>, Vec<u32>) {
    let mut interner = Interner::default();
    let seen: Vec<FormId> = strings.map(|text| interner.intern(text).0).collect();
    let sorted = interner.sorted();
    let mut rank = vec![0; sorted.len()];
    for (place, id) in sorted.iter().enumerate() {
        rank[id.index()] = place as u32;
    }
    let names = sorted.iter().map(|&id| interner.get(id).to_owned()).collect();
    (names, seen.into_iter().map(|id| rank[id.index()]).collect())
}
