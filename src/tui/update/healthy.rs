//! The run without what breaks a rule, or without a bug that breaks none: searched for once the
//! current place is one where that is to be seen, put beside this run, or in its place.
//!
//! It must not know how it is shown.

use crate::lesson::Lesson;
use crate::lesson::run::load;
use crate::scenario::{Mended, Scenario};
use crate::text::Lang;
use crate::tui::model::Model;
use crate::tui::model::beside::{Healthy, HealthyRun};
use crate::tui::model::sheet::{Overlay, SheetKind};
use crate::tui::model::show::Show;
use crate::tui::model::stage::Stage;
use crate::tui::update::run::replace;
use crate::words::Words;

/// Most steps of such a run: longer ones are not compared.
const BOUND: usize = 50_000;

/// Looks for it, if the run has come to where a rule is broken, or is to break one `ahead`, and
/// it has not been searched for.
pub(super) fn seek(show: &mut Show, lang: Lang, ahead: bool) {
    let lesson = match show {
        Show::Lesson(lesson) => Some(lesson.course.shared_lesson()),
        Show::Run(_) | Show::Excursion(..) => None,
    };
    let stage = show.stage_mut();
    let at = stage.timeline.at();
    let broken = stage.timeline.violations().first().is_some_and(|found| ahead || found.step <= at);
    // Beside a log the run of the model that it fits best is shown, whatever is broken.
    let is_log = stage.timeline.log_name().is_some();
    // A bug may break no rule, and show all the same.
    let has_bug = stage.timeline.violations().is_empty() && !stage.options.all("bug").is_empty();
    let is_asked = broken || ahead && (is_log || has_bug);
    if !is_asked || !matches!(stage.healthy, Healthy::NotSought) {
        return;
    }
    stage.healthy = match mended(stage, lesson.as_deref()) {
        Some(mended) => {
            let title = title(&mended, is_log, lang);
            Healthy::Found(Box::new(HealthyRun::beside(&stage.timeline, mended, title)))
        }
        None => Healthy::Unknown,
    };
}

fn mended(stage: &Stage, lesson: Option<&Lesson>) -> Option<Mended> {
    let scenario = match lesson {
        Some(lesson) => load(lesson, &stage.options).ok()?,
        None => Scenario::load(&stage.options, &[]).ok()?,
    };
    if stage.timeline.log_name().is_some() {
        let timeline = scenario.timeline(BOUND);
        return Some(Mended {
            options: stage.options.clone(),
            timeline,
            without: Vec::new(),
            with: None,
            bundled: false,
        });
    }
    let broken = stage.timeline.broken_rules(stage.timeline.len());
    scenario.mended(&broken, BOUND)
}

/// In what it differs from this run.
fn title(mended: &Mended, is_log: bool, lang: Lang) -> String {
    let words = Words::of(lang);
    if is_log {
        return words.with("log-healthy", &[("run", mended.options.to_string().into())]);
    }
    if let Some((key, value)) = mended.with {
        return words.with("healthy-with", &[("setting", format!("{key}={value}").into())]);
    }
    let without = mended.without.iter().map(|(key, value)| match key.as_str() {
        "bug" => value.clone(),
        _ => format!("{key}={value}"),
    });
    let without = without.collect::<Vec<_>>().join(", ");
    match without.is_empty() {
        true => words.text("healthy-bundled"),
        false => words.with("healthy-without", &[("what", without.into())]),
    }
}

/// Whether there is one to be shown.
fn is_there(model: &Model) -> bool {
    model.stage().is_some_and(|stage| stage.healthy.run().is_some() && !stage.secret && !stage.asks)
}

/// Puts it beside this run and shows both.
pub(super) fn beside(model: &mut Model) {
    let (lang, hidden) = (model.lang, model.hides_bugs());
    if let Some(show) = model.show_mut().filter(|_| !hidden) {
        seek(show, lang, true);
    }
    if !is_there(model) {
        model.notice = Some(model.text("compare-nothing"));
        return;
    }
    if let Some(stage) = model.stage_mut() {
        stage.ghost = stage.healthy.run().map(|run| run.ghost.clone());
        stage.go(stage.timeline.at());
    }
    // From where they part.
    model.overlays.push(Overlay { selected: 1, ..Overlay::new(SheetKind::Compare) });
}

/// Puts it in the place of this run, where the two part; this one stays beside.
pub(super) fn mend(model: &mut Model) {
    if !is_there(model) {
        return;
    }
    let Some(run) = model.stage().and_then(|stage| stage.healthy.run()) else { return };
    let (ghost, at) = (run.ghost.clone(), run.parts.unwrap_or(1).saturating_sub(1));
    replace(model, ghost.options, ghost.timeline, at, ghost.title);
}
