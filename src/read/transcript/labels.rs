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
}

/// What the user's rules say of a line.
pub(super) enum Decision<'a> {
    /// A label opens it.
    Label(Forced<'a>),
    /// No label does.
    NoLabel,
}

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
        Ok(Self { rules: rules.iter().map(compile).collect::<Result<_>>()? })
    }

    /// What the first rule says whose pattern matches the beginning of a line.
    pub(super) fn find<'a>(&self, line: &'a str) -> Option<Decision<'a>> {
        self.rules.iter().find_map(|(pattern, verdict)| {
            let found = pattern.captures(line)?;
            let whole = found.get(0).filter(|whole| !whole.is_empty())?;
            if *verdict == Verdict::NoLabel {
                return Some(Decision::NoLabel);
            }
            let printed = whole.as_str().trim().trim_end_matches([':', '：']).trim();
            let group = |name: &str| found.name(name).map_or("", |part| part.as_str().trim());
            let mut label = Label::parse(if group("name").is_empty() { printed } else { group("name") });
            if label.kind == LabelKind::Nobody {
                label.kind = LabelKind::Person;
                label.name = if group("name").is_empty() { printed } else { group("name") }.to_owned();
            }
            for (field, told) in
                [(&mut label.role, group("role")), (&mut label.affiliation, group("affiliation"))]
            {
                if !told.is_empty() {
                    told.clone_into(field);
                }
            }
            Some(Decision::Label(Forced { label, printed, rest: whole.end() }))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(pattern: &str) -> LabelRule {
        LabelRule { pattern: pattern.to_owned(), label: Verdict::Label }
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
