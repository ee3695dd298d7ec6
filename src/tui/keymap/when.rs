//! When a key does anything: what must be so in the model.
//!
//! It must not know a key.

use crate::tui::content::{card, sheet};
use crate::tui::model::bench::BenchScreen;
use crate::tui::model::bindings::When;
use crate::tui::model::home::Pane;
use crate::tui::model::lesson::{CardPhase, LessonStage};
use crate::tui::model::sheet::{Action, SheetKind};
use crate::tui::model::show::Show;
use crate::tui::model::stage::{Focus, Stage};
use crate::tui::model::talk::Talk;
use crate::tui::model::{Context, Model};

/// Whether it is so now.
pub(super) fn holds(when: When, model: &Model) -> bool {
    let stage = |is: fn(&Stage) -> bool| model.stage().is_some_and(is);
    // A review stays at its question.
    let moves = model.lesson().is_none_or(|lesson| lesson.review.is_none());
    let goes_on = || moves && stage(|stage| stage.timeline.at() < stage.timeline.len());
    let begun = || moves && stage(|stage| stage.timeline.at() > 0);
    match when {
        When::Always => true,
        When::HasIdleBug => model.home.idle.bug().is_some(),
        When::NotAtEnd => goes_on(),
        When::GoesOn => goes_on() || model.in_lesson() || model.talk().is_some_and(Talk::ends_run),
        When::Asks => asks(model),
        When::HasExercise => model.lesson().is_some_and(|lesson| lesson.exercise().is_some()),
        When::HasCard => {
            model.any_lesson().is_some_and(|lesson| lesson.course.lesson().file.card.is_some())
        }
        When::NotAtStart => begun(),
        When::InsideAMethod => goes_on() && stage(|stage| stage.timeline.last_event().is_some()),
        When::HasUndo => stage(|stage| !stage.undo.is_empty()),
        When::HasRedo => stage(|stage| !stage.redo.is_empty()),
        When::Plays => stage(|stage| stage.autoplay.is_some()),
        // A question is not played past, but by who answers it too.
        When::MayPlay => moves && (model.auto.is_some() || model.context() != Context::Question),
        When::HasFocus => model.focused_ledger().is_some(),
        When::HasFocusOrCard => model.focused_ledger().is_some() || model.in_lesson(),
        When::HasReview => model.due > 0,
        When::HasStage => model.stage().is_some(),
        When::OnForm => model.home.pane == Pane::Paths,
        When::IsSet => {
            model.home.pane == Pane::Paths && model.home.form.settings().next().is_some()
        }
        When::Searching => model.is_searching(),
        When::HasOpenRuns => !model.open_runs.is_empty(),
        When::HasGhost => stage(|stage| stage.ghost.is_some()),
        When::BreaksARule => breaks_a_rule(model),
        When::OnSetting => matches!(sheet::action(model), Some(Action::Setting(_))),
        When::InTalk => model.talk().is_some(),
        When::TypesNumber => model.talk().is_some_and(|talk| talk.jump.is_some()),
        When::Points => points(model),
        When::NoLesson => !model.in_lesson(),
        When::IsComputed => model.is_at_home() || !stage(Stage::is_log),
        When::MayGoBack if !moves => model
            .lesson()
            .is_some_and(|lesson| lesson.phase.asks() && !card::has_room(lesson, model.reader())),
        When::MayGoBack => {
            begun()
                || model.lesson().is_some_and(LessonStage::may_go_back)
                || model.talk().is_some_and(|talk| talk.playlist.at > 0)
        }
        When::HasItems => model.talk().is_some_and(|talk| talk.playlist.is_some()),
        When::TalkHasItems => {
            model.notes().and_then(|it| it.heard.now.as_ref()).is_some_and(|now| now.items > 1)
        }
        When::OnSituation => {
            model.overlays.last().is_some_and(|overlay| overlay.kind == SheetKind::Situation)
        }
        When::AboveRun => matches!(model.context_below(), Context::Stage | Context::Lesson),
        When::CanChoose => sheet::can_choose(model),
        When::OnOwnLine => model.shown_bench().is_some_and(BenchScreen::is_on_own_line),
        When::HasBreach => model.shown_bench().is_some_and(BenchScreen::has_breach),
        When::HasMove => model.shown_bench().is_some_and(|it| it.bench.can_undo()),
        When::HasMoveAgain => model.shown_bench().is_some_and(|it| it.bench.can_redo()),
        When::HasBench => model.talk().is_none() && (model.bench.is_some() || names_task(model)),
        When::HasNextTask => model
            .shown_bench()
            .is_some_and(|it| it.accepted().is_some() && it.next_task().is_some()),
        When::HasSolution => model.kept_solution().is_some(),
        When::OnPiece => model.shown_bench().is_some_and(BenchScreen::is_on_piece),
    }
}

/// Whether the lesson names a task for the workbench.
fn names_task(model: &Model) -> bool {
    model.any_lesson().is_some_and(|lesson| lesson.task().is_some())
}

/// Whether a question of the lesson is open.
pub(super) fn asks(model: &Model) -> bool {
    model.any_lesson().is_some_and(|lesson| lesson.phase == CardPhase::Asking)
}

/// Whether the run breaks a rule.
pub(super) fn breaks_a_rule(model: &Model) -> bool {
    model.stage().is_some_and(|stage| !stage.timeline.violations().is_empty())
}

/// Whether a rule is broken here, or a bug shows, and the run without that may be shown.
pub(super) fn is_broken_here(model: &Model) -> bool {
    model.stage().is_some_and(|stage| {
        let at = stage.timeline.at();
        let shown = stage.healthy.run().is_some() && !stage.secret && !stage.asks;
        let otherwise = stage.healthy.run().is_some_and(|run| run.shows_at(&stage.timeline));
        let otherwise = stage.foresees && otherwise;
        shown && at > 0 && (otherwise || !stage.timeline.violations_at(at).is_empty())
    })
}

/// Whether a line of the projector is marked for the room.
pub(super) fn points(model: &Model) -> bool {
    model.talk().is_some_and(|talk| talk.pointer().is_some())
}

/// Whether another call than the running one shows.
pub(super) fn is_walking(model: &Model) -> bool {
    let on_stage = matches!(model.context(), Context::Stage | Context::Lesson | Context::Question);
    on_stage && model.stage().is_some_and(|stage| stage.walked.is_some())
}

/// What Escape does on the stage: one thing at a time, from the search to the way home.
pub(super) fn what_escape_does(model: &Model) -> &'static str {
    let Some(show) = model.show() else { return "key-home" };
    let (stage, asks) = (show.stage(), model.talk().is_some_and(Talk::asks));
    match show {
        _ if asks => "key-show-place",
        _ if model.is_searching() => "key-end-search",
        _ if stage.walked.is_some() => "key-to-running",
        _ if stage.enlarged => "key-shrink",
        _ if stage.focus != Focus::Run => "key-leave",
        _ if model.talk().is_some() => "key-show-place",
        Show::Excursion(stage, _) if stage.is_made() => "key-to-lesson-kept",
        Show::Excursion(..) => "key-to-lesson",
        show if show.took_work() => "key-home-kept",
        Show::Run(_) | Show::Lesson(_) => "key-home",
    }
}

/// Whether the selected setting has too many values to cycle through.
pub(super) fn has_many_values(model: &Model) -> bool {
    model.home.fields().get(model.home.selected()).is_some_and(|field| field.values().len() > 24)
}
