//! A run as a numbered, readable transcript.
//!
//! It must not know the command line. Unlike JSON, it replays the states, because sentences
//! describe the state after their step.

use std::io::{self, Write};

use super::{Transcript, ledgers};
use crate::narrate::blame::{advice, symptom};
use crate::narrate::ending::ending;
use crate::narrate::{narrate, why};
use crate::scenario::{Idle, Scenario, catalogue};
use crate::sim::body::Confidence;
use crate::sim::event::{LEDGERS, Ledger};
use crate::sim::timeline::Verdict;
use crate::sim::{Event, Program, State, Violation};
use crate::text::Lang;
use crate::words::Words;

/// Writes a run; with `ledgers`, also the four ledgers at the end.
///
/// # Errors
/// What `out` reports.
pub fn write(
    transcript: &Transcript<'_>,
    with_ledgers: bool,
    out: &mut dyn Write,
) -> io::Result<()> {
    let timeline = transcript.timeline;
    let program = timeline.machine().program();
    let words = Words::of(transcript.lang);
    let mut state = timeline.machine().start().clone();
    heading(transcript, out)?;
    writeln!(out, "\n{}", words.text("transcript-start"))?;
    write_ledgers(transcript, program, &state, out)?;
    writeln!(out, "\n{}", words.text("transcript-steps"))?;
    let mut taken = 0;
    transcript.each(|step, broken| {
        while taken < step {
            taken += 1;
            if let Some(event) = timeline.event(taken) {
                state.apply(event);
            }
        }
        if transcript.tells(step)
            && let Some(event) = timeline.event(step)
        {
            write_step(transcript, program, &state, step, event, out)?;
        }
        broken.iter().try_for_each(|found| write_violation(transcript, program, &state, found, out))
    })?;
    if with_ledgers {
        writeln!(out, "\n{}", words.text("transcript-final"))?;
        write_ledgers(transcript, program, timeline.final_state(), out)?;
    }
    verdict(transcript, out)
}

fn heading(transcript: &Transcript<'_>, out: &mut dyn Write) -> io::Result<()> {
    if let Some(recording) = transcript.timeline.recording() {
        let steps = transcript.step(transcript.timeline.len()).unwrap_or(0);
        let arguments = [("name", recording.name.as_ref().into()), ("steps", steps.into())];
        return writeln!(out, "{}", Words::of(transcript.lang).with("log-heading", &arguments));
    }
    let options = &transcript.scenario.options;
    let path = transcript.scenario.path.as_str();
    writeln!(
        out,
        "{}",
        catalogue::path(path).map_or(path, |text| text.title.get(transcript.lang))
    )?;
    if let Some(lesson) = transcript.lesson {
        writeln!(out, "{lesson}")?;
    }
    writeln!(out, "{options}")?;
    let world = options.get("world").unwrap_or("busy");
    let provider = options.get("provider").unwrap_or("eager");
    let arguments = [
        ("world", world.into()),
        ("provider", provider.into()),
        ("steps", transcript.step(transcript.timeline.len()).unwrap_or(0).into()),
    ];
    writeln!(out, "{}", Words::of(transcript.lang).with("transcript-run", &arguments))
}

fn write_ledgers(
    transcript: &Transcript<'_>,
    program: &Program,
    state: &State,
    out: &mut dyn Write,
) -> io::Result<()> {
    for ledger in
        LEDGERS.into_iter().filter(|ledger| transcript.only.is_none_or(|only| only == *ledger))
    {
        writeln!(out, "  {}", ledger.name())?;
        let lines = ledgers::lines(program, state, ledger, transcript.lang);
        for line in said(transcript, ledger, lines) {
            writeln!(out, "    {line}")?;
        }
    }
    Ok(())
}

/// The lines of a ledger; where it has none, that it is empty, or that a log does not show it; of
/// those that no record shows, that they are inferred.
pub(super) fn said(transcript: &Transcript<'_>, ledger: Ledger, lines: Vec<String>) -> Vec<String> {
    let words = Words::of(transcript.lang);
    match (lines.is_empty(), transcript.timeline.knows(ledger)) {
        (false, _) if transcript.timeline.infers(ledger) => {
            let mark = words.text("confidence-inferred");
            lines.into_iter().map(|line| format!("{line}  [{mark}]")).collect()
        }
        (false, _) => lines,
        (true, true) => vec!["-".to_owned()],
        (true, false) => vec![words.text("ledger-unknown")],
    }
}

fn write_step(
    transcript: &Transcript<'_>,
    program: &Program,
    state: &State,
    step: usize,
    event: &Event,
    out: &mut dyn Write,
) -> io::Result<()> {
    let indent = 2 * usize::from(event.depth);
    let thread = program.thread_name(state, event.thread);
    let mark = if event.background { '~' } else { ' ' };
    let sentence = narrate(program, state, event, transcript.lang);
    if transcript.numbered {
        write!(out, "{step:>6} ")?;
    }
    write!(out, "{mark}{thread:<13} {:indent$}{sentence}", "")?;
    if let Some(statement) = program.statement(event) {
        let mut sources: Vec<String> = statement.cites.iter().map(ToString::to_string).collect();
        let words = Words::of(transcript.lang);
        let doubtful = statement.confidence.filter(|mark| *mark != Confidence::Documented);
        sources.extend(doubtful.map(|mark| words.text(&format!("confidence-{}", mark.name()))));
        sources.extend(statement.reading.map(|reading| program.names.text(reading).to_owned()));
        if !sources.is_empty() {
            write!(out, "  [{}]", sources.join(", "))?;
        }
    }
    writeln!(out)?;
    if let Some(note) = transcript.timeline.recording().and_then(|it| it.notes.get(&step)) {
        let note = Words::of(transcript.lang).with("log-note", &[("note", note.as_ref().into())]);
        writeln!(out, "{:>22}{:indent$}{note}", "", "")?;
    }
    match why(program, event, transcript.lang) {
        Some(why) => {
            let column = if transcript.numbered { 22 } else { 15 };
            writeln!(out, "{:>column$}{:indent$}({why})", "", "")
        }
        None => Ok(()),
    }
}

fn write_violation(
    transcript: &Transcript<'_>,
    program: &Program,
    state: &State,
    found: &Violation,
    out: &mut dyn Write,
) -> io::Result<()> {
    let words = Words::of(transcript.lang);
    writeln!(out, "    !! {}", transcript.violation(program, state, found))?;
    if let Some(text) = catalogue::rule(found.rule) {
        let marked = |said, field| catalogue::marked(said, text.mark(field), transcript.lang);
        let (rule, mend) = (
            marked(&text.statement, "statement"),
            own_mend(transcript, found)
                .unwrap_or_else(|| advice(transcript.timeline, found, transcript.lang)),
        );
        writeln!(out, "       {rule}  [{}]", text.cites.join(", "))?;
        if let Some(symptom) = symptom(transcript.timeline, found, transcript.lang) {
            writeln!(out, "       {} {symptom}", words.text("transcript-symptom"))?;
        }
        writeln!(out, "       {} {mend}", words.text("transcript-mend"))?;
    }
    Ok(())
}

/// How to mend the bug of the catalogue that a run was asked for, if it is one that breaks the
/// rule: the rule's own advice is written for the usual cause.
fn own_mend(transcript: &Transcript<'_>, found: &Violation) -> Option<String> {
    let [id] = transcript.scenario.options.all("bug") else { return None };
    let specs = Scenario::bugs();
    let (_, spec) = specs.iter().find(|(bug, _)| bug == id)?;
    let bug = catalogue::bug(id).filter(|_| spec.rules.iter().any(|rule| rule == found.rule))?;
    Some(catalogue::marked(&bug.mend, bug.mark("mend"), transcript.lang))
}

/// Lists what was requested but had no effect, one line each; `ids` are the text ids for a setting
/// and for a body, the latter with `-instead` appended if another body ran.
pub(super) fn write_idle(
    idle: &Idle,
    ids: (&str, &str),
    lang: Lang,
    out: &mut dyn Write,
) -> io::Result<()> {
    let words = Words::of(lang);
    let settings = idle
        .settings
        .iter()
        .map(|(key, value)| words.with(ids.0, &[("setting", format!("{key}={value}").into())]));
    let bodies = idle.bodies.iter().map(|body| {
        let id = format!("{}{}", ids.1, if body.instead.is_some() { "-instead" } else { "" });
        let arguments = [
            ("body", body.name.as_str().into()),
            ("module", body.module.as_str().into()),
            ("file", body.file.as_ref().into()),
            ("line", body.place.line.to_string().into()),
            ("instead", body.instead.as_deref().unwrap_or_default().into()),
        ];
        words.with(&id, &arguments)
    });
    let lines: Vec<String> = settings.chain(bodies).collect();
    if lines.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    lines.iter().try_for_each(|line| writeln!(out, "{line}"))
}

/// Writes the verdict, after the list of what had no effect.
pub(super) fn verdict(transcript: &Transcript<'_>, out: &mut dyn Write) -> io::Result<()> {
    let idle = transcript.idle();
    write_idle(&idle, ("transcript-idle-setting", "transcript-idle-body"), transcript.lang, out)?;
    let timeline = transcript.timeline;
    for sentence in ending(timeline, transcript.lang, transcript.numbered) {
        writeln!(out, "\n{sentence}")?;
    }
    let broken = timeline.broken_rules(timeline.len());
    let id = match (timeline.recording(), timeline.verdict()) {
        (Some(_), Verdict::Clean) => "log-clean".to_owned(),
        (_, verdict) => format!("transcript-{}", verdict.name()),
    };
    let words = Words::of(transcript.lang);
    let bound = timeline
        .bounded_by()
        .map_or_else(String::new, |limit| words.text(&format!("bounded-{}", limit.name())));
    let place =
        timeline.stopped_at().map_or_else(String::new, |(file, line)| format!("{file}:{line}"));
    let arguments = [
        ("steps", transcript.step(timeline.len()).unwrap_or(0).into()),
        ("rules", broken.join(", ").into()),
        ("bound", bound.into()),
        ("place", place.into()),
    ];
    writeln!(out, "\n{}", words.with(&id, &arguments))?;
    let unsure: Vec<&str> =
        timeline.recording().map_or_else(Vec::new, |it| it.unsure.keys().copied().collect());
    if unsure.is_empty() {
        return Ok(());
    }
    let arguments = [("rules", unsure.join(", ").into())];
    writeln!(out, "{}", words.with("log-cannot-tell", &arguments))
}
