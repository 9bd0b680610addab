//! JSON: an array of objects, or one object a line.

use std::io::Write;

use super::table::{Column, Value};
use super::writer::Rows;
use crate::error::{Error, Result};

/// What stands round the rows.
struct Frame {
    open: &'static str,
    between: &'static str,
    close: &'static str,
    empty: &'static str,
}

pub(super) struct Json<W> {
    out: W,
    names: Vec<&'static str>,
    frame: Frame,
    rows: u64,
}

impl<W: Write> Json<W> {
    pub(super) fn array(columns: &[Column], out: W) -> Self {
        let frame = Frame { open: "[\n", between: ",\n", close: "\n]\n", empty: "[]\n" };
        Self::new(columns, out, frame)
    }

    pub(super) fn lines(columns: &[Column], out: W) -> Self {
        Self::new(columns, out, Frame { open: "", between: "\n", close: "\n", empty: "" })
    }

    fn new(columns: &[Column], out: W, frame: Frame) -> Self {
        Self { out, names: columns.iter().map(|column| column.name).collect(), frame, rows: 0 }
    }
}

impl<W: Write> Rows for Json<W> {
    fn row(&mut self, cells: &[Value]) -> Result<()> {
        let before = if self.rows == 0 { self.frame.open } else { self.frame.between };
        self.out.write_all(before.as_bytes())?;
        self.rows += 1;
        for (index, (name, cell)) in self.names.iter().zip(cells).enumerate() {
            self.out.write_all(if index == 0 { b"{" } else { b"," })?;
            serde_json::to_writer(&mut self.out, name).map_err(Error::io)?;
            self.out.write_all(b":")?;
            serde_json::to_writer(&mut self.out, cell).map_err(Error::io)?;
        }
        Ok(self.out.write_all(b"}")?)
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        let after = if self.rows == 0 { self.frame.empty } else { self.frame.close };
        self.out.write_all(after.as_bytes())?;
        Ok(self.out.flush()?)
    }
}

#[cfg(test)]
mod tests {
    use crate::render::table::{Column, Table, Value};
    use crate::render::writer::Format;

    fn text(table: &Table, format: Format) -> String {
        String::from_utf8(table.bytes(format).unwrap()).unwrap()
    }

    #[test]
    fn the_array_parses_back_to_the_same_values_and_the_lines_are_its_elements() {
        let mut table = Table::new([Column::text("t"), Column::float("x"), Column::boolean("b")]);
        table.rows.push(vec!["\"\u{1}\n</script>".into(), 0.1.into(), true.into()]);
        table.rows.push(vec!["".into(), Value::Float(f64::INFINITY), Value::Empty]);
        let array: serde_json::Value = serde_json::from_str(&text(&table, Format::Json)).unwrap();
        assert_eq!(array[0]["t"], "\"\u{1}\n</script>");
        assert_eq!(array[0]["x"], 0.1);
        assert_eq!(array[1], serde_json::json!({"t": "", "x": null, "b": null}));
        let lines: Vec<serde_json::Value> =
            text(&table, Format::Jsonl).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(serde_json::Value::Array(lines), array);
    }

    #[test]
    fn no_rows_are_an_empty_array_and_no_lines() {
        let table = Table::new([Column::text("t")]);
        assert_eq!((text(&table, Format::Json), text(&table, Format::Jsonl)), ("[]\n".into(), String::new()));
    }
}
