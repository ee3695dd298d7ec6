//! How a run ended, in sentences: which step crashed and whose mistake it was; who waits for ever,
//! for what, and who could have ended it.
//!
//! It must not judge: the machine decides who is to blame.

use crate::sim::event::At;
use crate::sim::rules::Blame;
use crate::sim::timeline::{Crash, Stuck};
use crate::sim::{EventKind, MethodId, ObjectId, Program, State, Timeline};
use crate::text::Lang;
use crate::words::Words;

/// One sentence for a crash, or one for each thread that waits for ever; none for a run that ended
/// otherwise. They name steps only where the reader's are `numbered`.
pub fn ending(timeline: &Timeline, lang: Lang, numbered: bool) -> Vec<String> {
    let crash = timeline.crash().map(|crash| crashed(timeline, &crash, lang, numbered));
    let stuck = timeline.stuck().iter().map(|stuck| waits(timeline, stuck, lang, numbered));
    crash.into_iter().chain(stuck).collect()
}

/// How the run crashed, if it did.
pub(super) fn crash(timeline: &Timeline, lang: Lang) -> Option<String> {
    timeline.crash().map(|crash| crashed(timeline, &crash, lang, true))
}

/// How a thread waits for ever in a method of this object, if any does.
pub(super) fn wait_of(timeline: &Timeline, object: ObjectId, lang: Lang) -> Option<String> {
    let stuck = timeline.stuck().iter().find(|stuck| stuck.blocked.object == object)?;
    Some(waits(timeline, stuck, lang, true))
}

fn crashed(timeline: &Timeline, crash: &Crash, lang: Lang, numbered: bool) -> String {
    let (program, state, words) =
        (timeline.machine().program(), timeline.final_state(), Words::of(lang));
    let fault = program.fault_text(crash.why);
    let fault = words.find(&format!("fault-{fault}"), &[]).unwrap_or_else(|| fault.to_owned());
    if timeline.recording().is_some() {
        return recorded(timeline, crash, lang, numbered);
    }
    let fault = match crash.object {
        Some(object) => format!("{fault} ({})", program.object_name(state, object)),
        None => fault,
    };
    let arguments = [
        ("step", if numbered { crash.step } else { 0 }.into()),
        ("fault", fault.into()),
        ("code", program.body(crash.at.body).title.as_str().into()),
        ("actor", program.object_name(state, crash.actor).into()),
        ("statement", statement(program, crash.at).into()),
        ("blame", words.text(&format!("blame-{}", crash.blame.name())).into()),
    ];
    words.with("ending-crash", &arguments)
}

/// A crash that a log shows: the innermost call that was recorded need not be where it was.
fn recorded(timeline: &Timeline, crash: &Crash, lang: Lang, numbered: bool) -> String {
    let (program, state, words) =
        (timeline.machine().program(), timeline.final_state(), Words::of(lang));
    let call = timeline.callers(crash.step).first().and_then(|call| timeline.event(*call));
    let call = call.and_then(|event| match event.kind {
        EventKind::Call { object, method, .. } => {
            Some(place(program, state, object, Some(method), event.at))
        }
        _ => None,
    });
    let thread = timeline
        .event(crash.step)
        .map_or("?", |event| program.thread_name(timeline.machine().start(), event.thread));
    let id = match (&call, thread) {
        (Some(_), _) => "log-crash",
        (None, "?") => "log-crash-unknown",
        (None, _) => "log-crash-outside",
    };
    let step = if numbered { crash.step } else { 0 };
    let arguments = [
        ("step", step.into()),
        ("call", call.unwrap_or_default().into()),
        ("thread", thread.into()),
    ];
    words.with(id, &arguments)
}

fn waits(timeline: &Timeline, stuck: &Stuck, lang: Lang, numbered: bool) -> String {
    let (program, state, words) =
        (timeline.machine().program(), timeline.final_state(), Words::of(lang));
    let it = &stuck.blocked;
    let arguments = [
        ("thread", program.thread_name(state, it.thread).into()),
        ("place", place(program, state, it.object, it.method, it.at).into()),
        ("statement", statement(program, it.at).into()),
        ("since", if numbered { stuck.since.into() } else { "unnumbered".into() }),
        ("could", could(timeline, stuck, lang).into()),
        ("blame", words.text(&format!("blame-{}", Blame::of(it.blame).name())).into()),
    ];
    words.with("ending-stuck", &arguments)
}

/// Who could have ended a wait: the nearest statement, whose code it is, and the thread that is on
/// its way to it.
fn could(timeline: &Timeline, stuck: &Stuck, lang: Lang) -> String {
    let (program, state, words) =
        (timeline.machine().program(), timeline.final_state(), Words::of(lang));
    let Some(nearest) = stuck.blocked.could.first() else {
        return words.text("ending-could-nobody");
    };
    let body = program.body(nearest.at.body);
    let arguments = [
        ("statement", statement(program, nearest.at).into()),
        ("code", body.title.as_str().into()),
        ("who", words.text(&format!("who-{}", body.who.word())).into()),
        ("thread", nearest.thread.map_or("", |thread| program.thread_name(state, thread)).into()),
    ];
    let id = match nearest.thread {
        Some(thread) if thread == stuck.blocked.thread => "ending-could-itself",
        Some(_) => "ending-could-thread",
        None => "ending-could-code",
    };
    words.with(id, &arguments)
}

/// Where a thread is: `support-A.StoreLogoffTransports`, or the name of its script.
pub fn place(
    program: &Program,
    state: &State,
    object: ObjectId,
    method: Option<MethodId>,
    at: At,
) -> String {
    match method {
        Some(method) => {
            format!("{}.{}", program.object_name(state, object), program.method_name(method))
        }
        None => program.body(at.body).title.clone(),
    }
}

/// The text of a statement, as its file has it.
pub fn statement(program: &Program, at: At) -> String {
    program
        .body(at.body)
        .statements
        .get(usize::from(at.statement))
        .map_or_else(String::new, |it| it.text.to_string())
}
