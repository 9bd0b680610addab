//! Values of the keys that are no plain option.

use regex::Regex;
use toml::Spanned;
use toml::de::DeValue;

use crate::error::Error;
use crate::read::{LabelRule, Verdict};
use crate::suggest::unknown;

/// An error, and where in the file it stands, where that is not simply its key.
pub struct Fault {
    /// What is wrong.
    pub error: Error,
    /// The byte at which it stands.
    pub offset: Option<usize>,
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self { error, offset: None }
    }
}

impl Fault {
    fn in_value(value: &Spanned<DeValue<'_>>, error: Error) -> Self {
        Self { error, offset: Some(value.span().start) }
    }
}

/// A value of another type than its key takes.
pub fn wrong_type(key: &str, wanted: &str, found: &Spanned<DeValue<'_>>) -> Fault {
    let found_type = match found.get_ref() {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    Fault::in_value(found, Error::config(format_args!("'{key}' takes {wanted}, not {found_type}")))
}

/// A list of strings.
pub fn strings(key: &str, value: &Spanned<DeValue<'_>>) -> Result<Vec<String>, Fault> {
    let wanted = "a list of strings";
    let list = value.get_ref().as_array().ok_or_else(|| wrong_type(key, wanted, value))?;
    list.iter()
        .map(|item| item.get_ref().as_str().map(str::to_owned).ok_or_else(|| wrong_type(key, wanted, item)))
        .collect()
}

/// Each `[[labels]]`.
pub fn label_rules(value: &Spanned<DeValue<'_>>) -> Result<Vec<LabelRule>, Fault> {
    let list = value.get_ref().as_array().ok_or_else(|| no_label(value))?;
    list.iter().map(label_rule).collect()
}

fn label_rule(label: &Spanned<DeValue<'_>>) -> Result<LabelRule, Fault> {
    let table = label.get_ref().as_table().ok_or_else(|| no_label(label))?;
    if let Some(key) = table.keys().find(|key| !matches!(key.get_ref().as_ref(), "pattern" | "label")) {
        let error = unknown("key of [[labels]]", key.get_ref(), ["pattern", "label"]);
        return Err(Fault { error, offset: Some(key.span().start) });
    }
    let Some(value) = table.get("pattern") else {
        return Err(Fault::in_value(label, Error::config("[[labels]] needs a pattern")));
    };
    let pattern = value.get_ref().as_str().ok_or_else(|| wrong_type("pattern", "a string", value))?;
    let label = match table.get("label").map(|value| (value.get_ref().as_bool(), value)) {
        None | Some((Some(true), _)) => Verdict::Label,
        Some((Some(false), _)) => Verdict::NoLabel,
        Some((None, value)) => return Err(wrong_type("label", "true or false", value)),
    };
    match Regex::new(pattern) {
        Ok(_) => Ok(LabelRule { pattern: pattern.to_owned(), label }),
        Err(error) => {
            let whole = error.to_string();
            let reason = whole.lines().last().unwrap_or_default().trim_start_matches("error: ");
            Err(Fault::in_value(value, Error::config(format_args!("'{pattern}' is no pattern: {reason}"))))
        }
    }
}

fn no_label(found: &Spanned<DeValue<'_>>) -> Fault {
    wrong_type("labels", "tables, [[labels]] with a pattern", found)
}
