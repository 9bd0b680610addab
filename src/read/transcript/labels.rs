//! Label patterns of the user's own, which are always labels.

use regex::Regex;

use crate::error::{Error, Result};
use crate::speakers::{Label, LabelKind};

/// Patterns that open a turn wherever they match at the beginning of a line.
#[derive(Debug, Clone, Default)]
pub struct Labels {
    patterns: Vec<Regex>,
    marks: Option<[char; 2]>,
}

/// What stands before and after a label in a text that was made from one that says itself where its labels are.
pub(in crate::read) const MARKED: [char; 2] = ['\u{2}', '\u{3}'];

/// A label that a pattern found: what it says, how much of the line it takes, and the part that is printed as its name.
pub(super) struct Forced<'a> {
    pub label: Label,
    pub printed: &'a str,
    pub rest: usize,
}

impl Labels {
    /// Compiles patterns. Each may have groups `name`, `role` and `affiliation`; without any, the whole match is
    /// taken apart as a label is.
    ///
    /// # Errors
    /// Config, where a pattern is no regular expression.
    pub fn new<S: AsRef<str>>(patterns: &[S]) -> Result<Self> {
        let compile = |pattern: &S| {
            let pattern = pattern.as_ref();
            Regex::new(&format!(r"\A(?:{pattern})"))
                .map_err(|error| Error::config(format!("label pattern '{pattern}': {error}")))
        };
        Ok(Self { patterns: patterns.iter().map(compile).collect::<Result<_>>()?, marks: None })
    }

    /// These, and whatever stands between the signs of [`MARKED`] at the beginning of a line.
    pub(in crate::read) fn and_marked(&self) -> Self {
        Self { marks: Some(MARKED), ..self.clone() }
    }

    /// What stands between the marks at the beginning of a line.
    fn marked<'a>(&self, line: &'a str) -> Option<Forced<'a>> {
        let [open, close] = self.marks?;
        let (printed, words) = line.strip_prefix(open)?.split_once(close)?;
        Some(Forced { label: named(printed), printed, rest: line.len() - words.len() })
    }

    /// The label at the beginning of a line, by the first pattern that matches.
    pub(super) fn find<'a>(&self, line: &'a str) -> Option<Forced<'a>> {
        self.marked(line).or_else(|| self.by_pattern(line))
    }

    fn by_pattern<'a>(&self, line: &'a str) -> Option<Forced<'a>> {
        self.patterns.iter().find_map(|pattern| {
            let found = pattern.captures(line)?;
            let whole = found.get(0).filter(|whole| !whole.is_empty())?;
            let printed = whole.as_str().trim().trim_end_matches([':', '：']).trim();
            let group = |name: &str| found.name(name).map_or("", |part| part.as_str().trim());
            let mut label = named(if group("name").is_empty() { printed } else { group("name") });
            for (field, told) in
                [(&mut label.role, group("role")), (&mut label.affiliation, group("affiliation"))]
            {
                if !told.is_empty() {
                    told.clone_into(field);
                }
            }
            Some(Forced { label, printed, rest: whole.end() })
        })
    }
}

/// What a text says that is a label, whatever its words are.
fn named(printed: &str) -> Label {
    let mut label = Label::parse(printed);
    if label.kind == LabelKind::Nobody {
        label.kind = LabelKind::Person;
        printed.clone_into(&mut label.name);
    }
    label
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_marks_is_a_label_only_where_it_is_asked_for() {
        let labels = Labels::default().and_marked();
        let found = labels.find("\u{2}the baker\u{3} Bread!").expect("a label");
        assert_eq!((found.label.name.as_str(), found.printed, found.rest), ("the baker", "the baker", 11));
        assert!(Labels::default().find("\u{2}Ana\u{3} Bread!").is_none());
    }

    #[test]
    fn groups_name_the_parts_of_a_label() {
        let labels = Labels::new(&[r"<(?<name>\w+)/(?<affiliation>\w+)>"]).expect("a sound pattern");
        let found = labels.find("<ruiz/EU> good day").expect("a match");
        assert_eq!(
            (found.label.name.as_str(), found.label.affiliation.as_str(), found.rest),
            ("ruiz", "EU", 9)
        );
        assert!(labels.find("say <ruiz/EU>").is_none());
        assert!(Labels::new(&["("]).is_err());
    }
}
