//! Word patterns: which of them a form satisfies. Asked once for each distinct form.

use std::collections::HashMap;

use regex::{RegexSet, RegexSetBuilder};

use crate::error::{Error, Result};

use super::super::analyzer::Lexeme;
use super::super::fold::{normalize, without_possessive};

/// A distinct word pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordPatternId(pub u32);

/// Which side of a word a pattern is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Side {
    /// The type, with or without its possessive.
    Type,
    /// The form as written, with or without its possessive.
    Form,
    /// The stem.
    Stem,
    /// The form as written, possessive and all.
    Written,
}

/// What one side of a word is to look like.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum WordPattern {
    /// Exactly this.
    Exact(String),
    /// This, and anything after it.
    Prefix(String),
    /// Something in which this regular expression is found.
    Regex(String),
}

impl WordPattern {
    /// The pattern of a word that may be written in two ways.
    pub fn either(one: &str, other: &str) -> Self {
        Self::Regex(format!("^(?:{}|{})$", regex::escape(one), regex::escape(other)))
    }

    /// The pattern of a glob: `*` is any number of characters, `?` one.
    pub fn glob(glob: &str) -> Self {
        match glob.strip_suffix('*') {
            Some(prefix) if !prefix.contains(['*', '?']) => Self::Prefix(prefix.to_owned()),
            Some(_) | None => {
                let inside = regex::escape(glob).replace(r"\*", ".*").replace(r"\?", ".");
                Self::Regex(format!("^(?s:{inside})$"))
            }
        }
    }
}

/// All word patterns of a set of themes: exact ones and prefixes in hash tables, the rest as one automaton.
#[derive(Debug)]
pub struct WordPatterns {
    types: Index,
    forms: Index,
    stems: Index,
    written: Index,
}

impl WordPatterns {
    pub(super) fn new(patterns: Vec<(WordPatternId, Side, WordPattern)>) -> Result<Self> {
        let side = |wanted: Side| {
            let of_side = patterns.iter().filter(|(_, side, _)| *side == wanted);
            Index::new(of_side.map(|(id, _, pattern)| (*id, pattern)))
        };
        Ok(Self {
            types: side(Side::Type)?,
            forms: side(Side::Form)?,
            stems: side(Side::Stem)?,
            written: side(Side::Written)?,
        })
    }

    /// The patterns that `form`, with what is known of it, satisfies: ascending, each once.
    pub fn matches<S: AsRef<str>>(&self, form: &str, lexeme: &Lexeme<S>) -> Vec<WordPatternId> {
        let mut found = Vec::new();
        self.types.matches_as_owner(lexeme.folded.as_ref(), &mut found);
        self.stems.matches(lexeme.stem.as_ref(), &mut found);
        // Forms are looked for as they are written to find terms, and in no language is a stop word one.
        if !lexeme.is_stop {
            self.written.matches(form, &mut found);
        }
        if !self.forms.is_empty() {
            self.forms.matches_as_owner(&normalize(form), &mut found);
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// The patterns that are held against one side.
#[derive(Debug)]
struct Index {
    exact: HashMap<String, WordPatternId>,
    prefixes: HashMap<String, WordPatternId>,
    longest_prefix: usize,
    regexes: RegexSet,
    regex_ids: Vec<WordPatternId>,
}

impl Index {
    fn new<'a>(patterns: impl Iterator<Item = (WordPatternId, &'a WordPattern)>) -> Result<Self> {
        let (mut exact, mut prefixes) = (HashMap::new(), HashMap::new());
        let (mut regexes, mut regex_ids) = (Vec::new(), Vec::new());
        for (id, pattern) in patterns {
            match pattern {
                WordPattern::Exact(text) => drop(exact.insert(text.clone(), id)),
                WordPattern::Prefix(text) => drop(prefixes.insert(text.clone(), id)),
                WordPattern::Regex(text) => {
                    regexes.push(text);
                    regex_ids.push(id);
                }
            }
        }
        let longest_prefix = prefixes.keys().map(String::len).max().unwrap_or(0);
        let regexes = RegexSetBuilder::new(regexes).size_limit(1 << 28).dfa_size_limit(1 << 26).build();
        let regexes =
            regexes.map_err(|error| Error::config(format!("too many patterns at once: {error}")))?;
        Ok(Self { exact, prefixes, longest_prefix, regexes, regex_ids })
    }

    fn is_empty(&self) -> bool {
        self.exact.is_empty() && self.prefixes.is_empty() && self.regex_ids.is_empty()
    }

    fn matches_as_owner(&self, word: &str, found: &mut Vec<WordPatternId>) {
        self.matches(word, found);
        if let Some(owner) = without_possessive(word) {
            self.matches(owner, found);
        }
    }

    fn matches(&self, word: &str, found: &mut Vec<WordPatternId>) {
        found.extend(self.exact.get(word));
        let ends = word.char_indices().map(|(start, c)| start + c.len_utf8());
        let prefixes = ends.take_while(|&end| end <= self.longest_prefix).map(|end| &word[..end]);
        found.extend(prefixes.filter_map(|prefix| self.prefixes.get(prefix)));
        if !self.regex_ids.is_empty() {
            found.extend(self.regexes.matches(word).iter().map(|at| self.regex_ids[at]));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(glob: &str, word: &str) -> bool {
        let patterns = vec![(WordPatternId(0), Side::Type, WordPattern::glob(glob))];
        let lexeme: Lexeme =
            Lexeme { folded: word.into(), stem: String::new(), is_stop: false, is_number: false };
        !WordPatterns::new(patterns).unwrap().matches("", &lexeme).is_empty()
    }

    #[test]
    fn a_glob_holds_the_whole_word() {
        assert!(matches("enlarg*", "enlarg") && matches("enlarg*", "enlarging"));
        assert!(!matches("enlarg*", "reenlarg"));
        assert!(matches("*larg?", "enlarge") && !matches("*larg?", "enlarged") && !matches("*larg?", "larg"));
        assert!(matches("u.s*", "u.s") && !matches("?.s", "uxs"));
    }

    #[test]
    fn a_star_may_stand_for_a_letter_of_several_bytes() {
        assert!(matches("erdo?an", "erdoğan") && matches("erdo*", "erdoğan") && matches("erdoğ*", "erdoğan"));
    }
}
