//! What both forms of a judgement say: lines, sentences, open calls, the rules of each side.
//!
//! It must not know in which form it is printed.

use crate::lesson::library::that_teaches;
use crate::log::evidence::Doubt;
use crate::log::judge::LogFinding;
use crate::narrate::narrate;
use crate::run::Judged;
use crate::scenario::catalogue;
use crate::sim::rules::Blame;
use crate::sim::{EventKind, Timeline};
use crate::text::Lang;
use crate::words::Words;

/// Why a log cannot tell, in words.
pub(super) fn why(doubt: Doubt, lang: Lang) -> String {
    let arguments = [("interface", doubt.interface().into())];
    Words::of(lang).with(&format!("judge-doubt-{}", doubt.name()), &arguments)
}

/// The line of a step in the log.
pub(super) fn line_of(timeline: &Timeline, step: usize) -> u32 {
    let lines = timeline.recording().map_or(&[][..], |recording| &recording.lines);
    lines.get(step.saturating_sub(1)).copied().unwrap_or(0)
}

/// The line that a finding is about: that of its call, or the last one of the log where something
/// never came.
pub(super) fn line_of_finding(judged: &Judged, it: &LogFinding) -> u32 {
    match it.is_omission {
        true => judged.run.last_line,
        false => line_of(&judged.run.timeline, it.call),
    }
}

/// A step in a sentence.
pub(super) fn sentence(timeline: &Timeline, step: usize, lang: Lang) -> String {
    let mut walk = timeline.clone();
    walk.seek(step);
    let told =
        walk.last_event().map(|event| narrate(walk.machine().program(), walk.state(), event, lang));
    told.unwrap_or_default()
}

/// The call at which it shows that an earlier one was wrong.
pub(super) fn shown_at(timeline: &Timeline, it: &LogFinding) -> Option<usize> {
    let is_call = matches!(
        timeline.event(it.found.step).map(|event| &event.kind),
        Some(EventKind::Call { .. })
    );
    let call = if is_call { Some(it.found.step) } else { timeline.call_of(it.found.step) };
    call.filter(|step| *step > it.call && it.is_call())
}

/// The object that a finding is about; `None` if it is none of the log's, as where a crash is in no
/// recorded call.
pub(super) fn object(timeline: &Timeline, it: &LogFinding) -> Option<String> {
    let (program, state) = (timeline.machine().program(), timeline.final_state());
    let is_listed = program.is_listed(state, it.found.subject);
    is_listed.then(|| program.object_name(state, it.found.subject))
}

/// The calls of a thread that are open at the end, innermost first.
pub(super) struct OpenCalls {
    pub thread: String,
    pub calls: Vec<String>,
    /// The process crashed on this thread.
    pub crashed: bool,
}

/// The calls that are open at the end, that of the last event's thread first; of a crash its own
/// thread's, be there any or not.
pub(super) fn open_calls(timeline: &Timeline) -> Vec<OpenCalls> {
    let (program, state) = (timeline.machine().program(), timeline.final_state());
    let mut events = timeline.events().iter().rev();
    let last = events.find(|it| !matches!(it.kind, EventKind::Exit | EventKind::WhatIf { .. }));
    let crashed = last.filter(|it| matches!(it.kind, EventKind::Crash { .. })).map(|it| it.thread);
    let last = last.map(|event| event.thread.index());
    let mut threads: Vec<_> = state.threads.iter().enumerate().collect();
    threads.sort_by_key(|(at, _)| last != Some(*at));
    let mut left = MOST_OPEN;
    let mut open = Vec::new();
    for (at, thread) in threads {
        let calls = thread.frames.iter().rev().filter_map(|frame| {
            let method = program.method_name(frame.method?);
            Some(format!("{}.{method}", program.object_name(state, frame.this)))
        });
        let calls: Vec<String> = calls.take(left).collect();
        left -= calls.len();
        let crashed = crashed.is_some_and(|crashed| crashed.index() == at);
        if crashed || !calls.is_empty() {
            let thread = program.names.text(thread.name).to_owned();
            open.push(OpenCalls { thread, calls, crashed });
        }
    }
    open
}

/// Most open calls that are named.
const MOST_OPEN: usize = 20;

/// The broken rules of each side.
pub(super) fn sides(judged: &Judged) -> Vec<(&'static str, Vec<&'static str>)> {
    let is_shown = |blame: &Blame, rules: &[&str]| {
        !rules.is_empty() || matches!(blame, Blame::Provider | Blame::Client | Blame::Mapi)
    };
    let of = |blame: Blame| {
        let mut rules: Vec<&'static str> = Vec::new();
        for finding in judged.judgement.findings.iter().filter(|it| it.found.blame == blame) {
            if !rules.contains(&finding.found.rule) {
                rules.push(finding.found.rule);
            }
        }
        (blame, rules)
    };
    let order = [
        Blame::Provider,
        Blame::Client,
        Blame::Mapi,
        Blame::Spooler,
        Blame::Transport,
        Blame::AddressBook,
        Blame::Unknown,
    ];
    order
        .into_iter()
        .map(of)
        .filter(|(blame, rules)| is_shown(blame, rules))
        .map(|(blame, rules)| (blame.name(), rules))
        .collect()
}

/// The lesson that teaches what a finding is about: that of its bug, else that of its rule if the
/// rule's lesson is written for the side that is to blame.
pub(super) fn lesson(it: &LogFinding) -> Option<&'static str> {
    let by = it.found.blame.name();
    let is_for = catalogue::rule(it.found.rule)
        .is_some_and(|rule| rule.mend_for.iter().any(|known| known == by));
    that_teaches(it.bug, it.found.rule).filter(|_| it.in_full && (it.bug.is_some() || is_for))
}

/// Contested points with what each is about.
pub(super) fn points(ids: &[&str], lang: Lang) -> String {
    let titled = |id: &&str| match catalogue::reading(id) {
        Some(reading) => format!("{id} {}", reading.title.get(lang)),
        None => (*id).to_owned(),
    };
    ids.iter().map(titled).collect::<Vec<_>>().join("; ")
}
