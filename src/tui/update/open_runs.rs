//! Runs and lessons that are left for another one: what would cost work to reopen waits, and can be
//! taken up again where it was.
//!
//! It must not know how the list of them looks.

use crate::tui::model::beside::Ghost;
use crate::tui::model::lesson::LessonStage;
use crate::tui::model::show::Show;
use crate::tui::model::stage::Stage;
use crate::tui::model::{Model, Screen};
use crate::tui::update::home;
use crate::tui::update::settle::settle;

/// Most runs that wait; the one that was left first gives way.
const MOST: usize = 40;

/// Keeps what was on the stage, if it cost work; a talk has a place of its own for it.
pub(super) fn set_aside(model: &mut Model, left: Show) {
    let left = match left {
        Show::Excursion(stage, lesson) if lesson.review.is_some() => {
            return set_excursion_aside(model, stage);
        }
        other => other,
    };
    if model.talk().is_some() || !left.took_work() {
        return;
    }
    model.open_runs.retain(|other| !is_same(other, &left));
    model.open_runs.push(left);
    if model.open_runs.len() > MOST {
        model.open_runs.remove(0);
    }
}

/// Keeps what was tried out from a lesson, if the user led it elsewhere; its settings are the
/// lesson's.
pub(super) fn set_excursion_aside(model: &mut Model, left: Box<Stage>) {
    if left.is_made() {
        set_aside(model, Show::Run(left));
    }
}

/// Keeps the run that the one on the stage is compared with, if the user made it: something else
/// comes in its place.
pub(super) fn set_ghost_aside(model: &mut Model, ghost: Ghost) {
    if ghost.made {
        let mut stage = Stage::new(ghost.options, ghost.timeline);
        stage.made = true;
        set_aside(model, Show::Run(Box::new(stage)));
    }
}

/// Takes up a run that was left, or none but what is behind the home screen; what is on the stage
/// waits in its place.
pub(super) fn take_up(model: &mut Model, at: Option<usize>) {
    model.overlays.clear();
    let Some(at) = at.filter(|at| *at < model.open_runs.len()) else {
        home::back_to_stage(model);
        return;
    };
    let show = model.open_runs.remove(at);
    let before = match std::mem::replace(&mut model.screen, Screen::Stage(show)) {
        Screen::Home(before) | Screen::Bench(before) => before,
        Screen::Stage(before) => Some(before),
        other @ (Screen::Talk(_) | Screen::Notes(_)) => {
            model.screen = other;
            None
        }
    };
    if let Some(before) = before {
        set_aside(model, before);
    }
    settle(model);
}

/// Keeps a lesson whatever it cost; the workbench leads back to it.
pub(super) fn keep_lesson(model: &mut Model, lesson: Show) {
    model.open_runs.retain(|other| !is_same(other, &lesson));
    model.open_runs.push(lesson);
}

/// Takes a lesson that was left out of those that wait.
pub(super) fn take_lesson(model: &mut Model, id: &str) -> Option<Show> {
    let is_it = |show: &Show| show.any_lesson().is_some_and(|it| it.course.lesson().id() == id);
    let at = model.open_runs.iter().position(is_it)?;
    Some(model.open_runs.remove(at))
}

/// The place of a lesson that was left and goes on.
pub(super) fn of_lesson(model: &Model, id: &str) -> Option<usize> {
    let goes_on = |lesson: &LessonStage| lesson.course.lesson().id() == id && !lesson.is_over();
    model.open_runs.iter().position(|show| show.any_lesson().is_some_and(goes_on))
}

/// Whether two are the same run, or at work on the same lesson.
fn is_same(one: &Show, other: &Show) -> bool {
    match (one, other) {
        (Show::Run(one), Show::Run(other)) => {
            one.options == other.options && one.timeline.choices() == other.timeline.choices()
        }
        (Show::Lesson(one), Show::Lesson(other)) => {
            one.course.lesson().id() == other.course.lesson().id()
        }
        _ => false,
    }
}
