//! What if? From the current place: another setting, or another thread that runs next. The
//! run so far is kept, the old run stays as a ghost.
//!
//! It must not know how the sheet is drawn.

use crate::compare::Comparison;
use crate::scenario::{RunOptions, Scenario};
use crate::sim::Timeline;
use crate::sim::machine::Choice;
use crate::sim::timeline::DEFAULT_BOUND;
use crate::text::Lang;
use crate::tui::content::lookup;
use crate::tui::model::Model;
use crate::tui::model::draft::{Draft, TrialResult, Tried};
use crate::tui::model::home::{FormField, forget_what_has_no_meaning};
use crate::tui::model::stage::Stage;
use crate::tui::update::run::replace;

/// Turns a setting to its next or previous value and tries it out.
pub(super) fn spin(model: &mut Model, field: FormField, by: isize) {
    let Some(stage) = model.stage() else { return };
    let from = match &model.draft {
        Some(draft) if draft.field == field => &draft.options,
        _ => &stage.options,
    };
    let values = field.values();
    let now = field.value(from);
    let at = values.iter().position(|value| *value == now).unwrap_or(0) as isize;
    if let Some(value) = values.get((at + by).rem_euclid(values.len().max(1) as isize) as usize) {
        try_out(model, field, value);
    }
}

/// Gives a setting a value and tries it out.
pub(super) fn try_out(model: &mut Model, field: FormField, value: &str) {
    let Some(stage) = model.stage() else { return };
    let mut options = match &model.draft {
        Some(draft) if draft.field == field => draft.options.clone(),
        _ => stage.options.clone(),
    };
    field.set(&mut options, value);
    if field == FormField::Path {
        // From the run as it is, so that turning past a path loses no setting.
        options = stage.options.clone();
        field.set(&mut options, value);
        forget_what_has_no_meaning(&mut options);
    }
    let outcome = outcome(stage, &options, model.lang);
    model.draft = Some(Draft { field, options, outcome });
}

fn outcome(stage: &Stage, options: &RunOptions, lang: Lang) -> TrialResult {
    if *options == stage.options {
        return TrialResult::Same;
    }
    match Scenario::load(options, &[]) {
        Ok(scenario) => {
            // The same actors go first, as long as they can; on another path other things are to be
            // done.
            let choices = match options.path == stage.options.path {
                true => &stage.timeline.choices()[..stage.timeline.at()],
                false => &[],
            };
            let timeline = Timeline::run_with(scenario.machine, choices, DEFAULT_BOUND);
            let comparison = Comparison::of(&stage.timeline, &timeline);
            match comparison.first_step() {
                Some(step) => TrialResult::Parts(Box::new(Tried { timeline, comparison, step })),
                None => TrialResult::Same,
            }
        }
        Err(complaints) => TrialResult::Impossible(
            complaints.iter().map(|it| it.told(lang)).collect::<Vec<_>>().join("; "),
        ),
    }
}

/// Takes the tried setting: the new run here, or where the runs part if that was before.
pub(super) fn take(model: &mut Model) {
    let Some(draft) = model.draft.take() else { return };
    let TrialResult::Parts(tried) = draft.outcome else { return };
    let Tried { mut timeline, step, .. } = *tried;
    let Some(stage) = model.stage() else { return };
    let here = stage.timeline.at();
    let title = lookup::setting(draft.field, &draft.options, model.lang);
    let notice = match step <= here {
        true => Some(model.words().with("what-if-earlier", &[("step", step.into())])),
        false => None,
    };
    let at = here.min(step.saturating_sub(1));
    timeline.mark(at, &changed(&stage.options, &draft.options));
    replace(model, draft.options, timeline, at, title);
    model.notice = notice;
}

/// The settings that differ, as a RUN word has them.
fn changed(old: &RunOptions, new: &RunOptions) -> String {
    let before: Vec<(&str, &str)> = old.settings().collect();
    let path = new
        .path
        .as_ref()
        .filter(|path| old.path.as_ref() != Some(*path))
        .map(|path| format!("path={path}"));
    let differ: Vec<String> = new
        .settings()
        .filter(|setting| !before.contains(setting))
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    let gone = before
        .iter()
        .filter(|(key, _)| new.given(key).is_none())
        .map(|(key, _)| format!("{key}: default"));
    path.into_iter().chain(differ).chain(gone).collect::<Vec<_>>().join(",")
}

/// Runs another thread next.
pub(super) fn fork(model: &mut Model, choice: Choice) {
    let Some(stage) = model.stage() else { return };
    let here = stage.timeline.at();
    let name = stage
        .timeline
        .machine()
        .program()
        .thread_name(stage.timeline.state(), choice.thread)
        .to_owned();
    let mut forked = stage.timeline.fork(&[choice], DEFAULT_BOUND);
    forked.mark(here, &format!("next={name}"));
    let title = model.words().with("what-if-next", &[("name", name.into())]);
    let options = stage.options.clone();
    replace(model, options, forked, here, title);
}

/// Swaps the run and its ghost.
pub(super) fn swap(model: &mut Model) {
    let Some(stage) = model.stage_mut() else { return };
    let Some(ghost) = stage.ghost.take() else { return };
    let here = stage.timeline.at();
    // Up to where they part both runs are one: the place is the same.
    let at = match ghost.comparison.first_step() {
        Some(step) if here < step => here,
        _ => ghost.comparison.place_in_b(here),
    };
    replace(model, ghost.options, ghost.timeline, at, ghost.title);
    if let Some(stage) = model.stage_mut() {
        stage.made = ghost.made;
    }
}
