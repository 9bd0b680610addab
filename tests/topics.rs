//! Themes that nobody listed, found where they were hidden; and what is suggested for those that are.

use std::collections::BTreeSet;

use dictum::analysis::{
    TermCounts, ThemeMatrix, Totals, Window, suggestions, theme_pairs, topics, usual_topics,
};
use dictum::count::{Counts, Hits};
use dictum::read::Source;
use dictum::text::{ThemeId, Themes};
use dictum::vocab::{Numbers, TermRule, TermUnit};

use super::made::{analyzer, partial, plan};

const RULE: TermRule = TermRule { unit: TermUnit::Type, numbers: Numbers::Drop };

/// What three people speak of, each of one thing, with words that all share.
const SUBJECTS: [[&str; 5]; 3] = [
    ["harbour", "ship", "tide", "pilot", "quay"],
    ["school", "pupil", "lesson", "teacher", "exam"],
    ["budget", "tax", "deficit", "loan", "debt"],
];

/// Sixty turns: of each subject twenty, a word more often the earlier it stands, and a word of all in every turn.
fn spoken() -> String {
    let turn = |turn: usize| {
        let subject = &SUBJECTS[turn % 3];
        let word = |place: usize| subject[(turn / 3 * (place + 1) + place * place) % (2 + place % 4)];
        let words: Vec<&str> = (0..8).map(word).chain(["minister"]).collect();
        let speaker = ["Ada Lund", "Bo Tan", "Cy Moe"][turn % 3];
        serde_json::json!({ "speaker": speaker, "text": words.join(" ") }).to_string()
    };
    (0..60).map(turn).collect::<Vec<_>>().join("\n")
}

#[test]
fn what_people_speak_of_is_found_with_who_speaks_of_it() {
    let corpus =
        partial::<Counts>(&[Source::in_memory("made.jsonl", spoken())], &()).freeze(&plan(Vec::new()));
    let counts = TermCounts::new(&corpus, &corpus.counted, RULE, Totals::All).unwrap();
    let rows: Vec<u32> = (0..corpus.turns.len() as u32).collect();
    let found = topics(&corpus, &counts, &rows, 1, 3, 1);
    assert_eq!(found.len(), 3);
    let mut met = BTreeSet::new();
    for topic in &found {
        let first: BTreeSet<&str> = topic.terms.iter().take(2).map(|&term| counts.terms.key(term)).collect();
        let subject = SUBJECTS.iter().position(|words| first.iter().all(|word| words.contains(word)));
        assert!(met.insert(subject.expect("terms of one subject")), "{first:?}");
        let (speaker, share) = topic.speakers[0];
        assert_eq!(
            Some(corpus.speakers[speaker.index()].name.as_str()),
            subject.map(|at| ["Ada Lund", "Bo Tan", "Cy Moe"][at])
        );
        assert!(share > 0.95 && topic.turns == 20, "{topic:?}");
        assert!(topic.coherence.is_some_and(|coherence| (-1.0..=1.0).contains(&coherence)));
    }
    assert!((found.iter().map(|topic| topic.share).sum::<f64>() - 1.0).abs() < 1e-9);
    assert_eq!([usual_topics(0), usual_topics(60), usual_topics(9_999)], [2, 7, 20]);
    assert!(topics(&corpus, &counts, &[], 1, 3, 1).is_empty(), "nothing in nothing");
}

#[test]
fn a_theme_is_offered_what_stands_near_it_and_not_what_it_has() {
    let file = "[themes.port]\nterms = ['harbour', 'ship*']\n[themes.money]\nterms = ['tax']\n[themes.money.owed]\nterms = ['debt']";
    let themes = std::sync::Arc::new(Themes::parse(file, &analyzer()).unwrap());
    let source = Source::in_memory("made.jsonl", spoken());
    let corpus = partial::<(Counts, Hits)>(&[source], &((), themes.clone())).freeze(&plan(Vec::new()));
    let (tokens, hits) = &corpus.counted;
    let counts = TermCounts::new(&corpus, tokens, RULE, Totals::All).unwrap();
    let matrix = ThemeMatrix::new(&corpus, &themes, hits);
    let rows: Vec<u32> = (0..corpus.turns.len() as u32).collect();
    let near = (Window { left: 10, right: 10 }, 3);
    let found = suggestions(&corpus, (tokens, hits), &counts, &matrix, ThemeId(0), &rows, near).unwrap();
    let named: Vec<&str> = found.iter().map(|found| counts.terms.key(found.term)).collect();
    assert_eq!(named[..3], ["tide", "pilot", "quay"], "{named:?}");
    assert!(!named.iter().any(|word| ["harbour", "ship", "school", "tax"].contains(word)), "{named:?}");
    assert!(found.iter().all(|found| (1..=20).contains(&found.turns) && found.documents == 1), "{found:?}");

    let pairs = theme_pairs(&themes, &matrix, &rows);
    let keys: Vec<[u32; 2]> = pairs.iter().map(|pair| [pair.theme.0, pair.other.0]).collect();
    assert_eq!(keys, [[0, 1], [0, 2]], "a theme and one under it are no pair");
    assert!(pairs.iter().all(|pair| pair.attraction.observed() == 0 && pair.attraction.total() == 60));
}
