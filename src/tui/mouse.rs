//! What a click means: a line of a sheet is chosen, a line of a ledger selected, a place on the timeline visited.
//!
//! It must not know the terminal's events.

use super::layout;
use super::message::{Effect, Message};
use super::model::{Model, Screen};
use super::overlay;
use super::panel::timeline_bar;
use super::stage::{Focus, index};
use super::update::{travel, update};
use crate::sim::event::LEDGERS;

/// Takes a click.
pub fn click(model: &mut Model, x: u16, y: u16) -> Option<Effect> {
    if !model.overlays.is_empty() {
        return on_sheet(model, x, y);
    }
    if model.screen == Screen::Stage && !super::present::is_big(model) && model.notes.is_none() {
        on_stage(model, x, y);
    }
    None
}

fn on_sheet(model: &mut Model, x: u16, y: u16) -> Option<Effect> {
    let top = model.overlays.last()?;
    let sheet = overlay::sheet(model, top);
    let place = overlay::place(model.size, &sheet);
    if !place.contains((x, y).into()) {
        return update(model, Message::Escape);
    }
    let line =
        overlay::scroll(&sheet, top, usize::from(place.height.saturating_sub(2))) + usize::from(y.checked_sub(place.y + 1)?);
    let choice = sheet.choices().iter().position(|it| *it == line)?;
    model.overlays.last_mut()?.selected = choice;
    update(model, Message::Enter)
}

fn on_stage(model: &mut Model, x: u16, y: u16) {
    let (lang, theme) = (model.lang, model.theme);
    let Some(stage) = &mut model.stage else { return };
    let Some(areas) = stage.areas(model.size) else { return };
    if areas.bar.contains((x, y).into()) {
        let (from, track) = timeline_bar::track(&[], areas.bar.width);
        let step = timeline_bar::step_at(stage.timeline.len(), x.saturating_sub(areas.bar.x + from).min(track), track);
        travel(model, step);
        return;
    }
    for (at, ledger) in LEDGERS.into_iter().enumerate() {
        let inside = layout::inside(areas.ledgers[at]);
        if inside.contains((x, y).into()) {
            stage.focus = Focus::Ledger(ledger);
            let last = stage.lines(ledger, lang, theme).saturating_sub(1);
            stage.selected[index(ledger)] = (stage.scroll[at] + usize::from(y - inside.y)).min(last);
        }
    }
}
