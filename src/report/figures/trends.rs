//! The chart `trends`.

use super::super::study::{LEAST_TURNS, LEAST_WORDS, Mode, Study};
use super::{frame, theme_note};
use crate::analysis::PeriodRates;
use crate::count::Key;
use crate::render::chart::{Level, Moment, TrendLine, Trends};
use crate::text::ThemeId;

/// How many themes are shown.
const MOST: usize = 8;

pub(super) fn chart(study: &Study<'_>) -> Trends {
    let mut notes = theme_note(study).into_iter().collect::<Vec<_>>();
    notes.push(
        "Bands: 95 % intervals with turns as the unit, each for itself; a line is broken where a period is missing."
            .to_owned(),
    );
    let shown = shown(study);
    let all = study.themes.themes().iter().filter(|theme| theme.parent.is_none()).count();
    if shown.len() < all {
        notes.push(format!("The {} themes named most often, of {all}.", shown.len()));
    }
    let per = match study.period {
        Key::Turn => "turn by turn".to_owned(),
        Key::Document => "document by document".to_owned(),
        ref period => format!("by {period}"),
    };
    let mut frame = frame(
        study,
        "Which themes come up when",
        format!("Hits in 1,000 words, {per}; each theme has a scale of its own"),
        notes,
    );
    frame.nothing = match study.mode {
        Mode::Descriptive => format!(
            "Too little to see a trend in: below {LEAST_TURNS} turns or {LEAST_WORDS} words a rate by {} says nothing.",
            study.period
        ),
        Mode::Comparative => "No theme was found in this corpus.".to_owned(),
    };
    let is_shown = study.mode == Mode::Comparative;
    Trends {
        frame,
        moments: if is_shown { moments(&study.period, &study.trends) } else { Vec::new() },
        lines: shown.into_iter().map(|theme| line(study, theme)).collect(),
        change_label: "Dashed: from here on the level is another one (PELT; see Methods).".to_owned(),
    }
}

/// The themes of the top level that have a hit, the most often named first.
fn shown(study: &Study<'_>) -> Vec<ThemeId> {
    let hits = |theme: &ThemeId| study.theme_rates[theme.index()].counts.hits;
    let themes = study.themes.themes().iter().zip(0..);
    let top = themes.filter(|(theme, _)| theme.parent.is_none()).map(|(_, place)| ThemeId(place));
    let mut shown: Vec<ThemeId> = top.filter(|theme| hits(theme) > 0).collect();
    shown.sort_by_key(|theme| (std::cmp::Reverse(hits(theme)), *theme));
    shown.truncate(MOST);
    shown
}

fn line(study: &Study<'_>, theme: ThemeId) -> TrendLine {
    let level = |period: &PeriodRates| {
        let rate = &period.rates[theme.index()];
        let range = rate.bounds.map(|bounds| [bounds.low, bounds.high]);
        rate.per_thousand.map(|value| Level { value, range })
    };
    let changes = study.changes.iter().filter(|change| change.series == theme);
    TrendLine {
        label: study.themes.themes()[theme.index()].label.clone(),
        levels: study.trends.iter().map(level).collect(),
        changes: changes.map(|change| change.period).collect(),
    }
}

/// The periods with their places: those of a calendar stand as far apart as they are.
fn moments(period: &Key, trends: &[PeriodRates]) -> Vec<Moment> {
    let place = |index: usize, label: &str| period.place(label).unwrap_or(index as i64);
    let moment = |(index, rates): (usize, &PeriodRates)| Moment {
        label: rates.period.clone(),
        place: place(index, &rates.period),
    };
    trends.iter().enumerate().map(moment).collect()
}
