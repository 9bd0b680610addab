//! What is known of each form while counting: worked out once, at first sight.

use std::collections::BTreeMap;

use super::interner::{FormId, Interner, Sighting};
use super::known::{Known, KnownForms};
use super::strings::Strings;
use super::unit::{TermRule, TermUnit};
use super::vocabulary::Vocabulary;
use crate::text::{Analyzer, Language, Lexeme, OfType, Scope, Span};

/// Every form seen so far, with its type, and every type with its stem.
///
/// Spellings, types and stems are strings, each kept once. Under analyzers for all texts a form is a spelling. Under
/// those for texts of their own language it is a spelling in one language; one lexicon meets analyzers of one kind alone.
#[derive(Debug, Clone, Default)]
pub struct Lexicon {
    spellings: Interner,
    types: Interner,
    stems: Interner,
    forms: KnownForms,
    numbers: Numbers,
}

/// By language and spelling: the number of the form and 1; 0 where it was not seen.
type Numbers = BTreeMap<Language, Vec<u32>>;

impl Lexicon {
    /// The number of `form`; a new form is analysed here and never again.
    pub fn see(&mut self, form: &str, analyzer: &Analyzer) -> FormId {
        let (spelling, sighting) = self.spellings.intern(form);
        match (analyzer.scope(), sighting) {
            (Scope::All, Sighting::First) => self.learn(analyzer),
            (Scope::All, Sighting::Known) => {}
            (Scope::Own, Sighting::First | Sighting::Known) => {
                let mut ids = [spelling];
                self.tell_apart(&mut ids, analyzer);
                return ids[0];
            }
        }
        spelling
    }

    /// The number of a form whose type and stem are told instead of found; it is no stop word and no number. Under
    /// analyzers for all texts.
    pub fn see_known(&mut self, form: &str, folded: &str, stem: &str) -> FormId {
        let (spelling, sighting) = self.spellings.intern(form);
        if sighting == Sighting::First {
            let (folded, sighting) = self.types.intern(folded);
            if sighting == Sighting::First {
                let stem = self.stems.intern(stem).0.0;
                self.forms.known.push(Known { stem, is_stop: false, is_number: false });
            }
            self.forms.type_of.push(folded.0);
        }
        spelling
    }

    /// Puts the numbers of the words of `text` into `ids`, as [`Self::see`] gives them.
    pub fn see_all(&mut self, text: &str, spans: &[Span], analyzer: &Analyzer, ids: &mut Vec<FormId>) {
        self.spellings.intern_all(text, spans, ids);
        match analyzer.scope() {
            Scope::All => self.learn(analyzer),
            Scope::Own => self.tell_apart(ids, analyzer),
        }
    }

    /// Works out what is to be known of the spellings that are new, each a form. What is known of a type is worked out
    /// when it is met first: most of a new form's work is its stem, and one form in five has the type of another.
    ///
    /// Each step is taken for all of them before the next, so that none waits for the memory of another.
    fn learn(&mut self, analyzer: &Analyzer) {
        let Self { spellings, types, stems, forms, .. } = self;
        let (first_form, first_type) = (forms.len() as u32, types.len() as u32);
        let new = |first: u32, interner: &Interner| (first..interner.len() as u32).map(FormId);
        if first_form as usize == spellings.len() {
            return;
        }
        let mut numbers = Vec::new();
        let folded: Vec<_> =
            new(first_form, spellings).map(|form| analyzer.folded(spellings.get(form))).collect();
        types.intern_texts(&folded, |folded| folded, &mut numbers);
        forms.type_of.extend(numbers.iter().map(|folded| folded.0));
        let known: Vec<_> =
            new(first_type, types).map(|folded| analyzer.of_type(types.get(folded))).collect();
        stems.intern_texts(&known, |known| &known.stem, &mut numbers);
        let known = known.iter().zip(&numbers);
        forms.known.extend(known.map(|(of_type, stem)| Known {
            stem: stem.0,
            is_stop: of_type.is_stop,
            is_number: of_type.is_number,
        }));
    }

    /// Puts in place of each spelling the form that it is in the language of `analyzer`.
    fn tell_apart(&mut self, ids: &mut [FormId], analyzer: &Analyzer) {
        let Self { spellings, types, stems, forms, numbers } = self;
        let language = analyzer.language();
        let numbers = numbers.entry(language).or_default();
        numbers.resize(numbers.len().max(spellings.len()), 0);
        for id in ids {
            let number = &mut numbers[id.index()];
            if *number == 0 {
                let folded = analyzer.folded(spellings.get(*id));
                forms.known.push(known(&folded, analyzer, stems));
                forms.type_of.push(types.intern(&folded).0.0);
                forms.languages.push((id.0, language));
                *number = forms.len() as u32;
            }
            *id = FormId(*number - 1);
        }
    }

    /// The form as written.
    pub fn form(&self, id: FormId) -> &str {
        self.spellings.get(FormId(self.forms.spelling(id)))
    }

    /// What is known of the form.
    pub fn lexeme(&self, id: FormId) -> Lexeme<&str> {
        let (folded, Known { stem, is_stop, is_number }) = self.forms.of(id);
        let (folded, stem) = (self.types.get(FormId(folded)), self.stems.get(FormId(stem)));
        Lexeme { folded, stem, is_stop, is_number }
    }

    /// The term that a form belongs to, by its number among the stems, types or spellings seen so far; none where it is
    /// left out.
    pub fn term(&self, id: FormId, rule: TermRule) -> Option<u32> {
        self.forms.term(id, rule)
    }

    /// How many distinct forms there are.
    pub fn len(&self) -> usize {
        self.forms.len()
    }

    /// Whether no form was seen yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Takes in all of `other`; the result says what its numbers have become.
    pub fn merge(&mut self, other: &Self) -> Renumbered {
        let [spellings, types, stems] = [
            self.spellings.absorb(&other.spellings),
            self.types.absorb(&other.types),
            self.stems.absorb(&other.stems),
        ];
        if !other.forms.languages.is_empty() {
            let forms = self.merge_languages(&other.forms, [&spellings, &types, &stems]);
            return Renumbered { forms, types, stems, spellings };
        }
        for (form, folded) in spellings.iter().zip(&other.forms.type_of) {
            if form.index() == self.forms.len() {
                self.forms.type_of.push(types[*folded as usize].0);
            }
        }
        for (folded, known) in types.iter().zip(&other.forms.known) {
            if folded.index() == self.forms.known.len() {
                self.forms.known.push(Known { stem: stems[known.stem as usize].0, ..*known });
            }
        }
        Renumbered { forms: spellings, types, stems, spellings: Vec::new() }
    }

    /// Takes in forms of several languages, of which the spellings, types and stems have these numbers here.
    fn merge_languages(&mut self, other: &KnownForms, numbers: [&[FormId]; 3]) -> Vec<FormId> {
        let Self { forms, numbers: known_numbers, spellings, .. } = self;
        let [new_spellings, types, stems] = numbers;
        let mut renumbered = Vec::with_capacity(other.len());
        for (((spelling, language), folded), known) in
            other.languages.iter().zip(&other.type_of).zip(&other.known)
        {
            let spelling = new_spellings[*spelling as usize];
            let numbers = known_numbers.entry(*language).or_default();
            numbers.resize(numbers.len().max(spellings.len()), 0);
            let number = &mut numbers[spelling.index()];
            if *number == 0 {
                forms.known.push(Known { stem: stems[known.stem as usize].0, ..*known });
                forms.type_of.push(types[*folded as usize].0);
                forms.languages.push((spelling.0, *language));
                *number = forms.len() as u32;
            }
            renumbered.push(FormId(*number - 1));
        }
        renumbered
    }

    /// About how much memory it takes, in bytes.
    pub fn heap_size(&self) -> usize {
        let interned = [&self.spellings, &self.types, &self.stems].map(Interner::heap_size);
        let numbers = self.numbers.values().map(|numbers| numbers.capacity() * size_of::<u32>());
        interned.iter().sum::<usize>() + self.forms.heap_size() + numbers.sum::<usize>()
    }

    /// The lexicon that freezes to `vocabulary`, its numbers the ranks there.
    pub fn thaw(vocabulary: &Vocabulary) -> Self {
        let interned = |unit| vocabulary.strings(unit).iter().collect();
        let spellings: Interner = interned(TermUnit::Form);
        let forms = vocabulary.known().clone();
        let mut numbers = Numbers::new();
        for ((spelling, language), number) in forms.languages.iter().zip(1..) {
            let of_language = numbers.entry(*language).or_insert_with(|| vec![0; spellings.len()]);
            of_language[*spelling as usize] = number;
        }
        Self { spellings, types: interned(TermUnit::Type), stems: interned(TermUnit::Stem), forms, numbers }
    }

    /// The spellings, types and stems, and what is known of the forms.
    pub(super) fn parts(&self) -> ([&Strings; 3], &KnownForms) {
        ([&self.spellings, &self.types, &self.stems].map(Interner::strings), &self.forms)
    }
}

fn known(folded: &str, analyzer: &Analyzer, stems: &mut Interner) -> Known {
    let OfType { stem, is_stop, is_number } = analyzer.of_type(folded);
    Known { stem: stems.intern(&stem).0.0, is_stop, is_number }
}

/// The numbers of one lexicon as another has them that took it in.
#[derive(Debug, Clone)]
pub struct Renumbered {
    /// By form.
    pub forms: Vec<FormId>,
    types: Vec<FormId>,
    stems: Vec<FormId>,
    /// Empty where each spelling is one form.
    spellings: Vec<FormId>,
}

impl Renumbered {
    /// The new number of what was number `old` under `unit`: of a stem, a type, a spelling.
    pub fn number(&self, old: u32, unit: TermUnit) -> u32 {
        let numbers = match unit {
            TermUnit::Stem => &self.stems,
            TermUnit::Type => &self.types,
            TermUnit::Form if self.spellings.is_empty() => &self.forms,
            TermUnit::Form => &self.spellings,
        };
        numbers[old as usize].0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{AnalyzerOptions, Analyzers, Languages};
    use crate::vocab::Numbers as NumbersKept;

    fn analyzers() -> Analyzers {
        Analyzers::new(Languages::Each, &AnalyzerOptions::default()).unwrap()
    }

    /// A lexicon that has seen each form in its language, in that order.
    fn lexicon(seen: &[(&str, Language)]) -> Lexicon {
        let (analyzers, mut lexicon) = (analyzers(), Lexicon::default());
        for (form, language) in seen {
            lexicon.see(form, analyzers.of(Some(*language)));
        }
        lexicon
    }

    /// All that is known of all forms, in their order once frozen.
    fn frozen(lexicon: &Lexicon) -> Vec<(String, Lexeme)> {
        let vocabulary = Vocabulary::freeze(lexicon).0;
        let owned = |lexeme: Lexeme<&str>| Lexeme {
            folded: lexeme.folded.to_owned(),
            stem: lexeme.stem.to_owned(),
            is_stop: lexeme.is_stop,
            is_number: lexeme.is_number,
        };
        vocabulary.ids().map(|id| (vocabulary.form(id).to_owned(), owned(vocabulary.lexeme(id)))).collect()
    }

    const SEEN: [(&str, Language); 5] = [
        ("die", Language::German),
        ("Information", Language::English),
        ("die", Language::English),
        ("Information", Language::German),
        ("Die", Language::German),
    ];

    #[test]
    fn one_spelling_is_a_form_in_each_language() {
        let lexicon = lexicon(&SEEN);
        assert_eq!(lexicon.len(), 5);
        assert_eq!((lexicon.form(FormId(2)), lexicon.lexeme(FormId(2)).is_stop), ("die", false));
        assert!(lexicon.lexeme(FormId(0)).is_stop);
        assert_eq!(lexicon.lexeme(FormId(1)).stem, "inform");
        assert_eq!(lexicon.lexeme(FormId(3)).stem, "information");
    }

    #[test]
    fn words_taken_together_are_told_apart_as_one_by_one() {
        let (analyzers, mut together) = (analyzers(), Lexicon::default());
        let (text, mut spans, mut ids) = ("die Information die", Vec::new(), Vec::new());
        crate::text::word_spans(text, crate::text::Hyphens::Split, &mut spans);
        let german = analyzers.of(Some(Language::German));
        together.see_all(text, &spans, analyzers.of(None), &mut ids);
        together.see_all(text, &spans, german, &mut ids);
        assert_eq!(ids, [FormId(2), FormId(3), FormId(2)]);
        assert_eq!(together.see("die", german), FormId(2));
    }

    #[test]
    fn forms_that_are_new_together_are_known_as_one_by_one() {
        let analyzer = Analyzer::new(&AnalyzerOptions::default()).unwrap();
        let (mut together, mut single) = (Lexicon::default(), Lexicon::default());
        let (mut spans, mut ids) = (Vec::new(), Vec::new());
        for text in ["", "Talks, the TALKS; The 24 talked talks", "Talk of talks and the 24"] {
            crate::text::word_spans(text, crate::text::Hyphens::Split, &mut spans);
            together.see_all(text, &spans, &analyzer, &mut ids);
            for (span, id) in spans.iter().zip(&ids) {
                assert_eq!(single.see(&text[span.range()], &analyzer), *id);
                let Lexeme { folded, stem, is_stop, is_number } = analyzer.lexeme(&text[span.range()]);
                let lexeme = Lexeme { folded: folded.as_str(), stem: stem.as_str(), is_stop, is_number };
                assert_eq!(together.lexeme(*id), lexeme);
            }
        }
        let [types, stems] = [&together.types, &together.stems].map(Interner::len);
        assert_eq!((together.len(), types, stems), (10, 7, 5));
    }

    #[test]
    fn what_is_known_in_several_languages_does_not_depend_on_the_order_of_merging() {
        let whole = frozen(&lexicon(&SEEN));
        for cut in 0..=SEEN.len() {
            let (left, right) = SEEN.split_at(cut);
            for (first, second) in [(left, right), (right, left)] {
                let (mut merged, other) = (lexicon(first), lexicon(second));
                let renumbered = merged.merge(&other);
                assert_eq!(frozen(&merged), whole);
                for old in 0..other.len() {
                    let (before, now) = (FormId(old as u32), renumbered.forms[old]);
                    assert_eq!(other.form(before), merged.form(now));
                    assert_eq!(other.lexeme(before), merged.lexeme(now));
                }
            }
        }
        let thawed = Lexicon::thaw(&Vocabulary::freeze(&lexicon(&SEEN)).0);
        assert_eq!(frozen(&thawed), whole);
    }

    #[test]
    fn a_term_is_a_string_in_whatever_languages_it_stands() {
        let lexicon = lexicon(&[("Bank", Language::English), ("Bank", Language::German)]);
        for unit in TermUnit::ALL {
            let rule = TermRule { unit, numbers: NumbersKept::Drop };
            assert_eq!(lexicon.term(FormId(0), rule), lexicon.term(FormId(1), rule), "{unit}");
        }
    }
}
