//! From characters to words, types, stems and theme hits: everything that is worked out once per form.

mod analyzer;
mod analyzers;
mod compounds;
mod fold;
mod language;
mod list;
mod sentence;
mod spaceless;
mod stem;
mod stop;
mod themes;
mod tokenize;

pub use analyzer::{Analyzer, AnalyzerOptions, Lexeme, OfType, Scope};
pub use analyzers::{Analyzers, Languages};
pub use compounds::Compounds;
pub use fold::unmarked;
pub use language::{Language, SEEN, identify};
pub use list::WordList;
pub use sentence::sentence_at;
pub use spaceless::Characters;
pub use stem::stemmer_version;
pub use stop::{StopList, StopWords};
pub use themes::{
    DEFAULT_THEMES, Dictionary, Entry, EntryId, Hit, Note, Scratch, Theme, ThemeId, Themes, WordPatternId,
};
pub use tokenize::{Hyphens, Span, tokenizer_version, word_spans, words};
