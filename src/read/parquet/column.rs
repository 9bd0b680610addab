//! One column of a row group, some rows at a time, as text.

use ::parquet::basic::{ConvertedType, LogicalType, TimeUnit};
use ::parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use ::parquet::data_type::{ByteArray, DataType};
use ::parquet::errors::{ParquetError, Result};
use ::parquet::schema::types::{ColumnDescPtr, ColumnDescriptor};
use jiff::civil::date;
use jiff::{Span, Timestamp};

/// A column that is being read.
pub(super) struct Column {
    descriptor: ColumnDescPtr,
    reader: ColumnReader,
    cells: Vec<Option<Cell>>,
}

/// A value as text.
enum Cell {
    /// As it lies in the file, which is UTF-8.
    Stored(ByteArray),
    /// Written out.
    Written(String),
}

/// Whether a column can be read: one value a row, of a kind that has a usual text.
pub(super) fn is_readable(column: &ColumnDescriptor) -> bool {
    let is_flat = column.max_rep_level() == 0 && column.path().parts().len() == 1;
    let has_text = !matches!(
        column.converted_type(),
        ConvertedType::DECIMAL | ConvertedType::INTERVAL | ConvertedType::BSON
    );
    is_flat && has_text
}

impl Column {
    /// A column of which nothing was read.
    pub fn new(descriptor: ColumnDescPtr, reader: ColumnReader) -> Self {
        Self { descriptor, reader, cells: Vec::new() }
    }

    /// The cell of the row of that number, from 0, among those that were read last.
    pub fn cell(&self, row: usize) -> Option<&str> {
        match self.cells.get(row)?.as_ref()? {
            Cell::Stored(bytes) => bytes.as_utf8().ok(),
            Cell::Written(text) => Some(text),
        }
    }

    /// Reads the next `rows` rows.
    pub fn read(&mut self, rows: usize) -> Result<()> {
        let column = &*self.descriptor;
        let max = column.max_def_level();
        self.cells = match &mut self.reader {
            ColumnReader::ByteArrayColumnReader(reader) => cells(reader, rows, max, text),
            ColumnReader::FixedLenByteArrayColumnReader(reader) => {
                cells(reader, rows, max, |bytes| text(&ByteArray::from(bytes.data().to_vec())))
            }
            ColumnReader::BoolColumnReader(reader) => cells(reader, rows, max, written),
            ColumnReader::Int32ColumnReader(reader) => match column.converted_type() {
                ConvertedType::DATE => cells(reader, rows, max, |days| day(*days)),
                ConvertedType::UINT_32 => cells(reader, rows, max, |number| written(&(*number as u32))),
                _ => cells(reader, rows, max, written),
            },
            ColumnReader::Int64ColumnReader(reader) => match unit(column) {
                Some(unit) => cells(reader, rows, max, |ticks| moment(*ticks, unit)),
                None if column.converted_type() == ConvertedType::UINT_64 => {
                    cells(reader, rows, max, |number| written(&(*number as u64)))
                }
                None => cells(reader, rows, max, written),
            },
            ColumnReader::Int96ColumnReader(reader) => {
                cells(reader, rows, max, |time| moment(time.to_millis(), Unit::Milliseconds))
            }
            ColumnReader::FloatColumnReader(reader) => cells(reader, rows, max, written),
            ColumnReader::DoubleColumnReader(reader) => cells(reader, rows, max, written),
        }?;
        Ok(())
    }
}

/// The next rows of a column in which a value is there at level `max`.
fn cells<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    rows: usize,
    max: i16,
    cell: impl Fn(&T::T) -> Option<Cell>,
) -> Result<Vec<Option<Cell>>> {
    let (mut values, mut levels) = (Vec::new(), Vec::new());
    let (read, ..) = reader.read_records(rows, Some(&mut levels), None, &mut values)?;
    if read != rows {
        return Err(ParquetError::EOF(format!("{read} values in place of {rows}")));
    }
    if max == 0 {
        return Ok(values.iter().map(cell).collect());
    }
    let mut values = values.iter();
    Ok(levels.iter().map(|level| if *level == max { cell(values.next()?) } else { None }).collect())
}

fn written<T: ToString>(value: &T) -> Option<Cell> {
    Some(Cell::Written(value.to_string()))
}

/// A text as it is stored; where it is no UTF-8, what of it is.
fn text(bytes: &ByteArray) -> Option<Cell> {
    Some(match bytes.as_utf8() {
        Ok(_) => Cell::Stored(bytes.clone()),
        Err(_) => Cell::Written(String::from_utf8_lossy(bytes.data()).into_owned()),
    })
}

/// The day so many days after 1 January 1970.
fn day(days: i32) -> Option<Cell> {
    let day = date(1970, 1, 1).checked_add(Span::new().try_days(days).ok()?).ok()?;
    written(&day)
}

/// What a moment is counted in.
#[derive(Debug, Clone, Copy)]
enum Unit {
    Milliseconds,
    Microseconds,
    Nanoseconds,
}

/// What the moments of a column are counted in; `None` where it holds none.
fn unit(column: &ColumnDescriptor) -> Option<Unit> {
    match (column.logical_type_ref(), column.converted_type()) {
        (Some(LogicalType::Timestamp(moment)), _) => Some(match moment.unit {
            TimeUnit::MILLIS => Unit::Milliseconds,
            TimeUnit::MICROS => Unit::Microseconds,
            TimeUnit::NANOS => Unit::Nanoseconds,
        }),
        (_, ConvertedType::TIMESTAMP_MILLIS) => Some(Unit::Milliseconds),
        (_, ConvertedType::TIMESTAMP_MICROS) => Some(Unit::Microseconds),
        _ => None,
    }
}

/// A moment in ISO 8601.
fn moment(ticks: i64, unit: Unit) -> Option<Cell> {
    let moment = match unit {
        Unit::Milliseconds => Timestamp::from_millisecond(ticks).ok(),
        Unit::Microseconds => Timestamp::from_microsecond(ticks).ok(),
        Unit::Nanoseconds => Timestamp::from_nanosecond(i128::from(ticks)).ok(),
    };
    written(&moment?)
}
