//! Tables, pages and pictures as bytes. Knows no linguistics.

mod bars;
pub mod chart;
mod csv;
pub mod font;
mod html;
mod json;
mod markdown;
pub mod page;
mod parquet;
pub mod print;
pub mod raster;
pub mod table;
mod terminal;
pub mod writer;
