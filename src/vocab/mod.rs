//! Forms and what is known of each: ids while counting, byte order once frozen.

mod interner;
mod key;
mod known;
mod lexicon;
mod prefetch;
mod strings;
mod terms;
mod unit;
mod vocabulary;

pub use interner::{FormId, Interner, Sighting};
pub use lexicon::{Lexicon, Renumbered};
pub use prefetch::prefetch;
pub use strings::Strings;
pub use terms::{TermId, Terms};
pub use unit::{Numbers, TermRule, TermUnit};
pub use vocabulary::{Ranks, Vocabulary};
