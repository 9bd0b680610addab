//! No bytes break a reader: whatever the format, as one file and in blocks. `DICTUM_FUZZ_ENDING=vtt` keeps to the one
//! reader that files of this ending have.
#![no_main]

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use dictum::count::{Counts, Hits};
use dictum::read::{Languages, PieceSize, ReadOptions, Source};
use dictum::scan::{Grain, Plan, scan};
use dictum::text::{Analyzer, AnalyzerOptions, DEFAULT_THEMES, Themes};
use libfuzzer_sys::fuzz_target;

const ENDINGS: [&str; 16] = [
    "txt",
    "md",
    "jsonl",
    "csv",
    "tsv",
    "html",
    "json",
    "vtt",
    "srt",
    "parquet",
    "xml",
    "tei",
    "akn",
    "csv.gz",
    "jsonl.zst",
    "dct",
];

/// The endings that are tried.
static TRIED: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let only = std::env::var("DICTUM_FUZZ_ENDING").ok();
    let tried: Vec<&str> =
        ENDINGS.into_iter().filter(|ending| only.as_deref().is_none_or(|only| only == *ending)).collect();
    assert!(!tried.is_empty(), "DICTUM_FUZZ_ENDING is none of {ENDINGS:?}");
    tried
});

/// What does not change from one input to the next: small blocks, then the whole with its languages told.
static PLANS: LazyLock<Mutex<[Plan; 2]>> = LazyLock::new(|| {
    let plan = |piece: usize, languages: Languages| Plan {
        sources: Vec::new(),
        read: ReadOptions { piece_size: PieceSize::new(piece), languages, ..ReadOptions::default() },
        analyzer: Analyzer::new(&AnalyzerOptions::default()).unwrap().into(),
        register: None,
        grain: Grain::Turn,
    };
    Mutex::new([plan(64, Languages::AsWritten), plan(1 << 20, Languages::Told)])
});

static THEMES: LazyLock<Arc<Themes>> = LazyLock::new(|| {
    let analyzer = Analyzer::new(&AnalyzerOptions::default()).unwrap();
    Arc::new(Themes::parse(DEFAULT_THEMES, &analyzer).unwrap())
});

fuzz_target!(|bytes: &[u8]| {
    let mut plans = PLANS.lock().unwrap_or_else(PoisonError::into_inner);
    for ending in TRIED.iter() {
        for plan in plans.iter_mut() {
            plan.sources = vec![Source::in_memory(format!("a.{ending}"), bytes)];
            scan::<(Counts, Hits)>(plan, &((), THEMES.clone()), &()).freeze(plan);
        }
    }
});
