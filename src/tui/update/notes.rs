//! Wishes on the speaker's terminal: what the keys ask of the projector, and how far the notes are
//! scrolled.
//!
//! It must not know the socket.

use crate::tui::model::Model;
use crate::tui::model::message::{Effect, Message, TalkMessage};
use crate::tui::view::notes::last_scroll;
use crate::workshop::RemoteCommand;
use crate::workshop::notes_link::Heard;

/// Most digits of the number of a scene.
const DIGITS: usize = 4;

/// Takes what was heard.
pub fn hear(model: &mut Model, heard: Heard) {
    let Some(notes) = model.notes_mut() else { return };
    let place = |heard: &Heard| heard.now.as_ref().map(|now| (now.run.clone(), now.scene));
    if place(&notes.heard) != place(&heard) {
        notes.scroll = 0;
    }
    notes.heard = heard;
}

/// Applies a request for the projector, or one that scrolls the notes.
pub(super) fn take(model: &mut Model, message: Message) -> Option<Effect> {
    let last = last_scroll(model);
    let notes = model.notes_mut()?;
    let (asks, moves) = (notes.asks(), notes.has_sheet() || notes.points());
    let command = match message {
        Message::Up if moves => RemoteCommand::Up,
        Message::Down if moves => RemoteCommand::Down,
        Message::Escape if notes.jump.take().is_some() => return None,
        Message::Escape => RemoteCommand::Escape,
        // Where the answer shows, the projector says that it is too late for hands.
        Message::Present(TalkMessage::Digit(digit)) if notes.polls() && notes.jump.is_none() => {
            RemoteCommand::Digit(digit)
        }
        Message::Present(TalkMessage::Option(option)) => {
            return asks.then_some(Effect::Ask(RemoteCommand::Option(option)));
        }
        Message::Present(TalkMessage::Erase) if notes.jump.is_none() => RemoteCommand::Erase,
        Message::Present(TalkMessage::Enter) => match notes.jump.take().map(|jump| jump.parse()) {
            Some(number) => RemoteCommand::Scene(number.ok()?),
            None => RemoteCommand::Enter,
        },
        Message::Ask(command) => {
            notes.jump = None;
            command
        }
        Message::Up => {
            notes.scroll = notes.scroll.min(last).saturating_sub(1);
            return None;
        }
        Message::Down => {
            notes.scroll = (notes.scroll + 1).min(last);
            return None;
        }
        Message::Present(wish) => {
            type_number(&mut notes.jump, wish);
            return None;
        }
        _ => return None,
    };
    Some(Effect::Ask(command))
}

/// The number of a scene, digit by digit.
fn type_number(jump: &mut Option<String>, wish: TalkMessage) {
    match wish {
        TalkMessage::Digit(digit) => {
            let jump = jump.get_or_insert_default();
            if jump.len() < DIGITS {
                jump.push(char::from(b'0' + digit.min(9)));
            }
        }
        TalkMessage::Number => *jump = Some(String::new()),
        TalkMessage::Erase => {
            if let Some(jump) = jump {
                jump.pop();
            }
        }
        _ => {}
    }
}
