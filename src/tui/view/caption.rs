//! The last row of a recording: where the run is, what happens there, and the page.
//!
//! A recording has no keyboard, so it must not name keys.

use crate::tui::content::panel::why;
use crate::tui::content::pen::{Pen, cut, line_width, piece, width};
use crate::tui::content::{card, lookup};
use crate::tui::model::Model;
use crate::tui::model::lesson::CardPhase;
use crate::tui::model::theme::Role;

/// Draws the row. Where a card of a lesson is shown, the lesson and the card's page are named: the
/// step before is not what the card is about.
pub fn draw(pen: &mut Pen<'_>, model: &Model) {
    let Some(show) = model.show() else { return };
    let scene = show.stage().scene(model.lang, model.theme);
    let columns = pen.area().width.saturating_sub(2);
    let steps = scene.timeline.len();
    let place = [("step", scene.timeline.at().into()), ("steps", steps.into())];
    let place = format!("{}  ", scene.words().with("caption-place", &place));
    let (what, page) = match show.lesson().filter(|lesson| lesson.phase != CardPhase::Free) {
        Some(lesson) => (lesson.title(model.lang), card::cites(lesson, model.reader())),
        None => (lookup::step(&scene), why::cite(&scene)),
    };
    let mut line = vec![piece(Role::Key, place)];
    let gap = "   ";
    let room = columns.saturating_sub(line_width(&line));
    // The page follows where half of the row is left for what happens.
    let page_fits = line_width(&page) + width(gap) <= room / 2;
    let room = if page_fits { room - line_width(&page) - width(gap) } else { room };
    line.push(piece(Role::Text, cut(&what, room, scene.theme.glyphs.cut).into_owned()));
    if page_fits && !page.is_empty() {
        line.push(piece(Role::Quiet, gap));
        line.extend(page);
    }
    pen.line(1, 0, &line);
}
