//! Days as records write them.

use jiff::civil::Date;

/// The day of an ISO 8601 date or date-time: `2022-06-01`, `2022-06-01T14:30:00Z`, `2022-06-01 14:30`.
///
/// The time of day and its offset are left aside: the day is the one that was written.
pub(super) fn iso_day(text: &str) -> Option<Date> {
    let (day, rest) = text.trim().split_at_checked(10)?;
    let is_whole = rest.is_empty() || rest.starts_with(['T', 't', ' ']);
    is_whole.then(|| day.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::iso_day;
    use jiff::civil::date;

    #[test]
    fn the_day_of_a_date_or_a_date_time_is_the_day_as_written() {
        for text in ["2022-06-01", " 2022-06-01 ", "2022-06-01T23:30:00-08:00", "2022-06-01 14:30"] {
            assert_eq!(iso_day(text), Some(date(2022, 6, 1)), "{text}");
        }
    }

    #[test]
    fn what_is_no_iso_day_is_none() {
        for text in
            ["", "2022", "2022-06", "2022-06-31", "01.06.2022", "2022-06-012", "1 June 2022", "æøåæøåæøå"]
        {
            assert_eq!(iso_day(text), None, "{text}");
        }
    }
}
