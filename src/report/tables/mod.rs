//! Records as rows: one file a table, with the columns that every command and the report folder share.

mod concordance;
mod dfm;
mod exchanges;
mod explain;
mod frequency;
mod keywords;
mod lint;
mod sequences;
mod speakers;
mod spread;
mod theme_evidence;
mod themes;
mod trends;
mod turns;

pub use concordance::{concordance_columns, concordance_rows};
pub use dfm::{
    DFM_TERM_COLUMNS, dfm_cell_columns, dfm_cell_rows, dfm_part_columns, dfm_part_rows, dfm_term_rows,
    matrix_market,
};
pub use exchanges::{exchanges, pair_columns, pair_columns_with_texts, pair_rows, pair_texts};
pub use explain::explanation;
pub use frequency::{frequency_columns, frequency_rows};
pub use keywords::{keyword_columns, keyword_rows};
pub use lint::theme_lint;
pub use sequences::{collocate_columns, collocate_row, ngram_columns, ngram_row};
pub use speakers::speakers;
pub use spread::{dispersion, diversity};
pub use theme_evidence::{suggestions, theme_pairs, topics, topics_as_themes};
pub use themes::{theme_entries, theme_hit_columns, theme_hit_rows, themes};
pub use trends::{change_columns, change_row, shift_columns, shift_rows, trend_columns, trend_rows};
pub use turns::{findings, token_columns, token_rows, turns};

use crate::render::table::{Column, Table, Value};

/// The columns of a table that has a column `group` first where there are groups.
fn grouped(by: Option<&crate::count::Key>, columns: &[Column]) -> Vec<Column> {
    let group = by.map(|_| Column::text("group"));
    group.into_iter().chain(columns.iter().copied()).collect()
}

/// The tables of groups as one: with a key, the group first.
pub fn of_groups(by: Option<&crate::count::Key>, groups: Vec<(String, Table)>) -> Table {
    let columns = groups.first().map(|(_, table)| grouped(by, &table.columns)).unwrap_or_default();
    let mut all = Table::new(columns);
    for (group, table) in groups {
        let lead = by.map(|_| Value::Text(group));
        all.rows.extend(table.rows.into_iter().map(|row| lead.iter().cloned().chain(row).collect()));
    }
    all
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
