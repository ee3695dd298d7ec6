//! Whose mistake something was, in words.
//!
//! It must not judge: the rules and the machine say who is to blame.

use crate::sim::body::Who;
use crate::sim::rules::{Blame, NO_CRASH};
use crate::sim::{ThreadId, Timeline, Violation};
use crate::text::Lang;
use crate::words::Words;

/// Rules that a client breaks by a step of its own; others it may have broken long before.
const OWN_STEPS: [&str; 8] =
    ["INV-05", "INV-17", "INV-25", "INV-30", "INV-32", "INV-33", "INV-34", "INV-35"];

/// Whom a broken rule blames. Where a run has several clients, the one that made the step is named,
/// if the rule is about that step.
pub fn blamed(timeline: &Timeline, found: &Violation, lang: Lang) -> String {
    let who = Words::of(lang).text(&format!("blame-{}", found.blame.name()));
    // Code that the log does not show may have crashed inside of the innermost call.
    if found.rule == NO_CRASH && timeline.recording().is_some() {
        return Words::of(lang).with("log-blame-crash", &[("who", who.into())]);
    }
    if found.blame != Blame::Client || !OWN_STEPS.contains(&found.rule) {
        return who;
    }
    let (program, start) = (timeline.machine().program(), timeline.machine().start());
    let is_client = |thread: ThreadId| {
        let script = start.thread(thread).frames.first();
        script.is_some_and(|script| program.class(start, script.this).who == Who::Client)
    };
    let clients = (0..start.threads.len() as u8).filter(|it| is_client(ThreadId(*it))).count();
    match timeline.event(found.step).map(|event| event.thread) {
        Some(thread) if clients > 1 && is_client(thread) => {
            format!("{who} ({})", program.thread_name(start, thread))
        }
        _ => who,
    }
}
