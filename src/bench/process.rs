//! What a user sees: a fresh process that reads a file and counts it. Only there is a peak of memory its own.

use std::path::Path;
use std::process::{Command, Stdio};

use serde::{Deserialize, Serialize};

use super::clock::Stopwatch;
use super::pin::Processors;
use crate::analysis::{FrequencyOptions, TermCounts, Totals, frequencies};
use crate::count::{Counts, Forms, SpeakerCounts, Spread, Tally};
use crate::error::{Error, Result};
use crate::read::{ReadOptions, plan};
use crate::scan::{Grain, Plan, Selection, scan};
use crate::text::{Analyzer, AnalyzerOptions};
use crate::vocab::TermRule;

/// What a process does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Job {
    /// Counts with a row a speaker: what `dictum frequency` does.
    Speaker,
    /// Counts with a row a turn: what a report begins with.
    Turn,
}

impl Job {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Speaker, Self::Turn];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Speaker => "speaker",
            Self::Turn => "turn",
        }
    }

    /// Does it to a file, on one pinned thread, and says what it took.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn probe(self, path: &Path) -> Result<Probe> {
        Processors::new().pool(1)?.install(|| self.work(path))?;
        let seconds = Stopwatch::of_process().lap().as_secs_f64();
        Ok(Probe { seconds, peak: peak() })
    }

    fn work(self, path: &Path) -> Result<()> {
        let analyzer = Analyzer::new(&AnalyzerOptions::default())?;
        let sources = plan(&[path.to_string_lossy().into_owned()], &[], &mut std::io::empty()).sources;
        let grain = match self {
            Self::Speaker => Grain::Speaker,
            Self::Turn => Grain::Turn,
        };
        let plan =
            Plan { sources, read: ReadOptions::default(), analyzer: analyzer.into(), register: None, grain };
        match self {
            Self::Speaker => count::<SpeakerCounts, _>(&plan, &TermRule::default(), |counted| {
                (&counted.forms, Some(&counted.spread))
            }),
            Self::Turn => count::<Counts, _>(&plan, &(), |counted| (counted, None)),
        }
    }
}

/// Counts, and works out every term's frequency.
fn count<T: Tally, W: Forms>(
    plan: &Plan,
    tally: &T::Plan,
    tables: impl Fn(&T::Frozen) -> (&W, Option<&Spread>),
) -> Result<()> {
    let corpus = scan::<T>(plan, tally, &()).freeze(plan);
    let (forms, spread) = tables(&corpus.counted);
    let counts = TermCounts::new(&corpus, forms, TermRule::default(), Totals::All)?;
    let rows = corpus.select(&Selection::default())?;
    let found = frequencies(&corpus, forms, &counts, spread, &rows, &FrequencyOptions::default())?;
    std::hint::black_box(found.len());
    Ok(())
}

/// What a process took.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Probe {
    /// Seconds of its processors, from its very beginning.
    pub seconds: f64,
    /// The most memory that it had at once, in bytes; `None` where the system does not tell.
    pub peak: Option<u64>,
}

impl Probe {
    /// Starts `program` with `dictum bench --probe JOB PATH` for its arguments and reads what it says.
    ///
    /// # Errors
    /// An [`Engine`](crate::ErrorKind::Engine) error where it does not start or fails.
    pub(super) fn of(program: &Path, job: Job, path: &Path) -> Result<Self> {
        let at = |what: String| Error::engine(what).at(program.display());
        let output = Command::new(program)
            .args(["bench", "--probe", job.name()])
            .arg(path)
            .stdin(Stdio::null())
            .output()
            .map_err(|error| at(error.to_string()))?;
        if !output.status.success() {
            return Err(at(String::from_utf8_lossy(&output.stderr).trim().to_owned()));
        }
        serde_json::from_slice(&output.stdout).map_err(|error| at(error.to_string()))
    }
}

/// The most memory that this process had at once, in bytes.
fn peak() -> Option<u64> {
    peak_in(&std::fs::read_to_string("/proc/self/status").ok()?)
}

fn peak_in(status: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_peak_is_read_where_the_system_tells_it() {
        assert_eq!(peak_in("Name:\tx\nVmHWM:\t    2048 kB\nVmRSS:\t 1 kB\n"), Some(2 << 20));
        assert_eq!(peak_in("Name:\tx\n"), None);
    }

    #[test]
    fn a_program_that_cannot_be_started_is_named() {
        let error = Probe::of(Path::new("/no/such/program"), Job::Turn, Path::new("x")).unwrap_err();
        assert!(error.to_string().starts_with("/no/such/program: "), "{error}");
    }
}
