//! What a learner missed comes back: which questions, how an answer in a review is rated, and when
//! the question is due again.
//!
//! The scheduler is FSRS, by the package `rs-fsrs`, in whole days and without chance: the same
//! answers on the same days give the same days. It must not know a clock; the day comes from
//! outside. [`plan`] chooses the questions of a review, [`told`] says what comes.

pub mod plan;
pub mod told;

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use rs_fsrs::{Card, FSRS, Parameters, Rating, State};

use super::course::SceneAttempts;

/// Years of the days that are kept and read.
const YEARS: RangeInclusive<i32> = 1970..=9999;
/// Thousandths of a day after which nine of ten are remembered; at most a hundred years.
const STABILITY: RangeInclusive<u32> = 1..=36_500_000;
/// How hard a question is, in thousandths.
const DIFFICULTY: RangeInclusive<u32> = 1_000..=10_000;

/// A question that comes back: its lesson, and its name there, which is that of its scene, on
/// another way than the lesson's own `scene@way`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReviewKey {
    /// The id of the lesson.
    pub lesson: String,
    /// The name of what is kept of the scene.
    pub scene: String,
}

/// What the scheduler knows of a question after a review.
///
/// The order of the fields is that in which two of the same question are compared: the greater one
/// knows more, whatever the clocks of the machines said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ReviewSchedule {
    /// Reviews until now, at least one.
    pub reviews: u32,
    /// The day of the last one.
    pub last: NaiveDate,
    /// How often it was not known in a review, the first one apart.
    pub lapses: u32,
    /// The day from which on it is asked again.
    pub due: NaiveDate,
    /// Thousandths of a day after which nine of ten such questions are still known.
    pub stability: u32,
    /// How hard it is, in thousandths, from 1 to 10.
    pub difficulty: u32,
}

impl ReviewSchedule {
    /// What is known after one more review; `before` is what was known until then. The next one is
    /// due on a later day.
    #[must_use]
    pub fn after(before: Option<Self>, rating: Rating, today: NaiveDate) -> Self {
        let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
        let (today, now) = (today.min(last_day()), midnight(today.min(last_day())));
        let card = before.map_or_else(Card::default, |known| Card {
            stability: f64::from(known.stability) / 1000.0,
            difficulty: f64::from(known.difficulty) / 1000.0,
            state: State::Review,
            // A clock may have been ahead.
            last_review: midnight(known.last.min(today)),
            ..Card::default()
        });
        let parameters = Parameters { enable_short_term: false, ..Parameters::default() };
        let next = FSRS::new(parameters).next(card, now, rating).card;
        let days = Days::new(u64::try_from(next.scheduled_days).unwrap_or(1).max(1));
        let lapsed = before.is_some() && rating == Rating::Again;
        Self {
            reviews: before.map_or(0, |known| known.reviews).saturating_add(1),
            last: today,
            lapses: before.map_or(0, |known| known.lapses).saturating_add(u32::from(lapsed)),
            due: today.checked_add_days(days).unwrap_or(NaiveDate::MAX).min(last_day()),
            stability: thousandths(next.stability, &STABILITY),
            difficulty: thousandths(next.difficulty, &DIFFICULTY),
        }
    }

    /// Whether the numbers are such as a review leaves.
    pub(super) fn is_sound(&self) -> bool {
        self.reviews > 0
            && [self.last, self.due].iter().all(|day| YEARS.contains(&day.year()))
            && STABILITY.contains(&self.stability)
            && DIFFICULTY.contains(&self.difficulty)
    }
}

/// The last day that is written.
fn last_day() -> NaiveDate {
    NaiveDate::from_ymd_opt(*YEARS.end(), 12, 31).unwrap_or(NaiveDate::MAX)
}

fn thousandths(value: f64, bounds: &RangeInclusive<u32>) -> u32 {
    let value = (value * 1000.0).round();
    value.clamp(f64::from(*bounds.start()), f64::from(*bounds.end())) as u32
}

/// How a settled question of a review is rated: known at once, known with help, or not known.
/// `None` until it is settled.
pub fn rating(mark: &SceneAttempts) -> Option<Rating> {
    mark.done.then_some(match mark.right {
        false => Rating::Again,
        true if mark.attempts <= 1 && mark.hints == 0 => Rating::Good,
        true => Rating::Hard,
    })
}
