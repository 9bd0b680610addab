//! Tests by permutation: exact where all ways can be told off, uniform where there is nothing to find, small where there is.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::num::NonZeroU32;

use dictum::analysis::{
    Cluster, Intervals, Keyness, KeynessOptions, Permutations, Reference, TermCounts, Totals,
};
use dictum::count::{Counts, Key};
use dictum::read::Source;
use dictum::stats::random::Random;
use dictum::vocab::{Numbers, TermRule, TermUnit};

use super::made::{partial, plan};

/// A turn: its document, its speaker, and how often it has each word.
type Turn<'a> = (&'a str, &'a str, Vec<(String, u64)>);

/// The p by permutation of each word of A against B.
fn p_values(turns: &[Turn<'_>], cluster: Cluster, rounds: u32) -> BTreeMap<String, Option<f64>> {
    let mut records = String::from("document,speaker,text\n");
    for (document, speaker, words) in turns {
        let text: String =
            words.iter().map(|(word, count)| format!("{word} ").repeat(*count as usize)).collect();
        writeln!(records, "{document},{speaker},{text}").unwrap();
    }
    let corpus = partial::<Counts>(&[Source::in_memory("a.csv", records)], &()).freeze(&plan(Vec::new()));
    let rule = TermRule { unit: TermUnit::Type, numbers: Numbers::Keep };
    let counts = TermCounts::new(&corpus, &corpus.counted, rule, Totals::All).unwrap();
    let rows: Vec<u32> = (0..corpus.turns.len() as u32).collect();
    let options = KeynessOptions {
        min_count: 1,
        reference: Reference::Group("B".into()),
        cluster,
        intervals: Intervals::Skipped,
        permutations: NonZeroU32::new(rounds).map(|rounds| Permutations { rounds, seed: 1 }),
        ..KeynessOptions::default()
    };
    let keyness = Keyness::new(&corpus, &counts, &Key::Speaker, &rows, options).unwrap();
    let family = keyness.family(keyness.find("speaker", "A").unwrap());
    let permuted = family.permuted().unwrap();
    family.keywords().map(|(_, word)| (word.counts.term.to_owned(), permuted[word.judged.index])).collect()
}

fn turn<'a>(document: &'a str, speaker: &'a str, words: &[(&str, u64)]) -> Turn<'a> {
    (document, speaker, words.iter().map(|&(word, count)| (word.to_owned(), count)).collect())
}

/// The share of all ways to deal six turns out, three to a side, in which the rates of a word differ at least as much as
/// in the first way, the difference weighed by the product of both sizes.
fn exact(counts: [u64; 6], sizes: [u64; 6]) -> f64 {
    let far = |chosen: u32| {
        let of = |values: [u64; 6], side: bool| -> f64 {
            (0..6).filter(|place| (chosen >> place & 1 == 1) == side).map(|place| values[place] as f64).sum()
        };
        let [a, b, n1, n2] = [of(counts, true), of(counts, false), of(sizes, true), of(sizes, false)];
        (a / n1 - b / n2).abs() * n1 * n2
    };
    let ways: Vec<u32> = (0..64_u32).filter(|ways| ways.count_ones() == 3).collect();
    assert_eq!(ways.len(), 20);
    ways.iter().filter(|&&way| far(way) >= far(0b111) - 1e-9).count() as f64 / 20.0
}

#[test]
fn of_six_turns_the_p_is_that_of_all_twenty_ways() {
    let counts = [
        ("tax", [5, 3, 4, 0, 1, 0]),
        ("fee", [2, 0, 1, 1, 2, 0]),
        ("port", [0, 0, 0, 3, 9, 2]),
        ("rail", [6, 0, 0, 0, 0, 0]),
        ("rest", [9, 2, 14, 5, 8, 3]),
    ];
    let turns: Vec<Turn<'_>> = (0..6)
        .map(|place| {
            let words: Vec<(&str, u64)> =
                counts.iter().map(|(word, counts)| (*word, counts[place])).collect();
            turn("d", if place < 3 { "A" } else { "B" }, &words)
        })
        .collect();
    let sizes = std::array::from_fn(|place| counts.iter().map(|(_, counts)| counts[place]).sum());
    let found = p_values(&turns, Cluster::Turn, 40_000);
    for (word, counts) in counts {
        let (p, exact) = (found[word].unwrap(), exact(counts, sizes));
        assert!((p - exact).abs() < 0.01, "{word}: {p} is not {exact}");
    }
    assert!((found["tax"].unwrap() - 0.1).abs() < 0.01, "this way and its mirror image, of 20");
}

#[test]
fn p_is_uniform_where_there_is_no_difference_and_small_where_one_is_planted() {
    const WORDS: usize = 400;
    let mut random = Random::new(5, 0);
    let turns: Vec<Turn<'_>> = (0..30)
        .map(|place| {
            let speaker = if place < 12 { "A" } else { "B" };
            let long = random.below(5) + 2;
            // Bursts: a word is said often in some turns and not at all in others.
            let mut words: Vec<(String, u64)> =
                (0..WORDS).map(|word| (format!("w{word}"), random.below(long) * random.below(4))).collect();
            words.push(("planted".to_owned(), if place < 12 { 6 } else { random.below(3) }));
            ("d", speaker, words)
        })
        .collect();
    let mut found = p_values(&turns, Cluster::Turn, 999);
    assert_eq!(found.remove("planted").unwrap(), Some(0.001));
    assert_eq!(found.len(), WORDS);
    for level in [0.05, 0.2, 0.5, 0.8] {
        let share = found.values().filter(|p| p.unwrap() <= level).count() as f64 / WORDS as f64;
        let error = (level * (1.0 - level) / WORDS as f64).sqrt();
        assert!((share - level).abs() < 3.0 * error, "{share} of all p are at most {level}");
    }
}

#[test]
fn where_documents_are_dealt_what_is_said_in_one_of_them_counts_once() {
    let mut turns = Vec::new();
    for (document, speaker, count) in [("a", "A", 6), ("b", "A", 6), ("c", "B", 0), ("d", "B", 0)] {
        (0..8).for_each(|_| turns.push(turn(document, speaker, &[("tax", count), ("rest", 20)])));
    }
    let p = |turns: &[Turn<'_>], cluster| p_values(turns, cluster, 4_999)["tax"];
    assert_eq!(p(&turns, Cluster::Turn), Some(1.0 / 5_000.0));
    let of_documents = p(&turns, Cluster::Document).unwrap();
    assert!((of_documents - 2.0 / 6.0).abs() < 0.03, "{of_documents}: this way and its mirror image, of 6");
    turns.retain(|turn| turn.0 != "b");
    assert_eq!(p(&turns, Cluster::Document), None, "of one document nothing can be dealt");
}
