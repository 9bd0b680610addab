//! By what turns are grouped and chosen.

use std::fmt;

use jiff::civil::{Date, ISOWeekDate, Weekday};

use crate::error::{Error, Result};

/// A property of a turn that gives it a value: the group it falls in, or what a condition looks at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// The canonical name of the one who speaks.
    Speaker,
    /// Principal, questioner, moderator or other.
    Side,
    /// The speaker's role: `Secretary General`.
    Role,
    /// The speaker's affiliation: `NATO`.
    Affiliation,
    /// The document's name.
    Document,
    /// The turn itself: each is a group of its own.
    Turn,
    /// Statement, question, answer or other.
    Kind,
    /// The year it was spoken in: `2022`.
    Year,
    /// The quarter: `2022-Q2`.
    Quarter,
    /// The month: `2022-06`.
    Month,
    /// The ISO week: `2022-W22`.
    Week,
    /// The day: `2022-06-01`.
    Day,
    /// Any other field of the records, the metadata or the speakers file, by its name.
    Field(String),
}

impl Key {
    /// Every key that needs no field of the user's own.
    pub const KNOWN: [Self; 12] = [
        Self::Speaker,
        Self::Side,
        Self::Role,
        Self::Affiliation,
        Self::Document,
        Self::Turn,
        Self::Kind,
        Self::Year,
        Self::Quarter,
        Self::Month,
        Self::Week,
        Self::Day,
    ];

    /// The word for it on the command line and in results; a field's own name.
    pub fn name(&self) -> &str {
        match self {
            Self::Speaker => "speaker",
            Self::Side => "side",
            Self::Role => "role",
            Self::Affiliation => "affiliation",
            Self::Document => "document",
            Self::Turn => "turn",
            Self::Kind => "kind",
            Self::Year => "year",
            Self::Quarter => "quarter",
            Self::Month => "month",
            Self::Week => "week",
            Self::Day => "day",
            Self::Field(name) => name,
        }
    }

    /// The key of that name; a name that is no known key's is a field's.
    ///
    /// # Errors
    /// A [`Config`](crate::ErrorKind::Config) error for an empty name.
    pub fn parse(name: &str) -> Result<Self> {
        let name = name.trim();
        if name.is_empty() {
            return Err(Error::config("a field needs a name"));
        }
        let known = Self::KNOWN.into_iter().find(|key| key.name() == name);
        Ok(known.unwrap_or_else(|| Self::Field(name.to_owned())))
    }

    /// The period of that length which holds `date`; `None` for a key that is no period.
    ///
    /// The labels of one key sort by bytes as their periods do in time (years 0 to 9999).
    pub fn period(&self, date: Date) -> Option<String> {
        self.length().map(|length| length.label(date))
    }

    /// Where the period of that label stands among all of its length, so that neighbours are 1 apart; `None` for a key that
    /// is no period of the calendar, and for what is no label of its own.
    pub fn place(&self, label: &str) -> Option<i64> {
        self.length()?.place(label)
    }

    /// How long the periods are; `None` for a key that is none of the calendar.
    fn length(&self) -> Option<Length> {
        match self {
            Self::Year => Some(Length::Year),
            Self::Quarter => Some(Length::Quarter),
            Self::Month => Some(Length::Month),
            Self::Week => Some(Length::Week),
            Self::Day => Some(Length::Day),
            Self::Speaker
            | Self::Side
            | Self::Role
            | Self::Affiliation
            | Self::Document
            | Self::Turn
            | Self::Kind
            | Self::Field(_) => None,
        }
    }
}

/// How long a period of the calendar is.
enum Length {
    Year,
    Quarter,
    Month,
    Week,
    Day,
}

impl Length {
    /// The period that holds `date`.
    fn label(&self, date: Date) -> String {
        let year = date.year();
        match self {
            Self::Year => format!("{year:04}"),
            Self::Quarter => format!("{year:04}-Q{}", (date.month() - 1) / 3 + 1),
            Self::Month => format!("{year:04}-{:02}", date.month()),
            Self::Week => {
                let week = date.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Self::Day => date.to_string(),
        }
    }

    /// Where the period of that label stands among all.
    fn place(&self, label: &str) -> Option<i64> {
        let number = |text: &str| text.parse::<i64>().ok();
        match self {
            Self::Year => number(label),
            Self::Quarter => {
                let (year, quarter) = label.split_once("-Q")?;
                Some(number(year)? * 4 + number(quarter)?)
            }
            Self::Month => {
                let (year, month) = label.split_once('-')?;
                Some(number(year)? * 12 + number(month)?)
            }
            Self::Week => {
                let (year, week) = label.split_once("-W")?;
                let week = ISOWeekDate::new(year.parse().ok()?, week.parse().ok()?, Weekday::Monday).ok()?;
                Some(days(week.date()) / 7)
            }
            Self::Day => Some(days(label.parse().ok()?)),
        }
    }
}

/// The days from a Monday long ago.
fn days(date: Date) -> i64 {
    const MONDAY: Date = jiff::civil::date(-9998, 1, 1);
    i64::from((date - MONDAY).get_days())
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn every_known_key_is_found_by_its_name() {
        for key in Key::KNOWN {
            assert_eq!(Key::parse(key.name()).unwrap(), key);
        }
    }

    #[test]
    fn any_other_name_is_a_field_and_an_empty_one_is_an_error() {
        assert_eq!(Key::parse(" party ").unwrap(), Key::Field("party".into()));
        assert!(Key::parse("  ").is_err());
    }

    #[test]
    fn neighbouring_periods_stand_next_to_one_another() {
        for key in [Key::Year, Key::Quarter, Key::Month, Key::Week, Key::Day] {
            let mut last: Option<(String, i64)> = None;
            for day in date(2019, 12, 1).series(jiff::Span::new().days(1)).take(800) {
                let label = key.period(day).unwrap();
                let place = key.place(&label).unwrap();
                if let Some((before, at)) = last {
                    assert_eq!(place - at, i64::from(label != before), "{before} {label}");
                }
                last = Some((label, place));
            }
        }
        assert_eq!((Key::Month.place("x"), Key::Speaker.place("2021")), (None, None));
    }

    #[test]
    fn a_date_falls_in_one_period_of_each_length() {
        let new_year = date(2023, 1, 1);
        let labels: Vec<_> = [Key::Year, Key::Quarter, Key::Month, Key::Week, Key::Day]
            .iter()
            .map(|key| key.period(new_year).unwrap())
            .collect();
        assert_eq!(labels, ["2023", "2023-Q1", "2023-01", "2022-W52", "2023-01-01"]);
        assert_eq!(Key::Quarter.period(date(2022, 12, 31)).unwrap(), "2022-Q4");
        assert_eq!(Key::Speaker.period(new_year), None);
    }
}
