//! Apache Parquet without Arrow: typed optional columns, row group by row group.

use std::io::Write;
use std::sync::Arc;

use ::bytes::Bytes;
use ::parquet::basic::{Compression, LogicalType, Repetition, Type as Physical, ZstdLevel};
use ::parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use ::parquet::schema::types::Type;
use jiff::civil::{Date, date};

use super::print::exact;
use super::table::{Column, ColumnKind, Value};
use super::writer::Rows;
use crate::error::{Error, Result};

/// Rows in a row group.
const ROW_GROUP: usize = 65_536;

pub(super) struct Parquet<W: Write + Send> {
    out: SerializedFileWriter<W>,
    columns: Vec<Pending>,
    /// How many rows wait.
    rows: usize,
}

/// The cells of a column that wait for their row group to be full.
struct Pending {
    column: Column,
    /// For each row, whether it has a value: 1 or 0.
    defined: Vec<i16>,
    values: Values,
}

enum Values {
    /// One text after the other, and where each ends.
    Text(Vec<u8>, Vec<usize>),
    Integer(Vec<i64>),
    Float(Vec<f64>),
    Boolean(Vec<bool>),
    Date(Vec<i32>),
}

impl<W: Write + Send> Parquet<W> {
    pub(super) fn new(columns: &[Column], out: W) -> Result<Self> {
        let fields = columns.iter().map(|column| field(column).map(Arc::new)).collect::<Result<_>>()?;
        let schema = Type::group_type_builder("table").with_fields(fields).build().map_err(Error::engine)?;
        let properties = WriterProperties::builder()
            .set_created_by("dictum".to_owned())
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .build();
        let out =
            SerializedFileWriter::new(out, Arc::new(schema), Arc::new(properties)).map_err(Error::io)?;
        Ok(Self { out, columns: columns.iter().map(Pending::new).collect(), rows: 0 })
    }

    fn write_group(&mut self) -> Result<()> {
        let mut group = self.out.next_row_group().map_err(Error::io)?;
        for column in &mut self.columns {
            let Some(mut writer) = group.next_column().map_err(Error::io)? else { break };
            column.write(&mut writer)?;
            writer.close().map_err(Error::io)?;
        }
        group.close().map_err(Error::io)?;
        self.rows = 0;
        Ok(())
    }
}

impl<W: Write + Send> Rows for Parquet<W> {
    fn row(&mut self, cells: &[Value]) -> Result<()> {
        for (column, cell) in self.columns.iter_mut().zip(cells) {
            column.push(cell)?;
        }
        self.rows += 1;
        if self.rows == ROW_GROUP { self.write_group() } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        if self.rows > 0 {
            self.write_group()?;
        }
        self.out.finish().map_err(Error::io)?;
        Ok(self.out.inner_mut().flush()?)
    }
}

impl Pending {
    fn new(column: &Column) -> Self {
        let values = match column.kind {
            ColumnKind::Text => Values::Text(Vec::new(), Vec::new()),
            ColumnKind::Integer => Values::Integer(Vec::new()),
            ColumnKind::Float => Values::Float(Vec::new()),
            ColumnKind::Boolean => Values::Boolean(Vec::new()),
            ColumnKind::Date => Values::Date(Vec::new()),
        };
        Self { column: *column, defined: Vec::new(), values }
    }

    fn push(&mut self, cell: &Value) -> Result<()> {
        let is_empty = matches!(cell, Value::Empty) || matches!(cell, Value::Float(x) if !x.is_finite());
        self.defined.push(i16::from(!is_empty));
        if is_empty {
            return Ok(());
        }
        let pushed = match &mut self.values {
            Values::Text(bytes, ends) => {
                bytes.extend_from_slice(exact(cell).as_bytes());
                ends.push(bytes.len());
                Some(())
            }
            Values::Integer(values) => integer(cell).map(|value| values.push(value)),
            Values::Float(values) => float(cell).map(|value| values.push(value)),
            Values::Boolean(values) => boolean(cell).map(|value| values.push(value)),
            Values::Date(values) => day(cell).map(|value| values.push(value)),
        };
        let Column { name, kind } = self.column;
        pushed.ok_or_else(|| Error::engine(format!("column {name} of {kind:?} holds {cell:?}")))
    }

    /// Writes what waits, after which nothing does.
    fn write(&mut self, writer: &mut SerializedColumnWriter<'_>) -> Result<()> {
        let defined = &mut self.defined;
        match &mut self.values {
            Values::Text(bytes, ends) => {
                // All texts share one piece of memory.
                let (bytes, mut start) = (Bytes::from(std::mem::take(bytes)), 0);
                let text = |end| bytes.slice(std::mem::replace(&mut start, end)..end).into();
                let mut texts: Vec<ByteArray> = ends.drain(..).map(text).collect();
                write::<ByteArrayType>(writer, &mut texts, defined)
            }
            Values::Integer(values) => write::<Int64Type>(writer, values, defined),
            Values::Float(values) => write::<DoubleType>(writer, values, defined),
            Values::Boolean(values) => write::<BoolType>(writer, values, defined),
            Values::Date(values) => write::<Int32Type>(writer, values, defined),
        }
    }
}

fn field(column: &Column) -> Result<Type> {
    let (physical, logical) = match column.kind {
        ColumnKind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        ColumnKind::Integer => (Physical::INT64, None),
        ColumnKind::Float => (Physical::DOUBLE, None),
        ColumnKind::Boolean => (Physical::BOOLEAN, None),
        ColumnKind::Date => (Physical::INT32, Some(LogicalType::Date)),
    };
    Type::primitive_type_builder(column.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
        .map_err(Error::engine)
}

fn write<T: DataType>(
    writer: &mut SerializedColumnWriter<'_>,
    values: &mut Vec<T::T>,
    defined: &mut Vec<i16>,
) -> Result<()> {
    writer.typed::<T>().write_batch(values, Some(defined), None).map_err(Error::io)?;
    values.clear();
    defined.clear();
    Ok(())
}

fn integer(cell: &Value) -> Option<i64> {
    if let Value::Integer(number) = cell { Some(*number) } else { None }
}

fn float(cell: &Value) -> Option<f64> {
    match cell {
        Value::Float(number) => Some(*number),
        Value::Integer(number) => Some(*number as f64),
        Value::Empty | Value::Text(_) | Value::Boolean(_) | Value::Date(_) => None,
    }
}

fn boolean(cell: &Value) -> Option<bool> {
    if let Value::Boolean(truth) = cell { Some(*truth) } else { None }
}

fn day(cell: &Value) -> Option<i32> {
    const EPOCH: Date = date(1970, 1, 1);
    if let Value::Date(date) = cell { date.since(EPOCH).ok().map(|span| span.get_days()) } else { None }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use ::parquet::file::reader::{FileReader, SerializedFileReader};

    use crate::render::table::{Column, Table, Value};
    use crate::render::writer::Format;

    fn table(rows: usize) -> Table {
        let mut table = Table::new([
            Column::text("term"),
            Column::integer("n"),
            Column::float("x"),
            Column::boolean("stop"),
            Column::date("date"),
        ]);
        for row in 0..rows {
            table.rows.push(if row % 2 == 0 {
                let day = jiff::civil::date(2022, 6, 1);
                vec!["Bjørgaas".into(), row.into(), 0.1.into(), false.into(), day.into()]
            } else {
                vec![Value::Empty; 5]
            });
        }
        table
    }

    fn read(bytes: Vec<u8>) -> Vec<String> {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&bytes).unwrap();
        let reader = SerializedFileReader::new(file).unwrap();
        reader.get_row_iter(None).unwrap().map(|row| row.unwrap().to_string()).collect()
    }

    #[test]
    fn every_kind_of_value_reads_back() {
        let rows = read(table(2).bytes(Format::Parquet).unwrap());
        assert_eq!(
            rows,
            [
                "{term: \"Bjørgaas\", n: 0, x: 0.1, stop: false, date: 2022-06-01}",
                "{term: null, n: null, x: null, stop: null, date: null}"
            ]
        );
    }

    #[test]
    fn a_table_of_more_than_one_row_group_reads_back_and_is_the_same_bytes_again() {
        let table = table(super::ROW_GROUP + 3);
        let bytes = table.bytes(Format::Parquet).unwrap();
        assert_eq!(bytes, table.bytes(Format::Parquet).unwrap());
        assert_eq!(read(bytes).len(), super::ROW_GROUP + 3);
    }

    #[test]
    fn a_value_of_the_wrong_kind_is_an_error_not_a_panic() {
        let mut table = Table::new([Column::integer("n")]);
        table.rows.push(vec!["word".into()]);
        assert!(table.bytes(Format::Parquet).unwrap_err().what().contains("column n"));
    }
}
