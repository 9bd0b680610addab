//! XML: TEI, Akoma Ntoso, and what a mapping describes.
//!
//! All three are one walk over the markup: a dialect says what an element means, the walk puts turns together from that.

mod akoma;
mod dialect;
mod document;
mod entities;
mod formats;
mod list;
mod mapping;
mod mappings;
mod markup;
#[cfg(test)]
mod parlamint;
mod pattern;
mod people;
mod registers;
mod root;
mod speech;
mod tei;
mod walk;

pub(super) use formats::{Akoma, Mapped, Tei};
pub use mapping::Mapping;
pub use mappings::Mappings;
pub use registers::Registers;
pub(super) use registers::is_list;
