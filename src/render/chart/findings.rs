//! What is known of items, group by group, as the charts `keywords` and `keyness` draw it.

use super::colour::Series;
use super::scale::count;
use crate::render::table::{Column, Value};

/// Whether a difference passes the test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// It does: a filled mark.
    Established,
    /// It does not: a hollow or faint one.
    Suggestive,
}

impl Standing {
    /// The word for it in every table.
    pub fn name(self) -> &'static str {
        match self {
            Self::Established => "established",
            Self::Suggestive => "suggestive",
        }
    }

    /// What a legend says of it.
    pub(super) fn meaning(self) -> String {
        match self {
            Self::Established => "established: passes the test".to_owned(),
            Self::Suggestive => "suggestive: does not pass the test".to_owned(),
        }
    }
}

/// A binary logarithm of a ratio: 1 is twice as often.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// The ends of its interval, where it has one.
    pub interval: Option<[f64; 2]>,
}

impl Estimate {
    /// The ends of what is drawn of it.
    pub(super) fn ends(&self) -> [f64; 2] {
        let [low, high] = self.interval.unwrap_or([self.value; 2]);
        [low.min(self.value), high.max(self.value)]
    }
}

/// How much more often something is said.
#[derive(Clone, Debug, PartialEq)]
pub enum Extent {
    /// So many times.
    Ratio(Estimate),
    /// Words where no number may be shown, such as "only here (3 : 0)"; they are never cut.
    Words(String),
}

/// What is known of an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Whether it passes the test.
    pub standing: Standing,
    /// How large the difference is.
    pub extent: Extent,
}

impl Finding {
    pub(super) fn estimate(&self) -> Option<&Estimate> {
        match &self.extent {
            Extent::Ratio(estimate) => Some(estimate),
            Extent::Words(_) => None,
        }
    }
}

/// One row of a panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Item {
    /// What it is about.
    pub label: String,
    /// How often it occurs.
    pub frequency: u64,
    /// What is known.
    pub finding: Finding,
    /// What is said beside it, such as "17 : 2 · in 3 of 5 turns"; may be empty.
    pub note: String,
}

/// What a panel shows.
#[derive(Clone, Debug, PartialEq)]
pub enum PanelBody {
    /// Its items, from the top.
    Items(Vec<Item>),
    /// A sentence, where there are no items to show.
    Sentence(String),
}

/// One group's panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// The group.
    pub title: String,
    /// Its size, such as "1,305 words in 5 turns"; may be empty.
    pub subtitle: String,
    /// The colour of its marks.
    pub series: Series,
    /// What it shows.
    pub body: PanelBody,
}

impl Panel {
    /// Its items; none where it is a sentence.
    pub fn items(&self) -> &[Item] {
        match &self.body {
            PanelBody::Items(items) => items,
            PanelBody::Sentence(_) => &[],
        }
    }
}

/// The items of all panels.
pub(super) fn items(panels: &[Panel]) -> impl Iterator<Item = &Item> + Clone {
    panels.iter().flat_map(Panel::items)
}

/// The estimates of all panels that are numbers.
pub(super) fn estimates(panels: &[Panel]) -> impl Iterator<Item = &Estimate> + Clone {
    items(panels).filter_map(|item| item.finding.estimate()).filter(|estimate| estimate.value.is_finite())
}

/// A frequency in words.
pub(super) fn uses(frequency: u64) -> String {
    format!("{} {}", count(frequency), if frequency == 1 { "use" } else { "uses" })
}

/// The columns of [`rows`].
pub(super) fn columns() -> Vec<Column> {
    let texts = ["group", "label", "status", "words", "note"].map(Column::text);
    let [group, label, status, words, note] = texts;
    let [log_ratio, low, high] = ["log_ratio", "low", "high"].map(Column::float);
    vec![group, label, Column::integer("frequency"), status, log_ratio, low, high, words, note]
}

/// A row an item.
pub(super) fn rows(panels: &[Panel]) -> impl Iterator<Item = Vec<Value>> + '_ {
    panels.iter().flat_map(|panel| panel.items().iter().map(move |item| row(panel, item)))
}

fn row(panel: &Panel, item: &Item) -> Vec<Value> {
    let words = match &item.finding.extent {
        Extent::Ratio(_) => Value::Empty,
        Extent::Words(words) => Value::from(&**words),
    };
    let estimate = item.finding.estimate();
    let interval = estimate.and_then(|estimate| estimate.interval);
    vec![
        Value::from(&*panel.title),
        Value::from(&*item.label),
        Value::from(item.frequency),
        Value::from(item.finding.standing.name()),
        Value::from(estimate.map(|estimate| estimate.value)),
        Value::from(interval.map(|[low, _]| low)),
        Value::from(interval.map(|[_, high]| high)),
        words,
        Value::from(&*item.note),
    ]
}
