//! The finder of the home screen: lessons, symptoms, bugs, rules, paths, terms, readings, settings
//! and pages by any words that a person uses, in either language.
//!
//! It must not know what is done with what is found.

mod entries;
mod ranking;

use crate::tui::content::pen::{cut, fit, piece, width};
use crate::tui::content::sheet::Sheet;
use crate::tui::model::Model;
use crate::tui::model::sheet::Overlay;
use crate::tui::model::theme::Role;

/// Most lines that are shown: somebody who sees more of them types another word.
const MOST: usize = 60;

/// The kinds of what can be found, in the order of the list.
const KINDS: [&str; 11] = [
    "symptom", "lesson", "review", "task", "bug", "rule", "path", "term", "reading", "setting",
    "page",
];

/// The sheet: what was typed, and what has its words, the nearest first.
pub fn sheet(model: &Model, overlay: &Overlay, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("finder-title"), columns);
    sheet.typed(overlay, &model.text("finder-prompt"));
    sheet.expands = true;
    let label = |kind: &str| model.text(&format!("finder-{kind}"));
    let margin = KINDS.iter().map(|kind| width(&label(kind))).max().unwrap_or(0) + 2;
    let all = entries::all(model);
    for found in ranking::nearest(all, &overlay.query).into_iter().take(MOST) {
        let room = columns.saturating_sub(margin);
        let title = cut(&found.title, room, model.theme.glyphs.cut).into_owned();
        let line =
            vec![piece(Role::Quiet, fit(&label(found.kind), margin, "")), piece(Role::Text, title)];
        sheet.choice(line, found.action);
        if overlay.selected + 1 == sheet.choices().len() {
            sheet.text(Role::Quiet, &found.about, margin);
        }
    }
    if sheet.choices().is_empty() {
        sheet.text(Role::Quiet, &model.text("search-none"), 0);
    }
    sheet
}
