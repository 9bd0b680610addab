//! Words of greeting and address, which say nothing of what is spoken about.

use std::collections::BTreeSet;

use crate::scan::Corpus;
use crate::vocab::{TermId, Terms};

/// The stems of English words of greeting and address.
const STEMS: [&str; 13] = [
    "thank",
    "question",
    "secretari",
    "minist",
    "welcom",
    "sir",
    "madam",
    "mr",
    "mrs",
    "ms",
    "chairman",
    "presid",
    "pleas",
];

/// The terms that page and charts leave out: [`STEMS`], and the words of the names of those who speak or are
/// announced. Tables keep them.
pub(super) fn rituals<F>(corpus: &Corpus<F>, terms: &Terms) -> BTreeSet<TermId> {
    let mut names: BTreeSet<String> = BTreeSet::new();
    let announced = corpus.documents.iter().flat_map(|document| &document.header.announced);
    for name in corpus.speakers.iter().map(|speaker| &speaker.name).chain(announced) {
        names.extend(name.split(|c: char| !c.is_alphanumeric()).map(str::to_lowercase));
    }
    let is_ritual = |term: TermId| {
        terms.members(term).iter().any(|&form| {
            let lexeme = corpus.vocabulary.lexeme(form);
            let bare = lexeme.folded.trim_end_matches("'s");
            STEMS.contains(&lexeme.stem.as_str()) || (bare.chars().count() > 1 && names.contains(bare))
        })
    };
    terms.ids().filter(|&term| is_ritual(term)).collect()
}
