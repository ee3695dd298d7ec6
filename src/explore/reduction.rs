//! Fewer situations for the same answer: steps that write nothing but their own thread's frames
//! are put off until the thread writes something that others can see, and are then taken together
//! with that step.
//!
//! That statements may be taken as one where their steps can change places with those of others is
//! Lipton's "Reduction: A Method of Proving Properties of Parallel Programs" (Communications of the
//! ACM 18(12), 1975, pages 717 to 721); to let a thread run on, and to change threads only where
//! another one's step depends on that, is the idea of "Cartesian Partial-Order Reduction" (Golan-
//! Gueta, Flanagan, Yahav and Sagiv, SPIN 2007, LNCS 4595, pages 95 to 112). The proof below stands
//! by itself. What a step looks at and what it writes is noted as it is taken ([`Footprint`]);
//! there are no lists.
//!
//! # Why nothing is lost
//!
//! A step is *quiet* if it writes nothing but its own thread's frames and variables, else *loud*.
//! Take any run. There is a way through the situations that this search keeps which takes the same
//! loud steps in the same order, and after which each thread has left to take exactly those quiet
//! steps that it took in the run since then; by induction over the run:
//!
//! - A quiet step is one more that its thread has left to take. It does and finds the same as in
//!   the run: frames of others, all that the other threads have left to write, are seen by no
//!   statement and by no rule ([`seen_across`]).
//! - A loud step is taken after the quiet ones that its thread has left. What other threads have
//!   left is the same before it and after it, unless it writes what they look at. For each such
//!   step the search has a way in which that thread takes its quiet steps up to this one first.
//!   The end of the process is written for all.
//! - A thread *rests* with a step that says that it waits. Only a goal looks at that, and only at
//!   clients where there are several: of those the step is loud. Until what it waits for holds, its
//!   thread can do nothing else; from then on it does the same whether it had said so or not. So a
//!   run in which it goes on later is kept without this step, one step shorter, and the step is
//!   judged in each situation in which it could be taken. A run in which it waits to the end is
//!   over where every thread that can go on can rest: there the search takes those steps of all of
//!   them.
//!
//! So each step of each run is taken, and judged in the situation that it had in the run, but for
//! frames that nobody sees; the end of each run is reached as it is; and a step that breaks a rule
//! comes after no more steps than in the run, so that shortest runs are as short. No step is put
//! off for the sake of another thread's, so cycles need no proviso: a thread that takes quiet steps
//! for ever is kept after every [`MOST_QUIET`].
//!
//! It must not judge a step, nor know a rule.

use std::sync::Arc;

use crate::sim::budget::Meter;
use crate::sim::machine::Grain;
use crate::sim::rules::seen_across;
use crate::sim::{Change, Choice, EventKind, Footprint, ThreadId};

use super::known::{self, KnownStep, KnownThread};
use super::machine::{JudgedStep, MachineSystem};
use super::search_state::SearchState;
use super::transition_system::{
    Judgement, Property, PropertySet, Stretch, Transition, TransitionSystem,
};

/// What is done with a stretch and the paths that it takes; `false` ends the listing.
type VisitStretch<'v> = dyn FnMut(&[&[Choice]], Stretch<SearchState>) -> bool + 'v;

/// The machine as a model with fewer states.
pub struct Reduced<'m, 'a>(pub &'m MachineSystem<'a>);

impl TransitionSystem for Reduced<'_, '_> {
    type State = SearchState;
    type Action = Choice;

    fn properties(&self) -> Vec<Property> {
        self.0.properties()
    }

    fn initial(&self) -> Vec<SearchState> {
        self.0.initial()
    }

    fn actions(&self, at: &SearchState, actions: &mut Vec<Choice>) {
        self.0.actions(at, actions);
    }

    fn next(&self, from: &SearchState, action: &Choice) -> Option<Transition<SearchState>> {
        self.0.next(from, action)
    }

    fn expand(
        &self,
        state: &SearchState,
        _: &mut Vec<Choice>,
        mut found: impl FnMut(u32, Stretch<SearchState>) -> bool,
    ) {
        let mut positions = 0..;
        self.0.stretches(state, &mut |_, stretch| {
            positions.next().is_some_and(|position| found(position, stretch))
        });
    }

    fn way(
        &self,
        state: &SearchState,
        position: u32,
    ) -> Option<(Vec<Choice>, Option<SearchState>)> {
        let (mut found, mut left) = (None, position);
        self.0.stretches(state, &mut |paths, stretch| {
            if left == 0 {
                found = Some((paths.concat(), stretch.state));
                return false;
            }
            left -= 1;
            true
        });
        found
    }

    fn is_reduced(&self) -> bool {
        true
    }

    fn judge_terminal(&self, at: &SearchState) -> Judgement {
        self.0.judge_terminal(at)
    }

    fn was_cut(&self) -> bool {
        self.0.was_cut()
    }

    fn heap_bytes(&self, at: &SearchState) -> usize {
        self.0.heap_bytes(at)
    }
}

/// Most quiet steps that are put off.
const MOST_QUIET: usize = 32;

/// A quiet step that a thread has left to take, with those before it.
struct Quiet {
    path: Vec<Choice>,
    /// What the last of them looks at.
    looks: Footprint,
}

/// The quiet steps that a thread has left, and the loud one after them.
struct Loud {
    path: Vec<Choice>,
    /// What the loud step writes.
    writes: Footprint,
    stretch: Stretch<SearchState>,
}

/// What a thread can do next.
struct Ahead {
    thread: ThreadId,
    quiet: Vec<Quiet>,
    loud: Vec<Loud>,
    /// The quiet steps after which it waits, the beginning of that included.
    rests: Vec<Loud>,
    /// Choices that are still to be followed, the next one last.
    choices: Vec<Choice>,
    /// The steps that it takes before the first at which it has several ways.
    only: Vec<Arc<KnownStep>>,
}

impl Ahead {
    /// The quiet steps that look at any of these places, each with those before it.
    fn met_by(&self, writes: Footprint) -> Vec<&[Choice]> {
        let met = self.quiet.iter().filter(|quiet| quiet.looks.meets(writes));
        met.map(|quiet| &quiet.path[..]).collect()
    }
}

/// What a step is to the other threads.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sound {
    Quiet,
    Loud,
    /// It says that its thread waits, and nobody looks at that.
    Rest,
}

/// A step to be followed.
#[derive(Clone, Copy)]
enum Following<'k> {
    /// It is known what it does, and that the thread has no other way.
    Known(&'k Arc<KnownStep>),
    /// The thread has no other way.
    Only(Choice),
    /// It is one of several ways.
    OneOf(Choice),
}

/// What the other threads can see of a step.
fn sound(model: &MachineSystem<'_>, taken: &JudgedStep) -> Sound {
    let is_seen = |change: &Change| match change {
        Change::Push(_, frame, _) | Change::Pop(_, frame, _) => {
            seen_across(model.machine.program(), frame.method)
        }
        Change::Waiting(thread, ..) => model.is_waiting_seen(*thread),
        own => !matches!(own, Change::Pc(..) | Change::Variable(..)),
    };
    match taken.step.event.kind {
        _ if taken.is_counted || taken.step.changes.iter().any(is_seen) => Sound::Loud,
        EventKind::ThreadEnd => Sound::Loud,
        EventKind::Wait => Sound::Rest,
        _ => Sound::Quiet,
    }
}

/// Where a thread is on its way to its next loud step.
#[derive(Clone)]
struct OnTheWay {
    at: SearchState,
    path: Vec<Choice>,
    marks: Vec<(u32, PropertySet)>,
    tested: PropertySet,
}

impl OnTheWay {
    fn note(&mut self, choice: Choice, judged: Judgement) {
        self.path.push(choice);
        if !judged.marks.is_empty() {
            self.marks.push((self.path.len() as u32, judged.marks));
        }
        self.tested = self.tested.and(judged.tested);
    }

    fn into_loud(self, writes: Footprint) -> Loud {
        let steps = self.path.len() as u32;
        let state = Some(self.at);
        let stretch = Stretch { state, steps, marks: self.marks, tested: self.tested };
        Loud { path: self.path, writes, stretch }
    }
}

/// All ways to take none or one of each of these.
fn some_of_each<'a>(each: impl Iterator<Item = Vec<&'a [Choice]>>) -> Vec<Vec<&'a [Choice]>> {
    each.fold(vec![Vec::new()], |all, next| {
        let mut more = all.clone();
        for one in next {
            more.extend(all.iter().map(|taken| [&taken[..], &[one]].concat()));
        }
        more
    })
}

impl MachineSystem<'_> {
    /// What a thread can do next, with what is known of that; what is found out is noted.
    fn ahead(&self, from: &SearchState, thread: ThreadId, known: &mut KnownThread) -> Ahead {
        let (quiet, loud, rests, choices, only) = Default::default();
        let mut ahead = Ahead { thread, quiet, loud, rests, choices, only };
        let (at, path, marks) = (from.bare(), Vec::new(), Vec::new());
        self.follow(OnTheWay { at, path, marks, tested: PropertySet::NONE }, known, &mut ahead);
        if !known.has_all(&ahead.only) {
            *known = KnownThread::of(std::mem::take(&mut ahead.only));
        }
        ahead
    }

    /// Goes on with each choice that the thread has.
    fn follow(&self, way: OnTheWay, known: &KnownThread, ahead: &mut Ahead) {
        let is_only = ahead.only.len() == way.path.len();
        if let Some(step) = known.step(way.path.len()).filter(|_| is_only) {
            return self.go_on(way, Following::Known(step), known, ahead);
        }
        let meter = Meter::within(self.left());
        let (state, first) = (&way.at.state, ahead.choices.len());
        let choices = &mut ahead.choices;
        self.machine.choices_of(state, ahead.thread, Grain::Step, &meter, choices);
        choices[first..].reverse();
        self.spend(meter.spent());
        let is_only = is_only && choices.len() == first + 1;
        let step = if is_only { Following::Only } else { Following::OneOf };
        while ahead.choices.len() > first + 1 {
            let Some(next) = ahead.choices.pop() else { break };
            self.go_on(way.clone(), step(next), known, ahead);
        }
        if let Some(last) = ahead.choices.pop() {
            self.go_on(way, step(last), known, ahead);
        }
    }

    fn go_on(
        &self,
        mut way: OnTheWay,
        step: Following<'_>,
        known: &KnownThread,
        ahead: &mut Ahead,
    ) {
        let taken = match step {
            Following::Known(step) => self.take_known(&mut way.at, step),
            Following::Only(choice) | Following::OneOf(choice) => self.take(&mut way.at, choice),
        };
        let Some(taken) = taken else {
            // It is a bound of the machine that ends this way; what was found on it is kept.
            if !way.path.is_empty() {
                ahead.loud.push(way.into_loud(Footprint::NONE));
            }
            return;
        };
        way.note(taken.step.choice, taken.judgement);
        if !matches!(step, Following::OneOf(_)) {
            ahead.only.push(Arc::clone(&taken.step));
        }
        match sound(self, &taken) {
            Sound::Rest => ahead.rests.push(way.into_loud(Footprint::NONE)),
            Sound::Quiet if way.path.len() < MOST_QUIET => {
                let looks = taken.step.looks.and(Footprint::END);
                ahead.quiet.push(Quiet { path: way.path.clone(), looks });
                self.follow(way, known, ahead);
            }
            _ => ahead.loud.push(way.into_loud(taken.step.writes)),
        }
    }

    /// All stretches, each with the choices that it takes. One without a state is only there for
    /// what its steps say of the properties.
    fn stretches(&self, from: &SearchState, visit: &mut VisitStretch<'_>) {
        let mut known: Vec<KnownThread> =
            from.threads().map(|thread| from.known(thread).clone()).collect();
        let ahead_of = |thread: ThreadId| {
            let known = &mut known[thread.index()];
            self.goes_on(from, thread, known).then(|| self.ahead(from, thread, known))
        };
        let mut all: Vec<Ahead> = from.threads().filter_map(ahead_of).collect();
        for at in 0..all.len() {
            for mut loud in std::mem::take(&mut all[at].loud) {
                let others = all.iter().filter(|other| other.thread != all[at].thread);
                let met = others.map(|other| other.met_by(loud.writes));
                for mut paths in some_of_each(met).into_iter().skip(1) {
                    paths.push(&loud.path);
                    if !self.again(from, &paths).is_none_or(|stretch| visit(&paths, stretch)) {
                        return;
                    }
                }
                if let Some(state) = &mut loud.stretch.state {
                    state.known = known::after(&known, all[at].thread, loud.writes);
                }
                if !visit(&[&loud.path], loud.stretch) {
                    return;
                }
            }
        }
        self.rest(from, &all, visit);
    }

    /// The stretches after which threads wait: alone they lead nowhere that another stretch does
    /// not; together they may be the end of the run.
    fn rest(&self, from: &SearchState, all: &[Ahead], visit: &mut VisitStretch<'_>) {
        for rest in all.iter().flat_map(|ahead| &ahead.rests) {
            let Stretch { steps, ref marks, tested, .. } = rest.stretch;
            let judged = Stretch { state: None, steps, marks: marks.clone(), tested };
            if !visit(&[&rest.path], judged) {
                return;
            }
        }
        if all.is_empty() || all.iter().any(|ahead| ahead.rests.is_empty()) {
            return;
        }
        let rests = all.iter().map(|ahead| ahead.rests.iter().map(|rest| &rest.path[..]).collect());
        for paths in some_of_each(rests).into_iter().filter(|paths| paths.len() == all.len()) {
            if !self.again(from, &paths).is_none_or(|stretch| visit(&paths, stretch)) {
                return;
            }
        }
    }

    /// Takes these steps, each of which is judged elsewhere.
    fn again(&self, from: &SearchState, paths: &[&[Choice]]) -> Option<Stretch<SearchState>> {
        let (mut state, mut steps) = (from.bare(), 0);
        for choice in paths.iter().flat_map(|path| path.iter()) {
            let meter = Meter::within(self.left());
            let taken = state.advance(self.machine, *choice, Grain::Step, &meter);
            self.spend(meter.spent());
            if taken.is_err() {
                self.note_cut();
                return None;
            }
            steps += 1;
        }
        Some(Stretch { state: Some(state), steps, marks: Vec::new(), tested: PropertySet::NONE })
    }
}
