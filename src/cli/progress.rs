//! Progress bars: on standard error, only on a terminal, only for what takes more than half a second.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::interrupt;

/// How long a stage runs before its bar is shown.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often a bar that is shown moves by itself.
const TICK: Duration = Duration::from_millis(200);

/// Whether bars are shown at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// After half a second, if standard error is a terminal.
    Shown,
    /// Never.
    Hidden,
}

/// What a stage counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Bytes read.
    Bytes,
    /// Things made: charts, files.
    Items,
}

impl Unit {
    fn template(self) -> &'static str {
        match self {
            Self::Bytes => "{msg} [{bar:30}] {bytes} of {total_bytes}, {bytes_per_sec}, {eta} left",
            Self::Items => "{msg} [{bar:30}] {pos} of {len}, {eta} left",
        }
    }
}

impl Progress {
    /// Begins a stage of `total` units, called `name` in the bar.
    pub fn stage(self, name: &'static str, unit: Unit, total: u64) -> Stage {
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden());
        // A template that indicatif cannot read leaves its own plain style, which is as good.
        if let Ok(style) = ProgressStyle::with_template(unit.template()) {
            bar.set_style(style.progress_chars("=> "));
        }
        bar.set_message(name);
        interrupt::begin(name, unit, &bar);
        let patience = match self {
            Self::Shown => Some(Patience::new(bar.clone())),
            Self::Hidden => None,
        };
        Stage { bar, patience }
    }
}

/// Shows a bar once a stage has run for [`PATIENCE`], and keeps it moving, however rarely it is ticked.
#[derive(Debug)]
struct Patience {
    stage_ends: Sender<()>,
    waiting: JoinHandle<()>,
}

impl Patience {
    fn new(bar: ProgressBar) -> Self {
        let (stage_ends, end) = channel();
        let waiting = std::thread::spawn(move || {
            if end.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                bar.set_draw_target(ProgressDrawTarget::stderr());
                bar.enable_steady_tick(TICK);
            }
        });
        Self { stage_ends, waiting }
    }

    fn end(self) {
        drop(self.stage_ends);
        // The thread only shows a bar: if it could not, nothing is lost.
        let _ = self.waiting.join();
    }
}

/// A stage under way; its bar goes when it is dropped. May be ticked from any thread.
#[derive(Debug)]
pub struct Stage {
    bar: ProgressBar,
    patience: Option<Patience>,
}

impl Stage {
    /// Counts `units` as done. Meant to be called once a chunk or file, not once a word.
    pub fn advance(&self, units: u64) {
        self.bar.inc(units);
    }

    /// How many units are done.
    pub fn done(&self) -> u64 {
        self.bar.position()
    }
}

impl Drop for Stage {
    fn drop(&mut self) {
        if let Some(patience) = self.patience.take() {
            patience.end();
        }
        self.bar.finish_and_clear();
        interrupt::end();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_may_be_ticked_from_many_threads() {
        let stage = Progress::Hidden.stage("Reading", Unit::Bytes, 400);
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| (0..100).for_each(|_| stage.advance(1)));
            }
        });
        assert_eq!(stage.done(), 400);
    }

    #[test]
    fn every_unit_has_a_template_that_can_be_read() {
        for unit in [Unit::Bytes, Unit::Items] {
            assert!(ProgressStyle::with_template(unit.template()).is_ok());
        }
    }
}
