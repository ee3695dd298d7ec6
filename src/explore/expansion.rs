//! What a waiting state leads to, found out without changing the search.
//!
//! It must not know what becomes of what is reached.

use super::fingerprint::fingerprint;
use super::seen::Seen;
use super::transition_system::{PropertySet, Stretch, TransitionSystem};

/// A state that waits to be expanded.
pub(super) struct Waiting<S> {
    pub(super) state: S,
    pub(super) print: u64,
    pub(super) node: u32,
    /// The *eventually* properties that its run has not met.
    pub(super) owed: PropertySet,
    /// What it holds outside itself.
    pub(super) bytes: usize,
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
}

impl<S> Default for Expansion<S> {
    fn default() -> Self {
        Self { reached: Vec::new(), goes_on: false, is_short: false }
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
