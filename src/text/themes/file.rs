//! The theme file: TOML, read in the order in which it is written.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::error::{Error, Result};
use crate::suggest::nearest;

use super::ThemeId;

/// A theme as the file has it.
#[derive(Debug)]
pub(super) struct FileTheme {
    pub key: String,
    pub label: String,
    pub parent: Option<ThemeId>,
    pub terms: Vec<Term>,
    pub not: Vec<Term>,
}

/// A pattern as written, and its line.
#[derive(Debug)]
pub(super) struct Term {
    pub text: String,
    pub line: u64,
}

/// The themes of a file, each before those under it, otherwise as written.
pub(super) fn read(text: &str) -> Result<Vec<FileTheme>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let reader = Reader { text };
    let document = DeTable::parse(text).map_err(|error| {
        let start = error.span().map_or(0, |span| span.start);
        reader.fault(start, error.message().trim_end())
    })?;
    let mut themes = Vec::new();
    for (key, value) in in_order(document.get_ref()) {
        if key.get_ref() != "themes" {
            return Err(reader.unknown(key.span().start, key.get_ref(), &["themes"]));
        }
        for (key, value) in in_order(reader.table(key.get_ref(), value)?) {
            reader.theme(key.get_ref(), value, None, &mut themes)?;
        }
    }
    Ok(themes)
}

type Pair<'t, 'i> = (&'t Spanned<std::borrow::Cow<'i, str>>, &'t Spanned<DeValue<'i>>);

/// The pairs of a table in the order in which their keys stand in the file.
fn in_order<'t, 'i>(table: &'t DeTable<'i>) -> Vec<Pair<'t, 'i>> {
    let mut pairs: Vec<_> = table.iter().collect();
    pairs.sort_by_key(|(key, _)| key.span().start);
    pairs
}

struct Reader<'i> {
    text: &'i str,
}

impl Reader<'_> {
    /// Adds the theme called `name` and those under it.
    fn theme(
        &self,
        name: &str,
        value: &Spanned<DeValue<'_>>,
        parent: Option<ThemeId>,
        themes: &mut Vec<FileTheme>,
    ) -> Result<()> {
        if name.trim().is_empty() || name.contains('.') {
            let what = format!("'{name}' cannot be a theme's key: empty, or with a dot");
            return Err(self.fault(value.span().start, what));
        }
        let key = match parent {
            Some(parent) => format!("{}.{name}", themes[parent.index()].key),
            None => name.to_owned(),
        };
        let id = ThemeId(super::id(themes.len()));
        let label = key.clone();
        themes.push(FileTheme { key: key.clone(), label, parent, terms: Vec::new(), not: Vec::new() });
        for (name, value) in in_order(self.table(&key, value)?) {
            match (name.get_ref().as_ref(), value.get_ref()) {
                ("label", _) => themes[id.index()].label = self.string("label", value)?.to_owned(),
                ("terms", _) => themes[id.index()].terms = self.terms("terms", value)?,
                ("not", _) => themes[id.index()].not = self.terms("not", value)?,
                (name, DeValue::Table(_)) => self.theme(name, value, Some(id), themes)?,
                (other, _) => {
                    return Err(self.unknown(name.span().start, other, &["label", "terms", "not"]));
                }
            }
        }
        Ok(())
    }

    fn table<'t, 'i>(&self, key: &str, value: &'t Spanned<DeValue<'i>>) -> Result<&'t DeTable<'i>> {
        value.get_ref().as_table().ok_or_else(|| self.expected(key, "a table", value))
    }

    fn string<'t>(&self, key: &str, value: &'t Spanned<DeValue<'_>>) -> Result<&'t str> {
        value.get_ref().as_str().ok_or_else(|| self.expected(key, "a string", value))
    }

    fn terms(&self, key: &str, value: &Spanned<DeValue<'_>>) -> Result<Vec<Term>> {
        let list =
            value.get_ref().as_array().ok_or_else(|| self.expected(key, "a list of strings", value))?;
        let term = |value| {
            Ok(Term { text: self.string(key, value)?.to_owned(), line: self.line(value.span().start) })
        };
        list.iter().map(term).collect()
    }

    fn expected(&self, key: &str, wanted: &str, value: &Spanned<DeValue<'_>>) -> Error {
        let found = value.get_ref().type_str();
        self.fault(value.span().start, format!("'{key}' is to be {wanted}, not of type {found}"))
    }

    fn unknown(&self, start: usize, key: &str, known: &[&str]) -> Error {
        let hint = match nearest(key, known.iter().copied()).first() {
            Some(near) => format!("did you mean '{near}'?"),
            None => format!("known here: {}", known.join(", ")),
        };
        self.fault(start, format!("unknown key '{key}'; {hint}"))
    }

    fn fault(&self, start: usize, what: impl std::fmt::Display) -> Error {
        Error::config(what).on_line(self.line(start))
    }

    fn line(&self, start: usize) -> u64 {
        1 + self.text.bytes().take(start).map(|byte| u64::from(byte == b'\n')).sum::<u64>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn themes_stand_as_written_and_children_after_their_parents() {
        let file = "[themes.z]\nterms = ['z']\nlabel = 'Zed'\n[themes.a.inner]\nterms = ['i']\n[themes.z.y]\nnot = ['n']\n[themes.a]\n";
        let themes = read(file).unwrap();
        let seen: Vec<_> =
            themes.iter().map(|theme| (theme.key.as_str(), theme.label.as_str(), theme.parent)).collect();
        let expected = [
            ("z", "Zed", None),
            ("z.y", "z.y", Some(ThemeId(0))),
            ("a", "a", None),
            ("a.inner", "a.inner", Some(ThemeId(2))),
        ];
        assert_eq!(seen, expected);
    }

    #[test]
    fn every_fault_has_its_line_and_an_unknown_key_the_nearest() {
        for (file, fault) in [
            ("[theme.a]\nterms = []", "line 1: unknown key 'theme'; did you mean 'themes'?"),
            ("[themes.a]\n\nterm = ['x']", "line 3: unknown key 'term'; did you mean 'terms'?"),
            ("[themes.a]\nweight = 3", "line 2: unknown key 'weight'; known here: label, terms, not"),
            ("[themes.a]\nterms = 'x'", "line 2: 'terms' is to be a list of strings, not of type string"),
            ("[themes.a]\nterms = [\n'x',\n4]", "line 4: 'terms' is to be a string, not of type integer"),
            ("[themes]\na = 1", "line 2: 'a' is to be a table, not of type integer"),
            ("[themes.\"a.b\"]", "line 1: 'a.b' cannot be a theme's key: empty, or with a dot"),
        ] {
            assert_eq!(read(file).unwrap_err().to_string(), fault);
        }
        let broken = read("[themes.a]\nterms = ['x'\n[themes.b]\n").unwrap_err();
        assert!(broken.line() > Some(1), "{broken}");
    }
}
