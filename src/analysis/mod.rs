//! The frozen corpus put into the formulas: one file a question. Records come out, no tables.

mod attraction;
mod collocates;
mod comparison;
mod concordance;
mod dfm;
mod dispersion;
mod diversity;
mod exchanges;
mod explain;
mod family;
mod frequency;
mod keywords;
mod log_rates;
mod ngrams;
mod people;
mod terms;
mod themes;
mod trends;
mod units;

pub use attraction::Attraction;
pub use collocates::{Collocate, Window, Within, collocates};
pub use comparison::{Cluster, Intervals, KeynessOptions, PriorChoice, Reference, Variants};
pub use concordance::{ConcordanceOrder, concordance, counted_context, evenly};
pub use dfm::{Cell, Part, Weight, WeightedDfm};
pub use dispersion::{TermDispersion, dispersions};
pub use diversity::{GroupDiversity, diversities};
pub use exchanges::{Exchange, ThemeUptake, exchanges, uptakes};
pub use explain::{Explained, Fact, Found, explain};
pub use family::Family;
pub use frequency::{Frequency, FrequencyOptions, frequencies};
pub use keywords::Keyness;
pub use ngrams::{Ngram, NgramOptions, NgramSize, ngrams};
pub use people::{SpeakerRow, speakers};
pub use terms::{TermCounts, Totals};
pub use themes::{EntryCount, GroupThemes, ThemeMatrix, entry_counts, group_themes, grouped, rates};
pub use trends::{Change, Period, PeriodRates, Smoothed, changes, periods, smoothed, trends, usual_period};
