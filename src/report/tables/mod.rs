//! Records as rows: one file a table, with the columns that every command and the report folder share.

mod exchanges;
mod frequency;
mod keywords;
mod speakers;
mod themes;
mod turns;

pub use exchanges::{exchanges, pair_columns, pair_columns_with_texts, pair_rows, pair_texts};
pub use frequency::{frequency_columns, frequency_rows};
pub use keywords::{keyword_columns, keyword_rows};
pub use speakers::speakers;
pub use themes::{theme_entries, theme_hit_columns, theme_hit_rows, themes};
pub use turns::{findings, token_columns, token_rows, turns};

use crate::render::table::{Column, Value};

/// The columns of a table that has a column `group` first where there are groups.
fn grouped(by: Option<&crate::count::Key>, columns: &[Column]) -> Vec<Column> {
    let group = by.map(|_| Column::text("group"));
    group.into_iter().chain(columns.iter().copied()).collect()
}

/// Forms with their counts, as one cell: `States 7, stated 2`.
fn with_counts<'a>(forms: impl IntoIterator<Item = (&'a str, u64)>) -> Value {
    let shown: Vec<String> = forms.into_iter().map(|(form, count)| format!("{form} {count}")).collect();
    Value::Text(shown.join(", "))
}

/// Numbers or names as one cell, parted by `|`.
fn listed<T: ToString>(items: impl IntoIterator<Item = T>) -> Value {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    Value::Text(items.join("|"))
}
