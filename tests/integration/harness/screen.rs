//! Keys that are pressed on a model, and its pictures as text.

use std::time::Duration;

use mapi_teardown::tui::keymap::{self, Key};
use mapi_teardown::tui::message::{Effect, Message};
use mapi_teardown::tui::update::update;
use mapi_teardown::tui::{self, Model};

/// Presses a key, as the terminal would send it.
pub fn press_key(model: &mut Model, key: Key) -> Option<Effect> {
    keymap::message(model, key).and_then(|message| update(model, message))
}

/// Presses keys by their names, `Wait` for a second; what the last of them asks of the
/// surroundings.
pub fn press(model: &mut Model, keys: &str) -> Option<Effect> {
    let mut last = None;
    for key in keys.split_whitespace() {
        if key == "Wait" {
            last = update(model, Message::Elapsed(Duration::from_secs(1)));
            continue;
        }
        let key = match key {
            "Right" => Key::Right,
            "Left" => Key::Left,
            "Up" => Key::Up,
            "Down" => Key::Down,
            "Home" => Key::Home,
            "End" => Key::End,
            "PgDn" => Key::PageDown,
            "PgUp" => Key::PageUp,
            "Tab" => Key::Tab,
            "Enter" => Key::Enter,
            "Esc" => Key::Escape,
            "Back" => Key::Backspace,
            "Space" => Key::Char(' '),
            "F5" => Key::F(5),
            other => Key::Char(other.chars().next().expect("not empty")),
        };
        last = press_key(model, key);
    }
    last
}

/// The rows of the picture on a screen of some size, blanks at their ends too.
pub fn rows(model: &Model, (columns, rows): (u16, u16)) -> Vec<String> {
    let buffer = tui::render(model, columns, rows);
    (0..rows).map(|y| (0..columns).map(|x| buffer[(x, y)].symbol()).collect()).collect()
}

/// The picture on a screen of some size; blanks at the ends of rows are left out.
pub fn picture_at(model: &Model, size: (u16, u16)) -> String {
    rows(model, size).iter().map(|row| row.trim_end()).collect::<Vec<_>>().join("\n")
}

/// The picture on the screen that the model knows.
pub fn picture(model: &Model) -> String {
    picture_at(model, model.size)
}
