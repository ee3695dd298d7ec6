//! What the mouse means: a click chooses a line of a sheet or of the home screen, selects a line of
//! a ledger, visits a place on the timeline or explains a word, and on the
//! projector it sets the pointer; a drag goes along the timeline; the
//! wheel moves in the list under the pointer.
//!
//! It must not know the terminal's events, nor do what a key would do: that is said as the request
//! of the key.

use ratatui::layout::Rect;

use crate::sim::event::LEDGERS;
use crate::tui::content::panel::{call_stack, timeline_bar};
use crate::tui::content::sheet;
use crate::tui::model::bench::BenchPane;
use crate::tui::model::home::Pane;
use crate::tui::model::message::Message;
use crate::tui::model::sheet::{Overlay, SheetKind};
use crate::tui::model::stage::{Focus, index};
use crate::tui::model::walk::StackPlace;
use crate::tui::model::{Model, Screen, layout};
use crate::tui::update::stage::travel;
use crate::tui::update::{stack, talk};
use crate::tui::view::{bench, home, seen};

/// The result of a mouse event.
pub(super) enum Pointed {
    /// The request that a key would make.
    Means(Message),
    /// What was pointed at took it; nothing is left to do.
    Done,
}

/// Translates a mouse event; every other request is passed through.
pub(super) fn take(model: &mut Model, message: Message) -> Pointed {
    let meant = match message {
        Message::Click(x, y) => click(model, x, y),
        Message::Drag(x) => {
            // A drag that began on the timeline visits the places on its way.
            if model.scrubbing {
                visit(model, x);
            }
            None
        }
        Message::Wheel(up, at) => wheel(model, up, at),
        other => Some(other),
    };
    meant.map_or(Pointed::Done, Pointed::Means)
}

fn click(model: &mut Model, x: u16, y: u16) -> Option<Message> {
    model.scrubbing = false;
    if !model.overlays.is_empty() {
        return on_sheet(model, x, y);
    }
    match &model.screen {
        Screen::Notes(_) => None,
        Screen::Talk(talk) if talk.big => {
            talk::point(model, (x, y));
            None
        }
        Screen::Home(_) => on_home(model, x, y),
        Screen::Bench(_) => on_bench(model, x, y),
        Screen::Stage(_) | Screen::Talk(_) => {
            on_stage(model, x, y);
            None
        }
    }
}

/// The wheel turns over a place: the list there gets the focus first; over the call stack it walks,
/// over the code it scrolls. On the projector it moves the pointer, if there is one.
fn wheel(model: &mut Model, up: bool, (x, y): (u16, u16)) -> Option<Message> {
    let turned = |above: Message, below: Message| if up { above } else { below };
    let list = turned(Message::Up, Message::Down);
    if !model.overlays.is_empty() {
        return Some(list);
    }
    if let Some(talk) = model.talk().filter(|talk| talk.big) {
        if talk.pointer().is_some() {
            talk::turn_pointer(model, if up { -1 } else { 1 });
        }
        return None;
    }
    if let Some(areas) = model.stage().and_then(|stage| stage.areas(model.size)) {
        if layout::inside(areas.stack).contains((x, y).into()) {
            return Some(turned(Message::Caller, Message::Callee));
        }
        if layout::inside(areas.body).contains((x, y).into()) {
            return Some(turned(Message::CodeUp, Message::CodeDown));
        }
    }
    if model.shown_bench().is_some() {
        if let (Some((pane, _)), Some(bench)) = (bench::hit(model, x, y), &mut model.bench) {
            bench.pane = pane;
            return Some(list);
        }
        return Some(turned(Message::PageUp, Message::PageDown));
    }
    if model.is_at_home() {
        if let Some((pane, _)) = home::hit(model, x, y) {
            model.home.pane = pane;
        }
    } else {
        point_at(model, x, y);
    }
    Some(list)
}

/// The first click on a line chooses it, the next one opens it or takes the next value.
fn on_home(model: &mut Model, x: u16, y: u16) -> Option<Message> {
    let (pane, line) = home::hit(model, x, y)?;
    let again = model.home.pane == pane && line == Some(model.home.selected());
    model.home.pane = pane;
    let at = model.home.position();
    model.home.selected[at] = line.unwrap_or(model.home.selected[at]);
    again.then_some(match pane {
        Pane::Paths => Message::Right,
        Pane::Lessons | Pane::Symptoms => Message::Enter,
    })
}

/// The first click on a statement selects it; the next one puts it, or goes on to the pool.
fn on_bench(model: &mut Model, x: u16, y: u16) -> Option<Message> {
    let (pane, at) = bench::hit(model, x, y)?;
    let bench = model.bench.as_deref_mut()?;
    let selected = match pane {
        BenchPane::Pool => std::mem::replace(&mut bench.in_pool, at),
        BenchPane::Methods => {
            let before = bench.row;
            bench.go_to_row(at);
            before
        }
    };
    let again = bench.pane == pane && selected == at;
    bench.pane = pane;
    again.then_some(Message::Enter)
}

fn on_sheet(model: &mut Model, x: u16, y: u16) -> Option<Message> {
    let top = model.overlays.last()?;
    let sheet = sheet::sheet(model, top);
    let place = sheet::place(model.size, &sheet);
    if !place.contains((x, y).into()) {
        return Some(Message::Escape);
    }
    let row = usize::from(y.checked_sub(place.y + 1)?);
    let shown = sheet::shown(&sheet, top, usize::from(place.height.saturating_sub(2)));
    let line = shown.get(row).copied();
    let Some(choice) = sheet.choices().iter().position(|it| Some(*it) == line) else {
        explain(model, x, y);
        return None;
    };
    model.overlays.last_mut()?.selected = choice;
    Some(Message::Enter)
}

fn on_stage(model: &mut Model, x: u16, y: u16) {
    let Some(areas) = model.stage().and_then(|stage| stage.areas(model.size)) else { return };
    if areas.bar.contains((x, y).into()) {
        model.scrubbing = true;
        visit(model, x);
    } else if let Some(place) = frame_at(model, areas.stack, (x, y)) {
        stack::go(model, place);
    } else if !point_at(model, x, y) {
        explain(model, x, y);
    }
}

/// The call that the stack shows in a row.
fn frame_at(model: &Model, stack: Rect, at: (u16, u16)) -> Option<StackPlace> {
    let inside = layout::inside(stack);
    let scene = model.stage()?.scene(model.lang, model.theme);
    let rows = call_stack::places(&scene, usize::from(inside.height));
    inside.contains(at.into()).then(|| rows.get(usize::from(at.1 - inside.y)).copied())??
}

/// Jumps to the step in a column of the timeline.
fn visit(model: &mut Model, x: u16) {
    if let Some(step) =
        model.stage().and_then(|stage| timeline_bar::step_under(stage, model.size, x))
    {
        travel(model, step);
    }
}

/// Selects the line of a ledger; says whether one is there.
fn point_at(model: &mut Model, x: u16, y: u16) -> bool {
    let size = model.size;
    let Some(stage) = model.stage_mut() else { return false };
    let Some(areas) = stage.areas(size) else { return false };
    for (at, ledger) in LEDGERS.into_iter().enumerate() {
        let inside = layout::inside(areas.ledgers[at]);
        if inside.contains((x, y).into()) {
            stage.focus = Focus::Ledger(ledger);
            let last = stage.lines().count(ledger).saturating_sub(1);
            stage.selected[index(ledger)] =
                (stage.scroll[at] + usize::from(y - inside.y)).min(last);
            return true;
        }
    }
    false
}

/// Opens the glossary at the word that is shown there, if it has an entry.
fn explain(model: &mut Model, x: u16, y: u16) {
    if let Some(entry) = seen::entry_at(model, x, y) {
        model.overlays.push(Overlay::new(SheetKind::Entry(entry)));
    }
}
