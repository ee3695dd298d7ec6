//! Scripts: keys, waits, answers and expectations as lines of text, played on the stage of a film.
//!
//! `parse` reads a text, `condition` says what can be waited for and expected, `player` plays,
//! `write` makes a script of what the user did. It must not know the command line.

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
    /// The run that it is about, as on the command line.
    pub run: String,
    /// The line that names it, from 1.
    pub run_line: u32,
    /// Size, palette and language of the screen.
    pub screen: super::film::FilmScreen,
    /// Its commands, each with its line.
    pub commands: Vec<(u32, ScriptCommand)>,
}

/// A command of a script.
#[derive(Clone, Debug, PartialEq)]
pub enum ScriptCommand {
    /// Presses a key, so often, with so much time after each.
    Key {
        /// The key to press.
        key: Key,
        /// How often to press it, at least once.
        count: usize,
        /// Virtual time that passes after each press.
        every: Duration,
    },
    /// Types a text, one key for each character.
    Type(String),
    /// Clicks, by column and row.
    Click(u16, u16),
    /// Turns the mouse wheel by one notch.
    Wheel {
        /// Whether it is turned up, to earlier lines.
        up: bool,
    },
    /// Gives the screen another size.
    Resize(u16, u16),
    /// Lets virtual time pass.
    Wait(Duration),
    /// Lets time pass until something is so.
    WaitUntil(Wanted, Duration),
    /// Remembers the time under a name.
    Mark(String),
    /// Keeps a picture of the stage.
    Still(String),
    /// Goes on to the next scene of the lesson.
    NextScene,
    /// Answers the question of the scene.
    Answer(Vec<String>),
    /// Answers it with what the run says is right.
    AnswerRight,
    /// Takes the next hint of the scene's question.
    Hint,
    /// Gives the question up.
    GiveUp,
    /// Follows a way of the scene's choice.
    Choose(String),
    /// Does all of this at every remaining scene: answers right and continues.
    WalkThrough,
    /// Something must be so.
    Expect(Wanted),
}
