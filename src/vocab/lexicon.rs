//! What is known of each form while counting: worked out once, at first sight.

use super::interner::{FormId, Interner, Sighting};
use super::strings::Strings;
use super::unit::{TermRule, TermUnit};
use super::vocabulary::Vocabulary;
use crate::text::{Analyzer, Lexeme, OfType, Span};

/// Every form seen so far, with its type, and every type with its stem.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    forms: Interner,
    types: Interner,
    stems: Interner,
    /// By form.
    type_of: Vec<u32>,
    /// By type.
    known: Vec<Known>,
}

/// What is known of a type, its stem as a number.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub stem: u32,
    pub is_stop: bool,
    pub is_number: bool,
}

impl Lexicon {
    /// The number of `form`; a new form is analysed here and never again.
    pub fn see(&mut self, form: &str, analyzer: &Analyzer) -> FormId {
        let Self { forms, types, stems, type_of, known } = self;
        let (id, sighting) = forms.intern(form);
        match sighting {
            Sighting::First => type_of.push(learn(form, analyzer, types, stems, known)),
            Sighting::Known => {}
        }
        id
    }

    /// Puts the numbers of the words of `text` into `ids`, as [`Self::see`] gives them.
    pub fn see_all(&mut self, text: &str, spans: &[Span], analyzer: &Analyzer, ids: &mut Vec<FormId>) {
        let Self { forms, types, stems, type_of, known } = self;
        forms.intern_all(text, spans, ids, |form| {
            type_of.push(learn(form, analyzer, types, stems, known));
        });
    }

    /// The form as written.
    pub fn form(&self, id: FormId) -> &str {
        self.forms.get(id)
    }

    /// What is known of the form.
    pub fn lexeme(&self, id: FormId) -> Lexeme<&str> {
        let folded = self.type_of[id.index()];
        let Known { stem, is_stop, is_number } = self.known[folded as usize];
        let (folded, stem) = (self.types.get(FormId(folded)), self.stems.get(FormId(stem)));
        Lexeme { folded, stem, is_stop, is_number }
    }

    /// The term that a form belongs to, by its number among the stems, types or forms seen so far; none where it is
    /// left out.
    pub fn term(&self, id: FormId, rule: TermRule) -> Option<u32> {
        rule.term(id, &self.type_of, &self.known)
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
        let [forms, types, stems] = [
            self.forms.absorb(&other.forms),
            self.types.absorb(&other.types),
            self.stems.absorb(&other.stems),
        ];
        for (form, folded) in forms.iter().zip(&other.type_of) {
            if form.index() == self.type_of.len() {
                self.type_of.push(types[*folded as usize].0);
            }
        }
        for (folded, known) in types.iter().zip(&other.known) {
            if folded.index() == self.known.len() {
                self.known.push(Known { stem: stems[known.stem as usize].0, ..*known });
            }
        }
        Renumbered { forms, types, stems }
    }

    /// About how much memory it takes, in bytes.
    pub fn heap_size(&self) -> usize {
        let interned = [&self.forms, &self.types, &self.stems].map(Interner::heap_size);
        interned.iter().sum::<usize>()
            + self.type_of.capacity() * size_of::<u32>()
            + self.known.capacity() * size_of::<Known>()
    }

    /// The lexicon that freezes to `vocabulary`, its numbers the ranks there.
    pub fn thaw(vocabulary: &Vocabulary) -> Self {
        let interned = |unit| vocabulary.strings(unit).iter().collect();
        let (type_of, known) = vocabulary.known();
        Self {
            forms: interned(TermUnit::Form),
            types: interned(TermUnit::Type),
            stems: interned(TermUnit::Stem),
            type_of: type_of.to_vec(),
            known: known.to_vec(),
        }
    }

    /// The forms, types and stems; the type of each form; what is known of each type.
    pub(super) fn parts(&self) -> ([&Strings; 3], &[u32], &[Known]) {
        let strings = [&self.forms, &self.types, &self.stems].map(Interner::strings);
        (strings, &self.type_of, &self.known)
    }
}

/// The type of a form that is new. What is known of a type is worked out when it is met first: most of a new form's
/// work is its stem, and one form in five has the type of another.
fn learn(
    form: &str,
    analyzer: &Analyzer,
    types: &mut Interner,
    stems: &mut Interner,
    known: &mut Vec<Known>,
) -> u32 {
    let folded = analyzer.folded(form);
    let (number, sighting) = types.intern(&folded);
    match sighting {
        Sighting::First => {
            let OfType { stem, is_stop, is_number } = analyzer.of_type(&folded);
            known.push(Known { stem: stems.intern(&stem).0.0, is_stop, is_number });
        }
        Sighting::Known => {}
    }
    number.0
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
