//! Whose mistake something was, in words.
//!
//! It must not judge: the rules and the machine say who is to blame.

use crate::scenario::catalogue::{self, RuleText};
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
/// for whom the rule's advice is written, these cannot mend; and how a call was made is not what to
/// mend where it should not have been made.
pub fn advice(timeline: &Timeline, found: &Violation, lang: Lang) -> String {
    let found = whether(timeline, found).unwrap_or(found);
    let Some(rule) = catalogue::rule(found.rule) else { return String::new() };
    // A crash in no recorded call: no object is known that somebody could have freed.
    if found.blame == Blame::Unknown && innermost(timeline, found.step).is_none() {
        return Words::of(lang).text("log-mend-outside");
    }
    if is_typical(timeline, found) {
        return catalogue::marked(&rule.mend, rule.mark("mend"), lang);
    }
    let who = Words::of(lang).text(&format!("blame-{}", found.blame.name()));
    Words::of(lang).with("log-mend-other", &[("who", who.into())])
}

/// Whether advice and symptom of a rule, which are written for some, fit whom a recording shows to
/// have broken it.
pub fn is_typical(timeline: &Timeline, found: &Violation) -> bool {
    let by = found.blame.name();
    let fits = |rule: &RuleText| {
        rule.mend_for.is_empty() || rule.mend_for.iter().any(|it| it == by || by == "unknown")
    };
    timeline.recording().is_none() || catalogue::rule(found.rule).is_none_or(fits)
}

/// What a developer sees where a rule is broken, if it fits whom a recording shows to have broken
/// it.
pub fn symptom(timeline: &Timeline, found: &Violation, lang: Lang) -> Option<String> {
    let rule = catalogue::rule(found.rule).filter(|_| is_typical(timeline, found))?;
    Some(catalogue::marked(&rule.symptom, rule.mark("symptom"), lang))
}

/// What broke a rule by that the call was made at all whose flag is wrong: a second
/// StoreLogoffTransports, or one that is another store's.
fn whether<'a>(timeline: &'a Timeline, found: &Violation) -> Option<&'a Violation> {
    let is_same = |other: &&Violation| {
        matches!(other.rule, "INV-01" | "INV-18")
            && other.subject == found.subject
            && [Some(other.step), timeline.call_of(other.step)].contains(&Some(found.step))
    };
    timeline.violations().iter().find(is_same).filter(|_| found.rule == "INV-03")
}
