//! When a key does anything: what must be so in the model.
//!
//! It must not know a key.

use crate::tui::model::{Context, Model};

pub(in crate::tui) fn always(_: &Model) -> bool {
    true
}

pub(in crate::tui) fn has_idle_bug(model: &Model) -> bool {
    model.home.idle.bug().is_some()
}

pub(in crate::tui) fn not_at_end(model: &Model) -> bool {
    model.stage.as_ref().is_some_and(|stage| stage.timeline.at() < stage.timeline.len())
}

pub(in crate::tui) fn goes_on(model: &Model) -> bool {
    not_at_end(model) || model.in_lesson()
}

pub(in crate::tui) fn asks(model: &Model) -> bool {
    model.play.as_ref().is_some_and(|play| play.phase == crate::tui::model::lesson::Phase::Asking)
}

pub(in crate::tui) fn has_card(model: &Model) -> bool {
    model.play.as_ref().is_some_and(|play| play.run.lesson().file.card.is_some())
}

pub(in crate::tui) fn not_at_start(model: &Model) -> bool {
    model.stage.as_ref().is_some_and(|stage| stage.timeline.at() > 0)
}

pub(in crate::tui) fn inside_a_method(model: &Model) -> bool {
    not_at_end(model) && model.stage.as_ref().is_some_and(|stage| stage.timeline.last_event().is_some())
}

pub(in crate::tui) fn has_undo(model: &Model) -> bool {
    model.stage.as_ref().is_some_and(|stage| !stage.undo.is_empty())
}

pub(in crate::tui) fn has_redo(model: &Model) -> bool {
    model.stage.as_ref().is_some_and(|stage| !stage.redo.is_empty())
}

pub(in crate::tui) fn breaks_a_rule(model: &Model) -> bool {
    model.stage.as_ref().is_some_and(|stage| !stage.timeline.violations().is_empty())
}

pub(in crate::tui) fn plays(model: &Model) -> bool {
    model.stage.as_ref().is_some_and(|stage| stage.play.is_some())
}

/// A question is not played past, but by who answers it too.
pub(in crate::tui) fn may_play(model: &Model) -> bool {
    model.auto.is_some() || model.context() != Context::Question
}

pub(in crate::tui) fn has_focus(model: &Model) -> bool {
    model.focused_ledger().is_some()
}

pub(in crate::tui) fn has_focus_or_card(model: &Model) -> bool {
    has_focus(model) || model.in_lesson()
}

pub(in crate::tui) fn has_stage(model: &Model) -> bool {
    model.stage.is_some()
}

pub(in crate::tui) fn on_form(model: &Model) -> bool {
    model.home.pane == crate::tui::model::home::Pane::Paths
}

pub(in crate::tui) fn has_many_values(model: &Model) -> bool {
    model.home.fields().get(model.home.selected()).is_some_and(|field| field.values().len() > 24)
}

pub(in crate::tui) fn searching(model: &Model) -> bool {
    crate::tui::update::open::is_searching(model)
}

pub(in crate::tui) fn may_go_over(model: &Model) -> bool {
    not_at_end(model) && !searching(model)
}

pub(in crate::tui) fn has_ghost(model: &Model) -> bool {
    model.stage.as_ref().is_some_and(|stage| stage.ghost.is_some())
}

pub(in crate::tui) fn on_setting(model: &Model) -> bool {
    matches!(crate::tui::content::sheet::action(model), Some(crate::tui::content::sheet::Action::Setting(_)))
}

pub(in crate::tui) fn in_talk(model: &Model) -> bool {
    model.present.is_some()
}

pub(in crate::tui) fn types_number(model: &Model) -> bool {
    model.present.as_ref().is_some_and(|present| present.jump.is_some())
}

pub(in crate::tui) fn may_go_back(model: &Model) -> bool {
    not_at_start(model) || model.in_lesson()
}

pub(in crate::tui) fn on_situation(model: &Model) -> bool {
    model.overlays.last().is_some_and(|overlay| overlay.kind == crate::tui::content::sheet::Kind::Situation)
}

pub(in crate::tui) fn can_choose(model: &Model) -> bool {
    crate::tui::content::sheet::can_choose(model)
}
