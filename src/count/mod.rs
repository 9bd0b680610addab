//! What is counted, how rows are grouped, and which turns take part.

mod filter;
mod key;

pub use filter::{Condition, Filter, Test};
pub use key::Key;
