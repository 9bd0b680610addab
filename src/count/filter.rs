//! Which turns take part: `--where kind=answer`.

use std::collections::BTreeMap;

use regex::Regex;

use super::Key;
use crate::error::{Error, Result};

/// What a condition asks of a value.
#[derive(Debug, Clone)]
pub enum Test {
    /// It is one of these.
    OneOf(Vec<String>),
    /// It is none of these.
    NoneOf(Vec<String>),
    /// The pattern is found in it.
    Matches(Regex),
}

/// One condition: a key, and what is asked of its value.
#[derive(Debug, Clone)]
pub struct Condition {
    /// Whose value is looked at.
    pub key: Key,
    /// What is asked of it.
    pub test: Test,
}

impl Condition {
    /// Reads `FIELD=A,B`, `FIELD!=A,B` or `FIELD~REGEX`.
    ///
    /// A comma inside a value is written `\,`. `FIELD=` asks for an empty value. A pattern is taken whole, commas
    /// included; it may match anywhere in the value.
    ///
    /// # Errors
    /// A [`Config`](crate::ErrorKind::Config) error where there is no operator, no field or a broken pattern.
    pub fn parse(text: &str) -> Result<Self> {
        let no_condition =
            || Error::config(format_args!("'{text}' is none of FIELD=VALUE, FIELD!=VALUE, FIELD~REGEX"));
        let at = text.find(['=', '~']).ok_or_else(no_condition)?;
        let (field, asked) = (&text[..at], &text[at + 1..]);
        if text[at..].starts_with('~') {
            if field.ends_with('!') {
                return Err(no_condition());
            }
            let pattern = Regex::new(asked).map_err(|error| {
                Error::config(format_args!("'{asked}' is no pattern: {}", reason(&error)))
            })?;
            return Ok(Self { key: Key::parse(field)?, test: Test::Matches(pattern) });
        }
        match field.strip_suffix('!') {
            Some(field) => Ok(Self { key: Key::parse(field)?, test: Test::NoneOf(values(asked)) }),
            None => Ok(Self { key: Key::parse(field)?, test: Test::OneOf(values(asked)) }),
        }
    }

    fn is_met(&self, value: &str) -> bool {
        match &self.test {
            Test::OneOf(values) => values.iter().any(|one| one == value),
            Test::NoneOf(values) => values.iter().all(|one| one != value),
            Test::Matches(pattern) => pattern.is_match(value),
        }
    }
}

/// The last line of a pattern's error, which says what is wrong with it.
fn reason(error: &regex::Error) -> String {
    let whole = error.to_string();
    whole.lines().last().map_or_else(String::new, |line| line.trim_start_matches("error: ").to_owned())
}

/// Cuts a list at its commas, not at `\,`, and trims what is between.
fn values(list: &str) -> Vec<String> {
    let mut values = vec![String::new()];
    let mut characters = list.chars().peekable();
    while let Some(character) = characters.next() {
        match (character, values.last_mut()) {
            ('\\', Some(last)) if characters.peek() == Some(&',') => last.extend(characters.next()),
            (',', _) => values.push(String::new()),
            (_, Some(last)) => last.push(character),
            (_, None) => {}
        }
    }
    values.iter().map(|value| value.trim().to_owned()).collect()
}

/// All conditions together.
///
/// Conditions on different keys must all hold. Of those on one key one is enough, but for `!=`: a value named by any
/// of them is out.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    by_key: BTreeMap<Key, Vec<Condition>>,
}

impl Filter {
    /// The filter made of these conditions; without any, everything takes part.
    pub fn new(conditions: impl IntoIterator<Item = Condition>) -> Self {
        let mut by_key = BTreeMap::<_, Vec<_>>::new();
        for condition in conditions {
            by_key.entry(condition.key.clone()).or_default().push(condition);
        }
        Self { by_key }
    }

    /// The keys that it looks at, each once, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &Key> {
        self.by_key.keys()
    }

    /// The conditions on each key, keys sorted, conditions as given.
    pub fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.by_key.values().flatten()
    }

    /// Whether a value of `key` passes the conditions on that key; an unknown value is the empty string.
    pub fn admits(&self, key: &Key, value: &str) -> bool {
        let Some(conditions) = self.by_key.get(key) else { return true };
        let (bars, offers): (Vec<_>, Vec<_>) =
            conditions.iter().partition(|condition| matches!(condition.test, Test::NoneOf(_)));
        bars.iter().all(|condition| condition.is_met(value))
            && (offers.is_empty() || offers.iter().any(|condition| condition.is_met(value)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(conditions: &[&str]) -> Filter {
        Filter::new(conditions.iter().map(|text| Condition::parse(text).unwrap()))
    }

    #[test]
    fn a_comma_list_offers_its_values_and_an_escaped_comma_is_part_of_one() {
        let filter = filter(&[r"affiliation=NATO, Foo\, Inc."]);
        assert!(filter.admits(&Key::Affiliation, "NATO"));
        assert!(filter.admits(&Key::Affiliation, "Foo, Inc."));
        assert!(!filter.admits(&Key::Affiliation, "Foo"));
    }

    #[test]
    fn the_same_key_again_widens_and_a_value_ruled_out_stays_out() {
        let filter = filter(&["kind=answer", "kind~^st", "kind!=other"]);
        assert!(filter.admits(&Key::Kind, "answer"));
        assert!(filter.admits(&Key::Kind, "statement"));
        assert!(!filter.admits(&Key::Kind, "question"));
        assert!(!filter.admits(&Key::Kind, "other"));
        assert!(filter.admits(&Key::Speaker, "anyone"), "no condition on it");
    }

    #[test]
    fn two_values_ruled_out_one_by_one_are_both_out() {
        let filter = filter(&["kind!=question", "kind!=other"]);
        assert!(filter.admits(&Key::Kind, "answer"));
        assert!(!filter.admits(&Key::Kind, "question"));
        assert!(!filter.admits(&Key::Kind, "other"));
    }

    #[test]
    fn the_first_operator_counts_and_a_pattern_keeps_its_commas() {
        let condition = Condition::parse("title~a=b{1,2}").unwrap();
        assert_eq!(condition.key, Key::Field("title".into()));
        assert!(condition.is_met("xa=bb"));
    }

    #[test]
    fn an_empty_value_can_be_asked_for() {
        assert!(filter(&["speaker="]).admits(&Key::Speaker, ""));
        assert!(!filter(&["speaker!="]).admits(&Key::Speaker, ""));
    }

    #[test]
    fn what_is_no_condition_is_an_error_that_shows_the_forms() {
        for text in ["answers", "=x", "!=x", "kind~(", "kind!~a"] {
            assert!(Condition::parse(text).is_err(), "{text}");
        }
        let error = Condition::parse("answers").unwrap_err();
        assert_eq!(error.to_string(), "'answers' is none of FIELD=VALUE, FIELD!=VALUE, FIELD~REGEX");
    }
}
