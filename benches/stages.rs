//! What each stage costs, and simpler programs beside it: `cargo bench --bench stages`.
//!
//! Corpora: the sample in `corpus/`; made ones of 1 and 100 MB; many tiny documents; and whatever `DICTUM_BENCH_INPUT`
//! names. Everything is in memory and on one pinned thread, and throughput is in bytes of the turns' text, so that
//! stages can be put beside each other. Times differ between machines and hours; only ratios within one run say
//! anything.

use std::hint::black_box;
use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{BatchSize, BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main};
use dictum::analysis::{Intervals, Keyness, KeynessOptions, TermCounts, Totals};
use dictum::bench::{self, Held, Part, Processors, baselines};
use dictum::count::{Counts, Key, SpeakerCounts};
use dictum::issues::{Issue, IssueKind};
use dictum::read::{self, Header, Sink, Turn};
use dictum::render::chart::{Bar, Chart, Frame, Series, Style, Terms};
use dictum::scan::{Grain, Partial, Plan, Selection, scan};
use dictum::text::{Analyzer, AnalyzerOptions};
use dictum::vocab::TermRule;

mod corpora;

/// Nobody who listens.
struct Nobody;

impl Sink for Nobody {
    fn document(&mut self, _: Header) {}

    fn turn(&mut self, turn: Turn<'_>) {
        black_box(turn.text);
    }

    fn issue(&mut self, _: IssueKind, _: Issue) {}
}

fn analyzer() -> Analyzer {
    Analyzer::new(&AnalyzerOptions::default()).expect("the options that ship are right")
}

/// From here on everything runs on this thread alone, which stays where it is.
fn one_thread() {
    Processors::new().keep_this_thread();
    // It fails where that was said already.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
}

fn stages(criterion: &mut Criterion) {
    one_thread();
    for (name, sources) in corpora::all() {
        let plan = corpora::plan(sources, Grain::Speaker);
        let held = Held::read(&plan.sources, &plan.read);
        let whole = held.whole();
        let mut group = criterion.benchmark_group(format!("stages of {name}"));
        group.throughput(Throughput::Bytes(whole.size() as u64)).warm_up_time(Duration::from_secs(1));
        if whole.size() > 10_000_000 {
            group.sample_size(10);
        }
        reading(&mut group, &plan);
        words(&mut group, whole);
        counting(&mut group, &plan, whole);
        statistics(&mut group, &plan);
        group.finish();
    }
}

fn reading(group: &mut BenchmarkGroup<'_, WallTime>, plan: &Plan) {
    group.bench_function("read: turns", |bencher| {
        bencher.iter(|| {
            for piece in read::pieces(&plan.sources, &plan.read) {
                piece.read(&mut Nobody);
            }
        });
    });
}

fn words(group: &mut BenchmarkGroup<'_, WallTime>, part: Part<'_>) {
    let analyzer = analyzer();
    group.bench_function("tokenize", |bencher| bencher.iter(|| bench::tokenize(part.texts(), &analyzer)));
    group.bench_function("tokenize, by unicode-segmentation", |bencher| {
        bencher.iter(|| baselines::unicode_words(part.texts()));
    });
    group.bench_function("intern", |bencher| {
        bencher.iter_custom(|times| (0..times).map(|_| bench::count(part, &analyzer).1.intern).sum());
    });
    group.bench_function("count", |bencher| {
        bencher.iter_custom(|times| (0..times).map(|_| bench::count(part, &analyzer).1.count).sum());
    });
    group.bench_function("freeze", |bencher| {
        bencher.iter_custom(|times| (0..times).map(|_| bench::count(part, &analyzer).1.freeze).sum());
    });
}

fn counting(group: &mut BenchmarkGroup<'_, WallTime>, plan: &Plan, part: Part<'_>) {
    let analyzer = analyzer();
    group.bench_function("all in memory: tokenize, intern, count, freeze", |bencher| {
        bencher.iter(|| bench::count(part, &analyzer));
    });
    group.bench_function("all in memory, by countwords", |bencher| {
        bencher.iter(|| baselines::countwords(part.texts()));
    });
    group.bench_function("all in memory, by the naive program", |bencher| {
        bencher.iter(|| baselines::naive(part.spoken()));
    });
    let rule = TermRule::default();
    group.bench_function("scan: rows of speakers, from the bytes on", |bencher| {
        bencher.iter(|| scan::<SpeakerCounts>(plan, &rule, &()).freeze(plan));
    });
    let turns = corpora::plan(plan.sources.clone(), Grain::Turn);
    group.bench_function("scan: rows of turns, from the bytes on", |bencher| {
        bencher.iter(|| scan::<Counts>(&turns, &(), &()).freeze(&turns));
    });
    let half = || -> Partial<SpeakerCounts> { scan(plan, &rule, &()) };
    group.bench_function("merge: the same counts once more", |bencher| {
        bencher.iter_batched(
            || (half(), half()),
            |(one, other)| one.merge(other, &rule),
            BatchSize::PerIteration,
        );
    });
}

fn statistics(group: &mut BenchmarkGroup<'_, WallTime>, plan: &Plan) {
    let corpus = scan::<SpeakerCounts>(plan, &TermRule::default(), &()).freeze(plan);
    let rows = corpus.select(&Selection::default()).expect("no condition can fail");
    let gather = || {
        let counts = TermCounts::new(&corpus, &corpus.counted.forms, TermRule::default(), Totals::All);
        counts.expect("nothing is on disk")
    };
    group.bench_function("terms: gather forms", |bencher| bencher.iter(gather));
    let counts = gather();
    group.bench_function("keyness: each speaker against the rest", |bencher| {
        bencher.iter(|| {
            let options = KeynessOptions { intervals: Intervals::Skipped, ..KeynessOptions::default() };
            let keyness = Keyness::new(&corpus, &counts, &Key::Speaker, &rows, options);
            let keyness = keyness.expect("no reference is named");
            keyness.targets().map(|group| keyness.family(group).len()).sum::<usize>()
        });
    });
    let bars = counts.terms.ids().take(25).map(|term| Bar {
        label: counts.shown(&corpus, term).to_owned(),
        value: 1.0,
        note: String::new(),
    });
    let chart = Terms { frame: Frame::default(), series: Series(0), bars: bars.collect() };
    let style = Style::default();
    group.bench_function("svg: a chart of 25 bars", |bencher| bencher.iter(|| chart.svg(&style)));
}

/// The typographic twin beside the plain corpus.
fn twins(criterion: &mut Criterion) {
    one_thread();
    let mut group = criterion.benchmark_group("twins of 20 MB");
    group.sample_size(10);
    for (name, sources) in corpora::twins() {
        let held = Held::read(&sources, &dictum::read::ReadOptions::default());
        let (part, analyzer) = (held.whole(), analyzer());
        group.throughput(Throughput::Bytes(part.size() as u64));
        group.bench_function(format!("tokenize, {name}"), |bencher| {
            bencher.iter(|| bench::tokenize(part.texts(), &analyzer));
        });
        group.bench_function(format!("all in memory, {name}"), |bencher| {
            bencher.iter(|| bench::count(part, &analyzer));
        });
    }
    group.finish();
}

criterion_group!(benches, stages, twins);
criterion_main!(benches);
