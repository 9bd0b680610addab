//! Which themes come up when, and what is new.

use std::cmp::Reverse;

use super::super::prose::{count, counted, figure as digits};
use super::super::study::{Mode, Shift, Study};
use super::super::{Figure, Picture, tables};
use super::names::Names;
use super::{drop_column, figure, paragraph, table};
use crate::analysis::periods;
use crate::render::page::{Block, Inline, Section};
use crate::render::table::{Column, Table};
use crate::stats::contingency::Zero;
use crate::stats::keyness::{KeynessMeasure, Keyword, Status};
use crate::stats::rate::per_thousand;
use crate::vocab::TermId;

/// What stands behind the rates: in the command's table, too wide for the page.
const COUNTS: [&str; 6] =
    ["periods_before", "hits_before", "tokens_before", "periods_after", "hits_after", "tokens_after"];
/// What is said where nothing is compared.
const UNPARTED: &str = "Later turns are not compared with earlier ones: by their dates, no last year, quarter, month, \
    week or day holds ten turns and at most half of the words. dictum trends --compare A..B compares any two periods.";
/// How many terms of each kind the page shows.
const SHOWN: usize = 10;

pub(super) fn section(study: &Study<'_>, names: &Names, pictures: &[Picture]) -> Section {
    let mut blocks: Vec<Block> = figure(study, pictures, Figure::Trends).into_iter().collect();
    match (study.mode, &study.shift) {
        (Mode::Descriptive, _) => {
            blocks.push(paragraph("Too little is said here to compare later turns with earlier ones."));
        }
        (Mode::Comparative, None) => {
            blocks.push(changes(study, names));
            blocks.push(paragraph(UNPARTED));
        }
        (Mode::Comparative, Some(shift)) => {
            blocks.push(changes(study, names));
            blocks.extend(shifted(study, shift));
        }
    }
    super::section("over-time", "Over time", blocks)
}

/// The lasting changes, or the sentence that there is none.
fn changes(study: &Study<'_>, names: &Names) -> Block {
    let mut rows = Table::new(tables::change_columns(None));
    let periods = periods(study.corpus, &study.period, &study.rows);
    let row = |change| tables::change_row(study.themes, None, &periods, change);
    rows.rows = study.changes.iter().map(row).collect();
    if rows.rows.is_empty() {
        return paragraph(format!("No lasting change of a theme's rate by {} was found.", study.period));
    }
    for name in COUNTS {
        drop_column(&mut rows, name);
    }
    let heads = [
        ("series", "the theme"),
        ("period", "the first period of the new level"),
        ("per_thousand_before", "hits in 1,000 words before"),
        ("per_thousand_after", "hits in 1,000 words from then on"),
        (
            "ratio",
            "the new rate over the one before, with its 95 % interval, the place of the change taken as known",
        ),
    ];
    let mut shown = table("changes", "Lasting changes", rows, &heads);
    (shown.row_ids, shown.csv) = (names.changes().to_vec(), None);
    Block::Table(shown)
}

/// What a term does from the earlier turns to the later ones, in the order of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Move {
    Rising,
    Falling,
    New,
    Vanished,
}

impl Move {
    const ALL: [Self; 4] = [Self::Rising, Self::Falling, Self::New, Self::Vanished];

    fn name(self) -> &'static str {
        match self {
            Self::Rising => "rising",
            Self::Falling => "falling",
            Self::New => "new",
            Self::Vanished => "vanished",
        }
    }

    /// `None` for a term that does not move, or of which no test says that it rises or falls.
    fn of(keyword: &Keyword<'_>) -> Option<Self> {
        let passes = keyword.judged.status == Some(Status::Established);
        match (keyword.counts.table.zero(), keyword.score(KeynessMeasure::LogRatio)) {
            (Some(Zero::Reference), _) => Some(Self::New),
            (Some(Zero::Target), _) => Some(Self::Vanished),
            (None, Some(ratio)) if passes && ratio > 0.0 => Some(Self::Rising),
            (None, Some(ratio)) if passes && ratio < 0.0 => Some(Self::Falling),
            (None, Some(_) | None) => None,
        }
    }
}

/// The terms of the last period against all that is earlier, greetings and names left out.
fn shifted(study: &Study<'_>, shift: &Shift<'_>) -> Vec<Block> {
    let family = shift.keyness.family(0);
    let mut found: Vec<(Move, TermId, Keyword<'_>)> = family
        .keywords()
        .filter(|(term, _)| !study.said.rituals.contains(term))
        .filter_map(|(term, keyword)| Some((Move::of(&keyword)?, term, keyword)))
        .collect();
    let uses = |keyword: &Keyword<'_>| keyword.counts.table.target + keyword.counts.table.reference;
    // Those that are tested stand by their rank already.
    found.sort_by_key(|(of, _, keyword)| match of {
        Move::Rising | Move::Falling => (*of, Reverse(0)),
        Move::New | Move::Vanished => (*of, Reverse(uses(keyword))),
    });
    let mut rows = Table::new([
        Column::text("term"),
        Column::text("change"),
        Column::integer("before"),
        Column::integer("after"),
        Column::float("per_thousand_before"),
        Column::float("per_thousand_after"),
        Column::text("ratio"),
    ]);
    for kind in Move::ALL {
        let of_kind = found.iter().filter(|(of, ..)| *of == kind).take(SHOWN);
        rows.rows.extend(of_kind.map(|(_, term, keyword)| {
            let counts = &keyword.counts.table;
            vec![
                study.shown(*term).into(),
                kind.name().into(),
                counts.reference.into(),
                counts.target.into(),
                per_thousand(counts.reference, counts.reference_size).into(),
                per_thousand(counts.target, counts.target_size).into(),
                ratio(keyword).into(),
            ]
        }));
    }
    let mut blocks = vec![
        Block::Heading(format!("{} against all that is earlier", shift.latest.label)),
        told(shift, family.target_size, family.reference_size, &found),
    ];
    if !rows.rows.is_empty() {
        let heads = [
            ("change", "rising and falling: the test passes; new and vanished: on one side only, untested"),
            ("per_thousand_before", "uses in 1,000 words before"),
            ("per_thousand_after", "uses in 1,000 words from then on"),
            ("ratio", "the later rate over the earlier one, with its 95 % interval"),
        ];
        let caption = format!("Terms that rise, fall, are new or have vanished, at most {SHOWN} each");
        let mut shown = table("shifts", &caption, rows, &heads);
        shown.csv = None;
        blocks.push(Block::Table(shown));
    }
    blocks
}

/// The later rate over the earlier one with its interval; nothing where one side has none.
fn ratio(keyword: &Keyword<'_>) -> String {
    if keyword.counts.table.zero().is_some() {
        return String::new();
    }
    match (keyword.score(KeynessMeasure::LogRatio), keyword.interval()) {
        (Some(ratio), Some(interval)) if !interval.is_too_wide() => {
            let [ratio, low, high] = [ratio, interval.low, interval.high].map(|of| digits(of.exp2()));
            format!("{ratio} ({low} to {high})")
        }
        (Some(_), Some(_)) => "too few turns to say".to_owned(),
        (Some(_) | None, _) => String::new(),
    }
}

/// What is compared, how many terms move, and how a reader goes on.
fn told(shift: &Shift<'_>, after: u64, before: u64, found: &[(Move, TermId, Keyword<'_>)]) -> Block {
    let turns = |rows: &[u32]| counted(rows.len() as u64, "turn", "turns");
    let [earlier, later] = &shift.latest.rows;
    let label = &shift.latest.label;
    let of = |kind: Move| count(found.iter().filter(|(of, ..)| *of == kind).count() as u64);
    let [rising, falling, new, vanished] = Move::ALL.map(of);
    let sizes = format!(
        "{label} ({}, {}) is compared with everything dated before it ({}, {}). Passing the test: {rising} rising, \
         {falling} falling. Not tested, since rare words come and go by chance: {new} new, {vanished} vanished. ",
        turns(later),
        counted(after, "word", "words"),
        turns(earlier),
        counted(before, "word", "words"),
    );
    Block::Paragraph(vec![
        sizes.into(),
        Inline::Code(format!("dictum trends … --compare ..{label}")),
        " lists every term.".into(),
    ])
}
