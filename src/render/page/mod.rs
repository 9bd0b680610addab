//! A page of words, tables, figures and quotations, as HTML, Markdown and JSON.
//!
//! One model ([`Page`]), three renderers. The model knows nothing of what the page is about.

mod anchors;
mod html;
mod json;
mod markdown;
mod model;
mod view;

pub use crate::render::print::Form;
pub use anchors::slug;
pub use html::html;
pub use json::{SCHEMA_VERSION, json};
pub use markdown::markdown;
pub use model::{Block, Details, Figure, Head, Inline, Page, Quotation, Section, Sentence, Span, TableBlock};

/// Rows of a table that the page and its JSON show; the rest is left to the CSV.
pub const PAGE_ROWS: usize = 200;

/// Rows of a table that the Markdown shows.
pub const MARKDOWN_ROWS: usize = 25;
