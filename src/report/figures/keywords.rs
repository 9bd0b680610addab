//! The chart `keywords`.

use super::super::profiles::Profile;
use super::super::prose::{count, counted};
use super::super::study::Study;
use super::frame;
use crate::render::chart::{Estimate, Finding, Item, Keywords, Panel, PanelBody};
use crate::stats::contingency::Zero;
use crate::stats::keyness::{KeynessMeasure, Keyword, Status};

/// How many keywords a panel shows.
const SHOWN: usize = 10;

pub(super) fn chart(study: &Study<'_>, profiles: &[Profile<'_>]) -> Keywords {
    let established = profiles.iter().any(|profile| profile.established() > 0);
    let tested: u64 = profiles.iter().map(|profile| profile.tested as u64).sum();
    let title = match established {
        true => "What each says more than the others",
        false => "Words that differ most: none passes the test",
    };
    let subtitle = match established {
        true => "How many times as often as in all other turns; filled: passes both tests".to_owned(),
        false => format!(
            "How many times as often as in all other turns; {} tested",
            counted(tested, "term", "terms")
        ),
    };
    let mut notes = study.groups.notes.clone();
    notes.push("At a row's end: uses here : uses elsewhere · in how many of the turns here.".to_owned());
    notes.push("Intervals take the turn as the unit of sampling, each at 95 %, not simultaneous.".to_owned());
    let panels = profiles.iter().map(|profile| panel(study, profile)).collect();
    Keywords {
        frame: frame(study, title, subtitle, notes),
        panels,
        interval_label: "95 % interval, each for itself".to_owned(),
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
            finding: finding(keyword),
            note: note(profile, keyword),
        })
        .collect();
    let body = match items.is_empty() {
        true => PanelBody::Sentence("Nothing here is said more often than by the others.".to_owned()),
        false => PanelBody::Items(items),
    };
    Panel {
        title: profile.name.clone(),
        subtitle: format!(
            "{} in {}",
            counted(profile.words, "word", "words"),
            counted(profile.turns, "turn", "turns")
        ),
        series: profile.series,
        body,
    }
}

fn finding(keyword: &Keyword<'_>) -> Finding {
    let table = &keyword.counts.table;
    match (table.zero(), keyword.score(KeynessMeasure::LogRatio)) {
        (Some(Zero::Reference), _) => Finding::Words(format!("only here ({} : 0)", count(table.target))),
        (Some(Zero::Target), _) | (None, None) => {
            Finding::Words(format!("{} : {}", table.target, table.reference))
        }
        (None, Some(value)) => {
            let interval = keyword.interval().map(|interval| [interval.low, interval.high]);
            let estimate = Estimate { value, interval };
            match keyword.status {
                Some(Status::Established) => Finding::Established(estimate),
                Some(Status::Suggestive) | None => Finding::Suggestive(estimate),
            }
        }
    }
}

fn note(profile: &Profile<'_>, keyword: &Keyword<'_>) -> String {
    let table = &keyword.counts.table;
    let turns = keyword.counts.spread.map_or(0, |spread| spread.target_turns);
    let place = match profile.turns {
        1 => String::new(),
        all => format!("{turns} of {}", count(all)),
    };
    match (table.zero(), place.is_empty()) {
        (Some(_), _) => place,
        (None, true) => format!("{} : {}", count(table.target), count(table.reference)),
        (None, false) => format!("{} : {} · {place}", count(table.target), count(table.reference)),
    }
}
