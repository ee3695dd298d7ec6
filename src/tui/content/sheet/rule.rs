//! One rule of the catalogue: what must hold, what goes wrong else, how to mend it, the bugs that
//! break it, and what a developer sees then.
//!
//! It must not know a run: how the rules stand in one is another sheet.

use crate::scenario::{Scenario, catalogue};
use crate::text::Text;
use crate::tui::content::pen::piece;
use crate::tui::content::sheet::Sheet;
use crate::tui::content::sheet::glossary::push_pages;
use crate::tui::content::symptoms::run_of;
use crate::tui::model::Model;
use crate::tui::model::sheet::{Action, SheetKind};
use crate::tui::model::theme::Role;

/// The sheet of a rule, by its position. A bug that breaks it is run to where it does.
pub fn sheet(model: &Model, at: usize, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("finder-rule"), columns);
    let Some(rule) = catalogue::rules().get(at) else { return sheet };
    let lang = model.lang;
    let marked = |text: &Text, field: &str| catalogue::marked(text, rule.mark(field), lang);
    sheet.text(Role::Title, &format!("{} {}", rule.id, rule.title.get(lang)), 0);
    sheet.text(Role::Text, &marked(&rule.statement, "statement"), 0);
    sheet.text(Role::Quiet, &marked(&rule.why, "why"), 0);
    sheet.text(Role::Text, &marked(&rule.symptom, "symptom"), 0);
    let mend = [("text", marked(&rule.mend, "mend").into())];
    sheet.text(Role::Good, &model.words().with("violation-mend", &mend), 0);
    sheet.gap();
    let specs = Scenario::bugs();
    let bugs: Vec<&str> =
        specs.iter().filter(|(_, bug)| bug.rules.contains(&rule.id)).map(|(id, _)| *id).collect();
    let head = if bugs.is_empty() { "finder-rule-none" } else { "finder-rule-bugs" };
    sheet.push(vec![piece(Role::Title, model.text(head))]);
    for id in bugs {
        let title = catalogue::bug(id).map_or("", |bug| bug.title.get(lang));
        let run = run_of(id).map(|run| Action::RunTo(run, std::slice::from_ref(&rule.id)));
        sheet.hanging(piece(Role::Key, format!("  {id} ")), Role::Text, title, run);
    }
    sheet.push(vec![piece(Role::Title, model.text("finder-rule-symptoms"))]);
    for (at, it) in catalogue::symptoms().iter().enumerate() {
        if it.rules.contains(&rule.id) {
            let line = vec![piece(Role::Text, format!("  {}", it.title.get(lang)))];
            sheet.choice(line, Action::Open(SheetKind::Symptom(at)));
        }
    }
    sheet.gap();
    push_pages(&mut sheet, model, rule.cites.iter().map(String::as_str));
    sheet
}
