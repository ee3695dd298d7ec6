//! `teardown replay`: a run as text or as JSON Lines.

use super::{CommandResult, Ended, Failure, print, report};
use crate::cli::{ReplayArgs, ReplayFormat};
use crate::diagnostic::{Diagnostic, nearest};
use crate::headless::{Transcript, jsonl, text};
use crate::run::{self, Run};
use crate::sim::{EventKind, Timeline};
use crate::text::Lang;
use crate::words::Words;

pub(super) fn replay(args: &ReplayArgs, lang: Lang) -> CommandResult {
    let run =
        run::find_with(args.run.run.as_deref(), &args.run.settings(), args.bodies.as_deref())?;
    let timeline = run.timeline();
    astray(&timeline, lang);
    let from =
        place(args.from.as_deref(), 1, &timeline, |kind| matches!(kind, EventKind::Call { .. }))?;
    let until =
        args.until.as_deref().map_or(Ok(timeline.len()), |word| returned(word, &timeline))?;
    let transcript = Transcript {
        timeline: &timeline,
        lesson: run.lesson_id(),
        scenario: &run.scenario,
        lang,
        steps: (from, until),
        only: args.only,
        numbered: !args.stable,
    };
    print(|out| match args.format {
        ReplayFormat::Text => text::write(&transcript, args.ledgers, out),
        ReplayFormat::Jsonl => jsonl::write(&transcript, out),
    })?;
    Ok(judge(&run, &timeline, lang))
}

/// Says so if the order that was asked for could not be followed.
pub(super) fn astray(timeline: &Timeline, lang: Lang) {
    if let Some(step) = timeline.astray() {
        report::say(&Words::of(lang).with("replay-astray", &[("step", step.into())]));
    }
}

/// As expected: the run came out as it should, and is as the lesson expects it to be.
pub(super) fn judge(run: &Run, timeline: &Timeline, lang: Lang) -> Ended {
    let failures = run.failures(timeline);
    report::complain(&failures, &run.sources(), lang);
    match run.is_as_announced(timeline) && failures.is_empty() {
        true => Ended::Well,
        false => Ended::Otherwise,
    }
}

/// A step by its number, or the first return of a method.
pub(super) fn returned(word: &str, timeline: &Timeline) -> Result<usize, Failure> {
    place(Some(word), 0, timeline, |kind| matches!(kind, EventKind::Return { .. }))
}

/// A step by its number, or by the first event of the wanted kind that is about a method.
fn place(
    word: Option<&str>,
    otherwise: usize,
    timeline: &Timeline,
    wanted: impl Fn(&EventKind) -> bool,
) -> Result<usize, Failure> {
    let Some(word) = word else { return Ok(otherwise) };
    if let Ok(step) = word.parse() {
        return Ok(step);
    }
    let program = timeline.machine().program();
    let named = |kind: &EventKind| match kind {
        EventKind::Call { method, .. } | EventKind::Return { method, .. } => {
            Some(program.method_name(*method))
        }
        _ => None,
    };
    let found = timeline
        .events()
        .iter()
        .position(|event| wanted(&event.kind) && named(&event.kind) == Some(word));
    found.map(|at| at + 1).ok_or_else(|| {
        let mut known: Vec<&str> =
            timeline.events().iter().filter_map(|event| named(&event.kind)).collect();
        known.sort_unstable();
        known.dedup();
        let complaint = Diagnostic::error(
            "no-such-step",
            "",
            None,
            format!("no step of this run calls or mentions {word:?}"),
        );
        let near = nearest(word, known.iter().copied());
        Failure::usage(match near.is_empty() {
            true => complaint.help(format!("a number, or one of: {}", known.join(", "))),
            false => complaint.help(format!("did you mean {}?", near.join(", "))),
        })
    })
}
