//! What an event of the terminal means: a request, a key, something to record.
//!
//! It must not know what comes of it.

use crossterm::event::{
    Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers, MouseButton, MouseEventKind,
};

use crate::tui::keymap;
use crate::tui::model::Model;
use crate::tui::model::key::Key;
use crate::tui::model::message::Message;
use crate::tui::runtime::tape::UserInput;

pub(super) fn translate(model: &Model, event: &Event) -> Option<Message> {
    match event {
        Event::Key(key) if key.kind != KeyEventKind::Release => {
            panic_on_request(key);
            let message = key_of(key).and_then(|key| keymap::message(model, key));
            // Any key ends the way of a jump; a key that means nothing completes an animation, too.
            let leaves = |message: &Message| {
                matches!(message, Message::Quit | Message::Interrupt | Message::Suspend)
            };
            let message = message.filter(|it| !model.is_under_way() || leaves(it));
            Some(message.unwrap_or(Message::Arrive))
                .filter(|_| message.is_some() || model.is_moving())
        }
        Event::Resize(w, h) => Some(Message::Resize(*w, *h)),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(MouseButton::Left) => {
                Some(Message::Click(mouse.column, mouse.row))
            }
            MouseEventKind::Drag(MouseButton::Left) => Some(Message::Drag(mouse.column)),
            MouseEventKind::ScrollDown => Some(Message::Wheel(false, (mouse.column, mouse.row))),
            MouseEventKind::ScrollUp => Some(Message::Wheel(true, (mouse.column, mouse.row))),
            _ => None,
        },
        _ => None,
    }
}

/// The tests of the terminal's restoration need a panic.
fn panic_on_request(key: &KeyEvent) {
    assert!(
        !(key.code == KeyCode::F(12) && std::env::var_os("TEARDOWN_PANIC").is_some()),
        "requested by TEARDOWN_PANIC"
    );
}

/// An event as it is taken down.
pub(super) fn done(event: &Event) -> Option<UserInput> {
    Some(match event {
        Event::Key(key) => UserInput::Key(key_of(key)?),
        Event::Resize(w, h) => UserInput::Size(*w, *h),
        Event::Mouse(mouse) => match mouse.kind {
            MouseEventKind::Down(_) => UserInput::Click(mouse.column, mouse.row),
            MouseEventKind::ScrollDown => UserInput::Wheel { up: false },
            MouseEventKind::ScrollUp => UserInput::Wheel { up: true },
            _ => return None,
        },
        _ => return None,
    })
}

fn key_of(event: &KeyEvent) -> Option<Key> {
    let ctrl = event.modifiers.contains(KeyModifiers::CONTROL);
    if event.modifiers.contains(KeyModifiers::ALT) {
        return None;
    }
    Some(match event.code {
        KeyCode::Char(c) if ctrl => Key::Ctrl(c.to_ascii_lowercase()),
        KeyCode::Char(c) => Key::Char(c),
        KeyCode::Left => Key::Left,
        KeyCode::Right => Key::Right,
        KeyCode::Up => Key::Up,
        KeyCode::Down => Key::Down,
        KeyCode::Home => Key::Home,
        KeyCode::End => Key::End,
        KeyCode::PageUp => Key::PageUp,
        KeyCode::PageDown => Key::PageDown,
        KeyCode::Tab => Key::Tab,
        KeyCode::BackTab => Key::BackTab,
        KeyCode::Enter => Key::Enter,
        KeyCode::Esc => Key::Escape,
        KeyCode::Backspace => Key::Backspace,
        KeyCode::F(n) => Key::F(n),
        _ => return None,
    })
}
