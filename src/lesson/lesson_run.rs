//! A lesson with a run of its own to walk in, where there is no stage: a course and a place in its
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

/// A lesson, its run, and how far the learner is. What needs no place in the run is the
/// [`Course`]'s.
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
    /// What is wrong with the run that the lesson asks for.
    pub fn new(lesson: Arc<Lesson>) -> Result<Self, Vec<Diagnostic>> {
        Self::with_way(lesson, None)
    }

    /// The same along one way of its choices; `None` is the lesson's own run.
    ///
    /// # Errors
    /// What is wrong with the run of the way, and what it asks and its run does not answer.
    pub fn with_way(lesson: Arc<Lesson>, way: Option<&str>) -> Result<Self, Vec<Diagnostic>> {
        Course::begin(lesson, way).map(|(course, timeline)| Self { course, timeline })
    }

    /// The same, whatever it asks: for who reports all that is wrong with a lesson.
    ///
    /// # Errors
    /// What is wrong with the run of the way.
    pub fn unchecked(lesson: Arc<Lesson>, way: Option<&str>) -> Result<Self, Vec<Diagnostic>> {
        Course::unchecked(lesson, way).map(|(course, timeline)| Self { course, timeline })
    }

    /// A lesson from its start, as a round of its own.
    ///
    /// # Errors
    /// What is wrong with its run.
    pub fn anew(course: &Course) -> Result<Self, Vec<Diagnostic>> {
        let mut run = Self::new(course.shared_lesson())?;
        run.set_round(course.round().saturating_add(1));
        Ok(run)
    }

    /// The course, and its run at its current place.
    pub fn into_parts(self) -> (Course, Timeline) {
        (self.course, self.timeline)
    }

    /// The run and the current place in it.
    pub fn timeline(&self) -> &Timeline {
        &self.timeline
    }

    /// The run by names.
    pub fn story(&self) -> Story<'_> {
        self.course.story(&self.timeline)
    }

    /// Goes on to a place, or to the first scene on the way, but never past a question.
    pub fn forward(&mut self, to: usize) -> Moved {
        let moved = self.course.forward(self.timeline.at(), to);
        match moved {
            Moved::There => self.timeline.seek(to),
            Moved::Scene(stop) => self.timeline.seek(self.course.stops()[stop].place),
            Moved::Asks(_) => {}
        }
        moved
    }

    /// Goes to the next scene.
    pub fn next_scene(&mut self) -> Moved {
        self.forward(self.timeline.len())
    }

    /// Goes to a stop without asking.
    pub fn go_to(&mut self, stop: usize) {
        if let Some(place) = self.course.go_to(stop) {
            self.timeline.seek(place);
        }
    }

    /// Stands at a place after the present stop, if it comes before the next one.
    pub fn stand_at(&mut self, place: usize) {
        if self.course.is_between(place) {
            self.timeline.seek(place);
        }
    }

    /// The question of a stop.
    pub fn question(&self, stop: usize, lang: Lang) -> Option<Question> {
        self.course.question(&self.timeline, stop, lang)
    }

    /// What is right, computed from the run.
    pub fn truth(&self, stop: usize) -> Option<Truth> {
        self.course.truth(&self.timeline, stop)
    }

    /// Grades an attempt and remembers it. `None` if the stop asks nothing.
    pub fn answer(&mut self, stop: usize, answer: &[String]) -> Option<Feedback> {
        self.course.answer(&self.timeline, stop, answer)
    }

    /// Shows the answer: the question is settled, but not as right.
    pub fn give_up(&mut self, stop: usize) -> Option<Feedback> {
        self.course.give_up(&self.timeline, stop)
    }

    /// The next hint of a stop and its number from 1; the last one again if there are no more.
    pub fn hint(&mut self, stop: usize, lang: Lang) -> Option<(usize, String)> {
        self.course.hint(&self.timeline, stop, lang)
    }

    /// Follows a way: the lesson continues in its run.
    ///
    /// # Errors
    /// What is wrong with the run of the way; then nothing has changed.
    pub fn choose(&mut self, stop: usize, name: &str) -> Result<(), Vec<Diagnostic>> {
        self.timeline = self.course.choose(stop, name)?;
        Ok(())
    }
}
