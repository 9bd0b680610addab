//! One pass over a corpus: plan, partial counts, frozen corpus.

mod collector;
mod corpus;
mod excerpt;
mod grouping;
mod local;
mod partial;
mod plan;
mod recipe;
mod revisit;
mod spill;
mod waiting;
mod witness;
mod words;
mod written;

pub use corpus::{Corpus, Document, TurnRecord};
pub use excerpt::{Excerpt, TurnPlace, Wanted, wanted};
pub use grouping::{Grouping, Selection};
pub use local::{scan, scan_within};
pub use partial::Partial;
pub use plan::{Grain, Plan, Progress};
pub use recipe::Recipe;
pub use revisit::revisit;
pub use spill::{scan_or_refuse, scan_shelving, scan_spilling};
pub use witness::Witness;
pub use written::{Stamp, stamp};
