//! The table `frequency`.

use super::{grouped, with_counts};
use crate::analysis::{Frequency, TermCounts};
use crate::count::Key;
use crate::render::table::{Column, Table, Value};
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

/// A row a term, in the order given; with a key, its group first.
pub fn frequency<F>(corpus: &Corpus<F>, counts: &TermCounts, by: Option<&Key>, found: &[Frequency]) -> Table {
    let mut table = Table::new(grouped(by, &COLUMNS));
    table.rows = found
        .iter()
        .map(|row| {
            let group = row.group.as_deref().map(Value::from);
            let cells = [
                counts.shown(corpus, row.term).into(),
                counts.stem(corpus, row.term).into(),
                with_counts(row.forms.iter().map(|&(form, count)| (corpus.vocabulary.form(form), count))),
                row.frequency.into(),
                row.per_million.into(),
                row.documents.into(),
                row.turns.into(),
                row.speakers.into(),
                row.tf_idf.into(),
            ];
            group.into_iter().chain(cells).collect()
        })
        .collect();
    table
}
