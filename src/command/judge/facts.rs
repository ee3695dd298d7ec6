//! What both forms of a judgement say: lines, sentences, open calls, the rules of each side.
//!
//! It must not know in which form it is printed.

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
    let is_call = |step: &usize| {
        matches!(timeline.event(*step).map(|event| &event.kind), Some(EventKind::Call { .. }))
    };
    Some(it.found.step).filter(|step| *step > it.call && !it.is_omission).filter(is_call)
}

/// The object that a finding is about.
pub(super) fn object(timeline: &Timeline, it: &LogFinding) -> String {
    timeline.machine().program().object_name(timeline.final_state(), it.found.subject)
}

/// The calls that are open at the end, innermost first.
pub(super) fn open_calls(timeline: &Timeline) -> Vec<String> {
    let (program, state) = (timeline.machine().program(), timeline.final_state());
    let last = timeline.events().iter().rev().find_map(|event| match event.kind {
        EventKind::Exit | EventKind::WhatIf { .. } => None,
        _ => Some(event.thread),
    });
    let mut threads: Vec<_> = state.threads.iter().enumerate().collect();
    // That of the last event first.
    threads.sort_by_key(|(at, _)| last.is_none_or(|last| last.index() != *at));
    let calls = threads.into_iter().flat_map(|(_, thread)| thread.frames.iter().rev());
    calls
        .filter_map(|frame| {
            let method = program.method_name(frame.method?);
            Some(format!("{}.{method}", program.object_name(state, frame.this)))
        })
        .take(20)
        .collect()
}

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

/// Contested points with what each is about.
pub(super) fn points(ids: &[String], lang: Lang) -> String {
    let titled = |id: &String| match catalogue::reading(id) {
        Some(reading) => format!("{id} {}", reading.title.get(lang)),
        None => id.clone(),
    };
    ids.iter().map(titled).collect::<Vec<_>>().join("; ")
}
