//! Questions beside answers, by formulas written out here again.

use dictum::analysis::{TermCounts, Totals, exchanges, likeness};
use dictum::count::Counts;
use dictum::read::Source;
use dictum::vocab::TermRule;
use proptest::prelude::*;

use super::made::{partial, plan};

const WORDS: [&str; 6] = ["tax", "port", "rail", "bread", "the", "of"];

/// A question and its answer, each as how often it has each word.
fn words() -> impl Strategy<Value = Vec<usize>> {
    prop::collection::vec(0_usize..3, WORDS.len())
}

/// The terms of a text, weighed; stop words are none.
fn weights(text: &[usize], having: &[usize], turns: usize) -> Vec<f64> {
    let weight = |(count, having): (&usize, &usize)| {
        *count as f64 * (((1 + turns) as f64 / (1 + having) as f64).ln() + 1.0)
    };
    text.iter().zip(having).take(4).map(weight).collect()
}

fn cosine(one: &[f64], other: &[f64]) -> Option<f64> {
    let product = |one: &[f64], other: &[f64]| -> f64 { one.iter().zip(other).map(|(a, b)| a * b).sum() };
    let lengths = product(one, one).sqrt() * product(other, other).sqrt();
    (lengths > 0.0).then(|| product(one, other) / lengths)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn overlap_and_rank_are_those_of_every_question_with_every_answer(
        pairs in prop::collection::vec((words(), words()), 1..6)
    ) {
        let text = |counts: &[usize]| -> String {
            WORDS.iter().zip(counts).map(|(word, count)| format!("{word} ").repeat(*count)).collect()
        };
        let mut records = String::from("document,speaker,kind,text\n");
        for (question, answer) in &pairs {
            // A turn has a word at least, but not one that counts.
            records += &format!("d,Q,question,so {}\nd,A,answer,so {}\n", text(question), text(answer));
        }
        let corpus = partial::<Counts>(&[Source::in_memory("a.csv", records)], &()).freeze(&plan(Vec::new()));
        let rows: Vec<u32> = (0..corpus.turns.len() as u32).collect();
        let counts = TermCounts::new(&corpus, &corpus.counted, TermRule::default(), Totals::All).unwrap();
        let found = exchanges(&corpus, &rows);
        prop_assert_eq!(found.len(), pairs.len());

        let texts: Vec<&Vec<usize>> = pairs.iter().flat_map(|(question, answer)| [question, answer]).collect();
        let having: Vec<usize> =
            (0..WORDS.len()).map(|word| texts.iter().filter(|text| text[word] > 0).count()).collect();
        let weighed: Vec<(Vec<f64>, Vec<f64>)> = pairs
            .iter()
            .map(|(question, answer)| {
                (weights(question, &having, texts.len()), weights(answer, &having, texts.len()))
            })
            .collect();
        for ((likeness, pair), (question, own)) in likeness(&corpus, &counts, &found).iter().zip(&pairs).zip(&weighed) {
            prop_assert_eq!(likeness.answers, pairs.len() as u64);
            let expected = cosine(question, own);
            prop_assert_eq!(likeness.overlap.is_some(), expected.is_some(), "{:?}", pair);
            let (Some(overlap), Some(expected)) = (likeness.overlap, expected) else { continue };
            prop_assert!((overlap.cosine - expected).abs() < 1e-12);
            let better = weighed.iter().filter_map(|(_, answer)| cosine(question, answer));
            let (low, high) = (better.clone().filter(|&other| other > expected + 1e-9).count() as u64,
                better.filter(|&other| other > expected - 1e-9).count() as u64);
            match overlap.rank {
                None => prop_assert!(expected == 0.0),
                Some(rank) => prop_assert!(expected > 0.0 && (1 + low..=high.max(1)).contains(&rank)),
            }
        }
    }
}
