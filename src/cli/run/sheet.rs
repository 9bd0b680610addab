//! Rows to where the settings want them.

use std::io::IsTerminal;

use crate::cli::args::FormatChoice;
use crate::cli::output::Sheet;
use crate::cli::settings::Settings;
use crate::error::Result;
use crate::render::table::{Column, Table, Value};
use crate::render::writer::{Format, Glyphs, Layout, Paint, TableWriter};

/// Opens the one table of a command, lets `fill` write its rows, and puts it in its place.
///
/// # Errors
/// Whatever `fill` meets; the output cannot be written.
pub(super) fn write(
    settings: &Settings,
    columns: &[Column],
    bar: Option<&'static str>,
    fill: impl FnOnce(&mut TableWriter<'_>) -> Result<()>,
) -> Result<()> {
    let mut sheet: Sheet = settings.output.open()?;
    let mut writer =
        TableWriter::new(format(settings.format()), columns, &mut sheet, &layout(settings, bar))?;
    fill(&mut writer)?;
    writer.finish()?;
    sheet.finish()
}

/// Writes a table, at most as many rows a group as the settings ask for; `grouped` says by how many of the first
/// columns rows belong together.
///
/// # Errors
/// The output cannot be written.
pub(super) fn print(
    settings: &Settings,
    table: &Table,
    grouped: usize,
    bar: Option<&'static str>,
) -> Result<()> {
    let limit = settings.rows();
    let mut left_out = 0;
    write(settings, &table.columns, bar, |writer| {
        let mut group: Option<&[Value]> = None;
        let mut shown = 0;
        for row in &table.rows {
            if group != Some(&row[..grouped]) {
                group = Some(&row[..grouped]);
                shown = 0;
            }
            if limit.is_none_or(|limit| shown < limit) {
                writer.row(row)?;
            } else {
                left_out += 1;
            }
            shown += 1;
        }
        Ok(())
    })?;
    note_left_out(settings, left_out);
    Ok(())
}

/// Says that rows were left out, where nobody asked for that.
pub(super) fn note_left_out(settings: &Settings, rows: u64) {
    if rows > 0 && settings.selection.top == crate::cli::settings::Top::Unsaid {
        settings.voice.note(format_args!("{rows} more rows; --top 0 shows all"));
    }
}

fn format(choice: FormatChoice) -> Format {
    match choice {
        FormatChoice::Table => Format::Table,
        FormatChoice::Csv => Format::Csv,
        FormatChoice::Tsv => Format::Tsv,
        FormatChoice::Json => Format::Json,
        FormatChoice::Jsonl => Format::Jsonl,
        FormatChoice::Markdown => Format::Markdown,
        FormatChoice::Parquet => Format::Parquet,
    }
}

/// A terminal's width and colours, where a person reads along.
fn layout(settings: &Settings, bar: Option<&'static str>) -> Layout {
    if !settings.output.is_terminal() || !std::io::stdout().is_terminal() {
        return Layout { bar, ..Layout::default() };
    }
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    Layout {
        width: terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)),
        paint: if plain { Paint::Plain } else { Paint::Colour },
        glyphs: Glyphs::Unicode,
        bar,
        ..Layout::default()
    }
}
