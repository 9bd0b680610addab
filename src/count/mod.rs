//! Tallies: what one pass over the turns adds up, and the matrix it freezes to.

mod contexts;
mod counts;
mod dfm;
mod filter;
mod hits;
mod kept;
mod key;
mod pages;
mod portable;
mod quotes;
mod rows;
mod sentences;
mod speaker_counts;
mod spread;
mod store;
mod tally;
mod texts;
mod tokens;
mod turns;
mod varint;

pub use contexts::{Context, ContextPlan, Contexts, Reach, Surroundings};
pub use counts::Counts;
pub use dfm::Dfm;
pub use filter::{Condition, Filter, Test};
pub use hits::{Hits, ThemeHit, ThemeHits};
pub use key::Key;
pub use portable::{Portable, Sizes};
pub use quotes::{Quote, QuotePlan, Quotes};
pub use sentences::Sentences;
pub use speaker_counts::{SpeakerCounts, SpeakerTable};
pub use spread::Spread;
pub use tally::{DocumentKey, Ended, Order, Renumbering, RowNumbers, Seen, Tally, TurnForms};
pub use texts::{Texts, TurnText};
pub use tokens::{Coded, Forms, Sequence, Tokens};
