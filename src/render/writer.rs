//! One way to write a table in any format, row by row.

use std::io::{BufWriter, Write};

use super::table::{Column, Table, Value};
use super::{csv, html, json, markdown, parquet, terminal};
use crate::error::{Error, Result};

pub use super::terminal::{Glyphs, Keyword, Layout, Paint};

/// A format that tables are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Aligned columns for a terminal; numbers rounded. Holds all rows until the end.
    Table,
    /// Comma-separated values, RFC 4180 with `\n` line ends.
    Csv,
    /// Tab-separated values; tab, line feed, carriage return and backslash are written `\t \n \r \\`.
    Tsv,
    /// An array of objects with the columns as keys.
    Json,
    /// One object a line.
    Jsonl,
    /// A Markdown table.
    Markdown,
    /// A page with the table on it; numbers rounded for the eye, exact in its source.
    Html,
    /// Apache Parquet, every column optional, compressed by zstd.
    Parquet,
}

impl Format {
    /// All formats, in the order in which help texts name them.
    pub const ALL: [Self; 8] = [
        Self::Table,
        Self::Csv,
        Self::Tsv,
        Self::Json,
        Self::Jsonl,
        Self::Markdown,
        Self::Html,
        Self::Parquet,
    ];

    /// The name that a user types.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Parquet => "parquet",
        }
    }

    /// The ending of a file in this format, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Table => "txt",
            Self::Markdown => "md",
            Self::Csv | Self::Tsv | Self::Json | Self::Jsonl | Self::Html | Self::Parquet => self.name(),
        }
    }

    /// The format with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }
}

/// What every format does with rows.
pub(super) trait Rows {
    fn row(&mut self, cells: &[Value]) -> Result<()>;
    fn finish(self: Box<Self>) -> Result<()>;
}

/// Writes a table row by row.
///
/// CSV, TSV, JSON, JSONL, Markdown and HTML are written as the rows come, Parquet in row groups; the terminal's
/// table holds all rows until the end. Text is written as it is: a cell that begins with `=`, `+`, `-` or
/// `@` is not altered, since these are data and not a spreadsheet's formulas.
///
/// # Example
/// ```
/// use dictum::render::table::Column;
/// use dictum::render::writer::{Format, Layout, TableWriter};
///
/// let mut out = Vec::new();
/// let columns = [Column::text("term"), Column::float("share")];
/// let mut table = TableWriter::new(Format::Csv, &columns, &mut out, &Layout::default())?;
/// table.row(&["nato".into(), 0.25.into()])?;
/// table.finish()?;
/// assert_eq!(out, b"term,share\nnato,0.25\n");
/// # Ok::<(), dictum::Error>(())
/// ```
pub struct TableWriter<'a> {
    cells: usize,
    rows: Box<dyn Rows + 'a>,
}

impl<'a> TableWriter<'a> {
    /// A writer of `columns` into `out`, which need not be buffered; `layout` matters to those that are for eyes:
    /// [`Format::Table`] and [`Format::Html`].
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn new(
        format: Format,
        columns: &[Column],
        out: impl Write + Send + 'a,
        layout: &Layout,
    ) -> Result<Self> {
        let out = BufWriter::with_capacity(1 << 16, out);
        let rows: Box<dyn Rows + 'a> = match format {
            Format::Table => Box::new(terminal::Terminal::new(columns, out, layout)),
            Format::Csv => Box::new(csv::Csv::new(columns, out)?),
            Format::Tsv => Box::new(csv::Tsv::new(columns, out)?),
            Format::Json => Box::new(json::Json::array(columns, out)),
            Format::Jsonl => Box::new(json::Json::lines(columns, out)),
            Format::Markdown => Box::new(markdown::Markdown::new(columns, out)?),
            Format::Html => Box::new(html::Html::new(columns, out, layout)?),
            Format::Parquet => Box::new(parquet::Parquet::new(columns, out)?),
        };
        Ok(Self { cells: columns.len(), rows })
    }

    /// Writes one row.
    ///
    /// # Errors
    /// The row has not as many cells as there are columns, or `out` cannot be written.
    pub fn row(&mut self, cells: &[Value]) -> Result<()> {
        if cells.len() != self.cells {
            return Err(Error::engine(format!("a row has {} cells for {} columns", cells.len(), self.cells)));
        }
        self.rows.row(cells)
    }

    /// Writes what is left and flushes. Without it the output is not whole.
    ///
    /// # Errors
    /// `out` cannot be written.
    pub fn finish(self) -> Result<()> {
        self.rows.finish()
    }
}

impl Table {
    /// Writes the whole table.
    ///
    /// # Errors
    /// As [`TableWriter::row`].
    pub fn write(&self, format: Format, out: impl Write + Send, layout: &Layout) -> Result<()> {
        let mut writer = TableWriter::new(format, &self.columns, out, layout)?;
        for row in &self.rows {
            writer.row(row)?;
        }
        writer.finish()
    }

    /// The whole table as bytes in `format`; the terminal's table plain and of unlimited width.
    ///
    /// # Errors
    /// As [`TableWriter::row`].
    pub fn bytes(&self, format: Format) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.write(format, &mut bytes, &Layout::default())?;
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_of_the_wrong_length_is_refused_in_every_format() {
        for format in Format::ALL {
            let mut out = Vec::new();
            let columns = [Column::text("a"), Column::text("b")];
            let mut writer = TableWriter::new(format, &columns, &mut out, &Layout::default()).unwrap();
            assert!(writer.row(&["x".into()]).is_err(), "{format:?}");
        }
    }

    #[test]
    fn a_format_is_found_by_its_name() {
        assert!(Format::ALL.into_iter().all(|format| Format::named(format.name()) == Some(format)));
        assert_eq!(Format::named("xlsx"), None);
    }
}
