//! The machine as a model: the very machine that replays, with every choice instead of the first.
//!
//! It must not judge anything itself: rules do, on each transition and at the end of each run.

use super::model::{Marks, Model, Property, Step};
use crate::sim::rules::RULES;
use crate::sim::{Choice, EventKind, Machine, State};

type Goal = (&'static str, fn(&State, &EventKind) -> bool);

/// Goals that an exploration reports as reached or not, after the rules: what a good configuration makes possible.
const GOALS: [Goal; 6] = [
    ("a status row is removed", |_, kind| matches!(kind, EventKind::RowRemoved { .. })),
    ("a MAPIUID is removed", |_, kind| matches!(kind, EventKind::UidRemoved { .. })),
    ("a message is sent", |_, kind| matches!(kind, EventKind::Message { to: crate::sim::state::MessageState::Sent, .. })),
    ("an object is made invalid", |_, kind| matches!(kind, EventKind::Invalidated { .. })),
    ("the process crashes", |_, kind| matches!(kind, EventKind::Crash { .. })),
    ("a second client goes on while the first one waits", |state, kind| {
        !matches!(kind, EventKind::Wait) && state.threads.iter().take(2).filter(|thread| thread.waiting).count() == 1
    }),
];

/// A machine whose every choice is tried.
pub struct MachineModel<'a> {
    machine: &'a Machine,
}

impl<'a> MachineModel<'a> {
    /// Explores this machine.
    pub fn new(machine: &'a Machine) -> Self {
        Self { machine }
    }

    fn position(rule: &str) -> Option<usize> {
        RULES.iter().position(|known| known.id == rule)
    }
}

impl Model for MachineModel<'_> {
    type State = State;
    type Action = Choice;

    fn properties(&self) -> Vec<Property> {
        let rules = RULES.iter().map(|rule| Property::always(rule.id));
        rules.chain(GOALS.iter().map(|(name, _)| Property::sometimes(*name))).collect()
    }

    fn initial(&self) -> Vec<State> {
        vec![self.machine.start().clone()]
    }

    fn actions(&self, state: &State, actions: &mut Vec<Choice>) {
        self.machine.choices(state, actions);
    }

    fn next(&self, state: &State, action: &Choice) -> Option<Step<State>> {
        let mut state = state.clone();
        let event = self.machine.step(&mut state, *action);
        let mut marks = Marks::NONE;
        self.machine.judge(&state, &event, &mut |found| {
            marks = marks.and(Self::position(found.rule).map_or(Marks::NONE, Marks::one));
        });
        for (at, (_, reached)) in GOALS.iter().enumerate() {
            marks = marks.and(Marks::when(reached(&state, &event.kind), RULES.len() + at));
        }
        Some(Step { state, marks })
    }

    fn judge_terminal(&self, state: &State) -> Marks {
        let mut marks = Marks::NONE;
        self.machine.judge_end(state, &mut |found| {
            marks = marks.and(Self::position(found.rule).map_or(Marks::NONE, Marks::one));
        });
        marks
    }

    fn heap_bytes(&self, state: &State) -> usize {
        let values = state.fields.len() + state.threads.iter().map(|thread| thread.stack.len()).sum::<usize>();
        let objects = state.objects.len() * size_of::<crate::sim::state::Object>();
        values * size_of::<crate::sim::Value>() + objects + state.memory.len() * 32 + state.messages.len() * 24 + 512
    }
}
