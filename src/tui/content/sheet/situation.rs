//! The situation as text, to send to a colleague or to keep. It is copied to the clipboard
//! and is shown here.

use crate::narrate::cursor::{StateCursor, chain};
use crate::sim::event::LEDGERS;
use crate::tui::content::sheet::Sheet;
use crate::tui::content::violation::BrokenRule;
use crate::tui::content::{lookup, panel, said};
use crate::tui::model::Model;
use crate::tui::model::stage::Stage;
use crate::tui::model::theme::Role;

/// The situation: the run as a word, the place in it, who did what where, the ledgers, broken rules
/// and pages.
pub fn text(model: &Model, stage: &Stage) -> String {
    let scene = stage.scene(model.lang, model.theme);
    let words = model.words();
    let mut lines = vec![
        format!("{}  ({})", lookup::stage_title(stage, model.lang), model.stage_word(stage)),
        words.with(
            "situation-step",
            &[("step", stage.timeline.at().into()), ("steps", stage.timeline.len().into())],
        ),
    ];
    if let Some(event) = scene.event() {
        let chain = chain(&stage.timeline, stage.timeline.at()).join(" > ");
        lines.push(format!("{} {chain}", words.text("situation-thread")));
        let program = scene.program();
        let body = &program.body(event.at.body).title;
        let line = stage.timeline.recording().and_then(|it| it.lines.get(stage.timeline.at() - 1));
        if let Some(line) = line {
            lines.push(words.with("log-line", &[("line", (*line).into())]));
        } else if let Some(statement) = program.statement(event) {
            lines.push(format!(
                "{} {}  ({body})",
                words.text("situation-statement"),
                statement.text
            ));
        }
    }
    lines.extend(said::sentences(&scene));
    for ledger in LEDGERS {
        lines.push(String::new());
        let told = said::ledger(&scene, ledger);
        let title = words.text(panel::title(ledger));
        lines.push(match !told.is_empty() && stage.timeline.infers(ledger) {
            true => format!("{title} ({})", words.text("confidence-inferred")),
            false => title,
        });
        if told.is_empty() && !stage.timeline.knows(ledger) {
            lines.push(format!("  {}", words.text("ledger-unknown")));
        }
        lines.extend(told.into_iter().map(|line| format!("  {}", line.text)));
    }
    let mut walk = StateCursor::new(scene.timeline);
    let broken: Vec<String> = BrokenRule::all(scene.timeline, scene.violations())
        .into_iter()
        .map(|it| {
            let at = words.with("rules-at", &[("step", it.found.step.into())]);
            let state = walk.state(it.found.step);
            format!("  {} ({at})", it.line(scene.timeline, state, scene.lang))
        })
        .collect();
    lines.push(String::new());
    match broken.is_empty() {
        true if stage.is_log() => lines.push(words.text("log-no-rule-broken")),
        true => lines.push(words.text("situation-no-rule-broken")),
        false => lines.extend(broken),
    }
    let pages = said::addresses(&scene);
    if !pages.is_empty() {
        lines.push(words.text("situation-pages"));
        lines.extend(pages.into_iter().map(|page| format!("  {page}")));
    }
    if let Some(doubt) = said::doubt(&scene, scene.cites().1) {
        lines.push(format!("  [{doubt}]"));
    }
    lines.join("\n") + "\n"
}

/// The sheet with the situation as text.
pub fn sheet(model: &Model, stage: &Stage, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("situation-title"), columns);
    sheet.text(Role::Quiet, &model.text("situation-copied"), 0);
    sheet.gap();
    for line in text(model, stage).lines() {
        let indent = line.len() - line.trim_start().len();
        match line.trim().is_empty() {
            true => sheet.gap(),
            false => sheet.text(Role::Text, line, u16::try_from(indent).unwrap_or(0)),
        }
    }
    sheet
}
