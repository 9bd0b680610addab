//! Comma- and tab-separated values.

use std::io::Write;

use super::print::exact;
use super::table::{Column, Value};
use super::writer::Rows;
use crate::error::{Error, Result};

pub(super) struct Csv<W: Write> {
    out: ::csv::Writer<W>,
    /// For each column, its last number and the digits of it: rows that follow one another often share it.
    last: Vec<(u64, String)>,
}

impl<W: Write> Csv<W> {
    pub(super) fn new(columns: &[Column], out: W) -> Result<Self> {
        let mut out = ::csv::Writer::from_writer(out);
        out.write_record(columns.iter().map(|column| column.name)).map_err(Error::io)?;
        let last = columns.iter().map(|_| (0.0_f64.to_bits(), exact(&0.0.into()).into_owned())).collect();
        Ok(Self { out, last })
    }
}

impl<W: Write> Rows for Csv<W> {
    fn row(&mut self, cells: &[Value]) -> Result<()> {
        for (cell, (bits, digits)) in cells.iter().zip(&mut self.last) {
            let written = match cell {
                Value::Float(number) => {
                    if number.to_bits() != *bits {
                        (*bits, *digits) = (number.to_bits(), exact(cell).into_owned());
                    }
                    self.out.write_field(&*digits)
                }
                Value::Integer(number) => self.out.write_field(itoa::Buffer::new().format(*number)),
                other => self.out.write_field(&*exact(other)),
            };
            written.map_err(Error::io)?;
        }
        self.out.write_record(None::<&[u8]>).map_err(Error::io)
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        Ok(self.out.flush()?)
    }
}

pub(super) struct Tsv<W> {
    out: W,
}

impl<W: Write> Tsv<W> {
    pub(super) fn new(columns: &[Column], out: W) -> Result<Self> {
        let mut tsv = Self { out };
        tsv.line(columns.iter().map(|column| column.name.to_owned()))?;
        Ok(tsv)
    }

    fn line(&mut self, cells: impl Iterator<Item = String>) -> Result<()> {
        let line = cells.collect::<Vec<_>>().join("\t");
        Ok(writeln!(self.out, "{line}")?)
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' => escaped.push_str("\\t"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\\' => escaped.push_str("\\\\"),
            other => escaped.push(other),
        }
    }
    escaped
}

impl<W: Write> Rows for Tsv<W> {
    fn row(&mut self, cells: &[Value]) -> Result<()> {
        self.line(cells.iter().map(|cell| escaped(&exact(cell))))
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        Ok(self.out.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use crate::render::table::{Column, Table, Value};
    use crate::render::writer::Format;

    fn table() -> Table {
        let mut table = Table::new([Column::text("a"), Column::float("b"), Column::date("c")]);
        let day = jiff::civil::date(2022, 6, 1);
        table.rows.push(vec!["say \"so\",\tthen\nmore \\".into(), 1e-9.into(), day.into()]);
        table.rows.push(vec!["=1+1".into(), Value::Empty, Value::Empty]);
        table
    }

    #[test]
    fn csv_quotes_only_what_needs_it_and_leaves_text_as_it_is() {
        let bytes = table().bytes(Format::Csv).unwrap();
        let expected = "a,b,c\n\"say \"\"so\"\",\tthen\nmore \\\",1e-9,2022-06-01\n=1+1,,\n";
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }

    proptest::proptest! {
        #[test]
        fn any_text_reads_back_from_csv_and_tsv(text: String, other: String) {
            let mut table = Table::new([Column::text("a"), Column::text("b")]);
            table.rows.push(vec![text.clone().into(), other.clone().into()]);
            let mut csv = ::csv::Reader::from_reader(std::io::Cursor::new(table.bytes(Format::Csv).unwrap()));
            let record = csv.records().next().unwrap().unwrap();
            proptest::prop_assert_eq!(record.iter().collect::<Vec<_>>(), [&text, &other]);
            let tsv = String::from_utf8(table.bytes(Format::Tsv).unwrap()).unwrap();
            let cells: Vec<_> = tsv.trim_end_matches('\n').split('\n').nth(1).unwrap().split('\t').map(unescaped).collect();
            proptest::prop_assert_eq!(cells, [text, other]);
        }
    }

    fn unescaped(cell: &str) -> String {
        let mut text = String::new();
        let mut chars = cell.chars();
        while let Some(c) = chars.next() {
            let Some(escaped) = (c == '\\').then(|| chars.next().unwrap()) else {
                text.push(c);
                continue;
            };
            text.push(match escaped {
                't' => '\t',
                'n' => '\n',
                'r' => '\r',
                other => other,
            });
        }
        text
    }

    #[test]
    fn tsv_keeps_a_row_on_one_line() {
        let bytes = table().bytes(Format::Tsv).unwrap();
        let expected = "a\tb\tc\nsay \"so\",\\tthen\\nmore \\\\\t1e-9\t2022-06-01\n=1+1\t\t\n";
        assert_eq!(String::from_utf8(bytes).unwrap(), expected);
    }
}
