//! The tables `[xml.NAME]`: what elements of XML mean.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::value::{Fault, strings, wrong_type};
use crate::read::Mapping;

/// The mapping of each `[xml.NAME]`.
pub fn mappings(value: &Spanned<DeValue<'_>>) -> Result<Vec<Mapping>, Fault> {
    let tables = table("xml", value)?;
    tables.iter().map(|(name, keys)| mapping(name.get_ref(), name.span().start, keys)).collect()
}

fn table<'v, 't>(key: &str, value: &'v Spanned<DeValue<'t>>) -> Result<&'v DeTable<'t>, Fault> {
    value.get_ref().as_table().ok_or_else(|| wrong_type(key, "tables, [xml.NAME]", value))
}

fn mapping(name: &str, offset: usize, keys: &Spanned<DeValue<'_>>) -> Result<Mapping, Fault> {
    let mut mapping = Mapping::new(name);
    for (key, value) in table("xml", keys)? {
        let key_offset = Some(key.span().start);
        let set = mapping.set(key.get_ref(), names(key.get_ref(), value)?);
        set.map_err(|error| Fault { error, offset: key_offset })?;
    }
    mapping.complete().map_err(|error| Fault { error, offset: Some(offset) })
}

/// A string, or a list of strings.
fn names(key: &str, value: &Spanned<DeValue<'_>>) -> Result<Vec<String>, Fault> {
    match value.get_ref() {
        DeValue::String(name) => Ok(vec![name.to_string()]),
        DeValue::Array(_) => strings(key, value),
        _ => Err(wrong_type(key, "a string or a list of strings", value)),
    }
}
