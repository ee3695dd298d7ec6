//! Scripts: keys, waits, answers and expectations as lines of text, played on the stage of a film.
//!
//! `parse` reads a text, `condition` says what can be waited for and expected, `player` plays,
//! `write` makes a script of what somebody did. It must not know the command line.

pub mod condition;
pub mod parse;
pub mod player;
pub mod write;

use std::time::Duration;

use crate::tui::keymap::Key;
use condition::Wanted;

/// A script.
#[derive(Clone, Debug)]
pub struct Script {
    /// The run that it is about, as on the command line.
    pub run: String,
    /// The screen.
    pub screen: super::film::Screen,
    /// Its commands, each with its line.
    pub commands: Vec<(u32, Command)>,
}

/// A command of a script.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Presses a key, so often, with so much time after each.
    Key {
        /// The key.
        key: Key,
        /// How often.
        count: usize,
        /// Time after each.
        every: Duration,
    },
    /// Types a text.
    Type(String),
    /// Clicks, by column and row.
    Click(u16, u16),
    /// Turns the wheel.
    Wheel {
        /// Up.
        up: bool,
    },
    /// Gives the screen another size.
    Resize(u16, u16),
    /// Lets time pass.
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
    /// Takes a hint.
    Hint,
    /// Gives the question up.
    GiveUp,
    /// Follows a way of the scene's choice.
    Choose(String),
    /// Does all of this at every scene that is left: answers right and goes on.
    WalkThrough,
    /// Something must be so.
    Expect(Wanted),
}
