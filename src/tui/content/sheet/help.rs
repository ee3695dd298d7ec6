//! The keys, from the one table, by group.

use crate::tui::content::pen::{fit, piece};
use crate::tui::content::sheet::Sheet;
use crate::tui::model::bindings::{BINDINGS, Binding, GROUPS, Group};
use crate::tui::model::key::label;
use crate::tui::model::theme::Role;
use crate::tui::model::{Context, Model};

/// The sheet: on the stage first what its signs mean, then the keys, those that work here first.
pub fn sheet(model: &Model, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("help-title"), columns);
    let below = model.context_below();
    let on_stage = here(model).is_none()
        && matches!(below, Context::Stage | Context::Lesson | Context::Question);
    if on_stage {
        signs(&mut sheet, model);
    }
    let works =
        |group: Group| BINDINGS.iter().any(|it| it.group == group && it.contexts.contains(&below));
    let mut groups = GROUPS;
    groups.sort_by_key(|group| match below {
        Context::Home => !matches!(group, Group::Lists | Group::Program),
        _ => !works(*group),
    });
    let mut told: Vec<&Binding> = Vec::new();
    if let Some(title) = here(model) {
        // In front of people only what works here is looked for.
        let mut works: Vec<&Binding> =
            BINDINGS.iter().filter(|binding| binding.contexts.contains(&below)).collect();
        works.sort_by_key(|binding| binding.group != Group::Room);
        list(&mut sheet, model, title, &works, &mut told);
    }
    for group in groups {
        let of_group: Vec<&Binding> =
            BINDINGS.iter().filter(|binding| binding.group == group).collect();
        list(&mut sheet, model, group.text(), &of_group, &mut told);
    }
    if !on_stage {
        sheet.gap();
        signs(&mut sheet, model);
    }
    sheet
}

/// What the signs of the stage mean, and what a step and a beat are.
fn signs(sheet: &mut Sheet, model: &Model) {
    sheet.push(vec![piece(Role::Title, model.text("help-marks"))]);
    let glyphs = model.theme.glyphs;
    for (mark, id) in [
        (glyphs.gone, "help-mark-gone"),
        (glyphs.coming, "help-mark-coming"),
        (glyphs.changed, "help-mark-changed"),
        (glyphs.earlier, "help-mark-earlier"),
        (glyphs.added, "help-mark-added"),
        (glyphs.broken, "help-mark-broken"),
        (glyphs.owed, "help-mark-owed"),
        (glyphs.doubtful, "help-mark-doubtful"),
        (glyphs.removal, "help-mark-removal"),
        (glyphs.joints[5], "help-mark-part"),
        (glyphs.here, "help-mark-here"),
        (glyphs.differs, "help-mark-differs"),
        (glyphs.next, "help-mark-next"),
        (glyphs.ran, "help-mark-ran"),
        (glyphs.spin[1], "help-mark-refers"),
        ("[S] [I] [C]", "help-mark-doubt"),
    ] {
        sheet.hanging(
            piece(Role::Key, fit(&format!("  {mark}"), 22, "")),
            Role::Text,
            &model.text(id),
            None,
        );
    }
    sheet.gap();
    sheet.text(Role::Text, &model.text("help-beat"), 2);
    sheet.text(Role::Text, &model.text("help-contested"), 2);
}

/// The title of the keys of this place, where a talk is shown or its notes are.
fn here(model: &Model) -> Option<&'static str> {
    match (model.talk(), model.notes()) {
        (Some(talk), _) if talk.big => Some("keys-here-projector"),
        (Some(_), _) => Some("keys-here-stage"),
        (None, Some(_)) => Some("keys-here-notes"),
        (None, None) => None,
    }
}

/// Keys below a title; the same keys for the same thing are told once.
fn list<'a>(
    sheet: &mut Sheet,
    model: &Model,
    title: &str,
    bindings: &[&'a Binding],
    told: &mut Vec<&'a Binding>,
) {
    let from = told.len();
    for binding in bindings {
        let same = |other: &&Binding| {
            other.text == binding.text && binding.keys.iter().all(|key| other.keys.contains(key))
        };
        if told.iter().any(same) {
            continue;
        }
        if told.len() == from {
            if !sheet.lines.is_empty() {
                sheet.gap();
            }
            sheet.push(vec![piece(Role::Title, model.text(title))]);
        }
        told.push(binding);
        let keys = keys(binding, model);
        let text = model.text(&format!("{}-help", binding.text));
        let head = piece(Role::Key, fit(&format!("  {keys}"), 22, ""));
        sheet.hanging(head, Role::Text, &text, None);
    }
}

/// The names of the keys of a binding.
pub fn keys(binding: &Binding, model: &Model) -> String {
    let reader = model.reader();
    match binding.keys {
        [first, .., last] if binding.keys.len() > 4 => {
            format!("{} .. {}", label(*first, reader), label(*last, reader))
        }
        keys => keys.iter().map(|key| label(*key, reader)).collect::<Vec<_>>().join("  "),
    }
}
