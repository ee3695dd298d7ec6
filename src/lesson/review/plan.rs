//! The questions of a review: all that are due, those that were reviewed before first, the most
//! overdue of them at the head; then those that were missed in a lesson, in the order of the
//! course. A review takes as many as fit into ten minutes.
//!
//! It must not know how a question is shown.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use chrono::NaiveDate;

use super::{ReviewKey, ReviewSchedule};
use crate::lesson::library::INDEX;
use crate::lesson::progress::{Progress, mark_name, scene_name};
use crate::lesson::run::ways_of;
use crate::lesson::{Lesson, LessonRun, asked};
use crate::text::Lang;

/// Seconds that a review takes at most, unless its only question takes longer.
pub const LONGEST: u32 = 600;
/// Seconds of a question whose scene does not say how long it takes.
const USUAL: u32 = 60;

/// A question that comes back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlannedQuestion {
    /// Which question it is.
    pub key: ReviewKey,
    /// What its last review left; `None` if there was none.
    pub known: Option<ReviewSchedule>,
    /// How long it takes, in seconds.
    pub seconds: u32,
}

/// The questions that come back, today and later.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReviewPlan {
    /// Those that are due, in the order in which they are asked.
    pub due: Vec<PlannedQuestion>,
    /// Those that are due later, the first one first.
    pub later: Vec<PlannedQuestion>,
}

impl ReviewPlan {
    /// What comes back to a learner, seen from a day. What no bundled lesson has is left out.
    pub fn of(kept: &Progress, today: NaiveDate) -> Self {
        let mut all: BTreeMap<ReviewKey, Option<ReviewSchedule>> = BTreeMap::new();
        for (id, lesson) in &kept.lessons {
            let missed = lesson.marks.iter().filter(|(_, mark)| mark.is_missed());
            let key = |scene: &String| ReviewKey { lesson: id.clone(), scene: scene.clone() };
            all.extend(missed.map(|(scene, _)| (key(scene), None)));
        }
        all.extend(kept.reviews.iter().map(|(key, known)| (key.clone(), *known)));
        let placed = all.into_iter().filter_map(|(key, known)| {
            let (place, seconds) = place(&key)?;
            Some((place, PlannedQuestion { key, known, seconds }))
        });
        let mut placed: Vec<_> = placed.collect();
        // A day that is still to come can't be that of a review: a clock was ahead.
        let waits = |known: Option<ReviewSchedule>| {
            known.filter(|known| known.last <= today && known.due > today).is_some()
        };
        placed.sort_by_key(|(place, question)| {
            let due = question.known.map(|known| known.due);
            (due.is_none(), due, *place, question.key.scene.clone())
        });
        let all = placed.into_iter().map(|(_, question)| question);
        let (later, due) = all.partition(|question| waits(question.known));
        Self { due, later }
    }

    /// The same of some lessons, by their ids.
    #[must_use]
    pub fn only(mut self, lessons: &[String]) -> Self {
        for questions in [&mut self.due, &mut self.later] {
            questions.retain(|question| lessons.contains(&question.key.lesson));
        }
        self
    }

    /// The questions of the next review.
    pub fn session(&self) -> &[PlannedQuestion] {
        let mut seconds = 0u32;
        let fits = self.due.iter().take_while(|question| {
            let is_first = seconds == 0;
            seconds = seconds.saturating_add(question.seconds);
            is_first || seconds <= LONGEST
        });
        &self.due[..fits.count()]
    }

    /// How long that review takes, in minutes.
    pub fn minutes(&self) -> u32 {
        let seconds: u32 = self.session().iter().map(|question| question.seconds).sum();
        seconds.div_ceil(60)
    }

    /// The day on which the next question is due that is not due now.
    pub fn next(&self) -> Option<NaiveDate> {
        self.later.first().and_then(|question| question.known).map(|known| known.due)
    }
}

/// Questions of a bundled lesson: the place of each scene that asks something and how long it
/// takes, by its name; and the ways of the lesson.
type LessonQuestions = (BTreeMap<String, (usize, u32)>, Vec<String>);

static QUESTIONS: [OnceLock<LessonQuestions>; INDEX.len()] =
    [const { OnceLock::new() }; INDEX.len()];

/// The place of a question in the course, and how long it takes in seconds; `None` if there is none
/// of that name.
fn place(key: &ReviewKey) -> Option<((usize, usize), u32)> {
    let at = INDEX.iter().position(|entry| entry.id == key.lesson)?;
    let (scenes, ways) = QUESTIONS[at].get_or_init(|| questions(&key.lesson));
    let (scene, way) = parts(&key.scene);
    let (scene, seconds) = scenes.get(scene)?;
    let is_there = way.is_none_or(|way| ways.iter().any(|known| known == way));
    is_there.then_some(((at, *scene), *seconds))
}

fn questions(id: &str) -> LessonQuestions {
    let Ok(lesson) = Lesson::find(id) else { return LessonQuestions::default() };
    let scenes = lesson.file.scenes.iter().map(|scene| &scene.value).enumerate();
    let asking = scenes.filter(|(_, scene)| scene.predict.is_some());
    let asking = asking.map(|(at, scene)| {
        let seconds = scene.pace.as_ref().map_or(USUAL, |pace| pace.value.max(1));
        (scene_name(&lesson, at), (at, seconds))
    });
    (asking.collect(), ways_of(&lesson).map(|way| way.name.value.clone()).collect())
}

/// What a question asks, in a language; empty if there is none of that name.
pub fn ask(key: &ReviewKey, lang: Lang) -> String {
    let asked = || {
        let ((_, scene), _) = place(key)?;
        let lesson = Lesson::find(&key.lesson).ok()?;
        let asked = asked::ask(lesson.file.scenes[scene].predict.as_ref()?, lang);
        Some(asked.split_whitespace().collect::<Vec<_>>().join(" "))
    };
    asked().unwrap_or_default()
}

/// The scene of a name, and its way.
fn parts(name: &str) -> (&str, Option<&str>) {
    name.split_once('@').map_or((name, None), |(scene, way)| (scene, Some(way)))
}

/// A bundled lesson at a question of a review, with nothing answered in it; `None` if it has none
/// of that name.
pub fn open(key: &ReviewKey) -> Option<LessonRun> {
    place(key)?;
    let lesson = Arc::new(Lesson::find(&key.lesson).ok()?);
    let mut run = LessonRun::with_way(lesson, parts(&key.scene).1).ok()?;
    let stop = (0..run.stops().len())
        .find(|stop| mark_name(&run, &run.key(run.stops()[*stop].scene)) == key.scene)?;
    run.go_to(stop);
    Some(run)
}
