//! The frozen corpus put into the formulas: one file a question. Records come out, no tables.

mod exchanges;
mod frequency;
mod keywords;
mod people;
mod terms;
mod themes;

pub use exchanges::{Exchange, ThemeUptake, exchanges, uptakes};
pub use frequency::{Frequency, FrequencyOptions, frequencies};
pub use keywords::{Cluster, Family, Intervals, Keyness, KeynessOptions, PriorChoice, Reference, Variants};
pub use people::{SpeakerRow, speakers};
pub use terms::{Numbers, TermCounts, Totals};
pub use themes::{EntryCount, GroupThemes, ThemeMatrix, entry_counts, group_themes, grouped, rates};
