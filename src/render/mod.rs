//! Tables, pages and pictures as bytes. Knows no linguistics.

mod csv;
mod json;
mod markdown;
pub mod page;
mod parquet;
pub mod print;
pub mod table;
mod terminal;
pub mod writer;
