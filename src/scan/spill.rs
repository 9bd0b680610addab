//! Counts that wait on disk, so that a pass keeps within a limit of memory.

use std::fs::File;
use std::io::{Read, Seek, Write};
use std::sync::Mutex;

use super::local::scan_within;
use super::partial::Partial;
use super::plan::{Plan, Progress};
use crate::count::{Portable, Tally};
use crate::error::{Error, Result};

/// Counts that may wait on disk may take this part of the memory that is their thread's own: writing and merging them
/// take as much again, and the result has to have room beside them.
const WAITING: usize = 6;

/// Counts that stay may take this part: what was read takes a third as much again while they are frozen, and what is made
/// of them has to have room.
const HELD: usize = 2;

/// What each thread may hold at a time, if its counts may take that part of its memory.
fn share(limit: u64, part: usize) -> usize {
    usize::try_from(limit).unwrap_or(usize::MAX) / (part * rayon::current_num_threads())
}

/// As [`scan`](super::scan) in about `limit` bytes: counts that grow too large wait in files that have no name and
/// go when the program ends, and are merged one after the other. The result, and what is made of it, must fit.
///
/// # Errors
/// No temporary file can be written or read.
pub fn scan_spilling<T: Portable>(
    plan: &Plan,
    tally_plan: &T::Plan,
    progress: &dyn Progress,
    limit: u64,
) -> Result<Partial<T>> {
    let waiting = Mutex::new(Vec::new());
    let mut partial = scan_within::<T>(plan, tally_plan, progress, share(limit, WAITING), &|full| {
        let mut file = tempfile::tempfile()?;
        file.write_all(&full.encode(plan.grain, &plan.analyzer)?)?;
        waiting.lock().map_err(|_| Error::engine("a thread broke off"))?.push(file);
        Ok(Partial::empty(tally_plan))
    })?;
    for file in waiting.into_inner().map_err(|_| Error::engine("a thread broke off"))? {
        let (part, _) = Partial::decode(&bytes(file)?, tally_plan, plan.grain, &plan.analyzer)?;
        partial = partial.merge(part, tally_plan);
    }
    Ok(partial)
}

/// As [`scan`](super::scan) in about `limit` bytes: what a tally can [shelve](Tally::shelve) waits on disk until it is asked
/// for, in files that have no name and go when the program ends. What is known of turns, and of words, stays.
///
/// # Errors
/// What stays does not fit into `limit` bytes; no temporary file can be written.
pub fn scan_shelving<T: Tally>(
    plan: &Plan,
    tally_plan: &T::Plan,
    progress: &dyn Progress,
    limit: u64,
) -> Result<Partial<T>> {
    let held = share(limit, HELD);
    scan_within::<T>(plan, tally_plan, progress, share(limit, WAITING), &|mut full| {
        full.tally.shelve()?;
        if full.heap_size() > held { Err(too_large()) } else { Ok(full) }
    })
}

/// As [`scan`](super::scan) for counts that have to be in memory as a whole.
///
/// # Errors
/// They do not fit into `limit` bytes.
pub fn scan_or_refuse<T: Tally>(
    plan: &Plan,
    tally_plan: &T::Plan,
    progress: &dyn Progress,
    limit: u64,
) -> Result<Partial<T>> {
    scan_within::<T>(plan, tally_plan, progress, share(limit, HELD), &|_| Err(too_large()))
}

fn too_large() -> Error {
    Error::engine(
        "what is asked for needs more in memory than --memory has room for: what is known of every turn, and the words; \
         frequency, and keywords --no-intervals, need no more than the words and the people",
    )
}

fn bytes(mut file: File) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.rewind()?;
    file.read_to_end(&mut bytes)?;
    Ok(bytes)
}
