//! No bytes break a reader: whatever the format, as one file and in blocks. `DICTUM_FUZZ_ENDING=vtt` keeps to the one
//! reader that files of this ending have.
#![no_main]

use dictum::count::{Counts, Hits};
use dictum::read::{PieceSize, ReadOptions, Source};
use dictum::scan::{Grain, Plan, scan};
use dictum::text::{Analyzer, AnalyzerOptions, DEFAULT_THEMES, Themes};
use libfuzzer_sys::fuzz_target;

const ENDINGS: [&str; 15] = [
    "txt", "md", "jsonl", "csv", "tsv", "html", "json", "vtt", "srt", "xml", "tei", "akn", "csv.gz", "jsonl.zst", "dct",
];

fuzz_target!(|bytes: &[u8]| {
    let only = std::env::var("DICTUM_FUZZ_ENDING").ok();
    let analyzer = || Analyzer::new(&AnalyzerOptions::default()).unwrap();
    let themes = std::sync::Arc::new(Themes::parse(DEFAULT_THEMES, &analyzer()).unwrap());
    for ending in ENDINGS.into_iter().filter(|ending| only.as_deref().is_none_or(|only| only == *ending)) {
        for piece in [64, 1 << 20] {
            let read = ReadOptions { piece_size: PieceSize::new(piece), ..ReadOptions::default() };
            let sources = vec![Source::in_memory(format!("a.{ending}"), bytes)];
            let plan = Plan { sources, read, analyzer: analyzer().into(), register: None, grain: Grain::Turn };
            let tallies = ((), themes.clone());
            scan::<(Counts, Hits)>(&plan, &tallies, &()).freeze(&plan);
        }
    }
});
