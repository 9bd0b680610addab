//! What each stage costs, and the naive way beside it: `cargo bench --bench stages`.
//!
//! The corpus is `corpus/`, or whatever `DICTUM_BENCH_INPUT` names. It is read, cut, stemmed and counted from memory on
//! one thread, and throughput is in bytes of the turns' text, so that stages can be put beside each other.
//! Times differ between machines and hours; only ratios within one run say anything.

use std::collections::{BTreeSet, HashMap};
use std::hint::black_box;
use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dictum::analysis::{Keyness, KeynessOptions, TermCounts, Totals};
use dictum::count::{Counts, Key};
use dictum::issues::{Issue, IssueKind, Issues};
use dictum::read::{self, Header, ReadOptions, Sink, Source, Turn};
use dictum::scan::{self, Grain, Plan, Selection};
use dictum::text::{Analyzer, AnalyzerOptions, Hyphens, words};
use dictum::vocab::TermRule;
use rust_stemmers::{Algorithm, Stemmer};
use unicode_segmentation::UnicodeSegmentation;

/// Every turn's text with its speaker.
#[derive(Default)]
struct Texts(Vec<(String, String)>);

impl Sink for Texts {
    fn document(&mut self, _: Header) {}

    fn turn(&mut self, turn: Turn<'_>) {
        let speaker = turn.speaker.map_or(String::new(), |speaker| speaker.name.clone());
        self.0.push((speaker, turn.text.to_owned()));
    }

    fn issue(&mut self, _: IssueKind, _: Issue) {}
}

/// Nothing but the number of turns.
#[derive(Default)]
struct Turns(usize);

impl Sink for Turns {
    fn document(&mut self, _: Header) {}

    fn turn(&mut self, turn: Turn<'_>) {
        self.0 += usize::from(!black_box(turn.text).is_empty());
    }

    fn issue(&mut self, _: IssueKind, _: Issue) {}
}

/// The input as sources that are in memory, so that no disk is measured; what is compressed is unpacked first.
fn sources() -> Vec<Source> {
    let input = std::env::var("DICTUM_BENCH_INPUT").unwrap_or_else(|_| "corpus".to_owned());
    let on_disk = read::plan(&[input], &[], &mut std::io::empty()).sources;
    let in_memory = on_disk.iter().flat_map(|source| {
        let text = read::text(source, &mut Issues::default()).unwrap_or_default();
        read::plan(&["-".to_owned()], &[], &mut text.as_bytes()).sources
    });
    in_memory.collect()
}

/// How most people would write it: every token a string of its own, lower-cased, stemmed and counted.
fn naive(texts: &[(String, String)]) -> HashMap<&str, HashMap<String, u64>> {
    let stemmer = Stemmer::create(Algorithm::English);
    let mut counts: HashMap<&str, HashMap<String, u64>> = HashMap::new();
    for (speaker, text) in texts {
        let counts = counts.entry(speaker).or_default();
        for word in text.unicode_words() {
            *counts.entry(stemmer.stem(&word.to_lowercase()).into_owned()).or_default() += 1;
        }
    }
    counts
}

fn stages(criterion: &mut Criterion) {
    let analyzer = || Analyzer::new(&AnalyzerOptions::default()).expect("the options that ship are right");
    let plan = Plan {
        sources: sources(),
        read: ReadOptions::default(),
        analyzer: analyzer(),
        register: None,
        grain: Grain::Turn,
    };
    let mut texts = Texts::default();
    for source in &plan.sources {
        read::read(source, &plan.read, &mut texts);
    }
    let texts = texts.0;
    let forms: BTreeSet<&str> = texts.iter().flat_map(|(_, text)| text.unicode_words()).collect();
    let bytes: usize = texts.iter().map(|(_, text)| text.len()).sum();
    eprintln!("{} turns, {bytes} bytes of text, {} distinct forms", texts.len(), forms.len());

    let one_thread = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool of one thread");
    let scanned = || scan::scan::<Counts>(&plan, &(), &()).freeze(&plan);
    let corpus = one_thread.install(scanned);
    let rows = corpus.select(&Selection::default()).expect("no condition can fail");
    let count_terms = || TermCounts::new(&corpus, &corpus.counted, TermRule::default(), Totals::All);
    let counts = count_terms();

    let mut group = criterion.benchmark_group("stages");
    group.throughput(Throughput::Bytes(bytes as u64)).warm_up_time(Duration::from_secs(1));
    group.bench_function("read: turns", |bencher| {
        bencher.iter(|| {
            let mut turns = Turns::default();
            for source in &plan.sources {
                read::read(source, &plan.read, &mut turns);
            }
            turns.0
        });
    });
    group.bench_function("tokenize", |bencher| {
        bencher.iter(|| {
            let mut length = 0;
            for (_, text) in &texts {
                words(text, Hyphens::Split, |word| length += word.len());
            }
            length
        });
    });
    group.bench_function("stem: each distinct form once", |bencher| {
        let analyzer = analyzer();
        bencher.iter(|| forms.iter().map(|form| analyzer.lexeme(form).stem.len()).sum::<usize>());
    });
    group.bench_function("count: read, cut, stem, count, freeze", |bencher| {
        bencher.iter(|| one_thread.install(scanned));
    });
    group.bench_function("terms: gather forms", |bencher| bencher.iter(count_terms));
    group.bench_function("keyness: each speaker against the rest", |bencher| {
        bencher.iter(|| {
            let keyness = Keyness::new(&corpus, &counts, &Key::Speaker, &rows, KeynessOptions::default());
            let keyness = keyness.expect("no reference is named");
            keyness.targets().map(|group| keyness.family(group).len()).sum::<usize>()
        });
    });
    group.bench_function("naive: cut, lower-case, stem, count each token", |bencher| {
        bencher.iter(|| naive(&texts));
    });
    group.finish();
}

criterion_group!(benches, stages);
criterion_main!(benches);
