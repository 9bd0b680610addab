//! Small corpora made at random, held in memory: several files, transcripts and records, with names, words, and
//! documents that come in no order.

use std::collections::BTreeMap;
use std::sync::Arc;

use dictum::count::{QuotePlan, Quotes, Seen, Tally, Tokens};
use dictum::read::{PieceSize, ReadOptions, Source};
use dictum::scan::{Corpus, Excerpt, Grain, Partial, Plan, revisit, scan, wanted};
use dictum::text::{Analyzer, AnalyzerOptions, Themes};
use dictum::vocab::FormId;
use proptest::prelude::*;

const THEMES: &str = r#"
[themes.sea]
terms = ["harbour*", "sea wall", "stem:sail"]
[themes.sea.ships]
terms = ["ship*", "ferries"]
[themes.money]
terms = ["budget", "sea wall budget"]
not = ["no budget"]
"#;

const WORDS: [&str; 16] = [
    "harbour",
    "Harbours",
    "sea",
    "wall",
    "budget",
    "no",
    "ships",
    "ship's",
    "ferries",
    "the",
    "The",
    "sailing",
    "café",
    "cafe\u{301}",
    "1,200",
    "US",
];

const NAMES: [&str; 4] = ["Ada Brook", "Jean Dale", "Brook", "Otto Fenn"];

/// How the words of all made corpora are analysed.
pub fn analyzer() -> Analyzer {
    Analyzer::new(&AnalyzerOptions::default()).unwrap()
}

/// Themes that overlap, nest and exclude.
pub fn themes() -> Arc<Themes> {
    Arc::new(Themes::parse(THEMES, &analyzer()).unwrap())
}

/// Quotations of all themes, for each person and theme entry two at the most.
pub fn quotes<F>(corpus: &Corpus<F>) -> QuotePlan {
    let buckets = corpus.turns.iter().map(|turn| turn.person).collect();
    QuotePlan { themes: themes(), buckets, limit: 2 }
}

/// What is quoted when the sources of a plan, all those of `corpus` or some, are read again.
pub fn quoted<F: Sync>(plan: &Plan, corpus: &Corpus<F>, quotes: &QuotePlan) -> Quotes {
    quoted_from(plan, corpus, quotes, &BTreeMap::new())
}

/// The same where turns of some sources are read by others.
pub fn quoted_from<F: Sync>(
    plan: &Plan,
    corpus: &Corpus<F>,
    quotes: &QuotePlan,
    excerpts: &BTreeMap<String, Excerpt>,
) -> Quotes {
    let wanted = wanted(corpus, &|row| quotes.bucket(row).is_some());
    let add = |found: &mut Quotes, seen: &Seen<'_>| found.add(quotes, seen);
    let found = revisit(plan, corpus, &wanted, excerpts, &(), Quotes::default, add);
    found.into_iter().fold(Quotes::default(), |all, found| all.merge(quotes, found))
}

/// A plan for reading these sources.
pub fn plan(sources: Vec<Source>) -> Plan {
    Plan {
        sources,
        read: ReadOptions::default(),
        analyzer: analyzer().into(),
        register: None,
        grain: Grain::Turn,
    }
}

/// A plan for reading them in blocks of about that many bytes, where they are large enough for several.
pub fn plan_in_blocks(sources: Vec<Source>, bytes: usize) -> Plan {
    let read = ReadOptions { piece_size: PieceSize::new(bytes), ..ReadOptions::default() };
    Plan { read, ..plan(sources) }
}

/// What is counted in these sources, not yet frozen.
pub fn partial<T: Tally>(sources: &[Source], tally_plan: &T::Plan) -> Partial<T> {
    scan(&plan(sources.to_vec()), tally_plan, &())
}

fn sentences() -> impl Strategy<Value = String> {
    let sentence = prop::collection::vec(prop::sample::select(&WORDS[..]), 1..7)
        .prop_map(|words| format!("So {}.", words.join(" ")));
    prop::collection::vec(sentence, 1..4).prop_map(|sentences| sentences.join(" "))
}

fn turns() -> impl Strategy<Value = Vec<(&'static str, String)>> {
    prop::collection::vec((prop::sample::select(&NAMES[..]), sentences()), 1..6)
}

fn transcript(turns: &[(&str, String)]) -> String {
    turns.iter().map(|(name, words)| format!("{name} (Harbour Board): {words}\n\n")).collect()
}

fn records(turns: &[(&str, String)], documents: &[u8]) -> String {
    let record = |(place, (name, words)): (usize, &(&str, String))| {
        let document = documents[place % documents.len()];
        format!(
            "{}\n",
            serde_json::json!({ "document": document.to_string(), "speaker": name, "text": words })
        )
    };
    turns.iter().enumerate().map(record).collect()
}

fn rows(turns: &[(&str, String)], documents: &[u8]) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(["text", "document", "speaker"]).unwrap();
    for (place, (name, words)) in turns.iter().enumerate() {
        let document = documents[place % documents.len()].to_string();
        writer.write_record([&*words.replace(". ", ".\n"), &*document, *name]).unwrap();
    }
    String::from_utf8(writer.into_inner().unwrap()).unwrap()
}

/// One to six sources: transcripts, and files of records whose documents stand in any order.
pub fn sources() -> impl Strategy<Value = Vec<Source>> {
    let source =
        (0..3, turns(), prop::collection::vec(0u8..5, 1..6)).prop_map(|(format, turns, documents)| {
            match format {
                0 => ("jsonl", records(&turns, &documents)),
                1 => ("csv", rows(&turns, &documents)),
                _ => ("txt", transcript(&turns)),
            }
        });
    prop::collection::vec(source, 1..7).prop_map(|made| {
        let named = |(place, (ending, text)): (usize, (&str, String))| {
            Source::in_memory(format!("{place}.{ending}"), text)
        };
        made.into_iter().enumerate().map(named).collect()
    })
}

/// The forms of a turn, in the order of the text.
pub fn forms(tokens: &Tokens, row: u32) -> Vec<FormId> {
    let mut turn = Vec::new();
    tokens.visit([row], |_, forms| turn.extend(forms)).unwrap();
    turn
}
