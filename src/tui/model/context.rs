//! The parts of the program that have keys of their own.
//!
//! It must not know a key.

use crate::tui::model::show::Show;

/// A part of the program with keys of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Context {
    /// The home screen, without a sheet.
    Home,
    /// The workbench.
    Bench,
    /// A run on the stage, without a lesson.
    Stage,
    /// The stage with a lesson.
    Lesson,
    /// A question or a choice of a lesson.
    Question,
    /// The projector's layout, without a question.
    Present,
    /// The projector's layout with a question: hands are counted.
    Hands,
    /// The speaker's terminal with the notes.
    Notes,
    /// A sheet above either.
    Sheet,
    /// A sheet into which one types.
    Typing,
}

impl Context {
    /// Which keys work on the full stage.
    pub(super) fn of(show: &Show) -> Self {
        match show {
            Show::Run(_) | Show::Excursion(..) => Context::Stage,
            Show::Lesson(lesson) if lesson.phase.asks() => Context::Question,
            Show::Lesson(_) => Context::Lesson,
        }
    }
}
