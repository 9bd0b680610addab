//! Hits in their contexts: what is printed is what was said, wherever the corpus is cut and however it is sorted.

use dictum::analysis::{ConcordanceOrder, concordance};
use dictum::count::{Context, ContextPlan, Contexts, Counts, Hits, Reach, Texts};
use dictum::read::Source;
use dictum::scan::{Corpus, Grain, Plan, scan};
use dictum::text::ThemeId;
use proptest::prelude::*;

use super::made::{analyzer, partial, plan, plan_in_blocks, sources, themes};

const REACHES: [Reach; 4] =
    [Reach::Words { left: 0, right: 0 }, Reach::Words { left: 2, right: 3 }, Reach::Sentence, Reach::Turn];

/// The hits of everything that is of the sea.
fn of_the_sea(reach: Reach) -> ContextPlan {
    ContextPlan { themes: themes(), theme: ThemeId(0), reach }
}

fn corpus(plan: &Plan, reach: Reach) -> Corpus<Vec<Context>> {
    scan::<Contexts>(plan, &of_the_sea(reach), &()).freeze(plan)
}

/// The words of one speaker's only turn, looked through for the sea.
fn sorted(texts: &[&str], order: ConcordanceOrder, sample: Option<u64>) -> Vec<String> {
    let texts: String = texts
        .iter()
        .map(|text| format!("{}\n", serde_json::json!({"speaker": "Ada", "text": text})))
        .collect();
    let plan = plan(vec![Source::in_memory("talk.jsonl", texts)]);
    let corpus = corpus(&plan, Reach::Words { left: 3, right: 3 });
    let rows: Vec<u32> = (0..corpus.turns.len() as u32).collect();
    let lines = concordance(&corpus, &corpus.counted, &rows, &analyzer().into(), order, sample);
    lines.iter().map(|line| format!("{}|{}|{}", line.left.trim(), line.node, line.right.trim())).collect()
}

fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_line_is_a_passage_of_its_turn_with_the_hit_in_it(sources in sources()) {
        let plan = plan(sources);
        let hits = scan::<Hits>(&plan, &themes(), &()).freeze(&plan).counted;
        for reach in REACHES {
            let found = scan::<(Contexts, Texts)>(&plan, &(of_the_sea(reach), ()), &()).freeze(&plan);
            let (contexts, texts) = &found.counted;
            let places = contexts.iter().map(|line| (line.row, line.position, line.line, line.node.as_str()));
            let hits_of_theme = hits.hits.iter().filter(|hit| hit.theme == ThemeId(0));
            let expected = hits_of_theme.map(|hit| (hit.row, hit.position, hit.line, hits.surface(hit)));
            prop_assert_eq!(places.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
            for line in contexts {
                let said = on_one_line(&texts[line.row as usize].text);
                let passage = [line.left.as_str(), &line.node, &line.right].concat();
                match reach {
                    Reach::Turn => prop_assert_eq!(&passage, &said),
                    Reach::Words { .. } | Reach::Sentence => prop_assert!(said.contains(&passage), "{passage}"),
                }
            }
        }
    }

    #[test]
    fn threads_and_cuts_do_not_show(sources in sources()) {
        for reach in REACHES {
            let once = corpus(&plan(sources.clone()), reach).counted;
            for (bytes, threads) in [(1, 1), (60, 3)] {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
                let again = pool.install(|| corpus(&plan_in_blocks(sources.clone(), bytes), reach).counted);
                prop_assert_eq!(&once, &again, "{} threads", threads);
            }
        }
    }

    #[test]
    fn counts_give_the_same_words_without_what_stands_between_them(sources in sources()) {
        let bytes = partial::<Counts>(&sources, &()).encode(Grain::Turn, &analyzer().into()).unwrap();
        let counts = plan(vec![Source::in_memory("all.dct", bytes)]);
        let texts = plan(sources);
        let reach = Reach::Words { left: 2, right: 3 };
        let words = |plan: &Plan| {
            let found = corpus(plan, reach).counted;
            let sides = |line: Context| [line.left, line.node, line.right].map(|side| analyzer().forms(&side));
            found.into_iter().map(|line| (line.row, line.position, sides(line))).collect::<Vec<_>>()
        };
        prop_assert_eq!(words(&counts), words(&texts));
    }
}

#[test]
fn a_window_ends_at_words_but_at_the_end_of_a_turn_it_takes_all() {
    let lines = sorted(
        &["“So: the (old) harbour, you know, is full!”", "It is quiet. Ships!"],
        ConcordanceOrder::Document,
        None,
    );
    assert_eq!(lines, ["“So: the (old)|harbour|, you know, is", "It is quiet.|Ships|!"]);
}

#[test]
fn lines_are_sorted_by_the_words_read_from_the_hit_outwards() {
    let texts = ["Big ships turn.", "The old ships?", "A bold ships", "small SHIPS, too", "ships alone"];
    let left = sorted(&texts, ConcordanceOrder::Left, None);
    let expected =
        ["|ships|alone", "Big|ships|turn.", "A bold|ships|", "The old|ships|?", "small|SHIPS|, too"];
    assert_eq!(left, expected);
    let right = sorted(&texts, ConcordanceOrder::Right, None);
    let expected =
        ["The old|ships|?", "A bold|ships|", "|ships|alone", "small|SHIPS|, too", "Big|ships|turn."];
    assert_eq!(right, expected);
}

#[test]
fn a_sample_is_taken_from_the_lines_as_sorted() {
    let texts = ["c ships", "a ships", "b ships"];
    assert_eq!(sorted(&texts, ConcordanceOrder::Left, Some(1)), ["b|ships|"]);
    assert_eq!(sorted(&texts, ConcordanceOrder::Document, Some(1)), ["a|ships|"]);
}

#[test]
fn of_text_without_full_stops_some_words_are_shown_that_are_of_one_sentence() {
    let endless = "the harbour went on and ".repeat(20_000);
    let text = format!("{{\"speaker\": \"Ada\", \"text\": \"Before it. And {endless}\"}}\n");
    let found = corpus(&plan(vec![Source::in_memory("talk.jsonl", text)]), Reach::Sentence).counted;
    assert_eq!(found.len(), 20_000);
    let words = |side: &str| side.split_whitespace().count();
    for (before, line) in found.iter().enumerate() {
        assert_eq!(words(&line.left), (2 + 5 * before).min(200), "{before}");
        assert_eq!(words(&line.right), (3 + 5 * (19_999 - before)).min(200), "{before}");
    }
}
