//! What is known of each form while counting: worked out once, at first sight.

use super::forms::FormTable;
use super::interner::{FormId, Interner, Sighting};
use super::strings::Strings;
use super::unit::TermUnit;
use super::vocabulary::Vocabulary;
use crate::text::{Analyzer, Lexeme, Span};

/// Every form seen so far, with its lexeme.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    forms: FormTable,
    types: Interner,
    stems: Interner,
    /// By form.
    known: Vec<Known>,
}

/// What is known of a form, its type and stem as numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub folded: u32,
    pub stem: u32,
    pub is_stop: bool,
    pub is_number: bool,
}

impl Known {
    fn new<S: AsRef<str>>(lexeme: &Lexeme<S>, types: &mut Interner, stems: &mut Interner) -> Self {
        Self {
            folded: types.intern(lexeme.folded.as_ref()).0.0,
            stem: stems.intern(lexeme.stem.as_ref()).0.0,
            is_stop: lexeme.is_stop,
            is_number: lexeme.is_number,
        }
    }
}

impl Lexicon {
    /// The number of `form`; a new form is analysed here and never again.
    pub fn see(&mut self, form: &str, analyzer: &Analyzer) -> FormId {
        let Self { forms, types, stems, known } = self;
        let (id, sighting) = forms.intern(form);
        match sighting {
            Sighting::First => known.push(Known::new(&analyzer.lexeme(form), types, stems)),
            Sighting::Known => {}
        }
        id
    }

    /// Puts the numbers of the words of `text` into `ids`, as [`Self::see`] gives them.
    pub fn see_all(&mut self, text: &str, spans: &[Span], analyzer: &Analyzer, ids: &mut Vec<FormId>) {
        let Self { forms, types, stems, known } = self;
        forms.intern_all(text, spans, ids, |form| {
            known.push(Known::new(&analyzer.lexeme(form), types, stems));
        });
    }

    /// The form as written.
    pub fn form(&self, id: FormId) -> &str {
        self.forms.get(id)
    }

    /// What is known of the form.
    pub fn lexeme(&self, id: FormId) -> Lexeme<&str> {
        let Known { folded, stem, is_stop, is_number } = self.known[id.index()];
        let (folded, stem) = (self.types.get(FormId(folded)), self.stems.get(FormId(stem)));
        Lexeme { folded, stem, is_stop, is_number }
    }

    /// The number, among the stems, types or forms seen so far, of what a form is counted as.
    pub fn number(&self, id: FormId, unit: TermUnit) -> u32 {
        match unit {
            TermUnit::Stem => self.known[id.index()].stem,
            TermUnit::Type => self.known[id.index()].folded,
            TermUnit::Form => id.0,
        }
    }

    /// How many distinct forms there are.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether no form was seen yet.
    pub fn is_empty(&self) -> bool {
        self.forms.is_empty()
    }

    /// Takes in all of `other`; the result says what its numbers have become.
    pub fn merge(&mut self, other: &Self) -> Renumbered {
        let mut new = Vec::new();
        let forms = self.forms.absorb(&other.forms, |id| new.push(id));
        let types = self.types.absorb(&other.types);
        let stems = self.stems.absorb(&other.stems);
        self.known.extend(new.into_iter().map(|id| {
            let known = other.known[id.index()];
            Known { folded: types[known.folded as usize].0, stem: stems[known.stem as usize].0, ..known }
        }));
        Renumbered { forms, types, stems }
    }

    /// About how much memory it takes, in bytes.
    pub fn heap_size(&self) -> usize {
        let numbered = self.types.heap_size() + self.stems.heap_size();
        self.forms.heap_size() + numbered + self.known.capacity() * size_of::<Known>()
    }

    /// The lexicon that freezes to `vocabulary`, its numbers the ranks there.
    pub fn thaw(vocabulary: &Vocabulary) -> Self {
        Self {
            forms: vocabulary.strings(TermUnit::Form).iter().collect(),
            types: vocabulary.strings(TermUnit::Type).iter().collect(),
            stems: vocabulary.strings(TermUnit::Stem).iter().collect(),
            known: vocabulary.known().to_vec(),
        }
    }

    /// The forms, types and stems, and what is known of each form.
    pub(super) fn parts(&self) -> ([&Strings; 3], &[Known]) {
        ([self.forms.strings(), self.types.strings(), self.stems.strings()], &self.known)
    }
}

/// The numbers of one lexicon as another has them that took it in.
#[derive(Debug, Clone)]
pub struct Renumbered {
    /// By form.
    pub forms: Vec<FormId>,
    types: Vec<FormId>,
    stems: Vec<FormId>,
}

impl Renumbered {
    /// The new number of what was number `old` under `unit`.
    pub fn number(&self, old: u32, unit: TermUnit) -> u32 {
        let numbers = match unit {
            TermUnit::Stem => &self.stems,
            TermUnit::Type => &self.types,
            TermUnit::Form => &self.forms,
        };
        numbers[old as usize].0
    }
}
