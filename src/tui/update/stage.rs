//! Wishes on the stage: moving in the run, and how it is looked at.
//!
//! It must not know a lesson.

use crate::tui::model::layout::Arrangement::{Code, Ledgers};
use crate::tui::model::message::Message;
use crate::tui::model::sheet::{Overlay, SheetKind};
use crate::tui::model::stage::{Focus, Stage, index};
use crate::tui::model::{Model, Screen};
use crate::tui::update::{auto, healthy, lesson, moved, search, stack, what_if};

/// Applies a request on the stage.
pub(super) fn take(model: &mut Model, message: Message) {
    let reduced = model.reduced_motion;
    let Some(it) = model.stage_mut() else { return };
    // Any key completes the animation; a key that leads on leads on from there.
    it.motion = None;
    let at = it.timeline.at();
    match message {
        Message::Beat => forward(it, it.timeline.next_beat(), reduced),
        Message::Statement => {
            forward(it, Some(at + 1).filter(|to| *to <= it.timeline.len()), reduced);
        }
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
            if !it.focus_or_follow(ledger) {
                model.notice = Some(model.text("notice-no-more-changes"));
            }
        }
        Message::Caller | Message::Callee => stack::walk(model, message == Message::Caller),
        Message::CodeUp => it.code_scroll -= stack::SCROLL,
        Message::CodeDown => it.code_scroll += stack::SCROLL,
        Message::Up | Message::Down | Message::PageUp | Message::PageDown => select(it, message),
        other => look(model, other),
    }
    if !matches!(message, Message::Play | Message::Faster | Message::Slower | Message::Loop)
        && let Some(stage) = model.stage_mut()
    {
        stage.autoplay = None;
    }
}

fn forward(stage: &mut Stage, to: Option<usize>, reduced: bool) {
    let Some(to) = to else { return };
    stage.go(to);
    if !reduced {
        stage.animate();
    }
}

fn select(stage: &mut Stage, message: Message) {
    let Focus::Ledger(ledger) = stage.focus else { return };
    let last = stage.lines().count(ledger).saturating_sub(1);
    let line = &mut stage.selected[index(ledger)];
    *line = moved(*line, message, last);
}

/// What changes how the stage looks, but not the place in the run.
fn look(model: &mut Model, message: Message) {
    let Some(it) = model.stage_mut() else { return };
    match message {
        Message::Swap => it.arrangement = if it.arrangement == Ledgers { Code } else { Ledgers },
        Message::Enlarge => it.enlarged = !it.enlarged,
        Message::Play if it.autoplay.is_some() => it.autoplay = None,
        Message::Play => play(model),
        Message::Faster | Message::Slower => {
            it.change_pace(if message == Message::Faster { 1 } else { -1 });
            it.autoplay = it.autoplay.map(|left| left.min(it.pace()));
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
        Message::Escape if it.walked.is_some() => stack::back(it),
        Message::Escape if it.enlarged => it.enlarged = false,
        Message::Escape if it.focus != Focus::Run => it.focus = Focus::Run,
        Message::Escape | Message::Home => go_home(model),
        Message::Why => {
            let step = it.timeline.at();
            let kind = it.selected_item().map_or(SheetKind::Step(step), SheetKind::Item);
            model.overlays.push(Overlay::new(kind));
        }
        Message::WhatIf => {
            model.draft = None;
            model.overlays.push(Overlay::new(SheetKind::WhatIf));
        }
        Message::Compare if it.ghost.is_none() => healthy::beside(model),
        Message::Exchange if it.ghost.is_none() => {
            model.notice = Some(model.text("compare-nothing"));
        }
        Message::Compare => model.overlays.push(Overlay::new(SheetKind::Compare)),
        Message::Exchange => what_if::swap(model),
        Message::Rules => model.overlays.push(Overlay::new(SheetKind::Rules)),
        Message::NextViolation | Message::PreviousViolation => {
            next_violation(model, message == Message::NextViolation);
        }
        Message::NextHit | Message::PreviousHit => {
            search::next_hit(model, message == Message::NextHit);
        }
        Message::Goto => model.overlays.push(Overlay::new(SheetKind::Goto)),
        _ => {}
    }
}

/// To the next place where a rule is broken, or the one before. What is still to come may be the
/// answer to a question.
fn next_violation(model: &mut Model, forward: bool) {
    let Some(stage) = model.stage() else { return };
    let (at, hidden) = (stage.timeline.at(), stage.asks || stage.secret);
    let mut steps = stage.timeline.violations().iter().map(|found| found.step);
    let to = match forward {
        true => steps.find(|step| *step > at).filter(|_| !hidden),
        false => steps.take_while(|step| *step < at).last(),
    };
    match to {
        Some(step) => travel(model, step),
        None if hidden && forward => model.notice = Some(model.text("rules-after-answer")),
        None => model.notice = Some(model.text("notice-no-more-violations")),
    }
}

/// Begins to play by itself, from the start if the run is at its end.
fn play(model: &mut Model) {
    let at_end = model.stage().is_some_and(|stage| stage.timeline.next_beat().is_none());
    if model.auto.is_none() && at_end {
        travel(model, 0);
    }
    let left = auto::stand(model);
    if let Some(stage) = model.stage_mut() {
        stage.autoplay = Some(left);
    }
}

/// Goes to a step, in a lesson by its rules.
pub(super) fn travel(model: &mut Model, step: usize) {
    if model.in_lesson() {
        lesson::travel(model, step);
    } else if let Some(stage) = model.stage_mut() {
        stage.jump(step);
    }
}

/// To the home screen; what is on the stage waits behind it. The screens of a talk have none.
pub(super) fn go_home(model: &mut Model) {
    // The list stands at the lesson that waits behind it, however that was opened.
    let review = model.any_lesson().and_then(|lesson| lesson.review.as_ref());
    let is_over = review.is_some_and(|review| review.is_over);
    let id = model.any_lesson().map(|lesson| lesson.course.lesson().id());
    if let Some(at) = id.and_then(|id| model.lessons.iter().position(|entry| entry.id == id)) {
        model.home.selected[0] = at;
    }
    model.screen = match std::mem::replace(&mut model.screen, Screen::Home(None)) {
        // To a review that is over there is no way back.
        Screen::Stage(show) => Screen::Home((!is_over).then_some(show)),
        other => other,
    };
}
