//! What is said of an item that is not as it should be, where a rule is broken.
//!
//! It must not know how that was found out.

use crate::tui::content::pen::{Piece, piece};
use crate::tui::model::beside::Wrong;
use crate::tui::model::scene::StageView;
use crate::tui::model::theme::Role;

/// The id of what is said; `None` where the mark says it.
pub fn text_id(wrong: Wrong) -> Option<&'static str> {
    match wrong {
        Wrong::Left => Some("wrong-left"),
        Wrong::Gone => Some("wrong-gone"),
        Wrong::Stays => Some("wrong-stays"),
        Wrong::Subject | Wrong::Other => None,
    }
}

/// The sign before its line: a broken rule has its own.
pub fn mark(scene: &StageView<'_>, wrong: Wrong) -> Piece {
    match wrong {
        Wrong::Stays => piece(Role::Doubt, scene.theme.glyphs.owed),
        _ => piece(Role::Bad, scene.theme.glyphs.broken),
    }
}

/// The right side of its line, which is `right` otherwise: a count stays in its column, any other
/// value gives way.
pub fn right(scene: &StageView<'_>, wrong: Wrong, right: &[Piece]) -> Vec<Piece> {
    let Some(id) = text_id(wrong) else { return right.to_vec() };
    let count = right.last().filter(|it| it.text.chars().all(|c| c.is_ascii_digit()));
    let role = mark(scene, wrong).role;
    // That it is invalid tells more than that it is left over: the mark says that.
    let invalid = scene.text("fate-invalid");
    if right.iter().any(|it| it.text.starts_with(&invalid)) {
        return right.iter().map(|it| piece(role, it.text.clone())).collect();
    }
    let count = count.map(|it| piece(role, format!("  {}", it.text)));
    std::iter::once(piece(role, scene.text(id))).chain(count).collect()
}
