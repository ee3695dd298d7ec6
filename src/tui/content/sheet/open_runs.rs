//! The runs and lessons that can be taken up again: what is on the stage or behind the home screen,
//! then those that were left for it.
//!
//! It must not know why one was left.

use crate::tui::content::lookup;
use crate::tui::content::pen::piece;
use crate::tui::content::sheet::Sheet;
use crate::tui::model::Model;
use crate::tui::model::sheet::Action;
use crate::tui::model::show::Show;
use crate::tui::model::theme::Role;

/// The sheet with a line or two for each of them, the latest first.
pub fn sheet(model: &Model, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("open-runs-title"), columns);
    if let Some(show) = model.show() {
        push(&mut sheet, model, show, Action::TakeUp(None));
    }
    for (at, show) in model.open_runs.iter().enumerate().rev() {
        push(&mut sheet, model, show, Action::TakeUp(Some(at)));
    }
    if model.open_runs.is_empty() {
        sheet.gap();
        sheet.text(Role::Quiet, &model.text("open-runs-none"), 0);
    }
    sheet
}

fn push(sheet: &mut Sheet, model: &Model, show: &Show, action: Action) {
    let title = lookup::show_title(show, model.reader());
    sheet.hanging(piece(Role::Key, "> "), Role::Title, &title, Some(action));
    let timeline = &show.stage().timeline;
    let place = [("step", timeline.at().into()), ("steps", timeline.len().into())];
    let place = model.words().with("caption-place", &place);
    let dot = model.theme.glyphs.dot;
    let what = match show {
        Show::Lesson(lesson) | Show::Excursion(_, lesson) => {
            let all = lesson.course.stops().len();
            let at = lesson.course.current().map_or(0, |stop| stop + 1);
            model.words().with("card-scene", &[("at", at.into()), ("all", all.into())])
        }
        Show::Run(stage) => {
            // In what a run that was led elsewhere differs.
            let other = stage.ghost.as_ref().filter(|ghost| ghost.noted);
            let differs = other.map_or(String::new(), |ghost| format!(" {dot} {}", ghost.title));
            format!("{}{differs}", model.stage_word(stage))
        }
    };
    sheet.text(Role::Quiet, &format!("{place} {dot} {what}"), 4);
}
