//! The table for a terminal: no frame, numbers by their point, nothing wider than the window.

use std::io::Write;

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::bars::{BAR, bars};
use super::print::{align_points, rounded, visible};
use super::table::{Column, Value};
use super::writer::Rows;
use crate::error::Result;

/// Blanks between two columns.
const GAP: usize = 2;
/// A text column is not made narrower than this while other columns can be left out instead.
const NARROW: usize = 12;
/// The same for the sides of a concordance, as long as there are other columns to be left out.
const SIDE: usize = 24;
/// The widest that text beside a concordance gets.
const SHORT: usize = 16;

/// The terminal's codes for what is set off.
const BOLD: &str = "1";
const DIM: &str = "2";
const ACCENT: &str = "36";

/// Whether the terminal's colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Paint {
    /// No escape codes at all.
    #[default]
    Plain,
    /// The head bold, bars in colour.
    Colour,
}

/// Which characters the table itself draws with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Glyphs {
    /// `…` and block bars.
    #[default]
    Unicode,
    /// `...` and bars of `#`.
    Ascii,
}

/// The columns of a concordance that stand round its middle.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Keyword {
    /// What stands before the node: set flush right, and cut at its left end.
    pub left: &'static str,
    /// What was looked for: set off from the rest.
    pub node: &'static str,
    /// What stands after it.
    pub right: &'static str,
}

/// How a table is laid out for eyes. The default has no limit of width, no colour, no bar and no caption.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// Cells across the terminal; `None` is no limit.
    pub width: Option<usize>,
    /// Colours or none.
    pub paint: Paint,
    /// Characters for bars and for what was cut.
    pub glyphs: Glyphs,
    /// The columns that stay when the width does not hold all; of the others, the last are left out first.
    pub keep: Vec<&'static str>,
    /// The keyword in its context, where the table is a concordance.
    pub keyword: Option<Keyword>,
    /// A column of numbers that gets a bar beside each.
    pub bar: Option<&'static str>,
    /// What a page says the table is; the terminal, where it was just asked for, does not.
    pub caption: String,
}

pub(super) struct Terminal<W> {
    out: W,
    columns: Vec<Column>,
    layout: Layout,
    rows: Vec<Vec<Value>>,
}

impl<W: Write> Terminal<W> {
    pub(super) fn new(columns: &[Column], out: W, layout: &Layout) -> Self {
        Self { out, columns: columns.to_vec(), layout: layout.clone(), rows: Vec::new() }
    }
}

impl<W> Terminal<W> {
    fn line(&self, strips: &[Strip], widths: &[Option<usize>], row: usize) -> String {
        let columns =
            strips.iter().zip(widths).filter_map(|(strip, width)| width.map(|width| (strip, width)));
        let cells: Vec<_> = columns.map(|(strip, width)| strip.print(row, width, &self.layout)).collect();
        cells.join(&" ".repeat(GAP)).trim_end().to_owned()
    }
}

impl<W: Write> Rows for Terminal<W> {
    fn row(&mut self, cells: &[Value]) -> Result<()> {
        self.rows.push(cells.to_vec());
        Ok(())
    }

    fn finish(mut self: Box<Self>) -> Result<()> {
        let strips: Vec<_> = self
            .columns
            .iter()
            .enumerate()
            .map(|(index, column)| {
                let cells: Vec<_> = self.rows.iter().filter_map(|row| row.get(index)).collect();
                Strip::new(column, &cells, &self.layout)
            })
            .collect();
        let room = if self.layout.keyword.is_some() { SIDE } else { NARROW };
        let widths = fit(&strips, self.layout.width, room);
        writeln!(self.out, "{}", painted(&self.line(&strips, &widths, 0), BOLD, self.layout.paint))?;
        for row in 1..=self.rows.len() {
            writeln!(self.out, "{}", self.line(&strips, &widths, row))?;
        }
        let left_out = widths.iter().filter(|width| width.is_none()).count();
        if left_out > 0 {
            let plural = if left_out == 1 { "" } else { "s" };
            let note = format!("(+{left_out} column{plural}: use --format csv)");
            writeln!(self.out, "{}", painted(&note, DIM, self.layout.paint))?;
        }
        Ok(self.out.flush()?)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    Left,
    Right,
    Number,
}

/// A column as printed: every cell a text, the head first, and the bars beside it if it has any.
struct Strip {
    side: Side,
    cells: Vec<String>,
    bars: Option<Vec<String>>,
    /// The codes of its cells, the head aside.
    code: Option<&'static str>,
    widest: usize,
    /// Text is not made wider than this.
    most: usize,
    is_kept: bool,
}

impl Strip {
    fn new(column: &Column, values: &[&Value], layout: &Layout) -> Self {
        let side = match column.is_number() {
            true => Side::Number,
            false if layout.keyword.is_some_and(|keyword| keyword.left == column.name) => Side::Right,
            false => Side::Left,
        };
        let mut cells: Vec<_> = values.iter().map(|value| visible(&rounded(value)).into_owned()).collect();
        if side == Side::Number {
            align_points(&mut cells, ' ', ' ');
        }
        cells.insert(0, column.name.to_owned());
        let bars = (layout.bar == Some(column.name)).then(|| bars(values, layout.glyphs));
        let widest = cells.iter().map(|cell| cell.width()).max().unwrap_or(0);
        let code = layout.keyword.filter(|keyword| keyword.node == column.name).map(|_| ACCENT);
        let most = match layout.keyword {
            Some(Keyword { left, node, right }) if ![left, node, right].contains(&column.name) => SHORT,
            Some(_) | None => usize::MAX,
        };
        Self { side, cells, bars, code, widest, most, is_kept: layout.keep.contains(&column.name) }
    }

    fn limited(&self, limit: usize) -> usize {
        match self.side {
            Side::Number => self.widest,
            Side::Left | Side::Right => self.widest.min(limit.clamp(NARROW, self.most)),
        }
    }

    fn beside(&self) -> usize {
        if self.bars.is_some() { 1 + BAR } else { 0 }
    }

    fn print(&self, row: usize, width: usize, layout: &Layout) -> String {
        let cell = cut(self.cells.get(row).map_or("", String::as_str), width, self.side, layout.glyphs);
        let blanks = " ".repeat(width.saturating_sub(cell.width()));
        let cell = match self.code {
            Some(code) if row > 0 => painted(&cell, code, layout.paint),
            Some(_) | None => cell,
        };
        let text = match self.side {
            Side::Left => cell + &blanks,
            Side::Right | Side::Number => blanks + &cell,
        };
        let Some(bars) = &self.bars else { return text };
        let bar = bars.get(row).map_or("", String::as_str);
        let blanks = " ".repeat(BAR.saturating_sub(bar.width()));
        format!("{text} {}{blanks}", painted(bar, ACCENT, layout.paint))
    }
}

/// At most `width` cells of `text`, whole graphemes only, with a mark where something was cut off.
fn cut(text: &str, width: usize, side: Side, glyphs: Glyphs) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mark = match glyphs {
        Glyphs::Unicode => "…",
        Glyphs::Ascii => "...",
    };
    let room = width.saturating_sub(mark.width());
    match side {
        Side::Left | Side::Number => fitting(text.graphemes(true), room).concat() + mark,
        Side::Right => {
            let mut graphemes = fitting(text.graphemes(true).rev(), room);
            graphemes.reverse();
            mark.to_owned() + &graphemes.concat()
        }
    }
}

fn fitting<'a>(graphemes: impl Iterator<Item = &'a str>, room: usize) -> Vec<&'a str> {
    let mut used = 0;
    graphemes
        .take_while(|grapheme| {
            used += grapheme.width();
            used <= room
        })
        .collect()
}

/// The width of every column, `None` for those left out: first text is narrowed to `room`, then columns go.
fn fit(strips: &[Strip], width: Option<usize>, room: usize) -> Vec<Option<usize>> {
    let Some(width) = width else { return strips.iter().map(|strip| Some(strip.widest)).collect() };
    let mut shown: Vec<usize> = (0..strips.len()).collect();
    while total(strips, &shown, room) > width
        && let Some(last_free) = shown.iter().rposition(|&index| !strips[index].is_kept)
    {
        shown.remove(last_free);
    }
    while shown.len() > 1 && total(strips, &shown, NARROW) > width {
        shown.pop();
    }
    let widest = strips.iter().map(|strip| strip.widest).max().unwrap_or(0);
    let fits = |limit: &usize| total(strips, &shown, *limit) <= width;
    let limit = (NARROW..=widest.min(width)).take_while(fits).last().unwrap_or(NARROW);
    let mut widths = vec![None; strips.len()];
    for &index in &shown {
        widths[index] = Some(strips[index].limited(limit).min(width));
    }
    widths
}

fn total(strips: &[Strip], shown: &[usize], limit: usize) -> usize {
    let cells: usize = shown.iter().map(|&index| strips[index].limited(limit) + strips[index].beside()).sum();
    cells + GAP * shown.len().saturating_sub(1)
}

fn painted(text: &str, code: &str, paint: Paint) -> String {
    match paint {
        Paint::Colour if text.is_empty() => String::new(),
        Paint::Plain => text.to_owned(),
        Paint::Colour => format!("\u{1b}[{code}m{text}\u{1b}[0m"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::table::Table;
    use crate::render::writer::Format;

    fn table() -> Table {
        let mut table = Table::new([Column::text("term"), Column::integer("n"), Column::float("rate")]);
        table.rows.push(vec!["enlargement".into(), 123_456_u64.into(), 12.5.into()]);
        table.rows.push(vec!["Bjørgaas\n".into(), 7_u64.into(), 0.123_456.into()]);
        table.rows.push(vec![Value::Empty, Value::Empty, 100.0.into()]);
        table
    }

    fn print(table: &Table, layout: &Layout) -> String {
        let mut bytes = Vec::new();
        table.write(Format::Table, &mut bytes, layout).unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn points_stand_in_one_line_and_nothing_is_framed() {
        let expected = "\
term               n      rate
enlargement  123,456   12.5
Bjørgaas␊          7    0.1235
                      100
";
        assert_eq!(print(&table(), &Layout::default()), expected);
    }

    #[test]
    fn no_line_is_wider_than_the_window_and_what_is_left_out_is_said() {
        let mut table = Table::new([
            Column::text("document"),
            Column::text("text"),
            Column::integer("tokens"),
            Column::float("rate"),
        ]);
        table.rows.push(vec!["字".repeat(30).into(), "a👩‍👩‍👧b ".repeat(40).into(), 3_u64.into(), 0.5.into()]);
        for width in 1..120 {
            let layout = Layout { width: Some(width), keep: vec!["text"], ..Layout::default() };
            let text = print(&table, &layout);
            let rows: Vec<_> = text.lines().filter(|line| !line.starts_with("(+")).collect();
            assert!(rows.iter().all(|line| line.width() <= width), "{width}: {rows:?}");
            assert_eq!(rows.len() < text.lines().count(), width < 12 + 2 + 12 + 2 + 6 + 2 + 4, "{width}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_text_is_cut_to_its_width(text: String, width in 1_usize..40) {
            for side in [Side::Left, Side::Right] {
                proptest::prop_assert!(cut(&visible(&text), width, side, Glyphs::Unicode).width() <= width);
            }
        }
    }

    fn concordance() -> (Table, Layout) {
        let names = ["document", "speaker", "left", "node", "right"];
        let mut table = Table::new(names.map(Column::text));
        let cells = ["talk.txt", "Anna Berg", "all that stood long before", "nato", "and long after"];
        table.rows.push(cells.map(Value::from).to_vec());
        let keyword = Keyword { left: "left", node: "node", right: "right" };
        let keep = vec!["speaker", "left", "node", "right"];
        (table, Layout { keyword: Some(keyword), keep, ..Layout::default() })
    }

    #[test]
    fn a_concordance_is_cut_where_it_is_far_from_its_middle() {
        let (table, layout) = concordance();
        let text = print(&table, &Layout { width: Some(44), ..layout });
        let expected = "\
speaker            left  node  right
Anna Berg  …long before  nato  and long af…
(+1 column: use --format csv)
";
        assert_eq!(text, expected);
    }

    #[test]
    fn the_middle_of_a_concordance_is_set_off_below_its_head() {
        let (table, layout) = concordance();
        let text = print(&table, &Layout { paint: Paint::Colour, ..layout });
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines[0].matches('\u{1b}').count(), 2, "{text}");
        assert!(lines[1].contains("before  \u{1b}[36mnato\u{1b}[0m  and"), "{text}");
    }

    #[test]
    fn bars_grow_with_the_number() {
        let layout = Layout { bar: Some("rate"), ..Layout::default() };
        let text = print(&table(), &layout);
        assert!(text.lines().nth(1).unwrap().ends_with("12.5    █▎"), "{text}");
        assert!(text.lines().nth(3).unwrap().ends_with(&"█".repeat(BAR)), "{text}");
        let ascii = Layout { glyphs: Glyphs::Ascii, ..layout };
        assert!(print(&table(), &ascii).lines().nth(3).unwrap().ends_with("##########"));
    }

    #[test]
    fn plain_has_no_escape_codes_and_colour_has() {
        assert!(!print(&table(), &Layout::default()).contains('\u{1b}'));
        let layout = Layout { paint: Paint::Colour, ..Layout::default() };
        assert!(print(&table(), &layout).starts_with("\u{1b}[1mterm"));
    }
}
