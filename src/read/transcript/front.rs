//! Front matter: the block of `key: value` lines between two rules that opens a Markdown file.

/// Front matter's fields, and what follows it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Front<'a> {
    /// Keys in lower case with their values, in order; a list has one value an item.
    pub fields: Vec<(String, Vec<String>)>,
    /// The text after the closing rule.
    pub rest: &'a str,
    /// The line, from 1, on which `rest` begins.
    pub line: u64,
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

/// Takes front matter off a text. A text that does not open with a rule, or never closes it, has none.
pub(super) fn front_matter(text: &str) -> Front<'_> {
    let none = Front { fields: Vec::new(), rest: text, line: 1 };
    let mut lines = text.split_inclusive('\n');
    let opening = lines.next().unwrap_or_default();
    if opening.trim_start_matches('\u{feff}').trim() != "---" {
        return none;
    }
    let (mut size, mut inner) = (opening.len(), Vec::new());
    for line in lines.take(LONGEST) {
        size += line.len();
        if matches!(line.trim_end(), "---" | "...") {
            let line = inner.len() as u64 + 3;
            return Front { fields: fields(&inner), rest: &text[size..], line };
        }
        inner.push(line.trim_end());
    }
    none
}

fn fields(lines: &[&str]) -> Vec<(String, Vec<String>)> {
    let mut fields: Vec<(String, Vec<String>)> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let line = lines[at];
        at += 1;
        if let Some(item) = line.trim_start().strip_prefix("- ") {
            if let Some((_, values)) = fields.last_mut() {
                values.push(plain(item));
            }
            continue;
        }
        let Some((key, value)) = line.split_once(':').filter(|(key, _)| !key.starts_with([' ', '#'])) else {
            continue;
        };
        let mut value = value.trim().to_owned();
        while is_open(&value) && at < lines.len() {
            fold_in(&mut value, lines[at].trim());
            at += 1;
        }
        fields.push((key.trim().to_lowercase(), values(&value)));
    }
    fields
}

/// Whether a quotation, or a block after `|` or `>`, goes on in the next line. Blocks are joined as far as they are indented.
fn is_open(value: &str) -> bool {
    let Some(quote) = value.chars().next().filter(|c| matches!(c, '"' | '\'')) else { return false };
    let body = &value[1..];
    let escaped = quote == '"' && body.ends_with("\\\"");
    body.is_empty() || !body.ends_with(quote) || escaped
}

fn fold_in(value: &mut String, next: &str) {
    if value.ends_with('\\') {
        value.pop();
    } else {
        value.push(' ');
    }
    value.push_str(next);
}

/// One value, the items of a list in brackets, or none.
fn values(value: &str) -> Vec<String> {
    let list = value.strip_prefix('[').and_then(|value| value.strip_suffix(']'));
    match list {
        Some(list) => {
            list.split(',').map(|item| plain(item.trim())).filter(|item| !item.is_empty()).collect()
        }
        None if matches!(value, "" | "|" | ">" | "|-" | ">-") => Vec::new(),
        None => vec![plain(value)],
    }
}

/// A scalar without its quotes and escapes; no-break spaces become spaces.
fn plain(value: &str) -> String {
    let value = value.trim();
    let quoted = |quote: char| value.strip_prefix(quote).and_then(|value| value.strip_suffix(quote));
    let text = match (quoted('"'), quoted('\'')) {
        (Some(double), _) => unescape(double),
        (None, Some(single)) => single.replace("''", "'"),
        (None, None) => value.to_owned(),
    };
    text.replace('\u{a0}', " ")
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        match (sign, sign == '\\') {
            (_, false) => out.push(sign),
            (_, true) => match signs.next() {
                Some('n') => out.push('\n'),
                Some('t') => out.push('\t'),
                Some('_') => out.push('\u{a0}'),
                Some(other) => out.push(other),
                None => {}
            },
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_lists_and_folded_quotations_are_read() {
        let text = "---\ndate: '2023-07-11'\ntitle: \"A talk by Press\\\n  \\ Secretary |\\_Bonn\"\nspeakers:\n  - Ana Ruiz\n  - Tom Hall\ntags: [a, b]\n---\nHello\n";
        let front = front_matter(text);
        assert_eq!(front.value("date"), Some("2023-07-11"));
        assert_eq!(front.value("title"), Some("A talk by Press Secretary | Bonn"));
        assert_eq!(front.values("speakers"), ["Ana Ruiz", "Tom Hall"]);
        assert_eq!(front.values("tags"), ["a", "b"]);
        assert_eq!((front.rest, front.line), ("Hello\n", 10));
    }

    #[test]
    fn a_rule_that_never_closes_is_no_front_matter() {
        for text in ["---\ntitle: x\n", "Hello\n---\n", "", "---"] {
            assert_eq!(front_matter(text), Front { fields: vec![], rest: text, line: 1 }, "{text}");
        }
    }
}
