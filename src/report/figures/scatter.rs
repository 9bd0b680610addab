//! The chart `scatter`.

use super::super::contrast::{Contrast, Contrasted};
use super::super::prose::count;
use super::super::study::{LEAST_TURNS, LEAST_WORDS, Mode, Study};
use super::frame;
use super::keyness::{LEFT_OUT, alone, chosen, family, standing};
use super::panels::{size, uses};
use crate::render::chart::{Frame, Group, Point, Scatter};
use crate::stats::contingency::Zero;

/// What the picture shows of each term.
const MEASURE: &str = "How often, and how much more by whom";

/// What stands under it, as no point has its interval.
const HEIGHTS: &str =
    "Heights are estimates, for rare words rough ones: the intervals of “dictum keywords” say how rough.";

pub(super) fn chart(study: &Study<'_>) -> Scatter {
    let Some(contrast) = &study.contrast else {
        let frame = alone(study, "What two share, and what sets them apart", MEASURE);
        return Scatter { frame, ..Scatter::default() };
    };
    let points = match study.mode {
        Mode::Descriptive => Vec::new(),
        Mode::Comparative => contrast.terms.iter().filter_map(|term| point(study, term)).collect(),
    };
    let sides = contrast.sides.each_ref();
    Scatter {
        frame: told(study, contrast),
        sides: sides.map(|side| Group { name: side.name.clone(), series: side.series }),
        points,
        frequency_title: "uses by both together →".to_owned(),
        ratio_title: "how many times as often as the other".to_owned(),
    }
}

fn told(study: &Study<'_>, contrast: &Contrast) -> Frame {
    let [one, other] = contrast.sides.each_ref().map(|side| &side.name);
    let title = format!("The words that {one} and {other} share, and those that set them apart");
    let sizes =
        contrast.sides.each_ref().map(|side| format!("{}: {}", side.name, size(side.words, side.turns)));
    let mut notes = vec![format!("{}; {}. {}", sizes[0], sizes[1], chosen(study))];
    let subtitle = match study.mode {
        Mode::Descriptive => MEASURE.to_owned(),
        Mode::Comparative => {
            notes.push("In the rows “only”: what the other never says.".to_owned());
            notes.push(HEIGHTS.to_owned());
            notes.push(format!("Labelled as far as there is room, those that differ most first; {LEFT_OUT}"));
            format!("{MEASURE}; tested: {}", tested(contrast))
        }
    };
    let mut frame = frame(study, title, subtitle, notes);
    frame.nothing = match study.mode {
        Mode::Descriptive => format!(
            "Too little for such a picture: below {LEAST_TURNS} turns or {} words most of what differs is chance. The \
             chart keyness has the counts.",
            count(LEAST_WORDS)
        ),
        Mode::Comparative => "No term is said often enough to be tested.".to_owned(),
    };
    frame
}

/// How many terms were tested, and how many of those in the picture pass.
fn tested(contrast: &Contrast) -> String {
    let passed = match contrast.established().iter().sum() {
        0 => "none".to_owned(),
        passed => count(passed as u64),
    };
    let of = if contrast.left_out() == 0 { "" } else { " of the others" };
    let verb = if matches!(&*passed, "none" | "1") { "passes" } else { "pass" };
    format!("{}; {passed}{of} {verb}", family(contrast))
}

fn point(study: &Study<'_>, term: &Contrasted) -> Option<Point> {
    let table = &term.table;
    let log_ratio = match table.zero() {
        Some(Zero::Reference) => f64::INFINITY,
        Some(Zero::Target) => f64::NEG_INFINITY,
        None => table.log_ratio()?,
    };
    Some(Point {
        label: study.shown(term.term).to_owned(),
        frequency: table.target + table.reference,
        log_ratio,
        standing: standing(study, term),
        note: uses(table),
    })
}
