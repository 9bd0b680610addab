//! Words of greeting and address, which say nothing of what is spoken about.

use std::collections::BTreeSet;

use crate::analysis::TermCounts;
use crate::scan::Corpus;
use crate::vocab::TermId;

/// The stems of English words of greeting and address.
const STEMS: [&str; 7] = ["thank", "question", "secretari", "minist", "welcom", "sir", "madam"];

/// The terms of some turns that page and charts leave out: [`STEMS`], and those that are shown by a word of the
/// names of those who speak or are announced. Tables keep them.
pub(super) fn rituals<F>(corpus: &Corpus<F>, counts: &TermCounts, rows: &[u32]) -> BTreeSet<TermId> {
    let announced = corpus.documents.iter().flat_map(|document| &document.header.announced);
    let names = corpus.speakers.iter().map(|speaker| &speaker.name).chain(announced);
    let names: BTreeSet<&str> = names.flat_map(|name| name.split(|c: char| !c.is_alphanumeric())).collect();
    let totals = counts.totals(rows);
    let is_ritual = |term: &TermId| {
        let shown = counts.shown(corpus, *term).trim_end_matches("'s").trim_end_matches("’s");
        let is_name = shown.chars().count() > 1 && names.contains(shown);
        totals[term.index()] > 0 && (is_name || STEMS.contains(&counts.stem(corpus, *term)))
    };
    counts.terms.ids().filter(is_ritual).collect()
}
