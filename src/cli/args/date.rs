//! Days as they are typed: `2022-06-01`, a month `2022-06`, a year `2022`.

use jiff::civil::Date;

use crate::error::{Error, Result};

/// The day meant by `--since`: a month or a year means its first day.
///
/// # Errors
/// A [`Config`](crate::ErrorKind::Config) error for what is no day, month or year.
pub fn first_day(text: &str) -> Result<Date> {
    [text.to_owned(), format!("{text}-01"), format!("{text}-01-01")]
        .iter()
        .find_map(|day| strict(day))
        .ok_or_else(|| no_date(text))
}

/// The day meant by `--until`: a month or a year means its last day.
///
/// # Errors
/// A [`Config`](crate::ErrorKind::Config) error for what is no day, month or year.
pub fn last_day(text: &str) -> Result<Date> {
    strict(text)
        .or_else(|| strict(&format!("{text}-01")).map(Date::last_of_month))
        .or_else(|| strict(&format!("{text}-12-31")))
        .ok_or_else(|| no_date(text))
}

/// Only `YYYY-MM-DD`: of the other ways to write a day that jiff reads, some differ by a slip from a month or
/// a year.
fn strict(text: &str) -> Option<Date> {
    let date: Date = text.parse().ok()?;
    (date.to_string() == text).then_some(date)
}

fn no_date(text: &str) -> Error {
    Error::config(format_args!("'{text}' is no day (2022-06-01), month (2022-06) or year (2022)"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_month_and_a_year_mean_all_of_their_days() {
        assert_eq!(first_day("2024-02").unwrap(), date(2024, 2, 1));
        assert_eq!(last_day("2024-02").unwrap(), date(2024, 2, 29));
        assert_eq!(first_day("2022").unwrap(), date(2022, 1, 1));
        assert_eq!(last_day("2022").unwrap(), date(2022, 12, 31));
        assert_eq!(first_day("2022-06-01").unwrap(), last_day("2022-06-01").unwrap());
    }

    #[test]
    fn what_is_no_date_is_refused() {
        for text in [
            "",
            "yesterday",
            "2022-13",
            "2022-02-30",
            "20220601",
            "01.06.2022",
            "2022-6-1",
            "2022-06-01T10:00",
        ] {
            assert!(first_day(text).is_err(), "{text}");
            assert!(last_day(text).is_err(), "{text}");
        }
    }
}
