//! The table `concordance`.

use super::grouped;
use crate::count::{Context, Key};
use crate::render::table::{Column, Value};
use crate::scan::Corpus;

const COLUMNS: [Column; 11] = [
    Column::text("document"),
    Column::date("date"),
    Column::text("speaker"),
    Column::text("affiliation"),
    Column::text("kind"),
    Column::integer("turn"),
    Column::integer("line"),
    Column::integer("position"),
    Column::text("left"),
    Column::text("node"),
    Column::text("right"),
];

/// The columns of `concordance`; with a key, the group first.
pub fn concordance_columns(by: Option<&Key>) -> Vec<Column> {
    grouped(by, &COLUMNS)
}

/// A row a hit, in the order given; with a key, its turn's group first.
pub fn concordance_rows<'a, F>(
    corpus: &'a Corpus<F>,
    by: Option<&'a Key>,
    lines: &'a [&'a Context],
) -> impl Iterator<Item = Vec<Value>> {
    lines.iter().map(move |context| {
        let turn = &corpus.turns[context.row as usize];
        let group = by.map(|key| corpus.value(turn, key).unwrap_or_default().into_owned().into());
        let cells = [
            corpus.document(turn).header.name.as_str().into(),
            turn.date.into(),
            corpus.speaker(turn).map_or("", |speaker| &speaker.name).into(),
            corpus.affiliation(turn).into(),
            turn.kind.name().into(),
            turn.number.into(),
            context.line.into(),
            context.position.into(),
            context.left.trim_end().into(),
            context.node.as_str().into(),
            context.right.trim_start().into(),
        ];
        group.into_iter().chain(cells).collect()
    })
}
