//! N-grams as terms, told off from the texts once more.

use std::collections::BTreeMap;

use dictum::analysis::{KeyNGrams, TermCounts, Totals, WordCounts};
use dictum::count::{Counts, Tokens};
use dictum::read::Source;
use dictum::scan::Corpus;
use dictum::vocab::{TermRule, TermUnit};
use proptest::prelude::*;

use super::made::{forms, partial, plan, sources};

fn read(sources: &[Source]) -> Corpus<Tokens> {
    partial::<Counts>(sources, &()).freeze(&plan(Vec::new()))
}

fn terms(corpus: &Corpus<Tokens>) -> TermCounts {
    TermCounts::new(corpus, &corpus.counted, TermRule::default(), Totals::All).unwrap()
}

/// How often each n-gram occurs in each turn, by its key.
fn told_off(corpus: &Corpus<Tokens>, terms: &TermCounts, n: usize) -> Vec<BTreeMap<String, u64>> {
    let of_turn = |row: u32| {
        let keys: Vec<Option<&str>> = forms(&corpus.counted, row)
            .into_iter()
            .map(|form| terms.terms.of(form).map(|term| terms.terms.key(term)))
            .collect();
        let mut found = BTreeMap::new();
        for window in keys.windows(n) {
            if let Some(keys) = window.iter().copied().collect::<Option<Vec<&str>>>() {
                *found.entry(keys.join(" ")).or_default() += 1;
            }
        }
        found
    };
    (0..corpus.turns.len() as u32).map(of_turn).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn every_n_gram_within_a_turn_is_counted_and_no_other(sources in sources(), n in 1_usize..=5, least in 1_u64..4) {
        let corpus = read(&sources);
        let terms = terms(&corpus);
        let expected = told_off(&corpus, &terms, n);
        let mut totals: BTreeMap<&str, u64> = BTreeMap::new();
        for (gram, count) in expected.iter().flatten() {
            *totals.entry(gram).or_default() += count;
        }
        let ngrams = KeyNGrams::new(&corpus, &terms, n);
        let counted = ngrams.count(least, TermUnit::Stem, Totals::All, &[]).unwrap().counts;
        prop_assert_eq!(counted.types, totals.len() as u64);
        let keys: Vec<&str> = counted.terms.ids().map(|term| counted.terms.key(term)).collect();
        let kept: Vec<&str> = totals.iter().filter(|total| *total.1 >= least).map(|total| *total.0).collect();
        prop_assert_eq!(&keys, &kept);
        let content = ngrams.count(least, TermUnit::Stem, Totals::Content, &[]).unwrap().counts.sizes;
        for (row, expected) in expected.iter().enumerate() {
            let found: BTreeMap<String, u64> =
                counted.matrix.row(row).map(|(term, count)| (keys[term as usize].to_owned(), count)).collect();
            let often: BTreeMap<String, u64> =
                expected.iter().filter(|gram| totals[gram.0.as_str()] >= least).map(|(gram, count)| (gram.clone(), *count)).collect();
            prop_assert_eq!(found, often);
            prop_assert_eq!(content[row], expected.values().sum::<u64>());
            prop_assert_eq!(counted.sizes[row], (corpus.turns[row].tokens + 1).saturating_sub(n as u64));
        }
    }

    #[test]
    fn n_grams_of_one_term_are_the_terms(sources in sources()) {
        let corpus = read(&sources);
        let terms = terms(&corpus);
        let counted = KeyNGrams::new(&corpus, &terms, 1).count(1, TermUnit::Stem, Totals::All, &[]).unwrap();
        prop_assert_eq!(&counted.counts.matrix, &terms.matrix);
        prop_assert_eq!(&counted.counts.sizes, &terms.sizes);
        for term in terms.terms.ids() {
            let shown = counted.vocabulary.form(counted.counts.terms.shown(term));
            prop_assert_eq!(shown, terms.shown(&corpus, term));
        }
    }
}

#[test]
fn n_grams_of_a_list_are_found_as_they_are_shown_also_where_they_are_rare() {
    let text = "speaker,text\nA,\"The port taxes rise, the port tax falls. A tax of ports.\"\n";
    let corpus = read(&[Source::in_memory("a.csv", text)]);
    let terms = terms(&corpus);
    let ngrams = KeyNGrams::new(&corpus, &terms, 2);
    let list: WordCounts = [("ports taxing", 3), ("rise port", 2), ("of port", 1)]
        .map(|(words, count)| (words.to_owned(), count))
        .into();
    let renamed = ngrams.renamed(&list);
    // "taxing" was never read; stop words are in no n-gram.
    assert_eq!(renamed.keys().collect::<Vec<_>>(), ["of port", "ports taxing", "rise port"]);
    let counted = ngrams.count(2, TermUnit::Stem, Totals::All, &[&renamed]).unwrap().counts;
    let keys: Vec<&str> = counted.terms.ids().map(|term| counted.terms.key(term)).collect();
    assert_eq!(keys, ["port tax", "rise port"], "one is frequent, the other listed");
}
