//! What a person did on the stage, as it was done: keys, clicks, sizes, and the time that passed
//! while something moved.
//!
//! Played again on the same run it leads to the same place. It must not know how it is written
//! down.

use std::time::Duration;

use crate::tui::model::key::Key;
use crate::tui::model::lesson::LessonStage;
use crate::tui::model::{Context, Model};

/// Something that was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UserInput {
    /// A key that meant something.
    Key(Key),
    /// A character that was typed into a sheet.
    Typed(char),
    /// A click, by column and row.
    Click(u16, u16),
    /// The wheel, up or down.
    Wheel {
        /// Whether it is turned up, to earlier lines.
        up: bool,
    },
    /// The window has another size.
    Size(u16, u16),
    /// Time passed while the run played by itself.
    Time(Duration),
}

/// The state of the model after an action.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Here {
    /// Steps taken, if there is a run.
    pub step: Option<usize>,
    /// The scene of the lesson.
    pub scene: Option<String>,
    /// Whether the answer that was just handed in is right.
    pub right: Option<bool>,
}

impl Here {
    /// The state of a model.
    pub fn of(model: &Model) -> Self {
        let lesson = model.any_lesson();
        Self {
            step: model.stage().map(|stage| stage.timeline.at()),
            scene: lesson.and_then(LessonStage::scene_name),
            right: lesson
                .and_then(|lesson| lesson.feedback.as_ref())
                .map(crate::lesson::Feedback::is_right),
        }
    }
}

/// All that was done.
#[derive(Clone, Debug, Default)]
pub struct Tape {
    /// The size of the window at the start.
    pub size: (u16, u16),
    /// What was done, and where that led.
    pub done: Vec<(UserInput, Here)>,
}

impl Tape {
    /// The size of the window as it was taken down last.
    pub(in crate::tui) fn last_size(&self) -> (u16, u16) {
        let sizes = self.done.iter().rev();
        sizes
            .filter_map(
                |(done, _)| if let UserInput::Size(w, h) = done { Some((*w, *h)) } else { None },
            )
            .next()
            .unwrap_or(self.size)
    }

    /// Takes something down that was done; `context` is where.
    pub(in crate::tui) fn take(&mut self, done: UserInput, context: Context, model: &Model) {
        let done = match done {
            UserInput::Key(Key::Char(c)) if context == Context::Typing => UserInput::Typed(c),
            // What the terminal and the shell make of it happens outside of the run.
            UserInput::Key(Key::Ctrl('z' | 'c')) => return,
            done => done,
        };
        let here = Here::of(model);
        match (self.done.last_mut(), done) {
            (Some((UserInput::Time(before), place)), UserInput::Time(more)) => {
                *before += more;
                *place = here;
            }
            (_, UserInput::Time(Duration::ZERO)) => {}
            _ => self.done.push((done, here)),
        }
    }
}
