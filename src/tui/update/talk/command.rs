//! What the notes ask for, as the wish that the same key would be on the projector.
//!
//! It must not know how a command came here.

use crate::tui::model::message::{Effect, Message, Wish};
use crate::tui::model::{Context, Model};
use crate::tui::update::talk::{asks, go_to};
use crate::tui::update::update;
use crate::workshop::Command;

/// Does what was asked.
pub fn perform(model: &mut Model, command: Command) -> Option<Effect> {
    let sheet = matches!(model.context(), Context::Sheet | Context::Typing);
    let message = match command {
        Command::Scene(number) => {
            model.overlays.clear();
            if let Some(present) = &mut model.present {
                present.blank = false;
            }
            go_to(model, usize::try_from(number).unwrap_or(usize::MAX));
            return None;
        }
        Command::Forward if sheet => Message::PageDown,
        Command::Forward if asks(model) => Message::Present(Wish::Reveal),
        Command::Forward => Message::Beat,
        Command::Back if sheet => Message::PageUp,
        Command::Back => Message::Back,
        Command::Enter if sheet => Message::Enter,
        Command::Enter => Message::Present(Wish::Enter),
        Command::Up if sheet => Message::Up,
        Command::Up => Message::Present(Wish::Up),
        Command::Down if sheet => Message::Down,
        Command::Down => Message::Present(Wish::Down),
        Command::Left if sheet => Message::Left,
        Command::Right if sheet => Message::Right,
        // Where there is no sheet they mean nothing; nor do counts where there is one.
        Command::Left | Command::Right => return None,
        Command::Digit(_) | Command::Erase | Command::Reveal | Command::WhatIf | Command::Ledger if sheet => return None,
        Command::Digit(digit) if asks(model) => Message::Present(Wish::Digit(digit)),
        Command::Digit(_) => return None,
        Command::Erase => Message::Present(Wish::Erase),
        Command::Reveal if asks(model) => Message::Present(Wish::Reveal),
        Command::Reveal => return None,
        Command::WhatIf => Message::WhatIf,
        Command::Ledger => Message::Present(Wish::Ledger),
        Command::Blank => Message::Present(Wish::Blank),
        Command::Place => Message::Present(Wish::Place),
        Command::Escape => Message::Escape,
    };
    update(model, message)
}
