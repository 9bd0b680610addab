//! How fast two executors of one core each are beside two threads: `cargo test --release throughput -- --ignored
//! --nocapture`. `DICTUM_CLUSTER_MB` says of how much text, else 1000 MB.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use dictum::Counts;
use dictum::cli::elsewhere::Report;
use dictum::read::Source;
use dictum::scan::scan;
use dictum::synth::{Corpus, Layout, SynthOptions, Typography};
use dictum_cluster::job::Rows;
use dictum_cluster::store::shard_at;

use crate::harness::{Client, Cluster, alone, assert_same, columns, import_with, report_on, shards, told};

/// Clock ticks in a second, as Linux counts the time of processes.
const TICKS: f64 = 100.0;

/// The seconds of processor time that a process took so far, and its peak of memory in MB.
fn spent(process: &str) -> (f64, u64) {
    let read = |file: &str| fs::read_to_string(format!("/proc/{process}/{file}")).unwrap();
    let stat = read("stat");
    let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
    let ticks: f64 = fields[11..13].iter().map(|field| field.parse::<f64>().unwrap()).sum();
    let status = read("status");
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    (ticks / TICKS, peak.split_whitespace().next().unwrap().parse::<u64>().unwrap() / 1000)
}

fn locally(store: &Path) -> (f64, f64) {
    let report = Report::asked(vec![store.as_os_str().to_owned()], &mut |_| Ok(None)).unwrap().unwrap();
    let plan = report.recipe.plan(report.sources).unwrap();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    let (began, before) = (Instant::now(), spent("self").0);
    let partial = pool.install(|| scan::<Counts>(&plan, &(), &()));
    assert!(!partial.is_empty());
    (began.elapsed().as_secs_f64(), spent("self").0 - before)
}

/// Where the time of an executor goes, on one thread: each part of its work on all shards.
fn parts(store: &Path) {
    let report = Report::asked(vec![store.as_os_str().to_owned()], &mut |_| Ok(None)).unwrap().unwrap();
    let (mut reading, mut hashing, mut counting, mut packing) = (0.0, 0.0, 0.0, 0.0);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    for source in &report.sources {
        let (_, shard) = shard_at(source.path(), &mut BTreeMap::new()).unwrap();
        let names: Vec<String> = shard.columns.keys().cloned().collect();
        let mut rows = Rows::new(names.clone());
        let timed = |seconds: &mut f64, work: &mut dyn FnMut()| {
            let began = Instant::now();
            work();
            *seconds += began.elapsed().as_secs_f64();
        };
        let path = Path::new(source.path());
        timed(&mut reading, &mut || rows.push(columns(path, &names)));
        timed(&mut hashing, &mut || assert_eq!(rows.sums(), shard.columns));
        let rows = Arc::new(std::mem::take(&mut rows));
        let held = Source::of_rows(source.name(), source.path(), shard.size, &shard.blake3, rows);
        let plan = report.recipe.plan(vec![held]).unwrap();
        let mut partial = None;
        timed(&mut counting, &mut || partial = Some(pool.install(|| scan::<Counts>(&plan, &(), &()))));
        let mut bytes = Vec::new();
        let partial = partial.unwrap();
        timed(&mut packing, &mut || bytes = partial.encode(plan.grain, &plan.analyzer).unwrap());
        timed(&mut hashing, &mut || assert!(blake3::hash(&bytes) != blake3::hash(b"")));
    }
    println!(
        "reading {reading:.2} s, hashing {hashing:.2} s, counting {counting:.2} s, packing {packing:.2} s"
    );
}

#[test]
#[ignore = "takes minutes and a machine at rest"]
fn throughput() {
    let _alone = alone();
    let megabytes: u64 = std::env::var("DICTUM_CLUSTER_MB").map_or(1000, |value| value.parse().unwrap());
    let folder = tempfile::tempdir().unwrap();
    let (corpus, store) = (folder.path().join("corpus"), folder.path().join("store"));
    let made = Corpus::new(&SynthOptions { size: megabytes * 1_000_000, seed: 3, speakers: 40 });
    let mut pieces = made.pieces(Layout::Transcript, Typography::Plain);
    while let Some(piece) = pieces.next() {
        let path = corpus.join(piece.file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, piece.bytes).unwrap();
    }
    let began = Instant::now();
    import_with(&corpus, &store, "32MB");
    println!(
        "import of {megabytes} MB: {:.1} s; {} shards",
        began.elapsed().as_secs_f64(),
        shards(&store).len()
    );
    parts(&store);
    for round in 0..2 {
        let (wall, processor) = locally(&store);
        println!("counting, two threads here: {wall:.2} s, {processor:.2} s of processor time");
        let output = folder.path().join(format!("here-{round}"));
        let whole = Instant::now();
        report_on(&store, &output, "2");
        let whole = whole.elapsed().as_secs_f64();
        let [work, other] = ["work", "there"].map(|name| folder.path().join(format!("{name}-{round}")));
        let cluster = Cluster::start(2);
        std::thread::sleep(std::time::Duration::from_secs(2));
        let began = Instant::now();
        let mut client = Client::start(&cluster, &store, &work, &other, &[]);
        let summary = client.wait_for("counting", "summary");
        let (seconds, counting) =
            (summary["seconds"].as_f64().unwrap(), summary["working"].as_f64().unwrap());
        println!(
            "executors: {seconds:.2} s, of them {:.2} s a core; ratio {:.2}",
            counting / 2.0,
            wall / seconds
        );
        println!("  client: {:?} (s of processor time, MB)", spent(&client.id()));
        println!("  scheduler: {:?}", spent(&cluster.scheduler.id()));
        cluster.executors.iter().for_each(|executor| println!("  executor: {:?}", spent(&executor.id())));
        let (status, events) = client.finish();
        assert!(status.success());
        assert_eq!(told(&events, "counting", "summary", "answered"), shards(&store).len() as u64);
        let of_cluster = began.elapsed().as_secs_f64();
        println!("report: {whole:.2} s here, {of_cluster:.2} s there; ratio {:.2}", whole / of_cluster);
        assert_same(&output, &other);
    }
}
