//! One record in JSON: only the fields that are read, borrowed where they can be.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::read::tabular::Columns;

/// What is said of a line that is no record.
pub(in crate::read) fn left_out(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let what = text.rsplit_once(" at line ").map_or(&*text, |(what, _)| what);
    format!("no record: {what}, at column {}; it was left out", error.column())
}

/// The keys of a record.
pub(in crate::read) fn keys(line: &str) -> Vec<String> {
    let record = serde_json::from_str::<BTreeMap<String, IgnoredAny>>(line).unwrap_or_default();
    record.into_keys().collect()
}

/// A field's content as text, borrowed where it is written without escapes; `None`: absent or null.
pub(in crate::read) type Cell<'a> = Option<Cow<'a, str>>;

/// Fills `cells` with the fields of one record that are read, by their numbers.
pub(in crate::read) fn parse<'a>(
    line: &'a str,
    columns: &Columns,
    cells: &mut Vec<Cell<'a>>,
) -> serde_json::Result<()> {
    cells.clear();
    cells.resize(columns.names().len(), None);
    let mut json = serde_json::Deserializer::from_str(line);
    json.deserialize_map(RecordVisitor { columns, cells })?;
    json.end()
}

struct RecordVisitor<'c, 'a> {
    columns: &'c Columns,
    cells: &'c mut Vec<Cell<'a>>,
}

impl<'a> Visitor<'a> for RecordVisitor<'_, 'a> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<(), M::Error> {
        while let Some(key) = map.next_key_seed(KeySeed(self.columns))? {
            match key {
                Some(number) => self.cells[number] = map.next_value_seed(CellSeed(self.columns, number))?,
                None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// Turns a key into the number of its column.
struct KeySeed<'c>(&'c Columns);

impl<'a> DeserializeSeed<'a> for KeySeed<'_> {
    type Value = Option<usize>;

    fn deserialize<D: Deserializer<'a>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Option<usize>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Self::Value, E> {
        Ok(self.0.number(key))
    }
}

/// Under what an object that is a speaker has a name, the best first.
const NAMES: [&str; 3] = ["name", "id", "@id"];

/// Turns a value into a cell; a list or an object is an error in an essential field, else nothing. A speaker may be an
/// object that has a name.
struct CellSeed<'c>(&'c Columns, usize);

impl CellSeed<'_> {
    fn nested<'a, E: serde::de::Error>(&self, what: &str) -> Result<Cell<'a>, E> {
        let Self(columns, number) = self;
        match columns.is_essential(*number) {
            true => Err(E::custom(format!("field '{}' is {what}, not text", columns.names()[*number]))),
            false => Ok(None),
        }
    }
}

impl<'a> DeserializeSeed<'a> for CellSeed<'_> {
    type Value = Cell<'a>;

    fn deserialize<D: Deserializer<'a>>(self, json: D) -> Result<Self::Value, D::Error> {
        json.deserialize_any(self)
    }
}

impl<'a> Visitor<'a> for CellSeed<'_> {
    type Value = Cell<'a>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text")
    }

    fn visit_borrowed_str<E>(self, text: &'a str) -> Result<Cell<'a>, E> {
        Ok(Some(Cow::Borrowed(text)))
    }

    fn visit_str<E>(self, text: &str) -> Result<Cell<'a>, E> {
        Ok(Some(Cow::Owned(text.to_owned())))
    }

    fn visit_bool<E>(self, truth: bool) -> Result<Cell<'a>, E> {
        Ok(Some(Cow::Borrowed(if truth { "true" } else { "false" })))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Cell<'a>, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Cell<'a>, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Cell<'a>, E> {
        Ok(Some(Cow::Owned(number.to_string())))
    }

    fn visit_unit<E>(self) -> Result<Cell<'a>, E> {
        Ok(None)
    }

    fn visit_seq<S: SeqAccess<'a>>(self, mut list: S) -> Result<Cell<'a>, S::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        self.nested("a list")
    }

    fn visit_map<M: MapAccess<'a>>(self, mut map: M) -> Result<Cell<'a>, M::Error> {
        let mut name = None;
        while let Some(key) = map.next_key::<Cow<'_, str>>()? {
            let rank = NAMES.iter().position(|known| self.1 == self.0.speaker && *known == key);
            match rank {
                Some(rank) if name.as_ref().is_none_or(|(best, _)| rank < *best) => {
                    let found = map.next_value_seed(CellSeed(self.0, self.1))?;
                    name = found.map(|found| (rank, found)).or(name);
                }
                Some(_) | None => drop(map.next_value::<IgnoredAny>()?),
            }
        }
        match name {
            Some((_, name)) => Ok(Some(name)),
            None => self.nested("an object"),
        }
    }
}
