//! Forms and what is known of each: ids while counting, byte order once frozen.

mod interner;
mod lexicon;
mod terms;
mod unit;
mod vocabulary;

pub use interner::{FormId, Interner, Sighting};
pub use lexicon::Lexicon;
pub use terms::{TermId, Terms};
pub use unit::TermUnit;
pub use vocabulary::Vocabulary;
