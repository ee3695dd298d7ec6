//! What happened in a run, from its first step to its end: events, choices, what the rules found,
//! and checkpoints to go back from. It must not know at which place of the run anybody looks.

use std::collections::{BTreeMap, BTreeSet};

use std::sync::Arc;

use super::recording::Recording;
use super::verdict::Stuck;
use crate::sim::budget::{Budget, Limit, Meter};
use crate::sim::event::{Event, EventKind};
use crate::sim::machine::{Choice, Machine};
use crate::sim::rules::{RULES, Tested, Violation};
use crate::sim::state::State;
use crate::sim::value::{ObjectId, ThreadId};
use crate::sim::waiting::Blocked;

/// Most bytes of all checkpoints between the ends of a run.
const CHECKPOINT_BYTES: usize = 24_000_000;

/// What happened in a run, whatever the current place is.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) events: Vec<Event>,
    /// For each event the step of its call; 0 where there is none.
    pub(super) calls: Vec<u32>,
    pub(super) choices: Vec<Choice>,
    pub(super) violations: Vec<Violation>,
    pub(super) beats: Vec<usize>,
    pub(super) checkpoints: Vec<(usize, State)>,
    pub(super) bounded: Option<Limit>,
    pub(super) stuck: Vec<Stuck>,
    /// For each rule, how many steps and ends put it to the test, and the first of them.
    pub(super) situations: Vec<(u64, usize)>,
    /// The first step at which a given choice was not possible.
    pub(super) astray: Option<usize>,
    /// What is known of it if it was recorded and not computed.
    pub(super) recording: Option<Arc<Recording>>,
}

impl Record {
    /// A run without events.
    pub(super) fn begun(state: &State) -> Self {
        Self {
            events: Vec::new(),
            calls: Vec::new(),
            choices: Vec::new(),
            violations: Vec::new(),
            beats: vec![0],
            checkpoints: vec![(0, state.clone())],
            bounded: None,
            stuck: Vec::new(),
            situations: vec![(0, usize::MAX); RULES.len()],
            astray: None,
            recording: None,
        }
    }

    /// A checkpoint copies the state: no oftener than the state is large, so that a step costs the
    /// same in any of them.
    pub(super) fn spacing(state: &State) -> usize {
        4096.max(state.objects.len() + state.messages.len())
    }

    /// The last beat, the last checkpoint, and which call each event belongs to.
    pub(super) fn close(&mut self, state: &State) {
        let step = self.events.len();
        if self.beats.last() != Some(&step) {
            self.beats.push(step);
        }
        self.checkpoints.push((step, state.clone()));
        self.calls = calls_of(&self.events);
    }

    /// Runs a machine from a state, which is then the last one.
    pub(super) fn of(
        machine: &Machine,
        state: &mut State,
        choices: &[Choice],
        budget: Budget,
    ) -> Self {
        let mut it = Self::begun(state);
        let mut given = choices.iter().filter(|choice| **choice != Choice::NOBODY);
        let mut spacing = Self::spacing(state);
        let mut known = BTreeSet::new();
        let mut left = budget.work;
        while state.end.is_none() {
            let meter = Meter::within(left);
            let asked = given.next().copied();
            let wanted = asked.filter(|choice| machine.is_possible(state, *choice));
            if asked.is_some() && wanted.is_none() {
                it.astray.get_or_insert(it.events.len() + 1);
            }
            let Some(choice) = wanted.or_else(|| machine.default_choice_within(state, &meter))
            else {
                break;
            };
            if it.events.len() >= budget.steps {
                it.bounded = Some(Limit::Steps);
                break;
            }
            let mut event = match machine.step(state, choice, &meter) {
                Ok(event) => event,
                Err(limit) => {
                    it.bounded = Some(limit);
                    break;
                }
            };
            left = left.saturating_sub(meter.spent());
            let step = it.events.len() + 1;
            event.background = machine.is_background(state, &event);
            if event.kind.is_beat() {
                it.beats.push(step);
            }
            let tested = machine.judge(state, &event, &mut |found| {
                Self::report(&mut it.violations, &mut known, step, found);
            });
            it.count(tested, step);
            it.choices.push(choice);
            it.events.push(event);
            it.keep(step, state, &mut spacing);
        }
        let step = it.events.len();
        if it.bounded.is_none() {
            let tested = machine.judge_end(state, &mut |found| {
                Self::report(&mut it.violations, &mut known, step, found);
            });
            it.count(tested, step);
            it.stuck =
                machine.blocked(state).into_iter().map(|blocked| it.since(blocked)).collect();
        }
        it.close(state);
        it
    }

    /// Keeps a checkpoint every so many steps; half as many if they become too many or too large.
    pub(super) fn keep(&mut self, step: usize, state: &State, spacing: &mut usize) {
        if !step.is_multiple_of(*spacing) {
            return;
        }
        self.checkpoints.push((step, state.clone()));
        let bytes = self.checkpoints.len() * state.heap_bytes();
        if self.checkpoints.len() > 64 || bytes > CHECKPOINT_BYTES {
            *spacing *= 2;
            self.checkpoints.retain(|(at, _)| at % *spacing == 0);
        }
    }

    /// Counts a step, or the end, for the rules that it put to the test.
    pub(super) fn count(&mut self, tested: Tested, step: usize) {
        for rule in tested.positions() {
            let (count, first) = &mut self.situations[rule];
            *count += 1;
            *first = (*first).min(step);
        }
    }

    /// Finds the step in which a thread began to wait for good.
    pub(super) fn since(&self, blocked: Blocked) -> Stuck {
        let began = |event: &Event| event.thread == blocked.thread && event.kind == EventKind::Wait;
        Stuck { since: self.events.iter().rposition(began).map_or(0, |at| at + 1), blocked }
    }

    /// Keeps what was found unless the same is known of the same thing.
    pub(super) fn report(
        violations: &mut Vec<Violation>,
        known: &mut BTreeSet<(&'static str, ObjectId)>,
        step: usize,
        mut found: Violation,
    ) {
        if known.insert((found.rule, found.subject)) {
            found.step = step;
            violations.push(found);
        }
    }
}

/// For each event the step of the call that a return belongs to, or whose frame executed the event;
/// 0 for depth 0.
pub(super) fn calls_of(events: &[Event]) -> Vec<u32> {
    // By thread and depth, the last call.
    let mut last: BTreeMap<(ThreadId, u16), u32> = BTreeMap::new();
    let link = |(step, event): (u32, &Event)| {
        let depth = match event.kind {
            EventKind::Return { .. } => Some(event.depth),
            _ => event.depth.checked_sub(1),
        };
        let call = depth.and_then(|depth| last.get(&(event.thread, depth)).copied());
        if matches!(event.kind, EventKind::Call { .. }) {
            last.insert((event.thread, event.depth), step);
        }
        call.unwrap_or(0)
    };
    (1..).zip(events).map(link).collect()
}
