//! What is counted, how rows are grouped, and which turns take part.

mod filter;
mod key;
mod term_unit;

pub use filter::{Condition, Filter, Test};
pub use key::Key;
pub use term_unit::TermUnit;
