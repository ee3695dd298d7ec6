//! What a waiting state leads to, found out without changing the search: so several states can be
//! expanded at once, each on its own, and be taken in afterwards in their order.
//!
//! It must not know what becomes of what is reached, nor where the threads come from that expand.

use std::collections::VecDeque;
use std::collections::vec_deque::Iter;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::fingerprint::fingerprint;
use super::seen::Seen;
use super::transition_system::{PropertySet, Stretch, TransitionSystem};

/// States that one thread expands before it looks for more.
const PORTION: usize = 8;

/// Fewest states that are worth waking other threads for.
const WORTHWHILE: usize = 8 * PORTION;

/// Most states that are expanded ahead.
const MOST_AHEAD: usize = 1024;

/// Most bytes that one thread reaches ahead; what is not expanded then is when its turn comes.
const MOST_BYTES_AHEAD: u64 = 16_000_000;

/// Runs a piece of work on each of several threads, and comes back when all of them are done with
/// it. The work is told which thread has it: 0 is the one that called.
pub type Crew<'c> = &'c dyn Fn(&(dyn Fn(usize) + Sync));

/// A state that waits to be expanded.
pub(super) struct Waiting<S> {
    pub(super) state: S,
    pub(super) print: u64,
    pub(super) node: u32,
    /// The *eventually* properties that its run has not met.
    pub(super) owed: PropertySet,
    /// What it holds outside itself.
    pub(super) bytes: usize,
    /// The thread that reached it.
    pub(super) owner: usize,
}

/// What a stretch led to.
pub(super) struct Reached<S> {
    /// The state, unless it had been visited already by no more steps.
    pub(super) state: Option<S>,
    /// Whether there is a state, visited or not.
    pub(super) leads_on: bool,
    /// Position among the stretches of the state before it.
    pub(super) position: u32,
    /// Steps from the start.
    pub(super) length: u32,
    /// What each step is marked with, by its number in the stretch.
    pub(super) marks: Vec<(u32, PropertySet)>,
    pub(super) tested: PropertySet,
    pub(super) owed: PropertySet,
    pub(super) print: u64,
    pub(super) bytes: usize,
}

/// What a state leads to.
pub(super) struct Expansion<S> {
    /// What the stretches reach, in their order, as far as there was memory for it; nothing at the
    /// bound on depth.
    pub(super) reached: Vec<Reached<S>>,
    /// Whether any stretch leads anywhere.
    pub(super) goes_on: bool,
    /// Whether there was no memory for all.
    pub(super) is_short: bool,
    /// The thread that found it out.
    pub(super) owner: usize,
}

impl<S> Default for Expansion<S> {
    fn default() -> Self {
        Self { reached: Vec::new(), goes_on: false, is_short: false, owner: 0 }
    }
}

/// What a state is expanded with.
pub(super) struct Expander<'a, M: TransitionSystem> {
    pub(super) model: &'a M,
    pub(super) seen: &'a Seen<M::State>,
    /// Steps from the start to the state.
    pub(super) depth: u32,
    /// Whether that is the bound on depth: then runs may not go on.
    pub(super) is_at_bound: bool,
    /// Bytes that what is reached may take; what exceeds them is still reached, nothing after it.
    pub(super) free: u64,
}

impl<M: TransitionSystem> Expander<'_, M> {
    /// Expands a state into `found`, which is empty; `actions` is empty before and after.
    pub(super) fn expand(
        &self,
        (from, owed): (&M::State, PropertySet),
        actions: &mut Vec<M::Action>,
        found: &mut Expansion<M::State>,
    ) {
        if self.is_at_bound {
            self.model.expand(from, actions, |_, stretch| {
                found.goes_on = stretch.state.is_some();
                !found.goes_on
            });
        } else {
            found.is_short = !self.take_all((from, owed), actions, &mut found.reached);
            found.goes_on = found.reached.iter().any(|it| it.leads_on);
        }
    }

    /// Says whether there was memory for all.
    fn take_all(
        &self,
        (from, owed): (&M::State, PropertySet),
        actions: &mut Vec<M::Action>,
        reached: &mut Vec<Reached<M::State>>,
    ) -> bool {
        let mut taken = 0;
        self.model.expand(from, actions, |position, stretch| {
            let owed = owed.without(stretch.all_marks());
            let Stretch { state, steps, marks, tested } = stretch;
            let print = state.as_ref().map_or(0, |state| fingerprint(state, owed));
            let bytes = state.as_ref().map_or(0, |state| self.model.heap_bytes(state));
            let (leads_on, length) = (state.is_some(), self.depth + steps);
            taken += (bytes + size_of::<Reached<M::State>>()) as u64;
            reached.push(Reached {
                state,
                leads_on,
                position,
                length,
                marks,
                tested,
                owed,
                print,
                bytes,
            });
            taken <= self.free
        });
        // Most is known. These look-ups depend on nothing in between, so the processor waits for
        // memory once instead of each time.
        for it in reached {
            let is_known = |state| self.seen.contains(it.print, state, it.owed, it.length);
            if it.state.as_ref().is_some_and(is_known) {
                it.state = None;
            }
        }
        taken <= self.free
    }
}

impl<M> Expander<'_, M>
where
    M: TransitionSystem + Sync,
    M::State: Send + Sync,
{
    /// Expands the first of these states on the threads of a crew, each of them on the one that
    /// reached it, as far as that has not too much to do: states that one thread reached share
    /// parts, and two threads that share parts hinder each other. `None` stands for a state that is
    /// still to be expanded.
    pub(super) fn ahead(
        &self,
        waiting: Iter<'_, Waiting<M::State>>,
        crew: Crew<'_>,
    ) -> VecDeque<Option<Expansion<M::State>>> {
        let states: Vec<&Waiting<M::State>> = waiting.take(MOST_AHEAD).collect();
        if states.len() < WORTHWHILE {
            return VecDeque::new();
        }
        let mut shares: Vec<(Vec<usize>, AtomicUsize)> = Vec::new();
        for (at, state) in states.iter().enumerate() {
            if shares.len() <= state.owner {
                shares.resize_with(state.owner + 1, Default::default);
            }
            shares[state.owner].0.push(at);
        }
        let found = Mutex::new(Vec::new());
        crew(&|member| {
            let part = self.part(&states, &shares, member);
            found.lock().unwrap_or_else(PoisonError::into_inner).extend(part);
        });
        let mut all = VecDeque::new();
        all.resize_with(states.len(), || None);
        for (at, expansion) in found.into_inner().unwrap_or_else(PoisonError::into_inner) {
            all[at] = Some(expansion);
        }
        all
    }

    /// Expands what one thread has to do, and then what others have not begun.
    fn part(
        &self,
        states: &[&Waiting<M::State>],
        shares: &[(Vec<usize>, AtomicUsize)],
        member: usize,
    ) -> Vec<(usize, Expansion<M::State>)> {
        let most_bytes = MOST_BYTES_AHEAD.min(self.free / 8);
        let (mut found, mut actions, mut bytes) = (Vec::new(), Vec::new(), 0);
        let own_first = (0..shares.len()).map(|at| (member + at) % shares.len());
        for (share, next) in own_first.map(|at| &shares[at]) {
            while bytes <= most_bytes {
                let first = next.fetch_add(PORTION, Ordering::Relaxed);
                let portion = share.iter().skip(first).take(PORTION);
                if portion.len() == 0 {
                    break;
                }
                for at in portion {
                    let from = states[*at];
                    let own = (from.owner != member).then(|| self.model.apart(&from.state));
                    let state = own.as_ref().unwrap_or(&from.state);
                    let mut expansion = Expansion { owner: member, ..Expansion::default() };
                    self.expand((state, from.owed), &mut actions, &mut expansion);
                    bytes += expansion.bytes();
                    found.push((*at, expansion));
                }
            }
        }
        found
    }
}

impl<S> Expansion<S> {
    /// Bytes that it keeps.
    fn bytes(&self) -> u64 {
        let kept = self.reached.iter().filter(|it| it.state.is_some());
        let bytes: usize = kept.map(|it| it.bytes).sum();
        (bytes + size_of_val(self.reached.as_slice())) as u64
    }
}
