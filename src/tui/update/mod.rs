//! How a wish changes the model. The only place where it changes.

pub mod auto;
mod home;
pub mod lesson;
pub mod mouse;
pub mod notes;
pub mod open;
pub mod reload;
mod sheet;
pub mod talk;
pub mod what_if;

use std::time::Duration;

use crate::sim::event::Ledger;
use crate::tui::content::sheet::{Kind, Overlay};
use crate::tui::model::layout;
use crate::tui::model::message::{Effect, Exit, Message};
use crate::tui::model::stage::{Focus, MOTION, Play, Stage, index};
use crate::tui::model::{Context, Model, Screen};

/// Takes a wish.
pub fn update(model: &mut Model, message: Message) -> Option<Effect> {
    match message {
        Message::Elapsed(passed) => return elapsed(model, passed),
        Message::Resize(w, h) => {
            model.size = (w, h);
            model.settle();
            return None;
        }
        _ => {}
    }
    if layout::is_tiny(model.size) && !matches!(message, Message::Quit | Message::Interrupt | Message::Suspend) {
        // Nobody sees what a key would do.
        return None;
    }
    if crate::tui::update::auto::takes_over(message) {
        crate::tui::update::auto::hand_over(model);
    }
    model.notice = None;
    if let Some(effect) = crate::tui::update::talk::take(model, message) {
        crate::tui::update::talk::follow(model);
        return effect;
    }
    let effect = match message {
        message if model.notes.is_some() && model.overlays.is_empty() && crate::tui::update::notes::takes(message) => {
            return crate::tui::update::notes::take(model, message);
        }
        Message::Quit => Some(Effect::Quit(Exit::Done)),
        Message::Interrupt => Some(Effect::Quit(Exit::Interrupted)),
        Message::Suspend => Some(Effect::Suspend),
        Message::Mouse => {
            model.mouse = !model.mouse;
            model.notice = Some(model.text(if model.mouse { "notice-mouse-on" } else { "notice-mouse-off" }));
            Some(Effect::Mouse(model.mouse))
        }
        Message::Help => push(model, Kind::Help),
        Message::Language => {
            model.lang = model.lang.other();
            None
        }
        Message::Look => {
            model.theme.look = model.theme.look.next();
            model.notice = Some(model.words().with("notice-look", &[("name", model.theme.look.name().into())]));
            None
        }
        Message::Click(x, y) => crate::tui::update::mouse::click(model, x, y),
        Message::Drag(x) => {
            crate::tui::update::mouse::drag(model, x);
            None
        }
        Message::Wheel(up, at) => crate::tui::update::mouse::wheel(model, at, if up { Message::Up } else { Message::Down }),
        message if open::opens(message) => open::open(model, message),
        other => match model.context() {
            Context::Sheet | Context::Typing => sheet::sheet(model, other),
            Context::Home => home::home(model, other),
            Context::Notes => None,
            _ => match crate::tui::update::lesson::take(model, other) {
                Some(effect) => effect,
                None => {
                    stage(model, other);
                    None
                }
            },
        },
    };
    crate::tui::update::lesson::follow(model);
    crate::tui::update::talk::follow(model);
    if model.screen == Screen::Home {
        model.home.look();
    }
    model.settle();
    effect
}

fn push(model: &mut Model, kind: Kind) -> Option<Effect> {
    model.overlays.push(Overlay::new(kind));
    None
}

/// Lets time pass, beat by beat: what comes of it does not depend on the pieces in which it is told.
fn elapsed(model: &mut Model, passed: Duration) -> Option<Effect> {
    let mut rest = passed;
    loop {
        let shown = model.screen == Screen::Stage && model.overlays.is_empty();
        let stage = model.stage.as_mut().filter(|_| shown)?;
        let now = stage.play.map_or(rest, |play| play.left.min(rest));
        rest -= now;
        if let Some(motion) = stage.motion {
            let motion = motion.saturating_add(now);
            stage.motion = (motion < MOTION).then_some(motion);
        }
        let mut effect = None;
        if let Some(play) = &mut stage.play {
            play.left -= now;
            if play.left.is_zero() {
                effect = play_on(model);
            }
        }
        if effect.is_some() || rest.is_zero() {
            return effect;
        }
    }
}

/// The next beat of a run that plays by itself.
fn play_on(model: &mut Model) -> Option<Effect> {
    if model.auto.is_some() {
        let effect = crate::tui::update::auto::step(model);
        model.settle();
        return effect;
    }
    let reduced = model.reduced_motion;
    let goes_on = !model.in_lesson() || crate::tui::update::lesson::play_on(model);
    let in_lesson = model.in_lesson();
    let stage = model.stage.as_mut()?;
    match stage.timeline.next_beat() {
        _ if in_lesson => stage.play = goes_on.then(|| Play { left: stage.pace() }),
        Some(beat) => {
            stage.go(beat);
            if !reduced {
                stage.animate();
            }
            stage.play = Some(Play { left: stage.pace() });
        }
        None if stage.looping => {
            stage.go(0);
            stage.play = Some(Play { left: stage.pace() });
        }
        None => stage.play = None,
    }
    model.settle();
    None
}

fn stage(model: &mut Model, message: Message) {
    let (lang, theme, reduced) = (model.lang, model.theme, model.reduced_motion);
    let Some(it) = &mut model.stage else { return };
    // Any key completes the animation; a key that leads on leads on from there.
    it.motion = None;
    let at = it.timeline.at();
    match message {
        Message::Beat => forward(it, it.timeline.next_beat(), reduced),
        Message::Statement => forward(it, Some(at + 1).filter(|to| *to <= it.timeline.len()), reduced),
        Message::Back => it.go(it.timeline.previous_beat().unwrap_or(0)),
        Message::StatementBack => it.go(at.saturating_sub(1)),
        Message::Over => it.jump(it.timeline.over()),
        Message::Out => it.jump(it.timeline.out()),
        Message::First => it.jump(0),
        Message::Last => it.jump(it.timeline.len()),
        Message::Undo => {
            if let Some(to) = it.undo.pop() {
                it.redo.push(at);
                it.go(to);
            }
        }
        Message::Redo => {
            if let Some(to) = it.redo.pop() {
                it.undo.push(at);
                it.go(to);
            }
        }
        Message::Ledger(ledger) => {
            if !it.focus_or_follow(ledger, lang, theme) {
                model.notice = Some(model.text("notice-no-more-changes"));
            }
        }
        Message::Up | Message::Down | Message::PageUp | Message::PageDown => select(model, message),
        other => stage_view(model, other),
    }
    if !matches!(message, Message::Play | Message::Faster | Message::Slower | Message::Loop)
        && let Some(stage) = &mut model.stage
    {
        stage.play = None;
    }
}

fn forward(stage: &mut Stage, to: Option<usize>, reduced: bool) {
    let Some(to) = to else { return };
    stage.go(to);
    if !reduced {
        stage.animate();
    }
}

/// What changes how the stage looks, but not the place in the run.
fn stage_view(model: &mut Model, message: Message) {
    let Some(it) = &mut model.stage else { return };
    match message {
        Message::Swap => {
            use crate::tui::model::layout::Arrangement::{Code, Ledgers};
            it.arrangement = if it.arrangement == Ledgers { Code } else { Ledgers };
        }
        Message::Enlarge => it.enlarged = !it.enlarged,
        Message::Play if it.play.is_some() => it.play = None,
        Message::Play => {
            if model.auto.is_none() && it.timeline.next_beat().is_none() {
                it.jump(0);
            }
            let left = crate::tui::update::auto::stand(model);
            if let Some(it) = &mut model.stage {
                it.play = Some(Play { left });
            }
        }
        Message::Faster | Message::Slower => {
            it.change_pace(if message == Message::Faster { 1 } else { -1 });
            it.play = it.play.map(|play| Play { left: play.left.min(it.pace()) });
            let arguments = [("pace", (it.pace + 1).into()), ("most", Stage::paces().into())];
            model.notice = Some(model.words().with("notice-pace", &arguments));
        }
        Message::Loop => {
            it.looping = !it.looping;
            let id = if it.looping { "notice-loop-on" } else { "notice-loop-off" };
            model.notice = Some(model.text(id));
        }
        Message::Escape if it.search.as_ref().is_some_and(|search| !search.hits.is_empty()) => {
            it.search = None;
            model.notice = Some(model.text("notice-search-over"));
        }
        Message::Escape if it.enlarged => it.enlarged = false,
        Message::Escape if it.focus != Focus::Run => it.focus = Focus::Run,
        Message::Escape | Message::Home => model.screen = Screen::Home,
        Message::Why => why(model),
        Message::WhatIf => {
            model.draft = None;
            model.overlays.push(Overlay::new(Kind::WhatIf));
        }
        Message::Compare | Message::Exchange if it.ghost.is_none() => model.notice = Some(model.text("compare-nothing")),
        Message::Compare => model.overlays.push(Overlay::new(Kind::Compare)),
        Message::Exchange => crate::tui::update::what_if::swap(model),
        Message::Rules => model.overlays.push(Overlay::new(Kind::Rules)),
        Message::NextHit | Message::PreviousHit => open::next_hit(model, message == Message::NextHit),
        Message::Goto => model.overlays.push(Overlay::new(Kind::Goto)),
        _ => {}
    }
}

/// Why is it so: the selected item's life, or what led to the last step.
fn why(model: &mut Model) {
    let (lang, theme) = (model.lang, model.theme);
    let Some(stage) = &model.stage else { return };
    let kind = match stage.selected_item(lang, theme) {
        Some(item) => Kind::Item(item),
        None => Kind::Step(stage.timeline.at()),
    };
    model.overlays.push(Overlay::new(kind));
}

fn select(model: &mut Model, message: Message) {
    let Some(ledger) = model.focused_ledger() else { return };
    let (lang, theme) = (model.lang, model.theme);
    let Some(stage) = &mut model.stage else { return };
    let last = stage.lines(ledger, lang, theme).saturating_sub(1);
    let line = &mut stage.selected[index(ledger)];
    *line = moved(*line, message, last);
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

/// Goes to a step, in a lesson by its rules.
pub(in crate::tui) fn travel(model: &mut Model, step: usize) {
    if model.in_lesson() {
        crate::tui::update::lesson::travel(model, step);
    } else if let Some(stage) = &mut model.stage {
        stage.jump(step);
    }
}

/// Focuses the ledger of the last change, for callers that set a scene.
pub fn focus(model: &mut Model, ledger: Option<Ledger>) {
    if let Some(stage) = &mut model.stage {
        stage.focus = ledger.map_or(Focus::Run, Focus::Ledger);
    }
    model.settle();
}
