//! The chart `keyness`.

use super::super::contrast::{Contrast, Contrasted, Side};
use super::super::prose::{count, counted};
use super::super::study::{Mode, Study};
use super::frame;
use crate::render::chart::{
    Estimate, Extent, Finding, Frame, Item, Keyness, Panel, PanelBody, Series, Standing,
};
use crate::stats::contingency::{Contingency, Zero};
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
/// What stands beside a bar and upon it.
const HOW_TO_READ: [&str; 2] = [
    "Beside a bar: how many times as often, and uses here : uses by the other.",
    "Intervals take the turn as the unit of sampling, each at 95 %, not simultaneous.",
];

pub(super) fn chart(study: &Study<'_>) -> Keyness {
    let sides = match &study.contrast {
        Some(contrast) => [0, 1].map(|side| panel(study, contrast, side)),
        None => [(); 2].map(|()| nobody()),
    };
    Keyness { frame: told(study, &sides), sides, interval_label: "95 % interval, each for itself".to_owned() }
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
    let (ratios, items) = (ratios(sides), extents(sides).count());
    let mut notes = vec![chosen(study)];
    let subtitle = match study.mode {
        Mode::Descriptive => format!("{COUNTS}; compared: {tested}"),
        Mode::Comparative => {
            if ratios > 0 {
                notes.extend(HOW_TO_READ.map(str::to_owned));
            }
            if ratios < items {
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

/// Whether an interval is of use in a picture: one so wide that it says not even which way is none.
pub(super) fn says_which_way(interval: &LogRatioInterval) -> bool {
    !interval.is_too_wide() || interval.low > 0.0 || interval.high < 0.0
}

/// How many items of all panels have a ratio; the others have counts alone.
pub(super) fn ratios(panels: &[Panel]) -> usize {
    extents(panels).filter(|extent| matches!(extent, Extent::Ratio(_))).count()
}

/// What all panels say of how large the differences are.
pub(super) fn extents(panels: &[Panel]) -> impl Iterator<Item = &Extent> {
    let items = panels.iter().flat_map(|panel| match &panel.body {
        PanelBody::Items(items) => &**items,
        PanelBody::Sentence(_) => &[],
    });
    items.map(|item| &item.finding.extent)
}

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
    let body = match items.is_empty() {
        true => PanelBody::Sentence("Nothing here is said more often than by the other.".to_owned()),
        false => PanelBody::Items(items),
    };
    Panel {
        title: name.clone(),
        subtitle: format!("{} in {}", counted(*words, "word", "words"), counted(*turns, "turn", "turns")),
        series: *series,
        body,
    }
}

fn item(study: &Study<'_>, term: &Contrasted, at: usize) -> Item {
    let (table, log_ratio) = match at {
        0 => (term.table, term.table.log_ratio()),
        _ => (term.table.swapped(), term.table.log_ratio().map(|ratio| -ratio)),
    };
    let interval = term.interval().filter(says_which_way).map(|interval| match at {
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

/// Uses by the first and by the second: `31 : 6`.
pub(super) fn uses(table: &Contingency) -> String {
    format!("{} : {}", count(table.target), count(table.reference))
}
