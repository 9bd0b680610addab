//! What is done with a shard: what is asked, the function that answers, and whether an answer is to be believed.

mod answer;
mod function;
mod rows;
mod task;

pub use answer::{Answer, is_of, verify};
pub use function::{NAME, function};
pub use rows::Rows;
pub use task::{Asks, Task, own_version};
