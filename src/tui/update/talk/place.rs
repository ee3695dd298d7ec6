//! The place of a talk: how one comes back to its own run, and what becomes of it when the lesson
//! changes.
//!
//! It must not know a key.

use crate::lesson::LessonRun;
use crate::tui::model::Model;
use crate::tui::model::lesson::LessonStage;
use crate::tui::model::show::Show;
use crate::tui::model::stage::Stage;
use crate::tui::model::talk::Aside;
use crate::tui::update::lesson;
use crate::tui::update::settle::settle;
use crate::tui::update::talk::follow;

/// Back to the place of the talk, from wherever: a sheet, another run, the full stage.
pub fn to_place(model: &mut Model) {
    model.overlays.clear();
    model.draft = None;
    let Some(talk) = model.talk_mut() else { return };
    let away = talk.is_away();
    talk.big = true;
    talk.jump = None;
    let renewed = std::mem::take(&mut talk.renewed);
    match talk.aside.take() {
        Some(Aside::Lesson(own)) => {
            model.change_show(|shown| Show::Excursion(boxed_stage(shown), own));
            resume(model, renewed);
        }
        Some(Aside::Run(run)) => model.change_show(|shown| {
            let mut stage = Stage::new(run.0, run.1);
            stage.pace = shown.stage().pace;
            Show::Run(Box::new(stage))
        }),
        None if away => resume(model, renewed),
        None => {}
    }
    if away && let Some(stage) = model.stage_mut() {
        // What the last beat did is marked again.
        stage.go(stage.timeline.at());
    }
    settle(model);
}

fn boxed_stage(show: Show) -> Box<Stage> {
    match show {
        Show::Run(stage) | Show::Excursion(stage, _) => stage,
        Show::Lesson(lesson) => Box::new(lesson.stage),
    }
}

fn resume(model: &mut Model, renewed: bool) {
    match renewed {
        true => lesson::back_to_lesson(model),
        false => lesson::resume(model),
    }
}

/// A lesson begins, or begins again: it is the talk's own run now.
pub fn begins(model: &mut Model, id: &str) {
    let Some(talk) = model.talk_mut() else { return };
    talk.aside = None;
    if talk.lesson != id {
        id.clone_into(&mut talk.lesson);
        talk.hands.clear();
        talk.chosen.clear();
    }
}

/// The lesson was saved during an excursion: the talk continues in the new one when it comes back.
pub fn exchange(model: &mut Model, run: LessonRun) {
    let Some(talk) = model.talk_mut() else { return };
    talk.renewed = true;
    let new = Box::new(LessonStage::new(run, None));
    match (&mut talk.aside, &mut talk.show) {
        (Some(Aside::Lesson(own)), _) | (None, Show::Lesson(own) | Show::Excursion(_, own)) => {
            *own = new;
        }
        (Some(Aside::Run(_)), _) | (None, Show::Run(_)) => {}
    }
}

/// Takes up a talk that broke off.
pub fn take_up(model: &mut Model, scene: usize, step: usize) {
    if let Some(talk) = model.talk_mut() {
        talk.begun = true;
    }
    match model.any_lesson_mut() {
        Some(lesson) => {
            let place = scene.checked_sub(1).and_then(|stop| lesson.course.go_to(stop));
            let place = Some(step).filter(|step| lesson.course.is_between(*step)).or(place);
            if let Some(place) = place {
                lesson.stage.timeline.seek(place);
            }
            lesson::back_to_lesson(model);
        }
        None => {
            if let Some(stage) = model.stage_mut() {
                stage.go(step.min(stage.timeline.len()));
            }
        }
    }
    model.notice = Some(model.text("notice-taken-up"));
    follow(model);
    settle(model);
}
