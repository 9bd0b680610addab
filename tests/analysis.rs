//! The analyses put together, on small corpora whose numbers are known from elsewhere or from one another.

use std::collections::BTreeMap;

use assert_cmd::Command;
use dictum::analysis::{
    Cluster, FrequencyOptions, Intervals, Keyness, KeynessOptions, PriorChoice, Reference, TermCounts,
    Totals, Variants, frequencies,
};
use dictum::count::{Counts, Key, Tokens};
use dictum::read::Source;
use dictum::scan::Corpus;
use dictum::stats::adjust::Adjustment;
use dictum::stats::keyness::KeynessMeasure;
use dictum::stats::tf_idf::TfIdf;
use dictum::vocab::{Numbers, TermId, TermRule, TermUnit};
use proptest::prelude::*;

use super::made::{partial, plan, sources};

fn read(sources: &[Source]) -> Corpus<Tokens> {
    partial::<Counts>(sources, &()).freeze(&plan(Vec::new()))
}

fn record(document: &str, speaker: &str, words: &[(&str, usize)]) -> String {
    let text: Vec<String> = words.iter().map(|(word, count)| format!("{word} ").repeat(*count)).collect();
    format!("{}\n", serde_json::json!({ "document": document, "speaker": speaker, "text": text.concat() }))
}

/// The two texts on which the tools of the field were run: 23 and 63 words.
fn two_texts() -> String {
    let words = ["sanctions", "enlargement", "gas", "peace", "rare", "the"];
    let of = |counts: [usize; 6]| words.into_iter().zip(counts).collect::<Vec<_>>();
    record("a", "A", &of([10, 3, 0, 5, 1, 4])) + &record("b", "B", &of([2, 9, 7, 5, 0, 40]))
}

#[test]
fn a_uniform_prior_is_spread_over_stop_words_too_as_convokit_has_it() {
    let corpus = read(&[Source::in_memory("two.jsonl", two_texts())]);
    let counts = TermCounts::new(
        &corpus,
        &corpus.counted,
        TermRule { unit: TermUnit::Type, numbers: Numbers::Drop },
        Totals::All,
    )
    .unwrap();
    let options = KeynessOptions {
        min_count: 1,
        reference: Reference::Group("B".into()),
        cluster: Cluster::Turn,
        prior: PriorChoice::Uniform(0.1),
        adjustment: Adjustment::BenjaminiHochberg,
        variants: Variants::Published,
        intervals: Intervals::Skipped,
        permutations: None,
    };
    let keyness = Keyness::new(&corpus, &counts, &Key::Speaker, &[0, 1], options).unwrap();
    assert_eq!(keyness.targets().collect::<Vec<_>>(), [0]);
    let family = keyness.family(0);
    assert_eq!(family.len(), 5, "the stop word has no row");
    let z: BTreeMap<&str, f64> = family
        .keywords()
        .map(|(_, keyword)| (keyword.counts.term, keyword.score(KeynessMeasure::LogOddsZ).unwrap()))
        .collect();
    for (term, expected) in [
        ("sanctions", 4.070234),
        ("enlargement", -0.150688),
        ("gas", -1.063110),
        ("peace", 1.838408),
        ("rare", 1.040125),
    ] {
        assert!((z[term] - expected).abs() <= 5e-7, "{term}: {} is not {expected}", z[term]);
    }
}

#[test]
fn a_file_a_folder_counts_or_a_list_can_be_the_reference_and_are_no_group() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name).display().to_string();
    let text = two_texts();
    let (first, second) = text.split_once('\n').unwrap();
    std::fs::write(path("a.jsonl"), first).unwrap();
    std::fs::write(path("b.jsonl"), second).unwrap();
    let run = |options: &[&str]| {
        let output = Command::cargo_bin("dictum")
            .unwrap()
            .args(["keywords", "--format", "csv", "--quiet", "--min-count", "1", "--target", "A"])
            .args(options)
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    };
    let (a, b) = (path("a.jsonl"), path("b.jsonl"));
    let of_file = run(&["--reference", &b, &a]);
    assert_eq!(of_file.lines().count(), 6, "{of_file}");
    assert_eq!(of_file, run(&["--reference", "B", &a, &b]));
    assert_eq!(
        of_file,
        run(&["--reference", &b, &a, &b]),
        "a reference among the inputs is the reference alone"
    );

    let make = |arguments: &[&str]| {
        let made = Command::cargo_bin("dictum").unwrap().args(arguments).arg("--quiet").output().unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    };
    let counts = path("b.dct");
    make(&["count", &b, "-o", &counts]);
    assert_eq!(of_file, run(&["--reference", &counts, &a]), "counts are read like the texts");
    std::fs::create_dir(path("talks")).unwrap();
    std::fs::copy(&b, path("talks/b.jsonl")).unwrap();
    assert_eq!(of_file, run(&["--reference", &path("talks"), &a]), "and so is a folder");

    let list = path("list.csv");
    make(&["frequency", &b, "--stop-words", "none", "-f", "csv", "-o", &list]);
    let quick = |reference: &str| run(&["--reference", reference, "--no-intervals", &a]);
    assert_eq!(quick(&list), quick(&b), "a whole frequency list says the same of all but turns");
    make(&["frequency", &b, "-f", "csv", "-o", &list]);
    assert_ne!(quick(&list), quick(&b), "without stop words its sum is another");
    let of_size = run(&["--reference", &list, "--reference-size", "63", "--no-intervals", &a]);
    assert_eq!(of_size, quick(&b));
}

/// The TF-IDF of each term of each group.
fn weights(corpus: &Corpus<Tokens>, by: Option<Key>, unit: Key, weighting: TfIdf) -> BTreeMap<TermId, f64> {
    let rows: Vec<u32> = (0..corpus.turns.len() as u32).collect();
    let counts = TermCounts::new(
        corpus,
        &corpus.counted,
        TermRule { unit: TermUnit::Stem, numbers: Numbers::Keep },
        Totals::All,
    )
    .unwrap();
    let options = FrequencyOptions { by, min_count: 1, unit, weighting };
    let mut sums = BTreeMap::new();
    for row in frequencies(corpus, &corpus.counted, &counts, None, &rows, &options).unwrap() {
        *sums.entry(row.term).or_insert(0.0) += row.tf_idf.unwrap();
    }
    sums
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_tf_idf_of_all_groups_adds_up_to_that_of_the_whole(sources in sources()) {
        let corpus = read(&sources);
        for unit in [Key::Turn, Key::Document, Key::Speaker] {
            for weighting in TfIdf::ALL {
                let whole = weights(&corpus, None, unit.clone(), weighting);
                let grouped = weights(&corpus, Some(Key::Kind), unit.clone(), weighting);
                prop_assert_eq!(whole.len(), grouped.len());
                for (term, weight) in &whole {
                    prop_assert!((weight - grouped[term]).abs() <= 1e-9 * weight.max(1.0), "{unit} {weighting:?}");
                }
                let spoken = weights(&corpus, Some(Key::Speaker), unit.clone(), weighting);
                prop_assert!(spoken.iter().all(|(term, weight)| *weight <= whole[term] + 1e-9));
            }
        }
    }
}
