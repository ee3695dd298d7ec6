//! The speaker's terminal: what is heard of the talk, how far its text is scrolled, and what the keys ask of the projector.
//!
//! It must not know the socket. The times are those of the last situation, moved on by whoever has the clock.

use std::time::Duration;

use crate::tui::model::Model;
use crate::tui::model::message::{Effect, Message, Wish};
use crate::workshop::Command;
use crate::workshop::notes_link::Heard;

/// Most digits of the number of a scene.
const DIGITS: usize = 4;

/// The speaker's terminal.
#[derive(Default)]
pub struct Notes {
    /// What was heard last.
    pub heard: Heard,
    /// The first line of the notes that shows.
    pub scroll: usize,
    /// The number of a scene that is being typed.
    pub jump: Option<String>,
}

impl Notes {
    /// The time until the seconds on the screen change.
    pub fn deadline(&self) -> Option<Duration> {
        let times = self.heard.now.as_ref().map(|now| now.times).filter(|times| times.runs)?;
        (self.heard.standing == crate::workshop::notes_link::Standing::Here)
            .then(|| Duration::from_millis(1000 - times.talk % 1000))
    }

    fn asks(&self) -> bool {
        self.heard.now.as_ref().and_then(|now| now.poll.as_ref()).is_some_and(|poll| !poll.revealed)
    }

    fn has_sheet(&self) -> bool {
        self.heard.now.as_ref().is_some_and(|now| now.sheet)
    }
}

/// Whether the projector is on an excursion.
pub fn is_away(model: &Model) -> bool {
    let now = model.notes.as_ref().and_then(|notes| notes.heard.now.as_ref());
    now.is_some_and(|now| now.away)
}

/// Takes what was heard.
pub fn hear(model: &mut Model, heard: Heard) {
    let Some(notes) = &mut model.notes else { return };
    let place = |heard: &Heard| heard.now.as_ref().map(|now| (now.run.clone(), now.scene));
    if place(&notes.heard) != place(&heard) {
        notes.scroll = 0;
    }
    notes.heard = heard;
}

/// Whether a wish is one for the projector, or moves the notes.
pub fn takes(message: Message) -> bool {
    use Message::{Ask, Down, Escape, PageDown, PageUp, Present, Up};
    matches!(message, Ask(_) | Present(_) | Up | Down | PageUp | PageDown | Escape)
}

/// Takes such a wish.
pub fn take(model: &mut Model, message: Message) -> Option<Effect> {
    let last = crate::tui::view::notes::last_scroll(model);
    let notes = model.notes.as_mut()?;
    let (asks, sheet) = (notes.asks(), notes.has_sheet());
    match message {
        Message::Up | Message::Down if sheet => {
            return Some(Effect::Ask(if message == Message::Up { Command::Up } else { Command::Down }));
        }
        Message::Up => notes.scroll = notes.scroll.min(last).saturating_sub(1),
        Message::Down => notes.scroll = (notes.scroll + 1).min(last),
        Message::Escape if notes.jump.take().is_some() => {}
        Message::Escape => return Some(Effect::Ask(Command::Escape)),
        Message::Present(Wish::Digit(digit)) if asks && notes.jump.is_none() => return Some(Effect::Ask(Command::Digit(digit))),
        Message::Present(Wish::Digit(digit)) => {
            let jump = notes.jump.get_or_insert_default();
            if jump.len() < DIGITS {
                jump.push(char::from(b'0' + digit.min(9)));
            }
        }
        Message::Present(Wish::Number) => notes.jump = Some(String::new()),
        Message::Present(Wish::Erase) => match &mut notes.jump {
            Some(jump) => {
                jump.pop();
            }
            None => return Some(Effect::Ask(Command::Erase)),
        },
        Message::Present(Wish::Enter) => {
            return Some(Effect::Ask(match notes.jump.take().map(|jump| jump.parse()) {
                Some(Ok(number)) => Command::Scene(number),
                Some(Err(_)) => return None,
                None => Command::Enter,
            }));
        }
        Message::Ask(command) => {
            notes.jump = None;
            return Some(Effect::Ask(command));
        }
        _ => {}
    }
    None
}
