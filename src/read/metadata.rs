//! What a user's own list says of documents: dates, titles, addresses, and any further column.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use jiff::civil::Date;
use serde_json::{Map, Value};

use super::compression::plain_name;
use super::csv::{Rows, delimiter};
use super::day::iso_day;
use super::format::formats_by_ending;
use super::source::read_list;
use super::tabular::Block;
use super::turn::Header;
use crate::error::{Error, Result};

/// What a user's own list says of documents, by their names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Metadata {
    path: String,
    entries: BTreeMap<String, Entry>,
}

/// What the list says of one document.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    line: u64,
    date: Option<Date>,
    title: String,
    url: String,
    fields: BTreeMap<String, String>,
}

/// A row as named cells; empty cells are left out.
type Cells = BTreeMap<String, String>;

impl Metadata {
    /// Reads a `.csv`, `.tsv` or `.jsonl` file with a column `document` and any of `date`, `title`, `url` and others.
    ///
    /// A document may be named with or without its endings: `a/b` and `a/b.txt` both name `a/b.txt.gz`.
    ///
    /// # Errors
    /// The file cannot be read; it has no column `document`; a row names no document or one that an earlier row
    /// names; a date is not like 2022-06-01. Each with its path and line.
    pub fn open(path: &Path) -> Result<Self> {
        let text = read_list(path)?;
        let shown = path.to_string_lossy();
        Self::read(&shown, &text)
    }

    /// The same from the text of the file at `path`.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn read(path: &str, text: &str) -> Result<Self> {
        Self::parse(path, text).map_err(|error| error.at(path))
    }

    fn parse(path: &str, text: &str) -> Result<Self> {
        let rows = match formats_by_ending(path).first().map(|format| format.name()) {
            Some("jsonl") => json_rows(text)?,
            Some("tsv") => separated_rows(text, b"\t")?,
            Some("csv") => separated_rows(text, b",;\t")?,
            Some(_) | None => return Err(Error::config("a list must be named .csv, .tsv or .jsonl")),
        };
        let mut entries = BTreeMap::new();
        for (line, cells) in rows {
            let (name, entry) = entry(line, cells).map_err(|error| error.on_line(line))?;
            if let Some(Entry { line: first, .. }) = entries.get(&name) {
                return Err(
                    Error::config(format!("document '{name}' stands on line {first} already")).on_line(line)
                );
            }
            entries.insert(name, entry);
        }
        Ok(Self { path: path.to_owned(), entries })
    }

    /// Fills a header with what the list says of its document; what the list does not say stays as it is.
    pub fn complete(&self, header: &mut Header) {
        if let Some(entry) = self.key(&header.name).and_then(|key| self.entries.get(key)) {
            header.date = entry.date.or(header.date);
            for (place, said) in [(&mut header.title, &entry.title), (&mut header.url, &entry.url)] {
                if !said.is_empty() {
                    place.clone_from(said);
                }
            }
            header.fields.extend(entry.fields.clone());
        }
    }

    /// The further columns: fields by which documents can be grouped and chosen.
    pub fn fields(&self) -> BTreeSet<&str> {
        self.entries.values().flat_map(|entry| entry.fields.keys()).map(String::as_str).collect()
    }

    /// The rows that name none of `documents`, each as `path:line: …`.
    pub fn unmatched<'n>(&self, documents: impl IntoIterator<Item = &'n str>) -> Vec<String> {
        let matched: BTreeSet<&str> = documents.into_iter().filter_map(|name| self.key(name)).collect();
        let rest = self.entries.iter().filter(|(name, _)| !matched.contains(name.as_str()));
        let mut rest: Vec<_> = rest.map(|(name, entry)| (entry.line, name)).collect();
        rest.sort();
        rest.iter()
            .map(|(line, name)| format!("{}:{line}: no document is named '{name}'", self.path))
            .collect()
    }

    /// The name under which the list knows a document: its own, or that without its endings.
    fn key<'n>(&self, name: &'n str) -> Option<&'n str> {
        let plain = plain_name(name);
        let bare = match formats_by_ending(plain)[..] {
            [] => plain,
            [..] => plain.rsplit_once('.').map_or(plain, |(bare, _)| bare),
        };
        [name, plain, bare].into_iter().find(|name| self.entries.contains_key(*name))
    }
}

fn entry(line: u64, mut cells: Cells) -> Result<(String, Entry)> {
    let name = cells.remove("document").ok_or_else(|| Error::config("no 'document' is named"))?;
    let date = cells.remove("date").map(|written| {
        iso_day(&written).ok_or_else(|| Error::config(format!("'{written}' is no date like 2022-06-01")))
    });
    let mut text = |column| cells.remove(column).unwrap_or_default();
    let (title, url) = (text("title"), text("url"));
    Ok((name, Entry { line, date: date.transpose()?, title, url, fields: cells }))
}

fn separated_rows(text: &str, delimiters: &[u8]) -> Result<Vec<(u64, Cells)>> {
    let mut rows = Rows::new(Block::opening(text), delimiter(text, delimiters));
    let header: Vec<String> = match rows.next_row() {
        Some(row) => row.cells.iter().map(|name| name.trim().to_owned()).collect(),
        None => return Err(Error::config("nothing is in it")),
    };
    if !header.iter().any(|name| name == "document") {
        return Err(
            Error::config(format!("no column 'document'; there are: {}", header.join(", "))).on_line(1)
        );
    }
    let mut named = Vec::new();
    while let Some(row) = rows.next_row() {
        if let Some((_, what)) = row.fault(header.len()) {
            return Err(Error::config(what).on_line(row.line));
        }
        let cells =
            header.iter().zip(row.cells.iter()).map(|(name, cell)| (name.clone(), cell.trim().to_owned()));
        named.push((row.line, cells.filter(|(_, cell)| !cell.is_empty()).collect()));
    }
    Ok(named)
}

fn json_rows(text: &str) -> Result<Vec<(u64, Cells)>> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    let row = |(number, line): (u64, &str)| {
        let object: Map<String, Value> = serde_json::from_str(line)
            .map_err(|error| Error::config(format!("no record: {error}")).on_line(number))?;
        let cells = object.into_iter().map(|(name, value)| (name, cell(value)));
        Ok((number, cells.filter(|(_, cell)| !cell.is_empty()).collect()))
    };
    lines.map(row).collect()
}

fn cell(value: Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.trim().to_owned(),
        Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_) => value.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    fn header(name: &str) -> Header {
        Header { name: name.into(), url: "http://old".into(), ..Header::default() }
    }

    #[test]
    fn a_document_is_found_by_its_name_or_without_its_endings() {
        let list = "document;date;title;series\na/x;2022-06-01;Press; Summit \nb.txt;;B;\n";
        let metadata = Metadata::parse("m.csv", list).unwrap();
        for name in ["a/x", "a/x.txt", "a/x.txt.gz", "a/x.jsonl.zst"] {
            let mut header = header(name);
            metadata.complete(&mut header);
            assert_eq!(
                (header.date, &*header.title, &*header.url),
                (Some(date(2022, 6, 1)), "Press", "http://old")
            );
            assert_eq!(header.fields["series"], "Summit");
        }
        let mut other = header("x.txt");
        metadata.complete(&mut other);
        assert_eq!(other, header("x.txt"));
        assert_eq!(metadata.fields(), BTreeSet::from(["series"]));
    }

    #[test]
    fn rows_that_name_no_document_are_told_with_their_lines() {
        let metadata = Metadata::parse("m.tsv", "document\turl\nz\tu\nb.txt.gz\tu\na.txt\tu\n").unwrap();
        let told = metadata.unmatched(["b.txt.gz", "a.txt.gz"]);
        assert_eq!(told, ["m.tsv:2: no document is named 'z'"]);
    }

    #[test]
    fn json_lines_are_read_and_numbers_become_text() {
        let metadata =
            Metadata::parse("m.jsonl", "{\"document\":\"a\",\"session\":3,\"url\":null}\n\n").unwrap();
        let mut header = header("a");
        metadata.complete(&mut header);
        assert_eq!((&*header.fields["session"], &*header.url), ("3", "http://old"));
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        let cases = [
            ("m.csv", "name,date\na,b\n", "line 1: no column 'document'; there are: name, date"),
            (
                "m.csv",
                "document,date\na,2022-06-01\nb,1.6.2022\n",
                "line 3: '1.6.2022' is no date like 2022-06-01",
            ),
            ("m.csv", "document,date\na\n", "line 2: 1 fields under a header of 2; the record was left out"),
            ("m.csv", "document,n\na,1\na,2\n", "line 3: document 'a' stands on line 2 already"),
            ("m.csv", "document,n\n,1\n", "line 2: no 'document' is named"),
            ("m.jsonl", "{\"document\":\"a\"}\n[", "line 2: no record: "),
            ("m.txt", "a", "a list must be named .csv, .tsv or .jsonl"),
        ];
        for (path, text, told) in cases {
            let error = Metadata::parse(path, text).unwrap_err().to_string();
            assert!(error.starts_with(told), "{error}");
        }
    }
}
