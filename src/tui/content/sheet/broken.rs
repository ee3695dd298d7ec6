//! What sheets tell of a broken rule: what is the case, whose mistake it is, the cause, where the
//! run goes wrong, how to mend it; and the two ways on from there.
//!
//! It must not know which sheet it is.

use crate::narrate::blame::blamed;
use crate::scenario::catalogue;
use crate::sim::State;
use crate::sim::timeline::Verdict;
use crate::tui::content::pen::piece;
use crate::tui::content::sheet::Sheet;
use crate::tui::content::violation::{BrokenRule, blame, cause, mend, mend_bug, parts, symptom};
use crate::tui::model::Model;
use crate::tui::model::beside::HealthyRun;
use crate::tui::model::sheet::Action;
use crate::tui::model::stage::Stage;
use crate::tui::model::theme::Role;

/// The run without what breaks the rules, if it may be shown.
fn healthy<'a>(model: &Model, stage: &'a Stage) -> Option<&'a HealthyRun> {
    stage.healthy.run().filter(|_| !model.hides_bugs() && !stage.asks)
}

/// Adds a rule that is broken; `state` is the situation after the step. Enter jumps to the step.
pub fn push(sheet: &mut Sheet, model: &Model, stage: &Stage, it: &BrokenRule<'_>, state: &State) {
    let (lang, glyphs) = (model.lang, model.theme.glyphs);
    let found = it.found;
    let is_past = found.step <= stage.timeline.at();
    let role = if is_past { Role::Bad } else { Role::Doubt };
    let text = catalogue::rule(found.rule);
    let title = text.map_or(found.name, |rule| rule.title.get(lang));
    let head = piece(role, format!("{} {} ", glyphs.broken, found.rule));
    sheet.hanging(head, Role::Title, title, Some(Action::Jump(found.step)));
    sheet.text(role, &it.case(&stage.timeline, state, lang), 4);
    let end = stage.timeline.len();
    let shows = stage.timeline.event(end).is_some_and(|event| event.kind.is_beat());
    let id = match is_past {
        // The step itself did nothing; the rule is about what is left.
        true if found.step == end && !shows => "rules-at-end",
        true => "rules-at",
        false => "rules-later",
    };
    let when = model.words().with(id, &[("step", found.step.into())]);
    let blame = blamed(&stage.timeline, found, lang);
    sheet.text(Role::Text, &format!("{when} {} {blame}", glyphs.dot), 4);
    // The remedy of a bug mends all that it breaks, and is shown once.
    let hidden = model.hides_bugs() || stage.asks;
    let of_bug = healthy(model, stage).is_some_and(|run| !run.bugs.is_empty());
    if !hidden
        && !of_bug
        && let Some(mend) = mend(&stage.timeline, found, stage.of_bench, lang)
    {
        sheet.text(Role::Good, &mend, 4);
    }
}

/// Adds the cause that the broken rules of a run have in common, and the ways on: both runs side by
/// side, and the mended one.
pub fn push_cause(sheet: &mut Sheet, model: &Model, stage: &Stage) {
    let Some(run) = healthy(model, stage) else { return };
    let lang = model.lang;
    let mend = mend_bug(run, lang);
    let cut_short = matches!(stage.timeline.verdict(), Verdict::Crashed | Verdict::Stuck);
    let who = blame(run, lang);
    let who = who.map(|who| model.words().with("panel-blame", &[("who", who.into())]));
    for (role, text) in [
        (Role::Text, cause(Some(run), lang)),
        (Role::Text, who),
        (Role::Text, parts(run, lang)),
        (Role::Text, symptom(Some(run), cut_short, lang)),
        (Role::Good, mend),
    ] {
        if let Some(text) = text {
            sheet.text(role, &text, 0);
        }
    }
    let title = [("run", run.ghost.title.clone().into())];
    // What happened in a process cannot be mended and run again.
    let again = if stage.timeline.log_name().is_some() { "log-run" } else { "violation-run" };
    for (id, action) in [("violation-beside", Action::Beside), (again, Action::Mend)] {
        let text = model.words().with(id, &title);
        sheet.choice(vec![piece(Role::Key, format!("{} {text}", model.theme.glyphs.next))], action);
    }
    sheet.gap();
}
