//! The chart `keywords`.

use super::super::profiles::{Profile, Verdict, tested, verdict};
use super::super::prose::count;
use super::super::study::{Mode, Study};
use super::frame;
use super::panels::{INTERVAL_LABEL, INTERVALS, body, ratios, size, uses};
use crate::render::chart::{Estimate, Extent, Finding, Item, Keywords, Panel, Standing};
use crate::stats::contingency::Zero;
use crate::stats::interval::LogRatioInterval;
use crate::stats::keyness::{KeynessMeasure, Keyword, Status};

/// Why some, or all, have no place on the axis.
const NO_INTERVAL: &str =
    "With counts alone: nobody else says it, or there are too few turns to say whether others say it more.";
/// How many keywords a panel shows.
const SHOWN: usize = 10;

pub(super) fn chart(study: &Study<'_>, profiles: &[Profile<'_>]) -> Keywords {
    let title = match verdict(study, profiles) {
        Verdict::NonePasses => "Words that differ most: none passes the test",
        Verdict::TooSmall => "Words that differ most, in a corpus too small to test",
        Verdict::Passed(_) => "What each says more than the others",
    };
    let panels: Vec<Panel> = profiles.iter().map(|profile| panel(study, profile)).collect();
    let [ratios, counts] = ratios(&panels);
    let measure = match ratios {
        0 => "Uses here : uses in all other turns",
        _ => "How many times as often as in all other turns",
    };
    let subtitle = format!("{measure}; tested: {}", tested(profiles));
    let mut notes = study.groups.notes.clone();
    notes.push(
        match ratios {
            0 => "At a row's end: in how many of the turns here.",
            _ => "At a row's end: uses here : uses elsewhere · in how many of the turns here.",
        }
        .to_owned(),
    );
    if ratios > 0 {
        notes.push(INTERVALS.to_owned());
    }
    if counts > 0 {
        notes.push(NO_INTERVAL.to_owned());
    }
    Keywords {
        frame: frame(study, title, subtitle, notes),
        panels,
        interval_label: INTERVAL_LABEL.to_owned(),
    }
}

fn panel(study: &Study<'_>, profile: &Profile<'_>) -> Panel {
    let items: Vec<Item> = profile
        .keywords
        .iter()
        .take(SHOWN)
        .map(|(term, keyword)| Item {
            label: study.shown(*term).to_owned(),
            frequency: keyword.counts.table.target,
            finding: finding(study, keyword),
            note: note(study, profile, keyword),
        })
        .collect();
    Panel {
        title: profile.name.clone(),
        subtitle: size(profile.words, profile.turns),
        series: profile.series,
        body: body(items, "Nothing here is said more often than by the others."),
    }
}

/// A ratio where it has an interval that says which way, else counts. Nothing is established in a corpus too small to test.
fn finding(study: &Study<'_>, keyword: &Keyword<'_>) -> Finding {
    let table = &keyword.counts.table;
    let standing = match (study.mode, keyword.judged.status) {
        (Mode::Comparative, Some(Status::Established)) => Standing::Established,
        (Mode::Comparative | Mode::Descriptive, _) => Standing::Suggestive,
    };
    let interval = keyword.interval().filter(LogRatioInterval::says_which_way);
    let extent = match (table.zero(), keyword.score(KeynessMeasure::LogRatio), interval) {
        (Some(Zero::Reference), _, _) => Extent::Words(format!("only here ({} : 0)", count(table.target))),
        (None, Some(value), Some(interval)) => {
            Extent::Ratio(Estimate { value, interval: Some([interval.low, interval.high]) })
        }
        (Some(Zero::Target) | None, _, _) => Extent::Words(uses(table)),
    };
    Finding { standing, extent }
}

fn note(study: &Study<'_>, profile: &Profile<'_>, keyword: &Keyword<'_>) -> String {
    let table = &keyword.counts.table;
    let turns = keyword.counts.spread.map_or(0, |spread| spread.target_turns);
    let place = match profile.turns {
        1 => String::new(),
        all => format!("{turns} of {}", count(all)),
    };
    match finding(study, keyword).extent {
        Extent::Words(_) => place,
        Extent::Ratio(_) => format!("{} · {place}", uses(table)),
    }
}
