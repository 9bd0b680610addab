//! The chart `trends`.

use super::super::prose::count;
use super::super::study::{LEAST_TURNS, LEAST_WORDS, Mode, Study};
use super::{frame, theme_note};
use crate::analysis::{PeriodRates, places, smoothed};
use crate::count::Key;
use crate::render::chart::{Level, Moment, TrendLine, Trends};
use crate::stats::themes::ThemeRate;
use crate::text::ThemeId;

/// How many themes are shown.
const MOST: usize = 8;

/// Over more periods than these a running mean is drawn.
const MOST_PERIODS: usize = 60;
/// A running mean takes one in so many of the periods, within bounds.
const OF_PERIODS: usize = 20;
/// See [`OF_PERIODS`].
const WINDOW: [usize; 2] = [5, 25];

pub(super) fn chart(study: &Study<'_>) -> Trends {
    let shown = match study.mode {
        Mode::Descriptive => Vec::new(),
        Mode::Comparative => shown(study),
    };
    let look = Look::of(study, &shown);
    let places = places(&study.trends, &study.period);
    let per = match study.period {
        Key::Turn => "turn by turn".to_owned(),
        Key::Document => "document by document".to_owned(),
        ref period => format!("by {period}"),
    };
    let means = look.window.map_or_else(String::new, |window| {
        format!(", with their mean over {window} {}s running", study.period)
    });
    let mut frame = frame(
        study,
        "Which themes come up when",
        format!("Hits in 1,000 words, {per}{means}; each theme has a scale of its own"),
        notes(study, shown.len(), &look),
    );
    frame.nothing = match study.mode {
        Mode::Descriptive => format!(
            "Too little to see a trend in: below {LEAST_TURNS} turns or {} words a rate by {} says nothing.",
            count(LEAST_WORDS),
            study.period
        ),
        Mode::Comparative => "No theme was found in this corpus.".to_owned(),
    };
    Trends {
        frame,
        moments: moments(study, &places),
        window: look.window.unwrap_or_default(),
        lines: shown.into_iter().map(|theme| line(study, theme, &look, &places)).collect(),
        change_label: "Dashed: from here on the level is another one (PELT; see Methods).".to_owned(),
    }
}

/// How lines are drawn.
struct Look {
    bands: Bands,
    /// How many periods the running mean takes; `None`: there is none.
    window: Option<usize>,
}

/// Whether lines have their intervals.
enum Bands {
    /// Most periods have one.
    Drawn,
    /// Most periods hold one turn.
    OneTurn,
    /// In most periods a theme has no hit.
    NoHits,
    /// In most periods a theme comes up as often in every turn.
    Alike,
    /// Most periods have none, for one of these reasons or another.
    Without,
    /// A running mean stands over them.
    Behind,
}

impl Look {
    fn of(study: &Study<'_>, shown: &[ThemeId]) -> Self {
        let periods = study.trends.len();
        let is_most = |part: usize, all: usize| 2 * part > all;
        let rates =
            || shown.iter().flat_map(|theme| study.trends.iter().map(|period| &period.rates[theme.index()]));
        let without = rates().filter(|rate| rate.bounds.is_none()).count();
        let alone = rates().filter(|rate| rate.counts.turns < 2).count();
        let unnamed = rates().filter(|rate| rate.counts.hits == 0).count();
        let alike = rates().filter(|rate| rate.bounds.is_none() && rate.counts.log_rate.is_some()).count();
        let all = rates().count();
        let window =
            (periods > MOST_PERIODS).then(|| ((periods / OF_PERIODS) | 1).clamp(WINDOW[0], WINDOW[1]));
        let bands = if is_most(alone, all) {
            Bands::OneTurn
        } else if is_most(unnamed, all) {
            Bands::NoHits
        } else if is_most(alike, all) {
            Bands::Alike
        } else if is_most(without, all) {
            Bands::Without
        } else if window.is_some() {
            Bands::Behind
        } else {
            Bands::Drawn
        };
        Self { bands, window }
    }
}

/// What the foot says; of an empty chart nothing but whose themes they are.
fn notes(study: &Study<'_>, shown: usize, look: &Look) -> Vec<String> {
    let mut notes = theme_note(study).into_iter().collect::<Vec<_>>();
    if shown == 0 {
        return notes;
    }
    let bands = match look.bands {
        Bands::Drawn => "Bands: 95 % intervals with turns as the unit, each for itself",
        Bands::OneTurn => "No bands: most periods hold one turn, which has no interval",
        Bands::NoHits => "No bands: in most periods a theme has no hit, and so no interval",
        Bands::Alike => {
            "No bands: in most periods every turn has a theme at the same rate, which gives no interval"
        }
        Bands::Without => {
            "No bands: in most periods a theme has no hit, one turn or the same rate in every turn, and so no interval"
        }
        Bands::Behind => "No bands: the intervals of so many periods are in the table beside the picture",
    };
    if let Some(window) = look.window {
        notes.push(format!("{bands}."));
        notes.push(format!(
            "Thin: each {period} by itself, broken where one is missing, cut off where it is far above the rest. Bold: the \
             hits of the {window} {period}s round each over their words, of fewer at the ends and beside a hole; broken \
             where {window} in a row are missing.",
            period = study.period
        ));
    } else {
        notes.push(format!("{bands}; a line is broken where a period is missing."));
    }
    let all = study.themes.themes().iter().filter(|theme| theme.parent.is_none()).count();
    if shown < all {
        notes.push(match shown {
            1 => format!("The theme named most often, of {all}."),
            shown => format!("The {} themes named most often, of {all}.", count(shown as u64)),
        });
    }
    notes
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

fn line(study: &Study<'_>, theme: ThemeId, look: &Look, places: &[i64]) -> TrendLine {
    let range = |rate: &ThemeRate| match look.bands {
        Bands::Drawn | Bands::Behind => rate.bounds.map(|bounds| [bounds.low, bounds.high]),
        Bands::OneTurn | Bands::NoHits | Bands::Alike | Bands::Without => None,
    };
    let level = |period: &PeriodRates| {
        let rate = &period.rates[theme.index()];
        rate.per_thousand.map(|value| Level { value, range: range(rate) })
    };
    let changes = study.changes.iter().filter(|change| change.series == theme);
    let means = |window| smoothed(&study.trends, places, theme, window);
    let means = look.window.map(means).unwrap_or_default();
    TrendLine {
        label: study.themes.themes()[theme.index()].label.clone(),
        levels: study.trends.iter().map(level).collect(),
        means: means.into_iter().map(|mean| mean.per_thousand).collect(),
        changes: changes.map(|change| change.period).collect(),
    }
}

/// The periods with their places: those of a calendar stand as far apart as they are.
fn moments(study: &Study<'_>, places: &[i64]) -> Vec<Moment> {
    let moment = |(rates, &place): (&PeriodRates, &i64)| Moment { label: rates.period.clone(), place };
    study.trends.iter().zip(places).map(moment).collect()
}
