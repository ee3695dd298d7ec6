//! The machine as a model: the very machine that replays, with every choice instead of the first.
//! It must not judge anything itself: rules do, on each transition and at the end of each run.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::sync::Arc;

use super::executed::Executed;
use super::known::{self, KnownStep, KnownThread};
use super::search_state::{SearchState, Stepped, work};
use super::transition_system::{
    Judgement, Property, PropertySet, Stretch, Transition, TransitionSystem, expand_by_steps,
};
use crate::scenario::world::MOST_THREADS;
use crate::sim::budget::Meter;
use crate::sim::machine::Grain;
use crate::sim::rules::{Blame, RULES};
use crate::sim::state::MessageState;
use crate::sim::{BodyId, Change, Choice, Event, EventKind, Machine, State, ThreadId, Violation};

/// What a goal looks at: which threads are clients, the state after a step, and the step.
type GoalTest = fn(u64, &State, &Event) -> bool;

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

// A set of threads is a word.
const _: () = assert!(MOST_THREADS <= u64::BITS as usize);

/// The threads that are clients, as a set. They are there from the start.
fn clients(machine: &Machine) -> u64 {
    let threads = (0..machine.start().threads.len() as u8).map(ThreadId);
    let is_client = |thread: &ThreadId| {
        machine.program().thread_name(machine.start(), *thread).starts_with("client")
    };
    threads.filter(is_client).fold(0, |set, thread| set | 1 << thread.0)
}

/// A client continues while another one waits.
fn overtakes(clients: u64, state: &State, event: &Event) -> bool {
    let others = clients & !(1 << event.thread.0);
    others != clients
        && (0..).zip(&state.threads).any(|(at, thread)| others >> at & 1 == 1 && thread.waiting)
}

/// Work that a search of a lesson may do, about a nanosecond each: a third more than the largest of
/// ours takes. In an untrusted lesson the search for settings without effect is part of it. A step
/// counts what the machine meters, and what rules look through and what is copied.
pub const LESSON_WORK: u64 = 2_000_000_000;

/// A machine whose every choice is tried.
pub struct MachineSystem<'a> {
    pub(super) machine: &'a Machine,
    /// The threads that are clients, as a set.
    clients: u64,
    grain: Grain,
    reached: Executed,
    /// Whether a step was not taken because it would have crossed a bound of the machine.
    cut: Cell<bool>,
    /// Work that may still be done.
    left: Cell<u64>,
    /// Whose mistakes do not count.
    forgiven: Option<Blame>,
}

/// A step that was taken.
pub(super) struct JudgedStep {
    pub(super) step: Arc<KnownStep>,
    /// Whether the rules remember it.
    pub(super) is_counted: bool,
    pub(super) judgement: Judgement,
}

/// What a thread can do next.
enum Next {
    Nothing,
    /// It has one way on; there is no situation after it where it would cross a bound.
    One(Option<(SearchState, JudgedStep)>),
    Several(Vec<Choice>),
}

impl<'a> MachineSystem<'a> {
    /// A model whose choices are the thread interleavings of `machine` and its free choices.
    pub fn new(machine: &'a Machine) -> Self {
        Self {
            machine,
            clients: clients(machine),
            grain: Grain::Step,
            reached: Executed::new(machine),
            cut: Cell::new(false),
            left: Cell::new(u64::MAX),
            forgiven: None,
        }
    }

    /// Searches for what others than this party do wrong. Its own mistakes hide no later one of
    /// theirs then.
    #[must_use]
    pub fn forgiving(self, party: Blame) -> Self {
        Self { forgiven: Some(party), ..self }
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

    /// The operations that the runs of a search have executed until now.
    pub fn reached(&self) -> BTreeSet<(BodyId, u16)> {
        self.reached.all()
    }

    pub(super) fn spend(&self, work: u64) {
        // Nothing is spent of what has no bound.
        if self.left() != u64::MAX {
            self.left.set(self.left().saturating_sub(work));
        }
    }

    pub(super) fn note_cut(&self) {
        self.cut.set(true);
    }

    /// Takes a step that is possible, and judges it; `None` if it would cross a bound of the
    /// machine.
    pub(super) fn take(&self, at: &mut SearchState, choice: Choice) -> Option<JudgedStep> {
        if self.left() == 0 {
            self.note_cut();
            return None;
        }
        let meter = Meter::within(self.left());
        match KnownStep::take(&mut at.state, self.machine, choice, Grain::Step, &meter) {
            Ok(step) => step.map(|step| self.taken(at, Arc::new(step))),
            Err(_) => {
                self.spend(meter.spent());
                self.note_cut();
                None
            }
        }
    }

    /// Takes a step that a thread is known to take; `None` if it would cross a bound.
    pub(super) fn take_known(
        &self,
        at: &mut SearchState,
        step: &Arc<KnownStep>,
    ) -> Option<JudgedStep> {
        let print = at.print();
        if !step.take_again(&mut at.state, print, self.machine, self.left()) {
            return self.take(at, step.choice);
        }
        Some(self.taken(at, Arc::clone(step)))
    }

    /// Counts a step whose statements were just executed, and judges it.
    fn taken(&self, at: &mut SearchState, step: Arc<KnownStep>) -> JudgedStep {
        at.moved(step.print, step.grown);
        let counted = at.remember(self.machine, &step.event);
        self.spend(step.spent() + work(at, step.changes.len() + counted.len()));
        let judgement = self.judge(at, &step.event, &step.changes);
        JudgedStep { step, is_counted: !counted.is_empty(), judgement }
    }

    /// Whether a thread can go on; where it cannot, that is noted.
    pub(super) fn goes_on(
        &self,
        from: &SearchState,
        thread: ThreadId,
        known: &mut KnownThread,
    ) -> bool {
        match known {
            KnownThread::Takes(..) => true,
            KnownThread::Waits(_) => false,
            KnownThread::Nothing => {
                let meter = Meter::within(self.left());
                let goes_on = self.machine.is_enabled_within(&from.state, thread, &meter);
                self.spend(meter.spent());
                if !goes_on {
                    *known = KnownThread::Waits(meter.looked());
                }
                goes_on
            }
        }
    }

    /// What a thread can do next; where that is one thing, it is done, and noted.
    fn next_of(&self, from: &SearchState, thread: ThreadId, known: &mut KnownThread) -> Next {
        if !self.goes_on(from, thread, known) {
            return Next::Nothing;
        }
        if let Some(step) = known.step(0) {
            let mut at = from.bare();
            return Next::One(self.take_known(&mut at, step).map(|taken| (at, taken)));
        }
        let (meter, mut choices) = (Meter::within(self.left()), Vec::new());
        self.machine.choices_of(&from.state, thread, Grain::Step, &meter, &mut choices);
        self.spend(meter.spent());
        let [choice] = choices[..] else { return Next::Several(choices) };
        let mut at = from.bare();
        let taken = self.take(&mut at, choice);
        if let Some(taken) = &taken {
            *known = KnownThread::of([Arc::clone(&taken.step)]);
        }
        Next::One(taken.map(|taken| (at, taken)))
    }

    /// Notes what ran, and what is to be said of it.
    fn judge(&self, after: &SearchState, event: &Event, changes: &[Change]) -> Judgement {
        self.reached.note_step(event, changes, &after.state);
        let mut marks = PropertySet::NONE;
        let tested = self.machine.judge(&after.state, event, &mut |found| {
            marks = marks.and(self.mark(&found));
        });
        for (at, (_, reached)) in GOALS.iter().enumerate() {
            marks = marks.and(PropertySet::when(
                reached(self.clients, &after.state, event),
                RULES.len() + at,
            ));
        }
        Judgement { marks, tested: PropertySet::of_bits(tested.bits()), aside: PropertySet::NONE }
    }

    /// Whether a goal that looks at a step of another thread looks at whether this one waits. No
    /// rule and no statement does.
    pub(super) fn is_waiting_seen(&self, thread: ThreadId) -> bool {
        self.clients >> thread.0 & 1 == 1 && self.clients.count_ones() > 1
    }

    /// The property that something wrong marks.
    fn mark(&self, found: &Violation) -> PropertySet {
        let position = RULES.iter().position(|known| known.id == found.rule);
        let counts = self.forgiven != Some(found.blame);
        position.filter(|_| counts).map_or(PropertySet::NONE, PropertySet::one)
    }
}

impl TransitionSystem for MachineSystem<'_> {
    type State = SearchState;
    type Action = Choice;

    fn properties(&self) -> Vec<Property> {
        let rules = RULES.iter().map(|rule| Property::always(rule.id));
        rules.chain(GOALS.iter().map(|(name, _)| Property::sometimes(*name))).collect()
    }

    fn initial(&self) -> Vec<SearchState> {
        vec![SearchState::start(self.machine)]
    }

    fn actions(&self, at: &SearchState, actions: &mut Vec<Choice>) {
        let meter = Meter::within(self.left());
        at.choices(self.machine, self.grain, &meter, actions);
        self.spend(meter.spent());
    }

    fn expand(
        &self,
        from: &SearchState,
        choices: &mut Vec<Choice>,
        mut found: impl FnMut(u32, Stretch<SearchState>) -> bool,
    ) {
        if self.grain != Grain::Step {
            return expand_by_steps(self, from, choices, found);
        }
        let mut all: Vec<KnownThread> =
            from.threads().map(|thread| from.known(thread).clone()).collect();
        let next_of = |thread: ThreadId| self.next_of(from, thread, &mut all[thread.index()]);
        let nexts: Vec<Next> = from.threads().map(next_of).collect();
        let mut position = 0;
        let mut tell = |thread, taken: Option<(SearchState, JudgedStep)>| {
            position += 1;
            let Some((mut state, JudgedStep { step, judgement, .. })) = taken else { return true };
            state.known = known::after(&all, thread, step.writes);
            found(position - 1, Transition { state, judgement }.into())
        };
        for (thread, next) in from.threads().zip(nexts) {
            let goes_on = match next {
                Next::Nothing => true,
                Next::One(taken) => tell(thread, taken),
                Next::Several(choices) => choices.into_iter().all(|choice| {
                    let mut at = from.bare();
                    let taken = self.take(&mut at, choice);
                    tell(thread, taken.map(|taken| (at, taken)))
                }),
            };
            if !goes_on {
                return;
            }
        }
    }

    fn next(&self, from: &SearchState, action: &Choice) -> Option<Transition<SearchState>> {
        if self.left() == 0 {
            self.note_cut();
            return None;
        }
        let meter = Meter::within(self.left());
        let stepped = from.step(self.machine, *action, self.grain, &meter);
        self.spend(meter.spent() + stepped.as_ref().map_or(0, Stepped::work));
        let Ok(Stepped { after, event, changes }) = stepped else {
            self.note_cut();
            return None;
        };
        let judgement =
            event.map_or_else(Judgement::default, |event| self.judge(&after, &event, &changes));
        Some(Transition { state: after, judgement })
    }

    fn judge_terminal(&self, at: &SearchState) -> Judgement {
        let state = &at.state;
        let mut marks = PropertySet::NONE;
        // A run that was stopped is not over.
        if self.machine.default_choice(state).is_some() {
            return Judgement::default();
        }
        let tested = self.machine.judge_end(state, &mut |found| {
            marks = marks.and(self.mark(&found));
        });
        let aside = RULES.iter().enumerate().fold(PropertySet::NONE, |aside, (at, rule)| {
            aside.and(PropertySet::when(self.machine.leaves_aside(rule.id, state), at))
        });
        Judgement { marks, tested: PropertySet::of_bits(tested.bits()), aside }
    }

    fn was_cut(&self) -> bool {
        self.cut.get()
    }

    fn heap_bytes(&self, at: &SearchState) -> usize {
        at.heap_bytes()
    }
}
