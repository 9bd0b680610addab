//! Markdown: tables, and text escaped so that it shows as exactly what it is.

use std::io::Write;

use super::print::{Precision, text};
use super::table::{Column, Value};
use super::writer::Rows;
use crate::error::Result;

pub(super) struct Markdown<W> {
    out: W,
}

impl<W: Write> Markdown<W> {
    pub(super) fn new(columns: &[Column], mut out: W) -> Result<Self> {
        out.write_all(head(columns.iter().map(|column| (escaped(column.name), column))).as_bytes())?;
        Ok(Self { out })
    }
}

impl<W: Write> Rows for Markdown<W> {
    fn row(&mut self, cells: &[Value]) -> Result<()> {
        let line = row(cells.iter().map(|cell| escaped(&text(cell, Precision::Exact))));
        Ok(self.out.write_all(line.as_bytes())?)
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        Ok(self.out.flush()?)
    }
}

/// The two lines that open a table; numbers stand flush right. Labels must be escaped already.
pub(super) fn head<'a>(columns: impl Iterator<Item = (String, &'a Column)>) -> String {
    let (labels, sides): (Vec<_>, Vec<_>) =
        columns.map(|(label, column)| (label, if column.is_number() { "---:" } else { "---" })).unzip();
    row(labels.into_iter()) + &row(sides.into_iter().map(str::to_owned))
}

/// One line of a table. Cells must be escaped already.
pub(super) fn row(cells: impl Iterator<Item = String>) -> String {
    format!("| {} |\n", cells.collect::<Vec<_>>().join(" | "))
}

/// `text` on one line, so that Markdown shows it as it is: no emphasis, link, HTML or table comes of it.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (index, c) in text.char_indices() {
        let (before, after) = (&text[..index], &text[index + c.len_utf8()..]);
        if is_special(c, before, after.chars().next()) {
            escaped.push('\\');
        }
        escaped.push(if matches!(c, '\n' | '\r' | '\t') { ' ' } else { c });
    }
    escaped
}

fn is_special(c: char, before: &str, after: Option<char>) -> bool {
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '|' | '~' | '$' => true,
        '_' => !(is_word(before.chars().next_back()) && is_word(after)),
        '&' => after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '#'),
        '#' | '-' | '+' | '=' => before.trim().is_empty(),
        '.' | ')' => !is_word(after) && is_list_number(before.trim()),
        _ => false,
    }
}

/// Whether `text` before a point or bracket would begin a numbered list.
fn is_list_number(text: &str) -> bool {
    (1..=9).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::escaped;
    use crate::render::table::{Column, Table, Value};
    use crate::render::writer::Format;

    #[test]
    fn numbers_stand_flush_right_and_pipes_open_no_cell() {
        let mut table = Table::new([Column::text("a"), Column::float("per_million")]);
        table.rows.push(vec!["x|y".into(), 0.5.into()]);
        table.rows.push(vec!["two\nlines".into(), Value::Empty]);
        let text = String::from_utf8(table.bytes(Format::Markdown).unwrap()).unwrap();
        assert_eq!(text, "| a | per_million |\n| --- | ---: |\n| x\\|y | 0.5 |\n| two lines |  |\n");
    }

    #[test]
    fn hostile_text_stays_text() {
        assert_eq!(escaped("<b>&lt;_a_ [x](y)"), "\\<b\\>\\&lt;\\_a\\_ \\[x\\](y)");
        assert_eq!(escaped("# no heading"), "\\# no heading");
        assert_eq!(escaped("  - no list"), "  \\- no list");
        assert_eq!(escaped("1. no list (4.1 to 18.3)."), "1\\. no list (4.1 to 18.3).");
        assert_eq!(escaped("snake_case at AT&T - 0.5"), "snake_case at AT\\&T - 0.5");
    }
}
