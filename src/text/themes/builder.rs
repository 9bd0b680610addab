//! From themes and entries as written to what is searched for.

use crate::error::{Error, Result};

use super::super::analyzer::Analyzer;
use super::entry::{self, Case, PatternTexts, PhraseWord};
use super::matcher::{Phrase, Phrases, Role};
use super::{Entry, EntryId, Theme, ThemeId, Themes, id};

/// Gathers themes and entries, and numbers each distinct word pattern.
pub(super) struct Builder<'a> {
    analyzer: &'a Analyzer,
    case: Case,
    themes: Vec<Theme>,
    entries: Vec<Entry>,
    excluded: Vec<Entry>,
    patterns: PatternTexts,
    phrases: Vec<Phrase>,
}

impl<'a> Builder<'a> {
    pub fn new(analyzer: &'a Analyzer, case: Case) -> Self {
        let patterns = PatternTexts::default();
        Self { analyzer, case, themes: vec![], entries: vec![], excluded: vec![], patterns, phrases: vec![] }
    }

    pub fn theme(&mut self, theme: Theme) -> ThemeId {
        self.themes.push(theme);
        ThemeId(id(self.themes.len() - 1))
    }

    pub fn entry(&mut self, theme: ThemeId, text: &str) -> Result<()> {
        let role = Role::Entry(EntryId(id(self.entries.len())));
        self.phrase(theme, role, text)?;
        self.entries.push(Entry { theme, text: text.to_owned() });
        Ok(())
    }

    /// An entry that is found wherever one of `forms` stands, exactly as written.
    pub fn forms<'f>(&mut self, theme: ThemeId, text: &str, forms: impl IntoIterator<Item = &'f str>) {
        let role = Role::Entry(EntryId(id(self.entries.len())));
        for form in forms {
            let words = vec![self.patterns.form(form)];
            self.phrases.push(Phrase { theme, role, words });
        }
        self.entries.push(Entry { theme, text: text.to_owned() });
    }

    pub fn exclude(&mut self, theme: ThemeId, text: &str) -> Result<()> {
        self.phrase(theme, Role::Excluded, text)?;
        self.excluded.push(Entry { theme, text: text.to_owned() });
        Ok(())
    }

    fn phrase(&mut self, theme: ThemeId, role: Role, text: &str) -> Result<()> {
        let words = entry::parse(text, self.case, self.analyzer, &mut self.patterns)?;
        if words.iter().all(|word| *word == PhraseWord::Any) {
            return Err(Error::config(format!("the entry '{text}' has no word to look for")));
        }
        self.phrases.push(Phrase { theme, role, words });
        Ok(())
    }

    pub fn finish(self) -> Result<Themes> {
        let Self { themes, entries, excluded, patterns, phrases, .. } = self;
        let (patterns, phrases) = (patterns.compile()?, Phrases::new(phrases));
        Ok(Themes { themes, entries, excluded, patterns, phrases, notes: Vec::new() })
    }
}
