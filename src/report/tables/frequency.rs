//! The table `frequency`.

use super::{grouped, with_counts};
use crate::analysis::{Frequency, TermCounts};
use crate::count::Key;
use crate::render::table::{Column, Value};
use crate::scan::Corpus;

const COLUMNS: [Column; 9] = [
    Column::text("term"),
    Column::text("stem"),
    Column::text("forms"),
    Column::integer("frequency"),
    Column::float("per_million"),
    Column::integer("documents"),
    Column::integer("turns"),
    Column::integer("speakers"),
    Column::float("tf_idf"),
];

/// The columns of `frequency`; with a key, the group first.
pub fn frequency_columns(by: Option<&Key>) -> Vec<Column> {
    grouped(by, &COLUMNS)
}

/// A row a term, in the order given; where it has a group, that first.
pub fn frequency_rows<'a, F>(
    corpus: &'a Corpus<F>,
    counts: &'a TermCounts,
    found: impl IntoIterator<Item = &'a Frequency>,
) -> impl Iterator<Item = Vec<Value>> {
    found.into_iter().map(|row| {
        let group = row.group.as_deref().map(Value::from);
        let cells = [
            counts.shown(corpus, row.term).into(),
            counts.stem(corpus, row.term).into(),
            with_counts(row.forms().iter().map(|&(form, count)| (corpus.vocabulary.form(form), count))),
            row.frequency.into(),
            row.per_million.into(),
            row.documents.into(),
            row.turns.into(),
            row.speakers.into(),
            row.tf_idf.into(),
        ];
        group.into_iter().chain(cells).collect()
    })
}
