//! Opens the sheets that need something prepared: a run of each path, the words on the screen, the
//! sentences of a run.

use crate::tui::content::sheet::{checklist, situation, survives};
use crate::tui::model::Model;
use crate::tui::model::message::{Effect, Message};
use crate::tui::model::search::StepSearch;
use crate::tui::model::sheet::{Overlay, SheetKind};
use crate::tui::view::seen;

/// Opens the overlay that a request is for; `None`: it is for none of these.
pub(super) fn take(model: &mut Model, message: Message) -> Option<Option<Effect>> {
    let mut effect = None;
    let kind = match message {
        Message::Readings => {
            model.draft = None;
            SheetKind::Readings
        }
        Message::Checklist => {
            if model.elsewhere.is_empty() {
                model.elsewhere = checklist::elsewhere();
            }
            SheetKind::Checklist
        }
        Message::Survives => {
            model.survivors = Some(survives::endings(model.shown_stage()));
            SheetKind::Survives
        }
        Message::Card => SheetKind::Card,
        Message::Glossary => SheetKind::Glossary(seen::entries(model)),
        Message::Find => SheetKind::Finder,
        Message::OpenRuns => SheetKind::OpenRuns,
        Message::Sequence => SheetKind::Sequence,
        Message::Search => {
            let lang = model.lang;
            if let Some(stage) = model.stage_mut() {
                stage.search = Some(StepSearch::new(&stage.timeline, lang));
            }
            SheetKind::Search
        }
        Message::Copy => {
            let Some(stage) = model.stage() else { return Some(None) };
            effect = Some(Effect::Copy(situation::text(model, stage)));
            SheetKind::Situation
        }
        _ => return None,
    };
    // A diagram opens at its end: that is the current place.
    let selected = if kind == SheetKind::Sequence { usize::MAX } else { 0 };
    model.overlays.push(Overlay { selected, ..Overlay::new(kind) });
    Some(effect)
}
