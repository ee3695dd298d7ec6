//! A lesson as it is played: where its scenes are, and what the learner has answered so far. The
//! position in the run is kept by whatever plays it: the stage, or a
//! [`LessonRun`](super::lesson_run::LessonRun).
//!
//! A learner can't pass a question without trying to answer it. It must not know a screen or a key.

mod answers;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::asked::label;
use super::because::LazyTrials;
use super::grade::Feedback;
use super::library::Lesson;
use super::predict::{QuestionKind, Select};
use super::run::{Stop, resolve, run_options};
use super::schema::Scene;
use super::story::{NamedRun, Story};
use super::{bounds, logged, unanswered};
use crate::diagnostic::Diagnostic;
use crate::sim::Timeline;
use crate::sim::event::Ledger;
use crate::text::Lang;

/// A question, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The question in the language of [`Question::lang`].
    pub ask: String,
    /// The options that can be picked.
    pub options: Vec<String>,
    /// The texts of the options, if each is a change of the run; otherwise empty.
    pub changes: Vec<String>,
    /// How many may be picked, and whether the order counts.
    pub select: Select,
    /// The panel in which the answer is marked; `None` for a list of choices.
    pub ledger: Option<Ledger>,
    /// What the question asks for, which determines the kind of its options.
    pub kind: QuestionKind,
    /// The language in which it is asked.
    pub lang: Lang,
}

impl Question {
    /// The text of an option; empty if there is no such option.
    pub fn label(&self, option: usize) -> String {
        let own = || self.options.get(option).map(|name| label(self.kind, name, self.lang));
        self.changes.get(option).cloned().or_else(own).unwrap_or_default()
    }

    /// The texts of all options.
    pub fn labels(&self) -> impl Iterator<Item = String> {
        (0..self.options.len()).map(|option| self.label(option))
    }
}

/// What a learner did at one scene.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SceneAttempts {
    /// Attempts so far; taking a hint is not an attempt.
    pub attempts: usize,
    /// Hints taken so far.
    pub hints: usize,
    /// The first attempt, if it was wrong.
    pub first_wrong: Option<Feedback>,
    /// The answer given in that attempt.
    pub first_answer: Option<Vec<String>>,
    /// Whether an attempt was right or the learner gave up.
    pub done: bool,
    /// Whether an attempt was right.
    pub right: bool,
    /// The way that was chosen.
    pub way: Option<String>,
}

/// A scene, and the way on which it was met, unless that is the lesson's own run: another run has
/// other answers.
pub type MarkKey = (usize, Option<String>);

/// The result of trying to move on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// The requested place can be reached.
    There,
    /// A scene comes first, at this stop.
    Scene(usize),
    /// The scene at this stop asks something that has not been tried yet; nothing moves.
    Asks(usize),
}

/// A lesson, the places of its scenes in its run, and how far the learner is.
///
/// It doesn't contain the run itself: methods that need one take the [`Timeline`] with which the
/// course began, at any position.
#[derive(Clone, Debug)]
pub struct Course {
    lesson: Arc<Lesson>,
    way: Option<String>,
    told: Arc<NamedRun>,
    tried: Arc<LazyTrials>,
    stops: Vec<Stop>,
    unreached: Vec<usize>,
    current: Option<usize>,
    marks: BTreeMap<MarkKey, SceneAttempts>,
    round: u32,
}

impl Course {
    /// Runs a lesson along a way of its choices (`None` is its own run), and returns the course at
    /// its beginning and the run at its start. A lesson with questions that the run does not answer
    /// is refused.
    ///
    /// # Errors
    /// Errors in the run that the lesson asks for, and questions that the run does not answer.
    pub fn begin(
        lesson: Arc<Lesson>,
        way: Option<&str>,
    ) -> Result<(Self, Timeline), Vec<Diagnostic>> {
        let (course, timeline) = Self::unchecked(lesson, way)?;
        let found = unanswered::all(&course.lesson, &course.stops, &course.story(&timeline));
        if found.is_empty() { Ok((course, timeline)) } else { Err(found) }
    }

    /// Like [`Course::begin`], but accepts unanswered questions.
    pub(super) fn unchecked(
        lesson: Arc<Lesson>,
        way: Option<&str>,
    ) -> Result<(Self, Timeline), Vec<Diagnostic>> {
        let options = run_options(&lesson, way)?;
        let timeline = logged::timeline(&lesson, &options)?;
        if let Some(found) = bounds::looks(&lesson.source, &lesson.file, &timeline) {
            return Err(vec![found]);
        }
        let story = Story::of(&timeline);
        let (stops, unreached) = resolve(&lesson, way, &story);
        let told = story.told();
        let current = stops.first().filter(|stop| stop.place == 0).map(|_| 0);
        let tried = Arc::new(LazyTrials::of(&lesson, &stops));
        let (way, marks) = (way.map(str::to_owned), BTreeMap::new());
        let it = Self { lesson, way, told, tried, stops, unreached, current, marks, round: 0 };
        Ok((it, timeline))
    }

    /// The run, described by names.
    pub fn story<'a>(&self, run: &'a Timeline) -> Story<'a> {
        Story::again(run, Arc::clone(&self.told))
    }

    /// The lesson that is played.
    pub fn lesson(&self) -> &Lesson {
        &self.lesson
    }

    /// The lesson, for playing it again from the start.
    pub fn shared_lesson(&self) -> Arc<Lesson> {
        Arc::clone(&self.lesson)
    }

    /// The way that was chosen, if the learner left the lesson's own run.
    pub fn way(&self) -> Option<&str> {
        self.way.as_deref()
    }

    /// All scenes that the run reaches, in run order.
    pub fn stops(&self) -> &[Stop] {
        &self.stops
    }

    /// Scenes that the run never reaches; `check` reports them.
    pub fn unreached(&self) -> &[usize] {
        &self.unreached
    }

    /// The stop that was reached last.
    pub fn current(&self) -> Option<usize> {
        self.current
    }

    /// The stop at a place, if it is the one that was reached last.
    pub fn stop_at(&self, place: usize) -> Option<usize> {
        self.current.filter(|stop| self.stops[*stop].place == place)
    }

    /// The scene of a stop.
    pub fn scene(&self, stop: usize) -> &Scene {
        &self.lesson.file.scenes[self.stops[stop].scene].value
    }

    /// Whether the scene of a stop still asks something: a prediction without an answer, or a
    /// choice that has not been made.
    pub fn asks(&self, stop: usize) -> bool {
        let scene = self.scene(stop);
        let done = self.mark(stop).is_some_and(|mark| mark.done);
        (scene.predict.is_some() && !done)
            || (scene.choose.is_some() && self.mark(stop).is_none_or(|mark| mark.way.is_none()))
    }

    /// Whether the last scene has been reached and nothing is left to answer.
    pub fn is_over(&self) -> bool {
        self.current == self.stops.len().checked_sub(1)
            && (0..self.stops.len()).all(|stop| !self.asks(stop))
    }

    /// Whether there is progress to resume.
    pub fn is_halfway(&self) -> bool {
        !self.is_over() && (self.current > Some(0) || !self.marks.is_empty())
    }

    /// Moves forward from `here` to `to`, or to the first scene in between, but never past a
    /// question.
    pub fn forward(&mut self, here: usize, to: usize) -> Moved {
        if let Some(stop) = self.stop_at(here).filter(|stop| self.asks(*stop)) {
            return Moved::Asks(stop);
        }
        let next = self.current.map_or(0, |stop| stop + 1);
        let next = (next..self.stops.len()).find(|at| self.stops[*at].place >= here);
        match next.filter(|at| self.stops[*at].place <= to) {
            Some(stop) => {
                self.current = Some(stop);
                Moved::Scene(stop)
            }
            None => Moved::There,
        }
    }

    /// Moves back from `here` to `to`; if there are several scenes at one place, first to the
    /// previous one. Returns the new place. Choices that are ahead again can be made again.
    pub fn back(&mut self, here: usize, to: usize) -> usize {
        let is_here = |stop: usize| self.stops[stop].place == here;
        let before = self.current.filter(|stop| *stop > 0 && is_here(*stop) && is_here(stop - 1));
        let place = if before.is_some() { here } else { to.min(here) };
        self.current = match before {
            Some(stop) => Some(stop - 1),
            // There is no earlier scene.
            None if place == here && self.current.is_some_and(is_here) => self.current,
            None => self.stops.iter().rposition(|stop| stop.place <= place),
        };
        self.reopen(place);
        place
    }

    /// Reopens the choices from a place on, because after going back another way can be taken.
    /// Answers given on a way are kept.
    pub fn reopen(&mut self, here: usize) {
        for stop in self.current.unwrap_or(0)..self.stops.len() {
            if self.stops[stop].place >= here
                && let Some(mark) = self.marks.get_mut(&self.key(self.stops[stop].scene))
            {
                mark.way = None;
            }
        }
    }

    /// Moves to a stop (at most the last one), forward or back, past questions too; used by lists
    /// of scenes and after a reload. Returns its place; `None` if there are no stops.
    pub fn go_to(&mut self, stop: usize) -> Option<usize> {
        let stop = stop.min(self.stops.len().saturating_sub(1));
        let place = self.stops.get(stop)?.place;
        self.current = Some(stop);
        Some(place)
    }

    /// Whether a place is after the current stop and before the next one.
    pub fn is_between(&self, place: usize) -> bool {
        let from = self.current.map_or(0, |stop| self.stops[stop].place);
        let until = self
            .stops
            .get(self.current.map_or(0, |stop| stop + 1))
            .map_or(usize::MAX, |stop| stop.place);
        (from..until).contains(&place)
    }
}
