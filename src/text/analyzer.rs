//! The analyzer: everything that is known of a form by itself, under one set of options.

use std::borrow::Cow;
use std::ops::Range;

use crate::error::Result;

use super::compounds::Compounds;
use super::fold::{Folding, without_possessive};
use super::language::Language;
use super::list::WordList;
use super::stem::Stemmer;
use super::stop::{StopList, StopWords};
use super::tokenize::{Hyphens, Span, word_spans, words};

/// What a text is analysed by.
#[derive(Debug, Clone)]
pub struct AnalyzerOptions {
    /// The language of stemmer, stop words and lower case.
    pub language: Language,
    /// Which words are flagged as stop words.
    pub stop_words: StopWords,
    /// What a hyphen between two words does.
    pub hyphens: Hyphens,
    /// Forms that stay apart from their lower case, as "US" from "us".
    pub keep_case: Vec<String>,
    /// Expressions that become one token.
    pub compounds: Option<WordList>,
}

impl Default for AnalyzerOptions {
    fn default() -> Self {
        Self {
            language: Language::default(),
            stop_words: StopWords::default(),
            hyphens: Hyphens::default(),
            keep_case: vec!["US".to_owned()],
            compounds: None,
        }
    }
}

/// Which texts an analyzer is for, and so whether forms are known by more than their letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scope {
    /// All that are counted together.
    #[default]
    All,
    /// Those of its own language, beside texts of others: "die" is one form in English and another in German.
    Own,
}

/// What is known of a form: its type and stem, and what sets it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lexeme<S = String> {
    /// The type: the form with case, composition and kind of apostrophe folded away.
    pub folded: S,
    /// The stem of the type.
    pub stem: S,
    /// Whether the type is in the stop list.
    pub is_stop: bool,
    /// Whether the form has a digit and no letter.
    pub is_number: bool,
}

/// What is known of a type: its stem, and what sets it apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfType<'t> {
    /// The stem.
    pub stem: Cow<'t, str>,
    /// Whether the type is in the stop list.
    pub is_stop: bool,
    /// Whether the type has a digit and no letter.
    pub is_number: bool,
}

/// Cuts texts into words and works out each distinct form's [`Lexeme`].
#[derive(Debug)]
pub struct Analyzer {
    scope: Scope,
    language: Language,
    hyphens: Hyphens,
    folding: Folding,
    stemmer: Stemmer,
    stop_list: StopList,
    compounds: Compounds,
}

impl Analyzer {
    /// An analyzer with these options.
    ///
    /// # Errors
    /// A fault in the user's stop list or list of expressions, with path and line.
    pub fn new(options: &AnalyzerOptions) -> Result<Self> {
        Self::within(Scope::All, options)
    }

    /// An analyzer with these options for texts of that scope.
    ///
    /// # Errors
    /// As [`Self::new`].
    pub(super) fn within(scope: Scope, options: &AnalyzerOptions) -> Result<Self> {
        let AnalyzerOptions { language, hyphens, .. } = *options;
        let folding = Folding::new(language, &options.keep_case);
        let stop_list = StopList::new(&options.stop_words, language, &folding)?;
        let compounds = match &options.compounds {
            Some(list) => Compounds::new(list, &folding, hyphens)?,
            None => Compounds::default(),
        };
        Ok(Self { scope, language, hyphens, folding, stemmer: Stemmer::new(language), stop_list, compounds })
    }

    /// Which texts it is for.
    pub fn scope(&self) -> Scope {
        self.scope
    }

    /// The language of stemmer, stop words and lower case.
    pub fn language(&self) -> Language {
        self.language
    }

    /// The stop list in use.
    pub fn stop_list(&self) -> &StopList {
        &self.stop_list
    }

    /// The expressions that the caller is to join before anything is counted.
    pub fn compounds(&self) -> &Compounds {
        &self.compounds
    }

    /// Calls `each` with the byte range of every word of `text`, in order; expressions are not joined yet.
    pub fn words(&self, text: &str, each: impl FnMut(Range<usize>)) {
        words(text, self.hyphens, each);
    }

    /// How texts are cut into words, in words: texts that were cut alike can be counted together.
    pub fn cutting(&self) -> String {
        let dictionaries = if cfg!(feature = "dictionaries") { ", dictionaries" } else { "" };
        let hyphens = format!("hyphens {}{dictionaries}", self.hyphens.name());
        match self.compounds.hash() {
            None => hyphens,
            Some(hash) => format!("{hyphens}, compounds {hash} in {}", self.language.name()),
        }
    }

    /// Fills `spans` with the words of `text`, as [`Self::words`] finds them.
    pub fn word_spans(&self, text: &str, spans: &mut Vec<Span>) {
        word_spans(text, self.hyphens, spans);
    }

    /// All that is known of `form` by itself: a pure function, to be called once for each distinct form.
    ///
    /// A number is its own stem, and so is a type that keeps its case or has several words, but for a final
    /// possessive; neither of the latter is stemmed, or a stop word.
    pub fn lexeme(&self, form: &str) -> Lexeme {
        let folded = self.folded(form).into_owned();
        let OfType { stem, is_stop, is_number } = self.of_type(&folded);
        Lexeme { stem: stem.into_owned(), is_stop, is_number, folded }
    }

    /// The type of `form`. A form with spaces in it is a joined expression: its type is its words' types with single
    /// spaces.
    pub fn folded<'f>(&self, form: &'f str) -> Cow<'f, str> {
        if form.contains(' ') {
            let types: Vec<_> = form.split(' ').map(|word| self.folding.fold(word)).collect();
            return types.join(" ").into();
        }
        self.folding.fold(form)
    }

    /// The type that differs from `folded` in letter case alone, where that type keeps its case.
    pub(super) fn uncased(&self, folded: &str) -> Option<String> {
        self.folding.uncased(folded)
    }

    /// All that is known of a type by itself.
    pub fn of_type<'t>(&self, folded: &'t str) -> OfType<'t> {
        if folded.contains(' ') || self.folding.keeps_case(folded) {
            let stem = without_possessive(folded).unwrap_or(folded).into();
            return OfType { stem, is_stop: false, is_number: false };
        }
        let is_number = folded.chars().any(char::is_numeric) && !folded.chars().any(char::is_alphabetic);
        let stem = if is_number { folded.into() } else { self.stemmer.stem(folded) };
        OfType { stem, is_stop: self.stop_list.contains(folded), is_number }
    }

    /// The forms of a short text in order, each expression joined to one form by single spaces.
    pub fn forms(&self, text: &str) -> Vec<String> {
        let mut forms = Vec::new();
        self.words(text, |word| forms.push(text[word].to_owned()));
        let types: Vec<_> = forms.iter().map(|form| self.folding.fold(form)).collect();
        let mut expressions = Vec::new();
        self.compounds.find(|at| &types[at], types.len(), |tokens| expressions.push(tokens));
        for tokens in expressions.into_iter().rev() {
            let joined = forms[tokens.clone()].join(" ");
            forms.splice(tokens, [joined]);
        }
        forms
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn analyzer() -> Analyzer {
        Analyzer::new(&AnalyzerOptions::default()).unwrap()
    }

    fn lexeme(form: &str) -> (String, String, bool, bool) {
        let Lexeme { folded, stem, is_stop, is_number } = analyzer().lexeme(form);
        (folded, stem, is_stop, is_number)
    }

    fn known(folded: &str, stem: &str, is_stop: bool, is_number: bool) -> (String, String, bool, bool) {
        (folded.into(), stem.into(), is_stop, is_number)
    }

    #[test]
    fn a_form_has_its_type_and_the_stem_of_its_type() {
        assert_eq!(lexeme("Sanctions"), known("sanctions", "sanction", false, false));
        assert_eq!(lexeme("Turkey’s"), known("turkey's", "turkey", false, false));
        assert_eq!(lexeme("Don’t"), known("don't", "don't", true, false));
    }

    #[test]
    fn a_number_has_a_digit_and_no_letter() {
        for number in ["2", "24", "100,000", "3.5", "½"] {
            assert_eq!(lexeme(number), known(number, number, false, true));
        }
        assert!(!["24th", "G7", "F16"].iter().any(|form| analyzer().lexeme(form).is_number));
    }

    #[test]
    fn a_character_is_a_number_where_its_type_is_one() {
        let is_number =
            |text: &str| text.chars().any(char::is_numeric) && !text.chars().any(char::is_alphabetic);
        let analyzer = analyzer();
        for character in '\0'..=char::MAX {
            let form = character.to_string();
            assert_eq!(is_number(&form), is_number(&analyzer.folded(&form)), "{form:?}");
        }
    }

    #[test]
    fn a_kept_form_is_its_own_stem_and_never_a_stop_word() {
        let list = WordList { path: "s".into(), text: "us\nUS\n".into() };
        let options = AnalyzerOptions { stop_words: StopWords::List(list), ..AnalyzerOptions::default() };
        let analyzer = Analyzer::new(&options).unwrap();
        let us = analyzer.lexeme("US");
        assert_eq!((us.folded.as_str(), us.stem.as_str(), us.is_stop), ("US", "US", false));
        assert_eq!(analyzer.lexeme("US’s").stem, "US");
        assert!(analyzer.lexeme("Us").is_stop);
    }

    #[test]
    fn an_expression_is_joined_wherever_its_words_stand_together() {
        let list = WordList { path: "c".into(), text: "European Union\nUS army\n".into() };
        let options = AnalyzerOptions { compounds: Some(list), ..AnalyzerOptions::default() };
        let analyzer = Analyzer::new(&options).unwrap();
        let forms = analyzer.forms("the European\nUnion’s US-army and us");
        assert_eq!(forms, ["the", "European Union’s", "US army", "and", "us"]);
        let lexemes: Vec<Lexeme> = forms.iter().map(|form| analyzer.lexeme(form)).collect();
        assert_eq!(
            (lexemes[1].folded.as_str(), lexemes[1].stem.as_str()),
            ("european union's", "european union")
        );
        assert_eq!((lexemes[2].folded.as_str(), lexemes[2].stem.as_str()), ("US army", "US army"));
    }
}
