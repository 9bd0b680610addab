//! A frequency list, its words gathered into the terms of a corpus.

use std::collections::BTreeMap;

use super::terms::{TermCounts, Totals};
use crate::scan::Corpus;
use crate::vocab::{FormId, TermId};

/// How often each word of a frequency list occurs.
pub type WordCounts = BTreeMap<String, u64>;

/// What a frequency list says of the terms of a corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// How often each term occurs.
    pub counts: Vec<u64>,
    /// How many words there are in all.
    pub size: u64,
}

impl Listed {
    /// Gathers the words of a list: each belongs to the term whose key it is, else to the term of that form; words that
    /// the vocabulary does not have are in the total alone.
    ///
    /// The total is the sum of all frequencies, or under [`Totals::Content`] that of the words which are terms.
    pub fn new<F>(corpus: &Corpus<F>, counts: &TermCounts, list: &WordCounts, totals: Totals) -> Self {
        let mut listed = vec![0; counts.terms.len()];
        for (word, count) in list {
            if let Some(term) = term_of(corpus, counts, word) {
                listed[term.index()] += count;
            }
        }
        let size = match totals {
            Totals::All => list.values().sum(),
            Totals::Content => listed.iter().sum(),
        };
        Self { counts: listed, size }
    }
}

/// The term that a word of a list belongs to.
pub(super) fn term_of<F>(corpus: &Corpus<F>, counts: &TermCounts, word: &str) -> Option<TermId> {
    counts.terms.find(word).or_else(|| counts.terms.of(most_frequent(corpus, counts, word)?))
}

/// The form of that spelling; where it is a form in several languages, the most frequent of them.
fn most_frequent<F>(corpus: &Corpus<F>, counts: &TermCounts, word: &str) -> Option<FormId> {
    let first = corpus.vocabulary.find(word)?;
    let alike = (first.0..counts.form_totals.len() as u32).map(FormId);
    let alike = alike.take_while(|&form| corpus.vocabulary.first_alike(form) == first);
    alike.max_by_key(|form| (counts.form_totals[form.index()], std::cmp::Reverse(*form)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::count::Counts;
    use crate::read::{ReadOptions, Source};
    use crate::scan::{Plan, scan};
    use crate::text::{Analyzer, AnalyzerOptions};
    use crate::vocab::{TermRule, TermUnit};

    /// What a list says of "Sanctions sanctioned gas the", its words known.
    fn listed(unit: TermUnit, list: &[(&str, u64)], totals: Totals) -> (Vec<(String, u64)>, u64) {
        let sources = vec![Source::in_memory("a.csv", "speaker,text\nA,Sanctions sanctioned gas the\n")];
        let analyzer = Analyzer::new(&AnalyzerOptions::default()).unwrap();
        let plan = Plan {
            sources,
            read: ReadOptions::default(),
            analyzer: analyzer.into(),
            register: None,
            grain: <_>::default(),
        };
        let mut partial = scan::<Counts>(&plan, &(), &());
        partial.learn(list.iter().map(|entry| entry.0), plan.analyzer.default());
        let corpus = partial.freeze(&plan);
        let rule = TermRule { unit, ..TermRule::default() };
        let counts = TermCounts::new(&corpus, &corpus.counted, rule, totals).unwrap();
        let list = list.iter().map(|&(word, count)| (word.to_owned(), count)).collect();
        let Listed { counts: of_terms, size } = Listed::new(&corpus, &counts, &list, totals);
        let named = counts.terms.ids().map(|term| counts.terms.key(term).to_owned());
        (named.zip(of_terms).filter(|entry| entry.1 > 0).collect(), size)
    }

    fn of(terms: &[(&str, u64)]) -> Vec<(String, u64)> {
        terms.iter().map(|&(term, count)| (term.to_owned(), count)).collect()
    }

    #[test]
    fn forms_and_stems_of_a_list_are_gathered_by_stem() {
        let list =
            [("sanctions", 2), ("Sanctioning", 3), ("sanction", 4), ("gas", 5), ("oil", 6), ("the", 80)];
        let (terms, size) = listed(TermUnit::Stem, &list, Totals::All);
        assert_eq!(terms, of(&[("gas", 5), ("oil", 6), ("sanction", 9)]));
        assert_eq!(size, 100, "stop words are in the total");
        assert_eq!(listed(TermUnit::Stem, &list, Totals::Content).1, 20);
    }

    #[test]
    fn types_and_forms_stay_apart_as_asked_for() {
        let list = [("Sanctions", 2), ("sanctions", 3)];
        assert_eq!(listed(TermUnit::Type, &list, Totals::All).0, of(&[("sanctions", 5)]));
        assert_eq!(listed(TermUnit::Form, &list, Totals::All).0, of(&[("Sanctions", 2), ("sanctions", 3)]));
    }

    #[test]
    fn a_stem_is_itself_even_where_it_has_another_stem() {
        // The stem of "agreed" is "agre", and that of "agre" is "agr".
        let list = [("agreed", 1), ("agre", 1)];
        assert_eq!(listed(TermUnit::Stem, &list, Totals::All).0, of(&[("agre", 2)]));
    }
}
