//! Rows to where the settings want them.

use std::collections::BTreeMap;

use crate::cli::output::{Output, Sheet};
use crate::cli::settings::{Settings, Top};
use crate::error::Result;
use crate::render::table::{Column, Table, Value};
use crate::render::writer::{Glyphs, Keyword, Layout, Paint, TableWriter};

/// The width of a terminal that does not tell its own.
const USUAL_WIDTH: usize = 80;

/// What of a table stays on a narrow terminal, which of its numbers get a bar, and whether it is a concordance.
pub(in crate::cli) struct Shape {
    keep: &'static [&'static str],
    bar: Option<&'static str>,
    keyword: Option<Keyword>,
}

impl Shape {
    pub const FINDINGS: Self = Self::plain(&["document", "line", "finding", "detail"]);
    pub const TURNS: Self = Self::plain(&["group", "turn", "speaker", "kind", "text"]);
    pub const SPEAKERS: Self =
        Self::plain(&["group", "speaker", "role", "affiliation", "turns", "tokens", "share_of_words"])
            .bar("share_of_words");
    pub const TOKENS: Self = Self::plain(&["group", "turn", "position", "form", "type", "stem", "stop"]);
    pub const FREQUENCY: Self =
        Self::plain(&["group", "term", "frequency", "per_million"]).bar("per_million");
    pub const KEYWORDS: Self =
        Self::plain(&["group", "term", "target", "log_ratio", "status"]).bar("log_ratio");
    pub const THEMES: Self =
        Self::plain(&["group", "theme", "hits", "per_thousand", "ratio"]).bar("per_thousand");
    pub const ENTRIES: Self = Self::plain(&["group", "theme", "entry", "hits", "forms"]);
    pub const HITS: Self = Self::plain(&["group", "theme", "entry", "speaker", "line", "match"]);
    pub const SUGGESTIONS: Self =
        Self::plain(&["theme", "term", "observed", "expected", "g2", "log_dice", "turns", "correlation"]);
    pub const TOPICS: Self = Self::plain(&["topic", "share", "turns", "coherence", "terms"]).bar("share");
    pub const TOGETHER: Self =
        Self::plain(&["theme", "other", "observed", "expected", "f1", "f2", "n", "npmi", "g2"]);
    pub const LINT: Self = Self::plain(&["group", "theme", "entry", "finding", "detail"]);
    pub const EXCHANGES: Self =
        Self::plain(&["group", "theme", "exchanges", "raised", "taken_up", "uptake", "base_rate"]);
    pub const PAIRS: Self =
        Self::plain(&["group", "exchange", "questioner", "answerer", "theme", "in_question", "in_answer"]);
    pub const TRENDS: Self =
        Self::plain(&["group", "period", "series", "hits", "per_thousand", "low", "high", "smoothed"])
            .bar("per_thousand");
    pub const CHANGES: Self = Self::plain(&[
        "group",
        "series",
        "period",
        "per_thousand_before",
        "per_thousand_after",
        "ratio",
        "ratio_low",
        "ratio_high",
    ]);
    pub const SHIFTS: Self = Self::plain(&[
        "term",
        "change",
        "before",
        "after",
        "log_ratio",
        "log_ratio_low",
        "log_ratio_high",
        "status",
    ]);
    pub const NGRAMS: Self =
        Self::plain(&["group", "ngram", "observed", "expected", "pmi", "g2", "log_dice", "lambda_z"]);
    pub const COLLOCATES: Self =
        Self::plain(&["group", "collocate", "observed", "expected", "pmi", "g2", "log_dice", "delta_p_12"]);
    pub const DISPERSION: Self =
        Self::plain(&["term", "frequency", "parts", "range", "dp_norm", "juilland_d", "kl_divergence"])
            .bar("dp_norm");
    pub const DIVERSITY: Self =
        Self::plain(&["group", "tokens", "types", "ttr", "yule_k", "mattr", "mtld", "hdd"]);
    pub const CONCORDANCE: Self = Self {
        keyword: Some(Keyword { left: "left", node: "node", right: "right" }),
        ..Self::plain(&["group", "speaker", "left", "node", "right"])
    };
    pub const EXPLAIN: Self = Self::plain(&["section", "item", "value", "working"]);
    pub const BENCH: Self = Self::plain(&[
        "section",
        "what",
        "text_size",
        "mb_per_second",
        "mb_low",
        "mb_high",
        "ratio",
        "ratio_low",
        "ratio_high",
        "peak_mib",
    ]);
    pub const VERIFY: Self = Self::plain(&["file", "finding"]);
    pub const LIST: Self = Self::plain(&["chart", "shows"]);

    const fn plain(keep: &'static [&'static str]) -> Self {
        Self { keep, bar: None, keyword: None }
    }

    const fn bar(self, column: &'static str) -> Self {
        Self { bar: Some(column), ..self }
    }
}

/// Opens the one table of a command, lets `fill` write its rows, and puts it in its place.
///
/// # Errors
/// Whatever `fill` meets; the output cannot be written.
pub(super) fn write(
    settings: &Settings,
    columns: &[Column],
    shape: &Shape,
    fill: impl FnOnce(&mut TableWriter<'_>) -> Result<()>,
) -> Result<()> {
    let mut sheet: Sheet = settings.output.open()?;
    let mut writer = TableWriter::new(
        settings.format(),
        columns,
        &mut sheet,
        &layout(&settings.output, shape, &settings.command),
    )?;
    let written = fill(&mut writer).and_then(|()| writer.finish()).and_then(|()| sheet.finish());
    written.map_err(|error| error.at(&settings.output))
}

/// Writes a table, at most as many rows a group as the settings ask for; `grouped` says by how many of the first
/// columns rows belong together.
///
/// # Errors
/// The output cannot be written.
pub(super) fn print(settings: &Settings, table: &Table, grouped: usize, shape: &Shape) -> Result<()> {
    print_rows(settings, &table.columns, table.rows.iter(), grouped, shape)
}

/// The same for rows that are made one by one.
///
/// # Errors
/// As [`print()`].
pub(super) fn print_rows<R: AsRef<[Value]>>(
    settings: &Settings,
    columns: &[Column],
    rows: impl Iterator<Item = R>,
    grouped: usize,
    shape: &Shape,
) -> Result<()> {
    print_groups(settings, columns, std::iter::once(Ok(rows)), grouped, shape)
}

/// The same for rows that are made group by group, of which one may fail.
///
/// # Errors
/// As [`print()`]; the first of `groups`.
pub(super) fn print_groups<R: AsRef<[Value]>>(
    settings: &Settings,
    columns: &[Column],
    groups: impl Iterator<Item = Result<impl Iterator<Item = R>>>,
    grouped: usize,
    shape: &Shape,
) -> Result<()> {
    let mut limit = Limit::new(settings);
    write(settings, columns, shape, |writer| {
        for rows in groups {
            for row in rows? {
                let row = row.as_ref();
                let group = match row.first() {
                    Some(Value::Text(group)) if grouped > 0 => group.clone(),
                    _ => String::new(),
                };
                if limit.of(group).takes_one() {
                    writer.row(row)?;
                }
            }
        }
        Ok(())
    })?;
    limit.note(settings);
    Ok(())
}

/// How many rows of each group are shown, wherever in the table they stand.
pub(super) struct Limit {
    rows: Option<u64>,
    shown: BTreeMap<String, u64>,
    left_out: u64,
}

/// The room that a limit leaves for one group.
pub(super) struct Room<'l> {
    rows: Option<u64>,
    shown: &'l mut u64,
    left_out: &'l mut u64,
}

impl Limit {
    pub fn new(settings: &Settings) -> Self {
        Self { rows: settings.rows(), shown: BTreeMap::new(), left_out: 0 }
    }

    pub fn of(&mut self, group: String) -> Room<'_> {
        let Self { rows, shown, left_out } = self;
        Room { rows: *rows, shown: shown.entry(group).or_default(), left_out }
    }

    pub fn note(&self, settings: &Settings) {
        note_left_out(settings, self.left_out);
    }
}

impl Room<'_> {
    /// Whether one more row is shown; else it is counted as left out.
    pub fn takes_one(&mut self) -> bool {
        let is_shown = self.rows.is_none_or(|rows| *self.shown < rows);
        *(if is_shown { &mut *self.shown } else { &mut *self.left_out }) += 1;
        is_shown
    }
}

/// Says that rows were left out, where nobody asked for that.
pub(super) fn note_left_out(settings: &Settings, rows: u64) {
    if rows > 0 && settings.selection.top == Top::Unsaid {
        settings.voice.note(format_args!("{rows} more rows; --top 0 shows all"));
    }
}

/// A terminal's width and colours, where a person reads along; `caption` says what the table is.
pub(in crate::cli) fn layout(output: &Output, shape: &Shape, caption: &str) -> Layout {
    let layout = Layout {
        keep: shape.keep.to_vec(),
        bar: shape.bar,
        keyword: shape.keyword,
        caption: caption.to_owned(),
        ..Layout::default()
    };
    if !output.is_terminal() {
        return layout;
    }
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    Layout {
        width: Some(terminal_size::terminal_size().map_or(USUAL_WIDTH, |(width, _)| usize::from(width.0))),
        paint: if plain { Paint::Plain } else { Paint::Colour },
        glyphs: Glyphs::Unicode,
        ..layout
    }
}
