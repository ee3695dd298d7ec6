//! Walking the call stack: which call's code and variables show.
//!
//! It must not know how they are drawn.

use crate::tui::model::Model;
use crate::tui::model::stage::{Focus, Stage};
use crate::tui::model::walk::StackPlace;

/// Lines that the code moves at a time.
pub(super) const SCROLL: isize = 5;

/// One call out, or one back towards the running one.
pub(super) fn walk(model: &mut Model, out: bool) {
    let Some(stage) = model.stage() else { return };
    let (all, at) = places(stage);
    let next = match (at, out) {
        (Some(at), true) => Some(at + 1),
        (None, true) => Some(0),
        (at, false) => at.and_then(|at| at.checked_sub(1)),
    };
    match next.and_then(|next| all.get(next)) {
        Some(place) => go(model, *place),
        None => {
            let id = if out { "notice-no-caller" } else { "notice-no-callee" };
            model.notice = Some(model.text(id));
        }
    }
}

/// To a call, by its place; the running one is walked to by walking back.
pub(super) fn go(model: &mut Model, place: StackPlace) {
    let Some(stage) = model.stage_mut() else { return };
    let running = StackPlace::innermost(stage.state(), stage.running.thread);
    stage.walked = Some(place).filter(|place| Some(*place) != running);
    stage.code_scroll = 0;
    if stage.enlarged {
        // What takes the whole window is the code then.
        stage.focus = Focus::Run;
    }
}

/// To the call of a number, counted from 1 along the walk; false if there is none.
pub fn go_to(model: &mut Model, number: usize) -> bool {
    let place = model.stage().and_then(|stage| {
        let (all, _) = places(stage);
        all.get(number.checked_sub(1)?).copied()
    });
    place.map(|place| go(model, place)).is_some()
}

/// Back to the running call.
pub(super) fn back(stage: &mut Stage) {
    (stage.walked, stage.code_scroll) = (None, 0);
}

/// All calls, and the one that shows.
fn places(stage: &Stage) -> (Vec<StackPlace>, Option<usize>) {
    let (state, running) = (stage.state(), stage.running.thread);
    let shown = stage.walked.or_else(|| StackPlace::innermost(state, running));
    let all = StackPlace::all(state, running);
    let at = shown.and_then(|shown| all.iter().position(|place| *place == shown));
    (all, at)
}
