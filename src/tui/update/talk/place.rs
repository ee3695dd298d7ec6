//! The place of a talk: how one comes back to its own run, and what becomes of it when the lesson
//! changes.
//!
//! It must not know a key.

use crate::lesson::LessonRun;
use crate::tui::model::Model;
use crate::tui::model::lesson::{CardPhase, LessonStage};
use crate::tui::model::show::Show;
use crate::tui::model::stage::Stage;
use crate::tui::model::talk::{Aside, Stood, Talk};
use crate::tui::update::lesson;
use crate::tui::update::settle::settle;
use crate::tui::update::talk::{follow, go_to_item};
use crate::workshop::talk::SavedTalk;

/// Back to the place of the talk, from wherever: a sheet, another run, the full stage.
pub fn to_place(model: &mut Model) {
    model.overlays.clear();
    model.draft = None;
    let Some(talk) = model.talk_mut() else { return };
    let away = talk.is_away();
    if !talk.playlist.is_question() {
        talk.asking = None;
    }
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
    if let Some(stood) = model.talk_mut().and_then(|talk| talk.stood.take()) {
        restore(model, *stood);
    }
    settle(model);
}

/// Where the talk is, to come back to from the full stage; `None` on an excursion, which keeps the
/// talk's own run by itself.
pub(super) fn stood(talk: &Talk) -> Option<Box<Stood>> {
    if talk.is_away() {
        return None;
    }
    let lesson = talk.show.lesson();
    Some(Box::new(Stood {
        course: lesson.map(|lesson| lesson.course.clone()),
        timeline: talk.show.stage().timeline.clone(),
        phase: lesson.map_or(CardPhase::Free, |lesson| lesson.phase),
    }))
}

/// Puts the talk's own run where it stood, if it was moved meanwhile.
fn restore(model: &mut Model, stood: Stood) {
    let Stood { course, timeline, phase } = stood;
    let (Some(course), Some(lesson)) = (course, model.any_lesson_mut()) else {
        if let Some(stage) = model.stage_mut() {
            stage.go(timeline.at().min(stage.timeline.len()));
        }
        return;
    };
    // The lesson may have been saved meanwhile: then its own place was kept.
    if lesson.course.lesson().source.text != course.lesson().source.text
        || (lesson.phase == phase && lesson.at() == timeline.at())
    {
        return;
    }
    (lesson.course, lesson.stage.timeline) = (course, timeline);
    lesson.waiting.clear();
    lesson::back_to_lesson(model);
    if let Some(lesson) = model.lesson_mut() {
        lesson.turn_to(phase);
    }
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

/// A lesson begins, or begins again: it is the talk's own run now, unless the talk has items and
/// this is none of them. Then the item is set aside.
pub fn begins(model: &mut Model, id: &str, before: Option<Show>) {
    let Some(talk) = model.talk_mut() else { return };
    talk.stood = None;
    if talk.playlist.is_at(id) {
        talk.aside = None;
    } else if talk.aside.is_none() {
        talk.aside = before.map(Aside::of);
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
pub fn take_up(model: &mut Model, saved: &SavedTalk) {
    go_to_item(model, saved.item as usize);
    let (scene, step) = (saved.scene as usize, saved.step as usize);
    if let Some(talk) = model.talk_mut() {
        talk.begun = true;
    }
    if let (Some(lesson), Some(way)) = (model.any_lesson_mut(), &saved.way) {
        lesson.take_way(way);
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
