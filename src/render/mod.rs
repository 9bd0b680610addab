//! Tables, pages and pictures as bytes. Knows no linguistics.

pub mod table;
