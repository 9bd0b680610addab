//! What is told while shards are asked for, on standard error.

use std::sync::Mutex;
use std::sync::PoisonError;
use std::time::{Duration, Instant};

use dictum::Error;
use indicatif::{ProgressBar, ProgressStyle};
use serde_json::{Value, json};

use crate::args::AskingArgs;

/// What shards are asked for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Round {
    /// The counts of all.
    Counting,
    /// The turns that are quoted, of those that hold some.
    Quoting,
}

impl Round {
    fn name(self) -> &'static str {
        match self {
            Self::Counting => "counting",
            Self::Quoting => "quoting",
        }
    }
}

/// How far a round is.
pub(super) struct Progress {
    round: Round,
    shown: Shown,
    began: Instant,
    state: Mutex<State>,
}

/// For whom it is told.
enum Shown {
    /// For the eye.
    Bar(ProgressBar),
    /// For a program: a line of JSON for all that happens.
    Lines,
}

#[derive(Debug, Default)]
struct State {
    kept: usize,
    missing: usize,
    answered: usize,
    failed: usize,
    refused: usize,
    /// Seconds from asking to accepting, of each shard.
    waited: Vec<f64>,
    /// Seconds that executors worked, together.
    worked: f64,
}

impl Progress {
    /// Nothing was asked yet; of so many shards the answers are kept, of so many they are missing.
    pub fn new(args: &AskingArgs, round: Round, kept: usize, missing: usize) -> Self {
        let shown = match args.json_progress {
            true => Shown::Lines,
            false => Shown::Bar(ProgressBar::new(missing as u64).with_style(style())),
        };
        let state = Mutex::new(State { kept, missing, ..State::default() });
        let progress = Self { round, shown, began: Instant::now(), state };
        progress.line(json!({ "event": "begin", "shards": kept + missing, "kept": kept }));
        progress
    }

    /// An answer was accepted.
    pub fn answered(&self, shard: &str, attempt: u32, waited: Duration, worked: f64) {
        let (answered, missing) = self.change(|state| {
            state.answered += 1;
            state.waited.push(waited.as_secs_f64());
            state.worked += worked;
            (state.answered, state.missing)
        });
        if let Shown::Bar(bar) = &self.shown {
            bar.inc(1);
        }
        self.line(json!({
            "event": "answered", "shard": shard, "attempt": attempt, "seconds": waited.as_secs_f64(),
            "working": worked, "done": answered, "of": missing,
        }));
    }

    /// An attempt failed.
    pub fn failed(&self, shard: &str, attempt: u32, what: &str) {
        self.change(|state| state.failed += 1);
        self.told("failed", shard, attempt, what);
    }

    /// An answer came that is not to be believed.
    pub fn refused(&self, shard: &str, attempt: u32, what: &str) {
        self.change(|state| state.refused += 1);
        self.told("refused", shard, attempt, what);
    }

    /// The summary.
    pub fn summary(&self) {
        let seconds = self.began.elapsed().as_secs_f64();
        self.change(|state| {
            let State { kept, answered, failed, refused, waited, worked, .. } = state;
            let mean = waited.iter().sum::<f64>() / waited.len().max(1) as f64;
            let longest = waited.iter().copied().fold(0.0, f64::max);
            match &self.shown {
                Shown::Lines => self.line(json!({
                    "event": "summary", "kept": kept, "answered": answered, "failed": failed, "refused": refused,
                    "seconds": seconds, "mean": mean, "longest": longest, "working": worked,
                })),
                Shown::Bar(bar) => {
                    bar.finish_and_clear();
                    eprintln!(
                        "dictum-cluster: {}: {answered} shards in {seconds:.1} s, {kept} kept from before; {failed} \
                         attempts failed, {refused} answers refused; {mean:.1} s a shard, {longest:.1} s the longest, \
                         {worked:.1} s of work",
                        self.round.name(),
                    );
                }
            }
        });
    }

    /// An error after which another run goes on.
    pub fn resumable(&self, error: Error) -> Error {
        let (done, all) = self.change(|state| (state.kept + state.answered, state.kept + state.missing));
        match done {
            0 => error,
            _ => {
                eprintln!("dictum-cluster: {done} of {all} answers are kept; run it again to go on");
                error
            }
        }
    }

    fn told(&self, event: &str, shard: &str, attempt: u32, what: &str) {
        match &self.shown {
            Shown::Lines => {
                self.line(json!({ "event": event, "shard": shard, "attempt": attempt, "what": what }));
            }
            Shown::Bar(bar) => {
                bar.suspend(|| eprintln!("dictum-cluster: {shard}: attempt {attempt} {event}: {what}"));
            }
        }
    }

    fn line(&self, mut line: Value) {
        match &self.shown {
            Shown::Lines => {
                line["round"] = self.round.name().into();
                eprintln!("{line}");
            }
            Shown::Bar(_) => {}
        }
    }

    fn change<T>(&self, change: impl FnOnce(&mut State) -> T) -> T {
        change(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

fn style() -> ProgressStyle {
    let shown = ProgressStyle::with_template("{bar:40} {pos} of {len} shards, {per_sec}, {eta} left");
    shown.unwrap_or_else(|_| ProgressStyle::default_bar())
}
