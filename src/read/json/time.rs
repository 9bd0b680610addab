//! Times as recognisers write them.

use std::borrow::Cow;

use super::node::Node;

/// A time in a recording.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Time<'a> {
    /// As printed.
    pub printed: Cow<'a, str>,
    /// In the unit of its source, seconds as a rule: good for comparing.
    pub seconds: f64,
}

/// The time that a value is: `12.9`, `"12.9s"`, `"00:00:12,900"`, `"PT12.9S"`, `{"seconds": "12", "nanos": 900000000}`.
pub(super) fn time<'a>(node: Node<'a>) -> Option<Time<'a>> {
    if node.is_object() {
        return of_parts(node);
    }
    let printed = node.text()?;
    let seconds = number(&printed).or_else(|| clock(&printed)).or_else(|| period(&printed))?;
    Some(Time { printed, seconds })
}

fn number(text: &str) -> Option<f64> {
    let figures = text.strip_suffix('s').unwrap_or(text);
    let is_number = figures.starts_with(|c: char| c.is_ascii_digit() || c == '-' || c == '.');
    figures.parse().ok().filter(|seconds: &f64| is_number && seconds.is_finite())
}

/// `00:01:02,500`
fn clock(text: &str) -> Option<f64> {
    let parts = text.split(':').map(|part| number(&part.replace(',', ".")));
    let seconds = parts.reduce(|sum, part| Some(sum? * 60.0 + part?))?;
    seconds.filter(|_| text.contains(':') && text.split(':').count() <= 4)
}

/// `PT1M2.5S`
fn period(text: &str) -> Option<f64> {
    let parts = text.strip_prefix("PT")?.split_inclusive(['H', 'M', 'S']);
    let seconds = parts.map(|part| {
        let (figures, unit) = part.split_at(part.len() - part.chars().next_back()?.len_utf8());
        let factor = match unit {
            "H" => 3600.0,
            "M" => 60.0,
            "S" => 1.0,
            _ => return None,
        };
        Some(number(figures)? * factor)
    });
    seconds.sum::<Option<f64>>().filter(|_| text.len() > "PT".len())
}

/// Seconds and parts of one apart, as protocol buffers have them.
fn of_parts<'a>(node: Node<'a>) -> Option<Time<'a>> {
    let members = node.members();
    let part = |key: &str| {
        let (_, node) = members.iter().find(|(name, _)| name == key)?;
        node.text()
    };
    let (seconds, nanos) = (part("seconds"), part("nanos"));
    if seconds.is_none() && nanos.is_none() {
        return None;
    }
    let value = |part: Option<Cow<'_, str>>| part.map_or(Some(0.0), |part| number(&part));
    let seconds = value(seconds)? + value(nanos)? / 1e9;
    Some(Time { printed: Cow::Owned(seconds.to_string()), seconds })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_known_in_every_writing() {
        for (json, printed, seconds) in [
            ("12.9", "12.9", 12.9),
            (r#""12.9s""#, "12.9s", 12.9),
            (r#""00:01:02,500""#, "00:01:02,500", 62.5),
            (r#""PT1M2.5S""#, "PT1M2.5S", 62.5),
            (r#"{"seconds": "12", "nanos": 900000000}"#, "12.9", 12.9),
            (r#"{"nanos": 500000000}"#, "0.5", 0.5),
        ] {
            let found = time(Node::parse(json).unwrap()).unwrap();
            assert_eq!((&*found.printed, found.seconds), (printed, seconds), "{json}");
        }
        for json in [
            r#""2022-06-01T10:00""#,
            r#""noon""#,
            "null",
            "[1]",
            "{}",
            r#""""#,
            r#""PT""#,
            r#""nan""#,
            "true",
        ] {
            assert_eq!(time(Node::parse(json).unwrap()), None, "{json}");
        }
    }
}
