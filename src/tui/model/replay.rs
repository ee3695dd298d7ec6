//! What a jump passes, played quickly: each beat in its turn, up to the place where the stage
//! already is. Only the picture lags behind.
//!
//! It must not know a clock, a key or how anything is drawn.

use std::time::Duration;

use crate::sim::Timeline;
use crate::tui::model::marks::ItemMarks;
use crate::tui::model::scene::Running;
use crate::tui::model::stage::FRAME;

/// How long it takes at most, whatever it passes.
const MOST: Duration = Duration::from_millis(2000);
/// How long one beat is shown at most, so that two or three beats can be followed.
const SLOWEST: Duration = Duration::from_millis(240);

/// The way of a jump, and how far the picture is on it.
pub struct Replay {
    /// The run, at the place that is drawn.
    pub timeline: Timeline,
    /// What the last beat changed.
    pub marks: ItemMarks,
    /// Thread, body and statement at that place.
    pub running: Running,
    /// How many beats it passes.
    pub beats: usize,
    to: usize,
    beats_a_frame: usize,
    frame: Duration,
    left: Duration,
}

impl Replay {
    /// The beats from a place of a run to its current place; `None` if there are none.
    pub fn of(run: &Timeline, from: usize) -> Option<Self> {
        let (beats, to) = (run.beats(), run.at());
        let after = |place: usize| beats.partition_point(|beat| *beat <= place);
        let count = after(to).saturating_sub(after(from));
        if from >= to || count < 2 {
            return None;
        }
        let frame = (MOST / u32::try_from(count).unwrap_or(u32::MAX)).clamp(FRAME, SLOWEST);
        let frames = (MOST.as_millis() / frame.as_millis()).max(1) as usize;
        let mut timeline = run.clone();
        timeline.seek(from);
        let mut it = Self {
            marks: ItemMarks::default(),
            running: Running::at(&timeline),
            timeline,
            beats: count,
            to,
            beats_a_frame: count.div_ceil(frames),
            frame,
            left: frame,
        };
        it.step().then_some(it)
    }

    /// The time until its next picture.
    pub fn left(&self) -> Duration {
        self.left
    }

    /// Lets time pass; false once it has arrived.
    pub fn pass(&mut self, passed: Duration) -> bool {
        let mut rest = passed;
        while rest >= self.left {
            rest -= self.left;
            self.left = self.frame;
            if !self.step() {
                return false;
            }
        }
        self.left -= rest;
        true
    }

    /// The next beats; false if they lead to the end of the way.
    fn step(&mut self) -> bool {
        let from = self.timeline.at();
        for _ in 0..self.beats_a_frame {
            let next = self.timeline.next_beat().unwrap_or(self.to);
            self.timeline.seek(next.min(self.to));
        }
        let at = self.timeline.at();
        self.marks = ItemMarks::of(&self.timeline.events()[from..at], self.timeline.state());
        self.running = Running::at(&self.timeline);
        at < self.to
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{RunOptions, Scenario};

    #[test]
    fn every_beat_is_passed_in_order_and_in_bounded_time() {
        for word in ["store-logoff:world=plain", "session-logoff:world=busy"] {
            let options = RunOptions::parse(word).expect("a run");
            let mut run = Scenario::load(&options, &[]).expect("can be built").timeline(10_000);
            for to in [2, 3, 9, run.len()] {
                run.seek(to);
                let Some(mut replay) = Replay::of(&run, 0) else {
                    assert!(to < 4, "{to}");
                    continue;
                };
                let (mut time, mut last) = (Duration::ZERO, replay.timeline.at());
                loop {
                    let left = replay.left();
                    time += left;
                    if !replay.pass(left) {
                        break;
                    }
                    assert!(replay.timeline.at() > last && replay.timeline.at() < to);
                    last = replay.timeline.at();
                }
                assert!(time <= MOST, "{word} to {to}: {time:?}");
            }
        }
    }
}
