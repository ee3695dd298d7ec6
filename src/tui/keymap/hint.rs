//! What the hint line offers: the keys that do something now, most important first.

use crate::sim::event::Ledger;
use crate::tui::content::prompt::prompt;
use crate::tui::content::sheet;
use crate::tui::keymap::is_mute;
use crate::tui::keymap::useful::is_useful;
use crate::tui::keymap::when::{
    asks, breaks_a_rule, has_many_values, holds, is_broken_here, is_walking, points,
    what_escape_does,
};
use crate::tui::model::bench::{BenchPane, Judging};
use crate::tui::model::bindings::{BINDINGS, Binding, When};
use crate::tui::model::key::label;
use crate::tui::model::message::{BenchMessage, Message as M, TalkMessage};
use crate::tui::model::notes::Notes;
use crate::tui::model::talk::Talk;
use crate::tui::model::{Context, Model};
use crate::workshop::RemoteCommand;

/// What the hint line says of a key.
pub struct Hint {
    /// The keys, as they are shown.
    pub keys: String,
    /// What the keys do, in a word or two.
    pub text: String,
    /// The place in the line; what comes first stays longest. From [`FIXED`] on it is always there.
    pub rank: u8,
}

/// Help and quit are always shown.
pub const FIXED: u8 = 20;

/// What the hint line offers now, most important first.
pub fn hints(model: &Model) -> Vec<Hint> {
    let (context, reader) = (model.context(), model.reader());
    let mut found: Vec<Hint> = BINDINGS
        .iter()
        .filter(|binding| binding.contexts.contains(&context) && holds(binding.when, model))
        .filter(|binding| binding.keys.first().is_none_or(|key| !is_mute(model, *key)))
        .filter(|binding| is_useful(model, context, binding.message))
        .filter_map(|binding| {
            let (rank, text) = offer(model, context, binding).filter(|(rank, _)| *rank > 0)?;
            let keys = match binding.message {
                M::Ledger(_) if !holds(When::HasFocus, model) => "1-4".to_owned(),
                M::Bench(BenchMessage::Lower) => {
                    let is_raise = |it: &&Binding| it.message == M::Bench(BenchMessage::Raise);
                    let both = [Some(binding), BINDINGS.iter().find(is_raise)].into_iter();
                    let keys = both.flatten().filter_map(|it| it.keys.first());
                    keys.map(|key| label(*key, reader)).collect::<Vec<_>>().join("/")
                }
                // Any of them: the first and the last.
                M::Present(TalkMessage::Digit(_)) => {
                    let ends = [binding.keys.first(), binding.keys.last()];
                    ends.map(|key| key.map(|key| label(*key, reader)).unwrap_or_default()).join("-")
                }
                _ => binding.keys.first().map(|key| label(*key, reader)).unwrap_or_default(),
            };
            Some(Hint { keys, text, rank })
        })
        .collect();
    // What is passed is played: any key arrives first, whatever it does there.
    if model.stage().is_some_and(|stage| stage.replay.is_some()) {
        found.retain(|hint| hint.rank >= FIXED);
    }
    found.sort_by_key(|hint| hint.rank);
    found
}

/// The position of a key in the hint line and its label there, which depends on the context.
fn offer(model: &Model, context: Context, binding: &Binding) -> Option<(u8, String)> {
    let said = |rank: u8, id: &str| Some((rank, model.text(id)));
    let as_ever = || Some((binding.hint, model.text(binding.text)));
    let on_stage = matches!(context, Context::Stage | Context::Lesson);
    let (at_start, focus) =
        (context == Context::Stage && !holds(When::NotAtStart, model), model.focused_ledger());
    if let Some(offered) = offer_in_room(model, context, binding) {
        return offered;
    }
    if context == Context::Bench || binding.message == M::Bench(BenchMessage::Open) {
        return of_bench(model, context, binding).map(|(rank, id)| (rank, model.text(id)));
    }
    match binding.message {
        M::Beat | M::Scene if context == Context::Lesson => {
            let says = model.lesson().and_then(|lesson| {
                prompt(lesson, model.reader())
                    .into_iter()
                    .find(|(wish, _)| *wish == binding.message)
            });
            says.map(|(_, text)| (binding.hint, text))
        }
        M::Compare if !holds(When::HasGhost, model) && is_broken_here(model) => {
            said(2, "key-healthy")
        }
        M::Compare if !holds(When::HasGhost, model) => None,
        // What was just made to be compared, and what is broken, is looked at next.
        M::Compare if on_stage => said(2, binding.text),
        // Why it is so comes before the list of all rules.
        M::Why if focus.is_none() && binding.hint > 0 && is_broken_here(model) => {
            said(2, binding.text)
        }
        M::Rules if context == Context::Stage && is_broken_here(model) => said(7, binding.text),
        M::Rules if context == Context::Stage && breaks_a_rule(model) => said(3, binding.text),
        M::NextViolation if context == Context::Stage => said(4, binding.text),
        M::Enter if context == Context::Question && !asks(model) => {
            said(binding.hint, "card-go-choose")
        }
        M::Enter if context == Context::Sheet => match sheet::what_enter_does(model) {
            Some(id) => said(binding.hint, id),
            None => as_ever(),
        },
        M::Play if holds(When::Plays, model) => said(1, "key-pause"),
        M::Escape if context == Context::Home => {
            said(binding.hint, if model.in_lesson() { "key-to-lesson" } else { "key-to-stage" })
        }
        M::Escape if on_stage || context == Context::Question => {
            said(binding.hint, what_escape_does(model))
        }
        M::Faster if on_stage => said(2, binding.text),
        // Cycling through thirty values is impractical; offer the list.
        M::Values if context == Context::Home && !has_many_values(model) => said(6, binding.text),
        M::Language if context == Context::Home => said(5, binding.text),
        M::Language => None,
        M::Review => {
            let due = model.words().with("key-review-due", &[("due", model.due.into())]);
            Some((binding.hint, due))
        }
        M::Ledger(ledger) if on_stage => match focus {
            Some(focus) if focus == ledger => said(11, "key-next-change"),
            None if ledger == Ledger::StatusTable && at_start => said(2, "key-panels"),
            _ => None,
        },
        M::Why if on_stage && focus.is_some() && binding.hint > 0 => said(2, "key-story"),
        M::Enlarge if on_stage && focus.is_some() => said(4, binding.text),
        M::Down if on_stage && focus.is_some() => said(5, "key-line"),
        M::Play if at_start => said(3, binding.text),
        M::Goto if at_start => said(4, binding.text),
        M::Copy if at_start => said(6, binding.text),
        M::Caller | M::Callee if is_walking(model) => said(1, binding.text),
        M::Statement if at_start => said(7, binding.text),
        _ => as_ever(),
    }
}

/// Whether the run on the stage shows what a judgement found.
fn is_of_bench(model: &Model) -> bool {
    model.bench.is_some() && model.shown_stage().is_some_and(|stage| stage.of_bench)
}

/// What a key of the workbench does now, if anything, and its position in the hint line.
fn of_bench(model: &Model, context: Context, binding: &Binding) -> Option<(u8, &'static str)> {
    let as_ever = Some((binding.hint, binding.text));
    if binding.message == M::Bench(BenchMessage::Open) {
        return match context {
            // The run of a task leads back to it.
            Context::Stage if is_of_bench(model) => Some((1, binding.text)),
            Context::Stage | Context::Home => as_ever,
            // The end of a lesson offers its task.
            _ => None,
        };
    }
    let Some(bench) = model.shown_bench() else { return as_ever };
    let (is_idle, in_pool) = (bench.judging == Judging::No, bench.pane == BenchPane::Pool);
    match binding.message {
        M::Bench(BenchMessage::Judge) | M::Escape if !is_idle => Some((1, "key-bench-stop")),
        M::Escape if bench.lesson.is_some() && model.any_lesson().is_some() => {
            Some((binding.hint, "key-to-lesson"))
        }
        M::Enter if in_pool && bench.bench.pool().is_empty() => None,
        // The shortest run is looked at before anything is moved.
        M::Enter if in_pool => {
            Some((if bench.has_breach() { 9 } else { binding.hint }, binding.text))
        }
        M::Enter => Some((if bench.is_on_own_line() { 12 } else { 1 }, "key-bench-here")),
        M::Bench(BenchMessage::Judge) if bench.is_judged() => None,
        M::Bench(BenchMessage::Inside) if !bench.is_on_piece() => None,
        M::Bench(BenchMessage::Cpp) if bench.cpp.is_some() => {
            Some((binding.hint, "key-bench-model"))
        }
        M::Hint if bench.accepted().is_some() => None,
        // In the methods too, a judgement and a hint are a key away.
        M::Bench(BenchMessage::Judge) if !in_pool && !bench.is_on_piece() => {
            Some((2, binding.text))
        }
        M::Hint if !in_pool && !bench.is_on_piece() => Some((4, binding.text)),
        // What was found is read before anything is moved; in the methods, one moves.
        M::PageDown if in_pool && bench.verdict().is_some() => Some((2, binding.text)),
        M::Bench(BenchMessage::Show) if !in_pool => Some((5, binding.text)),
        M::Swap if !in_pool => Some((binding.hint, "key-bench-side-pool")),
        M::Left => as_ever.filter(|_| bench.depths()[0]),
        M::Right => as_ever.filter(|_| bench.depths()[1]),
        M::Bench(BenchMessage::Lower) => Some((binding.hint, "key-bench-move")),
        _ => as_ever,
    }
}

/// The same in front of a room; `None`: as everywhere.
fn offer_in_room(
    model: &Model,
    context: Context,
    binding: &Binding,
) -> Option<Option<(u8, String)>> {
    let said = |rank: u8, id: &str| Some((rank, model.text(id)));
    Some(match binding.message {
        // In an excursion the way back comes right after the ways on; Escape is the same way.
        M::Present(TalkMessage::Place) if model.talk().is_some_and(Talk::is_away) => {
            said(2, binding.text)
        }
        M::Present(TalkMessage::Place) if matches!(context, Context::Present | Context::Hands) => {
            None
        }
        M::Escape
            if matches!(context, Context::Present | Context::Hands)
                && model.talk().is_some_and(Talk::is_away) =>
        {
            None
        }
        M::Ask(RemoteCommand::Place) if model.notes().is_some_and(Notes::is_away) => {
            said(2, binding.text)
        }
        M::Present(TalkMessage::Pointer) if points(model) => said(2, "key-pointer-off"),
        M::Down if context == Context::Notes && model.notes().is_some_and(Notes::points) => {
            said(2, "key-pointer-down")
        }
        M::Ask(RemoteCommand::Pointer) if model.notes().is_some_and(Notes::points) => {
            said(2, "key-pointer-off")
        }
        // Nothing is right in a question of the speaker's own.
        M::Present(TalkMessage::Reveal)
            if model.talk().is_some_and(|talk| talk.question().is_some()) =>
        {
            said(binding.hint, "key-show-next")
        }
        // What digits do now: under pressure nobody works it out.
        M::Present(TalkMessage::Digit(_)) if context == Context::Notes => {
            let notes = model.notes();
            match (notes.is_some_and(Notes::asks), notes.is_some_and(Notes::polls)) {
                (true, _) => said(binding.hint, "key-show-count"),
                (false, true) => None,
                (false, false) => said(binding.hint, "key-show-number"),
            }
        }
        M::Present(TalkMessage::Digit(_)) if model.talk().is_some_and(Talk::is_answered) => None,
        _ => return None,
    })
}
