//! What a picture names: the glossary's entries on the screen, and the one under a pointer. Only
//! who sees the picture can tell.
//!
//! It must not know what is done with them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::scenario::catalogue;
use crate::tui::content::sheet::glossary;
use crate::tui::model::Model;
use crate::tui::view::view;

fn picture(model: &Model) -> Buffer {
    let mut shown = Buffer::empty(Rect::new(0, 0, model.size.0, model.size.1));
    if !shown.area.is_empty() {
        view(model, &mut shown);
    }
    shown
}

/// The glossary's entries that the screen names.
pub fn entries(model: &Model) -> Vec<usize> {
    let (w, h) = model.size;
    let shown = picture(model);
    let row = |y: u16| (0..w).map(|x| shown[(x, y)].symbol()).collect::<String>();
    // The last line is the keys'.
    glossary::named_in(
        &(0..h.saturating_sub(1)).map(row).collect::<Vec<_>>().join("\n"),
        model.lang,
    )
}

/// The glossary's entry for the word at a place: with what precedes its colons, or alone.
pub fn entry_at(model: &Model, x: u16, y: u16) -> Option<usize> {
    let screen = picture(model);
    let symbol = |x: u16| screen.cell((x, y)).map_or(" ", |cell| cell.symbol());
    let is_part = |x: u16| symbol(x).chars().all(|c| c.is_alphanumeric() || c == '_');
    let is_joined = |x: u16| is_part(x) || symbol(x) == ":";
    let entry_of = |belongs: &dyn Fn(u16) -> bool| {
        let from = (0..=x).rev().take_while(|x| belongs(*x)).last()?;
        let word: String =
            (from..screen.area.width).take_while(|x| belongs(*x)).map(symbol).collect();
        let word = word.trim_matches(':');
        catalogue::glossary().iter().position(|entry| entry.id == word)
    };
    entry_of(&is_joined).or_else(|| entry_of(&is_part))
}
