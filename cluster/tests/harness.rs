//! A made corpus and its store, the local report of it, and processes that end with the test that began them.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use arrow::array::{ArrayRef, RecordBatch};
use arrow::compute::{cast, concat};
use arrow::datatypes::DataType;
use dictum::cli::elsewhere::Report;
use dictum::synth::{Corpus, Layout, SynthOptions, Typography};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;
use serde_json::Value;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_dictum-cluster");
/// No step of a test takes longer, or it hangs.
const PATIENCE: Duration = Duration::from_secs(180);

/// Tests with processes run one after the other: they share a machine, and some tell time.
pub fn alone() -> MutexGuard<'static, ()> {
    static ONE: Mutex<()> = Mutex::new(());
    ONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What all tests read and none alters.
pub struct Made {
    folder: TempDir,
}

impl Made {
    /// The transcripts.
    pub fn corpus(&self) -> PathBuf {
        self.folder.path().join("corpus")
    }

    /// The store of them.
    pub fn store(&self) -> PathBuf {
        self.folder.path().join("store")
    }

    /// The report that one machine makes of the store.
    pub fn local(&self) -> PathBuf {
        self.folder.path().join("local")
    }
}

/// About 3 MB of transcripts, ten shards, and the local report.
pub fn made() -> &'static Made {
    static MADE: OnceLock<Made> = OnceLock::new();
    MADE.get_or_init(|| {
        let made = Made { folder: tempfile::tempdir().unwrap() };
        let options = SynthOptions { size: 3_000_000, seed: 7, speakers: 12 };
        let corpus = Corpus::new(&options);
        let mut pieces = corpus.pieces(Layout::Transcript, Typography::Plain);
        while let Some(piece) = pieces.next() {
            let path = made.corpus().join(piece.file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, piece.bytes).unwrap();
        }
        import(&made.corpus(), &made.store());
        report(&made.store(), &made.local());
        made
    })
}

/// Imports a folder of transcripts into a store.
pub fn import(corpus: &Path, store: &Path) -> String {
    import_with(corpus, store, "300kB")
}

/// The same with shards of about that size.
pub fn import_with(corpus: &Path, store: &Path, size: &str) -> String {
    let mut command = Command::new(PROGRAM);
    command.arg("import").arg(corpus).arg("-o").arg(store).args(["--shard-size", size]);
    let output = command.output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stderr).unwrap()
}

/// The report that one machine makes.
pub fn report(input: &Path, output: &Path) {
    report_on(input, output, "2");
}

/// The same on so many threads.
pub fn report_on(input: &Path, output: &Path, threads: &str) {
    let mut words =
        vec![input.as_os_str().to_owned(), "-q".into(), "-o".into(), output.as_os_str().to_owned()];
    words.extend(["--threads", threads].map(Into::into));
    let report = Report::asked(words, &mut |_| Ok(None)).unwrap().unwrap();
    report.write(BTreeMap::new(), None).unwrap();
}

/// The shards of a store.
pub fn shards(store: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(store).unwrap().map(|entry| entry.unwrap().path());
    let mut shards: Vec<PathBuf> =
        files.filter(|path| path.extension().is_some_and(|end| end == "parquet")).collect();
    shards.sort();
    shards
}

/// A store of its own with the same shards, which a test may damage.
pub fn copy_of_store(to: &Path) {
    fs::create_dir_all(to).unwrap();
    for path in shards(&made().store()).into_iter().chain([made().store().join("store.json")]) {
        fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

/// Columns of a file as texts.
pub fn columns(path: &Path, names: &[String]) -> Vec<ArrayRef> {
    let reader =
        ParquetRecordBatchReaderBuilder::try_new(fs::File::open(path).unwrap()).unwrap().build().unwrap();
    let batches: Vec<RecordBatch> = reader.map(Result::unwrap).collect();
    let text =
        |batch: &RecordBatch, name: &str| cast(batch.column_by_name(name).unwrap(), &DataType::Utf8).unwrap();
    let column = |name: &String| {
        let parts: Vec<ArrayRef> = batches.iter().map(|batch| text(batch, name)).collect();
        concat(&parts.iter().map(Arc::as_ref).collect::<Vec<_>>()).unwrap()
    };
    names.iter().map(column).collect()
}

/// Every file below a folder with its bytes.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

/// Two folders hold the same files, byte for byte.
pub fn assert_same(one: &Path, other: &Path) {
    let (one, other) = (files(one), files(other));
    assert!(one.keys().eq(other.keys()), "{:?}\n{:?}", one.keys(), other.keys());
    assert!(one.len() > 20, "a report has more than {} files", one.len());
    for (name, bytes) in &one {
        assert!(*bytes == other[name], "{name} differs");
    }
}

/// A process that is killed when the test has done with it.
pub struct Process(Child);

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

impl Process {
    /// Starts something that nobody listens to.
    pub fn of(mut command: Command) -> Self {
        Self(command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap())
    }

    /// `kill -9`.
    pub fn kill(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }

    /// Its number.
    pub fn id(&self) -> String {
        self.0.id().to_string()
    }

    /// Stops it where it is: it neither works nor goes away.
    pub fn stop(&self) {
        assert!(Command::new("kill").args(["-STOP", &self.id()]).status().unwrap().success());
    }
}

/// A scheduler and executors of one core each.
pub struct Cluster {
    environment: Vec<(String, String)>,
    pub scheduler: Process,
    pub executors: Vec<Process>,
    pub address: String,
}

impl Cluster {
    /// Starts it on free ports and waits until the scheduler answers.
    pub fn start(executors: usize) -> Self {
        Self::start_in(&[], executors)
    }

    /// The same, with variables that all its processes and clients know.
    pub fn start_in(environment: &[(&str, &str)], executors: usize) -> Self {
        let environment: Vec<(String, String)> =
            environment.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect();
        let process = |words: &[&str]| {
            let mut command = Command::new(PROGRAM);
            command.args(words).envs(environment.iter().cloned());
            Process::of(command)
        };
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port().to_string();
        let address = format!("127.0.0.1:{port}");
        let scheduler = process(&["scheduler", "--port", &port, "--lost-after", "8"]);
        let began = Instant::now();
        while TcpStream::connect(&address).is_err() {
            assert!(began.elapsed() < PATIENCE, "the scheduler does not answer");
            std::thread::sleep(Duration::from_millis(50));
        }
        let executor = |_| process(&["executor", "--scheduler", &address, "--cores", "1"]);
        let executors = (0..executors).map(executor).collect();
        Self { environment, scheduler, executors, address }
    }
}

/// A client at work, and what it tells.
pub struct Client {
    process: Process,
    told: Receiver<Value>,
    pub events: Vec<Value>,
}

impl Client {
    /// Asks a cluster for the report of a store; accepted counts are kept in `work`.
    pub fn start(cluster: &Cluster, store: &Path, work: &Path, output: &Path, options: &[&str]) -> Self {
        let mut command = Command::new(PROGRAM);
        command.args(["run", "--scheduler", &cluster.address, "--jobs", "4", "--json-progress", "--work"]);
        command.envs(cluster.environment.iter().cloned());
        command.arg(work).args(options).arg(store).args(["-q", "--threads", "2", "-o"]).arg(output);
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, told) = channel();
        let lines = BufReader::new(child.stderr.take().unwrap()).lines();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let event = serde_json::from_str(&line).unwrap_or(Value::String(line));
                if sender.send(event).is_err() {
                    return;
                }
            }
        });
        Self { process: Process(child), told, events: Vec::new() }
    }

    /// Waits for an event of that name in a round.
    pub fn wait_for(&mut self, round: &str, name: &str) -> Value {
        loop {
            let event = self.told.recv_timeout(PATIENCE);
            let event = event.unwrap_or_else(|_| panic!("no event {name} of {round} in {:?}", self.events));
            self.events.push(event.clone());
            if is_of(&event, round, name) {
                return event;
            }
        }
    }

    /// `kill -9`.
    pub fn kill(&mut self) {
        self.process.kill();
    }

    /// The number of its process.
    pub fn id(&self) -> String {
        self.process.id()
    }

    /// Waits until it ends, and gives all that it told.
    pub fn finish(mut self) -> (ExitStatus, Vec<Value>) {
        let began = Instant::now();
        let status = loop {
            match self.process.0.try_wait().unwrap() {
                Some(status) => break status,
                None => assert!(began.elapsed() < PATIENCE, "the client hangs: {:?}", self.events),
            }
            std::thread::sleep(Duration::from_millis(50));
        };
        self.events.extend(self.told.iter());
        (status, std::mem::take(&mut self.events))
    }
}

/// What an event tells by a name, a number, of those of a round.
pub fn told(events: &[Value], round: &str, name: &str, what: &str) -> u64 {
    let found = events.iter().rev().find(|event| is_of(event, round, name));
    let found = found.unwrap_or_else(|| panic!("no event {name} of {round} in {events:?}"));
    found[what].as_u64().unwrap()
}

fn is_of(event: &Value, round: &str, name: &str) -> bool {
    event["round"] == round && event["event"] == name
}
