//! Tallies: what one pass over the turns adds up, and the matrix it freezes to.

mod counts;
mod dfm;
mod filter;
mod hits;
mod key;
mod quotes;
mod rows;
mod tally;
mod texts;

pub use counts::Counts;
pub use dfm::Dfm;
pub use filter::{Condition, Filter, Test};
pub use hits::{Hits, ThemeHit, ThemeHits};
pub use key::Key;
pub use quotes::{Buckets, Quote, QuotePlan, Quotes};
pub use tally::{DocumentKey, Order, Renumbering, Seen, Tally, TurnForms};
pub use texts::{Texts, TurnText};
