//! The table `speakers`.

use super::{grouped, listed};
use crate::analysis::{SpeakerRow, speakers as speaker_rows};
use crate::count::Key;
use crate::render::table::{Column, Table, Value};
use crate::scan::Corpus;

const COLUMNS: [Column; 9] = [
    Column::text("speaker"),
    Column::text("aliases"),
    Column::text("role"),
    Column::text("affiliation"),
    Column::text("side"),
    Column::integer("turns"),
    Column::integer("tokens"),
    Column::float("share_of_words"),
    Column::integer("elisions"),
];

/// A row a speaker, the most words first; with a key, in every group.
pub fn speakers<F>(corpus: &Corpus<F>, by: Option<&Key>, rows: &[u32]) -> Table {
    let mut table = Table::new(grouped(by, &COLUMNS));
    let Some(key) = by else {
        table.rows = speaker_rows(corpus, rows).iter().map(|row| cells(corpus, row)).collect();
        return table;
    };
    let grouping = corpus.group_by(key, rows);
    for (group, members) in grouping.labels.iter().zip(grouping.rows()) {
        for row in speaker_rows(corpus, &members) {
            table
                .rows
                .push(std::iter::once(Value::from(group.as_str())).chain(cells(corpus, &row)).collect());
        }
    }
    table
}

fn cells<F>(corpus: &Corpus<F>, row: &SpeakerRow) -> Vec<Value> {
    let speaker = row.speaker.map(|speaker| &corpus.speakers[speaker.index()]);
    vec![
        speaker.map_or("", |speaker| &speaker.name).into(),
        listed(speaker.map_or(&[][..], |speaker| &speaker.aliases)),
        speaker.map_or("", |speaker| &speaker.role).into(),
        speaker.map_or("", |speaker| &speaker.affiliation).into(),
        row.side.map_or("", |side| side.name()).into(),
        row.turns.into(),
        row.tokens.into(),
        row.share_of_words.into(),
        row.elisions.into(),
    ]
}
