//! Frequency lists: what other corpora, and saved tables, say of how often words occur.

use std::path::Path;

use csv::StringRecord;

use crate::analysis::WordCounts;
use crate::error::{Error, Result};
use crate::read::read_list;

/// What the names of files end with that may hold a list.
const ENDINGS: [&str; 4] = ["csv", "tsv", "tab", "txt"];

/// The greatest sum of frequencies: beyond it a float holds not every whole number.
const MOST: u64 = 1 << 53;

/// Where the two cells of a list's records stand, and how many records at the top are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shape {
    term: usize,
    frequency: usize,
    headings: usize,
}

/// The frequency list in a file.
///
/// # Errors
/// It cannot be read, is no list, or says something else than how often a word occurs.
pub(super) fn read(path: &Path) -> Result<WordCounts> {
    let at = || path.display();
    parse(&read_list(path)?, path, None)?.ok_or_else(|| {
        let what = "no frequency list: it has neither the columns 'term' and 'frequency' nor two columns of which one \
                    is whole numbers";
        Error::config(what).at(at())
    })
}

/// The frequency list in a file; `None` where it holds texts, as does a table with a column `text_field`.
///
/// # Errors
/// It is a list, but says something else than how often a word occurs.
pub(super) fn read_if_list(path: &Path, text_field: &str) -> Result<Option<WordCounts>> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default().to_lowercase();
    let name = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
    let may_be_list = path.is_file() && ENDINGS.iter().any(|ending| name.ends_with(&format!(".{ending}")));
    // Whoever reads texts says better why a file cannot be read.
    match may_be_list.then(|| read_list(path)) {
        Some(Ok(text)) => parse(&text, path, Some(text_field)),
        Some(Err(_)) | None => Ok(None),
    }
}

fn parse(text: &str, path: &Path, text_field: Option<&str>) -> Result<Option<WordCounts>> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let delimiter = if first.contains('\t') { b'\t' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .quoting(delimiter == b',')
        .from_reader(text.as_bytes());
    // What is no table at all is no list.
    let Ok(records) = reader.records().collect::<Result<Vec<_>, _>>() else { return Ok(None) };
    let Some(shape) = shape(&records, text_field) else { return Ok(None) };
    let mut list = WordCounts::new();
    let mut total = 0_u64;
    for record in &records[shape.headings..] {
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |place| record.get(place).map(str::trim).unwrap_or_default();
        let count: u64 = cell(shape.frequency).parse().map_err(|_| {
            let what = format!("'{}' is no whole number", cell(shape.frequency));
            Error::config(what).at(path.display()).on_line(line)
        })?;
        total = count.saturating_add(total);
        if total > MOST {
            let what = format!("the frequencies add up to more than {MOST}");
            return Err(Error::config(what).at(path.display()).on_line(line));
        }
        *list.entry(cell(shape.term).to_owned()).or_default() += count;
    }
    Ok(Some(list))
}

fn shape(records: &[StringRecord], text_field: Option<&str>) -> Option<Shape> {
    let first = records.first()?;
    let column = |name: &str| first.iter().position(|heading| heading.trim() == name);
    if text_field.is_some_and(|field| column(field).is_some()) {
        return None;
    }
    match (column("term"), column("frequency")) {
        (Some(term), Some(frequency)) => Some(Shape { term, frequency, headings: 1 }),
        (Some(_) | None, _) => shape_of_two(records),
    }
}

/// The shape of two columns of which one alone is whole numbers, with or without headings.
fn shape_of_two(records: &[StringRecord]) -> Option<Shape> {
    let is_number = |record: &StringRecord, place: usize| {
        record.get(place).is_some_and(|cell| cell.trim().parse::<u64>().is_ok())
    };
    let is_pair = records.iter().all(|record| record.len() == 2);
    let headings = usize::from(!is_number(&records[0], 0) && !is_number(&records[0], 1));
    let rows = &records[headings..];
    let is_numbers = |place| !rows.is_empty() && rows.iter().all(|record| is_number(record, place));
    match (is_pair, is_numbers(0), is_numbers(1)) {
        (true, true, false) => Some(Shape { term: 1, frequency: 0, headings }),
        (true, false, true) => Some(Shape { term: 0, frequency: 1, headings }),
        (true, true, true) | (true, false, false) | (false, _, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(text: &str) -> Option<Vec<(String, u64)>> {
        parse(text, Path::new("list.csv"), Some("text")).unwrap().map(|list| list.into_iter().collect())
    }

    fn of(pairs: &[(&str, u64)]) -> Option<Vec<(String, u64)>> {
        Some(pairs.iter().map(|&(word, count)| (word.to_owned(), count)).collect())
    }

    #[test]
    fn columns_are_found_by_name_and_groups_are_summed_up() {
        let saved = "group,term,stem,frequency\nA,tax,tax,3\nA,\"one, two\",x,1\nB,tax,tax,4\n";
        assert_eq!(list(saved), of(&[("one, two", 1), ("tax", 7)]));
        assert_eq!(list("term\tfrequency\n\"\t2\n"), of(&[("\"", 2)]));
    }

    #[test]
    fn two_columns_are_a_list_where_one_alone_is_numbers() {
        assert_eq!(list("tax,3\nfee,1\n"), of(&[("fee", 1), ("tax", 3)]));
        assert_eq!(list("word\tcount\ntax\t3\n1984\t2\n"), of(&[("1984", 2), ("tax", 3)]));
        assert_eq!(list("3\ttax\n1\tfee\n"), of(&[("fee", 1), ("tax", 3)]));
    }

    #[test]
    fn texts_are_no_list() {
        for text in
            ["", "id,text\n1,tax\n", "1,2\n3,4\n", "Anna: no,\nnever.\n", "a,b\n", "tax\n", "tax,3,x\n"]
        {
            assert_eq!(list(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_no_count_is_named_with_its_line() {
        let error = parse("term,frequency\ntax,3\nfee,1.5\n", Path::new("list.csv"), None).unwrap_err();
        assert_eq!(error.to_string(), "list.csv:3: '1.5' is no whole number");
    }
}
