//! What the notes ask for, as the wish that the same key would be on the projector.
//!
//! It must not know how a command came here.

use crate::tui::model::message::{Effect, Message, TalkMessage};
use crate::tui::model::talk::Talk;
use crate::tui::model::{Context, Model};
use crate::tui::update::talk::go_to;
use crate::tui::update::update;
use crate::workshop::Command;

/// Does what was asked.
pub fn perform(model: &mut Model, command: Command) -> Option<Effect> {
    if let Command::Scene(number) = command {
        model.overlays.clear();
        if let Some(talk) = model.talk_mut() {
            talk.blank = false;
        }
        go_to(model, usize::try_from(number).unwrap_or(usize::MAX));
        return None;
    }
    meant(model, command).and_then(|message| update(model, message))
}

/// What a command means here; `None`: nothing.
pub fn meant(model: &Model, command: Command) -> Option<Message> {
    let sheet = matches!(model.context(), Context::Sheet | Context::Typing);
    let asks = model.talk().is_some_and(Talk::asks);
    Some(match command {
        Command::Forward if sheet => Message::PageDown,
        Command::Forward if asks => Message::Present(TalkMessage::Reveal),
        Command::Forward => Message::Beat,
        Command::Back if sheet => Message::PageUp,
        Command::Back => Message::Back,
        Command::Enter if sheet => Message::Enter,
        Command::Enter => Message::Present(TalkMessage::Enter),
        Command::Up if sheet => Message::Up,
        Command::Up => Message::Present(TalkMessage::Up),
        Command::Down if sheet => Message::Down,
        Command::Down => Message::Present(TalkMessage::Down),
        Command::Left if sheet => Message::Left,
        Command::Right if sheet => Message::Right,
        // Where there is no sheet they mean nothing; nor do counts where there is one.
        Command::Left | Command::Right | Command::Scene(_) => return None,
        Command::Digit(_)
        | Command::Erase
        | Command::Reveal
        | Command::WhatIf
        | Command::Ledger
            if sheet =>
        {
            return None;
        }
        Command::Digit(digit) if asks => Message::Present(TalkMessage::Digit(digit)),
        Command::Digit(_) => return None,
        Command::Erase => Message::Present(TalkMessage::Erase),
        Command::Reveal if asks => Message::Present(TalkMessage::Reveal),
        Command::Reveal => return None,
        Command::WhatIf => Message::WhatIf,
        Command::Ledger => Message::Present(TalkMessage::Ledger),
        Command::Blank => Message::Present(TalkMessage::Blank),
        Command::Place => Message::Present(TalkMessage::Place),
        Command::Escape => Message::Escape,
    })
}
