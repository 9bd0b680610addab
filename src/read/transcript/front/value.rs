//! What front matter says: texts, lists and maps, whether in YAML or in TOML.

use saphyr_parser::{Event, Parser};

/// A value. Texts are as written: `007` is no number.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    List(Vec<Value>),
    /// Keys in lower case, in the order in which they are written.
    Map(Vec<(String, Value)>),
}

/// Why it cannot be read.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::read) struct Fault {
    /// The line, from 1, of the file.
    pub line: u64,
    /// What is wrong, in the user's words.
    pub what: String,
}

/// Values are nested no deeper than this.
const DEEPEST: usize = 16;

/// A list or map in the making, with the key that waits for its value.
struct Open {
    value: Value,
    key: Option<String>,
}

/// Reads YAML: its first document. What an alias stands for is left out.
pub(super) fn yaml(text: &str) -> Result<Value, Fault> {
    let (mut open, mut root): (Vec<Open>, _) = (Vec::new(), Value::Text(String::new()));
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| fault(error.marker().line(), error.info()))?;
        let done = match event {
            Event::Scalar(text, ..) => Value::Text(flat(&text)),
            Event::Alias(_) => Value::Text(String::new()),
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() == DEEPEST => {
                return Err(fault(span.start.line(), "nested too deep"));
            }
            Event::SequenceStart(..) => {
                open.push(Open { value: Value::List(Vec::new()), key: None });
                continue;
            }
            Event::MappingStart(..) => {
                open.push(Open { value: Value::Map(Vec::new()), key: None });
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(open) => open.value,
                None => continue,
            },
            Event::DocumentEnd => break,
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) => continue,
        };
        match open.last_mut() {
            Some(around) => around.take(done),
            None => root = done,
        }
    }
    Ok(root)
}

impl Open {
    fn take(&mut self, value: Value) {
        match (&mut self.value, self.key.take()) {
            (Value::List(items), _) => items.push(value),
            (Value::Map(entries), Some(key)) => entries.push((key, value)),
            (Value::Map(_), None) => {
                // A key that is a list or a map names nothing.
                self.key = Some(match value {
                    Value::Text(key) => key.to_lowercase(),
                    Value::List(_) | Value::Map(_) => String::new(),
                });
            }
            (Value::Text(_), _) => {}
        }
    }
}

/// Reads TOML.
pub(super) fn toml(text: &str) -> Result<Value, Fault> {
    let table: toml::Table = text.parse().map_err(|error: toml::de::Error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
        fault(before.matches('\n').count() + 1, error.message())
    })?;
    Ok(of_toml(toml::Value::Table(table)))
}

fn of_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::Array(items) => Value::List(items.into_iter().map(of_toml).collect()),
        toml::Value::Table(table) => {
            Value::Map(table.into_iter().map(|(key, value)| (key.to_lowercase(), of_toml(value))).collect())
        }
        toml::Value::String(text) => Value::Text(flat(&text)),
        toml::Value::Integer(_)
        | toml::Value::Float(_)
        | toml::Value::Boolean(_)
        | toml::Value::Datetime(_) => Value::Text(value.to_string()),
    }
}

/// What is wrong on a line, from 1, of what stands below the opening rule.
fn fault(line: usize, what: &str) -> Fault {
    Fault { line: line as u64 + 1, what: what.to_owned() }
}

/// The fields of front matter that is broken: of each line that is not indented what stands before its first colon or
/// equals sign, and what stands after.
pub(super) fn by_lines(text: &str) -> Value {
    let entry = |line: &str| {
        let (key, value) = line.split_once([':', '='])?;
        let is_key =
            !key.is_empty() && key.trim().chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-'));
        let value = value.trim().trim_matches(['"', '\'']);
        is_key.then(|| (key.trim().to_lowercase(), Value::Text(flat(value))))
    };
    Value::Map(text.lines().filter_map(entry).collect())
}

/// A text in one line: white space of any kind counts once.
fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_values_are_refused_or_read_in_no_time() {
        let mut watch = crate::bench::Stopwatch::of_thread();
        for text in [
            "[".repeat(50_000),
            "- ".repeat(50_000),
            "? ".repeat(50_000),
            "k: {".repeat(10_000),
            "a: &a [x]\nb: [*a, *a]\n".into(),
            "? [a]\n: b\n".into(),
            "%".repeat(50_000),
            "\0: \u{feff}".into(),
        ] {
            let _ = (yaml(&text), toml(&text), by_lines(&text));
        }
        assert!(yaml(&"- ".repeat(100)).is_err());
        assert!(watch.lap().as_secs() < 10);
    }
}
