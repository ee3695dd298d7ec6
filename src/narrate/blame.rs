//! Whose mistake something was, in words.
//!
//! It must not judge: the rules and the machine say who is to blame.

use crate::sim::body::Who;
use crate::sim::rules::Blame;
use crate::sim::{ThreadId, Timeline, Violation};
use crate::text::Lang;
use crate::words::Words;

/// Whom a broken rule blames. Where a run has several clients, the one that made the step is named.
pub fn blamed(timeline: &Timeline, found: &Violation, lang: Lang) -> String {
    blamed_at(timeline, found.blame, found.step, lang)
}

/// Whom a step blames.
pub(super) fn blamed_at(timeline: &Timeline, blame: Blame, step: usize, lang: Lang) -> String {
    let words = Words::of(lang);
    let who = words.text(&format!("blame-{}", blame.name()));
    let (program, start) = (timeline.machine().program(), timeline.machine().start());
    let is_client = |thread: ThreadId| {
        let script = start.thread(thread).frames.first();
        script.is_some_and(|script| program.class(start, script.this).who == Who::Client)
    };
    let clients = (0..start.threads.len() as u8).filter(|it| is_client(ThreadId(*it))).count();
    match timeline.event(step).map(|event| event.thread) {
        Some(thread) if blame == Blame::Client && clients > 1 && is_client(thread) => {
            format!("{who} ({})", program.thread_name(start, thread))
        }
        _ => who,
    }
}
