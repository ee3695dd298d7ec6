//! Lets time pass: animations, and runs that play by themselves.
//!
//! It must not know a clock: the elapsed time is passed in.

use std::time::Duration;

use crate::tui::model::Model;
use crate::tui::model::message::Effect;
use crate::tui::model::reader::Reader;
use crate::tui::model::show::Show;
use crate::tui::model::stage::{MOTION, Stage};
use crate::tui::update::auto;
use crate::tui::update::settle::settle;

/// Lets time pass, beat by beat: the result does not depend on how elapsed time is split.
pub(super) fn elapsed(model: &mut Model, passed: Duration) -> Option<Effect> {
    let mut rest = passed;
    loop {
        let shown = model.shown_stage().is_some() && model.overlays.is_empty();
        let stage = model.stage_mut().filter(|_| shown)?;
        if let Some(replay) = &mut stage.replay {
            if !replay.pass(rest) {
                stage.replay = None;
            }
            settle(model);
            return None;
        }
        let now = stage.autoplay.map_or(rest, |left| left.min(rest));
        rest -= now;
        if let Some(motion) = stage.motion {
            let motion = motion.saturating_add(now);
            stage.motion = (motion < MOTION).then_some(motion);
        }
        let mut effect = None;
        if let Some(left) = &mut stage.autoplay {
            *left -= now;
            if left.is_zero() {
                effect = play_on(model);
            }
        }
        if effect.is_some() || rest.is_zero() {
            return effect;
        }
    }
}

/// Completes what moves.
pub(super) fn arrive(model: &mut Model) {
    if let Some(stage) = model.stage_mut() {
        stage.motion = None;
    }
    settle(model);
}

/// The next beat of a run that plays by itself.
fn play_on(model: &mut Model) -> Option<Effect> {
    let reader = model.reader();
    let effect = match model.auto.is_some() {
        true => auto::step(model),
        false => {
            match model.show_mut()? {
                Show::Lesson(lesson) => {
                    let goes_on = lesson.play_on(reader);
                    lesson.stage.autoplay = goes_on.then(|| auto::beat(&lesson.stage, reader.lang));
                }
                Show::Run(stage) | Show::Excursion(stage, _) => {
                    next_beat(stage, reader);
                }
            }
            None
        }
    };
    settle(model);
    effect
}

fn next_beat(stage: &mut Stage, reader: Reader) {
    match stage.timeline.next_beat() {
        Some(beat) => {
            stage.go(beat);
            if !reader.reduced_motion {
                stage.animate();
            }
        }
        None if stage.looping => stage.go(0),
        None => {
            stage.autoplay = None;
            return;
        }
    }
    stage.autoplay = Some(auto::beat(stage, reader.lang));
}
