//! The rules and how they stand here: which hold, which are broken, by whom, and at which step.

use crate::narrate::blame::blamed;
use crate::scenario::catalogue::{self, RuleText};
use crate::text::{Lang, Text};
use crate::tui::content::pen::piece;
use crate::tui::content::sheet::Sheet;
use crate::tui::model::Model;
use crate::tui::model::sheet::Action;
use crate::tui::model::stage::Stage;
use crate::tui::model::theme::Role;

/// The sheet: broken rules first, with their step; then the others.
pub fn sheet(model: &Model, stage: &Stage, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("rules-title"), columns);
    let here = stage.timeline.at();
    let program = stage.timeline.machine().program();
    let glyphs = model.theme.glyphs;
    let secret = model.hides_bugs();
    if secret {
        sheet.text(Role::Doubt, &model.text("rules-after-answer"), 0);
        sheet.gap();
    }
    let told = || stage.timeline.violations().iter().filter(|found| !secret || found.step <= here);
    for found in told() {
        let is_past = found.step <= here;
        let role = if is_past { Role::Bad } else { Role::Doubt };
        let subject = program.object_name(stage.timeline.final_state(), found.subject);
        let blame = blamed(&stage.timeline, found, model.lang);
        let when = model
            .words()
            .with(if is_past { "rules-at" } else { "rules-later" }, &[("step", found.step.into())]);
        let text = catalogue::rule(found.rule);
        let title = text.map_or(found.name, |rule| rule.title.get(model.lang));
        let head = piece(role, format!("{} {} ", glyphs.broken, found.rule));
        sheet.hanging(head, Role::Title, title, Some(Action::Jump(found.step)));
        sheet.text(role, &format!("{when} {} {subject}: {blame}", glyphs.dot), 4);
        if let Some(rule) = text {
            let marked =
                |text: &Text, field: &str| catalogue::marked(text, rule.mark(field), model.lang);
            sheet.text(Role::Text, &marked(&rule.statement, "statement"), 4);
            sheet.text(Role::Quiet, &marked(&rule.why, "why"), 4);
            sheet.text(Role::Quiet, &marked(&rule.symptom, "symptom"), 4);
            limits(&mut sheet, rule, model.lang);
            sheet.text(Role::Cite, &rule.cites.join(", "), 4);
        }
        sheet.gap();
    }
    let is_broken = |id: &str| told().any(|found| found.rule == id);
    for rule in catalogue::rules().iter().filter(|rule| !is_broken(&rule.id)) {
        let aside = stage.timeline.machine().leaves_aside(&rule.id, stage.timeline.final_state());
        let untested = !secret && !aside && stage.timeline.situations(&rule.id) == 0;
        let quiet = aside || secret || untested;
        let (mark, role) =
            if quiet { (glyphs.open, Role::Quiet) } else { (glyphs.holds, Role::Good) };
        sheet.hanging(
            piece(role, format!("{mark} {} ", rule.id)),
            Role::Text,
            rule.title.get(model.lang),
            None,
        );
        sheet.text(
            Role::Quiet,
            &catalogue::marked(&rule.statement, rule.mark("statement"), model.lang),
            4,
        );
        if untested {
            let why = rule.untested.get(model.lang);
            sheet.text(
                Role::Quiet,
                &model.words().with("rules-untested", &[("why", why.into())]),
                4,
            );
        }
        if aside {
            limits(&mut sheet, rule, model.lang);
        }
    }
    sheet
}

/// Where the rule does not judge, and why.
fn limits(sheet: &mut Sheet, rule: &RuleText, lang: Lang) {
    if let Some(exempt) = &rule.exempt {
        sheet.text(Role::Quiet, exempt.text.get(lang), 4);
    }
}
