//! Apache Parquet: records from its columns, a row group after the other.
//!
//! Only columns that are read are unpacked. Those that hold lists or groups are passed over. A file has no lines: where
//! one is told, it is the number of the row, from 1.

mod column;

use std::panic::{AssertUnwindSafe, catch_unwind};

use ::parquet::errors::{ParquetError, Result};
use ::parquet::file::reader::{FileReader, RowGroupReader, SerializedFileReader};
use bytes::Bytes;

use self::column::{Column, is_readable};
use super::binary::BinaryFormat;
use super::format::{Confidence, Format};
use super::input::Input;
use super::rows::{Places, read_rows};
use super::tabular::Records;
use super::turn::Sink;
use crate::issues::IssueKind;

/// What the format is called.
pub(super) const NAME: &str = "parquet";

/// Apache Parquet.
#[derive(Debug)]
pub(super) struct Parquet;

impl Format for Parquet {
    fn name(&self) -> &'static str {
        NAME
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["parquet", "pq"]
    }

    fn sniff(&self, _head: &str) -> Confidence {
        Confidence::No
    }

    fn read(&self, input: &Input<'_>, sink: &mut dyn Sink) {
        BinaryFormat::read(self, Bytes::copy_from_slice(input.text().as_bytes()), input, sink);
    }

    fn binary(&self) -> Option<&dyn BinaryFormat> {
        Some(self)
    }
}

impl BinaryFormat for Parquet {
    fn magic(&self) -> &'static [u8] {
        b"PAR1"
    }

    fn read(&self, bytes: Bytes, input: &Input<'_>, sink: &mut dyn Sink) {
        if bytes.is_empty() {
            return sink.issue(IssueKind::Empty, input.issue(None, "nothing is in it"));
        }
        let ends_early = bytes.starts_with(self.magic()) && !bytes.ends_with(self.magic());
        match guarded(|| SerializedFileReader::new(bytes)) {
            Ok(file) => read_file(&file, input, sink),
            Err(error) => {
                let kind = if ends_early { IssueKind::Truncated } else { IssueKind::Malformed };
                sink.issue(
                    kind,
                    input.issue(None, format!("no whole Parquet file ({error}); nothing of it was read")),
                );
            }
        }
    }
}

/// What `decode` comes to: where the library that decodes breaks down over a damaged file, an error as any other.
fn guarded<T>(decode: impl FnOnce() -> Result<T>) -> Result<T> {
    let broken = |_| Err(ParquetError::General("it cannot be decoded".to_owned()));
    catch_unwind(AssertUnwindSafe(decode)).unwrap_or_else(broken)
}

/// How many rows are held at once.
const ROWS: usize = 1024;

fn read_file(file: &SerializedFileReader<Bytes>, input: &Input<'_>, sink: &mut dyn Sink) {
    let schema = file.metadata().file_metadata().schema_descr();
    let found: Vec<String> = schema.columns().iter().map(|column| column.name().to_owned()).collect();
    let pour = |places: &Places<'_>, limit: u64, records: &mut Records<'_>| {
        let mut rows = Rows { places, limit, row: 0 };
        for group in 0..file.num_row_groups() {
            if rows.row == limit {
                break;
            }
            let read =
                guarded(|| file.get_row_group(group)).and_then(|group| rows.read(group.as_ref(), records));
            if let Err(error) = read {
                let what =
                    format!("the row group that holds this row is damaged ({error}); its rest was left out");
                records.issue(IssueKind::Malformed, rows.row + 1, what);
            }
        }
        rows.row
    };
    read_rows(&found, &|column| is_readable(&schema.column(column)), &pour, input, sink);
}

/// What is read of each row.
struct Rows<'p> {
    places: &'p Places<'p>,
    /// How many rows are wanted.
    limit: u64,
    /// How many rows were read.
    row: u64,
}

impl Rows<'_> {
    fn read(&mut self, group: &dyn RowGroupReader, records: &mut Records<'_>) -> Result<()> {
        let rows = usize::try_from(group.metadata().num_rows()).unwrap_or(0);
        let open = |&(number, place): &(usize, usize)| {
            Ok((
                number,
                Column::new(
                    group.metadata().column(place).column_descr_ptr(),
                    group.get_column_reader(place)?,
                ),
            ))
        };
        let mut columns = guarded(|| self.places.read().iter().map(open).collect::<Result<Vec<_>>>())?;
        let mut order = vec![None; self.places.fields()];
        columns.iter().enumerate().for_each(|(at, (number, _))| order[*number] = Some(at));
        let wanted = usize::try_from(self.limit - self.row).unwrap_or(usize::MAX);
        let mut left = rows.min(wanted);
        while left > 0 {
            let size = left.min(ROWS);
            for (_, column) in &mut columns {
                guarded(|| column.read(size))?;
            }
            for row in 0..size {
                self.row += 1;
                self.places.add(self.row, &|number| columns[order[number]?].1.cell(row), records);
            }
            left -= size;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use ::parquet::data_type::{ByteArray, ByteArrayType, Int32Type, Int64Type};
    use ::parquet::file::properties::WriterProperties;
    use ::parquet::file::writer::SerializedFileWriter;
    use ::parquet::schema::parser::parse_message_type;
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::read::gathered::Gathered;
    use crate::read::options::ReadOptions;
    use crate::read::{Source, read};

    /// A file of two row groups with texts, an absent speaker, numbers, days and moments.
    fn file() -> Vec<u8> {
        let schema = "message m { required binary text (utf8); optional binary speaker (utf8); optional int32 date (date);
            required int64 at (timestamp_millis); repeated int32 marks; required int32 document; }";
        let schema = Arc::new(parse_message_type(schema).unwrap());
        let properties = Arc::new(WriterProperties::builder().build());
        let mut file = SerializedFileWriter::new(Vec::new(), schema, properties).unwrap();
        for group in 0..2 {
            let mut rows = file.next_row_group().unwrap();
            let texts = [ByteArray::from("One (Laughter.)"), ByteArray::from(vec![b'T', 0xff])];
            let mut column = rows.next_column().unwrap().unwrap();
            column.typed::<ByteArrayType>().write_batch(&texts, None, None).unwrap();
            column.close().unwrap();
            let mut column = rows.next_column().unwrap().unwrap();
            column
                .typed::<ByteArrayType>()
                .write_batch(&[ByteArray::from("Ann")], Some(&[1, 0]), None)
                .unwrap();
            column.close().unwrap();
            let mut column = rows.next_column().unwrap().unwrap();
            column.typed::<Int32Type>().write_batch(&[18_262], Some(&[1, 0]), None).unwrap();
            column.close().unwrap();
            let mut column = rows.next_column().unwrap().unwrap();
            column.typed::<Int64Type>().write_batch(&[1_500, i64::MAX], None, None).unwrap();
            column.close().unwrap();
            let mut column = rows.next_column().unwrap().unwrap();
            column.typed::<Int32Type>().write_batch(&[1, 2], Some(&[1, 1, 0]), Some(&[0, 1, 0])).unwrap();
            column.close().unwrap();
            let mut column = rows.next_column().unwrap().unwrap();
            column.typed::<Int32Type>().write_batch(&[group, group], None, None).unwrap();
            column.close().unwrap();
            rows.close().unwrap();
        }
        file.into_inner().unwrap()
    }

    fn read_bytes(name: &str, bytes: &[u8]) -> Gathered {
        let mut gathered = Gathered::default();
        let options = ReadOptions { fields: vec!["at".into(), "marks".into()], ..ReadOptions::default() };
        read(&Source::in_memory(name, bytes), &options, &mut gathered);
        gathered
    }

    #[test]
    fn rows_of_all_groups_are_records_with_days_moments_and_nulls() {
        let bytes = file();
        for name in ["a.parquet", "a"] {
            let gathered = read_bytes(name, &bytes);
            assert_eq!(gathered.names(), ["0", "1"]);
            let turns: Vec<_> = gathered.turns().map(|turn| (turn.name(), &*turn.text, turn.line)).collect();
            assert_eq!(
                turns,
                [("Ann", "One", 1), ("", "T\u{fffd}", 2), ("Ann", "One", 3), ("", "T\u{fffd}", 4)]
            );
            let first = gathered.turns().next().unwrap();
            assert_eq!(first.date, Some(date(2020, 1, 1)));
            assert_eq!(first.fields, [("at".to_owned(), "1970-01-01T00:00:01.5Z".to_owned())]);
            assert!(gathered.issues.is_empty(), "{gathered:?}");
        }
    }

    #[test]
    fn what_is_no_whole_file_is_one_issue() {
        let bytes = file();
        let cases: [(&[u8], IssueKind); 4] = [
            (&bytes[..bytes.len() - 3], IssueKind::Truncated),
            (b"text,speaker", IssueKind::Malformed),
            (b"PAR1", IssueKind::Malformed),
            (b"", IssueKind::Empty),
        ];
        for (bytes, kind) in cases {
            assert_eq!(read_bytes("a.parquet", bytes).kinds(), [kind]);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn a_damaged_file_is_read_without_panic(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..4)) {
            let mut bytes = file();
            for (place, byte) in changes {
                let place = place.index(bytes.len());
                bytes[place] = byte;
            }
            read_bytes("a.parquet", &bytes);
        }
    }
}
