//! The keys, from the one table, by group.

use crate::tui::content::pen::{fit, piece};
use crate::tui::content::sheet::Sheet;
use crate::tui::model::Model;
use crate::tui::model::bindings::{BINDINGS, Binding, GROUPS, Group};
use crate::tui::model::key::label;
use crate::tui::model::theme::Role;

/// The sheet with the keys that work here.
pub fn sheet(model: &Model, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("help-title"), columns);
    // What works on the screen below comes first.
    let mut groups = GROUPS;
    if model.is_at_home() {
        groups.sort_by_key(|group| !matches!(group, Group::Lists | Group::Program));
    }
    for group in groups {
        if !sheet.lines.is_empty() {
            sheet.gap();
        }
        sheet.push(vec![piece(Role::Title, model.text(group.text()))]);
        let of_group: Vec<&Binding> =
            BINDINGS.iter().filter(|binding| binding.group == group).collect();
        for (at, binding) in of_group.iter().enumerate() {
            // The same keys for the same action elsewhere are not listed again.
            let told = |other: &&Binding| {
                other.text == binding.text
                    && binding.keys.iter().all(|key| other.keys.contains(key))
            };
            if of_group[..at].iter().any(told) {
                continue;
            }
            let keys = keys(binding, model);
            let text = model.text(&format!("{}-help", binding.text));
            sheet.hanging(
                piece(Role::Key, fit(&format!("  {keys}"), 22, "")),
                Role::Text,
                &text,
                None,
            );
        }
    }
    sheet.gap();
    sheet.push(vec![piece(Role::Title, model.text("help-marks"))]);
    let glyphs = model.theme.glyphs;
    for (mark, id) in [
        (glyphs.gone, "help-mark-gone"),
        (glyphs.changed, "help-mark-changed"),
        (glyphs.earlier, "help-mark-earlier"),
        (glyphs.added, "help-mark-added"),
        (glyphs.broken, "help-mark-broken"),
        (glyphs.doubtful, "help-mark-doubtful"),
        (glyphs.removal, "help-mark-removal"),
        (glyphs.joints[5], "help-mark-part"),
        (glyphs.here, "help-mark-here"),
        (glyphs.differs, "help-mark-differs"),
        (glyphs.next, "help-mark-next"),
        (glyphs.ran, "help-mark-ran"),
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
    sheet
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
