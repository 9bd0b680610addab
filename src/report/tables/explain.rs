//! The table `explain`.

use crate::analysis::{Fact, Found};
use crate::count::Context;
use crate::render::table::{Column, Table, Value};
use crate::scan::Corpus;

/// A value is a number or words, as the item has it.
const COLUMNS: [Column; 6] = [
    Column::text("section"),
    Column::text("item"),
    Column::text("value"),
    Column::float("low"),
    Column::float("high"),
    Column::text("working"),
];

/// A row for each fact, then one for each line of text that has the term.
pub fn explanation<F>(corpus: &Corpus<F>, facts: &[Fact], lines: &[Context]) -> Table {
    let mut table = Table::new(COLUMNS);
    table.rows = facts.iter().map(fact_cells).collect();
    table.rows.extend(lines.iter().map(|line| line_cells(corpus, line)));
    table
}

fn fact_cells(fact: &Fact) -> Vec<Value> {
    let value = match &fact.value {
        Found::Count(count) => Value::from(*count),
        Found::Number(number) => Value::from(*number),
        Found::Text(text) => Value::from(text.as_str()),
    };
    vec![
        fact.section.as_str().into(),
        fact.item.as_str().into(),
        value,
        fact.bounds.map(|bounds| bounds.low).into(),
        fact.bounds.map(|bounds| bounds.high).into(),
        fact.working.as_str().into(),
    ]
}

/// The passage as the value; where it stands as the item and the working.
fn line_cells<F>(corpus: &Corpus<F>, line: &Context) -> Vec<Value> {
    let turn = &corpus.turns[line.row as usize];
    let document = corpus.document(turn).header.name.as_str();
    let speaker = corpus.speaker(turn).map_or("", |speaker| &speaker.name);
    vec![
        "concordance".into(),
        format!("{document}, {speaker}, line {}", line.line).into(),
        [line.left.as_str(), &line.node, &line.right].concat().into(),
        Value::Empty,
        Value::Empty,
        format!("turn {}, position {}", turn.number, line.position).into(),
    ]
}
