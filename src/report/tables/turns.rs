//! The tables `turns` and `tokens`.

use super::grouped;
use crate::count::{Key, TurnText};
use crate::read::Finding;
use crate::render::table::{Column, Table, Value};
use crate::scan::{Corpus, TurnRecord};
use crate::text::Analyzer;

/// How many of the columns of a turn [`told`] fills.
const TOLD: usize = 8;

static TURN_COLUMNS: [Column; 13] = [
    Column::text("document"),
    Column::integer("turn"),
    Column::text("speaker"),
    Column::text("affiliation"),
    Column::text("role"),
    Column::text("side"),
    Column::text("kind"),
    Column::date("date"),
    Column::integer("line"),
    Column::integer("tokens"),
    Column::integer("elisions"),
    Column::text("text"),
    Column::text("notes"),
];

const TOKEN_COLUMNS: [Column; 7] = [
    Column::text("document"),
    Column::integer("turn"),
    Column::integer("position"),
    Column::text("form"),
    Column::text("type"),
    Column::text("stem"),
    Column::boolean("stop"),
];

const FINDING_COLUMNS: [Column; 5] = [
    Column::text("document"),
    Column::integer("line"),
    Column::text("finding"),
    Column::text("detail"),
    Column::text("remedy"),
];

/// A row for each thing that looks wrong, in its order.
pub fn findings(findings: &[Finding]) -> Table {
    let mut table = Table::new(FINDING_COLUMNS.to_vec());
    let cells = |finding: &Finding| {
        let Finding { document, line, kind, what, remedy } = finding;
        vec![
            document.as_str().into(),
            line.map_or(Value::Empty, Value::from),
            kind.name().into(),
            what.as_str().into(),
            remedy.as_str().into(),
        ]
    };
    table.rows = findings.iter().map(cells).collect();
    table
}

/// A row a turn, in the order of the corpus; with a key, its group first.
pub fn turns(corpus: &Corpus<Vec<TurnText>>, by: Option<&Key>, rows: &[u32]) -> Table {
    let mut table = Table::new(grouped(by, &TURN_COLUMNS));
    table.rows = rows.iter().map(|&row| turn_cells(corpus, by, row)).collect();
    table
}

fn turn_cells(corpus: &Corpus<Vec<TurnText>>, by: Option<&Key>, row: u32) -> Vec<Value> {
    let turn = &corpus.turns[row as usize];
    let text = &corpus.counted[row as usize];
    let notes: Vec<&str> = text.notes.iter().map(|note| note.text.as_str()).collect();
    let group = by.map(|key| corpus.value(turn, key).unwrap_or_default().into_owned().into());
    let cells = [
        turn.line.into(),
        turn.tokens.into(),
        turn.elisions.into(),
        text.text.as_str().into(),
        notes.join(" ").into(),
    ];
    group.into_iter().chain(told(corpus, turn)).chain(cells).collect()
}

/// What tells a turn from every other, and who speaks in it when: the first cells of its row.
pub(super) fn told<F>(corpus: &Corpus<F>, turn: &TurnRecord) -> [Value; TOLD] {
    [
        corpus.document(turn).header.name.as_str().into(),
        turn.number.into(),
        corpus.speaker(turn).map_or("", |speaker| &speaker.name).into(),
        corpus.affiliation(turn).into(),
        corpus.role(turn).into(),
        turn.side.name().into(),
        turn.kind.name().into(),
        turn.date.into(),
    ]
}

/// The columns of [`told`].
pub(super) fn told_columns() -> &'static [Column] {
    &TURN_COLUMNS[..TOLD]
}

/// The columns of `tokens`.
pub fn token_columns(by: Option<&Key>) -> Vec<Column> {
    grouped(by, &TOKEN_COLUMNS)
}

/// A row a token of one text; `lead` is what stands before the position: a group, the document, the turn.
pub fn token_rows(analyzer: &Analyzer, text: &str, lead: &[Value], each: &mut dyn FnMut(Vec<Value>)) {
    for (position, form) in analyzer.forms(text).into_iter().enumerate() {
        let lexeme = analyzer.lexeme(&form);
        let cells =
            [position.into(), form.into(), lexeme.folded.into(), lexeme.stem.into(), lexeme.is_stop.into()];
        each(lead.iter().cloned().chain(cells).collect());
    }
}
