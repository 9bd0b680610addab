//! Label patterns of the user's own, which always decide.

use regex::Regex;
use serde::{Serialize, Serializer};

use crate::error::{Error, Result};
use crate::speakers::{Label, LabelKind};

/// What the user says of the lines that a pattern matches at their beginning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LabelRule {
    /// A regular expression.
    pub pattern: String,
    /// What it finds.
    pub label: Verdict,
}

/// Whether something is a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is one, and opens a turn.
    Label,
    /// It is none, whatever it looks like.
    NoLabel,
}

impl Serialize for Verdict {
    /// As the file has it: true or false.
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.serialize_bool(*self == Self::Label)
    }
}

/// The user's rules, compiled.
#[derive(Debug, Clone, Default)]
pub struct Labels {
    rules: Vec<(Regex, Verdict)>,
    marks: Option<[char; 2]>,
}

/// What the user's rules say of a line.
pub(super) enum Decision<'a> {
    /// A label opens it.
    Label(Forced<'a>),
    /// No label does.
    NoLabel,
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
    /// Compiles rules. A pattern may have groups `name`, `role` and `affiliation`; without any, the whole match is
    /// taken apart as a label is.
    ///
    /// # Errors
    /// Config, where a pattern is no regular expression.
    pub fn new(rules: &[LabelRule]) -> Result<Self> {
        let compile = |LabelRule { pattern, label }: &LabelRule| {
            let compiled = Regex::new(&format!(r"\A(?:{pattern})"));
            let compiled =
                compiled.map_err(|error| Error::config(format!("label pattern '{pattern}': {error}")))?;
            Ok((compiled, *label))
        };
        Ok(Self { rules: rules.iter().map(compile).collect::<Result<_>>()?, marks: None })
    }

    /// These, and whatever stands between the signs of [`MARKED`] at the beginning of a line.
    pub(in crate::read) fn and_marked(&self) -> Self {
        Self { marks: Some(MARKED), ..self.clone() }
    }

    /// What stands between the marks at the beginning of a line.
    fn marked<'a>(&self, line: &'a str) -> Option<Decision<'a>> {
        let [open, close] = self.marks?;
        let (printed, words) = line.strip_prefix(open)?.split_once(close)?;
        let rest = line.len() - words.len();
        Some(Decision::Label(Forced { label: named(printed), printed, rest }))
    }

    /// What the marks say of the beginning of a line, or the first rule whose pattern matches it.
    pub(super) fn find<'a>(&self, line: &'a str) -> Option<Decision<'a>> {
        self.marked(line).or_else(|| self.by_rule(line))
    }

    fn by_rule<'a>(&self, line: &'a str) -> Option<Decision<'a>> {
        self.rules.iter().find_map(|(pattern, verdict)| {
            let found = pattern.captures(line)?;
            let whole = found.get(0).filter(|whole| !whole.is_empty())?;
            if *verdict == Verdict::NoLabel {
                return Some(Decision::NoLabel);
            }
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
            let words = line[whole.end()..].trim_start_matches([':', '：']);
            Some(Decision::Label(Forced { label, printed, rest: line.len() - words.len() }))
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

    fn rule(pattern: &str) -> LabelRule {
        LabelRule { pattern: pattern.to_owned(), label: Verdict::Label }
    }

    #[test]
    fn what_stands_between_marks_is_a_label_only_where_it_is_asked_for() {
        let labels = Labels::default().and_marked();
        let Some(Decision::Label(found)) = labels.find("\u{2}the baker\u{3} Bread!") else {
            panic!("no label");
        };
        assert_eq!((found.label.name.as_str(), found.printed, found.rest), ("the baker", "the baker", 11));
        assert!(Labels::default().find("\u{2}Ana\u{3} Bread!").is_none());
    }

    #[test]
    fn groups_name_the_parts_of_a_label() {
        let labels = Labels::new(&[rule(r"<(?<name>\w+)/(?<affiliation>\w+)>")]).expect("a sound pattern");
        let Some(Decision::Label(found)) = labels.find("<ruiz/EU> good day") else { panic!("no match") };
        assert_eq!(
            (found.label.name.as_str(), found.label.affiliation.as_str(), found.rest),
            ("ruiz", "EU", 9)
        );
        assert!(labels.find("say <ruiz/EU>").is_none());
        assert!(Labels::new(&[rule("(")]).is_err());
    }
}
