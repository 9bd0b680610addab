//! Forms and what they are counted as.

mod unit;

pub use unit::TermUnit;
