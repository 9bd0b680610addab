//! A table of plain values: what every command prints and every page shows.

use jiff::civil::Date;
use serde::{Serialize, Serializer};

/// What a column holds; decides its type in Parquet and its side in print.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnKind {
    /// Words.
    Text,
    /// Whole numbers.
    Integer,
    /// Real numbers.
    Float,
    /// `true` or `false`.
    Boolean,
    /// Days.
    Date,
}

/// A column: its fixed name and what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// The name in every format.
    pub name: &'static str,
    /// What it holds.
    pub kind: ColumnKind,
}

impl Column {
    /// Whether its cells are numbers, which are set flush right.
    pub const fn is_number(&self) -> bool {
        match self.kind {
            ColumnKind::Integer | ColumnKind::Float => true,
            ColumnKind::Text | ColumnKind::Boolean | ColumnKind::Date => false,
        }
    }

    /// A column of words.
    pub const fn text(name: &'static str) -> Self {
        Self { name, kind: ColumnKind::Text }
    }
    /// A column of whole numbers.
    pub const fn integer(name: &'static str) -> Self {
        Self { name, kind: ColumnKind::Integer }
    }
    /// A column of real numbers.
    pub const fn float(name: &'static str) -> Self {
        Self { name, kind: ColumnKind::Float }
    }
    /// A column of truth values.
    pub const fn boolean(name: &'static str) -> Self {
        Self { name, kind: ColumnKind::Boolean }
    }
    /// A column of days.
    pub const fn date(name: &'static str) -> Self {
        Self { name, kind: ColumnKind::Date }
    }
}

/// One cell. Undefined is [`Value::Empty`], never a magic number.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum Value {
    /// Undefined: empty in CSV, null in JSON.
    #[default]
    Empty,
    /// Words; an empty string prints as nothing, and is `""` in JSON.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// A real number, never NaN.
    Float(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A day, printed as `2022-06-01`.
    Date(Date),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Integer(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl From<u32> for Value {
    fn from(number: u32) -> Self {
        Self::Integer(i64::from(number))
    }
}

impl From<usize> for Value {
    fn from(number: usize) -> Self {
        Self::from(number as u64)
    }
}

impl From<f64> for Value {
    fn from(number: f64) -> Self {
        if number.is_nan() { Self::Empty } else { Self::Float(number) }
    }
}

impl From<bool> for Value {
    fn from(truth: bool) -> Self {
        Self::Boolean(truth)
    }
}

impl From<Date> for Value {
    fn from(date: Date) -> Self {
        Self::Date(date)
    }
}

impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// As JSON has it: undefined is null, a day is its ISO text, a float that is not finite is null.
impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Empty => serializer.serialize_unit(),
            Self::Text(text) => serializer.serialize_str(text),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Float(number) => serializer.serialize_f64(*number),
            Self::Boolean(truth) => serializer.serialize_bool(*truth),
            Self::Date(date) => serializer.collect_str(date),
        }
    }
}

/// Columns and rows.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Table {
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The rows; each has as many cells as there are columns.
    pub rows: Vec<Vec<Value>>,
}

impl Table {
    /// A table of `columns` without rows.
    pub fn new(columns: impl Into<Vec<Column>>) -> Self {
        Self { columns: columns.into(), rows: Vec::new() }
    }
}
