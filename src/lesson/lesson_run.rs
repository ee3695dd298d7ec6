//! A lesson with its own run to move in, for use without a stage: a course, and a position in its
//! run.
//!
//! It must not know a screen or a key.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use super::course::{Course, Moved, Question};
use super::grade::Feedback;
use super::library::Lesson;
use super::predict::Truth;
use super::story::Story;
use crate::diagnostic::Diagnostic;
use crate::sim::Timeline;
use crate::text::Lang;

/// A lesson, its run, and how far the learner is. Everything that needs no position in the run is
/// in [`Course`].
#[derive(Clone, Debug)]
pub struct LessonRun {
    course: Course,
    timeline: Timeline,
}

impl Deref for LessonRun {
    type Target = Course;

    fn deref(&self) -> &Course {
        &self.course
    }
}

impl DerefMut for LessonRun {
    fn deref_mut(&mut self) -> &mut Course {
        &mut self.course
    }
}

impl LessonRun {
    /// Runs a lesson and moves to its first scene or to the start.
    ///
    /// # Errors
    /// Errors in the run that the lesson asks for.
    pub fn new(lesson: Arc<Lesson>) -> Result<Self, Vec<Diagnostic>> {
        Self::with_way(lesson, None)
    }

    /// Runs a lesson along one way of its choices; `None` is the lesson's own run.
    ///
    /// # Errors
    /// Errors in the run of the way, and questions that the run does not answer.
    pub fn with_way(lesson: Arc<Lesson>, way: Option<&str>) -> Result<Self, Vec<Diagnostic>> {
        Course::begin(lesson, way).map(|(course, timeline)| Self { course, timeline })
    }

    /// Like [`LessonRun::with_way`], but accepts unanswered questions; used for reporting
    /// everything that is wrong with a lesson.
    ///
    /// # Errors
    /// Errors in the run of the way.
    pub fn unchecked(lesson: Arc<Lesson>, way: Option<&str>) -> Result<Self, Vec<Diagnostic>> {
        Course::unchecked(lesson, way).map(|(course, timeline)| Self { course, timeline })
    }

    /// Plays a lesson again from its start, as a new round.
    ///
    /// # Errors
    /// Errors in its run.
    pub fn anew(course: &Course) -> Result<Self, Vec<Diagnostic>> {
        let mut run = Self::new(course.shared_lesson())?;
        run.set_round(course.round().saturating_add(1));
        Ok(run)
    }

    /// The course, and its run at the current position.
    pub fn into_parts(self) -> (Course, Timeline) {
        (self.course, self.timeline)
    }

    /// The run at its current position.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// The run, described by names.
    pub fn story(&self) -> Story<'_> {
        self.course.story(&self.timeline)
    }

    /// Moves forward to a place, or to the first scene in between, but never past a question.
    pub fn forward(&mut self, to: usize) -> Moved {
        let moved = self.course.forward(self.timeline.at(), to);
        match moved {
            Moved::There => self.timeline.seek(to),
            Moved::Scene(stop) => self.timeline.seek(self.course.stops()[stop].place),
            Moved::Asks(_) => {}
        }
        moved
    }

    /// Moves to the next scene.
    pub fn next_scene(&mut self) -> Moved {
        self.forward(self.timeline.len())
    }

    /// Moves to a stop, past questions too.
    pub fn go_to(&mut self, stop: usize) {
        if let Some(place) = self.course.go_to(stop) {
            self.timeline.seek(place);
        }
    }

    /// Moves to a place after the current stop, if it is before the next stop.
    pub fn stand_at(&mut self, place: usize) {
        if self.course.is_between(place) {
            self.timeline.seek(place);
        }
    }

    /// The question at a stop.
    pub fn question(&self, stop: usize, lang: Lang) -> Option<Question> {
        self.course.question(&self.timeline, stop, lang)
    }

    /// What is right, as computed from the run.
    pub fn truth(&self, stop: usize) -> Option<Truth> {
        self.course.truth(&self.timeline, stop)
    }

    /// Grades an attempt and records it. `None` if the stop asks nothing.
    pub fn answer(&mut self, stop: usize, answer: &[String]) -> Option<Feedback> {
        self.course.answer(&self.timeline, stop, answer)
    }

    /// Reveals the answer: the question is settled, but doesn't count as right.
    pub fn give_up(&mut self, stop: usize) -> Option<Feedback> {
        self.course.give_up(&self.timeline, stop)
    }

    /// The next hint at a stop with its number, from 1; repeats the last hint if there are no more.
    pub fn hint(&mut self, stop: usize, lang: Lang) -> Option<(usize, String)> {
        self.course.hint(&self.timeline, stop, lang)
    }

    /// Takes a way: the lesson continues in its run.
    ///
    /// # Errors
    /// Errors in the run of the way; nothing has then changed.
    pub fn choose(&mut self, stop: usize, name: &str) -> Result<(), Vec<Diagnostic>> {
        self.timeline = self.course.choose(stop, name)?;
        Ok(())
    }
}
