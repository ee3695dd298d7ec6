//! What is on the stage, and whose run that is: a path's, a lesson's, or one that was tried out
//! from a lesson.
//!
//! It must not know who looks at it.

use crate::tui::model::lesson::LessonStage;
use crate::tui::model::stage::Stage;

/// What is on the stage.
pub enum Show {
    /// A path's run, without a lesson.
    Run(Box<Stage>),
    /// A lesson with its own run.
    Lesson(Box<LessonStage>),
    /// A run that was tried out from a lesson, and the lesson, which waits where it was left.
    Excursion(Box<Stage>, Box<LessonStage>),
}

impl Show {
    /// The stage that is shown, whosever run it has.
    pub fn stage(&self) -> &Stage {
        match self {
            Show::Run(stage) | Show::Excursion(stage, _) => stage,
            Show::Lesson(lesson) => &lesson.stage,
        }
    }

    /// The stage, to be changed.
    pub fn stage_mut(&mut self) -> &mut Stage {
        match self {
            Show::Run(stage) | Show::Excursion(stage, _) => stage,
            Show::Lesson(lesson) => &mut lesson.stage,
        }
    }

    /// The lesson whose own run is on the stage.
    pub fn lesson(&self) -> Option<&LessonStage> {
        match self {
            Show::Lesson(lesson) => Some(lesson),
            Show::Run(_) | Show::Excursion(..) => None,
        }
    }

    /// The same, to be changed.
    pub fn lesson_mut(&mut self) -> Option<&mut LessonStage> {
        match self {
            Show::Lesson(lesson) => Some(lesson),
            Show::Run(_) | Show::Excursion(..) => None,
        }
    }

    /// The lesson that is played, be it on the stage or waiting.
    pub fn any_lesson(&self) -> Option<&LessonStage> {
        match self {
            Show::Lesson(lesson) | Show::Excursion(_, lesson) => Some(lesson),
            Show::Run(_) => None,
        }
    }

    /// The same, to be changed.
    pub fn any_lesson_mut(&mut self) -> Option<&mut LessonStage> {
        match self {
            Show::Lesson(lesson) | Show::Excursion(_, lesson) => Some(lesson),
            Show::Run(_) => None,
        }
    }

    /// Whether it costs more to reopen than one key: settings, a change on its way, a lesson that
    /// is half done.
    pub fn took_work(&self) -> bool {
        match self {
            Show::Run(stage) => {
                let is_set = stage.options.settings().next().is_some();
                stage.is_made() || is_set && !stage.of_bench
            }
            Show::Lesson(lesson) => lesson.is_half_done(),
            Show::Excursion(stage, lesson) => stage.is_made() || lesson.is_half_done(),
        }
    }

    /// The lesson with a new stage, at the current place of its run, and the run that was tried out
    /// from it; a path's run as it is.
    #[must_use]
    pub fn back_to_lesson(self) -> (Self, Option<Box<Stage>>) {
        match self {
            Show::Run(stage) => (Show::Run(stage), None),
            Show::Lesson(lesson) => (Show::Lesson(Box::new(lesson.renewed(None))), None),
            Show::Excursion(stage, lesson) => {
                (Show::Lesson(Box::new(lesson.renewed(Some(&stage)))), Some(stage))
            }
        }
    }
}
