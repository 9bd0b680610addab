//! One pass on this machine, on all threads.

use rayon::prelude::*;

use super::collector::collect;
use super::partial::Partial;
use super::plan::{Plan, Progress};
use crate::count::Tally;
use crate::error::Result;
use crate::read;

/// Reads every source of `plan` and adds up `T`, on as many threads as the current rayon pool has.
///
/// Large files of records are cut into blocks, so that all threads work on one file, and no more of it is held at a
/// time than a few blocks a thread. What the result freezes to does not depend on the number of threads.
pub fn scan<T: Tally>(plan: &Plan, tally_plan: &T::Plan, progress: &dyn Progress) -> Partial<T> {
    scan_within(plan, tally_plan, progress, usize::MAX, &Ok).expect("no partial is ever too large")
}

/// The same; a partial that takes more than `share` bytes is handed to `full`, and its thread goes on with what that gives
/// back.
///
/// # Errors
/// As soon as `full` fails.
pub fn scan_within<T: Tally>(
    plan: &Plan,
    tally_plan: &T::Plan,
    progress: &dyn Progress,
    share: usize,
    full: &(dyn Fn(Partial<T>) -> Result<Partial<T>> + Sync),
) -> Result<Partial<T>> {
    let empty = || Partial::empty(tally_plan);
    read::pieces(&plan.sources, &plan.read)
        .par_bridge()
        .try_fold(empty, |mut partial, piece| {
            let stored = piece.stored();
            collect(plan, tally_plan, piece, &mut partial);
            progress.advance(stored);
            if share < usize::MAX && partial.heap_size() > share {
                partial = full(partial)?;
            }
            Ok(partial)
        })
        .try_reduce(empty, |left, right| Ok(left.merge(right, tally_plan)))
}
