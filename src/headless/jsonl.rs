//! A run as JSON Lines: a header, a line for each step and each broken rule, a verdict.
//!
//! Other people's tools read this, so its keys and their order are a promise. It must not know the
//! command line, and it walks no state: names of things never change once they exist, so those of
//! the final situation serve for all steps.

mod changes;

use std::io::{self, Write};

use super::json::Json;
use super::{Telling, ledgers};
use crate::mapi::{FlagSet, flags::flags_of};
use crate::narrate::ending::{place, statement};
use crate::narrate::{Printed, arguments, flags_of_return};
use crate::scenario::{Idle, catalogue};
use crate::sim::body::{Code, Expr, Statement};
use crate::sim::ledgers::Ledgers;
use crate::sim::rules::Blame;
use crate::sim::{Event, EventKind, MethodId, ObjectId, Program, State, Value, Violation};

/// Version of the format, in the header.
pub const VERSION: i64 = 1;
/// The JSON Schema of a line.
pub const RUN_SCHEMA: &str = include_str!("../../assets/schema/run.schema.json");

/// Writes a run.
pub fn write(telling: &Telling<'_>, out: &mut dyn Write) -> io::Result<()> {
    let timeline = telling.timeline;
    let program = timeline.machine().program();
    let mut lines = Lines {
        program,
        state: timeline.final_state(),
        gives: giving(program),
        json: Json::default(),
        telling,
    };
    lines.header(timeline.machine().start());
    lines.flush(out)?;
    telling.each(|step, broken| {
        if telling.tells(step)
            && let Some(event) = timeline.event(step)
        {
            lines.step(step, event);
        }
        for found in broken {
            lines.violation(found, timeline.event(step));
        }
        lines.flush(out)
    })?;
    lines.verdict();
    lines.flush(out)
}

/// For each method, whether some body hands an object back beside the result.
fn giving(program: &Program) -> Vec<bool> {
    let hands_out = |op: &crate::sim::body::Op| match &op.code {
        Code::Return { out, .. } => *out != Expr::Constant(Value::Null),
        _ => false,
    };
    let bodies: Vec<bool> =
        program.bodies.iter().map(|body| body.ops.iter().any(hands_out)).collect();
    (0..program.methods.len())
        .map(|method| {
            let found = program
                .classes
                .iter()
                .filter_map(|class| class.dispatch.get(method).copied().flatten());
            found.into_iter().any(|body| bodies[body.index()])
        })
        .collect()
}

struct Lines<'a> {
    program: &'a Program,
    state: &'a State,
    gives: Vec<bool>,
    json: Json,
    telling: &'a Telling<'a>,
}

impl Lines<'_> {
    fn flush(&mut self, out: &mut dyn Write) -> io::Result<()> {
        out.write_all(self.json.bytes())?;
        self.json.clear();
        Ok(())
    }

    fn header(&mut self, start: &State) {
        let scenario = self.telling.scenario;
        let options = &scenario.options;
        let json = &mut self.json;
        json.open().key("teardown").number(VERSION).key("lesson");
        match self.telling.lesson {
            Some(lesson) => json.string(lesson),
            None => json.null(),
        };
        json.key("path").string(&scenario.path);
        json.key("provider").string(options.get("provider").unwrap_or("eager"));
        json.key("world").string(options.get("world").unwrap_or("busy"));
        json.key("readings").open();
        for reading in catalogue::readings().iter().filter(|reading| reading.switch) {
            if let Some(value) = scenario.switches.get(&reading.id) {
                json.key(&reading.id).string(value);
            }
        }
        json.close().key("run").string(&options.to_string());
        let beyond: Vec<_> = scenario.beyond().collect();
        if !beyond.is_empty() {
            json.key("run_without").open_list();
            for what in beyond {
                json.string(what.name());
            }
            json.close_list();
        }
        json.key("start");
        ledgers::write(json, self.program, start);
        json.close().end_line();
    }

    fn step(&mut self, step: usize, event: &Event) {
        let unlisted = super::unlisted(self.program, self.state, event);
        self.begin(step, Some(event), if unlisted.is_some() { "set" } else { event.kind.name() });
        match &event.kind {
            kind if let Some(object) = unlisted => self.bookkeeping(object, kind),
            EventKind::Call { object, method, args } => self.call(event, *object, *method, args),
            EventKind::Return { object, method, result, out } => {
                self.give_back(*object, *method, result, out);
            }
            kind if kind.ledger().is_some() => self.ledger(event),
            EventKind::Set { object, field, value }
            | EventKind::Link { object, field, value }
            | EventKind::Unlink { object, field, value } => {
                self.object("object", *object);
                self.json.key("field").string(self.program.field_name(*field)).key("value");
                self.value(value);
            }
            _ => self.process(event),
        }
        if let Some(statement) = self.program.statement(event) {
            self.source(statement);
        }
        if event.background {
            self.json.key("background").bool(true);
        }
        self.json.close().end_line();
    }

    fn begin(&mut self, step: usize, event: Option<&Event>, kind: &str) {
        self.json.open().key("step").number(step as i64);
        if let Some(event) = event {
            self.json.key("thread").string(self.program.thread_name(self.state, event.thread));
            self.json.key("depth").number(i64::from(event.depth));
        }
        self.json.key("event").string(kind);
    }

    fn source(&mut self, statement: &Statement) {
        if !statement.cites.is_empty() {
            self.json.key("cite").open_list();
            for cite in statement.cites.iter() {
                self.json.string(&cite.to_string());
            }
            self.json.close_list();
        }
        if let Some(confidence) = statement.confidence {
            self.json.key("confidence").string(confidence.name());
        }
        if let Some(reading) = statement.reading {
            self.json.key("reading").string(self.program.names.text(reading));
        }
    }

    fn object(&mut self, key: &str, object: ObjectId) {
        ledgers::name(
            self.json.key(key),
            Ledgers::of(self.program, self.state).object_name(object),
        );
    }

    fn method(&mut self, object: ObjectId, method: MethodId) {
        self.object("object", object);
        self.json.key("interface").string(self.program.interface(self.state, object));
        self.json.key("method").string(self.program.method_name(method));
    }

    fn call(&mut self, event: &Event, object: ObjectId, method: MethodId, args: &[Value]) {
        match event.depth {
            0 => {
                self.json.key("caller").string(self.program.thread_name(self.state, event.thread));
            }
            _ => self.object("caller", event.actor),
        }
        self.method(object, method);
        let printed = arguments(self.program, self.state, object, method, args);
        let mut others = Vec::new();
        for argument in &printed {
            match argument {
                Printed::Flags(set, word) => self.flags("in", "in_hex", *set, *word),
                Printed::Message(message) => {
                    self.json
                        .key("message")
                        .string(self.program.message_name(self.state, *message));
                }
                Printed::Plain(value) | Printed::Bits(.., value) => others.push(*value),
            }
        }
        if !others.is_empty() {
            self.json.key("args").open_list();
            others.into_iter().for_each(|value| self.value(value));
            self.json.close_list();
        }
    }

    fn give_back(&mut self, object: ObjectId, method: MethodId, result: &Value, out: &Value) {
        self.method(object, method);
        match result {
            Value::Number(count) if self.counts(method) => {
                self.json.key("count").number(*count);
            }
            Value::Number(number) => {
                self.json.key("value").number(*number);
            }
            other => {
                self.json.key("hresult");
                self.value(other);
            }
        }
        match (out, flags_of_return(self.program, self.state, object, method)) {
            (Value::Number(word), Some(set)) => self.flags("out", "out_hex", set, *word as u32),
            (Value::Null, Some(_)) => {}
            (Value::Null, None) if !self.gives[method.index()] => {}
            _ => {
                self.json.key("gives");
                self.value(out);
            }
        }
    }

    /// AddRef and Release.
    fn counts(&self, method: MethodId) -> bool {
        self.program.counting.contains(&Some(method))
    }

    fn flags(&mut self, names: &str, number: &str, set: FlagSet, word: u32) {
        self.json.key(names).open_list();
        let mut rest = word;
        for (name, bit) in flags_of(set).filter(|(_, bit)| word & bit != 0) {
            self.json.string(name);
            rest &= !bit;
        }
        if rest != 0 {
            self.json.hex(rest, 1);
        }
        self.json.close_list().key(number).hex(word, 1);
    }

    fn value(&mut self, value: &Value) {
        match value {
            Value::Null => {
                self.json.null();
            }
            Value::Bool(yes) => {
                self.json.bool(*yes);
            }
            Value::Number(number) => {
                self.json.number(*number);
            }
            Value::List(items) => {
                self.json.open_list();
                items.iter().for_each(|item| self.value(item));
                self.json.close_list();
            }
            Value::Object(object) => ledgers::name(
                &mut self.json,
                Ledgers::of(self.program, self.state).object_name(*object),
            ),
            named => {
                self.json.string(&self.program.value_text(self.state, named));
            }
        }
    }

    fn violation(&mut self, found: &Violation, event: Option<&Event>) {
        self.begin(found.step, event, "violation");
        self.json
            .key("rule")
            .string(found.rule)
            .key("id")
            .string(found.name)
            .key("blame")
            .string(found.blame.name());
        if let Some(bug) = bug_of(&self.telling.scenario.options, found.rule) {
            self.json.key("bug").string(bug);
        }
        self.object("object", found.subject);
        let text = catalogue::rule(found.rule);
        self.json
            .key("text")
            .string(text.map_or(found.name, |rule| rule.statement.get(self.telling.lang)));
        self.json.close().end_line();
    }

    fn verdict(&mut self) {
        let timeline = self.telling.timeline;
        self.json.open().key("end").bool(true).key("verdict").string(timeline.verdict().name());
        self.json.key("violations").open_list();
        for rule in timeline.broken_rules(timeline.len()) {
            self.json.string(rule);
        }
        self.json.close_list();
        if let Some(limit) = timeline.bounded_by() {
            self.json.key("bound").string(limit.name());
        }
        self.crash();
        self.stuck();
        self.idle();
        self.json.key("final");
        ledgers::write(&mut self.json, self.program, self.state);
        self.json.close().end_line();
    }

    fn crash(&mut self) {
        let Some(crash) = self.telling.timeline.crash() else { return };
        self.json.key("crash").open().key("step").number(crash.step as i64);
        self.json.key("why").string(self.program.fault_text(crash.why));
        if let Some(object) = crash.object {
            self.object("object", object);
        }
        self.object("actor", crash.actor);
        self.json.key("code").string(&self.program.body(crash.at.body).title);
        self.json.key("statement").string(&statement(self.program, crash.at));
        self.json.key("blame").string(crash.blame.name()).close();
    }

    fn stuck(&mut self) {
        let stuck = self.telling.timeline.stuck();
        if stuck.is_empty() {
            return;
        }
        self.json.key("stuck").open_list();
        for it in stuck {
            let blocked = &it.blocked;
            self.json
                .open()
                .key("thread")
                .string(self.program.thread_name(self.state, blocked.thread));
            let place = place(self.program, self.state, blocked.object, blocked.method, blocked.at);
            self.json.key("in").string(&place);
            self.json.key("waits_for").string(&statement(self.program, blocked.at));
            self.json.key("since").number(it.since as i64);
            self.json.key("could").open_list();
            for could in &blocked.could {
                let body = &self.program.body(could.at.body).title;
                self.json
                    .open()
                    .key("statement")
                    .string(&statement(self.program, could.at))
                    .key("code")
                    .string(body);
                if let Some(thread) = could.thread {
                    self.json.key("thread").string(self.program.thread_name(self.state, thread));
                }
                self.json.close();
            }
            self.json.close_list().key("blame").string(Blame::of(blocked.blame).name()).close();
        }
        self.json.close_list();
    }
}

impl Lines<'_> {
    /// What was asked for and never came into play, if there is anything.
    fn idle(&mut self) {
        let idle = Idle::of(self.telling.scenario, self.telling.timeline);
        let mut words = idle.words().peekable();
        if words.peek().is_some() {
            self.json.key("idle").open_list();
            for word in words {
                self.json.string(&word);
            }
            self.json.close_list();
        }
    }
}

/// The bug that a broken rule comes from: the only one asked for, or the one that is about that
/// rule.
fn bug_of<'a>(options: &'a crate::scenario::RunOptions, rule: &str) -> Option<&'a str> {
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
