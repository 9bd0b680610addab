//! Keywords on corpora made at random: what must not change, and what each option alone may change.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use dictum::analysis::{
    Cluster, Keyness, KeynessOptions, Listed, PriorChoice, Reference, TermCounts, Totals, Variants,
    WordCounts,
};
use dictum::count::{Counts, Forms, Key, Tokens};
use dictum::read::Source;
use dictum::render::table::Value;
use dictum::report::tables;
use dictum::scan::Corpus;
use dictum::stats::adjust::Adjustment;
use dictum::stats::keyness::{KeynessMeasure, Keyword};
use dictum::vocab::TermRule;
use proptest::prelude::*;

use super::made::{partial, plan, sources};

fn read(sources: &[Source]) -> Corpus<Tokens> {
    partial::<Counts>(sources, &()).freeze(&plan(Vec::new()))
}

fn terms(corpus: &Corpus<Tokens>) -> TermCounts {
    TermCounts::new(corpus, &corpus.counted, TermRule::default(), Totals::All).unwrap()
}

fn rows(corpus: &Corpus<Tokens>) -> Vec<u32> {
    (0..corpus.turns.len() as u32).collect()
}

/// The cells of one group's table, by column.
fn table(
    corpus: &Corpus<Tokens>,
    counts: &TermCounts,
    group: &str,
    options: KeynessOptions,
) -> BTreeMap<&'static str, Vec<Value>> {
    let permutations = options.permutations;
    let keyness = Keyness::new(corpus, counts, &Key::Speaker, &rows(corpus), options).unwrap();
    let family = keyness.family(keyness.find("speaker", group).unwrap());
    let mut lines: Vec<Vec<Value>> =
        tables::keyword_rows(corpus, counts, &family, family.keywords()).collect();
    // By term, so that another rank is not another row.
    lines.sort_by_key(|line| format!("{:?}", line[2]));
    let columns = tables::keyword_columns(permutations.as_ref());
    let cells = |place: usize| lines.iter().map(|line| line[place].clone()).collect();
    columns.iter().enumerate().map(|(place, column)| (column.name, cells(place))).collect()
}

/// The measures that change their sign where target and reference are swapped.
fn signed(keyword: &Keyword<'_>) -> [Option<f64>; 7] {
    let difference =
        keyword.counts.spread.and_then(|spread| spread.difference).map(|difference| difference.ln_ratio);
    let [g2, ll2, chi2, ratio, lrc, z] = [
        KeynessMeasure::G2,
        KeynessMeasure::Ll2,
        KeynessMeasure::Chi2,
        KeynessMeasure::LogRatio,
        KeynessMeasure::Lrc,
        KeynessMeasure::LogOddsZ,
    ]
    .map(|measure| keyword.score(measure));
    [g2, ll2, chi2, ratio, lrc, z, difference]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn swapping_target_and_reference_changes_signs_alone(sources in sources()) {
        let corpus = read(&sources);
        let counts = terms(&corpus);
        let labels = corpus.group_by(&Key::Speaker, &rows(&corpus)).labels;
        for (one, other) in labels.iter().zip(labels.iter().skip(1)) {
            for cluster in Cluster::ALL {
                let of = |target: &str, reference: &str| {
                    let reference = Reference::Group(reference.to_owned());
                    let options = KeynessOptions { min_count: 1, reference, cluster, ..KeynessOptions::default() };
                    let keyness = Keyness::new(&corpus, &counts, &Key::Speaker, &rows(&corpus), options).unwrap();
                    let family = keyness.family(keyness.find("speaker", target).unwrap());
                    let judged = |keyword: Keyword<'_>| {
                        let p = keyword.counts.spread.and_then(|spread| spread.difference).map(|it| it.p_cluster);
                        (signed(&keyword), [keyword.judged.p, keyword.judged.q, p, keyword.judged.q_cluster])
                    };
                    family.keywords().map(|(term, keyword)| (term, judged(keyword))).collect::<BTreeMap<_, _>>()
                };
                let (here, there) = (of(one, other), of(other, one));
                prop_assert!(here.keys().eq(there.keys()));
                let near = |one: Option<f64>, other: Option<f64>| match (one, other) {
                    (Some(one), Some(other)) => (one - other).abs() <= 1e-9 * one.abs().max(1e-6),
                    (one, other) => one == other,
                };
                for (term, (scores, p)) in &here {
                    let (swapped, swapped_p) = &there[term];
                    for (score, swapped) in scores.iter().zip(swapped) {
                        prop_assert!(near(*score, swapped.map(|it| -it)), "{scores:?} {swapped:?}");
                    }
                    prop_assert!(p.iter().zip(swapped_p).all(|(p, swapped)| near(*p, *swapped)));
                }
            }
        }
    }

    #[test]
    fn what_is_counted_of_groups_is_what_is_counted_of_their_turns(sources in sources()) {
        let corpus = read(&sources);
        let counts = terms(&corpus);
        let all = rows(&corpus);
        let options = KeynessOptions { min_count: 1, ..KeynessOptions::default() };
        let keyness = Keyness::new(&corpus, &counts, &Key::Speaker, &all, options).unwrap();
        let whole = counts.totals(&all);
        for (group, rows) in corpus.group_by(&Key::Speaker, &all).rows().iter().enumerate() {
            // Forms are counted in the group's turns first, and gathered then.
            let forms = Forms::totals(&corpus.counted, rows, corpus.vocabulary.len()).unwrap();
            let mut gathered = vec![0; counts.terms.len()];
            for form in corpus.vocabulary.ids() {
                if let Some(term) = counts.terms.of(form) {
                    gathered[term.index()] += forms[form.index()];
                }
            }
            let family = keyness.family(group);
            prop_assert_eq!(family.target_size, rows.iter().map(|&row| corpus.turns[row as usize].tokens).sum::<u64>());
            for (term, keyword) in family.keywords() {
                let table = keyword.counts.table;
                prop_assert_eq!(table.target, gathered[term.index()]);
                prop_assert_eq!(table.target + table.reference, whole[term.index()]);
            }
        }
    }
}

/// A corpus in which each option has something to change: two people in four documents, with bursts.
fn bursts() -> Corpus<Tokens> {
    let mut records = String::from("document,speaker,text\n");
    for (document, speaker, port, tax) in [
        ("a", "A", 4, 0),
        ("a", "A", 2, 1),
        ("b", "A", 0, 1),
        ("b", "B", 1, 2),
        ("c", "B", 0, 3),
        ("c", "A", 1, 1),
        ("d", "B", 2, 4),
        ("d", "B", 0, 1),
        ("d", "B", 1, 0),
        ("c", "B", 1, 1),
    ] {
        let words = "port ".repeat(port) + &"tax ".repeat(tax) + "and the rail of a town";
        records += &format!("{document},{speaker},{words}\n");
    }
    read(&[Source::in_memory("a.csv", records)])
}

#[test]
fn each_option_changes_its_own_columns_and_no_other() {
    let corpus = bursts();
    let counts = terms(&corpus);
    let list: WordCounts = [("port".to_owned(), 9), ("tax".to_owned(), 1), ("rail".to_owned(), 4)].into();
    let background = Arc::new(Listed::new(&corpus, &counts, &list, Totals::All));
    let options = || KeynessOptions {
        min_count: 1,
        reference: Reference::Group("B".into()),
        ..KeynessOptions::default()
    };
    let plain = table(&corpus, &counts, "A", options());
    let changed = |options: KeynessOptions| -> BTreeSet<&str> {
        let other = table(&corpus, &counts, "A", options);
        plain.iter().filter(|(column, cells)| other[*column] != **cells).map(|(column, _)| *column).collect()
    };
    assert_eq!(changed(options()), [].into());
    assert_eq!(
        changed(KeynessOptions { cluster: Cluster::Document, ..options() }),
        ["log_ratio_high", "log_ratio_low", "p_cluster", "q_cluster"].into()
    );
    for prior in [PriorChoice::Uniform(0.1), PriorChoice::Background(background)] {
        assert_eq!(changed(KeynessOptions { prior, ..options() }), ["log_odds_z"].into());
    }
    for adjustment in [Adjustment::Holm, Adjustment::Bonferroni] {
        assert_eq!(changed(KeynessOptions { adjustment, ..options() }), ["q"].into());
    }
    let of_quanteda = changed(KeynessOptions { variants: Variants::Quanteda, ..options() });
    assert!(of_quanteda.contains("g2"), "{of_quanteda:?}");
    assert!(of_quanteda.is_subset(&["chi2", "g2", "p", "q", "rank"].into()), "{of_quanteda:?}");
    assert_eq!(changed(KeynessOptions { variants: Variants::Tidylo, ..options() }), ["log_odds_z"].into());
}
