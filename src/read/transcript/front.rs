//! Front matter: the block between two rules that opens a Markdown file, in YAML (`---`) or TOML (`+++`).

mod value;

use self::value::{Fault, Value, by_lines, toml, yaml};
use crate::speakers::{Label, LabelKind};

/// Front matter's fields, and what follows it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Front<'a> {
    /// Keys in lower case with their values, in order; a list has one value an item, a key within a key is `outer.inner`.
    pub fields: Vec<(String, Vec<String>)>,
    /// The text after the closing rule.
    pub rest: &'a str,
    /// The line, from 1, on which `rest` begins.
    pub line: u64,
    /// What is wrong with it: then its fields are what single lines give.
    pub fault: Option<Fault>,
}

/// The most lines that are searched for the closing rule.
const LONGEST: usize = 400;

impl Front<'_> {
    /// The values of a key, empty where it is missing.
    pub fn values(&self, key: &str) -> &[String] {
        self.fields.iter().find(|(name, _)| name == key).map_or(&[], |(_, values)| values.as_slice())
    }

    /// A key's value if it has just one that is not empty.
    pub fn value(&self, key: &str) -> Option<&str> {
        match self.values(key) {
            [value] if !value.is_empty() => Some(value),
            _ => None,
        }
    }
}

/// Reads what stands between the rules.
type Language = fn(&str) -> Result<Value, Fault>;

/// Takes front matter off a text. A text that does not open with a rule, or never closes it, or has no fields between
/// the two, has none.
pub(super) fn front_matter(text: &str) -> Front<'_> {
    let none = Front { rest: text, line: 1, ..Front::default() };
    let mut lines = text.split_inclusive('\n');
    let opening = lines.next().unwrap_or_default();
    let (language, closing): (Language, &[&str]) = match opening.trim_start_matches('\u{feff}').trim() {
        "---" => (yaml, &["---", "..."]),
        "+++" => (toml, &["+++"]),
        _ => return none,
    };
    let start = opening.len();
    let (mut end, mut line) = (start, 2);
    for next in lines.take(LONGEST) {
        line += 1;
        if !closing.contains(&next.trim_end()) {
            end += next.len();
            continue;
        }
        let inner = &text[start..end];
        let (value, fault) = match language(inner) {
            Ok(value) => (value, None),
            Err(fault) => (by_lines(inner), Some(fault)),
        };
        let fields = fields(value);
        if fields.is_empty() && !inner.trim().is_empty() {
            break;
        }
        return Front { fields, rest: &text[end + next.len()..], line, fault };
    }
    none
}

/// The fields of front matter, which is a map.
fn fields(value: Value) -> Vec<(String, Vec<String>)> {
    let mut fields = Vec::new();
    if let Value::Map(entries) = value {
        entries.into_iter().for_each(|(key, value)| add(key, value, &mut fields));
    }
    fields
}

fn add(key: String, value: Value, fields: &mut Vec<(String, Vec<String>)>) {
    match value {
        Value::Text(text) => {
            fields.push((key, Some(text).filter(|text| !text.is_empty()).into_iter().collect()))
        }
        Value::List(items) => {
            fields.push((key, items.iter().map(in_a_line).filter(|item| !item.is_empty()).collect()))
        }
        Value::Map(entries) if entries.iter().any(|(key, _)| key == "name") => {
            fields.push((key, vec![in_a_line(&Value::Map(entries))]));
        }
        Value::Map(entries) => {
            entries.into_iter().for_each(|(inner, value)| add(format!("{key}.{inner}"), value, fields));
        }
    }
}

/// A value as a text: a person as their label, anything else item by item.
fn in_a_line(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        Value::List(items) => items.iter().map(in_a_line).collect::<Vec<_>>().join(", "),
        Value::Map(entries) => person(entries).unwrap_or_else(|| {
            let entries = entries.iter().map(|(key, value)| format!("{key}: {}", in_a_line(value)));
            entries.collect::<Vec<_>>().join(", ")
        }),
    }
}

/// The label of a person who is described by `name`, `role` and `affiliation`: `Ana Ruiz, Minister (EU)`.
fn person(entries: &[(String, Value)]) -> Option<String> {
    let first = |keys: &[&str]| {
        let named = keys.iter().find_map(|key| entries.iter().find(|(name, _)| name == key));
        named.map(|(_, value)| in_a_line(value)).filter(|text| !text.is_empty())
    };
    let name = first(&["name", "full_name"])?;
    let role = first(&["role", "title", "position", "office", "function"]);
    let affiliation =
        first(&["affiliation", "organisation", "organization", "org", "party", "country", "outlet"]);
    let mut label = name.clone();
    label.extend(role.map(|role| format!(", {role}")));
    label.extend(affiliation.map(|affiliation| format!(" ({affiliation})")));
    Some(if Label::parse(&label).kind == LabelKind::Person { label } else { name })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_lists_blocks_and_folded_quotations_are_read() {
        let text = "---\ndate: '2023-07-11' # a day\ntitle: \"A talk by Press\\\n  \\ Secretary |\\_Bonn\"\nspeakers:\n  - Ana Ruiz\n  - Tom Hall\ntags: [a,\n  b]\nplace:\n  city: Oslo\nabout: |\n  One.\n  Two.\nn: 007\n---\nHello\n";
        let front = front_matter(text);
        assert_eq!(front.value("date"), Some("2023-07-11"));
        assert_eq!(front.value("title"), Some("A talk by Press Secretary | Bonn"));
        assert_eq!(front.values("speakers"), ["Ana Ruiz", "Tom Hall"]);
        assert_eq!(front.values("tags"), ["a", "b"]);
        assert_eq!((front.value("place.city"), front.value("about")), (Some("Oslo"), Some("One. Two.")));
        assert_eq!((front.value("n"), front.rest, front.line), (Some("007"), "Hello\n", 17));
    }

    #[test]
    fn people_are_described_in_either_language() {
        for text in [
            "---\nspeakers:\n  - name: Ana Ruiz\n    role: Minister\n    affiliation: EU\n  - {name: Tom Hall, role: they of the many hats}\n---\n",
            "+++\n[[speakers]]\nname = \"Ana Ruiz\"\nrole = \"Minister\"\norg = \"EU\"\n[[speakers]]\nname = 'Tom Hall'\nrole = 'they of the many hats'\n+++\n",
        ] {
            assert_eq!(
                front_matter(text).values("speakers"),
                ["Ana Ruiz, Minister (EU)", "Tom Hall"],
                "{text}"
            );
        }
        assert_eq!(front_matter("---\nspeaker:\n  name: Ana Ruiz\n---\n").values("speaker"), ["Ana Ruiz"]);
    }

    #[test]
    fn broken_front_matter_gives_what_its_lines_give_and_says_where_it_broke() {
        let front = front_matter("---\nTitle: Water: a talk\ndate: \"2020-05-06\"\ntags: [a\n---\nHello");
        assert_eq!((front.value("title"), front.value("date")), (Some("Water: a talk"), Some("2020-05-06")));
        assert_eq!((front.fault.map(|fault| fault.line), front.rest, front.line), (Some(2), "Hello", 6));
        assert_eq!(front_matter("+++\na = 1\nb =\n+++\n").fault.map(|fault| fault.line), Some(3));
    }

    #[test]
    fn what_is_between_rules_and_has_no_fields_is_text() {
        for text in [
            "---\ntitle: x\n",
            "Hello\n---\n",
            "",
            "---",
            "---\nWell, here we are.\n---\n",
            "+++\n\n1 + 1\n+++\n",
        ] {
            assert_eq!(front_matter(text), Front { rest: text, line: 1, ..Front::default() }, "{text}");
        }
    }
}
