//! A value that a step may have changed: the old and the new one side by side, in shorter forms
//! where there is less room.
//!
//! It must not know how much room there is.

use crate::tui::content::pen::{Piece, piece};
use crate::tui::model::scene::StageView;
use crate::tui::model::theme::Role;

/// One side of a line, in several forms: the fullest comes first, and what a shorter one leaves
/// out, it leaves out whole.
pub type Forms = Vec<Vec<Piece>>;

/// A value that stays as it is.
pub fn stays(role: Role, text: impl Into<String>) -> Forms {
    vec![vec![piece(role, text)]]
}

/// An old and a new value; before the effect shows, the old one alone.
pub fn becomes(scene: &StageView<'_>, old: &str, new: &str) -> Forms {
    if !scene.has_landed() {
        return stays(Role::Text, old);
    }
    let mut forms = stays(Role::Changed, new);
    if old != new {
        forms.insert(0, vec![piece(Role::Quiet, arrow(scene, old)), piece(Role::Changed, new)]);
    }
    forms
}

/// The same of a value that has several parts: the shorter form has only the parts that change, and
/// a sign for the others.
pub fn becomes_parts(scene: &StageView<'_>, old: &[String], new: &[String]) -> Forms {
    let mut forms = becomes(scene, &old.join(", "), &new.join(", "));
    let only = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|part| !those.contains(part)).cloned().collect()
    };
    let (lost, gained) = (only(old, new), only(new, old));
    let some_stay = lost.len() < old.len();
    if scene.has_landed() && some_stay && !lost.is_empty() && !gained.is_empty() {
        let old = arrow(scene, &format!("{} {}", scene.theme.glyphs.cut, lost.join(", ")));
        let new = gained.join(", ");
        forms.insert(1, vec![piece(Role::Quiet, old), piece(Role::Changed, new)]);
    }
    forms
}

fn arrow(scene: &StageView<'_>, old: &str) -> String {
    format!("{old} {} ", scene.theme.glyphs.becomes)
}
