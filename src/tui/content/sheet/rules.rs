//! The rules and their results here: which hold, which are broken, by whom, and at which step.

use crate::narrate::blame::symptom;
use crate::narrate::cursor::StateCursor;
use crate::scenario::catalogue::{self, RuleText};
use crate::text::{Lang, Text};
use crate::tui::content::pen::piece;
use crate::tui::content::sheet::{Sheet, broken};
use crate::tui::content::violation::BrokenRule;
use crate::tui::model::Model;
use crate::tui::model::stage::Stage;
use crate::tui::model::theme::Role;

/// The sheet: broken rules first, with their step; then the others.
pub fn sheet(model: &Model, stage: &Stage, columns: u16) -> Sheet {
    let mut sheet = Sheet::new(model.text("rules-title"), columns);
    let here = stage.timeline.at();
    let glyphs = model.theme.glyphs;
    let secret = model.hides_bugs();
    if secret {
        sheet.text(Role::Doubt, &model.text("rules-after-answer"), 0);
        sheet.gap();
    }
    let told = || stage.timeline.violations().iter().filter(|found| !secret || found.step <= here);
    let broken = BrokenRule::all(&stage.timeline, told());
    let mut walk = StateCursor::new(&stage.timeline);
    if !broken.is_empty() {
        broken::push_cause(&mut sheet, model, stage);
    }
    for (at, it) in broken.iter().enumerate() {
        broken::push(&mut sheet, model, stage, it, walk.state(it.found.step));
        // What the rule says is said once, however often it was broken.
        let is_told = broken[..at].iter().any(|earlier| earlier.found.rule == it.found.rule);
        if let Some(rule) = catalogue::rule(it.found.rule).filter(|_| !is_told) {
            let marked =
                |text: &Text, field: &str| catalogue::marked(text, rule.mark(field), model.lang);
            sheet.text(Role::Text, &marked(&rule.statement, "statement"), 4);
            sheet.text(Role::Quiet, &marked(&rule.why, "why"), 4);
            if let Some(symptom) = symptom(&stage.timeline, it.found, model.lang) {
                sheet.text(Role::Quiet, &symptom, 4);
            }
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
        if let Some((doubt, interface)) = stage.timeline.unsure(&rule.id) {
            let words = model.words();
            let interface = [("interface", interface.into())];
            let why = words.with(&format!("judge-doubt-{doubt}"), &interface);
            let said = words.with("unsure-rule", &[("why", why.into())]);
            sheet.text(Role::Doubt, &said, 4);
        } else if untested {
            // Why the model does not test it is no reason of a log's.
            let of_log = model.text("log-untested");
            let why = if stage.is_log() { &of_log } else { rule.untested.get(model.lang) };
            sheet.text(
                Role::Quiet,
                &model.words().with("rules-untested", &[("why", why.to_owned().into())]),
                4,
            );
        }
        if aside || untested && stage.is_log() {
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
