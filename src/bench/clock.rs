//! How long something takes, by the processor's clock or by the one on the wall.

use std::time::{Duration, Instant};

/// Measures laps: each begins where the last one ended.
#[derive(Debug, Clone, Copy)]
pub struct Stopwatch {
    clock: Clock,
    last: Duration,
}

#[derive(Debug, Clone, Copy)]
enum Clock {
    Wall(Instant),
    Thread(Instant),
    Process(Instant),
}

impl Stopwatch {
    /// The time that passes: what threads are measured by.
    pub fn of_wall() -> Self {
        Self::begin(Clock::Wall(Instant::now()))
    }

    /// The time that the processor works for this thread, so that what else runs on the machine shows less. The time
    /// that passes, where the system does not tell.
    pub fn of_thread() -> Self {
        Self::begin(Clock::Thread(Instant::now()))
    }

    /// The time that processors work for all threads of this process, from its beginning on. The time that passes,
    /// where the system does not tell.
    pub fn of_process() -> Self {
        Self { clock: Clock::Process(Instant::now()), last: Duration::ZERO }
    }

    fn begin(clock: Clock) -> Self {
        Self { last: clock.now(), clock }
    }

    /// How long it is since the last lap, or since the beginning.
    pub fn lap(&mut self) -> Duration {
        let now = self.clock.now();
        now.saturating_sub(std::mem::replace(&mut self.last, now))
    }
}

impl Clock {
    fn now(self) -> Duration {
        match self {
            Self::Wall(begun) => begun.elapsed(),
            Self::Thread(begun) => system::of_thread().unwrap_or_else(|| begun.elapsed()),
            Self::Process(begun) => system::of_process().unwrap_or_else(|| begun.elapsed()),
        }
    }
}

#[cfg(target_os = "linux")]
mod system {
    use std::time::Duration;

    use rustix::time::{ClockId, clock_gettime};

    fn of(clock: ClockId) -> Option<Duration> {
        Duration::try_from(clock_gettime(clock)).ok()
    }

    pub(super) fn of_thread() -> Option<Duration> {
        of(ClockId::ThreadCPUTime)
    }

    pub(super) fn of_process() -> Option<Duration> {
        of(ClockId::ProcessCPUTime)
    }
}

#[cfg(not(target_os = "linux"))]
mod system {
    use std::time::Duration;

    pub(super) fn of_thread() -> Option<Duration> {
        None
    }

    pub(super) fn of_process() -> Option<Duration> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn laps_add_up_to_the_time_that_passed() {
        let begun = Instant::now();
        let mut watch = Stopwatch::of_wall();
        let mut sum = Duration::ZERO;
        for _ in 0..3 {
            std::thread::sleep(Duration::from_millis(2));
            sum += watch.lap();
        }
        assert!(sum >= Duration::from_millis(6) && sum <= begun.elapsed(), "{sum:?}");
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn who_sleeps_does_not_work() {
        let mut watch = Stopwatch::of_thread();
        std::thread::sleep(Duration::from_millis(50));
        assert!(watch.lap() < Duration::from_millis(40));
    }
}
