//! Texts from the other end as they may be shown: of a bounded length, and without anything that a
//! terminal would obey. It must not know what they say.

use crate::text::is_control;

/// Characters of a text that the notes take.
const MOST_TEXT: usize = 8000;
/// Milliseconds that are taken for a time: some weeks.
pub(super) const MOST_TIME: u64 = 1 << 31;
/// Entries of a list that the notes take.
pub(super) const MOST_ENTRIES: usize = 200;

/// A text without anything that a terminal would obey, and not without end.
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
