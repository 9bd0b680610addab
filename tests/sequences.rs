//! Words in their order: n-grams and collocates against counts that look at everything for everything.

use std::collections::BTreeMap;
use std::sync::Arc;

use dictum::analysis::{
    Attraction, NgramFinder, NgramOptions, NgramSize, TermCounts, Totals, Window, Within, collocates, ngrams,
};
use dictum::count::{Counts, Hits, Sentences, Tokens};
use dictum::read::Source;
use dictum::scan::Corpus;
use dictum::stats::collocation::{Association, lambda};
use dictum::text::{ThemeId, Themes};
use dictum::vocab::{TermRule, TermUnit};
use proptest::prelude::*;

use super::made::{analyzer, partial, plan};

const RULE: TermRule = TermRule { unit: TermUnit::Type, numbers: dictum::vocab::Numbers::Drop };

/// Records, each of one turn.
fn read(turns: &[Vec<&str>]) -> Corpus<Tokens> {
    let record =
        |words: &Vec<&str>| serde_json::json!({ "speaker": "A", "text": words.join(" ") }).to_string();
    let text: Vec<String> = turns.iter().map(record).collect();
    partial::<Counts>(&[Source::in_memory("made.jsonl", text.join("\n"))], &()).freeze(&plan(Vec::new()))
}

/// Every n-gram of `size` words with at most `skip` left out, those of stop words too.
fn all_of<'w>(turns: &[Vec<&'w str>], size: usize, skip: usize) -> Vec<Vec<&'w str>> {
    let mut found = Vec::new();
    for turn in turns {
        let mut open: Vec<Vec<usize>> = (0..turn.len()).map(|place| vec![place]).collect();
        for _ in 1..size {
            let longer = open.iter().flat_map(|places| {
                let next = places[places.len() - 1] + 1;
                (next..turn.len()).map(|place| [places.clone(), vec![place]].concat())
            });
            open = longer.collect();
        }
        let is_close = |places: &&Vec<usize>| places[size - 1] - places[0] + 1 - size <= skip;
        let words = |places: &Vec<usize>| places.iter().map(|&place| turn[place]).collect();
        found.extend(open.iter().filter(is_close).map(words));
    }
    found
}

/// What the reference program does: each n-gram is held against all.
fn expected(all: &[Vec<&str>], ngram: &[&str]) -> Attraction {
    let mut patterns = vec![0; 1 << ngram.len()];
    for other in all {
        let matching = (0..ngram.len()).filter(|&place| ngram[place] == other[place]);
        patterns[matching.fold(0, |bits, place| bits | 1usize << place)] += 1;
    }
    let (observed, total) = (patterns[patterns.len() - 1], all.len() as u64);
    match patterns[..] {
        [_, first, second, both] => {
            Attraction::Pair(Association { observed, first: first + both, second: second + both, total })
        }
        _ => Attraction::Row { observed, total, lambda: lambda(&patterns) },
    }
}

const WORDS: [&str; 5] = ["gas", "peace", "war", "the", "of"];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn ngrams_and_their_margins_are_those_of_a_count_of_all_against_all(
        turns in prop::collection::vec(prop::collection::vec(prop::sample::select(&WORDS[..]), 1..12), 1..6),
        size in 2usize..=5,
        skip in 0usize..3,
        min_count in 1u64..3,
    ) {
        let corpus = read(&turns);
        let counts = TermCounts::new(&corpus, &corpus.counted, RULE, Totals::All).unwrap();
        let rows: Vec<u32> = (0..corpus.turns.len() as u32).collect();
        let options = NgramOptions { size: NgramSize::new(size as u64).unwrap(), skip, min_count, terms: None };
        let found: BTreeMap<String, Attraction> = ngrams(&corpus.counted, &counts.terms, &rows, &options).unwrap()
            .iter()
            .map(|ngram| {
                let words: Vec<&str> = ngram.terms.iter().map(|&term| counts.terms.key(term)).collect();
                (words.join(" "), ngram.attraction)
            })
            .collect();

        let all = all_of(&turns, size, skip);
        let of_terms = all.iter().filter(|ngram| !ngram.iter().any(|word| ["the", "of"].contains(word)));
        let wanted: BTreeMap<String, Attraction> = of_terms
            .map(|ngram| (ngram.join(" "), expected(&all, ngram)))
            .filter(|(_, attraction)| attraction.observed() >= min_count)
            .collect();
        prop_assert_eq!(found, wanted);
    }

    #[test]
    fn neither_room_nor_other_groups_show_in_ngrams(
        turns in prop::collection::vec(prop::collection::vec(prop::sample::select(&WORDS[..]), 1..12), 1..6),
        size in 2u64..=5,
        skip in 0usize..3,
        room in 0u64..2000,
    ) {
        let corpus = read(&turns);
        let counts = TermCounts::new(&corpus, &corpus.counted, RULE, Totals::All).unwrap();
        let options = NgramOptions { size: NgramSize::new(size).unwrap(), skip, min_count: 1, terms: None };
        let mut finder = NgramFinder::new(&corpus.counted, &counts.terms).within(room);
        for first in 0..corpus.turns.len() as u32 {
            let rows: Vec<u32> = (first..corpus.turns.len() as u32).collect();
            prop_assert_eq!(finder.find(&rows, &options).unwrap(), ngrams(&corpus.counted, &counts.terms, &rows, &options).unwrap());
        }
    }

    #[test]
    fn collocates_are_those_of_a_look_at_every_pair_of_places(
        turns in prop::collection::vec(prop::collection::vec(prop::sample::select(&WORDS[..]), 1..12), 1..6),
        node in prop::sample::select(&["gas", "war the", "peace *"][..]),
        left in 0u32..4,
        right in 0u32..4,
    ) {
        let themes = Arc::new(Themes::of_entry(node, &analyzer()).unwrap());
        let record = |words: &Vec<&str>| serde_json::json!({ "speaker": "A", "text": words.join(" ") }).to_string();
        let text: Vec<String> = turns.iter().map(record).collect();
        let corpus = partial::<(Counts, Hits)>(
            &[Source::in_memory("made.jsonl", text.join("\n"))], &((), themes),
        ).freeze(&plan(Vec::new()));
        let (tokens, hits) = &corpus.counted;
        let counts = TermCounts::new(&corpus, tokens, RULE, Totals::All).unwrap();
        let rows: Vec<u32> = (0..corpus.turns.len() as u32).collect();
        let window = (Window { left, right }, Within::Turn);
        let found: BTreeMap<&str, Attraction> = collocates(tokens, &counts.terms, hits, ThemeId(0), &rows, window, 1).unwrap()
            .iter()
            .map(|collocate| (counts.terms.key(collocate.term), collocate.attraction))
            .collect();

        let mut wanted: BTreeMap<&str, Association> = BTreeMap::new();
        let (mut tokens, mut near) = (0, 0);
        for (row, turn) in (0u32..).zip(&turns) {
            let spans: Vec<(u32, u32)> =
                hits.in_row(row).iter().map(|hit| (hit.position, hit.position + hit.length)).collect();
            for (place, word) in (0u32..).zip(turn) {
                if spans.iter().any(|span| (span.0..span.1).contains(&place)) {
                    continue;
                }
                let is_near = spans.iter().any(|&(first, end)| {
                    (place < first && first - place <= left) || (place >= end && place - end < right)
                });
                tokens += 1;
                near += u64::from(is_near);
                let pair = wanted.entry(*word).or_insert(Association { observed: 0, first: 0, second: 0, total: 0 });
                pair.observed += u64::from(is_near);
                pair.second += 1;
            }
        }
        let wanted: BTreeMap<&str, Attraction> = wanted
            .into_iter()
            .filter(|(word, pair)| pair.observed > 0 && !["the", "of"].contains(word))
            .map(|(word, pair)| (word, Attraction::Pair(Association { first: near, total: tokens, ..pair })))
            .collect();
        prop_assert_eq!(found, wanted);
    }
}

#[test]
fn a_window_ends_with_its_sentence_where_that_is_asked_for() {
    let text = "Gas is dear. War follows gas! Peace, gas, Mr. Gas and war.";
    let record = serde_json::json!({ "speaker": "A", "text": text }).to_string();
    let corpus =
        partial::<Sentences>(&[Source::in_memory("made.jsonl", record)], &()).freeze(&plan(Vec::new()));
    assert_eq!(corpus.counted, [Box::from([3, 6])]);
}
