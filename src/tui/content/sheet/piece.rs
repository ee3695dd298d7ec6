//! What the selected statement of the workbench inserts: a piece of the provider, statement by
//! statement, and the pieces in it.

use crate::tui::content::pen::piece;
use crate::tui::content::sheet::Sheet;
use crate::tui::model::Model;
use crate::tui::model::theme::Role;
use crate::workbench::cpp::CppPrinter;
use crate::workbench::piece::pieces;

/// The sheet with the pieces of the selected statement.
pub fn sheet(model: &Model, columns: u16) -> Sheet {
    let bench = model.shown_bench();
    let statement = bench.and_then(|it| it.selected_text().map(str::to_owned));
    let title = [("statement", statement.clone().unwrap_or_default().into())];
    let mut sheet = Sheet::new(model.words().with("piece-title", &title), columns);
    let Some((bench, statement)) = bench.zip(statement) else { return sheet };
    let task = &bench.bench.task;
    let printer = bench.cpp.as_ref().map(|_| CppPrinter::new(&task.provider));
    for (at, found) in pieces(task, bench.bench.layout(), &statement).into_iter().enumerate() {
        if at > 0 {
            sheet.gap();
        }
        sheet.push(vec![piece(Role::Title, found.name)]);
        if found.statements.is_empty() {
            sheet.text(Role::Quiet, &model.text("build-method-empty"), 2);
        }
        for (depth, text) in found.statements {
            let lines =
                printer.as_ref().map_or_else(|| vec![text.clone()], |it| it.statement(&text));
            for line in lines {
                let margin = piece(Role::Text, " ".repeat(2 + 2 * depth));
                sheet.hanging(margin, Role::Text, &line, None);
            }
        }
    }
    sheet
}
