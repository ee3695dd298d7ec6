//! The time that passes on the stage, faster or slower than outside.

use std::time::{Duration, Instant};

/// The time that passes on the stage: whole milliseconds, faster or slower than outside.
pub(super) struct StageClock {
    start: Instant,
    told: u64,
    speed: u64,
}

impl StageClock {
    pub(super) fn new(speed: u32) -> Self {
        Self { start: Instant::now(), told: 0, speed: u64::from(speed.max(1)) }
    }

    fn now(&self) -> u64 {
        u64::try_from(self.start.elapsed().as_micros())
            .unwrap_or(u64::MAX)
            .saturating_mul(self.speed)
            / 1_000_000
    }

    /// How long outside until so much has passed here.
    pub(super) fn outside(&self, time: Duration) -> Duration {
        let micros = time.as_micros().saturating_mul(1000) / u128::from(self.speed);
        Duration::from_micros(u64::try_from(micros).unwrap_or(u64::MAX))
    }

    /// Time is counted from zero again.
    pub(super) fn mark(&mut self) {
        self.told = self.now();
    }

    /// What has passed since, not much more than was waited for: a program that slept has missed
    /// nothing.
    pub(super) fn passed(&mut self, waited: Duration) -> Duration {
        let passed = Duration::from_millis(self.now().saturating_sub(self.told));
        passed.min(waited + Duration::from_millis(self.speed.max(1000)))
    }
}
