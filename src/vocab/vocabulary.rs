//! The frozen vocabulary: forms, types and stems, each in byte order.

use std::borrow::Cow;

use super::interner::FormId;
use super::known::{Known, KnownForms};
use super::lexicon::Lexicon;
use super::strings::Strings;
use super::unit::{TermRule, TermUnit};
use crate::text::{Language, Lexeme};

/// Every form of a corpus in byte order, with its type and its stem. Where forms are of several languages, those of one
/// spelling stand in the order of the languages' names.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    spellings: Strings,
    types: Strings,
    stems: Strings,
    /// Spellings, types and stems are numbered in byte order too.
    forms: KnownForms,
}

/// For each number of a lexicon, the rank of its string in byte order.
#[derive(Debug, Clone, Default)]
pub struct Ranks {
    /// By form.
    pub forms: Vec<FormId>,
    types: Vec<u32>,
    stems: Vec<u32>,
    /// Empty where each spelling is one form.
    spellings: Vec<u32>,
}

impl Ranks {
    /// How many stems, types or spellings there are.
    pub fn size(&self, unit: TermUnit) -> usize {
        match unit {
            TermUnit::Stem => self.stems.len(),
            TermUnit::Type => self.types.len(),
            TermUnit::Form if self.spellings.is_empty() => self.forms.len(),
            TermUnit::Form => self.spellings.len(),
        }
    }

    /// The rank of what was number `old` under `unit`.
    pub fn number(&self, old: u32, unit: TermUnit) -> u32 {
        match unit {
            TermUnit::Stem => self.stems[old as usize],
            TermUnit::Type => self.types[old as usize],
            TermUnit::Form if self.spellings.is_empty() => self.forms[old as usize].0,
            TermUnit::Form => self.spellings[old as usize],
        }
    }
}

impl Vocabulary {
    /// Freezes a lexicon.
    pub fn freeze(lexicon: &Lexicon) -> (Self, Ranks) {
        let (strings, known) = lexicon.parts();
        let [(spellings, spelling_ranks), (types, type_ranks), (stems, stem_ranks)] =
            strings.map(Strings::sorted);
        let is_plain = known.languages.is_empty();
        let form_ranks = match is_plain {
            true => Cow::Borrowed(&spelling_ranks),
            false => Cow::Owned(ranks_of(&known.languages, &spelling_ranks)),
        };
        let mut forms = KnownForms {
            type_of: vec![0; known.len()],
            known: known.known.clone(),
            languages: known.languages.clone(),
        };
        for (folded, rank) in known.type_of.iter().zip(&*form_ranks) {
            forms.type_of[*rank as usize] = type_ranks[*folded as usize];
        }
        let known_ranks = if is_plain { &type_ranks } else { &*form_ranks };
        for (known, rank) in known.known.iter().zip(known_ranks) {
            forms.known[*rank as usize] = Known { stem: stem_ranks[known.stem as usize], ..*known };
        }
        for ((spelling, language), rank) in known.languages.iter().zip(&*form_ranks) {
            forms.languages[*rank as usize] = (spelling_ranks[*spelling as usize], *language);
        }
        let ranks = Ranks {
            forms: form_ranks.iter().copied().map(FormId).collect(),
            types: type_ranks,
            stems: stem_ranks,
            spellings: if is_plain { Vec::new() } else { spelling_ranks },
        };
        (Self { spellings, types, stems, forms }, ranks)
    }

    /// The distinct spellings of the forms, in byte order.
    pub fn spellings(&self) -> &Strings {
        &self.spellings
    }

    /// For each form, where they are of several languages, the number of its spelling and its language; else empty: each
    /// spelling is one form.
    pub fn languages(&self) -> &[(u32, Language)] {
        &self.forms.languages
    }

    /// How many distinct forms there are.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether there is no form.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// How many different spellings, types or stems there are.
    pub fn size(&self, unit: TermUnit) -> usize {
        self.strings(unit).len()
    }

    /// Every form's number, in byte order of the forms.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = FormId> + use<> {
        (0..self.len() as u32).map(FormId)
    }

    /// The form as written.
    pub fn form(&self, id: FormId) -> &str {
        self.spellings.get(self.forms.spelling(id) as usize)
    }

    /// The first form of the same spelling, which is the form itself where each spelling is one form.
    pub fn first_alike(&self, id: FormId) -> FormId {
        match self.forms.languages.get(id.index()) {
            None => id,
            Some(&(spelling, _)) => {
                FormId(self.forms.languages.partition_point(|&(other, _)| other < spelling) as u32)
            }
        }
    }

    /// What is known of the form.
    pub fn lexeme(&self, id: FormId) -> Lexeme<&str> {
        let (folded, Known { stem, is_stop, is_number }) = self.forms.of(id);
        let (folded, stem) = (self.types.get(folded as usize), self.stems.get(stem as usize));
        Lexeme { folded, stem, is_stop, is_number }
    }

    /// The number of a form, if it occurs; of several alike the first.
    pub fn find(&self, form: &str) -> Option<FormId> {
        let spelling = self.spellings.find_sorted(form)? as u32;
        match self.forms.languages.is_empty() {
            true => Some(FormId(spelling)),
            false => {
                Some(FormId(self.forms.languages.partition_point(|&(other, _)| other < spelling) as u32))
            }
        }
    }

    /// The number of a form's stem, type or spelling, below [`Self::size`], whether it counts as a term or not.
    pub fn number(&self, id: FormId, unit: TermUnit) -> u32 {
        self.forms.number(id, unit)
    }

    /// The term that a form belongs to, by its rank among the stems, types or spellings; none where it is left out.
    pub(super) fn term(&self, id: FormId, rule: TermRule) -> Option<u32> {
        self.forms.term(id, rule)
    }

    /// For each form, how often its spelling occurs in whatever language, where `totals` has that of each form.
    pub(super) fn totals_of_spellings<'t>(&self, totals: &'t [u64]) -> Cow<'t, [u64]> {
        if self.forms.languages.is_empty() {
            return Cow::Borrowed(totals);
        }
        let mut sums = vec![0; self.spellings.len()];
        for ((spelling, _), total) in self.forms.languages.iter().zip(totals) {
            sums[*spelling as usize] += total;
        }
        self.forms.languages.iter().map(|&(spelling, _)| sums[spelling as usize]).collect()
    }

    /// What is known of the forms.
    pub(super) fn known(&self) -> &KnownForms {
        &self.forms
    }

    /// All stems, types or spellings, in byte order.
    pub(super) fn strings(&self, unit: TermUnit) -> &Strings {
        match unit {
            TermUnit::Stem => &self.stems,
            TermUnit::Type => &self.types,
            TermUnit::Form => &self.spellings,
        }
    }
}

/// For each form of several languages its place: by spelling, whose ranks are given, then by language.
fn ranks_of(forms: &[(u32, Language)], spelling_ranks: &[u32]) -> Vec<u32> {
    let keys = forms.iter().map(|&(spelling, language)| (spelling_ranks[spelling as usize], language));
    let mut order: Vec<((u32, Language), u32)> = keys.zip(0..).collect();
    order.sort_unstable();
    let mut ranks = vec![0; order.len()];
    for (rank, (_, form)) in (0..).zip(order) {
        ranks[form as usize] = rank;
    }
    ranks
}
