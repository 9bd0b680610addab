//! Commands that list what was read: turns, speakers, tokens.

use super::session::{Session, analyzer};
use super::sheet::{self, Shape};
use crate::cli::args::TokensArgs;
use crate::cli::settings::Settings;
use crate::count::Texts;
use crate::error::Result;
use crate::issues::Issues;
use crate::read;
use crate::render::table::Value;
use crate::render::writer::TableWriter;
use crate::report::tables;
use crate::text::Analyzer;

/// `dictum turns`.
pub(super) fn turns(settings: &Settings) -> Result<Issues> {
    let session = Session::new(settings)?;
    let corpus = session.count::<Texts>(&())?;
    let rows = session.rows(&corpus)?;
    let by = settings.selection.by.as_ref();
    sheet::print(settings, &tables::turns(&corpus, by, &rows), usize::from(by.is_some()), &Shape::TURNS)?;
    Ok(corpus.issues)
}

/// `dictum speakers`.
pub(super) fn speakers(settings: &Settings) -> Result<Issues> {
    let session = Session::new(settings)?;
    let corpus = session.count::<()>(&())?;
    let rows = session.rows(&corpus)?;
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
    let session = Session::new(settings)?;
    let corpus = session.count::<Texts>(&())?;
    let rows = session.rows(&corpus)?;
    let by = settings.selection.by.as_ref();
    let mut limit = Limit::new(settings);
    sheet::write(settings, &tables::token_columns(by), &Shape::TOKENS, |writer| {
        for &row in &rows {
            let turn = &corpus.turns[row as usize];
            let group = by.map(|key| corpus.value(turn, key).unwrap_or_default().into_owned().into());
            let document = corpus.document(turn).header.name.as_str();
            let lead: Vec<Value> = group.into_iter().chain([document.into(), turn.number.into()]).collect();
            limit.write(writer, session.analyzer(), &corpus.counted[row as usize].text, &lead)?;
        }
        Ok(())
    })?;
    limit.note(settings);
    Ok(corpus.issues)
}

/// `dictum tokens --words`: each input line is a text of its own.
fn words(settings: &Settings) -> Result<Issues> {
    let analyzer = analyzer(settings)?;
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
                limit.write(writer, &analyzer, words, &lead)?;
            }
        }
        Ok(())
    })?;
    limit.note(settings);
    settings.voice.issues(&issues);
    Ok(issues)
}

/// How many tokens may still be written, and how many were not.
struct Limit {
    left: Option<u64>,
    left_out: u64,
}

impl Limit {
    fn new(settings: &Settings) -> Self {
        Self { left: settings.rows(), left_out: 0 }
    }

    fn write(
        &mut self,
        writer: &mut TableWriter<'_>,
        analyzer: &Analyzer,
        text: &str,
        lead: &[Value],
    ) -> Result<()> {
        let mut written = Ok(());
        tables::token_rows(analyzer, text, lead, &mut |row| match &mut self.left {
            Some(0) => self.left_out += 1,
            left => {
                if let Some(left) = left {
                    *left -= 1;
                }
                if written.is_ok() {
                    written = writer.row(&row);
                }
            }
        });
        written
    }

    fn note(&self, settings: &Settings) {
        sheet::note_left_out(settings, self.left_out);
    }
}
