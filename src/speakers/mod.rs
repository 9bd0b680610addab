//! Who speaks: labels, people and the kinds of their turns.

mod kind;
mod person;

pub use kind::{Kind, Side};
pub use person::{Origin, Person};
