//! The frozen corpus put into the formulas: one file a question. Records come out, no tables.

mod answers;
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
mod key_ngrams;
mod keywords;
mod lint;
mod listed;
mod log_rates;
mod ngrams;
mod people;
mod permutations;
mod shifts;
mod suggestions;
mod tallied;
mod terms;
mod themes;
mod topics;
mod trends;
mod units;

pub use answers::{Likeness, likeness};
pub use attraction::Attraction;
pub use collocates::{Collocate, CollocateFinder, Window, Within, collocates};
pub use comparison::{Cluster, Intervals, KeynessOptions, Permutations, PriorChoice, Reference, Variants};
pub use concordance::{ConcordanceOrder, concordance, counted_context, evenly};
pub use dfm::{Cell, Part, Weight, WeightedDfm};
pub use dispersion::{TermDispersion, dispersions};
pub use diversity::{GroupDiversity, diversities};
pub use exchanges::{Exchange, ExchangeKey, ThemeUptake, Whose, exchanges, uptakes};
pub use explain::{Explained, Fact, Found, explain};
pub use family::Family;
pub use frequency::{Frequency, FrequencyOptions, frequencies};
pub use key_ngrams::{CountedNGrams, KeyNGrams, MOST as MOST_TERMS_OF_NGRAM};
pub use keywords::Keyness;
pub use lint::{Evidence, Finding, Lint, StemFamily, alone, lint, overlaps};
pub use listed::{Listed, WordCounts};
pub use ngrams::{Ngram, NgramFinder, NgramOptions, NgramSize, ngrams};
pub use people::{SpeakerRow, speakers};
pub use shifts::{Latest, earlier, latest, shifts};
pub use suggestions::{Suggestion, ThemePair, suggestions, theme_pairs};
pub use terms::{TermCounts, Totals, terms};
pub use themes::{EntryCount, GroupThemes, ThemeMatrix, entry_counts, group_themes, grouped, rates};
pub use topics::{LEAST_TURNS as TOPIC_LEAST_TURNS, TOP_TERMS as TOPIC_TERMS, Topic, topics, usual_topics};
pub use trends::{
    Change, Period, PeriodRates, Smoothed, changes, periods, places, smoothed, trends, usual_period,
};
