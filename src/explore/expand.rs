//! What one thread does with its share of a batch: take every action of every state and note what comes of it.
//!
//! It must not change what the search knows, only read it.

use super::fingerprint::fingerprint;
use super::model::{Marks, Model};
use super::outcome::{Firsts, Hit};
use super::seen::Seen;

/// A state that waits to be expanded.
pub(super) struct Waiting<S> {
    pub(super) state: S,
    /// Position among the visited states.
    pub(super) node: u32,
    /// The *eventually* properties that its run has not met.
    pub(super) owed: Marks,
}

/// A state that had not been visited when the batch began.
pub(super) struct Fresh<S> {
    pub(super) print: u64,
    pub(super) state: S,
    pub(super) owed: Marks,
    pub(super) parent: u32,
    /// Position among the parent's actions.
    pub(super) action: u32,
}

/// What came of a thread's share.
pub(super) struct Share<S> {
    pub(super) transitions: u64,
    pub(super) fresh: Vec<Fresh<S>>,
    /// What is in `fresh`: a state that several states of the share lead to is kept once.
    found: Seen<S>,
    pub(super) firsts: Firsts,
    /// Whether a run could have gone on at the last level.
    pub(super) is_cut: bool,
}

impl<S> Share<S> {
    pub(super) fn new(properties: usize, exact: bool) -> Self {
        Share { transitions: 0, fresh: Vec::new(), found: Seen::new(exact), firsts: Firsts::new(properties), is_cut: false }
    }
}

/// What a thread sees of the search.
pub(super) struct View<'a, M: Model> {
    pub(super) model: &'a M,
    pub(super) seen: &'a Seen<M::State>,
    /// The *eventually* properties.
    pub(super) debts: Marks,
    /// Steps from the start to these states.
    pub(super) depth: u32,
    /// Whether runs may go no further than these states.
    pub(super) is_last_level: bool,
}

impl<M: Model> View<'_, M> {
    pub(super) fn expand(&self, states: &[Waiting<M::State>], share: &mut Share<M::State>) {
        share.found.clear();
        let mut actions = Vec::new();
        for waiting in states {
            actions.clear();
            self.model.actions(&waiting.state, &mut actions);
            let goes_on = if self.is_last_level {
                let goes_on = actions.iter().any(|action| self.model.next(&waiting.state, action).is_some());
                share.is_cut |= goes_on;
                goes_on
            } else {
                self.take_all(waiting, &actions, share)
            };
            if !goes_on {
                self.end(waiting, share);
            }
        }
    }

    /// Takes the actions; false if none led anywhere.
    fn take_all(&self, from: &Waiting<M::State>, actions: &[M::Action], share: &mut Share<M::State>) -> bool {
        let begin = share.fresh.len();
        let mut goes_on = false;
        for (action, position) in actions.iter().zip(0..) {
            let Some(step) = self.model.next(&from.state, action) else { continue };
            goes_on = true;
            share.transitions += 1;
            let hit = Hit { length: self.depth + 1, node: from.node, action: Some(position) };
            share.firsts.note(step.marks.without(self.debts), hit);
            let owed = from.owed.without(step.marks);
            let print = fingerprint(&step.state, owed);
            share.fresh.push(Fresh { print, state: step.state, owed, parent: from.node, action: position });
        }
        // Looked up together: the processor waits for memory once instead of each time.
        let is_known = |Fresh { print, state, owed, .. }: &mut Fresh<_>| {
            self.seen.contains(*print, state, *owed) || !share.found.insert(*print, state, *owed)
        };
        share.fresh.extract_if(begin.., is_known).for_each(drop);
        goes_on
    }

    /// Judges the end of a run.
    fn end(&self, last: &Waiting<M::State>, share: &mut Share<M::State>) {
        let marks = self.model.judge_terminal(&last.state);
        let unmet = last.owed.without(marks);
        share.firsts.note(marks.without(self.debts).and(unmet), Hit { length: self.depth, node: last.node, action: None });
    }
}
