//! The tables of `exchanges`: uptake by theme, and the pairs behind it.

use std::collections::BTreeMap;

use super::{grouped, listed};
use crate::analysis::{Exchange, ExchangeKey, Likeness, ThemeMatrix, ThemeUptake};
use crate::render::table::{Column, Table, Value};
use crate::scan::Corpus;
use crate::stats::exchanges::Outcome;
use crate::text::{ThemeId, Themes};

const COLUMNS: [Column; 17] = [
    Column::text("theme"),
    Column::integer("exchanges"),
    Column::integer("raised"),
    Column::integer("taken_up"),
    Column::integer("not_raised"),
    Column::integer("offered"),
    Column::integer("unanswered"),
    Column::float("uptake"),
    Column::float("uptake_low"),
    Column::float("uptake_high"),
    Column::float("base_rate"),
    Column::float("base_low"),
    Column::float("base_high"),
    Column::float("difference"),
    Column::float("difference_low"),
    Column::float("difference_high"),
    Column::float("risk_ratio"),
];

const PAIR_COLUMNS: [Column; 16] = [
    Column::text("document"),
    Column::integer("exchange"),
    Column::text("question_turns"),
    Column::text("questioner"),
    Column::text("affiliation"),
    Column::text("answer_turns"),
    Column::text("answerer"),
    Column::text("theme"),
    Column::boolean("in_question"),
    Column::boolean("in_answer"),
    Column::boolean("taken_up"),
    Column::integer("question_words"),
    Column::integer("answer_words"),
    Column::integer("question_hits"),
    Column::integer("answer_hits"),
    Column::integer("elisions"),
];

const TEXT_COLUMNS: [Column; 5] = [
    Column::float("overlap"),
    Column::integer("rank"),
    Column::integer("answers"),
    Column::text("question"),
    Column::text("answer"),
];

/// A row a theme, in the order of the theme file; with a key, its group first.
pub fn exchanges(themes: &Themes, by: Option<&ExchangeKey>, uptakes: &[ThemeUptake]) -> Table {
    let mut table = Table::new(grouped(by.map(|by| &by.key), &COLUMNS));
    for ThemeUptake { group, theme, uptake } in uptakes {
        let group = group.as_deref().map(Value::from);
        let mut cells: Vec<Value> = group.into_iter().collect();
        cells.push(themes.themes()[theme.index()].key.as_str().into());
        let counts = [
            uptake.exchanges,
            uptake.raised,
            uptake.taken_up,
            uptake.not_raised,
            uptake.offered,
            uptake.unanswered,
        ];
        cells.extend(counts.map(Value::from));
        for estimate in [uptake.uptake, uptake.base_rate, uptake.difference] {
            cells.push(estimate.map(|estimate| estimate.value).into());
            cells.push(estimate.map(|estimate| estimate.bounds.low).into());
            cells.push(estimate.map(|estimate| estimate.bounds.high).into());
        }
        cells.push(uptake.risk_ratio.into());
        table.rows.push(cells);
    }
    table
}

/// The columns of the pairs; with a key, the group first.
pub fn pair_columns(by: Option<&ExchangeKey>) -> Vec<Column> {
    grouped(by.map(|by| &by.key), &PAIR_COLUMNS)
}

/// The columns of the pairs and, after them, those of [`pair_texts`].
pub fn pair_columns_with_texts(by: Option<&ExchangeKey>) -> Vec<Column> {
    pair_columns(by).into_iter().chain(TEXT_COLUMNS).collect()
}

/// What the questions and answers of an exchange have in common, and both as printed, a turn a line: cells that stand
/// after those of each of its pairs. `texts` has the turns by row; those of files of counts have none.
pub fn pair_texts(exchange: &Exchange, likeness: &Likeness, texts: &BTreeMap<u32, String>) -> [Value; 5] {
    let text = |rows: &[u32]| {
        let turns: Vec<&str> = rows.iter().filter_map(|row| texts.get(row)).map(String::as_str).collect();
        Value::from((!turns.is_empty()).then(|| turns.join("\n")))
    };
    [
        likeness.overlap.map(|overlap| overlap.cosine).into(),
        likeness.overlap.and_then(|overlap| overlap.rank).into(),
        likeness.answers.into(),
        text(&exchange.questions),
        text(&exchange.answers),
    ]
}

/// A row for each exchange and theme. Turns, people and affiliations that are several are parted by `|`.
pub fn pair_rows<'a, F>(
    corpus: &'a Corpus<F>,
    themes: &'a Themes,
    matrix: &'a ThemeMatrix,
    by: Option<&'a ExchangeKey>,
    exchanges: &'a [Exchange],
) -> impl Iterator<Item = Vec<Value>> {
    exchanges.iter().flat_map(move |exchange| {
        let group = by.map(|by| {
            let asked = by.row(exchange).map(|row| &corpus.turns[row as usize]);
            let value = asked.and_then(|turn| corpus.value(turn, &by.key));
            Value::from(value.unwrap_or_default().into_owned())
        });
        (0..themes.themes().len() as u32).map(ThemeId).map(move |theme| {
            let cells = pair(corpus, themes, matrix, exchange, theme);
            group.clone().into_iter().chain(cells).collect()
        })
    })
}

fn pair<F>(
    corpus: &Corpus<F>,
    themes: &Themes,
    matrix: &ThemeMatrix,
    exchange: &Exchange,
    theme: ThemeId,
) -> [Value; 16] {
    let hits = exchange.hits(matrix, theme);
    let turns = |rows: &[u32]| listed(rows.iter().map(|&row| corpus.turns[row as usize].number));
    let words = |rows: &[u32]| -> u64 { rows.iter().map(|&row| matrix.sizes[row as usize]).sum() };
    let all = || exchange.questions.iter().chain(&exchange.answers);
    let elisions: u64 = all().map(|&row| corpus.turns[row as usize].elisions).sum();
    let document = &corpus.documents[exchange.document as usize];
    let answered = hits.answer;
    [
        document.header.name.as_str().into(),
        exchange.number.into(),
        turns(&exchange.questions),
        people(corpus, &exchange.questions),
        affiliations(corpus, &exchange.questions),
        turns(&exchange.answers),
        people(corpus, &exchange.answers),
        themes.themes()[theme.index()].key.as_str().into(),
        (hits.question > 0).into(),
        answered.map(|hits| hits > 0).into(),
        (hits.outcome() == Outcome::TakenUp).into(),
        words(&exchange.questions).into(),
        words(&exchange.answers).into(),
        hits.question.into(),
        answered.into(),
        elisions.into(),
    ]
}

fn people<F>(corpus: &Corpus<F>, rows: &[u32]) -> Value {
    distinct(
        rows.iter().map(|&row| {
            corpus.speaker(&corpus.turns[row as usize]).map_or("", |speaker| speaker.name.as_str())
        }),
    )
}

fn affiliations<F>(corpus: &Corpus<F>, rows: &[u32]) -> Value {
    distinct(rows.iter().map(|&row| corpus.affiliation(&corpus.turns[row as usize])))
}

/// Each name once, in the order of the turns; unknown ones left out.
fn distinct<'a>(names: impl Iterator<Item = &'a str>) -> Value {
    let mut seen: Vec<&str> = Vec::new();
    for name in names.filter(|name| !name.is_empty()) {
        if !seen.contains(&name) {
            seen.push(name);
        }
    }
    listed(seen)
}
