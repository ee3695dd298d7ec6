//! Finds what was requested but had no effect on a run: bugs, options and readings without which
//! the run is the same, step for step, and a user's bodies that never ran.
//!
//! It must not know how this is printed.

use std::collections::BTreeSet;

use super::edits::BugSpec;
use super::load::Scenario;
use super::options::RunOptions;
use super::same::{Both, LeftOut};
use super::written::Written;
use crate::sim::budget::Meter;
use crate::sim::change::Change;
use crate::sim::event::At;
use crate::sim::{BodyId, Choice, EventKind, Machine, ObjectId, Program, Timeline};

/// Everything that had no effect on a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Idle {
    /// Options by key and value, including bugs and readings.
    pub settings: Vec<(String, String)>,
    /// Options for which it is unknown, because finding out would exceed the search's work limit.
    pub unknown: Vec<(String, String)>,
    /// Bodies and shared pieces that a user wrote.
    pub bodies: Vec<Written>,
}

impl Idle {
    /// Examines a run of a scenario, in whatever order its threads ran.
    pub fn of(scenario: &Scenario, timeline: &Timeline) -> Self {
        let ran = if scenario.written.is_empty() { BTreeSet::new() } else { ran(timeline) };
        let bodies = bodies(scenario, &ran);
        let asked = scenario.asked.options.settings();
        let idle = asked.filter(|(key, value)| is_idle(key, value, scenario, timeline));
        Self {
            settings: idle.map(|(key, value)| (key.to_owned(), value.to_owned())).collect(),
            unknown: Vec::new(),
            bodies,
        }
    }

    /// Each as one word, such as `bug=CB3` or `body=eager/IMsgStore::Release`.
    pub fn words(&self) -> impl Iterator<Item = String> {
        let bodies = self.bodies.iter().map(|body| format!("body={}/{}", body.module, body.name));
        self.settings.iter().map(|(key, value)| format!("{key}={value}")).chain(bodies)
    }

    /// Whether an option with this value is among them.
    pub fn has(&self, key: &str, value: &str) -> bool {
        self.settings.iter().any(|(idle, of)| idle == key && of == value)
    }
}

/// The settings of a run, by key and value.
pub fn settings(scenario: &Scenario) -> impl Iterator<Item = (&str, &str)> {
    scenario.asked.options.settings()
}

/// The user's bodies that never ran, if only these operations did.
pub fn bodies_beside(scenario: &Scenario, reached: &BTreeSet<(BodyId, u16)>) -> Vec<Written> {
    let program = scenario.machine.program();
    let ran = reached.iter().map(|(body, at)| statement_at(program, *body, *at));
    bodies(scenario, &ran.collect())
}

/// The user's bodies that never ran, if only these statements did.
fn bodies(scenario: &Scenario, ran: &BTreeSet<(BodyId, u16)>) -> Vec<Written> {
    scenario.written.iter().filter_map(|written| written.idle_in(ran)).collect()
}

/// The statements that a run reached, including silent ones and those in which a thread waits from
/// the start.
fn ran(timeline: &Timeline) -> BTreeSet<(BodyId, u16)> {
    let program = timeline.machine().program();
    let mut found = waited_in(timeline.machine());
    for event in
        timeline.events().iter().filter(|event| !matches!(event.kind, EventKind::WhatIf { .. }))
    {
        note_ran(program, event.at, &event.changes, &mut found);
    }
    // A run that was stopped in the middle of a statement did reach that statement.
    let frames = timeline.final_state().threads.iter().flat_map(|thread| &thread.frames);
    found.extend(frames.map(|frame| statement_at(program, frame.body, frame.pc)));
    found
}

/// The statements in which threads wait from the start.
fn waited_in(machine: &Machine) -> BTreeSet<(BodyId, u16)> {
    let waiting = machine.start().threads.iter().filter(|thread| thread.waiting);
    waiting
        .filter_map(|thread| thread.frames.last())
        .map(|frame| statement_at(machine.program(), frame.body, frame.pc))
        .collect()
}

fn statement_at(program: &Program, body: BodyId, at: u16) -> (BodyId, u16) {
    (body, program.body(body).ops[usize::from(at)].statement)
}

/// Adds the statements that a step reached.
fn note_ran(program: &Program, at: At, changes: &[Change], found: &mut BTreeSet<(BodyId, u16)>) {
    let body = at.body;
    found.insert((body, at.statement));
    // Every silent statement before the step advances its frame; what follows a call or a return
    // belongs to another frame.
    for change in changes {
        match change {
            Change::Pc(_, old, _) => found.extend([statement_at(program, body, *old)]),
            Change::Push(..) | Change::Pop(..) => break,
            _ => {}
        }
    }
}

/// The scenario without a setting, if the setting may be idle. These are not: a setting that equals
/// its default, one that a bug replaces by another value, and a bug that breaks its rules merely by
/// choosing a default. Nor are the options for transports and queue, which either show in the
/// initial state or repeat it, and the order in which threads run, which isn't part of what runs.
pub fn without(
    key: &str,
    value: &str,
    scenario: &Scenario,
    is_broken: &dyn Fn(&str) -> bool,
) -> Option<Scenario> {
    let mut options = scenario.asked.options.clone();
    let replaces = |id: &String| spec(id).is_some_and(|spec| spec.options.get(key).is_some());
    if matches!(key, "order" | "transport" | "queue") || options.all("bug").iter().any(replaces) {
        return None;
    }
    options.remove(key, value);
    if let Some(bug) = spec(value).filter(|_| key == "bug") {
        // A bug that only chooses options may choose the default: it has an effect if its rules are
        // broken.
        if is_choice(bug) && bug.rules.iter().any(|rule| is_broken(rule)) {
            return None;
        }
        forget_bug(bug, &mut options);
    }
    scenario.asked.with(options).ok().filter(|without| !without.has(key, value))
}

/// Whether one of the run's bugs replaces this value by another one, and is not shown by just that
/// replacement.
pub fn is_replaced(key: &str, value: &str, scenario: &Scenario) -> bool {
    let replaces = |spec: &BugSpec| {
        let is_shown =
            || RunOptions::parse(&spec.run).is_ok_and(|own| own.given(key) == Some(value));
        spec.options.get(key).is_some_and(|other| other != value) && !is_shown()
    };
    scenario.asked.options.all("bug").iter().filter_map(|id| spec(id)).any(replaces)
}

/// Whether a run would be the same without a setting.
pub fn is_idle(key: &str, value: &str, scenario: &Scenario, timeline: &Timeline) -> bool {
    if is_replaced(key, value, scenario) {
        return true;
    }
    let is_broken = |rule: &str| timeline.violations().iter().any(|found| found.rule == rule);
    let without = without(key, value, scenario, &is_broken);
    without.is_some_and(|without| is_same_run(timeline, &without.machine, LeftOut::of(key)))
}

fn spec(id: &str) -> Option<&'static BugSpec> {
    Scenario::bugs().into_iter().find(|(known, _)| *known == id).map(|(_, spec)| spec)
}

/// Whether a bug only chooses options.
fn is_choice(bug: &BugSpec) -> bool {
    bug.edits.is_empty() && bug.set.is_empty() && bug.hold.0.is_empty()
}

/// Removes the options that are part of a bug, in case they were written down with it. If they are
/// all there is to the bug and break no rule, a client without it chooses what the bug's
/// description says.
fn forget_bug(bug: &BugSpec, options: &mut RunOptions) {
    for (key, value) in &bug.options.0 {
        options.remove(&key.value, value);
    }
    if !is_choice(bug) || !bug.rules.is_empty() {
        return;
    }
    for (key, value) in &bug.instead.0 {
        if options.given(&key.value).is_none() {
            // A value from the catalogue is never refused.
            let _ = options.set(&key.value, value);
        }
    }
}

/// Whether a machine would do the same, step for step, and break the same rules. Each machine
/// numbers its names independently.
fn is_same_run(timeline: &Timeline, other: &Machine, part: LeftOut) -> bool {
    let Some(both) = Both::new(timeline.machine(), other, part) else { return false };
    let mut state = other.start().clone();
    let mut broken = BTreeSet::new();
    if !both.have_same_ledgers(timeline.machine().start(), &state) {
        return false;
    }
    for (event, choice) in timeline.events().iter().zip(timeline.choices()) {
        let Some(thread) = both.thread(choice.thread) else { return false };
        let choice = Choice { thread, ..*choice };
        if !other.is_possible(&state, choice) {
            return false;
        }
        let Ok(step) = other.step(&mut state, choice, &Meter::default()) else { return false };
        other.judge(&state, &step, &mut |found| broken.extend([(found.rule, found.subject)]));
        if !both.do_the_same(event, &step) {
            return false;
        }
    }
    if !timeline.is_bounded() {
        if other.enabled(&state).next().is_some() {
            return false;
        }
        other.judge_end(&state, &mut |found| broken.extend([(found.rule, found.subject)]));
    }
    let ours: BTreeSet<(&str, ObjectId)> =
        timeline.violations().iter().map(|found| (found.rule, found.subject)).collect();
    ours == broken && both.have_same_ledgers(timeline.final_state(), &state)
}
