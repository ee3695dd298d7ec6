//! A search under way: states are expanded in the order of the steps that they are away from the
//! start, those of the same number in the order in which they were found; so the first run that
//! shows something is a shortest.
//!
//! It must not know what is searched, nor the time.

use super::bounds::Bounds;
use super::expansion::{Expander, Expansion, Reached, Waiting};
use super::fingerprint::fingerprint;
use super::levels::{Levels, more};
use super::result::{Firsts, Hit, SearchProgress, SearchResult, StopReason, Trace};
use super::seen::{Seen, Visited};
use super::transition_system::{Expectation, Judgement, Property, PropertySet, TransitionSystem};

/// Stands for the node before an initial state, and so is one more than the last node can be.
const NOWHERE: u32 = u32::MAX;

/// How a visited state was first reached.
struct SearchNode {
    parent: u32,
    /// Position among the parent's stretches; of an initial state, among these.
    position: u32,
}

/// A state that was reached and may be new.
struct Candidate<S> {
    state: S,
    owed: PropertySet,
    print: u64,
    from: SearchNode,
    length: u32,
    bytes: usize,
}

/// What became of a state that was reached.
enum Admission {
    New(u32),
    Known,
    BeyondBound,
}

/// The search.
pub(super) struct BreadthFirst<'m, M: TransitionSystem> {
    model: &'m M,
    bounds: Bounds,
    properties: Vec<Property>,
    /// The *eventually* properties.
    debts: PropertySet,
    /// All but the *sometimes* properties: those that a search finds broken.
    kept: PropertySet,
    seen: Seen<M::State>,
    nodes: Vec<SearchNode>,
    /// Nodes that were reached by fewer steps later, and have another one since.
    replaced: u64,
    levels: Levels<Waiting<M::State>>,
    /// Whether the bound on depth has cut a run.
    is_cut: bool,
    transitions: u64,
    firsts: Firsts,
    /// What waiting states hold outside themselves.
    heap_bytes: u64,
    most_bytes: u64,
    /// Empty between two states; kept for their room.
    actions: Vec<M::Action>,
    spare: Expansion<M::State>,
}

impl<'m, M: TransitionSystem> BreadthFirst<'m, M> {
    pub(super) fn new(model: &'m M, bounds: Bounds, exact: bool) -> Self {
        let properties = model.properties();
        assert!(
            properties.len() <= PropertySet::CAPACITY,
            "{} properties are more than fit",
            properties.len()
        );
        let those = |is_one: fn(Expectation) -> bool| {
            let expectations = properties.iter().map(|property| property.expectation);
            expectations.enumerate().fold(PropertySet::NONE, |those, (position, expectation)| {
                those.and(PropertySet::when(is_one(expectation), position))
            })
        };
        let debts = those(|it| it == Expectation::Eventually);
        let kept = those(|it| it != Expectation::Sometimes);
        BreadthFirst {
            model,
            bounds,
            debts,
            kept,
            seen: Seen::new(exact, model.is_reduced()),
            nodes: Vec::new(),
            replaced: 0,
            levels: Levels::new(),
            is_cut: false,
            transitions: 0,
            firsts: Firsts::new(properties.len()),
            heap_bytes: 0,
            most_bytes: 0,
            actions: Vec::new(),
            spare: Expansion::default(),
            properties,
        }
    }

    /// Takes in the initial states.
    pub(super) fn begin(&mut self) -> Option<StopReason> {
        let mut stop = None;
        for (state, position) in self.model.initial().into_iter().zip(0..) {
            let marks = self.model.judge_initial(&state);
            let owed = self.debts.without(marks);
            let print = fingerprint(&state, owed);
            let bytes = self.model.heap_bytes(&state);
            let from = SearchNode { parent: NOWHERE, position };
            match self.admit(Candidate { state, owed, print, from, length: 0, bytes }) {
                Admission::New(node) => {
                    self.firsts
                        .note(marks.without(self.debts), Hit { length: 0, node, last: None });
                }
                Admission::Known => {}
                Admission::BeyondBound => stop = Some(StopReason::States),
            }
        }
        stop
    }

    /// Whether any state waits.
    pub(super) fn is_under_way(&self) -> bool {
        self.levels.waiting() > 0
    }

    fn next(&mut self) -> Option<Waiting<M::State>> {
        let next = self.levels.pop()?;
        self.heap_bytes -= next.bytes as u64;
        Some(next)
    }

    /// Expands the next state. Says which bound ends the search, if one does.
    pub(super) fn step(&mut self) -> Option<StopReason> {
        self.most_bytes = self.most_bytes.max(self.bytes());
        if self.is_full() {
            return Some(StopReason::Memory);
        }
        let next = self.next()?;
        let shortest = self.seen.steps(next.print, &next.state, next.owed);
        // It was reached by fewer steps later, and expanded then.
        if shortest.is_some_and(|steps| self.model.is_reduced() && steps < self.levels.depth()) {
            return None;
        }
        self.expand(&next)
    }

    fn expand(&mut self, from: &Waiting<M::State>) -> Option<StopReason> {
        let mut found = std::mem::take(&mut self.spare);
        let mut actions = std::mem::take(&mut self.actions);
        self.expander().expand((&from.state, from.owed), &mut actions, &mut found);
        self.actions = actions;
        let stop = found.is_short.then_some(StopReason::Memory);
        self.count(from.node, &found.reached);
        if !found.goes_on {
            self.end(from);
        } else if self.levels.depth() >= self.bounds.depth {
            self.is_cut = true;
        }
        let is_full = self.admit_all(from.node, &mut found);
        self.spare = Expansion { reached: found.reached, ..Expansion::default() };
        is_full.or(stop)
    }

    /// What the states of this level are expanded with.
    fn expander(&self) -> Expander<'_, M> {
        let depth = self.levels.depth();
        Expander {
            model: self.model,
            seen: &self.seen,
            depth,
            is_at_bound: depth >= self.bounds.depth,
            free: self.bounds.bytes.saturating_sub(self.bytes()),
        }
    }

    /// Judges the runs that end in what is left of this level, so that a search that stopped here
    /// has overlooked no run that is shorter than one it found.
    pub(super) fn finish_level(&mut self) {
        let mut actions = Vec::new();
        while self.levels.left_of_level() > 0
            && let Some(last) = self.next()
        {
            let mut goes_on = false;
            // All of it, so that a model notes what it notes of a state that was expanded.
            self.model.expand(&last.state, &mut actions, |_, stretch| {
                goes_on |= stretch.state.is_some();
                true
            });
            if !goes_on {
                self.end(&last);
            }
        }
    }

    /// Counts what was reached from a node.
    fn count(&mut self, node: u32, reached: &[Reached<M::State>]) {
        for it in reached {
            self.transitions += u64::from(it.leads_on);
            for (step, marks) in &it.marks {
                let length = self.levels.depth() + step;
                if length <= self.bounds.depth {
                    let hit = Hit { length, node, last: Some(it.position) };
                    self.firsts.note(marks.without(self.debts), hit);
                }
            }
            self.firsts.count(it.tested);
        }
    }

    /// Judges the end of a run.
    fn end(&mut self, last: &Waiting<M::State>) {
        let Judgement { marks, tested, aside } = self.model.judge_terminal(&last.state);
        self.firsts.count(tested);
        self.firsts.leave(aside);
        let unmet = last.owed.without(marks);
        self.firsts.note(
            marks.without(self.debts).and(unmet),
            Hit { length: self.levels.depth(), node: last.node, last: None },
        );
    }

    /// Takes in all that was reached from one state.
    fn admit_all(&mut self, parent: u32, found: &mut Expansion<M::State>) -> Option<StopReason> {
        let is_full = found.reached.drain(..).any(|it| {
            let Reached { state, position, length, owed, print, bytes, .. } = it;
            let from = SearchNode { parent, position };
            state.is_some_and(|state| {
                if length > self.bounds.depth {
                    self.is_cut |= !self.seen.contains(print, &state, owed, length);
                    return false;
                }
                let candidate = Candidate { state, owed, print, from, length, bytes };
                matches!(self.admit(candidate), Admission::BeyondBound)
            })
        });
        is_full.then_some(StopReason::States)
    }

    /// Takes in a state unless it has been visited or is one too many.
    fn admit(&mut self, candidate: Candidate<M::State>) -> Admission {
        let Candidate { state, owed, print, from, length, bytes } = candidate;
        let is_full = self.states() >= self.bounds.states;
        if is_full && self.seen.steps(print, &state, owed).is_none() {
            return Admission::BeyondBound;
        }
        // Nodes are counted in 32 bits.
        if self.nodes.len() as u64 >= u64::from(NOWHERE) {
            return match self.seen.contains(print, &state, owed, length) {
                true => Admission::Known,
                false => Admission::BeyondBound,
            };
        }
        match self.seen.insert(print, &state, owed, length) {
            Visited::First => {}
            Visited::Shorter => self.replaced += 1,
            Visited::Known => return Admission::Known,
        }
        let node = self.nodes.len() as u32;
        if self.nodes.len() == self.nodes.capacity() {
            self.nodes.reserve_exact(more(self.nodes.len()));
        }
        self.nodes.push(from);
        self.heap_bytes += bytes as u64;
        self.levels.push(length, Waiting { state, print, node, owed, bytes });
        Admission::New(node)
    }

    /// Distinct states.
    fn states(&self) -> u64 {
        self.nodes.len() as u64 - self.replaced
    }

    /// Whether the next states might take more memory than they may.
    fn is_full(&self) -> bool {
        self.bytes() + self.growth() > self.bounds.bytes
    }

    /// Bytes by which the next states may grow what is kept, the copy that is made for it included.
    fn growth(&self) -> u64 {
        let nodes = if self.nodes.len() == self.nodes.capacity() {
            more(self.nodes.len()) * size_of::<SearchNode>()
        } else {
            0
        };
        (nodes + self.levels.growth() + self.seen.growth()) as u64
    }

    /// Bytes that are kept at the moment.
    fn bytes(&self) -> u64 {
        let nodes = self.nodes.capacity() * size_of::<SearchNode>();
        (self.seen.bytes() + nodes + self.levels.bytes()) as u64 + self.heap_bytes
    }

    pub(super) fn progress(&self) -> SearchProgress {
        SearchProgress {
            states: self.states(),
            waiting: self.levels.waiting() as u64,
            left_of_level: self.levels.left_of_level() as u64,
            broken: self.firsts.hit().within(self.kept),
            transitions: self.transitions,
            depth: self.levels.depth(),
            bytes: self.bytes(),
        }
    }

    /// What was found until now.
    pub(super) fn outcome(self, stopped: Option<StopReason>) -> SearchResult<M::Action> {
        SearchResult {
            states: self.states(),
            is_reduced: self.model.is_reduced(),
            transitions: self.transitions,
            depth: self.levels.deepest(),
            bytes: self.most_bytes.max(self.bytes()),
            stopped: stopped
                .or(self.is_cut.then_some(StopReason::Depth))
                .or(self.model.was_cut().then_some(StopReason::Work)),
            findings: self.firsts.verdicts(&self.properties, |hit| self.run_to(hit)),
        }
    }

    /// Rebuilds a run by following its nodes back to the start and replaying the model from there.
    fn run_to(&self, hit: Hit) -> Trace<M::Action> {
        let mut positions: Vec<u32> = hit.last.into_iter().collect();
        let mut node = &self.nodes[hit.node as usize];
        while node.parent != NOWHERE {
            positions.push(node.position);
            node = &self.nodes[node.parent as usize];
        }
        let initial = node.position as usize;
        let mut run = Trace { initial, actions: Vec::with_capacity(hit.length as usize) };
        let mut state = self.model.initial().into_iter().nth(initial);
        for position in positions.into_iter().rev() {
            // Only a model that is no function of its arguments can fail to give it again.
            let way = state.take().and_then(|state| self.model.way(&state, position));
            let Some((actions, to)) = way else { break };
            run.actions.extend(actions);
            state = to;
        }
        // It may be a step within the last stretch that shows it.
        run.actions.truncate(hit.length as usize);
        run
    }
}
