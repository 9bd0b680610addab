//! quanteda's dictionaries in YAML.

use saphyr_parser::{Event, Parser, ScalarStyle};

use crate::error::{Error, Result};

use super::Imported;
use super::oddity::Oddity;
use super::outline::{CategoryId, Outline};

/// Maps and lists stand in one another no deeper than this.
const DEEPEST: usize = 128;

/// A key is a category and what it holds its entries: a word, a list of words, a map of further categories, or a list
/// of any of these. What stands under the key `__` or an empty one is the category's around it.
pub(super) fn read(text: &str) -> Result<Imported> {
    let mut walk = Walk { outline: Outline::default(), open: Vec::new() };
    for event in Parser::new_from_str(text) {
        let (event, span) =
            event.map_err(|error| Error::config(error.info()).on_line(error.marker().line() as u64))?;
        let line = span.start.line() as u64;
        match event {
            Event::Scalar(text, style, ..) => walk.scalar(&text, style, line)?,
            Event::SequenceStart(..) => walk.begin(Place::List, line)?,
            Event::MappingStart(..) => walk.begin(Place::Key, line)?,
            Event::SequenceEnd | Event::MappingEnd => drop(walk.open.pop()),
            Event::Alias(_) => walk.alias(line),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {}
        }
    }
    Ok(walk.outline.finish())
}

/// What comes next in a list or map.
#[derive(Debug, Clone, Copy)]
enum Place {
    /// An item of a list.
    List,
    /// A key of a map.
    Key,
    /// What the last key holds.
    Value(Option<CategoryId>),
}

/// A list or map that has begun, and the category whose it is.
struct Open {
    category: Option<CategoryId>,
    place: Place,
}

struct Walk {
    outline: Outline,
    open: Vec<Open>,
}

impl Walk {
    fn scalar(&mut self, text: &str, style: ScalarStyle, line: u64) -> Result<()> {
        let around = self.open.last_mut().ok_or_else(|| Error::config(NO_MAP).on_line(line))?;
        let category = match around.place {
            Place::List => around.category,
            Place::Value(category) => {
                around.place = Place::Key;
                category
            }
            Place::Key => {
                let key = match text.trim() {
                    "" | "__" => around.category,
                    name => Some(self.outline.category(around.category, name, line)?),
                };
                around.place = Place::Value(key);
                return Ok(());
            }
        };
        let is_null = style == ScalarStyle::Plain && matches!(text, "" | "~" | "null");
        match category {
            _ if is_null => {}
            Some(category) => self.outline.entry(category, text, line),
            None => self.outline.odd(Oddity::Homeless, text, line),
        }
        Ok(())
    }

    fn begin(&mut self, place: Place, line: u64) -> Result<()> {
        let category = match self.open.last_mut() {
            None => None,
            Some(Open { place: Place::Key, .. }) => {
                return Err(Error::config("a key that is a list or a map").on_line(line));
            }
            Some(Open { category, place: Place::List }) => *category,
            Some(Open { place, .. }) => match std::mem::replace(place, Place::Key) {
                Place::Value(category) => category,
                Place::List | Place::Key => None,
            },
        };
        if self.open.len() == DEEPEST {
            return Err(Error::config("lists and maps are nested too deep").on_line(line));
        }
        self.open.push(Open { category, place });
        Ok(())
    }

    fn alias(&mut self, line: u64) {
        if let Some(around) = self.open.last_mut() {
            around.place = match around.place {
                Place::List => Place::List,
                Place::Value(_) => Place::Key,
                Place::Key => Place::Value(around.category),
            };
        }
        self.outline.odd(Oddity::Alias, "*", line);
    }
}

const NO_MAP: &str = "a dictionary in YAML is a map of categories";

#[cfg(test)]
mod tests {
    use super::super::outline::seen;
    use super::*;

    #[test]
    fn keys_within_keys_are_categories_and_lists_their_entries() {
        let file = "# comment\nsea:\n  __: [tide]\n  'NO': [port*, old harbour]\n  far:\n    - \"wave: high\"\n    - deep:\n        - abyss\nland: hill\nair:\nnone: ~\n";
        let expected = [
            "sea: tide",
            "sea.NO: port*, old harbour",
            "sea.far: wave: high",
            "sea.far.deep: abyss",
            "land: hill",
            "air: ",
            "none: ",
        ];
        assert_eq!(seen(read(file)), expected);
    }

    #[test]
    fn faults_have_their_line_and_what_is_left_out_is_told() {
        for (file, fault) in [
            ("word", "line 1: a dictionary in YAML is a map of categories"),
            ("a: [b]\n? [x]\n: y\n", "line 2: a key that is a list or a map"),
        ] {
            assert_eq!(read(file).unwrap_err().to_string(), fault);
        }
        assert!(read("a:\n  - 'b\n").unwrap_err().line() > Some(1));
        assert!(read(&"[".repeat(50_000)).is_err() && read(&"- ".repeat(50_000)).is_err());
        let read = read("- stray\n- a: &x [b]\n  c: *x\n").unwrap();
        let lines: Vec<_> = read.oddities.into_notes().into_iter().map(|note| note.line).collect();
        assert_eq!((lines, read.themes.len()), (vec![1, 3], 2));
    }
}
