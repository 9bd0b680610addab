//! How fast two executors of one core each are beside two threads: `cargo test --release throughput -- --ignored
//! --nocapture`. `DICTUM_CLUSTER_MB` says of how much text, else 1000 MB.

use std::fs;
use std::path::Path;
use std::time::Instant;

use dictum::Counts;
use dictum::cli::elsewhere::Report;
use dictum::scan::scan;
use dictum::synth::{Corpus, Layout, SynthOptions, Typography};

use crate::harness::{Client, Cluster, alone, import_with, last, shards};

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
    let report = Report::asked(vec![store.as_os_str().to_owned()]).unwrap().unwrap();
    let plan = report.recipe.plan(report.sources).unwrap();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(2).build().unwrap();
    let (began, before) = (Instant::now(), spent("self").0);
    let partial = pool.install(|| scan::<Counts>(&plan, &(), &()));
    assert!(!partial.is_empty());
    (began.elapsed().as_secs_f64(), spent("self").0 - before)
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
    for round in 0..3 {
        let (wall, processor) = locally(&store);
        println!("local, two threads: {wall:.2} s, {processor:.2} s of processor time");
        let (work, output) = (folder.path().join(format!("work-{round}")), folder.path().join("output"));
        let cluster = Cluster::start(2);
        std::thread::sleep(std::time::Duration::from_secs(2));
        let mut client = Client::start(&cluster, &store, &work, &output, &[]);
        let summary = client.wait_for("summary");
        let (seconds, counting) =
            (summary["seconds"].as_f64().unwrap(), summary["counting"].as_f64().unwrap());
        let of_client = spent(&client.id());
        client.kill();
        println!(
            "cluster: {seconds:.2} s, of them {:.2} s counting a core; ratio {:.2}",
            counting / 2.0,
            wall / seconds
        );
        println!("  client: {:.2} s of processor time, {} MB", of_client.0, of_client.1);
        println!("  scheduler: {:?} (s of processor time, MB)", spent(&cluster.scheduler.id()));
        cluster.executors.iter().for_each(|executor| println!("  executor: {:?}", spent(&executor.id())));
        assert_eq!(last(&client.events, "summary")["counted"], shards(&store).len());
    }
}
