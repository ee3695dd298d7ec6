//! A search under way: states are expanded in the order in which they were found, so the first run that shows something is a shortest.
//!
//! States that wait are taken in batches. The states of a batch are expanded side by side, each thread a share, against a set of
//! visited states that nobody changes meanwhile; then what they led to is taken in, in order, by one thread. That is why the number of
//! threads changes nothing but the time.
//!
//! It must not know what is searched, nor the time.

use std::{collections::VecDeque, thread};

use super::expand::{Fresh, Share, View, Waiting};
use super::fingerprint::fingerprint;
use super::model::{Expectation, Marks, Model, Property};
use super::outcome::{Firsts, Hit, Outcome, Progress, Run, Stop};
use super::search::Bounds;
use super::seen::Seen;

/// States that are expanded between two looks at the bounds and at the watcher.
pub(super) const BATCH: usize = 1024;

/// Stands for the node before an initial state, and so is one more than the last node can be.
const NOWHERE: u32 = u32::MAX;

/// How a visited state was first reached.
struct Node {
    parent: u32,
    /// Position among the parent's actions; of an initial state, among these.
    action: u32,
}

/// What became of a state that was to be taken in.
enum Admission {
    New(u32),
    Known,
    BeyondBound,
}

/// The search.
pub(super) struct Walk<'m, M: Model> {
    model: &'m M,
    bounds: Bounds,
    properties: Vec<Property>,
    /// The *eventually* properties.
    debts: Marks,
    seen: Seen<M::State>,
    nodes: Vec<Node>,
    /// Oldest first: what is left of one level, then what was found of the next.
    waiting: VecDeque<Waiting<M::State>>,
    left_of_level: usize,
    depth: u32,
    /// Whether the bound on depth has cut a run.
    is_cut: bool,
    transitions: u64,
    firsts: Firsts,
    /// What waiting states hold outside themselves.
    heap_bytes: u64,
    most_bytes: u64,
    /// One for each thread; empty between two steps.
    shares: Vec<Share<M::State>>,
}

impl<'m, M: Model> Walk<'m, M> {
    pub(super) fn new(model: &'m M, bounds: Bounds, threads: usize, exact: bool) -> Self {
        let properties = model.properties();
        assert!(properties.len() <= Marks::CAPACITY, "{} properties are more than fit", properties.len());
        let debts = properties.iter().enumerate().fold(Marks::NONE, |debts, (position, property)| {
            debts.and(Marks::when(property.expectation == Expectation::Eventually, position))
        });
        Walk {
            model,
            bounds,
            debts,
            seen: Seen::new(exact),
            nodes: Vec::new(),
            waiting: VecDeque::new(),
            left_of_level: 0,
            depth: 0,
            is_cut: false,
            transitions: 0,
            firsts: Firsts::new(properties.len()),
            heap_bytes: 0,
            most_bytes: 0,
            shares: (0..threads).map(|_| Share::new(properties.len(), exact)).collect(),
            properties,
        }
    }

    /// Takes in the initial states.
    pub(super) fn begin(&mut self) -> Option<Stop> {
        let mut stop = None;
        for (state, action) in self.model.initial().into_iter().zip(0..) {
            let marks = self.model.judge_initial(&state);
            let owed = self.debts.without(marks);
            let print = fingerprint(&state, owed);
            match self.admit(Fresh { print, state, owed, parent: NOWHERE, action }) {
                Admission::New(node) => self.firsts.note(marks.without(self.debts), Hit { length: 0, node, action: None }),
                Admission::Known => {}
                Admission::BeyondBound => stop = Some(Stop::States),
            }
        }
        self.left_of_level = self.waiting.len();
        stop
    }

    /// Whether any state waits.
    pub(super) fn is_under_way(&self) -> bool {
        !self.waiting.is_empty()
    }

    /// Expands the next batch. Says how many states were expanded, and which bound ends the search.
    pub(super) fn step(&mut self) -> (u64, Option<Stop>) {
        self.most_bytes = self.most_bytes.max(self.bytes());
        if self.bytes() > self.bounds.bytes {
            return (0, Some(Stop::Memory));
        }
        if self.left_of_level == 0 {
            self.left_of_level = self.waiting.len();
            self.depth += 1;
        }
        let size = self.left_of_level.min(BATCH);
        self.left_of_level -= size;
        let batch: Vec<_> = self.waiting.drain(..size).collect();
        self.heap_bytes -= batch.iter().map(|waiting| self.model.heap_bytes(&waiting.state) as u64).sum::<u64>();
        self.expand(&batch);
        (size as u64, self.absorb())
    }

    /// Expands a batch, each thread its share; this thread takes the first.
    fn expand(&mut self, batch: &[Waiting<M::State>]) {
        let view = View {
            model: self.model,
            seen: &self.seen,
            debts: self.debts,
            depth: self.depth,
            is_last_level: self.depth >= self.bounds.depth,
        };
        let mut work = batch.chunks(batch.len().div_ceil(self.shares.len())).zip(&mut self.shares);
        let first = work.next();
        thread::scope(|scope| {
            for (states, share) in work {
                let view = &view;
                scope.spawn(move || view.expand(states, share));
            }
            if let Some((states, share)) = first {
                view.expand(states, share);
            }
        });
    }

    /// Takes in what the shares have found, in their order.
    fn absorb(&mut self) -> Option<Stop> {
        for share in &mut self.shares {
            self.transitions += std::mem::take(&mut share.transitions);
            self.is_cut |= std::mem::take(&mut share.is_cut);
            self.firsts.take_from(&mut share.firsts);
        }
        let mut shares = std::mem::take(&mut self.shares);
        let mut fresh = shares.iter_mut().flat_map(|share| share.fresh.drain(..));
        let is_full = fresh.any(|fresh| matches!(self.admit(fresh), Admission::BeyondBound));
        drop(fresh);
        self.shares = shares;
        is_full.then_some(Stop::States)
    }

    /// Takes in a state unless it has been visited or is one too many.
    fn admit(&mut self, fresh: Fresh<M::State>) -> Admission {
        let Fresh { print, state, owed, parent, action } = fresh;
        // Below this bound, all nodes can be counted in 32 bits.
        let is_full = self.nodes.len() as u64 >= self.bounds.states.min(u64::from(NOWHERE));
        if is_full && !self.seen.contains(print, &state, owed) {
            return Admission::BeyondBound;
        }
        if is_full || !self.seen.insert(print, &state, owed) {
            return Admission::Known;
        }
        let node = self.nodes.len() as u32;
        self.nodes.push(Node { parent, action });
        self.heap_bytes += self.model.heap_bytes(&state) as u64;
        self.waiting.push_back(Waiting { state, node, owed });
        Admission::New(node)
    }

    /// Bytes that are kept at the moment.
    fn bytes(&self) -> u64 {
        let nodes = self.nodes.capacity() * size_of::<Node>();
        let waiting = self.waiting.capacity() * size_of::<Waiting<M::State>>();
        (self.seen.bytes() + nodes + waiting) as u64 + self.heap_bytes
    }

    /// Steps to the states that were found last.
    fn deepest(&self) -> u32 {
        self.depth + u32::from(self.waiting.len() > self.left_of_level)
    }

    pub(super) fn progress(&self) -> Progress {
        Progress {
            states: self.nodes.len() as u64,
            waiting: self.waiting.len() as u64,
            transitions: self.transitions,
            depth: self.depth,
            bytes: self.bytes(),
        }
    }

    /// What was found until now.
    pub(super) fn outcome(self, stopped: Option<Stop>) -> Outcome<M::Action> {
        Outcome {
            states: self.nodes.len() as u64,
            transitions: self.transitions,
            depth: self.deepest(),
            bytes: self.most_bytes.max(self.bytes()),
            stopped: stopped.or(self.is_cut.then_some(Stop::Depth)),
            findings: self.firsts.verdicts(&self.properties, |hit| self.run_to(hit)),
        }
    }

    /// Rebuilds a run by following its nodes back to the start and replaying the model from there.
    fn run_to(&self, hit: Hit) -> Run<M::Action> {
        let mut positions: Vec<u32> = hit.action.into_iter().collect();
        let mut node = &self.nodes[hit.node as usize];
        while node.parent != NOWHERE {
            positions.push(node.action);
            node = &self.nodes[node.parent as usize];
        }
        let initial = node.action as usize;
        let mut run = Run { initial, actions: Vec::with_capacity(positions.len()) };
        let mut state = self.model.initial().into_iter().nth(initial);
        for position in positions.into_iter().rev() {
            let mut actions = Vec::new();
            if let Some(state) = &state {
                self.model.actions(state, &mut actions);
            }
            // Only a model that is no function of its arguments can fail to give this action again.
            let Some(action) = actions.into_iter().nth(position as usize) else { break };
            state = state.and_then(|state| self.model.next(&state, &action)).map(|step| step.state);
            run.actions.push(action);
        }
        run
    }
}
