//! All values of a setting, as a list that typing narrows: some settings have more than one would
//! like to turn through.

use crate::tui::content::lookup;
use crate::tui::content::pen::{cut, fit, piece, width};
use crate::tui::content::sheet::Sheet;
use crate::tui::model::Model;
use crate::tui::model::home::FormField;
use crate::tui::model::sheet::{Action, Overlay};
use crate::tui::model::theme::Role;

/// The sheet with all values of a setting.
pub fn sheet(model: &Model, overlay: &Overlay, field: FormField, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(lookup::field_title(field, model.lang), columns);
    sheet.typed(overlay, &model.text("values-prompt"));
    let glyphs = model.theme.glyphs;
    let now = value(model, field);
    let typed = overlay.query.trim().to_lowercase();
    for (value, title, text) in wanted(model, field, &typed) {
        let (mark, role) = if now == value { (glyphs.holds, Role::Good) } else { ("", Role::Text) };
        let mark = fit(mark, width(glyphs.holds), "");
        let title = cut(&title, columns.saturating_sub(4), glyphs.cut);
        sheet.choice(
            vec![piece(role, format!("{mark} ")), piece(Role::Text, title)],
            Action::Value(field, value),
        );
        if overlay.selected + 1 == sheet.choices().len() {
            sheet.text(Role::Quiet, &text, 4);
        }
    }
    if sheet.choices().is_empty() {
        sheet.text(Role::Quiet, &model.text("search-none"), 0);
    }
    sheet
}

/// What the setting is now: in the picker of the home screen, or in the run.
fn value(model: &Model, field: FormField) -> String {
    model
        .shown_stage()
        .map_or_else(|| field.value(&model.home.form), |stage| field.value(&stage.options))
}

/// The values that have what was typed, with their names and meanings: first the one that is called
/// so, then those that begin so.
fn wanted(model: &Model, field: FormField, typed: &str) -> Vec<(String, String, String)> {
    let mut found: Vec<(usize, (String, String, String))> = Vec::new();
    for value in field.values() {
        let (title, text) = lookup::value_text(field, &value, model.lang);
        let id = value.to_lowercase();
        let rank = match typed {
            it if id == it => 0,
            it if id.starts_with(it) => 1,
            it if title.to_lowercase().contains(it) => 2,
            it if text.to_lowercase().contains(it) => 3,
            _ => continue,
        };
        found.push((rank, (value, title, text)));
    }
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().map(|(_, it)| it).collect()
}
