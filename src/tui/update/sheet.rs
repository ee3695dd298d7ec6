//! Wishes on a sheet: moving in its lines, typing, and what a line does that is chosen.

use crate::tui::content::sheet;
use crate::tui::model::Model;
use crate::tui::model::message::{Effect, Message};
use crate::tui::model::sheet::{Action, Overlay, SheetKind};
use crate::tui::update::stage::{go_home, travel};
use crate::tui::update::{
    bench, healthy, home, lesson, moved, open_runs, replay, review, run, search, talk, what_if,
};

/// Applies a request while an overlay is open.
pub(super) fn take(model: &mut Model, message: Message) -> Option<Effect> {
    let reviewed = model.overlays.last().is_some_and(|it| it.kind == SheetKind::Reviewed);
    match message {
        Message::Escape if reviewed => return act(model, Some(Action::Home)),
        Message::Escape => {
            model.overlays.pop();
            if let Some(below) = model.overlays.last_mut() {
                below.is_back = below.kind.is_typed();
            }
        }
        Message::Enter => return act(model, sheet::action(model)),
        Message::Save => {
            let stage = model.stage()?;
            return Some(Effect::Save(sheet::situation::text(model, stage)));
        }
        Message::Left | Message::Right => {
            if let Some(Action::Setting(field)) = sheet::action(model) {
                what_if::spin(model, field, if message == Message::Left { -1 } else { 1 });
            }
        }
        Message::Values => {
            if let Some(Action::Setting(field)) = sheet::action(model) {
                model.overlays.push(Overlay::new(SheetKind::Values(field)));
            }
        }
        Message::Char(_) | Message::Backspace => {
            if let Some(top) = model.overlays.last_mut() {
                typed(top, message);
            }
        }
        Message::Up
        | Message::Down
        | Message::PageUp
        | Message::PageDown
        | Message::First
        | Message::Last => {
            let last = sheet::last(model);
            if let Some(top) = model.overlays.last_mut() {
                top.selected = moved(top.selected, message, last);
            }
        }
        _ => {}
    }
    None
}

/// Characters that can be typed into a sheet.
fn most(kind: &SheetKind) -> usize {
    if *kind == SheetKind::Questions { 400 } else { 60 }
}

/// A key that is typed into a sheet.
fn typed(overlay: &mut Overlay, message: Message) {
    match message {
        Message::Char(c) if std::mem::take(&mut overlay.is_back) => overlay.query = c.to_string(),
        Message::Char(c) if overlay.query.chars().count() < most(&overlay.kind) => {
            overlay.query.push(c);
        }
        Message::Backspace => {
            overlay.is_back = false;
            overlay.query.pop();
        }
        _ => return,
    }
    overlay.selected = 0;
}

fn act(model: &mut Model, action: Option<Action>) -> Option<Effect> {
    match action? {
        Action::Jump(step) => {
            model.overlays.clear();
            home::back_to_stage(model);
            travel(model, step);
        }
        Action::Found(step) => search::found(model, step),
        Action::Select(item) => {
            model.overlays.clear();
            if let Some(stage) = model.stage_mut() {
                stage.select(item);
            }
        }
        Action::Run(options) => {
            model.overlays.clear();
            run::open_beside(model, options);
        }
        Action::RunTo(options, rules) => {
            model.overlays.clear();
            run::open_beside(model, options);
            if let Some(stage) = model.stage_mut() {
                stage.jump(stage.happens(rules));
                replay::from(model, 0);
            }
        }
        Action::Beside => {
            model.overlays.clear();
            healthy::beside(model);
        }
        Action::Mend => {
            model.overlays.clear();
            healthy::mend(model);
        }
        Action::Copy(text) => {
            model.notice = Some(model.text("notice-copied"));
            return Some(Effect::Copy(text));
        }
        Action::Close => {
            model.overlays.pop();
        }
        Action::Home => {
            model.overlays.clear();
            go_home(model);
        }
        Action::TakeUp(at) => open_runs::take_up(model, at),
        Action::Fork(choice) => {
            model.overlays.clear();
            what_if::fork(model, choice);
        }
        Action::Setting(field)
            if model.draft.as_ref().is_some_and(|draft| draft.field == field) =>
        {
            model.overlays.clear();
            what_if::take(model);
        }
        Action::Setting(field) => what_if::spin(model, field, 1),
        Action::Value(field, value) if model.is_at_home() => {
            model.overlays.clear();
            model.home.pick(field, &value);
        }
        Action::Value(field, value) => {
            model.overlays.pop();
            what_if::try_out(model, field, &value);
        }
        Action::Review => review::open(model),
        Action::Ask(question) => talk::ask(model, question),
        Action::Open(kind) => model.overlays.push(Overlay::new(kind)),
        of_lesson => act_in_lesson(model, of_lesson),
    }
    None
}

/// What a line does that belongs to a lesson.
fn act_in_lesson(model: &mut Model, action: Action) {
    match action {
        Action::Scene(stop) => lesson::go_to(model, stop),
        Action::Exercise(scene) => {
            model.overlays.clear();
            lesson::exercise(model, scene);
        }
        Action::Way(stop, way) => {
            lesson::go_to(model, stop);
            lesson::follow_way(model, way);
        }
        Action::Lesson(id) => lesson::open(model, &id),
        Action::Build(id) => bench::open_task(model, id),
        Action::Anew => lesson::anew(model),
        _ => {}
    }
}
