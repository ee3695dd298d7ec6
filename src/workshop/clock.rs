//! Keeps the time of a talk: when it began, how much was planned for each scene, and how far ahead
//! or behind the speaker is.
//!
//! Times are milliseconds on the caller's clock. It must not read a clock.

use serde::{Deserialize, Serialize};

/// The least time for a scene, in seconds, however little is left for it.
const LEAST: u64 = 15;

/// When the talk and its current lesson began.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TalkClock {
    /// The time of the first step forward.
    pub begun: Option<u64>,
    /// What is being shown, and the time when it began.
    pub run: Option<(String, u64)>,
}

/// Times of a talk, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Times {
    /// Whether the talk has begun.
    pub runs: bool,
    /// The time since the talk began.
    pub talk: u64,
    /// The time since the lesson began.
    pub lesson: u64,
}

impl TalkClock {
    /// Records what is shown now; `None` means an excursion. The talk begins with the first step
    /// forward, a lesson when it is shown. An excursion takes its time from the lesson that it
    /// left.
    pub fn note(&mut self, begun: bool, run: Option<&str>, now: u64) {
        if begun {
            self.begun.get_or_insert(now);
        }
        let Some(run) = run else { return };
        if self.run.as_ref().is_none_or(|(known, _)| known != run) || self.begun == Some(now) {
            self.run = Some((run.to_owned(), now));
        }
    }

    /// The times of the talk at `now`, in milliseconds of the same clock.
    pub fn times(&self, now: u64) -> Times {
        let since = |then: u64| now.saturating_sub(then);
        let talk = self.begun.map(since);
        let lesson = self.run.as_ref().map_or(0, |(_, then)| since(*then)).min(talk.unwrap_or(0));
        Times { runs: talk.is_some(), talk: talk.unwrap_or(0), lesson }
    }
}

impl Times {
    /// The same times, `by` milliseconds later.
    #[must_use]
    pub fn later(self, by: u64) -> Self {
        if !self.runs {
            return self;
        }
        Self { talk: self.talk.saturating_add(by), lesson: self.lesson.saturating_add(by), ..self }
    }
}

/// Divides the planned time among the scenes; everything is in milliseconds.
pub fn plan(planned: u64, paces: &[Option<u32>]) -> Vec<u64> {
    let given: Vec<u64> = paces.iter().flatten().map(|pace| u64::from(*pace).max(1)).collect();
    let usual = if given.is_empty() { 60 } else { given.iter().sum::<u64>() / given.len() as u64 };
    let shares: Vec<u64> =
        paces.iter().map(|pace| pace.map_or(usual, u64::from).max(LEAST)).collect();
    let all = shares.iter().sum::<u64>().max(1);
    shares.iter().map(|share| share.saturating_mul(planned) / all).collect()
}

/// How the elapsed time compares with the planned beginning and end of the current scene.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// The scene was not due yet; the number says how early it is.
    Ahead(u64),
    /// The time is within the plan.
    Well,
    /// The scene should be over by now; the number says how late it is.
    Behind(u64),
}

/// Compares the elapsed time with a scene's planned beginning and end, all in milliseconds.
pub fn pace(passed: u64, (from, until): (u64, u64)) -> Pace {
    match passed {
        _ if passed < from => Pace::Ahead(from - passed),
        _ if passed > until => Pace::Behind(passed - until),
        _ => Pace::Well,
    }
}

/// A time as minutes and seconds, with hours if there are any.
pub fn shown(time: u64) -> String {
    let seconds = time / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_talk_begins_with_the_first_step_and_goes_on_over_lessons() {
        let mut clock = TalkClock::default();
        clock.note(false, Some("02"), 1_000);
        assert_eq!(clock.times(60_000), Times { runs: false, talk: 0, lesson: 0 });
        clock.note(true, Some("02"), 61_000);
        assert_eq!(clock.times(71_000), Times { runs: true, talk: 10_000, lesson: 10_000 });
        clock.note(true, Some("03"), 100_000);
        assert_eq!(clock.times(105_000), Times { runs: true, talk: 44_000, lesson: 5_000 });
        clock.note(true, Some("03"), 106_000);
        assert_eq!(clock.times(106_000).lesson, 6_000);
    }

    #[test]
    fn an_excursion_takes_its_time_from_the_lesson() {
        let mut clock = TalkClock::default();
        clock.note(true, Some("02"), 1_000);
        clock.note(true, None, 31_000);
        assert_eq!(clock.times(41_000).lesson, 40_000);
        clock.note(true, Some("02"), 61_000);
        assert_eq!(clock.times(61_000), Times { runs: true, talk: 60_000, lesson: 60_000 });
        // The talk begins with an excursion.
        let mut clock = TalkClock::default();
        clock.note(false, Some("02"), 1_000);
        clock.note(true, None, 31_000);
        assert_eq!(clock.times(41_000), Times { runs: true, talk: 10_000, lesson: 10_000 });
    }

    #[test]
    fn scenes_share_the_minutes_by_their_pace() {
        let plan = plan(600_000, &[Some(40), None, Some(80)]);
        assert_eq!(plan.iter().map(|share| share / 1000).collect::<Vec<_>>(), [133, 200, 266]);
        assert_eq!(super::plan(240_000, &[None, None]), [120_000, 120_000]);
        assert_eq!(super::plan(0, &[]), Vec::<u64>::new());
    }

    #[test]
    fn who_stays_too_long_is_behind() {
        assert_eq!(pace(50, (100, 200)), Pace::Ahead(50));
        assert_eq!(pace(150, (100, 200)), Pace::Well);
        assert_eq!(pace(260, (100, 200)), Pace::Behind(60));
    }

    #[test]
    fn times_read_like_a_watch() {
        assert_eq!([0, 9_999, 247_000, 3_729_000].map(shown), ["0:00", "0:09", "4:07", "1:02:09"]);
    }
}
