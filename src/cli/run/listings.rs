//! Commands that list what was read: turns, speakers, tokens.

use super::analyzers::analyzers;
use super::opened::Opened;
use super::sheet::{self, Limit, Room, Shape};
use crate::cli::args::{TokensArgs, TurnsArgs};
use crate::cli::settings::Settings;
use crate::count::Texts;
use crate::error::Result;
use crate::issues::Issues;
use crate::read;
use crate::render::table::Value;
use crate::render::writer::TableWriter;
use crate::report::tables;
use crate::text::{Analyzer, identify};

/// `dictum turns`.
pub(super) fn turns(args: &TurnsArgs, settings: &Settings) -> Result<Issues> {
    let opened = Opened::new(settings)?;
    if args.audit {
        let (findings, issues) = opened.audit()?;
        sheet::print(settings, &tables::findings(&findings), 0, &Shape::FINDINGS)?;
        return Ok(issues);
    }
    let corpus = opened.count::<Texts>(&())?;
    let rows = opened.rows(&corpus)?;
    let by = settings.selection.by.as_ref();
    sheet::print(settings, &tables::turns(&corpus, by, &rows), usize::from(by.is_some()), &Shape::TURNS)?;
    Ok(corpus.issues)
}

/// `dictum speakers`.
pub(super) fn speakers(settings: &Settings) -> Result<Issues> {
    let opened = Opened::new(settings)?;
    let corpus = opened.count::<()>(&())?;
    let rows = opened.rows(&corpus)?;
    let by = settings.selection.by.as_ref();
    let table = tables::speakers(&corpus, by, &rows);
    sheet::print(settings, &table, usize::from(by.is_some()), &Shape::SPEAKERS)?;
    Ok(corpus.issues)
}

/// `dictum tokens`.
pub(super) fn tokens(args: &TokensArgs, settings: &Settings) -> Result<Issues> {
    if args.words {
        return words(settings);
    }
    let opened = Opened::new(settings)?;
    let corpus = opened.count::<Texts>(&())?;
    let rows = opened.rows(&corpus)?;
    let by = settings.selection.by.as_ref();
    let mut limit = Limit::new(settings);
    sheet::write(settings, &tables::token_columns(by), &Shape::TOKENS, |writer| {
        for &row in &rows {
            let turn = &corpus.turns[row as usize];
            let group = by.map(|key| corpus.value(turn, key).unwrap_or_default().into_owned());
            let document = corpus.document(turn).header.name.as_str();
            let own = [document.into(), turn.number.into()];
            let lead: Vec<Value> = group.clone().map(Value::from).into_iter().chain(own).collect();
            let text = &corpus.counted[row as usize].text;
            let analyzer = opened.analyzers().of(corpus.language(turn));
            write_tokens(writer, analyzer, text, &lead, &mut limit.of(group.unwrap_or_default()))?;
        }
        Ok(())
    })?;
    limit.note(settings);
    Ok(corpus.issues)
}

/// `dictum tokens --words`: each input line is a text of its own.
fn words(settings: &Settings) -> Result<Issues> {
    let analyzers = analyzers(settings)?;
    let planned = read::plan(&settings.inputs, &[], &mut std::io::stdin().lock());
    let mut issues = planned.issues;
    let mut limit = Limit::new(settings);
    let mut is_read = false;
    sheet::write(settings, &tables::token_columns(None), &Shape::TOKENS, |writer| {
        for source in &planned.sources {
            let Some(text) = read::text(source, &mut issues) else { continue };
            is_read = true;
            for (line, words) in text.split_terminator('\n').enumerate() {
                let lead = [source.name().into(), line.into()];
                write_tokens(
                    writer,
                    analyzers.of(identify(words)),
                    words,
                    &lead,
                    &mut limit.of(String::new()),
                )?;
            }
        }
        Ok(())
    })?;
    limit.note(settings);
    settings.voice.issues(&issues);
    Ok(issues)
}

/// The rows of one text, as far as its group has room for them.
fn write_tokens(
    writer: &mut TableWriter<'_>,
    analyzer: &Analyzer,
    text: &str,
    lead: &[Value],
    room: &mut Room<'_>,
) -> Result<()> {
    let mut written = Ok(());
    tables::token_rows(analyzer, text, lead, &mut |row| {
        if room.takes_one() && written.is_ok() {
            written = writer.row(&row);
        }
    });
    written
}
