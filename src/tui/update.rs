//! Applies a request to the model. This module is the only place where the model changes, through
//! [`update`], which applies each request once.

pub(crate) mod auto;
pub mod bench;
mod healthy;
pub mod home;
pub mod lesson;
mod mouse;
pub mod notes;
mod open;
mod open_runs;
pub(crate) mod outside;
pub mod reload;
mod replay;
pub mod review;
pub mod run;
mod search;
pub(crate) mod settle;
mod sheet;
pub(crate) mod stack;
mod stage;
pub mod talk;
mod time;
mod what_if;

use crate::tui::model::message::{BenchMessage, Effect, Exit, Message};
use crate::tui::model::sheet::{Overlay, SheetKind};
use crate::tui::model::{Context, Model, layout};
use crate::tui::update::mouse::Pointed;
use crate::tui::update::settle::settle;
use crate::tui::update::talk::Taken;

/// Applies a message to the model; returns what the surroundings must do.
pub fn update(model: &mut Model, message: Message) -> Option<Effect> {
    match message {
        Message::Elapsed(passed) => {
            if let Some(talk) = model.talk_mut() {
                talk.pass(passed);
            }
            return time::elapsed(model, passed);
        }
        Message::Resize(w, h) => {
            model.size = (w, h);
            if let Some(talk) = model.talk_mut() {
                talk.pointer = None;
            }
            settle(model);
            return None;
        }
        _ => {}
    }
    // Whatever comes, what was still on its way has arrived.
    if let Some(stage) = model.stage_mut() {
        stage.replay = None;
    }
    if message == Message::Arrive {
        time::arrive(model);
        return None;
    }
    let before = replay::place(model, message);
    let effect = change(model, message);
    replay::begin(model, before);
    effect
}

/// The same for what is neither time nor size.
fn change(model: &mut Model, message: Message) -> Option<Effect> {
    if layout::is_tiny(model.size)
        && !matches!(message, Message::Quit | Message::Interrupt | Message::Suspend)
    {
        // The effect of a key would not be visible.
        return None;
    }
    if auto::takes_over(message) {
        auto::hand_over(model);
    }
    model.notice = None;
    let message = match talk::take(model, message) {
        Taken::No => message,
        Taken::As(other) => other,
        Taken::Done(effect) => {
            talk::follow(model);
            return effect;
        }
    };
    // What is pointed at says what is meant.
    let effect = match mouse::take(model, message) {
        Pointed::Means(meant) => {
            if auto::takes_over(meant) {
                auto::hand_over(model);
            }
            take(model, meant)
        }
        Pointed::Done => None,
    };
    talk::follow(model);
    if model.is_at_home() {
        home::look(model);
        review::look(model);
    }
    settle(model);
    effect
}

/// Applies a request: those that mean the same everywhere, else in the overlay, on the home screen,
/// in the lesson, or on the stage.
fn take(model: &mut Model, message: Message) -> Option<Effect> {
    match message {
        Message::Quit => return Some(Effect::Quit(Exit::Done)),
        Message::Interrupt => return Some(Effect::Quit(Exit::Interrupted)),
        Message::Suspend => return Some(Effect::Suspend),
        Message::Mouse => {
            model.mouse = !model.mouse;
            model.notice =
                Some(model.text(if model.mouse { "notice-mouse-on" } else { "notice-mouse-off" }));
            return Some(Effect::Mouse(model.mouse));
        }
        Message::Help if model.overlays.last().is_some_and(|it| it.kind == SheetKind::Help) => {
            model.overlays.pop();
        }
        Message::Bench(BenchMessage::Open) => bench::go(model),
        Message::Help => model.overlays.push(Overlay::new(SheetKind::Help)),
        Message::Language => model.lang = model.lang.other(),
        Message::Look => {
            model.theme.look = model.theme.look.next();
            model.notice = Some(
                model.words().with("notice-look", &[("name", model.theme.look.name().into())]),
            );
        }
        other => {
            return match model.context() {
                Context::Notes => notes::take(model, other)
                    .or_else(|| open::take(model, other).unwrap_or_default()),
                context => {
                    open::take(model, other).unwrap_or_else(|| take_here(model, context, other))
                }
            };
        }
    }
    None
}

fn take_here(model: &mut Model, context: Context, message: Message) -> Option<Effect> {
    match context {
        Context::Sheet | Context::Typing => sheet::take(model, message),
        Context::Home => home::take(model, message),
        Context::Bench => bench::take(model, message),
        Context::Notes => None,
        _ => lesson::take(model, message).unwrap_or_else(|| {
            stage::take(model, message);
            None
        }),
    }
}

/// A selection, moved.
fn moved(at: usize, message: Message, last: usize) -> usize {
    match message {
        Message::Up => at.min(last).saturating_sub(1),
        Message::Down => at.saturating_add(1).min(last),
        Message::PageUp => at.min(last).saturating_sub(10),
        Message::PageDown => at.saturating_add(10).min(last),
        Message::First => 0,
        Message::Last => last,
        _ => at,
    }
}
