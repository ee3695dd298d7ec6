//! The machine as a model: the very machine that replays, with every choice instead of the first.
//!
//! It must not judge anything itself: rules do, on each transition and at the end of each run.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use super::transition_system::{Judgement, Property, PropertySet, Transition, TransitionSystem};
use crate::scenario::idle::{note_ran, waited_in};
use crate::sim::budget::Meter;
use crate::sim::machine::Grain;
use crate::sim::rules::RULES;
use crate::sim::state::MessageState;
use crate::sim::{BodyId, Choice, Event, EventKind, Machine, State, ThreadId};

/// What a goal looks at: the machine, the state after a step, and the step.
type GoalTest = fn(&Machine, &State, &Event) -> bool;

/// Goals that an exploration reports as reached or not, after the rules: what a configuration makes
/// possible. By id; the words for them are in `assets/text/explore.*.ftl`.
pub(super) const GOALS: [(&str, GoalTest); 6] = [
    ("row-removed", |_, _, event| matches!(event.kind, EventKind::RowRemoved { .. })),
    ("uid-removed", |_, _, event| matches!(event.kind, EventKind::UidRemoved { .. })),
    ("message-sent", |_, _, event| {
        matches!(event.kind, EventKind::Message { to: MessageState::Sent, .. })
    }),
    ("object-invalidated", |_, _, event| matches!(event.kind, EventKind::Invalidated { .. })),
    ("process-crashed", |_, _, event| matches!(event.kind, EventKind::Crash { .. })),
    ("overtaken-client", overtakes),
];

/// A client continues while another one waits.
fn overtakes(machine: &Machine, state: &State, event: &Event) -> bool {
    let is_client = |thread| machine.program().thread_name(state, thread).starts_with("client");
    let threads = (0..state.threads.len() as u8).map(ThreadId);
    let mut others = threads.filter(|thread| *thread != event.thread && is_client(*thread));
    is_client(event.thread) && others.any(|other| state.thread(other).waiting)
}

/// Work that a search of a lesson may do, about a nanosecond each: a third more than the largest of
/// ours takes. In an untrusted lesson the search for settings without effect is part of it. A state
/// counts with its bytes each time it is reached, one and a half times.
pub const LESSON_WORK: u64 = 3_600_000_000;

/// What a change of a step costs besides the work of making it: it was made before, to find out
/// which choices there are, and it is noted.
const CHANGE: u64 = 64;

/// What it costs to copy a state, to hash it, and to look for it among those that were visited.
pub(super) fn copy_work(state: &State) -> u64 {
    state.copied_bytes() as u64 * 3 / 2
}

/// A machine whose every choice is tried.
pub struct MachineSystem<'a> {
    machine: &'a Machine,
    grain: Grain,
    /// Which bodies have run, in any run.
    ran: Vec<Cell<bool>>,
    /// Which statements have, if that is asked for.
    statements: Option<RefCell<BTreeSet<(BodyId, u16)>>>,
    /// Whether a step was not taken because it would have crossed a bound of the machine.
    cut: Cell<bool>,
    /// Work that may still be done.
    left: Cell<u64>,
}

impl<'a> MachineSystem<'a> {
    /// A model whose choices are the thread interleavings of `machine` and its free choices.
    pub fn new(machine: &'a Machine) -> Self {
        let ran = vec![Cell::new(false); machine.program().bodies.len()];
        for frame in machine.start().threads.iter().flat_map(|thread| &thread.frames) {
            ran[frame.body.index()].set(true);
        }
        Self {
            machine,
            grain: Grain::Step,
            ran,
            statements: None,
            cut: Cell::new(false),
            left: Cell::new(u64::MAX),
        }
    }

    /// Searches in other steps than those of a run: slower, and only to show that whole steps lose
    /// nothing.
    #[must_use]
    pub fn in_steps_of(self, grain: Grain) -> Self {
        Self { grain, ..self }
    }

    /// Searches no further than this much work allows.
    #[must_use]
    pub fn within(self, work: u64) -> Self {
        Self { left: Cell::new(work), ..self }
    }

    /// Work that may still be done.
    pub fn left(&self) -> u64 {
        self.left.get()
    }

    /// Notes which statements run.
    #[must_use]
    pub fn noting_statements(self) -> Self {
        Self { statements: Some(RefCell::new(waited_in(self.machine))), ..self }
    }

    /// The statements that a search came to until now; none if it does not note them.
    pub fn statements(&self) -> BTreeSet<(BodyId, u16)> {
        self.statements.as_ref().map(|found| found.borrow().clone()).unwrap_or_default()
    }

    /// The bodies of which anything has run in a search until now, or that a thread starts in.
    pub fn ran(&self) -> BTreeSet<BodyId> {
        (0u16..)
            .map(BodyId)
            .zip(&self.ran)
            .filter(|(_, ran)| ran.get())
            .map(|(body, _)| body)
            .collect()
    }

    fn spend(&self, work: u64) {
        self.left.set(self.left.get().saturating_sub(work));
    }

    fn position(rule: &str) -> Option<usize> {
        RULES.iter().position(|known| known.id == rule)
    }
}

impl TransitionSystem for MachineSystem<'_> {
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
        let meter = Meter::within(self.left.get());
        self.machine.choices_within(state, self.grain, &meter, actions);
        self.spend(meter.spent());
    }

    fn next(&self, state: &State, action: &Choice) -> Option<Transition<State>> {
        if self.left.get() == 0 {
            self.cut.set(true);
            return None;
        }
        let mut state = state.clone();
        let mut marks = PropertySet::NONE;
        let meter = Meter::within(self.left.get());
        let stepped = self.machine.step_by(&mut state, *action, self.grain, &meter);
        self.spend(meter.spent() + copy_work(&state));
        let event = match stepped {
            Ok(Some(event)) => event,
            Ok(None) => return Some(Transition { state, judgement: Judgement::default() }),
            Err(_) => {
                self.cut.set(true);
                return None;
            }
        };
        self.spend(event.changes.len() as u64 * CHANGE);
        self.ran[event.at.body.index()].set(true);
        if let Some(found) = &self.statements {
            note_ran(self.machine.program(), &event, &mut found.borrow_mut());
        }
        let tested = self.machine.judge(&state, &event, &mut |found| {
            marks =
                marks.and(Self::position(found.rule).map_or(PropertySet::NONE, PropertySet::one));
        });
        for (at, (_, reached)) in GOALS.iter().enumerate() {
            marks = marks
                .and(PropertySet::when(reached(self.machine, &state, &event), RULES.len() + at));
        }
        Some(Transition {
            state,
            judgement: Judgement {
                marks,
                tested: PropertySet::of_bits(tested.bits()),
                aside: PropertySet::NONE,
            },
        })
    }

    fn judge_terminal(&self, state: &State) -> Judgement {
        let mut marks = PropertySet::NONE;
        // A run that was stopped is not over.
        if self.machine.default_choice(state).is_some() {
            return Judgement::default();
        }
        let tested = self.machine.judge_end(state, &mut |found| {
            marks =
                marks.and(Self::position(found.rule).map_or(PropertySet::NONE, PropertySet::one));
        });
        let aside = RULES.iter().enumerate().fold(PropertySet::NONE, |aside, (at, rule)| {
            aside.and(PropertySet::when(self.machine.leaves_aside(rule.id, state), at))
        });
        Judgement { marks, tested: PropertySet::of_bits(tested.bits()), aside }
    }

    fn was_cut(&self) -> bool {
        self.cut.get()
    }

    fn heap_bytes(&self, state: &State) -> usize {
        state.heap_bytes()
    }
}
