//! Threads that stay on one processor each: without that, two of them may share one, and their times mean nothing.

use std::num::NonZeroUsize;

use rayon::{ThreadPool, ThreadPoolBuilder};

use crate::error::{Error, Result};

/// The processors that this process may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Processors {
    /// By the system's numbers; empty where it does not let them be chosen.
    pub allowed: Vec<usize>,
    /// How many threads can run at once.
    pub count: usize,
}

impl Processors {
    /// Those of this process.
    pub fn new() -> Self {
        let allowed = system::allowed();
        let count = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        Self { allowed, count }
    }

    /// Whether threads can be pinned.
    pub fn can_be_chosen(&self) -> bool {
        !self.allowed.is_empty()
    }

    /// Keeps this thread, and those that it starts from now on, on one processor: the last.
    pub fn keep_this_thread(&self) {
        if let Some(&processor) = self.allowed.last() {
            system::pin(processor);
        }
    }

    /// A pool of that many threads, each on a processor of its own as far as there are enough: the last one first,
    /// since systems do most of their own work on the first.
    ///
    /// # Errors
    /// The system gives no threads.
    pub fn pool(&self, threads: usize) -> Result<ThreadPool> {
        let allowed = self.allowed.clone();
        let pin = move |thread: usize| {
            if let Some(&processor) = allowed.iter().rev().cycle().nth(thread) {
                system::pin(processor);
            }
        };
        ThreadPoolBuilder::new().num_threads(threads).start_handler(pin).build().map_err(Error::engine)
    }
}

impl Default for Processors {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(target_os = "linux")]
mod system {
    use rustix::thread::{CpuSet, sched_getaffinity, sched_setaffinity};

    pub(super) fn allowed() -> Vec<usize> {
        let set = sched_getaffinity(None).unwrap_or_default();
        let allowed: Vec<usize> = (0..CpuSet::MAX_CPU).filter(|&processor| set.is_set(processor)).collect();
        // Some sandboxes tell, but do not let one choose.
        if sched_setaffinity(None, &set).is_ok() { allowed } else { Vec::new() }
    }

    pub(super) fn pin(processor: usize) {
        let mut set = CpuSet::new();
        set.set(processor);
        // That it may be refused is known beforehand: then there are no processors to choose from.
        let _ = sched_setaffinity(None, &set);
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    pub(super) fn allowed() -> Vec<usize> {
        Vec::new()
    }

    pub(super) fn pin(_: usize) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_thread_of_a_pool_stays_on_one_processor_of_its_own() {
        let processors = Processors::new();
        if !processors.can_be_chosen() {
            eprintln!("skipped: this system does not let processors be chosen");
            return;
        }
        let pool = processors.pool(processors.allowed.len()).unwrap();
        let mut where_they_are: Vec<Vec<usize>> = pool.broadcast(|_| Processors::new().allowed);
        where_they_are.sort();
        assert_eq!(where_they_are, processors.allowed.iter().map(|&one| vec![one]).collect::<Vec<_>>());
    }

    #[test]
    fn there_may_be_more_threads_than_processors() {
        let processors = Processors { allowed: Processors::new().allowed, count: 1 };
        assert_eq!(processors.pool(70).unwrap().current_num_threads(), 70);
    }
}
