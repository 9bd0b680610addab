//! How fast dictum is on this machine, and on this text.
//!
//! Everything that is measured is measured several times, in rounds: one of each, then again one of each, so that
//! whatever else the machine does falls on all alike; ratios are taken within a round. No number is given without its
//! spread. Work on one thread is timed by the processor's clock, work on several by the wall's; threads are
//! [pinned](Processors) where the system lets them be. This is the one place of the program that knows what time it
//! is: none of what it says gets into any other result.
//!
//! [`baselines`] are what dictum is put beside, here, in `cargo bench` and in `benches/compare.sh`.

pub mod baselines;
mod chart;
mod clock;
mod contest;
mod drawing;
mod findings;
mod held;
mod laps;
mod pin;
mod process;
mod spread;
mod stages;
mod table;
mod threads;

use std::path::{Path, PathBuf};

pub use chart::chart;
pub use clock::Stopwatch;
pub use contest::{Contestant, tokenize};
pub use findings::{ContestFinding, CorpusFacts, Findings, ProcessFinding, StageFinding, ThreadFinding};
pub use held::{Held, Part};
pub use laps::{Counted, Counting, Laps, count};
pub use pin::Processors;
pub use process::{Job, Probe};
pub use spread::Spread;
pub use stages::Stage;
pub use table::table;

use crate::count::SpeakerTable;
use crate::error::{Error, Result};
use crate::read::{self, ReadOptions, Source};
use crate::scan::{Corpus, Grain, Plan};
use crate::text::{Analyzer, AnalyzerOptions};

/// What part of the text each size is.
const SIZES: [usize; 3] = [1, 10, 100];

/// A part of what is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Each stage of a pass, at three sizes.
    Stages,
    /// The pass on one thread and more.
    Threads,
    /// Fresh processes: time and memory, at three sizes.
    Processes,
    /// The baselines.
    Baselines,
}

impl Section {
    /// All, in the order in which they are measured.
    pub const ALL: [Self; 4] = [Self::Stages, Self::Threads, Self::Processes, Self::Baselines];

    /// The word for it on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stages => "stages",
            Self::Threads => "threads",
            Self::Processes => "processes",
            Self::Baselines => "baselines",
        }
    }
}

/// What is measured, and how.
#[derive(Debug, Clone)]
pub struct BenchOptions {
    /// What the corpus is called.
    pub name: String,
    /// How many rounds; at least one.
    pub runs: usize,
    /// The most threads.
    pub threads: usize,
    /// What is measured.
    pub sections: Vec<Section>,
    /// On how much of the text, in bytes, baselines are measured: the slowest takes a minute for some hundred MB.
    pub baselines: usize,
    /// This program, to be started anew.
    pub program: PathBuf,
}

/// Is told how far a benchmark has come.
pub trait Watch {
    /// Something begins that takes so many rounds.
    fn begin(&mut self, what: &'static str, rounds: usize);
    /// A round is over.
    fn round(&mut self);
}

/// Measures everything on `sources`; files for other processes are written into `folder`.
///
/// # Errors
/// There is no text; a file cannot be written; a process fails; or counts differ that must not.
pub fn run(
    sources: Vec<Source>,
    options: &BenchOptions,
    folder: &Path,
    watch: &mut dyn Watch,
) -> Result<Findings> {
    watch.begin("Reading", 1);
    let analyzer = Analyzer::new(&AnalyzerOptions::default())?;
    let plan = Plan {
        sources,
        read: ReadOptions::default(),
        analyzer: analyzer.into(),
        register: None,
        grain: Grain::Speaker,
    };
    let held = Held::read(&plan.sources, &plan.read);
    if held.whole().size() == 0 {
        return Err(Error::io(format!("no text could be read: {}", options.name)));
    }
    let bench = Bench { plan: &plan, held: &held, options, processors: Processors::new() };
    let cuts = bench.cuts(folder)?;
    let (mut stages, mut threads, mut processes, mut contest) = Default::default();
    for section in Section::ALL.into_iter().filter(|section| options.sections.contains(section)) {
        match section {
            Section::Stages => stages = bench.stages(&cuts, watch)?,
            Section::Threads => threads = bench.threads(watch)?,
            Section::Processes => processes = bench.processes(&cuts, watch)?,
            Section::Baselines => contest = bench.contest(watch)?,
        }
    }
    let corpus = bench.facts(&cuts[0].corpus);
    Ok(Findings {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        corpus,
        processors: bench.processors.count,
        pinned: bench.processors.can_be_chosen(),
        runs: options.runs.max(1),
        stages,
        threads,
        contest,
        processes,
    })
}

struct Bench<'b> {
    plan: &'b Plan,
    held: &'b Held,
    options: &'b BenchOptions,
    processors: Processors,
}

/// The first part of the text, as a file and counted.
struct Cut<'b> {
    part: Part<'b>,
    path: PathBuf,
    corpus: Corpus<SpeakerTable>,
    tokens: u64,
}

impl<'b> Bench<'b> {
    fn cuts(&self, folder: &Path) -> Result<Vec<Cut<'b>>> {
        let whole = self.held.whole().size();
        let mut parts: Vec<Part<'b>> = SIZES.map(|size| self.held.beginning(whole.div_ceil(size))).into();
        parts.dedup_by_key(|part| part.size());
        parts.into_iter().map(|part| self.cut(part, folder)).collect()
    }

    fn cut(&self, part: Part<'b>, folder: &Path) -> Result<Cut<'b>> {
        let path = folder.join(format!("{}.jsonl", part.len()));
        std::fs::write(&path, part.jsonl()).map_err(|error| Error::from(error).at(path.display()))?;
        let sources = read::plan(&[path.to_string_lossy().into_owned()], &[], &mut std::io::empty()).sources;
        let analyzer = Analyzer::new(&AnalyzerOptions::default())?;
        let read = ReadOptions::default();
        let plan = Plan { sources, read, analyzer: analyzer.into(), register: None, grain: Grain::Speaker };
        let (corpus, _) = threads::pass(&plan, &self.processors, self.processors.count)?;
        let tokens = corpus.turns.iter().map(|row| row.tokens).sum();
        Ok(Cut { part, path, corpus, tokens })
    }

    /// Does `work` in as many rounds as were asked for, on one pinned thread, and gives for each of its times all
    /// rounds together.
    fn rounds<const N: usize>(
        &self,
        what: &'static str,
        watch: &mut dyn Watch,
        mut work: impl FnMut() -> Result<[f64; N]>,
    ) -> Result<[Vec<f64>; N]> {
        let runs = self.options.runs.max(1);
        watch.begin(what, runs);
        let mut series = [const { Vec::new() }; N];
        for _ in 0..runs {
            for (series, seconds) in series.iter_mut().zip(work()?) {
                series.push(seconds);
            }
            watch.round();
        }
        Ok(series)
    }

    fn stages(&self, cuts: &[Cut<'b>], watch: &mut dyn Watch) -> Result<Vec<StageFinding>> {
        let pool = self.processors.pool(1)?;
        let mut found = Vec::new();
        for cut in cuts {
            let work = stages::Work {
                sources: &self.plan.sources,
                read: &self.plan.read,
                analyzer: self.plan.analyzer.default(),
                part: cut.part,
                corpus: &cut.corpus,
            };
            let series = self.rounds("Timing stages", watch, || {
                Ok(pool.install(|| stages::round(work))?.map(|time| time.as_secs_f64()))
            })?;
            let (text_size, tokens) = (cut.part.size(), cut.tokens);
            found.extend(Stage::ALL.into_iter().zip(series).filter_map(|(stage, series)| {
                Some(StageFinding { stage, text_size, tokens, seconds: Spread::of(series)? })
            }));
        }
        Ok(found)
    }

    fn threads(&self, watch: &mut dyn Watch) -> Result<Vec<ThreadFinding>> {
        let steps = threads::steps(self.options.threads);
        let runs = self.options.runs.max(1);
        watch.begin("Timing threads", runs);
        let mut series = vec![Vec::new(); steps.len()];
        for run in 0..runs {
            let mut first = None;
            for (&threads, series) in steps.iter().zip(&mut series) {
                let (corpus, time) = threads::pass(self.plan, &self.processors, threads)?;
                series.push(time.as_secs_f64());
                match &first {
                    None => first = Some(corpus),
                    Some(first) if run == 0 => threads::compare(first, &corpus, threads)?,
                    Some(_) => {}
                }
            }
            watch.round();
        }
        let alone = series[0].clone();
        let found = steps.into_iter().zip(series).filter_map(|(threads, series)| {
            let speed_up = Spread::of_ratios(&alone, &series)?;
            Some(ThreadFinding { threads, seconds: Spread::of(series)?, speed_up })
        });
        Ok(found.collect())
    }

    fn processes(&self, cuts: &[Cut<'b>], watch: &mut dyn Watch) -> Result<Vec<ProcessFinding>> {
        let runs = self.options.runs.max(1);
        watch.begin("Starting processes", runs);
        let tried: Vec<(Job, &Cut<'b>)> =
            Job::ALL.into_iter().flat_map(|job| cuts.iter().map(move |cut| (job, cut))).collect();
        let mut series = vec![(Vec::new(), Vec::new()); tried.len()];
        for _ in 0..runs {
            for ((job, cut), (seconds, peaks)) in tried.iter().zip(&mut series) {
                let probe = Probe::of(&self.options.program, *job, &cut.path)?;
                seconds.push(probe.seconds);
                peaks.extend(probe.peak.map(|peak| peak as f64));
            }
            watch.round();
        }
        let found = tried.into_iter().zip(series).filter_map(|((job, cut), (seconds, peaks))| {
            let (seconds, peak) = (Spread::of(seconds)?, Spread::of(peaks));
            Some(ProcessFinding { job, text_size: cut.part.size(), seconds, peak })
        });
        Ok(found.collect())
    }

    fn contest(&self, watch: &mut dyn Watch) -> Result<Vec<ContestFinding>> {
        let part = self.held.beginning(self.options.baselines);
        let pool = self.processors.pool(1)?;
        let series = self.rounds("Timing baselines", watch, || {
            let round = pool.install(|| contest::round(part, self.plan.analyzer.default()))?;
            Ok(round.map(|time| time.as_secs_f64()))
        })?;
        let place = |contestant| Contestant::ALL.iter().position(|&one| one == contestant);
        let found = Contestant::ALL.into_iter().zip(&series).filter_map(|(contestant, own)| {
            let rival = contestant.rival().and_then(place);
            let ratio = rival.and_then(|rival| Spread::of_ratios(own, &series[rival]));
            let seconds = Spread::of(own.clone())?;
            Some(ContestFinding { contestant, text_size: part.size(), seconds, ratio })
        });
        Ok(found.collect())
    }

    fn facts(&self, corpus: &Corpus<SpeakerTable>) -> CorpusFacts {
        let whole = self.held.whole();
        CorpusFacts {
            name: self.options.name.clone(),
            stored: self.plan.sources.iter().map(Source::size).sum(),
            text_size: whole.size(),
            turns: whole.len(),
            speakers: whole.speakers(),
            tokens: corpus.turns.iter().map(|row| row.tokens).sum(),
            forms: corpus.vocabulary.len(),
        }
    }
}
