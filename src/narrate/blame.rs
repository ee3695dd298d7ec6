//! Whose mistake something was, in words.
//!
//! It must not judge: the rules and the machine say who is to blame.

use crate::scenario::catalogue;
use crate::sim::body::Who;
use crate::sim::rules::Blame;
use crate::sim::{ThreadId, Timeline, Violation};
use crate::text::Lang;
use crate::words::Words;

/// Rules that a client breaks by a step of its own; others it may have broken long before.
const OWN_STEPS: [&str; 8] =
    ["INV-05", "INV-17", "INV-25", "INV-30", "INV-32", "INV-33", "INV-34", "INV-35"];

/// Whom a broken rule blames. Where a run has several clients, the one that made the step is named,
/// if the rule is about that step.
pub fn blamed(timeline: &Timeline, found: &Violation, lang: Lang) -> String {
    let words = Words::of(lang);
    let who = words.text(&format!("blame-{}", found.blame.name()));
    // Code that the log does not show may have crashed inside of the innermost call.
    if found.blame == Blame::Unknown {
        return match innermost(timeline, found.step) {
            Some(inner) => {
                let inner = words.text(&format!("blame-{}", inner.name()));
                words.with("log-blame-unknown", &[("who", inner.into())])
            }
            None => words.text("log-blame-outside"),
        };
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

/// Whose code the innermost recorded call of a step runs; `None` outside of all calls.
pub fn innermost(timeline: &Timeline, step: usize) -> Option<Blame> {
    let event = timeline.event(step).filter(|event| event.depth > 0)?;
    Some(Blame::of(timeline.machine().program().class(timeline.final_state(), event.actor).who))
}

/// How to mend what a rule found. What a recording shows to be the mistake of others than those
/// for whom the rule's advice is written, these cannot mend.
pub fn advice(timeline: &Timeline, found: &Violation, lang: Lang) -> String {
    let Some(rule) = catalogue::rule(found.rule) else { return String::new() };
    let by = found.blame.name();
    let is_for_others =
        !rule.mend_for.is_empty() && !rule.mend_for.iter().any(|it| it == by || by == "unknown");
    if timeline.recording().is_none() || !is_for_others {
        return catalogue::marked(&rule.mend, rule.mark("mend"), lang);
    }
    let who = Words::of(lang).text(&format!("blame-{by}"));
    Words::of(lang).with("log-mend-other", &[("who", who.into())])
}
