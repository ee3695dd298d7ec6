//! A run as JSON Lines: a header, a line for each step and each broken rule, a verdict.
//!
//! Other people's tools read this, so its keys and their order must not change. It must not know
//! the command line. It does not replay any states: names never change once a thing exists, so the
//! final state has the names for all steps.

mod closed;
mod event;
mod ledger;
mod line;
mod step;
mod words;

use std::cell::OnceCell;
use std::io::{self, Write};

use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;

use self::closed::VERSION;
use self::ledger::LedgersJson;
use self::line::{CouldJson, CrashJson, Header, RunLine, StuckJson, VerdictLine, ViolationLine};
use self::step::Steps;
use self::words::Named;
use super::Transcript;
use crate::narrate::ending::{place, statement};
use crate::scenario::{Idle, RunOptions, catalogue};
use crate::sim::ledgers::Ledgers;
use crate::sim::rules::Blame;
use crate::sim::timeline::{Crash, Stuck};
use crate::sim::waiting::Could;
use crate::sim::{Event, Program, State, Violation};

/// The JSON Schema of a line, as JSON text.
pub fn schema_text() -> String {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    // `format: uint16` and the like are specific to schemars; a strict validator rejects formats
    // that it does not know, and the bounds next to it say the same.
    let plain = RecursiveTransform(|schema: &mut Schema| {
        schema.remove("format");
    });
    let schema =
        settings.with_transform(plain).into_generator().into_root_schema_for::<RunLine<'_>>();
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

/// Writes a run.
///
/// # Errors
/// What `out` reports.
pub fn write(transcript: &Transcript<'_>, out: &mut dyn Write) -> io::Result<()> {
    let timeline = transcript.timeline;
    let program = timeline.machine().program();
    let run =
        RunContext { program, state: timeline.final_state(), transcript, idle: OnceCell::new() };
    let steps = Steps::of(program, run.state);
    let mut text = Buffer::default();
    put(&mut text, &RunLine::Header(run.header(timeline.machine().start())), out)?;
    transcript.each(|step, broken| {
        if transcript.tells(step)
            && let Some(event) = timeline.event(step)
        {
            put(&mut text, &RunLine::Step(steps.line(transcript.step(step), event)), out)?;
        }
        for found in broken {
            let line = run.violation(found, timeline.event(step));
            put(&mut text, &RunLine::Violation(line), out)?;
        }
        Ok(())
    })?;
    put(&mut text, &RunLine::Verdict(run.verdict()), out)
}

/// Writes a line in one piece; all lines share the memory in `text`.
fn put(text: &mut Buffer, line: &RunLine<'_>, out: &mut dyn Write) -> io::Result<()> {
    text.0.clear();
    serde_json::to_writer(&mut *text, line)?;
    text.0.push(b'\n');
    out.write_all(&text.0)
}

/// A line in memory. Half of a serializer's writes are one byte long: pushing a byte is cheaper
/// than copying a slice as `Vec` would, and saves a fifth of the instructions.
#[derive(Default)]
struct Buffer(Vec<u8>);

impl Write for Buffer {
    #[inline(always)]
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match bytes {
            [byte] => self.0.push(*byte),
            _ => self.0.extend_from_slice(bytes),
        }
        Ok(bytes.len())
    }

    #[inline(always)]
    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write(bytes).map(|_| ())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

struct RunContext<'a> {
    program: &'a Program,
    /// The final state, which has every name.
    state: &'a State,
    transcript: &'a Transcript<'a>,
    idle: OnceCell<Idle>,
}

impl<'a> RunContext<'a> {
    /// What was requested but had no effect.
    fn idle(&self) -> &Idle {
        self.idle.get_or_init(|| self.transcript.idle())
    }

    /// The bug that broke a rule, if one did; a bug without any effect broke nothing.
    fn bug(&self, rule: &str) -> Option<&'a str> {
        let bug = bug_of(&self.transcript.scenario.options, rule)?;
        let is_idle = self.idle().settings.iter().any(|(key, value)| key == "bug" && value == bug);
        (!is_idle).then_some(bug)
    }

    fn header(&self, start: &'a State) -> Header<'a> {
        let scenario = self.transcript.scenario;
        let options = &scenario.options;
        let readings = catalogue::readings().iter().filter(|reading| reading.switch);
        let chosen = |id: &'a String| Some((id.as_str(), scenario.switches.get(id)?.as_str()));
        if let Some(recording) = self.transcript.timeline.recording() {
            return Header {
                teardown: VERSION,
                lesson: None,
                path: "log",
                provider: "recorded",
                world: "recorded",
                readings: Vec::new(),
                run: recording.name.to_string(),
                run_without: Vec::new(),
                start: LedgersJson::of(self.program, start),
            };
        }
        Header {
            teardown: VERSION,
            lesson: self.transcript.lesson,
            path: &scenario.path,
            provider: options.get("provider").unwrap_or("eager"),
            world: options.get("world").unwrap_or("busy"),
            readings: readings.filter_map(|reading| chosen(&reading.id)).collect(),
            run: options.to_string(),
            run_without: scenario
                .beyond()
                .map(super::super::scenario::load::Beyond::name)
                .collect(),
            start: LedgersJson::of(self.program, start),
        }
    }

    fn violation(&self, found: &Violation, event: Option<&Event>) -> ViolationLine<'a> {
        let text = catalogue::rule(found.rule);
        ViolationLine {
            step: self.transcript.step(found.step),
            thread: event.map(|event| self.program.thread_name(self.state, event.thread)),
            depth: event.map(|event| event.depth),
            event: "violation",
            rule: found.rule,
            id: found.name,
            blame: found.blame.name(),
            bug: self.bug(found.rule),
            object: Named(Ledgers::of(self.program, self.state).object_name(found.subject)),
            text: text.map_or(found.name, |rule| rule.statement.get(self.transcript.lang)),
            confidence: text.map_or("documented", |rule| rule.mark("statement").name()),
        }
    }

    fn verdict(&self) -> VerdictLine<'a> {
        let timeline = self.transcript.timeline;
        VerdictLine {
            end: true,
            verdict: timeline.verdict().name(),
            violations: timeline.broken_rules(timeline.len()),
            bound: timeline.bounded_by().map(super::super::sim::budget::Limit::name),
            crash: timeline.crash().map(|crash| self.crash(&crash)),
            stuck: timeline.stuck().iter().map(|stuck| self.stuck(stuck)).collect(),
            idle: self.idle().words().collect(),
            cannot_tell: timeline
                .recording()
                .map_or_else(Vec::new, |it| it.unsure.keys().copied().collect()),
            at_end: LedgersJson::of(self.program, self.state),
        }
    }

    fn crash(&self, crash: &Crash) -> CrashJson<'a> {
        let names = Ledgers::of(self.program, self.state);
        CrashJson {
            step: self.transcript.step(crash.step),
            why: self.program.fault_text(crash.why),
            object: crash.object.map(|object| Named(names.object_name(object))),
            actor: Named(names.object_name(crash.actor)),
            code: &self.program.body(crash.at.body).title,
            statement: statement(self.program, crash.at),
            blame: crash.blame.name(),
        }
    }

    fn stuck(&self, stuck: &'a Stuck) -> StuckJson<'a> {
        let it = &stuck.blocked;
        StuckJson {
            thread: self.program.thread_name(self.state, it.thread),
            place: place(self.program, self.state, it.object, it.method, it.at),
            waits_for: statement(self.program, it.at),
            since: self.transcript.step(stuck.since),
            could: it.could.iter().map(|could| self.could(could)).collect(),
            blame: Blame::of(it.blame).name(),
        }
    }

    fn could(&self, could: &Could) -> CouldJson<'a> {
        CouldJson {
            statement: statement(self.program, could.at),
            code: &self.program.body(could.at.body).title,
            thread: could.thread.map(|thread| self.program.thread_name(self.state, thread)),
        }
    }
}

/// The bug that broke a rule: the only one requested, or the one whose rules include it.
fn bug_of<'a>(options: &'a RunOptions, rule: &str) -> Option<&'a str> {
    match options.all("bug") {
        [] => None,
        [only] => Some(only),
        several => several.iter().map(String::as_str).find(|id| {
            catalogue::bugs()
                .iter()
                .any(|bug| bug.id == *id && bug.rules.iter().any(|known| known == rule))
        }),
    }
}
