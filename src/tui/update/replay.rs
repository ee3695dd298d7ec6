//! When a jump is played: forward over several beats of the run on the stage, where motion is
//! wanted.
//!
//! It must not know how it is drawn.

use crate::tui::model::Model;
use crate::tui::model::message::Message;
use crate::tui::model::replay::Replay;
use crate::tui::model::sheet::SheetKind;

/// A run and the place in it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct RunPlace {
    run: usize,
    at: usize,
}

/// The place of the stage, if it is visible and a jump from here is to be played. Who names a
/// place wants to be there: a number, a hit of a search, a point of the timeline.
pub(super) fn place(model: &Model, message: Message) -> Option<RunPlace> {
    let names_it = matches!(
        message,
        Message::Click(..)
            | Message::Drag(_)
            | Message::NextHit
            | Message::PreviousHit
            | Message::Undo
            | Message::Redo
    );
    let top = model.overlays.last().map(|overlay| &overlay.kind);
    if names_it || matches!(top, Some(SheetKind::Goto | SheetKind::Search)) {
        return None;
    }
    here(model)
}

fn here(model: &Model) -> Option<RunPlace> {
    let stage = model.shown_stage()?;
    let run = std::ptr::from_ref(stage.timeline.machine()) as usize;
    Some(RunPlace { run, at: stage.timeline.at() })
}

/// Plays what was passed since, if it is one jump forward in one run.
pub(super) fn begin(model: &mut Model, before: Option<RunPlace>) {
    let Some((before, now)) = before.zip(here(model)) else { return };
    if before.run == now.run {
        from(model, before.at);
    }
}

/// Plays the beats from a place to the current place of the stage.
pub(super) fn from(model: &mut Model, place: usize) {
    if model.reduced_motion || model.auto.is_some() || !model.overlays.is_empty() {
        return;
    }
    if let Some(stage) = model.stage_mut().filter(|stage| stage.autoplay.is_none()) {
        stage.replay = Replay::of(&stage.timeline, place).map(Box::new);
        if stage.replay.is_some() {
            stage.motion = None;
        }
    }
}
