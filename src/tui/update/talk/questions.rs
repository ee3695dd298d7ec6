//! Questions of the speaker's own: asked at any moment, or where an item of the talk is one.
//!
//! It must not know a key.

use crate::tui::model::Model;
use crate::tui::model::message::Message;
use crate::tui::model::playlist::ItemRun;
use crate::tui::model::sheet::{Overlay, SheetKind};
use crate::tui::update::talk::{Taken, follow, items, to_place};
use crate::workshop::OwnQuestion;

/// From which reason on a question is asked for itself, and not for an item of the talk.
const BY_ITSELF: usize = 1 << 16;

/// Opens the list of questions, into which a new one can be typed.
pub(super) fn list(model: &mut Model) {
    model.overlays.push(Overlay::new(SheetKind::Questions));
}

/// Asks a question of the list, or one that was typed.
pub fn ask(model: &mut Model, known: Option<usize>) {
    let typed = model.overlays.last().map(|top| OwnQuestion::parse(&top.query));
    to_place(model);
    let Some(talk) = model.talk_mut() else { return };
    let question = match (known, typed) {
        (Some(known), _) => known,
        (None, Some(Ok(typed))) => {
            talk.questions.push(typed);
            talk.questions.len() - 1
        }
        (None, _) => return,
    };
    if let Some(it) = talk.questions.get_mut(question) {
        it.ask_for(BY_ITSELF + it.rounds());
        (talk.asking, talk.begun) = (Some(question), true);
    }
    follow(model);
}

/// Asks the question that the present item is, or none.
pub(super) fn ask_item(model: &mut Model) {
    let Some(talk) = model.talk_mut() else { return };
    let at = talk.playlist.at;
    talk.asking = match talk.playlist.items.get(at).map(|item| &item.run) {
        Some(ItemRun::Question(question)) => Some(*question),
        _ => None,
    };
    if let Some(it) = talk.asking.and_then(|question| talk.questions.get_mut(question)) {
        it.ask_for(at);
    }
}

/// What going on, back and away means where such a question is on the screen; `None`: what it
/// always means.
pub(super) fn take(model: &mut Model, message: Message) -> Option<Taken> {
    let talk = model.talk()?;
    if talk.question().is_none() || !talk.big || !model.overlays.is_empty() || talk.jump.is_some() {
        return None;
    }
    let is_item = talk.playlist.is_question();
    match message {
        Message::Back if is_item => items::turn(model, -1),
        Message::Back | Message::Escape if !is_item => close(model),
        Message::Escape => {}
        _ => return None,
    }
    Some(Taken::Done(None))
}

/// On from a question: to the next item, or to where the talk was.
pub(super) fn go_on(model: &mut Model) {
    match model.talk().is_some_and(|talk| talk.playlist.is_question()) {
        true => items::turn(model, 1),
        false => close(model),
    }
}

/// A question that is no item is no longer asked.
pub(super) fn close(model: &mut Model) {
    if let Some(talk) = model.talk_mut().filter(|talk| !talk.playlist.is_question()) {
        talk.asking = None;
    }
    follow(model);
}
