//! For whom something is written: in which language, with which signs, in a window of which size.
//!
//! It is copied freely; it must not know what is written.

use crate::text::Lang;
use crate::tui::model::theme::{ASCII, Theme};
use crate::words::Words;

/// Who reads, and in what window.
#[derive(Clone, Copy, Debug)]
pub struct Reader {
    /// Language of all texts.
    pub lang: Lang,
    /// Palette and signs that everything is drawn with.
    pub theme: Theme,
    /// Columns and rows of the window.
    pub size: (u16, u16),
    /// Whether animations are left out.
    pub reduced_motion: bool,
    /// A room reads, one thing at a time.
    pub in_room: bool,
    /// What is read plays by itself: no key leads on.
    pub plays: bool,
}

impl Reader {
    /// The words of the language.
    pub fn words(&self) -> &'static Words {
        Words::of(self.lang)
    }

    /// The text of a word id, in the reader's language.
    pub fn text(&self, id: &str) -> String {
        self.words().text(id)
    }

    /// Whether only signs of ASCII are drawn.
    pub fn is_ascii(&self) -> bool {
        std::ptr::eq(self.theme.glyphs, &ASCII)
    }
}
