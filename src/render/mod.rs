//! Tables, pages and pictures as bytes. Knows no linguistics.

pub mod chart;
pub mod font;
pub mod raster;
pub mod table;
