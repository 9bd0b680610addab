//! The user's own list of speakers, which overrules every rule.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use crate::error::{Error, Result};

/// One speaker of the user's list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// The canonical name.
    pub speaker: String,
    /// Other names and labels that are this speaker.
    pub aliases: Vec<String>,
    /// The role; empty leaves what the documents say.
    pub role: String,
    /// The affiliation; empty leaves what the documents say.
    pub affiliation: String,
    /// Every further column, by its name.
    pub fields: BTreeMap<String, String>,
}

/// Speakers and their aliases, as a user lists them in a CSV, TSV or JSONL file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Register {
    entries: Vec<Entry>,
    by_name: HashMap<String, usize>,
}

/// A cell with the place it came from.
type Row = (u64, BTreeMap<String, String>);

impl Register {
    /// Reads the list. `path` tells the format by its ending (`.tsv`, `.jsonl`, else CSV) and stands in errors.
    ///
    /// Columns: `speaker`, `aliases` (separated by `|`; in JSONL also an array), `role`, `affiliation`; all others are
    /// kept as fields. Only `speaker` must be there.
    ///
    /// # Errors
    /// Config, with path and line: no `speaker` column, an empty speaker, a broken record, one name given to two speakers.
    pub fn parse(text: &str, path: &str) -> Result<Self> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let ending = path.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
        let rows = match ending.as_str() {
            "jsonl" | "ndjson" => json_rows(text),
            "tsv" => delimited_rows(text, b'\t'),
            _ => delimited_rows(text, b','),
        };
        rows.and_then(Self::from_rows).map_err(|error| error.at(path))
    }

    fn from_rows(rows: Vec<Row>) -> Result<Self> {
        let mut register = Self::default();
        for (line, row) in rows {
            register.add(entry(row)).map_err(|error| error.on_line(line))?;
        }
        Ok(register)
    }

    fn add(&mut self, entry: Entry) -> Result<()> {
        if entry.speaker.is_empty() {
            return Err(Error::config("this row has no speaker"));
        }
        let id = self.entries.len();
        for name in std::iter::once(&entry.speaker).chain(&entry.aliases) {
            let other = self.by_name.insert(fold(name), id).filter(|&other| other != id);
            if let Some(other) = other {
                let (one, two) = (&self.entries[other].speaker, &entry.speaker);
                return Err(Error::config(format!("'{name}' is given to both '{one}' and '{two}'")));
            }
        }
        self.entries.push(entry);
        Ok(())
    }

    /// The entry that has `name` as its speaker or among its aliases, in any case.
    pub fn find(&self, name: &str) -> Option<&Entry> {
        self.by_name.get(&fold(name)).map(|&id| &self.entries[id])
    }

    /// Puts what the list says of a speaker, by the canonical name, over the role and affiliation found elsewhere.
    pub fn overrule(&self, speaker: &str, role: &mut String, affiliation: &mut String) {
        let Some(entry) = self.find(speaker) else { return };
        for (mine, listed) in [(role, &entry.role), (affiliation, &entry.affiliation)] {
            if !listed.is_empty() {
                mine.clone_from(listed);
            }
        }
    }

    /// All entries, in the order of the file.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }
}

fn fold(name: &str) -> String {
    let name = name.trim().trim_end_matches([':', '.']).to_lowercase();
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn entry(mut row: BTreeMap<String, String>) -> Entry {
    let mut take = |name: &str| row.remove(name).unwrap_or_default();
    let (speaker, aliases, role, affiliation) =
        (take("speaker"), take("aliases"), take("role"), take("affiliation"));
    let aliases =
        aliases.split('|').map(str::trim).filter(|alias| !alias.is_empty()).map(str::to_owned).collect();
    Entry { speaker, aliases, role, affiliation, fields: row }
}

fn no_speaker_column(columns: &[String]) -> Error {
    Error::config(format!("no column 'speaker' (the columns are: {})", columns.join(", "))).on_line(1)
}

fn delimited_rows(text: &str, delimiter: u8) -> Result<Vec<Row>> {
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let columns: Vec<String> =
        reader.headers().map_err(broken)?.iter().map(|name| name.trim().to_owned()).collect();
    if !columns.iter().any(|name| name == "speaker") {
        return Err(no_speaker_column(&columns));
    }
    let row = |record: std::result::Result<csv::StringRecord, csv::Error>| {
        let record = record.map_err(broken)?;
        let line = record.position().map_or(1, csv::Position::line);
        if record.len() > columns.len() {
            let (cells, names) = (record.len(), columns.len());
            return Err(Error::config(format!("{cells} cells under {names} columns")).on_line(line));
        }
        let cells = columns.iter().cloned().zip(record.iter().map(|cell| cell.trim().to_owned()));
        Ok((line, cells.collect()))
    };
    reader.records().map(row).collect()
}

fn broken(error: csv::Error) -> Error {
    let line = error.position().map(csv::Position::line);
    let fault = Error::config(error);
    line.map_or_else(|| Error::config("not a table"), |line| fault.on_line(line))
}

fn json_rows(text: &str) -> Result<Vec<Row>> {
    let lines = (1u64..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(line, record)| {
            let object: Map<String, Value> =
                serde_json::from_str(record).map_err(|error| Error::config(error).on_line(line))?;
            if !object.contains_key("speaker") {
                let columns: Vec<String> = object.keys().cloned().collect();
                return Err(Error::config(format!(
                    "no field 'speaker' (the fields are: {})",
                    columns.join(", ")
                ))
                .on_line(line));
            }
            Ok((line, object.into_iter().map(|(name, value)| (name, plain(value))).collect()))
        })
        .collect()
}

/// A JSON value as a cell: strings as they are, arrays joined by `|`.
fn plain(value: Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        Value::Array(items) => items.into_iter().map(plain).collect::<Vec<_>>().join("|"),
        other @ (Value::Bool(_) | Value::Number(_) | Value::Object(_)) => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_in_any_format_gives_names_aliases_and_fields() {
        let csv = "speaker,aliases,role,party\nAna Ruiz,MS. RUIZ | Minister,Minister,Green\n";
        let tsv = "speaker\taliases\trole\tparty\nAna Ruiz\tMS. RUIZ|Minister\tMinister\tGreen\n";
        let jsonl =
            r#"{"speaker":"Ana Ruiz","aliases":["MS. RUIZ","Minister"],"role":"Minister","party":"Green"}"#;
        for (text, path) in [(csv, "a.csv"), (tsv, "a.tsv"), (jsonl, "a.jsonl")] {
            let register = Register::parse(text, path).expect("a sound list");
            let entry = register.find("ms. ruiz:").expect("an alias in any case");
            assert_eq!((entry.speaker.as_str(), entry.role.as_str()), ("Ana Ruiz", "Minister"), "{path}");
            assert_eq!(entry.fields.get("party").map(String::as_str), Some("Green"), "{path}");
        }
    }

    #[test]
    fn faults_are_told_with_path_and_line() {
        let fault = |text: &str, path: &str| Register::parse(text, path).expect_err("a fault").to_string();
        assert_eq!(
            fault("name,role\nAna,x\n", "a.csv"),
            "a.csv:1: no column 'speaker' (the columns are: name, role)"
        );
        assert_eq!(fault("speaker,role\nAna,x\n,y\n", "a.csv"), "a.csv:3: this row has no speaker");
        let twice = "speaker,aliases\nAna Ruiz,Ruiz\nBea Ruiz,RUIZ\n";
        assert_eq!(fault(twice, "a.csv"), "a.csv:3: 'RUIZ' is given to both 'Ana Ruiz' and 'Bea Ruiz'");
        assert!(fault("{\"speaker\":\"Ana\"}\n{oops", "a.jsonl").starts_with("a.jsonl:2: "));
        assert!(fault("speaker\nAna,x,y\n", "a.csv").starts_with("a.csv:2: "));
    }
}
