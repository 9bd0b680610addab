//! One pass on this machine: the only file that knows rayon's fold.

use rayon::prelude::*;

use super::collector::collect;
use super::partial::Partial;
use super::plan::{Plan, Progress};
use crate::count::Tally;

/// Reads every source of `plan` and adds up `T`, on as many threads as the current rayon pool has.
///
/// What the result freezes to does not depend on the number of threads.
pub fn scan<T: Tally>(plan: &Plan, tally_plan: &T::Plan, progress: &dyn Progress) -> Partial<T> {
    plan.sources
        .par_iter()
        .fold(
            || Partial::empty(tally_plan),
            |mut partial, source| {
                collect(plan, tally_plan, source, &mut partial);
                progress.advance(source.size());
                partial
            },
        )
        .reduce(|| Partial::empty(tally_plan), |left, right| left.merge(right, tally_plan))
}
