//! A key, and what it is called on screen. The runtime translates the events of its terminal into
//! these.

use crate::tui::model::reader::Reader;

/// A key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// A character.
    Char(char),
    /// Control and a letter.
    Ctrl(char),
    /// Arrow.
    Left,
    /// Arrow.
    Right,
    /// Arrow.
    Up,
    /// Arrow.
    Down,
    /// Home.
    Home,
    /// End.
    End,
    /// Page up.
    PageUp,
    /// Page down.
    PageDown,
    /// Tab.
    Tab,
    /// Shift and Tab.
    BackTab,
    /// Enter.
    Enter,
    /// Escape.
    Escape,
    /// Backspace.
    Backspace,
    /// A function key.
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
