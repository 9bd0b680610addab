//! Records that lie in columns: those of a file, or such as another program holds in memory.

use super::input::{Input, SourceRecord};
use super::languages::OfRecords;
use super::options::{Fingerprint, ReadOptions};
use super::source::Held;
use super::tabular::{Columns, Place, Record, Records, Shape};
use super::turn::Sink;
use crate::issues::IssueKind;

/// So many rows at the beginning are heard to tell the language of those too short to tell.
const HEARD: u64 = 1024;

/// Rows under named columns, in blocks, as another program holds them.
pub trait Table: Send + Sync {
    /// The names of the columns.
    fn columns(&self) -> &[String];
    /// How many rows each block has.
    fn blocks(&self) -> Vec<usize>;
    /// What stands in a row of a block, both from 0, under a column; `None` where nothing does.
    fn cell(&self, block: usize, row: usize, column: usize) -> Option<&str>;
}

/// The names of the columns that reading a table with these options asks for.
pub fn field_names(options: &ReadOptions) -> Vec<String> {
    Columns::new(options).names().to_vec()
}

/// Which columns are read, and as what.
pub(super) struct Places<'c> {
    columns: &'c Columns,
    /// The names of all columns.
    found: &'c [String],
    /// The number of a field, and the column that holds it.
    places: Vec<(usize, usize)>,
}

impl Places<'_> {
    /// The columns that are read, each with the number of its field.
    pub fn read(&self) -> &[(usize, usize)] {
        &self.places
    }

    /// How many fields there are.
    pub fn fields(&self) -> usize {
        self.columns.names().len()
    }

    /// Hands on the row of that number, from 1.
    pub fn add<'r>(
        &self,
        row: u64,
        cell: &(dyn Fn(usize) -> Option<&'r str> + 'r),
        records: &mut Records<'_>,
    ) {
        let record = Record { line: row, start: row - 1, place: Place::Escaped { line: row } };
        records.add(record, cell, &|| (1, self.found.to_vec()));
    }

    fn has(&self, field: usize) -> bool {
        self.places.iter().any(|(number, _)| *number == field)
    }
}

/// Hands at most so many rows to the records, in order, and says how many there were.
pub(super) type Pour<'p> = dyn Fn(&Places<'_>, u64, &mut Records<'_>) -> u64 + 'p;

/// Reads the columns of the names `found`, but for those that `is_readable` says no of, as `pour` gives their rows.
pub(super) fn read_rows(
    found: &[String],
    is_readable: &dyn Fn(usize) -> bool,
    pour: &Pour<'_>,
    input: &Input<'_>,
    sink: &mut dyn Sink,
) {
    let columns = Columns::new(input.options());
    let named = |column: usize| Some((columns.number(&found[column])?, column));
    let places = (0..found.len()).filter_map(named).filter(|&(_, column)| is_readable(column)).collect();
    let places = Places { columns: &columns, found, places };
    let shape = if places.has(columns.speaker) { Shape::Turns } else { Shape::Texts };
    let languages = OfRecords::new(input.options().languages, |heard| {
        if places.has(columns.text) {
            pour(&places, HEARD, &mut Records::new(&columns, *input, shape, OfRecords::Untold, heard));
        }
    });
    let mut records = Records::new(&columns, *input, shape, languages, sink);
    if !places.has(columns.text) {
        // However many rows there are, none of them has any.
        places.add(1, &|_| None, &mut records);
    } else if pour(&places, u64::MAX, &mut records) == 0 {
        records.issue(IssueKind::Empty, 1, "it has no rows");
    }
    records.finish();
}

/// Reads a table that is held in memory.
pub(super) fn read_held(held: &Held, input: &Input<'_>, sink: &mut dyn Sink) -> SourceRecord {
    let table = held.table.as_ref();
    let pour = |places: &Places<'_>, limit: u64, records: &mut Records<'_>| {
        let mut column_of = vec![None; places.fields()];
        places.read().iter().for_each(|&(number, column)| column_of[number] = Some(column));
        let blocks = table.blocks().into_iter().enumerate();
        let rows = blocks.flat_map(|(block, rows)| (0..rows).map(move |row| (block, row)));
        let mut poured = 0;
        for (number, (block, row)) in (1..=limit).zip(rows) {
            poured = number;
            places.add(number, &|field| table.cell(block, row, column_of[field]?), records);
        }
        poured
    };
    read_rows(table.columns(), &|_| true, &pour, input, sink);
    let blake3 = match input.options().fingerprint {
        Fingerprint::Size => None,
        Fingerprint::Blake3 => Some(held.blake3.clone()),
    };
    let (path, size) = (input.path().to_owned(), held.size);
    SourceRecord { path, size, blake3, format: Some(super::parquet::NAME), encoding: None }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::read::gathered::Gathered;
    use crate::read::{ReadOptions, Source, read};
    use crate::speakers::Origin;

    /// Two blocks of rows, the first of one row.
    struct Texts(Vec<String>, Vec<Vec<&'static str>>);

    impl Table for Texts {
        fn columns(&self) -> &[String] {
            &self.0
        }

        fn blocks(&self) -> Vec<usize> {
            vec![1, self.1.len() - 1]
        }

        fn cell(&self, block: usize, row: usize, column: usize) -> Option<&str> {
            Some(self.1[block + row][column]).filter(|cell| *cell != "-")
        }
    }

    fn gathered(columns: &str, rows: &[&str]) -> Gathered {
        let words = |line: &'static str| line.split('|').collect();
        let rows = rows.iter().map(|row| words(String::leak((*row).to_owned()))).collect();
        let table = Texts(columns.split('|').map(str::to_owned).collect(), rows);
        let source = Source::of_rows("t.parquet", "s/t.parquet", 9, "b3", Arc::new(table));
        let options = ReadOptions { fingerprint: Fingerprint::Blake3, ..ReadOptions::default() };
        let mut gathered = Gathered::default();
        let record = read(&source, &options, &mut gathered).unwrap();
        assert_eq!(
            (record.path.as_str(), record.size, record.blake3.as_deref()),
            ("s/t.parquet", 9, Some("b3"))
        );
        assert_eq!(record.format, Some("parquet"));
        gathered
    }

    #[test]
    fn rows_in_memory_are_read_as_those_of_a_file_are() {
        let columns = "document|turn|speaker|date|line|text";
        let read =
            gathered(columns, &["a|3|Ann|2020-01-02|7|One (Laughter.)", "a|4|-|-|9|Two", "b|-|Bob|x|-|-"]);
        assert_eq!(read.names(), ["a"]);
        let turns: Vec<_> =
            read.turns().map(|turn| (turn.name(), turn.number, turn.line, &*turn.text)).collect();
        assert_eq!(turns, [("Ann", Some(3), 7, "One"), ("", Some(4), 9, "Two")]);
        assert_eq!(read.kinds(), [IssueKind::MissingColumn]);
        let untold = gathered("speaker|said", &["Ann|One", "Bob|Two"]);
        assert_eq!((untold.turns().count(), untold.kinds()), (0, vec![IssueKind::MissingColumn]));
    }

    #[test]
    fn a_label_as_it_is_printed_makes_the_speaker_whom_it_shows() {
        let columns = "document|speaker|speaker_as_printed|honorific|role|text";
        let read =
            gathered(columns, &["a|Ann Lee|Minister Ann Lee|Dr|Minister|One", "a|Ann Lee|-|-|Minister|Two"]);
        let people: Vec<_> = read.turns().map(|turn| turn.speaker.clone().unwrap()).collect();
        assert_eq!((&*people[0].label, &*people[0].honorific), ("Minister Ann Lee", "Dr"));
        assert_eq!((people[0].origin, people[1].origin), (Origin::Label, Origin::Field));
        assert_eq!((&*people[1].label, &*people[1].honorific), ("Ann Lee", ""));
    }

    #[test]
    fn what_is_known_of_a_document_stands_in_its_first_row() {
        let columns = "document|speaker|text|title|document_announced|document_fields";
        let rows = [
            r#"a|Ann|One|Talk|["Ann Lee","Bob Ray"]|{"session":"12"}"#,
            "a|Bob|Two|-|-|-",
            "b|Ann|Three|-|-|not an object",
        ];
        let read = gathered(columns, &rows);
        let [a, b] = &read.documents[..] else { panic!("two documents") };
        assert_eq!(
            (&*a.header.title, &a.header.announced[..]),
            ("Talk", &["Ann Lee".to_owned(), "Bob Ray".into()][..])
        );
        assert_eq!(a.header.fields["session"], "12");
        assert!(b.header.fields.is_empty());
    }
}
