//! Scripts: keys, waits, answers and expectations as lines of text, played on the stage of a film.
//!
//! `parse` reads a text, `condition` defines what can be awaited and expected, `player` plays a
//! script, and `write` makes one from what the user did. It must not know the command line.

pub(crate) mod condition;
mod error;
pub mod parse;
pub(crate) mod player;
pub(crate) mod write;

use std::time::Duration;

use crate::tui::keymap::Key;
use condition::Wanted;

/// A script: a run, a screen, and commands to play on it.
#[derive(Clone, Debug)]
pub struct Script {
    /// The RUN word, as on the command line.
    pub run: String,
    /// The line that contains it, from 1.
    pub run_line: u32,
    /// Size, palette and language of the screen.
    pub screen: super::film::FilmScreen,
    /// The commands, each with its line.
    pub commands: Vec<(u32, ScriptCommand)>,
}

/// A command of a script.
#[derive(Clone, Debug, PartialEq)]
pub enum ScriptCommand {
    /// Presses a key a number of times, with a pause after each.
    Key {
        /// The key to press.
        key: Key,
        /// How often to press it; at least once.
        count: usize,
        /// The virtual time that passes after each press.
        every: Duration,
    },
    /// Types a text, one key per character.
    Type(String),
    /// Clicks at a column and a row.
    Click(u16, u16),
    /// Turns the mouse wheel by one notch.
    Wheel {
        /// Whether it is turned up, towards earlier lines.
        up: bool,
    },
    /// Resizes the screen.
    Resize(u16, u16),
    /// Lets virtual time pass.
    Wait(Duration),
    /// Lets virtual time pass until a condition holds, up to a limit.
    WaitUntil(Wanted, Duration),
    /// Records the current time under a name.
    Mark(String),
    /// Saves a picture of the stage under a file name.
    Still(String),
    /// Continues to the next scene of the lesson.
    NextScene,
    /// Answers the scene's question.
    Answer(Vec<String>),
    /// Answers the scene's question with the run's own answer.
    AnswerRight,
    /// Takes the next hint of the scene's question.
    Hint,
    /// Gives up on the question.
    GiveUp,
    /// Follows a way of the scene's choice.
    Choose(String),
    /// Walks through all remaining scenes, giving the right answers.
    WalkThrough,
    /// Requires a condition to hold.
    Expect(Wanted),
}
