//! One table as a page of its own: opens from disk, asks nothing of any network, runs no script.

use std::borrow::Cow;
use std::io::Write;

use super::print::{exact, rounded};
use super::table::{Column, Value};
use super::writer::{Layout, Rows};
use crate::error::Result;

const STYLE: &str = include_str!("templates/table.css");

pub(super) struct Html<W> {
    out: W,
    columns: Vec<Column>,
    marked: Option<&'static str>,
    flush_right: Option<&'static str>,
}

impl<W: Write> Html<W> {
    pub(super) fn new(columns: &[Column], mut out: W, layout: &Layout) -> Result<Self> {
        let (title, caption) = match escaped(&layout.caption) {
            none if none.is_empty() => ("dictum".into(), String::new()),
            caption => (caption.clone(), format!("<caption><code>{caption}</code></caption>\n")),
        };
        writeln!(
            out,
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n\
             <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n\
             <style>\n{STYLE}</style>\n</head>\n<body>\n<table>\n{caption}<thead>"
        )?;
        let (marked, flush_right) = layout.keyword.map(|keyword| (keyword.node, keyword.left)).unzip();
        let html = Self { out, columns: columns.to_vec(), marked, flush_right };
        html.head()
    }

    fn head(mut self) -> Result<Self> {
        write!(self.out, "<tr>")?;
        for column in &self.columns {
            let side = self.side(column);
            write!(self.out, "<th scope=\"col\"{side}>{}</th>", escaped(column.name))?;
        }
        writeln!(self.out, "</tr></thead>\n<tbody>")?;
        Ok(self)
    }

    /// What sets a column flush right.
    fn side(&self, column: &Column) -> &'static str {
        let is_right = column.is_number() || self.flush_right == Some(column.name);
        if is_right { " class=\"right\"" } else { "" }
    }
}

impl<W: Write> Rows for Html<W> {
    fn row(&mut self, cells: &[Value]) -> Result<()> {
        write!(self.out, "<tr>")?;
        for (column, cell) in self.columns.iter().zip(cells) {
            let side = self.side(column);
            let text = match self.marked == Some(column.name) {
                true => Cow::Owned(format!("<mark>{}</mark>", shown(cell))),
                false => shown(cell),
            };
            write!(self.out, "<td{side}>{text}</td>")?;
        }
        Ok(writeln!(self.out, "</tr>")?)
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        writeln!(self.out, "</tbody>\n</table>\n</body>\n</html>")?;
        Ok(self.out.flush()?)
    }
}

/// A cell: a number as eyes read it, and beside it for machines, where that is not the same, as it is.
fn shown(cell: &Value) -> Cow<'_, str> {
    let (exact, rounded) = (exact(cell), rounded(cell));
    Cow::Owned(match exact == rounded {
        true => escaped(&exact),
        false => format!("<data value=\"{exact}\">{rounded}</data>"),
    })
}

/// Text that is text wherever it stands; what no page may hold becomes `\u{fffd}`.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            '\t' | '\n' => escaped.push(c),
            '\r' => escaped.push_str("&#13;"),
            c if c.is_control() => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::table::Table;
    use crate::render::writer::{Format, Keyword};

    fn page(table: &Table, layout: &Layout) -> String {
        let mut bytes = Vec::new();
        table.write(Format::Html, &mut bytes, layout).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn a_page_is_whole_and_its_numbers_stand_flush_right_and_keep_their_digits() {
        let mut table = Table::new([Column::text("term"), Column::float("rate")]);
        table.rows.push(vec!["gas".into(), (2.0 / 3.0).into()]);
        table.rows.push(vec![Value::Empty, Value::Empty]);
        let text = page(&table, &Layout { caption: "dictum frequency 'a b'".into(), ..Layout::default() });
        assert!(text.starts_with("<!DOCTYPE html>\n<html lang=\"en\">") && text.ends_with("</html>\n"));
        let rest = text.split_once("<table>\n").unwrap().1;
        let expected = "<caption><code>dictum frequency &#39;a b&#39;</code></caption>\n\
            <thead>\n<tr><th scope=\"col\">term</th><th scope=\"col\" class=\"right\">rate</th></tr></thead>\n<tbody>\n\
            <tr><td>gas</td><td class=\"right\"><data value=\"0.6666666666666666\">0.6667</data></td></tr>\n\
            <tr><td></td><td class=\"right\"></td></tr>\n</tbody>\n</table>\n</body>\n</html>\n";
        assert_eq!(rest, expected);
    }

    #[test]
    fn what_was_looked_for_is_marked_and_no_text_becomes_an_element() {
        let hostile = "</title><script>alert('1')</script>\"\u{0}";
        let mut table = Table::new(["left", "node", "right"].map(Column::text));
        table.rows.push(vec![hostile.into(), hostile.into(), "".into()]);
        let keyword = Some(Keyword { left: "left", node: "node", right: "right" });
        let text = page(&table, &Layout { keyword, caption: hostile.into(), ..Layout::default() });
        let safe = "&lt;/title&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;\u{fffd}";
        assert!(
            text.contains(&format!("<td class=\"right\">{safe}</td><td><mark>{safe}</mark></td><td></td>"))
        );
        assert!(!text.contains("<script") && text.matches("</title>").count() == 1, "{text}");
    }
}
