//! The frozen corpus put into the formulas: one file a question. Records come out, no tables.

mod answers;
mod comparison;
mod exchanges;
mod family;
mod frequency;
mod key_ngrams;
mod keywords;
mod listed;
mod log_rates;
mod people;
mod permutations;
mod terms;
mod themes;

pub use answers::{Likeness, likeness};
pub use comparison::{Cluster, Intervals, KeynessOptions, Permutations, PriorChoice, Reference, Variants};
pub use exchanges::{Exchange, ExchangeKey, ThemeUptake, Whose, exchanges, uptakes};
pub use family::Family;
pub use frequency::{Frequency, FrequencyOptions, frequencies};
pub use key_ngrams::{CountedNGrams, KeyNGrams, MOST as MOST_TERMS_OF_NGRAM};
pub use keywords::Keyness;
pub use listed::{Listed, WordCounts};
pub use people::{SpeakerRow, speakers};
pub use terms::{TermCounts, Totals};
pub use themes::{EntryCount, GroupThemes, ThemeMatrix, entry_counts, group_themes, grouped, rates};
