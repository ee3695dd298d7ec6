//! Where a lesson was left: to continue there, or to start over.

use crate::tui::content::pen::piece;
use crate::tui::content::sheet::Sheet;
use crate::tui::model::Model;
use crate::tui::model::sheet::Action;
use crate::tui::model::theme::Role;

/// The sheet that offers to continue a lesson where it was left.
pub fn sheet(model: &Model, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("resume-title"), columns.min(64));
    sheet.above = true;
    let Some(course) = model.any_lesson().map(|lesson| &lesson.course) else { return sheet };
    let score = course.score();
    let arguments = [
        ("at", course.current().map_or(0, |stop| stop + 1).into()),
        ("all", course.stops().len().into()),
        ("right", score.right.into()),
        ("questions", score.questions.into()),
    ];
    sheet.text(Role::Text, &model.words().with("resume-where", &arguments), 0);
    sheet.gap();
    for (id, action) in [("resume-on", Action::Close), ("resume-anew", Action::Anew)] {
        sheet.choice(vec![piece(Role::Key, "> "), piece(Role::Text, model.text(id))], action);
    }
    sheet
}
