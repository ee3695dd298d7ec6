//! Wishes on the home screen.

use crate::tui::content::{idle, symptoms};
use crate::tui::keymap::lines_of_home;
use crate::tui::model::home::{Pane, tasks};
use crate::tui::model::message::{Effect, Message};
use crate::tui::model::sheet::{Overlay, SheetKind};
use crate::tui::model::{Model, Screen};
use crate::tui::update::{bench, lesson, moved, review, run};

/// Applies a request on the home screen.
pub(super) fn take(model: &mut Model, message: Message) -> Option<Effect> {
    match message {
        Message::NextTab => model.home.turn(1),
        Message::PreviousTab => model.home.turn(-1),
        Message::Left if model.home.pane == Pane::Paths => model.home.spin(-1),
        Message::Right if model.home.pane == Pane::Paths => model.home.spin(1),
        Message::Up
        | Message::Down
        | Message::PageUp
        | Message::PageDown
        | Message::First
        | Message::Last => {
            let last = lines_of_home(model).saturating_sub(1);
            let at = model.home.position();
            model.home.selected[at] = moved(model.home.selected[at], message, last);
        }
        Message::Escape => back_to_stage(model),
        Message::Values if model.home.pane == Pane::Paths => {
            let field = model.home.fields().get(model.home.selected()).copied()?;
            model.overlays.push(Overlay::new(SheetKind::Values(field)));
        }
        Message::Reset => {
            model.home.reset();
            model.notice = Some(model.text("notice-reset"));
        }
        Message::OwnRun => {
            if let Some(own) = model.home.idle.elsewhere.clone() {
                model.home.form = own;
                model.home.pane = Pane::Paths;
            }
        }
        Message::Review => review::open(model),
        Message::Enter => enter(model),
        _ => {}
    }
    None
}

/// Back to what is on the stage behind the home screen, if there is anything.
pub(super) fn back_to_stage(model: &mut Model) {
    model.screen = match std::mem::replace(&mut model.screen, Screen::Home(None)) {
        Screen::Home(Some(show)) => Screen::Stage(show),
        other => other,
    };
}

fn enter(model: &mut Model) {
    let line = model.home.selected();
    match model.home.pane {
        Pane::Lessons => {
            let task = line.checked_sub(model.lessons.len()).and_then(|at| tasks().get(at));
            match (model.lessons.get(line).map(|entry| entry.id.clone()), task) {
                (Some(id), _) => lesson::open(model, &id),
                (None, Some(task)) if !model.lessons.is_empty() => {
                    bench::open_task(model, task.id);
                }
                _ => {}
            }
        }
        Pane::Paths => run::open_beside(model, model.home.form.clone()),
        Pane::Symptoms => open_symptom(model, line),
    }
}

/// Opens the sheet of a symptom.
pub fn open_symptom(model: &mut Model, line: usize) {
    if line < symptoms::all().len() {
        model.overlays.push(Overlay::new(SheetKind::Symptom(line)));
    }
}

/// Finds out which settings of the path picker change nothing, once for what it is set to.
pub(super) fn look(model: &mut Model) {
    if model.home.idle.of.as_ref() != Some(&model.home.form) {
        model.home.idle = idle::look(&model.home.form);
    }
}
