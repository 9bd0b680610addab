//! What is told of the records of a source as a whole: known only when all of them were read, wherever that was.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::issues::IssueKind;

/// What the records of a source, or of a part of it, have and lack. Parts add up in any order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The name of the field that holds the words.
    pub text_field: String,
    /// How many records were met, those without text too.
    pub records: u64,
    /// How many of them have no text.
    pub without_text: u64,
    /// The first of these.
    pub first_without_text: Option<WithoutText>,
    /// Fields that were asked for and that no record has.
    pub missing: BTreeSet<String>,
    /// The line, from 1, of the header, where there is one and it was read.
    pub header: Option<u64>,
    /// How many rows follow a header, sound records or not.
    pub rows: u64,
}

/// A record without text, and what its file has instead.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct WithoutText {
    /// The line, from 1, on which it begins.
    pub line: u64,
    /// The line, from 1, that names the fields.
    pub fields_line: u64,
    /// The fields that there are.
    pub fields: Vec<String>,
}

impl Summary {
    /// Adds what is known of another part of the same source.
    pub fn merge(&mut self, other: Self) {
        self.records += other.records;
        self.without_text += other.without_text;
        let firsts = [self.first_without_text.take(), other.first_without_text];
        self.first_without_text = firsts.into_iter().flatten().min();
        self.missing.retain(|name| other.missing.contains(name));
        self.header = self.header.or(other.header);
        self.rows += other.rows;
    }

    /// What was lost, each with its line where it has one.
    pub fn issues(self) -> impl Iterator<Item = (IssueKind, Option<u64>, String)> {
        let empty = "no record follows the header".to_owned();
        let empty = self.header.filter(|_| self.rows == 0).map(|line| (IssueKind::Empty, Some(line), empty));
        let has_text = self.records > self.without_text;
        let Self { text_field, records, without_text, .. } = self;
        let without_text = self.first_without_text.map(|first| {
            let (line, what) = if has_text {
                let many = format!("{without_text} of {records} records have no field '{text_field}'");
                (first.line, format!("{many}, the first here; they were left out"))
            } else {
                let fields = first.fields.join(", ");
                let what =
                    format!("no field '{text_field}'; there are: {fields} (--text-field names another)");
                (first.fields_line, what)
            };
            (IssueKind::MissingColumn, Some(line), what)
        });
        let missing = self.missing.into_iter().filter(move |_| has_text);
        let missing =
            missing.map(|name| (IssueKind::MissingColumn, None, format!("no record has a field '{name}'")));
        empty.into_iter().chain(without_text).chain(missing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(line: Option<u64>, missing: &[&str]) -> Summary {
        Summary {
            text_field: "text".into(),
            records: 10,
            without_text: line.map_or(0, |_| 2),
            first_without_text: line.map(|line| WithoutText { line, fields_line: line, fields: Vec::new() }),
            missing: missing.iter().map(|name| (*name).to_owned()).collect(),
            header: None,
            rows: 0,
        }
    }

    #[test]
    fn parts_add_up_to_one_message_in_any_order() {
        let parts = [part(None, &["a", "b"]), part(Some(40), &["b", "c"]), part(Some(7), &["b"])];
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0]] {
            let mut sum = parts[order[0]].clone();
            order[1..].iter().for_each(|&part| sum.merge(parts[part].clone()));
            let told: Vec<_> = sum.issues().map(|(_, line, what)| (line, what)).collect();
            let text = "4 of 30 records have no field 'text', the first here; they were left out";
            assert_eq!(told[0], (Some(7), text.to_owned()));
            assert_eq!(told[1], (None, "no record has a field 'b'".to_owned()));
            assert_eq!(told.len(), 2);
        }
    }
}
