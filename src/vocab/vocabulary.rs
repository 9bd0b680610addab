//! The frozen vocabulary: forms, types and stems, each in byte order.

use super::interner::FormId;
use super::lexicon::{Known, Lexicon};
use super::strings::Strings;
use super::unit::{TermRule, TermUnit};
use crate::text::Lexeme;

/// Every form of a corpus in byte order, with its type and its stem.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    forms: Strings,
    types: Strings,
    stems: Strings,
    /// By form; types and stems are numbered in byte order too.
    type_of: Vec<u32>,
    /// By type.
    known: Vec<Known>,
}

/// For each number of a lexicon, the rank of its string in byte order.
#[derive(Debug, Clone, Default)]
pub struct Ranks {
    /// By form.
    pub forms: Vec<FormId>,
    types: Vec<u32>,
    stems: Vec<u32>,
}

impl Ranks {
    /// How many stems, types or forms there are.
    pub fn size(&self, unit: TermUnit) -> usize {
        match unit {
            TermUnit::Stem => self.stems.len(),
            TermUnit::Type => self.types.len(),
            TermUnit::Form => self.forms.len(),
        }
    }

    /// The rank of what was number `old` under `unit`.
    pub fn number(&self, old: u32, unit: TermUnit) -> u32 {
        match unit {
            TermUnit::Stem => self.stems[old as usize],
            TermUnit::Type => self.types[old as usize],
            TermUnit::Form => self.forms[old as usize].0,
        }
    }
}

impl Vocabulary {
    /// Freezes a lexicon.
    pub fn freeze(lexicon: &Lexicon) -> (Self, Ranks) {
        let (strings, type_of, known) = lexicon.parts();
        let [(forms, form_ranks), (types, type_ranks), (stems, stem_ranks)] = strings.map(Strings::sorted);
        let mut type_of_rank = vec![0; type_of.len()];
        for (folded, rank) in type_of.iter().zip(&form_ranks) {
            type_of_rank[*rank as usize] = type_ranks[*folded as usize];
        }
        let mut known_of_rank = known.to_vec();
        for (known, rank) in known.iter().zip(&type_ranks) {
            known_of_rank[*rank as usize] = Known { stem: stem_ranks[known.stem as usize], ..*known };
        }
        let forms_of_rank = form_ranks.into_iter().map(FormId).collect();
        let ranks = Ranks { forms: forms_of_rank, types: type_ranks, stems: stem_ranks };
        (Self { forms, types, stems, type_of: type_of_rank, known: known_of_rank }, ranks)
    }

    /// The forms, in byte order.
    pub fn forms(&self) -> &Strings {
        &self.forms
    }

    /// How many distinct forms there are.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether there is no form.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// How many different forms, types or stems there are.
    pub fn size(&self, unit: TermUnit) -> usize {
        self.strings(unit).len()
    }

    /// Every form's number, in byte order of the forms.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = FormId> + use<> {
        (0..self.forms.len() as u32).map(FormId)
    }

    /// The form as written.
    pub fn form(&self, id: FormId) -> &str {
        self.forms.get(id.index())
    }

    /// What is known of the form.
    pub fn lexeme(&self, id: FormId) -> Lexeme<&str> {
        let folded = self.type_of[id.index()];
        let Known { stem, is_stop, is_number } = self.known[folded as usize];
        let (folded, stem) = (self.types.get(folded as usize), self.stems.get(stem as usize));
        Lexeme { folded, stem, is_stop, is_number }
    }

    /// The number of a form, if it occurs.
    pub fn find(&self, form: &str) -> Option<FormId> {
        self.forms.find_sorted(form).map(|place| FormId(place as u32))
    }

    /// The term that a form belongs to, by its rank among the stems, types or forms; none where it is left out.
    pub(super) fn term(&self, id: FormId, rule: TermRule) -> Option<u32> {
        rule.term(id, &self.type_of, &self.known)
    }

    /// The type of each form, and what is known of each type.
    pub(super) fn known(&self) -> (&[u32], &[Known]) {
        (&self.type_of, &self.known)
    }

    /// All stems, types or forms, in byte order.
    pub(super) fn strings(&self, unit: TermUnit) -> &Strings {
        match unit {
            TermUnit::Stem => &self.stems,
            TermUnit::Type => &self.types,
            TermUnit::Form => &self.forms,
        }
    }
}
