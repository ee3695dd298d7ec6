//! The place of a talk: the run that is its own, what keeps it while another one is on the stage, and the way back to it.
//!
//! It must not know a key.

use crate::lesson::LessonRun;
use crate::scenario::RunOptions;
use crate::sim::Timeline;
use crate::tui::model::lesson::Play;
use crate::tui::model::stage::Stage;
use crate::tui::model::{Model, Screen};
use crate::tui::update::lesson;
use crate::tui::update::talk::follow;

/// The talk's own run.
pub(in crate::tui) enum Kept {
    Lesson(Box<Play>),
    Run(Box<(RunOptions, Timeline)>),
}

/// Whether what is on the stage is an excursion, and not the talk's own run.
pub fn is_away(model: &Model) -> bool {
    let Some(present) = &model.present else { return false };
    present.kept.is_some() || (model.play.is_some() && !model.in_lesson())
}

/// The talk's lesson, also while something else is on the stage.
pub fn own(model: &Model) -> Option<&Play> {
    match model.present.as_ref().and_then(|present| present.kept.as_ref()) {
        Some(Kept::Lesson(play)) => Some(play),
        Some(Kept::Run(_)) => None,
        None => model.play.as_ref(),
    }
}

/// Back to the place of the talk, from wherever: a sheet, another run, the full stage.
pub fn to_place(model: &mut Model) {
    model.overlays.clear();
    model.draft = None;
    model.screen = Screen::Stage;
    let away = is_away(model);
    let Some(present) = &mut model.present else { return };
    present.big = true;
    present.jump = None;
    match present.kept.take() {
        Some(Kept::Lesson(play)) => {
            model.play = Some(*play);
            resume(model);
        }
        Some(Kept::Run(run)) => {
            let pace = model.stage.as_ref().map(|stage| stage.pace);
            let mut stage = Stage::new(run.0, run.1);
            stage.pace = pace.unwrap_or(stage.pace);
            model.stage = Some(stage);
        }
        None if away => resume(model),
        None => {}
    }
    if away && let Some(stage) = &mut model.stage {
        // What the last beat did is marked again.
        stage.go(stage.timeline.at());
    }
    model.settle();
}

fn resume(model: &mut Model) {
    match model.present.as_mut().is_some_and(|present| std::mem::take(&mut present.renewed)) {
        true => lesson::back_to_lesson(model),
        false => lesson::resume(model),
    }
}

/// Keeps the talk's own run before another one takes its place; of several in a row, the first. The lesson itself stays in the model
/// unless it, too, is about to go.
pub fn keep(model: &mut Model, lesson_goes: bool) {
    let Some(present) = model.present.as_mut().filter(|present| present.kept.is_none()) else { return };
    match (model.play.take_if(|_| lesson_goes), &model.play, &model.stage) {
        (Some(play), ..) => present.kept = Some(Kept::Lesson(Box::new(play))),
        (None, None, Some(stage)) => {
            present.kept = Some(Kept::Run(Box::new((stage.options.clone(), stage.timeline.clone()))));
        }
        _ => {}
    }
}

/// A lesson begins, or begins again: it is the talk's own run now.
pub fn begin(model: &mut Model) {
    let Some(present) = &mut model.present else { return };
    present.kept = None;
    let id = model.play.as_ref().map_or("", |play| play.run.lesson().id());
    if present.lesson != id {
        present.lesson = id.to_owned();
        present.hands.clear();
        present.chosen.clear();
    }
}

/// The lesson was saved during an excursion: the talk goes on in the new one when it comes back.
pub fn exchange(model: &mut Model, run: LessonRun) {
    let play = Play::new(run);
    if let Some(present) = &mut model.present {
        present.renewed = true;
    }
    match model.present.as_mut().map(|present| &mut present.kept) {
        Some(Some(kept @ Kept::Lesson(_))) => *kept = Kept::Lesson(Box::new(play)),
        _ => model.play = Some(play),
    }
}

/// Takes up a talk that broke off.
pub fn take_up(model: &mut Model, scene: usize, step: usize) {
    if let Some(present) = &mut model.present {
        present.begun = true;
    }
    match &mut model.play {
        Some(play) => {
            if let Some(stop) = scene.checked_sub(1) {
                play.run.go_to(stop);
            }
            play.run.stand_at(step);
            lesson::back_to_lesson(model);
        }
        None => {
            if let Some(stage) = &mut model.stage {
                stage.go(step.min(stage.timeline.len()));
            }
        }
    }
    model.notice = Some(model.text("notice-taken-up"));
    follow(model);
    model.settle();
}
