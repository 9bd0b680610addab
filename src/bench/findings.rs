//! What was measured, as plain records: `bench.json`.

use serde::{Deserialize, Serialize};

use super::contest::Contestant;
use super::process::Job;
use super::spread::Spread;
use super::stages::Stage;

/// Everything that one run of `dictum bench` measured.
///
/// Seconds are the processor's for what runs on one thread, the wall's for [`Self::threads`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Findings {
    /// dictum's version.
    pub version: String,
    /// What was measured on.
    pub corpus: CorpusFacts,
    /// How many processors there are for this program.
    pub processors: usize,
    /// Whether each thread stays on a processor of its own.
    pub pinned: bool,
    /// How many rounds there were.
    pub runs: usize,
    /// Each stage, for three sizes of the text, the whole of it first.
    pub stages: Vec<StageFinding>,
    /// Reading, counting and freezing by number of threads, ascending.
    pub threads: Vec<ThreadFinding>,
    /// dictum and the baselines.
    pub contest: Vec<ContestFinding>,
    /// Fresh processes, for three sizes of the text, the whole of it first.
    pub processes: Vec<ProcessFinding>,
}

/// A corpus in numbers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CorpusFacts {
    /// What it is, in words.
    pub name: String,
    /// Bytes as stored.
    pub stored: u64,
    /// Bytes of the turns' texts.
    pub text_size: usize,
    /// How many turns there are.
    pub turns: usize,
    /// How many people speak.
    pub speakers: usize,
    /// How many words there are.
    pub tokens: u64,
    /// How many different words there are, as written.
    pub forms: usize,
}

/// One stage at one size.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct StageFinding {
    /// The stage.
    pub stage: Stage,
    /// Bytes of text that went through it.
    pub text_size: usize,
    /// Words that went through it.
    pub tokens: u64,
    /// How long it took.
    pub seconds: Spread,
}

/// The whole pass on some threads.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ThreadFinding {
    /// How many threads.
    pub threads: usize,
    /// How long it took.
    pub seconds: Spread,
    /// How many times as fast as one thread in the same round.
    pub speed_up: Spread,
}

/// A contestant.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ContestFinding {
    /// Who.
    pub contestant: Contestant,
    /// Bytes of text, the same for all.
    pub text_size: usize,
    /// How long it took.
    pub seconds: Spread,
    /// Of a baseline: how many times as long as dictum in the same round.
    pub ratio: Option<Spread>,
}

/// A fresh process.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ProcessFinding {
    /// What it did.
    pub job: Job,
    /// Bytes of text.
    pub text_size: usize,
    /// How long its processors worked.
    pub seconds: Spread,
    /// The most memory that it had at once, in bytes; `None` where the system does not tell.
    pub peak: Option<Spread>,
}

impl Findings {
    /// The sizes of text that stages were measured with, the whole first.
    pub fn sizes(&self) -> Vec<usize> {
        let mut sizes: Vec<usize> = self.stages.iter().map(|finding| finding.text_size).collect();
        sizes.dedup();
        sizes
    }
}
