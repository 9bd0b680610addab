//! Apache Parquet without Arrow: typed optional columns, row group by row group.

use std::io::Write;
use std::sync::Arc;

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
    columns: Vec<Column>,
    rows: Vec<Vec<Value>>,
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
        Ok(Self { out, columns: columns.to_vec(), rows: Vec::new() })
    }

    fn write_group(&mut self) -> Result<()> {
        let mut group = self.out.next_row_group().map_err(Error::io)?;
        for (index, column) in self.columns.iter().enumerate() {
            let Some(mut writer) = group.next_column().map_err(Error::io)? else { break };
            write_column(&mut writer, column, self.rows.iter().filter_map(|row| row.get(index)))?;
            writer.close().map_err(Error::io)?;
        }
        group.close().map_err(Error::io)?;
        self.rows.clear();
        Ok(())
    }
}

impl<W: Write + Send> Rows for Parquet<W> {
    fn row(&mut self, cells: &[Value]) -> Result<()> {
        self.rows.push(cells.to_vec());
        if self.rows.len() == ROW_GROUP { self.write_group() } else { Ok(()) }
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        if !self.rows.is_empty() {
            self.write_group()?;
        }
        self.out.finish().map_err(Error::io)?;
        Ok(self.out.inner_mut().flush()?)
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

fn write_column<'a>(
    writer: &mut SerializedColumnWriter<'_>,
    column: &Column,
    cells: impl Iterator<Item = &'a Value>,
) -> Result<()> {
    match column.kind {
        ColumnKind::Text => write::<ByteArrayType>(writer, column, cells, |cell| {
            Some(ByteArray::from(exact(cell).into_owned().into_bytes()))
        }),
        ColumnKind::Integer => write::<Int64Type>(writer, column, cells, integer),
        ColumnKind::Float => write::<DoubleType>(writer, column, cells, float),
        ColumnKind::Boolean => write::<BoolType>(writer, column, cells, boolean),
        ColumnKind::Date => write::<Int32Type>(writer, column, cells, day),
    }
}

fn write<'a, T: DataType>(
    writer: &mut SerializedColumnWriter<'_>,
    column: &Column,
    cells: impl Iterator<Item = &'a Value>,
    typed: fn(&Value) -> Option<T::T>,
) -> Result<()> {
    let (mut values, mut defined) = (Vec::new(), Vec::new());
    for cell in cells {
        let is_empty = matches!(cell, Value::Empty) || matches!(cell, Value::Float(x) if !x.is_finite());
        defined.push(i16::from(!is_empty));
        if !is_empty {
            values.push(typed(cell).ok_or_else(|| {
                Error::engine(format!("column {} of {:?} holds {cell:?}", column.name, column.kind))
            })?);
        }
    }
    writer.typed::<T>().write_batch(&values, Some(&defined), None).map_err(Error::io)?;
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
