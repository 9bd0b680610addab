//! Turns as columns of Arrow, under the names by which dictum reads them again.

use std::sync::Arc;

use arrow::array::{ArrayBuilder, ArrayRef, Date32Builder, Int64Builder, RecordBatch, StringBuilder};
use arrow::datatypes::{DataType, Field, Schema, SchemaRef};
use dictum::read::{Header, Turn, declared_language};
use dictum::speakers::Origin;
use dictum::{Error, Result};

/// The columns that hold texts, before those that the user asks for.
const TEXTS: [&str; 13] = [
    "document",
    "speaker",
    "speaker_as_printed",
    "honorific",
    "role",
    "affiliation",
    "kind",
    "language",
    "title",
    "url",
    "document_announced",
    "document_fields",
    "text",
];

/// Rows that are being gathered.
pub(super) struct Columns {
    schema: SchemaRef,
    texts: Vec<StringBuilder>,
    turn: Int64Builder,
    line: Int64Builder,
    date: Date32Builder,
    fields: Vec<String>,
}

impl Columns {
    /// No rows, with columns for these further fields.
    pub fn new(fields: &[String]) -> Self {
        let texts = TEXTS.iter().copied().chain(fields.iter().map(String::as_str));
        let field = |name: &str| Field::new(name, DataType::Utf8, true);
        let mut columns: Vec<Field> = texts.map(field).collect();
        columns.push(Field::new("turn", DataType::Int64, true));
        columns.push(Field::new("line", DataType::Int64, true));
        columns.push(Field::new("date", DataType::Date32, true));
        let texts = std::iter::repeat_with(StringBuilder::new).take(TEXTS.len() + fields.len()).collect();
        Self {
            schema: Arc::new(Schema::new(columns)),
            texts,
            turn: Int64Builder::new(),
            line: Int64Builder::new(),
            date: Date32Builder::new(),
            fields: fields.to_vec(),
        }
    }

    pub fn schema(&self) -> SchemaRef {
        Arc::clone(&self.schema)
    }

    /// How many rows wait.
    pub fn rows(&self) -> usize {
        self.turn.len()
    }

    /// Adds the turn that stands at `place` of a document, from 0.
    pub fn add(&mut self, header: &Header, place: u32, turn: &Turn<'_>) {
        let person = turn.speaker;
        let printed = person.filter(|person| person.origin == Origin::Label);
        let once = |said: String| if place == 0 { said } else { String::new() };
        let known = || serde_json::to_string(&header.fields).unwrap_or_default();
        let announced = || serde_json::to_string(&header.announced).unwrap_or_default();
        let known = if header.fields.is_empty() { String::new() } else { once(known()) };
        let announced = if header.announced.is_empty() { String::new() } else { once(announced()) };
        let cells: [&str; TEXTS.len()] = [
            &header.name,
            person.map_or("", |person| &person.name),
            printed.map_or("", |person| &person.label),
            printed.map_or("", |person| &person.honorific),
            person.map_or("", |person| &person.role),
            person.map_or("", |person| &person.affiliation),
            turn.kind.name(),
            declared_language(turn.fields).map_or("", |language| language.code()),
            &header.title,
            &header.url,
            &announced,
            &known,
            turn.text,
        ];
        let field = |name: &String| {
            let own = turn.fields.iter().find(|field| field.0 == *name);
            own.map_or("", |field| field.1.as_str())
        };
        let further = self.fields.iter().map(field);
        for ((column, cell), builder) in cells.into_iter().chain(further).enumerate().zip(&mut self.texts) {
            // A text may be empty and is there all the same.
            match cell.is_empty() && column != TEXTS.len() - 1 {
                true => builder.append_null(),
                false => builder.append_value(cell),
            }
        }
        self.turn.append_value(i64::from(turn.number.unwrap_or(place)));
        self.line.append_value(i64::try_from(turn.line).unwrap_or(i64::MAX));
        self.date.append_option(turn.date.or(header.date).map(days));
    }

    /// The rows that wait, which are then gone from here.
    ///
    /// # Errors
    /// Never, as long as each row has a cell in each column.
    pub fn take(&mut self) -> Result<RecordBatch> {
        let texts = self.texts.iter_mut().map(|builder| Arc::new(builder.finish()) as ArrayRef);
        let mut arrays: Vec<ArrayRef> = texts.collect();
        arrays.push(Arc::new(self.turn.finish()));
        arrays.push(Arc::new(self.line.finish()));
        arrays.push(Arc::new(self.date.finish()));
        RecordBatch::try_new(self.schema(), arrays).map_err(Error::engine)
    }
}

/// A day as Arrow has it: days after 1 January 1970.
fn days(day: jiff::civil::Date) -> i32 {
    let epoch = jiff::civil::date(1970, 1, 1);
    day.since(epoch).map_or(0, |span| span.get_days())
}
