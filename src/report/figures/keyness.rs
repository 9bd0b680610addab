//! The chart `keyness`.

use super::super::contrast::{Contrast, Contrasted, Side};
use super::super::prose::{count, counted};
use super::super::study::{Mode, Study};
use super::frame;
use super::panels::{INTERVAL_LABEL, INTERVALS, body, ratios, size, uses};
use crate::render::chart::{
    Estimate, Extent, Finding, Frame, Item, Keyness, Panel, PanelBody, Series, Standing,
};
use crate::stats::contingency::Zero;
use crate::stats::interval::LogRatioInterval;

/// How many terms each side shows.
const SHOWN: usize = 15;
/// What a bar shows.
const MEASURE: &str = "How many times as often as the other says it";
/// What counts without a bar are.
const COUNTS: &str = "Uses here : uses by the other";
/// Why some, or all, have no bar.
const NO_BAR: &str =
    "Without a bar: the other never says it, or there are too few turns to say who says it more.";
/// What stands beside a bar.
const BESIDE: &str = "Beside a bar: how many times as often, and uses here : uses by the other.";

pub(super) fn chart(study: &Study<'_>) -> Keyness {
    let sides = match &study.contrast {
        Some(contrast) => [0, 1].map(|side| panel(study, contrast, side)),
        None => [(); 2].map(|()| nobody()),
    };
    Keyness { frame: told(study, &sides), sides, interval_label: INTERVAL_LABEL.to_owned() }
}

fn told(study: &Study<'_>, sides: &[Panel; 2]) -> Frame {
    let Some(contrast) = &study.contrast else {
        return alone(study, "What two say, one against the other", MEASURE);
    };
    let [one, other] = contrast.sides.each_ref().map(|side| &side.name);
    let title = match (study.mode, contrast.established()) {
        (Mode::Descriptive, _) => {
            format!("Words that differ most between {one} and {other}, in a corpus too small to test")
        }
        (Mode::Comparative, [0, 0]) => {
            format!("Words that differ most between {one} and {other}: none passes the test")
        }
        (Mode::Comparative, [_, 0]) => format!("What {one} says more than {other}"),
        (Mode::Comparative, [0, _]) => format!("What {other} says more than {one}"),
        (Mode::Comparative, _) => format!("What {one} says more than {other}, and the other way round"),
    };
    let tested = family(contrast);
    let [ratios, counts] = ratios(sides);
    let mut notes = vec![chosen(study)];
    let subtitle = match study.mode {
        Mode::Descriptive => format!("{COUNTS}; compared: {tested}"),
        Mode::Comparative => {
            if ratios > 0 {
                notes.extend([BESIDE, INTERVALS].map(str::to_owned));
            }
            if counts > 0 {
                notes.push(NO_BAR.to_owned());
            }
            format!("{}; tested: {tested}", if ratios > 0 { MEASURE } else { COUNTS })
        }
    };
    notes.push(format!("On each side the {SHOWN} that differ most; {LEFT_OUT}"));
    let mut frame = frame(study, title, subtitle, notes);
    "No word is said more by either of the two.".clone_into(&mut frame.nothing);
    frame
}

/// What neither chart of two groups shows.
pub(super) const LEFT_OUT: &str =
    "left out: stop words, numbers, words of greeting and address, speakers' own names.";

/// How many terms were tested together, and how many of them a chart leaves out.
pub(super) fn family(contrast: &Contrast) -> String {
    let tested = counted(contrast.tested as u64, "term", "terms");
    match contrast.left_out() {
        0 => tested,
        left_out => format!("{tested}, {} of them left out", count(left_out as u64)),
    }
}

/// Why it is these two.
pub(super) fn chosen(study: &Study<'_>) -> String {
    format!("Of all that are large enough to stand alone, by {}, these two have the most words.", study.by)
}

/// What stands around a picture of two groups where there are not two.
pub(super) fn alone(study: &Study<'_>, title: &str, subtitle: &str) -> Frame {
    let mut frame = frame(study, title, subtitle, Vec::new());
    frame.nothing =
        format!("There are no two groups by {} with words enough to be set against each other.", study.by);
    frame
}

fn nobody() -> Panel {
    Panel {
        title: String::new(),
        subtitle: String::new(),
        series: Series::OTHERS,
        body: PanelBody::Items(Vec::new()),
    }
}

fn panel(study: &Study<'_>, contrast: &Contrast, at: usize) -> Panel {
    let Side { name, series, turns, words } = &contrast.sides[at];
    let own = contrast.terms.iter().filter(|term| term.side() == Some(at)).take(SHOWN);
    let items: Vec<Item> = own.map(|term| item(study, term, at)).collect();
    Panel {
        title: name.clone(),
        subtitle: size(*words, *turns),
        series: *series,
        body: body(items, "Nothing here is said more often than by the other."),
    }
}

fn item(study: &Study<'_>, term: &Contrasted, at: usize) -> Item {
    let (table, log_ratio) = match at {
        0 => (term.table, term.table.log_ratio()),
        _ => (term.table.swapped(), term.table.log_ratio().map(|ratio| -ratio)),
    };
    let interval = term.interval().filter(LogRatioInterval::says_which_way).map(|interval| match at {
        0 => [interval.low, interval.high],
        _ => [-interval.high, -interval.low],
    });
    // Without an interval that says which way, and in a corpus too small to test, counts say all that can be said.
    let extent = match (table.zero(), study.mode, log_ratio, interval) {
        (Some(Zero::Reference), _, _, _) => Extent::Words(format!("only here ({})", uses(&table))),
        (None, Mode::Comparative, Some(value), Some(_)) => Extent::Ratio(Estimate { value, interval }),
        (Some(Zero::Target) | None, _, _, _) => Extent::Words(uses(&table)),
    };
    let note = match &extent {
        Extent::Ratio(_) => uses(&table),
        Extent::Words(_) => String::new(),
    };
    Item {
        label: study.shown(term.term).to_owned(),
        frequency: table.target,
        finding: Finding { standing: standing(study, term), extent },
        note,
    }
}

/// Nothing is established in a corpus too small to test.
pub(super) fn standing(study: &Study<'_>, term: &Contrasted) -> Standing {
    match study.mode {
        Mode::Comparative if term.is_established() => Standing::Established,
        Mode::Comparative | Mode::Descriptive => Standing::Suggestive,
    }
}
