//! A key, and what it is called on screen. The runtime translates the events of its terminal into
//! these.

use crate::tui::model::reader::Reader;

/// A key of the keyboard, whatever the terminal calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A character, as typed: Shift is in it.
    Char(char),
    /// Control and a letter.
    Ctrl(char),
    /// The arrow to the left.
    Left,
    /// The arrow to the right.
    Right,
    /// The arrow that points up.
    Up,
    /// The arrow that points down.
    Down,
    /// The key Home: to the start.
    Home,
    /// The key End: to the last line or step.
    End,
    /// The key Page Up.
    PageUp,
    /// The key Page Down.
    PageDown,
    /// The key Tab, without Shift.
    Tab,
    /// Shift and Tab together.
    BackTab,
    /// The key Enter, in the main block or among the digits.
    Enter,
    /// The key Escape, not what begins a sequence.
    Escape,
    /// The key Backspace, whichever of its two codes comes.
    Backspace,
    /// A function key, by its number from 1.
    F(u8),
}

impl Key {
    /// What the key is called on screen.
    pub fn name(self, ascii: bool) -> String {
        let arrow =
            |unicode: &str, plain: &str| if ascii { plain.to_owned() } else { unicode.to_owned() };
        match self {
            Key::Char(' ') => "Space".to_owned(),
            Key::Char(c) => c.to_string(),
            Key::Ctrl(c) => format!("Ctrl-{c}"),
            Key::Left => arrow("←", "Left"),
            Key::Right => arrow("→", "Right"),
            Key::Up => arrow("↑", "Up"),
            Key::Down => arrow("↓", "Down"),
            Key::Home => "Home".to_owned(),
            Key::End => "End".to_owned(),
            Key::PageUp => "PgUp".to_owned(),
            Key::PageDown => "PgDn".to_owned(),
            Key::Tab => "Tab".to_owned(),
            Key::BackTab => "Shift-Tab".to_owned(),
            Key::Enter => "Enter".to_owned(),
            Key::Escape => "Esc".to_owned(),
            Key::Backspace => "Backspace".to_owned(),
            Key::F(n) => format!("F{n}"),
        }
    }
}

/// What a key is called on screen, in a language.
pub fn label(key: Key, reader: Reader) -> String {
    match key {
        Key::Char(' ') => reader.text("key-name-space"),
        other => other.name(reader.is_ascii()),
    }
}
