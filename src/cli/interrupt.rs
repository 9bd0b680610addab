//! What happens when the user stops the program: at once, leaving nothing half done, with a word on what was done.

use std::collections::BTreeSet;
use std::io::Result;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use indicatif::{HumanBytes, ProgressBar};

use super::messages;
use super::progress::Unit;
use crate::error;

/// The exit code of a program that was stopped by Ctrl-C.
const STOPPED: i32 = 130;

/// What the program is at. A signal finds it wherever it is, so this one thing is known to all of it.
static STATE: Mutex<State> =
    Mutex::new(State { temporary: BTreeSet::new(), written: Vec::new(), stage: None });

struct State {
    /// Files and folders that were made beside their places; those that took them are gone from here.
    temporary: BTreeSet<PathBuf>,
    written: Vec<String>,
    stage: Option<(&'static str, Unit, ProgressBar)>,
}

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on Ctrl-C, and being told to end, stops the program in good order.
pub fn watch() {
    // Where no handler can be set, the system's own ends the program too, if less tidily.
    let _ = ctrlc::set_handler(|| {
        let state = state();
        for path in &state.temporary {
            let _ = std::fs::remove_file(path).or_else(|_| std::fs::remove_dir_all(path));
        }
        let told = state.told();
        if let Some((_, _, bar)) = &state.stage {
            bar.finish_and_clear();
        }
        messages::error(told);
        std::process::exit(STOPPED);
    });
}

impl State {
    /// What was done, in the user's words.
    fn told(&self) -> String {
        let stage = match &self.stage {
            None => String::new(),
            Some((name, Unit::Bytes, bar)) => {
                let [done, all] = [bar.position(), bar.length().unwrap_or(0)].map(HumanBytes);
                format!(" while {} ({done} of {all})", name.to_lowercase())
            }
            Some((name, Unit::Items, bar)) => {
                let all = bar.length().unwrap_or(0);
                format!(" while {} ({} of {all})", name.to_lowercase(), bar.position())
            }
        };
        match &self.written[..] {
            [] => format!("stopped{stage}; nothing was written"),
            written => format!("stopped{stage}; written before that: {}", written.join(", ")),
        }
    }
}

/// Makes a file or folder that is to be gone when the program is stopped.
///
/// # Errors
/// Those of `make`.
pub fn temporary<T>(make: impl FnOnce() -> Result<T>, path: impl FnOnce(&T) -> &Path) -> Result<T> {
    let mut state = state();
    let made = make()?;
    state.temporary.insert(path(&made).to_owned());
    Ok(made)
}

/// Puts results in their place; the program is not stopped meanwhile. Nothing temporary can be made in it.
///
/// # Errors
/// Those of `put`.
pub fn unbroken(what: &Path, put: impl FnOnce() -> error::Result<()>) -> error::Result<()> {
    let mut state = state();
    put()?;
    state.written.push(what.display().to_string());
    Ok(())
}

/// A stage begins.
pub(super) fn begin(name: &'static str, unit: Unit, bar: &ProgressBar) {
    state().stage = Some((name, unit, bar.clone()));
}

/// The stage is over.
pub(super) fn end() {
    state().stage = None;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stop_is_told_with_what_was_done() {
        let mut state = State { temporary: BTreeSet::new(), written: Vec::new(), stage: None };
        assert_eq!(state.told(), "stopped; nothing was written");
        let bar = ProgressBar::hidden();
        bar.set_length(4 << 20);
        bar.set_position(1 << 20);
        state.stage = Some(("Reading", Unit::Bytes, bar));
        state.written.push("a.csv".into());
        assert_eq!(state.told(), "stopped while reading (1.00 MiB of 4.00 MiB); written before that: a.csv");
    }
}
