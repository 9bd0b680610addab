//! What an analysis counts: stems, types or forms, each shown by its most frequent form.

use std::cmp::Reverse;

use super::interner::FormId;
use super::strings::Strings;
use super::unit::TermRule;
use super::vocabulary::Vocabulary;

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
    keys: Strings,
    of_form: Vec<Option<TermId>>,
    of_number: Vec<Option<TermId>>,
    /// The forms of all terms, one term after the other.
    members: Vec<FormId>,
    /// Where the forms of each term end in `members`.
    ends: Vec<usize>,
}

impl Terms {
    /// Groups the forms of `vocabulary` by `rule`. Members stand by frequency in the whole input, which `totals`
    /// gives by form, then in byte order; those of one spelling have their frequencies together.
    pub fn new(vocabulary: &Vocabulary, totals: &[u64], rule: TermRule) -> Self {
        let counted: Vec<(FormId, u32)> =
            vocabulary.ids().filter_map(|form| Some((form, vocabulary.term(form, rule)?))).collect();
        let (keys, of_number) = keys(vocabulary.strings(rule.unit), &counted);
        let totals = vocabulary.totals_of_spellings(totals);
        let mut of_form = vec![None; vocabulary.len()];
        let mut members: Vec<(u32, Reverse<u64>, FormId)> = Vec::with_capacity(counted.len());
        for (form, number) in counted {
            if let Some(term) = of_number[number as usize] {
                of_form[form.index()] = Some(term);
                members.push((term.0, Reverse(totals[form.index()]), form));
            }
        }
        members.sort_unstable();
        let mut ends = vec![0; keys.len()];
        for (index, (term, ..)) in members.iter().enumerate() {
            ends[*term as usize] = index + 1;
        }
        let members = members.into_iter().map(|(_, _, form)| form).collect();
        Self { keys, of_form, of_number, members, ends }
    }

    /// How many terms there are.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// How many stems, types or forms there are, those too that are no term.
    pub fn types(&self) -> usize {
        self.of_number.len()
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
        self.keys.get(term.index())
    }

    /// The term whose key is `key`.
    pub fn find(&self, key: &str) -> Option<TermId> {
        self.keys.find_sorted(key).map(|place| TermId(place as u32))
    }

    /// The term that a form belongs to; none where the form is left out.
    pub fn of(&self, form: FormId) -> Option<TermId> {
        self.of_form[form.index()]
    }

    /// The term of a stem, type or form by its rank in the vocabulary; none where all its forms are left out.
    pub fn of_number(&self, rank: u32) -> Option<TermId> {
        self.of_number[rank as usize]
    }

    /// The form by which the term is shown: its most frequent one in the whole input.
    pub fn shown(&self, term: TermId) -> FormId {
        self.members(term)[0]
    }

    /// The term's forms, the most frequent first; never empty.
    pub fn members(&self, term: TermId) -> &[FormId] {
        let start = if term.0 == 0 { 0 } else { self.ends[term.index() - 1] };
        &self.members[start..self.ends[term.index()]]
    }
}

/// The keys of the terms that some forms make up, in byte order, and the term of each of the unit's numbers.
fn keys(strings: &Strings, counted: &[(FormId, u32)]) -> (Strings, Vec<Option<TermId>>) {
    let mut of_number = vec![None; strings.len()];
    for (_, number) in counted {
        of_number[*number as usize] = Some(TermId(0));
    }
    let mut keys = Strings::default();
    for (term, text) in of_number.iter_mut().zip(strings.iter()) {
        if let Some(term) = term {
            *term = TermId(keys.len() as u32);
            keys.push(text);
        }
    }
    (keys, of_number)
}
