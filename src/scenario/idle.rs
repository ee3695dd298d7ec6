//! What was asked for and never came into play in a run: bugs, options and readings without which
//! it is the same run, step for step, and bodies that a user wrote and that never ran.
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

/// What never came into play.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Idle {
    /// Options by key and value, bugs and readings among them.
    pub settings: Vec<(String, String)>,
    /// Options of which it is not known: to find out took more than a search may take.
    pub unknown: Vec<(String, String)>,
    /// Bodies and shared pieces of the user's.
    pub bodies: Vec<Written>,
}

impl Idle {
    /// Finds out about a run of a scenario, in whatever order its threads went on.
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

    /// Each as one word: `bug=CB3`, or `body=eager/IMsgStore::Release`.
    pub fn words(&self) -> impl Iterator<Item = String> {
        let bodies = self.bodies.iter().map(|body| format!("body={}/{}", body.module, body.name));
        self.settings.iter().map(|(key, value)| format!("{key}={value}")).chain(bodies)
    }

    /// Whether it has an option with this value.
    pub fn has(&self, key: &str, value: &str) -> bool {
        self.settings.iter().any(|(idle, of)| idle == key && of == value)
    }
}

/// What the user wrote and what never ran where these statements did.
pub fn bodies(scenario: &Scenario, ran: &BTreeSet<(BodyId, u16)>) -> Vec<Written> {
    scenario.written.iter().filter_map(|written| written.idle_in(ran)).collect()
}

/// The statements that a run came to, silent ones too, and those that a thread waits in from the
/// start.
pub fn ran(timeline: &Timeline) -> BTreeSet<(BodyId, u16)> {
    let program = timeline.machine().program();
    let mut found = waited_in(timeline.machine());
    for event in
        timeline.events().iter().filter(|event| !matches!(event.kind, EventKind::WhatIf { .. }))
    {
        note_ran(program, event.at, &event.changes, &mut found);
    }
    // A run that was stopped in the middle of something was at it.
    let frames = timeline.final_state().threads.iter().flat_map(|thread| &thread.frames);
    found.extend(frames.map(|frame| statement_at(program, frame.body, frame.pc)));
    found
}

/// The statements that threads wait in from the start.
pub fn waited_in(machine: &Machine) -> BTreeSet<(BodyId, u16)> {
    let waiting = machine.start().threads.iter().filter(|thread| thread.waiting);
    waiting
        .filter_map(|thread| thread.frames.last())
        .map(|frame| statement_at(machine.program(), frame.body, frame.pc))
        .collect()
}

fn statement_at(program: &Program, body: BodyId, at: u16) -> (BodyId, u16) {
    (body, program.body(body).ops[usize::from(at)].statement)
}

/// Adds the statements that a step came to.
pub fn note_ran(
    program: &Program,
    at: At,
    changes: &[Change],
    found: &mut BTreeSet<(BodyId, u16)>,
) {
    let body = at.body;
    found.insert((body, at.statement));
    // Every silent statement before the step moves its frame on; what follows a call or a return
    // belongs to another frame.
    for change in changes {
        match change {
            Change::Pc(_, old, _) => found.extend([statement_at(program, body, *old)]),
            Change::Push(..) | Change::Pop(..) => break,
            _ => {}
        }
    }
}

/// The scenario without a setting, if it may be idle. What has its default anyway is not, nor is
/// what a bug puts another value in the place of, nor a bug that breaks its rules by nothing but
/// the choice of a default. What transports and queue have when the run begins is there or says
/// what is there anyway; in which order threads continue is no part of what runs.
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
        // A bug that is a choice of options may choose the default: it is in play where its rules
        // are broken.
        if is_choice(bug) && bug.rules.iter().any(|rule| is_broken(rule)) {
            return None;
        }
        forget_bug(bug, &mut options);
    }
    scenario.asked.with(options).ok().filter(|without| !without.has(key, value))
}

/// Whether a bug of the run puts another value in the place of this one, and is not shown by that
/// very change.
pub fn is_replaced(key: &str, value: &str, scenario: &Scenario) -> bool {
    let replaces = |spec: &BugSpec| {
        let is_shown =
            || RunOptions::parse(&spec.run).is_ok_and(|own| own.given(key) == Some(value));
        spec.options.get(key).is_some_and(|other| other != value) && !is_shown()
    };
    scenario.asked.options.all("bug").iter().filter_map(|id| spec(id)).any(replaces)
}

/// Whether a run would be the same without a setting.
fn is_idle(key: &str, value: &str, scenario: &Scenario, timeline: &Timeline) -> bool {
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

/// Takes back the options that are part of a bug, should they have been written down with it. Where
/// they are all of it and break no rule, its own run says what a client without the bug would
/// choose.
fn forget_bug(bug: &BugSpec, options: &mut RunOptions) {
    let own = RunOptions::parse(&bug.run).ok().filter(|_| is_choice(bug) && bug.rules.is_empty());
    for (key, value) in &bug.options.0 {
        options.remove(&key.value, value);
        let better = own
            .as_ref()
            .and_then(|own| own.given(&key.value))
            .filter(|_| options.given(&key.value).is_none());
        if let Some(better) = better {
            // A value of the catalogue's is never refused.
            let _ = options.set(&key.value, better);
        }
    }
}

/// Whether a machine would do the same, step for step, and break the same rules. Each numbers its
/// names itself.
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
