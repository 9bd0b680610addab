//! What the HTML templates of blocks ask for.

use std::borrow::Cow;

use askama::Template;

use super::PAGE_ROWS;
use super::anchors::Anchors;
use super::model::{Block, Figure, Inline, Sentence, Span, TableBlock};
use crate::render::print::{Form, align_points, column as written, exact, rounded};
use crate::render::table::Value;

/// A cell of more bytes than this scrolls within a box of its own.
const LONG: usize = 600;

/// A run of inline text.
#[derive(Template)]
#[template(path = "words.html", config = "src/render/templates/askama.toml")]
pub(super) struct Words<'a> {
    pub(super) words: &'a [Inline],
    pub(super) anchors: &'a Anchors<'a>,
}

/// One block.
#[derive(Template)]
#[template(path = "block.html", config = "src/render/templates/askama.toml")]
pub(super) struct BlockView<'a> {
    pub(super) block: &'a Block,
    pub(super) anchors: &'a Anchors<'a>,
}

struct HeadView<'a> {
    label: String,
    unit: &'a str,
    help: &'a str,
    is_number: bool,
}

struct RowView<'a> {
    id: &'a str,
    href: Option<String>,
    cells: Vec<CellView<'a>>,
}

struct CellView<'a> {
    text: Cow<'a, str>,
    exact: Option<String>,
    is_number: bool,
    is_long: bool,
    is_short: bool,
}

impl<'a> BlockView<'a> {
    fn blocks(&self, blocks: &[Block]) -> askama::Result<String> {
        blocks.iter().map(|block| BlockView { block, anchors: self.anchors }.render()).collect()
    }

    fn words(&self, words: &[Inline]) -> askama::Result<String> {
        Words { words, anchors: self.anchors }.render()
    }

    fn href(&self, href: &str) -> Option<String> {
        self.anchors.href(href)
    }

    fn evidence(&self, sentence: &Sentence) -> Option<String> {
        sentence.href.as_deref().and_then(|href| self.href(href))
    }

    fn files<'f>(&self, figure: &'f Figure) -> Vec<(&'f str, String)> {
        let files = figure.files.iter();
        files.filter_map(|(name, href)| Some((name.as_str(), self.href(href)?))).collect()
    }

    fn csv(&self, table: &TableBlock) -> Option<String> {
        table.csv.as_deref().and_then(|href| self.href(href))
    }

    fn shown(&self, table: &TableBlock) -> Option<String> {
        shown(table, PAGE_ROWS)
    }

    fn has_help(&self, table: &TableBlock) -> bool {
        table.heads.iter().any(|head| !head.help.is_empty())
    }

    fn heads<'t>(&self, table: &'t TableBlock) -> Vec<HeadView<'t>> {
        let columns = table.table.columns.iter().enumerate();
        columns
            .map(|(index, column)| {
                let (unit, help) =
                    table.heads.get(index).map_or(("", ""), |head| (head.unit.as_str(), head.help.as_str()));
                HeadView { label: table.label(index, column), unit, help, is_number: column.is_number() }
            })
            .collect()
    }

    fn rows<'t>(&self, table: &'t TableBlock) -> Vec<RowView<'t>> {
        let rows: Vec<_> = table.table.rows.iter().take(PAGE_ROWS).collect();
        let mut views: Vec<_> = (0..rows.len())
            .map(|row| RowView {
                id: table.row_ids.get(row).map_or("", String::as_str),
                href: table.row_links.get(row).and_then(|href| self.href(href)),
                cells: Vec::with_capacity(table.table.columns.len()),
            })
            .collect();
        for (index, column) in table.table.columns.iter().enumerate() {
            let values = rows.iter().map(|row| row.get(index).unwrap_or(&Value::Empty));
            let cells = if column.is_number() {
                numbers(values, table.form(index))
            } else {
                values.map(words).collect()
            };
            for (view, cell) in views.iter_mut().zip(cells) {
                view.cells.push(cell);
            }
        }
        views
    }
}

fn words(value: &Value) -> CellView<'_> {
    let text = exact(value);
    let is_long = text.len() > LONG;
    let is_short = matches!(value, Value::Date(_) | Value::Boolean(_));
    CellView { text, exact: None, is_number: false, is_long, is_short }
}

/// Numbers with their points in one line, by blanks as wide as a digit and a point.
fn numbers<'t>(values: impl Iterator<Item = &'t Value> + Clone, form: Form) -> Vec<CellView<'t>> {
    let mut texts = written(values.clone(), form);
    let exact = values.zip(&texts).map(|(value, text)| full(value, text)).collect::<Vec<_>>();
    align_points(&mut texts, '\u{2007}', '\u{2008}');
    let cells = texts.into_iter().zip(exact);
    cells
        .map(|(text, exact)| CellView {
            text: text.into(),
            exact,
            is_number: true,
            is_long: false,
            is_short: true,
        })
        .collect()
}

/// The exact number where `text` has lost some of it.
fn full(value: &Value, text: &str) -> Option<String> {
    match value {
        Value::Float(_) => Some(exact(value).into_owned()).filter(|exact| exact != text),
        Value::Empty | Value::Text(_) | Value::Integer(_) | Value::Boolean(_) | Value::Date(_) => None,
    }
}

/// What to say below a table that shows at most `rows` rows, if it has more or none.
pub(super) fn shown(table: &TableBlock, rows: usize) -> Option<String> {
    let shown = table.table.rows.len().min(rows);
    if table.rows_in_all() == 0 {
        return Some("No rows.".to_owned());
    }
    let count = |rows: usize| rounded(&Value::from(rows)).into_owned();
    (table.rows_in_all() > shown)
        .then(|| format!("First {} of {} rows.", count(shown), count(table.rows_in_all())))
}
