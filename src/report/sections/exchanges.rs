//! Exchanges: is a question's theme taken up in the answer?

use super::super::prose::{counted, list};
use super::super::study::Study;
use super::super::{Figure, Picture};
use super::names::Names;
use super::{figure, paragraph, table};
use crate::render::page::{Block, Section};
use crate::render::table::{Column, Table, Value};
use crate::stats::exchanges::{Outcome, Uptake};

pub(super) fn section(study: &Study<'_>, names: &Names, pictures: &[Picture]) -> Section {
    if study.exchanges.is_empty() {
        let none = paragraph("No turn was recognised as a question, so there is no exchange to look at.");
        return super::section("exchanges", "Exchanges", vec![none]);
    }
    let mut blocks = vec![paragraph(
        "A theme is taken up when a question names it and its answer does too. That is uptake, not evasion: \
         naming a theme in order to decline it counts, and a reply in other words does not.",
    )];
    blocks.extend(figure(study, pictures, Figure::Exchanges));
    blocks.push(Block::Table(uptake_table(study, names)));
    blocks.push(Block::Table(pairs_table(study)));
    super::section("exchanges", "Exchanges", blocks)
}

/// Themes that a question raises or an answer offers, in counts.
fn uptake_table(study: &Study<'_>, names: &Names) -> crate::render::page::TableBlock {
    let columns = [
        Column::text("theme"),
        Column::text("taken_up"),
        Column::text("offered"),
        Column::integer("unanswered"),
    ];
    let mut rows = Table::new(columns);
    let mut row_ids = Vec::new();
    for row in &study.uptakes {
        let Uptake { raised, taken_up, not_raised, offered, unanswered, .. } = row.uptake;
        if raised + offered > 0 {
            row_ids.push(names.uptake(row.theme).to_owned());
            rows.rows.push(vec![
                study.themes.themes()[row.theme.index()].label.as_str().into(),
                told(taken_up, raised, row.uptake.on_one_hit).into(),
                told(offered, not_raised, 0).into(),
                unanswered.into(),
            ]);
        }
    }
    let heads = [
        ("taken_up", "answers that name the theme, of the exchanges whose question raised it"),
        ("offered", "answers that name the theme, of the exchanges whose question did not"),
        ("unanswered", "exchanges without an answer, in neither rate"),
    ];
    let caption =
        format!("Uptake by theme, in {}", counted(study.exchanges.len() as u64, "exchange", "exchanges"));
    crate::render::page::TableBlock { row_ids, ..table("exchanges", &caption, rows, &heads) }
}

/// The speakers of some turns, each once, as a list.
fn people(study: &Study<'_>, rows: &[u32]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for &row in rows {
        let name =
            study.corpus.speaker(&study.corpus.turns[row as usize]).map_or("", |speaker| &speaker.name);
        if !name.is_empty() && !names.contains(&name) {
            names.push(name);
        }
    }
    list(&names)
}

fn told(part: u64, whole: u64, on_one_hit: u64) -> String {
    let marked = match on_one_hit {
        0 => String::new(),
        some => format!(" ({some} on one hit alone)"),
    };
    match whole {
        0 => String::new(),
        _ => format!("{part} of {whole}{marked}"),
    }
}

/// Who asked whom, and which themes the question and the answer name.
fn pairs_table(study: &Study<'_>) -> crate::render::page::TableBlock {
    let columns = [
        Column::text("document"),
        Column::integer("exchange"),
        Column::text("questioner"),
        Column::text("answerer"),
        Column::text("in_question"),
        Column::text("in_answer"),
    ];
    let mut rows = Table::new(columns);
    for exchange in &study.exchanges {
        let labels = |wanted: fn(Outcome, u64) -> bool| {
            let named = study.uptakes.iter().map(|row| row.theme).filter(|&theme| {
                let hits = exchange.hits(&study.matrix, theme);
                study.themes.themes()[theme.index()].parent.is_none() && wanted(hits.outcome(), hits.question)
            });
            let named: Vec<&str> =
                named.map(|theme| study.themes.themes()[theme.index()].label.as_str()).collect();
            Value::Text(named.join("; "))
        };
        rows.rows.push(vec![
            study.corpus.documents[exchange.document as usize].header.name.as_str().into(),
            exchange.number.into(),
            people(study, &exchange.questions).into(),
            people(study, &exchange.answers).into(),
            labels(|_, question| question > 0),
            labels(|outcome, _| matches!(outcome, Outcome::TakenUp | Outcome::Offered)),
        ]);
    }
    let mut pairs = table("pairs", "Each exchange, with the themes named in it", rows, &[]);
    pairs.csv = Some("tables/exchange_pairs.csv".to_owned());
    pairs
}
