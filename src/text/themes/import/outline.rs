//! What a dictionary of another program becomes: categories within one another, with their entries.

use std::collections::BTreeMap;

use crate::error::{Error, Result};

use super::super::file::{FileTheme, Term};
use super::super::{ThemeId, id};
use super::Imported;
use super::oddity::{Oddities, Oddity};

/// Categories are nested no deeper than this.
const DEEPEST: usize = 64;

/// A category's place in an outline.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct CategoryId(usize);

struct Category {
    key: String,
    label: String,
    depth: usize,
    children: Vec<CategoryId>,
    terms: Vec<Term>,
}

/// Gathers categories, entries and oddities in the order in which a file has them.
#[derive(Default)]
pub(super) struct Outline {
    categories: Vec<Category>,
    outermost: Vec<CategoryId>,
    known: BTreeMap<(Option<CategoryId>, String), CategoryId>,
    oddities: Oddities,
}

impl Outline {
    /// The category of that name under `parent`: the one that is there, else a new one.
    ///
    /// A dot joins the keys of categories, so that one within a name becomes `_`; the label keeps it.
    pub fn category(&mut self, parent: Option<CategoryId>, name: &str, line: u64) -> Result<CategoryId> {
        let name = name.trim();
        if name.is_empty() {
            return Err(Error::config("a category without a name").on_line(line));
        }
        let key = name.replace('.', "_");
        if let Some(&known) = self.known.get(&(parent, key.clone())) {
            return Ok(known);
        }
        let next = CategoryId(self.categories.len());
        self.known.insert((parent, key.clone()), next);
        let category = match parent {
            None => {
                self.outermost.push(next);
                Category { key, label: name.to_owned(), depth: 1, children: vec![], terms: vec![] }
            }
            Some(parent) => {
                let above = &mut self.categories[parent.0];
                above.children.push(next);
                let (key, label) = (format!("{}.{key}", above.key), format!("{}.{name}", above.label));
                Category { key, label, depth: above.depth + 1, children: vec![], terms: vec![] }
            }
        };
        if category.depth > DEEPEST {
            return Err(Error::config("categories are nested too deep").on_line(line));
        }
        self.categories.push(category);
        Ok(next)
    }

    /// Adds an entry; one that is empty is none.
    pub fn entry(&mut self, category: CategoryId, text: impl Into<String>, line: u64) {
        let text: String = text.into();
        let text = text.trim().to_owned();
        if !text.is_empty() {
            self.categories[category.0].terms.push(Term { text, line });
        }
    }

    /// Remembers something that cannot be read as it was meant.
    pub fn odd(&mut self, oddity: Oddity, what: &str, line: u64) {
        self.oddities.add(oddity, what, line);
    }

    /// The categories as themes, each before those within it.
    pub fn finish(mut self) -> Imported {
        let mut themes = Vec::with_capacity(self.categories.len());
        let mut waiting: Vec<(Option<ThemeId>, CategoryId)> =
            self.outermost.iter().rev().map(|&category| (None, category)).collect();
        while let Some((parent, CategoryId(place))) = waiting.pop() {
            let category = &mut self.categories[place];
            let theme = ThemeId(id(themes.len()));
            themes.push(FileTheme {
                key: std::mem::take(&mut category.key),
                label: std::mem::take(&mut category.label),
                parent,
                terms: std::mem::take(&mut category.terms),
                not: Vec::new(),
            });
            waiting.extend(category.children.iter().rev().map(|&child| (Some(theme), child)));
        }
        Imported { themes, oddities: self.oddities }
    }
}

/// The categories that a line stands in, as its indentation and that of the lines before it have it.
#[derive(Default)]
pub(super) struct Indentation {
    around: Vec<(usize, CategoryId)>,
}

impl Indentation {
    /// The category that a line of this indentation stands in.
    pub fn parent(&mut self, width: usize) -> Option<CategoryId> {
        self.around.retain(|(outer, _)| *outer < width);
        self.around.last().map(|(_, category)| *category)
    }

    /// What is indented further than `width` stands in this category from here on.
    pub fn open(&mut self, width: usize, category: CategoryId) {
        self.around.push((width, category));
    }
}

/// How far a line is indented, in characters.
pub(super) fn indentation(line: &str) -> usize {
    line.chars().take_while(|c| c.is_whitespace()).count()
}

/// The lines of a text, from 1, whatever ends them: LF, CR LF or CR.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (u64, &str)> {
    let breaks = if text.contains('\n') { '\n' } else { '\r' };
    (1..).zip(text.split(breaks).map(|line| line.trim_end_matches('\r')))
}

/// What was read, a line a theme: its key, then its entries.
#[cfg(test)]
pub(super) fn seen(read: Result<Imported>) -> Vec<String> {
    let line = |theme: &FileTheme| {
        let terms: Vec<&str> = theme.terms.iter().map(|term| term.text.as_str()).collect();
        format!("{}: {}", theme.key, terms.join(", "))
    };
    read.expect("a sound dictionary").themes.iter().map(line).collect()
}
