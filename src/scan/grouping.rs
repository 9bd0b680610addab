//! Which turns are looked at, and which of them belong together.

use std::borrow::Cow;
use std::collections::BTreeSet;

use jiff::civil::Date;

use super::corpus::{Corpus, TurnRecord};
use crate::count::{Filter, Key, Test};
use crate::error::Result;
use crate::speakers::{Kind, Side};
use crate::suggest;

/// Which turns an analysis looks at.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// What is asked of their fields.
    pub filter: Filter,
    /// The first day, inclusive.
    pub since: Option<Date>,
    /// The last day, inclusive.
    pub until: Option<Date>,
}

impl Selection {
    /// Whether a day lies within the bounds; where there are bounds, an unknown day does not.
    fn holds(&self, date: Option<Date>) -> bool {
        match date {
            Some(date) => {
                self.since.is_none_or(|first| date >= first) && self.until.is_none_or(|last| date <= last)
            }
            None => self.since.is_none() && self.until.is_none(),
        }
    }
}

/// Turns put into groups: a label for each group, in byte order, and the group of each turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouping {
    /// The groups' names.
    pub labels: Vec<String>,
    /// For each turn of the corpus its group; `None` where it belongs to none.
    pub of: Vec<Option<u32>>,
}

impl Grouping {
    /// The rows of each group, ascending.
    pub fn rows(&self) -> Vec<Vec<u32>> {
        let mut rows = vec![Vec::new(); self.labels.len()];
        for (row, group) in self.of.iter().enumerate() {
            if let Some(group) = group {
                rows[*group as usize].push(row as u32);
            }
        }
        rows
    }

    /// The number of the group of that name.
    pub fn find(&self, label: &str) -> Option<usize> {
        self.labels.binary_search_by(|known| known.as_str().cmp(label)).ok()
    }
}

/// The values of a key that may be asked for also where no turn has them.
fn always_known(key: &Key) -> Vec<&'static str> {
    match key {
        Key::Kind => Kind::ALL.map(Kind::name).to_vec(),
        Key::Side => Side::ALL.map(Side::name).to_vec(),
        Key::Speaker
        | Key::Role
        | Key::Affiliation
        | Key::Document
        | Key::Turn
        | Key::Year
        | Key::Quarter
        | Key::Month
        | Key::Week
        | Key::Day
        | Key::Field(_) => Vec::new(),
    }
}

impl<F> Corpus<F> {
    /// What a turn has under `key`; `None` where nobody knows.
    pub fn value<'a>(&'a self, turn: &TurnRecord, key: &Key) -> Option<Cow<'a, str>> {
        let known = |text: &'a str| (!text.is_empty()).then_some(Cow::Borrowed(text));
        match key {
            Key::Speaker => self.speaker(turn).and_then(|speaker| known(&speaker.name)),
            Key::Side => Some(Cow::Borrowed(turn.side.name())),
            Key::Role => known(self.role(turn)),
            Key::Affiliation => known(self.affiliation(turn)),
            Key::Document => Some(Cow::Borrowed(self.document(turn).header.name.as_str())),
            Key::Turn => Some(Cow::Owned(format!("{}#{}", self.document(turn).header.name, turn.number))),
            Key::Kind => Some(Cow::Borrowed(turn.kind.name())),
            Key::Year | Key::Quarter | Key::Month | Key::Week | Key::Day => {
                turn.date.and_then(|date| key.period(date)).map(Cow::Owned)
            }
            Key::Field(name) => self.field(turn, name).and_then(known),
        }
    }

    /// The rows that `selection` asks for, ascending.
    ///
    /// # Errors
    /// A value that is asked for with `=` occurs nowhere; the nearest ones are named.
    pub fn select(&self, selection: &Selection) -> Result<Vec<u32>> {
        self.check_values(&selection.filter)?;
        let admits = |turn: &TurnRecord| {
            selection
                .filter
                .keys()
                .all(|key| selection.filter.admits(key, self.value(turn, key).as_deref().unwrap_or_default()))
        };
        let chosen = self.turns.iter().enumerate();
        let chosen = chosen.filter(|(_, turn)| selection.holds(turn.date) && admits(turn));
        Ok(chosen.map(|(row, _)| row as u32).collect())
    }

    fn check_values(&self, filter: &Filter) -> Result<()> {
        if self.turns.is_empty() {
            return Ok(());
        }
        for condition in filter.conditions() {
            let Test::OneOf(wanted) = &condition.test else { continue };
            let key = &condition.key;
            let mut known: BTreeSet<Cow<'_, str>> =
                self.turns.iter().filter_map(|turn| self.value(turn, key)).collect();
            known.extend(always_known(key).into_iter().map(Cow::Borrowed));
            let is_unknown = |value: &&String| !value.is_empty() && !known.contains(value.as_str());
            if let Some(value) = wanted.iter().find(is_unknown) {
                return Err(suggest::unknown(key.name(), value, known.iter().map(|name| &**name)));
            }
        }
        Ok(())
    }

    /// The turns of `rows` grouped by `key`; turns without a value belong to no group.
    pub fn group_by(&self, key: &Key, rows: &[u32]) -> Grouping {
        let values: Vec<(u32, Cow<'_, str>)> =
            rows.iter().filter_map(|&row| Some((row, self.value(&self.turns[row as usize], key)?))).collect();
        let labels: BTreeSet<&str> = values.iter().map(|(_, value)| &**value).collect();
        let labels: Vec<&str> = labels.into_iter().collect();
        let mut of = vec![None; self.turns.len()];
        for (row, value) in &values {
            of[*row as usize] = labels.binary_search(&&**value).ok().map(|place| place as u32);
        }
        Grouping { labels: labels.into_iter().map(str::to_owned).collect(), of }
    }
}
