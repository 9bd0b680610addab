//! One pass on this machine: the only file that knows rayon's fold.

use rayon::prelude::*;

use super::collector::collect;
use super::partial::Partial;
use super::plan::{Plan, Progress};
use crate::count::Tally;
use crate::read;

/// Reads every source of `plan` and adds up `T`, on as many threads as the current rayon pool has.
///
/// Large files of records are cut into blocks, so that all threads work on one file, and no more of it is held at a
/// time than a few blocks a thread. What the result freezes to does not depend on the number of threads.
pub fn scan<T: Tally>(plan: &Plan, tally_plan: &T::Plan, progress: &dyn Progress) -> Partial<T> {
    read::pieces(&plan.sources, &plan.read)
        .par_bridge()
        .fold(
            || Partial::empty(tally_plan),
            |mut partial, piece| {
                let stored = piece.stored();
                collect(plan, tally_plan, piece, &mut partial);
                progress.advance(stored);
                partial
            },
        )
        .reduce(|| Partial::empty(tally_plan), |left, right| left.merge(right, tally_plan))
}
