//! Wishes on the home screen.

use crate::tui::content::sheet::{Kind, Overlay};
use crate::tui::model::home::Pane;
use crate::tui::model::message::{Effect, Message};
use crate::tui::model::{Model, Screen};
use crate::tui::update::moved;

/// Takes a wish on the home screen.
pub(super) fn home(model: &mut Model, message: Message) -> Option<Effect> {
    match message {
        Message::NextTab => model.home.turn(1),
        Message::PreviousTab => model.home.turn(-1),
        Message::Left if model.home.pane == Pane::Paths => model.home.spin(-1),
        Message::Right if model.home.pane == Pane::Paths => model.home.spin(1),
        Message::Up | Message::Down | Message::PageUp | Message::PageDown | Message::First | Message::Last => {
            let last = home_lines(model).saturating_sub(1);
            let at = model.home.position();
            model.home.selected[at] = moved(model.home.selected[at], message, last);
        }
        Message::Escape if model.stage.is_some() => model.screen = Screen::Stage,
        Message::Values if model.home.pane == Pane::Paths => {
            let field = model.home.fields().get(model.home.selected()).copied()?;
            model.overlays.push(Overlay::new(Kind::Values(field)));
        }
        Message::OwnRun => {
            if let Some(own) = model.home.idle.elsewhere() {
                model.home.form = own;
                model.home.pane = Pane::Paths;
            }
        }
        Message::Enter => return enter_home(model),
        _ => {}
    }
    None
}

fn home_lines(model: &Model) -> usize {
    match model.home.pane {
        Pane::Lessons => model.lessons.len(),
        Pane::Paths => model.home.fields().len(),
        Pane::Symptoms => crate::tui::content::symptoms::all().len(),
    }
}

fn enter_home(model: &mut Model) -> Option<Effect> {
    let line = model.home.selected();
    match model.home.pane {
        Pane::Lessons => {
            let id = model.lessons.get(line)?.id.clone();
            crate::tui::update::lesson::open(model, &id);
            None
        }
        Pane::Paths => {
            model.open_beside(model.home.form.clone());
            None
        }
        Pane::Symptoms => {
            crate::tui::content::symptoms::open(model, line);
            None
        }
    }
}
