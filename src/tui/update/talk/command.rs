//! A request of the notes, as the request that the same key makes on the projector.
//!
//! It must not know how a command came here.

use crate::tui::model::message::{Effect, Message, TalkMessage};
use crate::tui::model::talk::Talk;
use crate::tui::model::{Context, Model};
use crate::tui::update::talk::go_to;
use crate::tui::update::update;
use crate::workshop::RemoteCommand;

/// Does what was asked.
pub fn perform(model: &mut Model, command: RemoteCommand) -> Option<Effect> {
    if let RemoteCommand::Scene(number) = command {
        model.overlays.clear();
        if let Some(talk) = model.talk_mut() {
            (talk.blank, talk.pointer) = (false, None);
        }
        go_to(model, usize::try_from(number).unwrap_or(usize::MAX));
        return None;
    }
    meant(model, command).and_then(|message| update(model, message))
}

/// What a command means here; `None`: nothing.
pub fn meant(model: &Model, command: RemoteCommand) -> Option<Message> {
    let sheet = matches!(model.context(), Context::Sheet | Context::Typing);
    let asks = model.talk().is_some_and(Talk::asks);
    Some(match command {
        RemoteCommand::Forward if sheet => Message::PageDown,
        RemoteCommand::Forward if asks => Message::Present(TalkMessage::Reveal),
        RemoteCommand::Forward => Message::Beat,
        RemoteCommand::Back if sheet => Message::PageUp,
        RemoteCommand::Back => Message::Back,
        RemoteCommand::Enter if sheet => Message::Enter,
        RemoteCommand::Enter => Message::Present(TalkMessage::Enter),
        RemoteCommand::Up if sheet => Message::Up,
        RemoteCommand::Up => Message::Present(TalkMessage::Up),
        RemoteCommand::Down if sheet => Message::Down,
        RemoteCommand::Down => Message::Present(TalkMessage::Down),
        RemoteCommand::Left if sheet => Message::Left,
        RemoteCommand::Right if sheet => Message::Right,
        // Where there is no sheet they mean nothing; nor do counts where there is one.
        RemoteCommand::Left | RemoteCommand::Right | RemoteCommand::Scene(_) => return None,
        RemoteCommand::Digit(_)
        | RemoteCommand::Option(_)
        | RemoteCommand::Erase
        | RemoteCommand::Reveal
        | RemoteCommand::WhatIf
        | RemoteCommand::Questions
        | RemoteCommand::Pointer
        | RemoteCommand::Ledger
            if sheet =>
        {
            return None;
        }
        RemoteCommand::Digit(digit) if asks => Message::Present(TalkMessage::Digit(digit)),
        RemoteCommand::Digit(_) => Message::Present(TalkMessage::Late),
        RemoteCommand::Option(option) if asks => Message::Present(TalkMessage::Option(option)),
        RemoteCommand::Option(_) => return None,
        RemoteCommand::Erase => Message::Present(TalkMessage::Erase),
        RemoteCommand::Reveal if asks => Message::Present(TalkMessage::Reveal),
        RemoteCommand::Reveal => return None,
        RemoteCommand::WhatIf => Message::WhatIf,
        RemoteCommand::Ledger => Message::Present(TalkMessage::Ledger),
        RemoteCommand::Questions => Message::Present(TalkMessage::Questions),
        RemoteCommand::Pointer => Message::Present(TalkMessage::Pointer),
        RemoteCommand::NextItem => Message::Present(TalkMessage::NextItem),
        RemoteCommand::PreviousItem => Message::Present(TalkMessage::PreviousItem),
        RemoteCommand::Blank => Message::Present(TalkMessage::Blank),
        RemoteCommand::Place => Message::Present(TalkMessage::Place),
        RemoteCommand::Escape => Message::Escape,
    })
}
