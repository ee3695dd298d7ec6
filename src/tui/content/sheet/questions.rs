//! The questions of the speaker's own: those that there are, and one that is being typed.

use crate::tui::content::pen::piece;
use crate::tui::content::sheet::Sheet;
use crate::tui::model::Model;
use crate::tui::model::sheet::{Action, Overlay};
use crate::tui::model::theme::Role;
use crate::workshop::question::{OwnQuestion, QuestionProblem};

/// The sheet with the questions that can be asked.
pub fn sheet(model: &Model, overlay: &Overlay, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("questions-title"), columns);
    sheet.text(Role::Quiet, &model.text("questions-prompt"), 0);
    sheet.text(Role::Text, &format!("> {}_", overlay.query), 0);
    sheet.gap();
    if !overlay.query.is_empty() {
        match OwnQuestion::parse(&overlay.query) {
            Ok(question) => {
                let text = model.words().with("questions-ask", &[("ask", question.ask.into())]);
                sheet.choice(
                    vec![piece(Role::Key, "> "), piece(Role::Text, text)],
                    Action::Ask(None),
                );
            }
            Err(problem) => sheet.text(Role::Bad, &problem_text(model, problem), 0),
        }
        return sheet;
    }
    let known = model.talk().map_or(&[][..], |talk| &talk.questions);
    for (at, question) in known.iter().enumerate() {
        sheet.hanging(
            piece(Role::Key, "> "),
            Role::Text,
            &question.ask,
            Some(Action::Ask(Some(at))),
        );
    }
    sheet
}

/// What is wrong with a question.
fn problem_text(model: &Model, problem: QuestionProblem) -> String {
    let count = if let QuestionProblem::Options(count) = problem { count } else { 0 };
    model.words().with(problem.text(), &[("count", count.into())])
}
