//! What the mouse means: a click chooses a line of a sheet or of the home screen, selects a line of a ledger, visits a place on the
//! timeline or explains a word; a drag goes along the timeline; the wheel moves in the list under the pointer.
//!
//! It must not know the terminal's events.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::scenario::catalogue;
use crate::sim::event::LEDGERS;
use crate::tui::content::panel::timeline_bar;
use crate::tui::content::sheet;
use crate::tui::content::sheet::{Kind, Overlay};
use crate::tui::model::home::Pane;
use crate::tui::model::layout;
use crate::tui::model::message::{Effect, Message};
use crate::tui::model::stage::{Focus, index};
use crate::tui::model::{Model, Screen};
use crate::tui::update::{travel, update};
use crate::tui::view::home;
use crate::tui::view::view;

/// Takes a click.
pub fn click(model: &mut Model, x: u16, y: u16) -> Option<Effect> {
    model.scrubbing = false;
    if !model.overlays.is_empty() {
        return on_sheet(model, x, y);
    }
    if crate::tui::update::talk::is_big(model) || model.notes.is_some() {
        return None;
    }
    match model.screen {
        Screen::Home => on_home(model, x, y),
        Screen::Stage => {
            on_stage(model, x, y);
            None
        }
    }
}

/// The pointer moves with the button down: a drag that began on the timeline visits the places on its way.
pub fn drag(model: &mut Model, x: u16) {
    if model.scrubbing {
        visit(model, x);
    }
}

/// The wheel turns over a place: the ledger there gets the focus first.
pub fn wheel(model: &mut Model, (x, y): (u16, u16), message: Message) -> Option<Effect> {
    if model.overlays.is_empty() && model.screen == Screen::Stage {
        point_at(model, x, y);
    }
    if model.overlays.is_empty()
        && model.screen == Screen::Home
        && let Some((pane, _)) = home::hit(model, x, y)
    {
        model.home.pane = pane;
    }
    update(model, message)
}

/// The first click on a line chooses it, the next one opens it or takes the next value.
fn on_home(model: &mut Model, x: u16, y: u16) -> Option<Effect> {
    let (pane, line) = home::hit(model, x, y)?;
    let again = model.home.pane == pane && line == Some(model.home.selected());
    model.home.pane = pane;
    let at = model.home.position();
    model.home.selected[at] = line.unwrap_or(model.home.selected[at]);
    match pane {
        _ if !again => None,
        Pane::Paths => update(model, Message::Right),
        Pane::Lessons | Pane::Symptoms => update(model, Message::Enter),
    }
}

fn on_sheet(model: &mut Model, x: u16, y: u16) -> Option<Effect> {
    let top = model.overlays.last()?;
    let sheet = sheet::sheet(model, top);
    let place = sheet::place(model.size, &sheet);
    if !place.contains((x, y).into()) {
        return update(model, Message::Escape);
    }
    let line = sheet::scroll(&sheet, top, usize::from(place.height.saturating_sub(2))) + usize::from(y.checked_sub(place.y + 1)?);
    let Some(choice) = sheet.choices().iter().position(|it| *it == line) else {
        explain(model, x, y);
        return None;
    };
    model.overlays.last_mut()?.selected = choice;
    update(model, Message::Enter)
}

fn on_stage(model: &mut Model, x: u16, y: u16) {
    let Some(areas) = model.stage.as_ref().and_then(|stage| stage.areas(model.size)) else { return };
    if areas.bar.contains((x, y).into()) {
        model.scrubbing = true;
        visit(model, x);
    } else if !point_at(model, x, y) {
        explain(model, x, y);
    }
}

/// Goes to the step of the timeline that stands in a column.
fn visit(model: &mut Model, x: u16) {
    let Some(stage) = &mut model.stage else { return };
    let Some(bar) = stage.areas(model.size).map(|areas| areas.bar) else { return };
    let (from, track) = timeline_bar::track(&[], bar.width);
    let step = timeline_bar::step_at(stage.timeline.len(), x.saturating_sub(bar.x + from).min(track), track);
    travel(model, step);
}

/// Selects the line of a ledger; says whether one is there.
fn point_at(model: &mut Model, x: u16, y: u16) -> bool {
    let (lang, theme) = (model.lang, model.theme);
    let Some(stage) = &mut model.stage else { return false };
    let Some(areas) = stage.areas(model.size) else { return false };
    for (at, ledger) in LEDGERS.into_iter().enumerate() {
        let inside = layout::inside(areas.ledgers[at]);
        if inside.contains((x, y).into()) {
            stage.focus = Focus::Ledger(ledger);
            let last = stage.lines(ledger, lang, theme).saturating_sub(1);
            stage.selected[index(ledger)] = (stage.scroll[at] + usize::from(y - inside.y)).min(last);
            return true;
        }
    }
    false
}

/// Opens the glossary at the word that is shown there, if it has an entry.
fn explain(model: &mut Model, x: u16, y: u16) {
    let mut shown = Buffer::empty(Rect::new(0, 0, model.size.0, model.size.1));
    view(model, &mut shown);
    if let Some(entry) = word_at(&shown, x, y) {
        model.overlays.push(Overlay::new(Kind::Entry(entry)));
    }
}

/// The glossary's entry for the word of a screen at a place: with what stands before its colons, or alone.
fn word_at(screen: &Buffer, x: u16, y: u16) -> Option<usize> {
    let symbol = |x: u16| screen.cell((x, y)).map_or(" ", |cell| cell.symbol());
    let is_part = |x: u16| symbol(x).chars().all(|c| c.is_alphanumeric() || c == '_');
    let is_joined = |x: u16| is_part(x) || symbol(x) == ":";
    let entry_of = |belongs: &dyn Fn(u16) -> bool| {
        let from = (0..=x).rev().take_while(|x| belongs(*x)).last()?;
        let word: String = (from..screen.area.width).take_while(|x| belongs(*x)).map(symbol).collect();
        let word = word.trim_matches(':');
        catalogue::glossary().iter().position(|entry| entry.id == word)
    };
    entry_of(&is_joined).or_else(|| entry_of(&is_part))
}
