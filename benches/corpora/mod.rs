//! What is measured on: always the same, and always in memory.

use dictum::issues::Issues;
use dictum::read::{self, ReadOptions, Source};
use dictum::scan::{Grain, Plan};
use dictum::synth::{Corpus, SynthOptions, Typography};
use dictum::text::{Analyzer, AnalyzerOptions};

/// Every corpus with its name. `DICTUM_BENCH_INPUT` names one of one's own, which then stands alone.
#[allow(dead_code, reason = "each benchmark uses some of these")]
pub fn all() -> Vec<(String, Vec<Source>)> {
    if let Ok(own) = std::env::var("DICTUM_BENCH_INPUT") {
        return vec![(own.clone(), in_memory(&own))];
    }
    vec![
        ("the sample".to_owned(), in_memory("corpus")),
        ("1 MB".to_owned(), vec![made(1_000_000, Typography::Plain)]),
        ("100 MB".to_owned(), vec![made(100_000_000, Typography::Plain)]),
        ("many tiny documents".to_owned(), tiny(2_000)),
    ]
}

/// The same text of 20 MB as a typewriter and as a printer sets it.
#[allow(dead_code, reason = "each benchmark uses some of these")]
pub fn twins() -> [(&'static str, Vec<Source>); 2] {
    [Typography::Plain, Typography::Curly]
        .map(|typography| (typography.name(), vec![made(20_000_000, typography)]))
}

/// A made corpus of that much text, as JSON lines.
pub fn made(size: u64, typography: Typography) -> Source {
    let mut records = Vec::new();
    let corpus = Corpus::new(&SynthOptions { size, ..SynthOptions::default() });
    corpus.write_jsonl(typography, &mut records).expect("memory takes what is written");
    Source::in_memory("made.jsonl", records)
}

/// Transcripts of three turns, each a source of its own.
pub fn tiny(documents: usize) -> Vec<Source> {
    let document = |number: usize| {
        let text = format!(
            "Ann Lee: Sanctions {number} bite, and talks go on.\n\nBob Ray: Do they?\n\nAnn Lee: They do, in {}.\n",
            number % 97
        );
        Source::in_memory(format!("{number:05}.txt"), text)
    };
    (0..documents).map(document).collect()
}

/// How `sources` are read and counted, with rows of that kind.
pub fn plan(sources: Vec<Source>, grain: Grain) -> Plan {
    let analyzer = Analyzer::new(&AnalyzerOptions::default()).expect("the options that ship are right");
    Plan { sources, read: ReadOptions::default(), analyzer: analyzer.into(), register: None, grain }
}

/// The files of an input, in memory; what is compressed is unpacked first.
fn in_memory(input: &str) -> Vec<Source> {
    let on_disk = read::plan(&[input.to_owned()], &[], &mut std::io::empty()).sources;
    let held = |source: &Source| {
        let name = source.name().trim_end_matches(".gz").trim_end_matches(".zst");
        Source::in_memory(name, read::text(source, &mut Issues::default()).unwrap_or_default())
    };
    on_disk.iter().map(held).collect()
}
