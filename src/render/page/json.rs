//! A page as JSON: the same sections, every number exact, pictures by their files.

use serde::ser::{SerializeMap, SerializeStruct};
use serde::{Serialize, Serializer};

use super::PAGE_ROWS;
use super::model::{Page, TableBlock};
use crate::error::{Error, Result};
use crate::render::table::{Column, Table, Value};

/// The version of the JSON's shape; it grows when a reader of the old shape would go wrong.
pub const SCHEMA_VERSION: u32 = 1;

#[derive(Serialize)]
struct Report<'a> {
    schema_version: u32,
    #[serde(flatten)]
    page: &'a Page,
}

/// The page as indented JSON with a last line feed.
///
/// A block is `{"type": "table", "content": …}`; a table has `columns` and `rows`, each row an object with
/// the columns' fixed names as keys. Tables hold as many rows as the page shows, and `rows_in_all`.
///
/// # Errors
/// A value could not be written, which no content of a page can cause.
pub fn json(page: &Page) -> Result<String> {
    let report = Report { schema_version: SCHEMA_VERSION, page };
    let mut text = serde_json::to_string_pretty(&report).map_err(Error::engine)?;
    text.push('\n');
    Ok(text)
}

impl Serialize for TableBlock {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let heads: Vec<_> =
            self.table.columns.iter().enumerate().map(|(index, column)| self.head(index, column)).collect();
        let mut block = serializer.serialize_struct("table", 9)?;
        block.serialize_field("id", &self.id)?;
        block.serialize_field("caption", &self.caption)?;
        block.serialize_field("columns", &heads)?;
        block.serialize_field("rows", &Rows(&self.table))?;
        block.serialize_field("row_ids", shown(&self.row_ids))?;
        block.serialize_field("row_links", shown(&self.row_links))?;
        block.serialize_field("rows_in_all", &self.rows_in_all())?;
        block.serialize_field("csv", &self.csv)?;
        block.serialize_field("note", &self.note)?;
        block.end()
    }
}

#[derive(Serialize)]
struct ColumnHead<'a> {
    name: &'static str,
    label: String,
    unit: &'a str,
    help: &'a str,
}

impl TableBlock {
    fn head(&self, index: usize, column: &Column) -> ColumnHead<'_> {
        let label = self.label(index, column);
        let (unit, help) = self.heads.get(index).map_or(("", ""), |head| (&head.unit, &head.help));
        ColumnHead { name: column.name, label, unit, help }
    }
}

fn shown<T>(rows: &[T]) -> &[T] {
    &rows[..rows.len().min(PAGE_ROWS)]
}

struct Rows<'a>(&'a Table);

impl Serialize for Rows<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(shown(&self.0.rows).iter().map(|cells| Row(&self.0.columns, cells)))
    }
}

struct Row<'a>(&'a [Column], &'a [Value]);

impl Serialize for Row<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut row = serializer.serialize_map(Some(self.0.len()))?;
        for (column, cell) in self.0.iter().zip(self.1) {
            row.serialize_entry(column.name, cell)?;
        }
        row.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::{Block, Figure, Inline, Section};

    #[test]
    fn numbers_are_exact_and_pictures_are_named_not_drawn() {
        let mut table = Table::new([Column::text("term"), Column::float("rate")]);
        table.rows = (0..PAGE_ROWS + 5).map(|row| vec!["nato".into(), (row as f64 / 3.0).into()]).collect();
        table.rows[0][1] = Value::Empty;
        let table = TableBlock { id: "t".into(), table, ..TableBlock::default() };
        let figure =
            Figure { svg: "<svg/>".into(), files: vec![("PNG".into(), "a.png".into())], ..Figure::default() };
        let blocks = vec![
            Block::Paragraph(vec![Inline::Link { text: "x".into(), href: "#t".into() }]),
            Block::Table(table),
            Block::Figure(figure),
        ];
        let section = Section { id: "s".into(), title: "S".into(), blocks };
        let text = json(&Page { title: "T".into(), sections: vec![section], ..Page::default() }).unwrap();
        assert!(!text.contains("<svg"));
        let page: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(page["schema_version"], SCHEMA_VERSION);
        let blocks = &page["sections"][0]["blocks"];
        assert_eq!(blocks[0]["content"][0]["content"]["href"], "#t");
        let table = &blocks[1]["content"];
        assert_eq!(table["rows"][0], serde_json::json!({"term": "nato", "rate": null}));
        assert_eq!(table["rows"][2]["rate"], 2.0 / 3.0);
        assert_eq!(table["rows"].as_array().map(Vec::len), Some(PAGE_ROWS));
        assert_eq!(table["rows_in_all"], PAGE_ROWS + 5);
        assert_eq!(blocks[2]["content"]["files"][0][1], "a.png");
    }
}
