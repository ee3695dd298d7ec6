//! The pointer: a line of the projector's screen, marked for the room. Whatever shows something
//! else takes it away.
//!
//! It must not know where a line is: the picture tells.

use crate::tui::model::Model;
use crate::tui::model::message::{Message, TalkMessage};
use crate::tui::model::talk::{Pointer, Talk};
use crate::tui::update::time;
use crate::tui::view::projector;

/// Takes the pointer away before a request that may show something else; Escape does nothing more
/// than that, and then it is true.
pub(super) fn leave(talk: &mut Talk, message: Message) -> bool {
    use TalkMessage as T;
    match message {
        Message::Present(T::Pointer | T::Up | T::Down | T::Blank | T::AnyKey)
        | Message::Click(..)
        | Message::Drag(_)
        | Message::Wheel(..)
        | Message::Mouse => false,
        _ => {
            let pointed = talk.pointer().is_some();
            talk.pointer = None;
            pointed && message == Message::Escape
        }
    }
}

/// Marks the statement that has just run, or takes the mark away.
pub(super) fn toggle(model: &mut Model) {
    let Some(talk) = model.talk_mut() else { return };
    if talk.pointer().is_some() {
        talk.pointer = None;
    } else if talk.big {
        time::arrive(model);
        let lines = lines(model);
        let first = first(model, &lines);
        set(model, lines.into_iter().nth(first));
    } else {
        model.notice = Some(model.text("notice-no-pointer"));
    }
}

/// Moves the mark so many lines down; after the last line comes the first one.
pub fn turn(model: &mut Model, by: isize) {
    let lines = lines(model);
    let is_here = |line: &Pointer| {
        model.talk().and_then(Talk::pointer).is_some_and(|pointer| pointer.area == line.area)
    };
    let Some(at) = lines.iter().position(is_here) else { return };
    let all = lines.len().cast_signed();
    let next = (at.cast_signed() + by).rem_euclid(all).cast_unsigned();
    set(model, lines.into_iter().nth(next));
}

/// Marks the line at a place of the screen, in columns and rows; where the marked one is, or none,
/// there is no mark any longer.
pub fn point(model: &mut Model, place: (u16, u16)) {
    time::arrive(model);
    let found = lines(model).into_iter().find(|line| line.area.contains(place.into()));
    let Some(talk) = model.talk() else { return };
    let again = found.as_ref() == talk.pointer();
    set(model, found.filter(|_| !again));
}

fn lines(model: &Model) -> Vec<Pointer> {
    model.talk().map_or_else(Vec::new, |talk| projector::lines(model, talk))
}

fn set(model: &mut Model, pointer: Option<Pointer>) {
    if let Some(talk) = model.talk_mut() {
        talk.pointer = pointer;
    }
}

/// Where the pointer begins: at the statement that has just run or comes next, else at what the
/// step changed, else at the top.
fn first(model: &Model, lines: &[Pointer]) -> usize {
    let glyphs = model.theme.glyphs;
    let signs = [glyphs.ran, glyphs.next, glyphs.changed, glyphs.added];
    let begins = |sign: &str| {
        let rest = |line: &Pointer| line.text.strip_prefix(sign).map(|rest| rest.starts_with(' '));
        lines.iter().position(|line| rest(line).unwrap_or(false))
    };
    signs.into_iter().find_map(begins).unwrap_or(0)
}
