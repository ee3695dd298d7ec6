//! The end of a review: how many questions were known, and when the next are due.

use rs_fsrs::Rating;

use crate::lesson::review::plan::ReviewPlan;
use crate::lesson::review::told;
use crate::tui::content::pen::piece;
use crate::tui::content::sheet::Sheet;
use crate::tui::model::Model;
use crate::tui::model::sheet::Action;
use crate::tui::model::theme::Role;

/// The sheet at the end of a review.
pub fn sheet(model: &Model, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("reviewed-title"), columns.min(64));
    let session = model.any_lesson().and_then(|lesson| lesson.review.as_ref());
    let Some(session) = session else { return sheet };
    for (rating, role, id) in [
        (Rating::Good, Role::Good, "reviewed-known"),
        (Rating::Hard, Role::Changed, "reviewed-helped"),
        (Rating::Again, Role::Doubt, "reviewed-missed"),
    ] {
        let days = session.answered.iter().filter(|(it, _)| *it == rating);
        let Some(day) = days.map(|(_, known)| known.due).min() else { continue };
        let arguments = [("count", session.count(rating).into()), ("day", day.to_string().into())];
        sheet.text(role, &model.words().with(id, &arguments), 0);
    }
    sheet.gap();
    let mut offer = |text: String, action: Action| {
        sheet.choice(vec![piece(Role::Key, "> "), piece(Role::Text, text)], action);
    };
    let plan = ReviewPlan::of(&model.kept, model.today);
    if !plan.due.is_empty() {
        let text = told::start(&plan, model.lang);
        offer(model.words().with("reviewed-more", &[("start", text.into())]), Action::Review);
    }
    offer(model.text("recap-home"), Action::Home);
    sheet
}
