//! Whether a key that works here would change anything now: the hint line offers no other.
//!
//! It must not know a key.

use crate::tui::content::{bench, card, sheet, symptoms};
use crate::tui::model::home::{Pane, tasks};
use crate::tui::model::lesson::{CardPhase, LessonStage};
use crate::tui::model::message::Message as M;
use crate::tui::model::sheet::SheetKind;
use crate::tui::model::stage::{Focus, Stage, index};
use crate::tui::model::{Context, Model};

/// Whether a request would change what shows.
pub(super) fn is_useful(model: &Model, context: Context, message: M) -> bool {
    let stage = |holds: &dyn Fn(&Stage) -> bool| model.stage().is_none_or(holds);
    if model.lesson().is_some_and(|lesson| lesson.review.is_some()) && !is_of_review(model, message)
    {
        return false;
    }
    match message {
        M::Help => model.overlays.last().is_none_or(|it| it.kind != SheetKind::Help),
        M::Down => can_go_down(model, context),
        M::Enter if context == Context::Question => model.any_lesson().is_none_or(has_answer),
        M::Swap if context == Context::Bench => true,
        M::PageDown if context == Context::Bench => {
            model.shown_bench().is_some_and(|it| it.scroll < bench::reach(model, it).1)
        }
        M::Swap => stage(&|it| !it.enlarged),
        M::Ledger(ledger) => stage(&|it| {
            it.focus != Focus::Ledger(ledger) || it.timeline.next_change(ledger).is_some()
        }),
        M::NextViolation => stage(&has_next_violation),
        M::NextHit => stage(&|it| {
            let at = it.timeline.at();
            it.search.as_ref().and_then(|it| it.next(at, true)).is_some_and(|hit| hit != at)
        }),
        M::Faster => stage(&|it| it.pace + 1 < Stage::paces()),
        _ => true,
    }
}

/// Whether a request has an effect in a review, which stays at its question.
fn is_of_review(model: &Model, message: M) -> bool {
    let reader = model.reader();
    match message {
        M::Statement | M::StatementBack | M::Over | M::Out | M::First | M::Last | M::Play => false,
        M::Ledger(ledger) => model.focused_ledger() != Some(ledger),
        M::Back => model.lesson().is_some_and(|lesson| {
            let has_text = lesson.scene().is_some_and(|scene| scene.say.is_some());
            lesson.phase.asks() && has_text && !card::has_room(lesson, reader)
        }),
        _ => true,
    }
}

/// Whether there is something to submit that was not submitted last.
fn has_answer(lesson: &LessonStage) -> bool {
    match lesson.phase {
        CardPhase::Choosing => lesson.pointed,
        _ => !lesson.picked.is_empty() && !is_submitted(lesson),
    }
}

/// Whether what is picked is what the feedback is about.
fn is_submitted(lesson: &LessonStage) -> bool {
    let (Some(feedback), Some([question, _])) = (&lesson.feedback, &lesson.questions) else {
        return false;
    };
    let answered = feedback.right.iter().map(|fact| &fact.name).chain(&feedback.extra);
    let answered: Vec<&String> = answered.collect();
    let mut picked = lesson.picked.iter().filter_map(|at| question.options.get(*at));
    feedback.out_of_order.is_empty()
        && answered.len() == picked.clone().count()
        && picked.all(|name| answered.contains(&name))
}

fn has_next_violation(stage: &Stage) -> bool {
    let at = stage.timeline.at();
    let is_ahead = stage.timeline.violations().iter().any(|found| found.step > at);
    is_ahead && !stage.asks && !stage.secret
}

fn can_go_down(model: &Model, context: Context) -> bool {
    match context {
        Context::Sheet | Context::Typing => {
            model.overlays.last().is_some_and(|top| top.selected < sheet::last(model))
        }
        Context::Home => model.home.selected() + 1 < lines_of_home(model),
        Context::Question => model.lesson().is_none_or(|lesson| {
            let hidden = lesson.phase == CardPhase::Choosing && !lesson.pointed;
            hidden || lesson.cursor + 1 < lesson.choices()
        }),
        _ => model.stage().is_none_or(|stage| match stage.focus {
            Focus::Ledger(of) => {
                stage.selected[index(of)].wrapping_add(1) < stage.lines().count(of)
            }
            Focus::Run => true,
        }),
    }
}

/// How many lines the list of the home screen has that one is in.
pub fn lines_of_home(model: &Model) -> usize {
    match model.home.pane {
        Pane::Lessons if model.lessons.is_empty() => 0,
        Pane::Lessons => model.lessons.len() + tasks().len(),
        Pane::Paths => model.home.fields().len(),
        Pane::Symptoms => symptoms::all().len(),
    }
}
