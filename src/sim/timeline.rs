//! A run as a whole: its events, the current place in it, and what the rules found.
//!
//! Every event can be taken back, so going to a step is walking there from the nearest of: here,
//! the start, the end, a checkpoint. It must not know a screen; what a panel remembers of the past,
//! it asks here.

mod builder;
mod moving;
mod record;
mod recording;
mod verdict;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use record::{Record, calls_of};

use super::budget::{Budget, Limit};
use super::change::Direction;
use super::event::{Event, EventKind, Ledger};
use super::machine::{Choice, Machine};
use super::rules::{NO_CRASH, RULES, Violation};
use super::state::{End, State};
use super::value::ObjectId;

pub use builder::{Admit, TimelineBuilder};
pub use recording::Recording;
pub use verdict::{Crash, Stuck, VERDICTS, Verdict};

/// Most steps of a run, unless the caller says otherwise.
pub const DEFAULT_BOUND: usize = 2_000_000;

/// A run and a place in it. A place is a number of steps taken, from 0 to [`Timeline::len`]. A copy
/// shares what happened.
#[derive(Clone, Debug)]
pub struct Timeline {
    machine: Arc<Machine>,
    record: Arc<Record>,
    at: usize,
    state: State,
}

impl Timeline {
    /// Runs a machine to its end in the default order, at most [`DEFAULT_BOUND`] steps; the place
    /// is then the start.
    ///
    /// # Examples
    /// ```
    /// use std::sync::Arc;
    ///
    /// use mapi_teardown::scenario::{RunOptions, Scenario};
    /// use mapi_teardown::sim::Timeline;
    /// use mapi_teardown::sim::timeline::Verdict;
    ///
    /// let scenario = Scenario::load(&RunOptions::path("store-logoff"), &[]).expect("a run");
    /// let mut timeline = Timeline::run(Arc::clone(&scenario.machine));
    /// assert_eq!((timeline.at(), timeline.verdict()), (0, Verdict::Clean));
    ///
    /// // Any place can be visited, in any order.
    /// timeline.seek(timeline.len());
    /// assert_eq!(timeline.state(), timeline.final_state());
    /// timeline.seek(1);
    /// assert_eq!(timeline.last_event(), timeline.event(1));
    /// ```
    pub fn run(machine: Arc<Machine>) -> Self {
        Self::run_with(machine, &[], DEFAULT_BOUND)
    }

    /// Runs a machine: first the given choices as long as they are possible, then the default
    /// order, at most `bound` steps.
    pub fn run_with(machine: Arc<Machine>, choices: &[Choice], bound: usize) -> Self {
        Self::run_within(machine, choices, Budget::of_steps(bound))
    }

    /// The same, within a budget.
    pub fn run_within(machine: Arc<Machine>, choices: &[Choice], budget: Budget) -> Self {
        let mut state = machine.start().clone();
        let record = Record::of(&machine, &mut state, choices, budget);
        let mut it = Self { at: record.events.len(), record: Arc::new(record), state, machine };
        it.seek(0);
        it
    }

    /// Keeps the steps up to here and makes a run that continues differently: with another machine
    /// (changed bodies or options are not possible in mid-run unless both number their things
    /// alike), or with other choices.
    pub fn fork(&self, choices: &[Choice], bound: usize) -> Self {
        let mut all: Vec<Choice> = self.record.choices[..self.at].to_vec();
        all.extend_from_slice(choices);
        let mut it = Self::run_with(Arc::clone(&self.machine), &all, bound);
        let marks = self.record.events[..self.at].iter().enumerate();
        for (at, event) in marks.filter(|(_, event)| matches!(event.kind, EventKind::WhatIf { .. }))
        {
            it.insert(at, event.clone());
        }
        it.seek(self.at);
        it
    }

    /// Makes a change from outside an event of the run: it comes between the steps before and
    /// after `at`, and changes no state itself.
    pub fn mark(&mut self, at: usize, what: &str) {
        let near = self.record.events.get(at).or(self.record.events.last());
        let Some(Event { thread, depth, actor, at: statement, .. }) = near.cloned() else { return };
        let kind = EventKind::WhatIf { what: what.into() };
        self.insert(
            at,
            Event {
                thread,
                depth,
                actor,
                at: statement,
                kind,
                background: false,
                changes: Box::default(),
            },
        );
    }

    /// Puts an event without changes into the run; everything after it is one step later.
    fn insert(&mut self, at: usize, event: Event) {
        let here = self.at;
        self.seek(0);
        let record = Arc::make_mut(&mut self.record);
        record.events.insert(at, event);
        record.calls = calls_of(&record.events);
        record.choices.insert(at, Choice::NOBODY);
        record
            .violations
            .iter_mut()
            .filter(|found| found.step > at)
            .for_each(|found| found.step += 1);
        record.stuck.iter_mut().filter(|stuck| stuck.since > at).for_each(|stuck| stuck.since += 1);
        let firsts = record.situations.iter_mut().map(|(_, first)| first);
        firsts.filter(|first| **first > at && **first < usize::MAX).for_each(|first| *first += 1);
        record
            .checkpoints
            .iter_mut()
            .filter(|(place, _)| *place > at)
            .for_each(|(place, _)| *place += 1);
        record.beats.iter_mut().filter(|place| **place > at).for_each(|place| *place += 1);
        let place = record.beats.partition_point(|place| *place <= at);
        record.beats.insert(place, at + 1);
        self.seek(if here > at { here + 1 } else { here });
    }

    /// The run that was built, at its start. `complete`: the log has all that happened to its end,
    /// so that rules may say what never came.
    pub fn recorded(
        builder: TimelineBuilder,
        complete: bool,
        recording: Recording,
        admit: &mut Admit<'_>,
    ) -> Self {
        let (machine, state, record) = builder.finish(complete, recording, admit);
        let mut it = Self { at: record.events.len(), record: Arc::new(record), state, machine };
        it.seek(0);
        it
    }

    /// What is known of the run if it was recorded and not computed: no machine can continue it,
    /// and its bodies have no code.
    pub fn recording(&self) -> Option<&Recording> {
        self.record.recording.as_deref()
    }

    /// Whether what is not in a ledger is known not to be there.
    pub fn knows(&self, ledger: Ledger) -> bool {
        self.recording().is_none_or(|it| it.shows(ledger))
    }

    /// Whether what is in a ledger is inferred from calls.
    pub fn infers(&self, ledger: Ledger) -> bool {
        self.recording().is_some() && Recording::infers(ledger)
    }

    /// The name of the log that the run comes from.
    pub fn log_name(&self) -> Option<&str> {
        self.recording().map(|recording| recording.name.as_ref())
    }

    /// Why a recorded run cannot tell whether a rule held: the reason's name, and the
    /// interface that it is about.
    pub fn unsure(&self, rule: &str) -> Option<(&'static str, &'static str)> {
        self.recording()?.unsure.get(rule).copied()
    }

    /// Notes about which rules a recorded run cannot tell: the reason and the interface of each;
    /// and which of the others it did not put to the test.
    pub fn set_unsure(
        &mut self,
        unsure: BTreeMap<&'static str, (&'static str, &'static str)>,
        untested: Vec<&'static str>,
    ) {
        if let Some(recording) = &mut Arc::make_mut(&mut self.record).recording {
            let recording = Arc::make_mut(recording);
            (recording.unsure, recording.untested) = (unsure, untested);
        }
    }

    /// The machine that made the run.
    pub fn machine(&self) -> &Machine {
        &self.machine
    }

    /// Number of steps of the whole run.
    pub fn len(&self) -> usize {
        self.record.events.len()
    }

    /// Whether nothing happened at all.
    pub fn is_empty(&self) -> bool {
        self.record.events.is_empty()
    }

    /// Steps taken so far.
    pub fn at(&self) -> usize {
        self.at
    }

    /// The situation at the current place.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The situation at the end.
    pub fn final_state(&self) -> &State {
        self.record.checkpoints.last().map_or(&self.state, |(_, state)| state)
    }

    /// The event of step `step`, counted from 1.
    pub fn event(&self, step: usize) -> Option<&Event> {
        self.record.events.get(step.checked_sub(1)?)
    }

    /// The step that was just taken.
    pub fn last_event(&self) -> Option<&Event> {
        self.event(self.at)
    }

    /// All events; step `n` is at index `n - 1`.
    pub fn events(&self) -> &[Event] {
        &self.record.events
    }

    /// The choices that made them.
    pub fn choices(&self) -> &[Choice] {
        &self.record.choices
    }

    /// What the rules found, in order of steps.
    pub fn violations(&self) -> &[Violation] {
        &self.record.violations
    }

    /// What the rules found at a step.
    pub fn violations_at(&self, step: usize) -> &[Violation] {
        let all = &self.record.violations;
        let from = all.partition_point(|found| found.step < step);
        &all[from..from + all[from..].partition_point(|found| found.step == step)]
    }

    /// The rules that are broken up to a place, by number, each once.
    pub fn broken_rules(&self, until: usize) -> Vec<&'static str> {
        let broken: BTreeSet<&'static str> = self
            .record
            .violations
            .iter()
            .filter(|found| found.step <= until)
            .map(|found| found.rule)
            .collect();
        broken.into_iter().collect()
    }

    /// Whether the run was stopped at a bound.
    pub fn is_bounded(&self) -> bool {
        self.record.bounded.is_some()
    }

    /// The bound at which the run was stopped.
    pub fn bounded_by(&self) -> Option<Limit> {
        self.record.bounded
    }

    /// The first step at which the order that was asked for could not be followed.
    pub fn astray(&self) -> Option<usize> {
        self.record.astray
    }

    /// File and line of the statement before which a run was stopped at a bound.
    pub fn stopped_at(&self) -> Option<(&str, u32)> {
        let (state, program) = (self.final_state(), self.machine.program());
        let choice = self.record.bounded.and_then(|_| self.machine.default_choice(state))?;
        let frame = state.thread(choice.thread).frames.last()?;
        let body = program.body(frame.body);
        let statement =
            body.statements.get(usize::from(body.ops.get(usize::from(frame.pc))?.statement))?;
        Some((&body.file, statement.line))
    }

    /// How the run came out: the worst that holds.
    pub fn verdict(&self) -> Verdict {
        match () {
            () if self.final_state().end == Some(End::Crash) => Verdict::Crashed,
            () if !self.record.stuck.is_empty() => Verdict::Stuck,
            () if self.is_bounded() => Verdict::Bounded,
            () if !self.record.violations.is_empty() => Verdict::Violated,
            () => Verdict::Clean,
        }
    }

    /// The crash that ended the run, if one did.
    pub fn crash(&self) -> Option<Crash> {
        let step = self
            .events()
            .iter()
            .rposition(|event| matches!(event.kind, EventKind::Crash { .. }))?
            + 1;
        let Event { kind: EventKind::Crash { why, object }, at, .. } = self.event(step)? else {
            return None;
        };
        let program = self.machine.program();
        let on_freed = program.classes[program.freed.index()].any == Some(at.body);
        let ran = self.event(if on_freed { self.call_of(step)? } else { step })?;
        let blame = self.violations().iter().find(|found| found.rule == NO_CRASH)?.blame;
        Some(Crash { step, why: *why, object: *object, actor: ran.actor, at: ran.at, blame })
    }

    /// The threads that wait for ever at its end, in the order of the threads.
    pub fn stuck(&self) -> &[Stuck] {
        &self.record.stuck
    }

    /// How many steps and ends of this run put a rule to the test. A rule that was never put to the
    /// test has not held: nothing in the run could have broken it.
    pub fn situations(&self, rule: &str) -> u64 {
        self.tested(rule).map_or(0, |(count, _)| *count)
    }

    /// Whether a rule was put to the test up to a place.
    pub fn is_tested(&self, rule: &str, place: usize) -> bool {
        self.tested(rule).is_some_and(|(_, first)| *first <= place)
    }

    fn tested(&self, rule: &str) -> Option<&(u64, usize)> {
        // Of what a log cannot tell nothing has held.
        let is_untested = |it: &Recording| it.untested.contains(&rule);
        if self.unsure(rule).is_some() || self.recording().is_some_and(is_untested) {
            return None;
        }
        RULES
            .iter()
            .zip(&self.record.situations)
            .find(|(known, _)| known.id == rule)
            .map(|(_, tested)| tested)
    }

    /// The step of the call that a return belongs to, or whose frame executed the event; `None` for
    /// depth 0.
    pub fn call_of(&self, step: usize) -> Option<usize> {
        let call = *self.record.calls.get(step.checked_sub(1)?)?;
        (call > 0).then_some(call as usize)
    }

    /// The calls that led to a step, innermost first.
    pub fn callers(&self, step: usize) -> Vec<usize> {
        std::iter::successors(self.call_of(step), |call| self.call_of(*call)).collect()
    }

    /// Steps in which an object itself changed (not its fields), oldest first.
    pub fn history(&self, object: ObjectId) -> Vec<usize> {
        (1..=self.len())
            .filter(|step| {
                self.event(*step).is_some_and(|event| match &event.kind {
                    EventKind::Refs { object: it, .. }
                    | EventKind::Created { object: it }
                    | EventKind::Invalidated { object: it }
                    | EventKind::Freed { object: it, .. } => *it == object,
                    _ => false,
                })
            })
            .collect()
    }

    /// Takes one step of another order, without the default: used by tests that walk at random.
    pub fn state_before(&self, step: usize) -> State {
        let mut copy = self.state.clone();
        let mut at = self.at;
        while at >= step && at > 0 {
            at -= 1;
            for change in self.record.events[at].changes.iter().rev() {
                copy.change(change, Direction::Back);
            }
        }
        copy
    }
}
