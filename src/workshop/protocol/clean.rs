//! Makes texts from the other end safe to show: their length is bounded, and nothing in them
//! controls a terminal. It must not know what they say.

use crate::text::is_control;

/// The longest text that the notes accept, in characters.
const MOST_TEXT: usize = 8000;
/// The longest time that is accepted, in milliseconds: some weeks.
pub(super) const MOST_TIME: u64 = 1 << 31;
/// The most entries that the notes accept in a list.
pub(super) const MOST_ENTRIES: usize = 200;

/// The text, shortened and without anything that controls a terminal.
pub fn clean(text: &str) -> String {
    let safe = |c: char| {
        if c == '\n' { Some(c) } else { Some(c).filter(|c| !is_control(*c) && *c != '\u{feff}') }
    };
    text.chars().filter_map(safe).take(MOST_TEXT).collect()
}

pub(super) fn clean_all(texts: &mut Vec<String>) {
    texts.truncate(MOST_ENTRIES);
    texts.iter_mut().for_each(|text| *text = clean(text).replace('\n', " "));
}
