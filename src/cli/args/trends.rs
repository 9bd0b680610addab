//! The options of `dictum trends`.

use clap::{Args, value_parser};

use super::choices::one_of;
use crate::count::Key;
use crate::error::{Error, Result};

/// What a period may be.
static PERIODS: [Key; 7] =
    [Key::Day, Key::Week, Key::Month, Key::Quarter, Key::Year, Key::Document, Key::Turn];

/// Two periods to be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Compared {
    /// The name of the earlier; `None` for all that is dated before the later.
    pub before: Option<String>,
    /// The name of the later.
    pub after: String,
}

impl Compared {
    fn parse(text: &str) -> Result<Self> {
        match text.split_once("..").map(|(before, after)| (before.trim(), after.trim())) {
            Some((before, after)) if !after.is_empty() => {
                let before = (!before.is_empty()).then(|| before.to_owned());
                Ok(Self { before, after: after.to_owned() })
            }
            Some(_) | None => {
                Err(Error::config("two periods are to be A..B, as in 2021..2022, or ..B for all before B"))
            }
        }
    }
}

/// `dictum trends`.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Trends")]
pub struct TrendsArgs {
    /// How long a period is [default: month; turn where there is one document; document where nothing is dated]
    #[arg(long, value_name = "PERIOD", value_parser = one_of(&PERIODS, Key::name))]
    pub period: Option<Key>,
    /// Follow this word or phrase (its stems, types or forms, as --terms has it) or pattern instead of the themes; may
    /// be given again
    #[arg(long = "term", value_name = "TERM")]
    pub followed: Vec<String>,
    /// Add the mean over so many neighbouring periods round each, by the calendar (over fewer at the ends and beside a hole),
    /// and the first and the last that are in it
    #[arg(long, value_name = "N", value_parser = value_parser!(u32).range(1..))]
    pub smooth: Option<u32>,
    /// A row for each lasting change of a rate: when, and from what to what; looked for in 12 to 5,000 periods
    #[arg(long, conflicts_with_all = ["smooth", "compare"])]
    pub changes: bool,
    /// A row for each term: how it rises or falls from one period to another, as in 2021..2022 or 2022-01..2022-02, or from all that is dated before it, as in ..2022
    #[arg(long, value_name = "A..B", conflicts_with_all = ["smooth", "followed"], value_parser = Compared::parse)]
    pub compare: Option<Compared>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_periods_have_two_dots_between_them() {
        let two = Compared { before: Some("2021".into()), after: "2022-03".into() };
        assert_eq!(Compared::parse("2021 .. 2022-03").unwrap(), two);
        let all_before = Compared { before: None, after: "2022".into() };
        assert_eq!(Compared::parse("..2022").unwrap(), all_before);
        for text in ["2021", "2021..", "2021-2022", ".."] {
            assert!(Compared::parse(text).is_err(), "{text}");
        }
    }
}
