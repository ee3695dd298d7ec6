//! Input from outside that is not a request: remarks, stored progress, and
//! sheets that a typed line opens.
//!
//! It must not know who tells it.

use chrono::NaiveDate;

use crate::lesson::progress::Progress;
use crate::tui::model::Model;
use crate::tui::model::sheet::Overlay;

/// A remark for the hint line.
pub fn remark(model: &mut Model, text: String) {
    model.notice = Some(text);
}

/// The remark, now shown.
pub fn take_remark(model: &mut Model) -> Option<String> {
    model.notice.take()
}

/// What day it is.
pub fn date(model: &mut Model, today: NaiveDate) {
    model.today = today;
}

/// What is known of the learner now.
pub fn know(model: &mut Model, progress: &Progress) {
    model.kept.merge(progress);
}

/// Opens a sheet above those that are open.
pub fn open(model: &mut Model, overlay: Overlay) {
    model.overlays.push(overlay);
}

/// Closes the upper sheet.
pub fn close(model: &mut Model) {
    model.overlays.pop();
}

/// Closes all sheets, the lowest too.
pub fn close_all(model: &mut Model) {
    model.overlays.clear();
}

/// Selects a line of the upper sheet, counted among those that can be chosen.
pub fn select(model: &mut Model, line: usize) {
    if let Some(top) = model.overlays.last_mut() {
        top.selected = line;
    }
}

/// Types a whole text into the upper sheet; false if one does not type into it.
pub fn type_into(model: &mut Model, text: &str) -> bool {
    let top = model.overlays.last_mut().filter(|top| top.kind.is_typed());
    top.map(|top| *top = Overlay { query: text.to_owned(), ..Overlay::new(top.kind.clone()) })
        .is_some()
}

/// Takes all marks of the question away.
pub fn unmark(model: &mut Model) {
    if let Some(lesson) = model.lesson_mut() {
        lesson.picked.clear();
    }
}
