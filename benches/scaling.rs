//! One thread and more: `cargo bench --bench scaling`.
//!
//! A large file of records, which is cut, and many tiny documents, which are not; each thread on a processor of its own
//! as far as there are enough. `DICTUM_BENCH_INPUT` names a corpus of one's own.

use std::time::Duration;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use dictum::bench::Processors;
use dictum::count::{Counts, SpeakerCounts, Tally};
use dictum::read::Source;
use dictum::scan::{Grain, Plan, scan};
use dictum::synth::Typography;
use dictum::vocab::TermRule;

mod corpora;

fn corpora() -> Vec<(String, Vec<Source>)> {
    if std::env::var_os("DICTUM_BENCH_INPUT").is_some() {
        return corpora::all();
    }
    vec![
        ("100 MB".to_owned(), vec![corpora::made(100_000_000, Typography::Plain)]),
        ("many tiny documents".to_owned(), corpora::tiny(20_000)),
    ]
}

fn threads(criterion: &mut Criterion) {
    for (name, sources) in corpora() {
        let size = sources.iter().map(Source::size).sum();
        let plan = corpora::plan(sources, Grain::Speaker);
        by_threads::<SpeakerCounts>(
            criterion,
            &format!("{name}, rows of speakers"),
            size,
            &plan,
            &TermRule::default(),
        );
        let plan = corpora::plan(plan.sources, Grain::Turn);
        by_threads::<Counts>(criterion, &format!("{name}, rows of turns"), size, &plan, &());
    }
}

/// Reading, counting and freezing on 1, 2, 4 … threads.
fn by_threads<T: Tally<Frozen: Send>>(
    criterion: &mut Criterion,
    name: &str,
    size: u64,
    plan: &Plan,
    tally: &T::Plan,
) {
    let processors = Processors::new();
    let mut group = criterion.benchmark_group(name);
    group.throughput(Throughput::Bytes(size)).sample_size(10).warm_up_time(Duration::from_secs(1));
    let doublings = (0..16).map(|power| 1 << power);
    for threads in doublings.take_while(|&threads| threads <= processors.count) {
        let pool = processors.pool(threads).expect("threads");
        group.bench_function(format!("{threads} threads"), |bencher| {
            bencher.iter(|| pool.install(|| scan::<T>(plan, tally, &()).freeze(plan)));
        });
    }
    group.finish();
}

criterion_group!(benches, threads);
criterion_main!(benches);
