//! What a search has found, and what it says on the way.
//!
//! It must not know in which words a report says so.

use super::transition_system::{Expectation, Property, PropertySet};

/// What a search has covered and found. If it was stopped, all of it is about what was seen until
/// then.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchResult<A> {
    /// Distinct states (with *eventually* properties: distinct states and debts).
    pub states: u64,
    /// Whether fewer states stand for all: then states, transitions and situations are counted of
    /// those, and if the search was stopped, a run that it found may not be a shortest.
    pub is_reduced: bool,
    /// Transitions, those to states already visited included.
    pub transitions: u64,
    /// Steps of the longest of all shortest runs.
    pub depth: u32,
    /// Most bytes that the search kept at one time, estimated.
    pub bytes: u64,
    /// Why it stopped before everything was seen, if so.
    pub stopped: Option<StopReason>,
    /// One for each property, in the model's order.
    pub findings: Vec<Finding<A>>,
}

impl<A> SearchResult<A> {
    /// Whether every reachable state was seen.
    pub fn is_complete(&self) -> bool {
        self.stopped.is_none()
    }

    /// Bytes kept for each state; zero if there was none.
    pub fn bytes_per_state(&self) -> f64 {
        if self.states == 0 { 0.0 } else { self.bytes as f64 / self.states as f64 }
    }

    /// How many transitions and ends put the property of this name to the test.
    pub fn situations(&self, name: &str) -> u64 {
        self.findings
            .iter()
            .find(|finding| finding.property.name == name)
            .map_or(0, |finding| finding.situations)
    }

    /// Whether any end left the property of this name aside.
    pub fn was_left_aside(&self, name: &str) -> bool {
        self.findings.iter().any(|finding| finding.property.name == name && finding.was_left_aside)
    }

    /// What became of the property of this name.
    pub fn verdict(&self, name: &str) -> Option<&PropertyVerdict<A>> {
        self.findings
            .iter()
            .find(|finding| finding.property.name == name)
            .map(|finding| &finding.verdict)
    }
}

/// What stopped a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StopReason {
    /// One more state would have exceeded the bound on states.
    States,
    /// Some run could continue at the bound on depth; all shorter runs were seen.
    Depth,
    /// The search keeps more bytes than the bound on memory.
    Memory,
    /// The watcher said so.
    Interrupted,
    /// Some run was stopped at a bound of the machine: a step would have cost more than a step may.
    Work,
}

/// A property and what became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding<A> {
    /// The property that was searched for.
    pub property: Property,
    /// What became of it.
    pub verdict: PropertyVerdict<A>,
    /// How many distinct transitions and ends put it to the test.
    pub situations: u64,
    /// Whether any end left it aside.
    pub was_left_aside: bool,
}

/// What became of a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PropertyVerdict<A> {
    /// *Always* or *eventually*: no run seen breaks it.
    Held,
    /// *Always* or *eventually*: a shortest run that breaks it.
    Broken(Trace<A>),
    /// *Sometimes*: a shortest run that reaches it.
    Reached(Trace<A>),
    /// *Sometimes*: no run seen reaches it.
    NotReached,
}

impl<A> PropertyVerdict<A> {
    /// The run that shows it.
    pub fn run(&self) -> Option<&Trace<A>> {
        match self {
            PropertyVerdict::Broken(run) | PropertyVerdict::Reached(run) => Some(run),
            PropertyVerdict::Held | PropertyVerdict::NotReached => None,
        }
    }
}

/// How to get somewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace<A> {
    /// Which of the initial states it begins in.
    pub initial: usize,
    /// The choices taken, in order.
    pub actions: Vec<A>,
}

/// The state of a search.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchProgress {
    /// Distinct states visited until now.
    pub states: u64,
    /// Of these, states that wait to be expanded.
    pub waiting: u64,
    /// Of these, states as far from the start as those that are being expanded; the others are a
    /// step further, and how many will follow them is not known.
    pub left_of_level: u64,
    /// Properties that some run seen breaks, by their position.
    pub broken: PropertySet,
    /// Transitions taken until now, also those that led to a known state.
    pub transitions: u64,
    /// Steps from the start to the states that are being expanded.
    pub depth: u32,
    /// Bytes kept at the moment, estimated.
    pub bytes: u64,
}

/// The chance that a search through this many states took some state for another because their
/// fingerprints are equal, at most: every pair of states with one in 2^64, which is one in nine
/// million for two million states and one in a hundred for six hundred million.
pub fn chance_of_collision(states: u64) -> f64 {
    let states = states as f64;
    (states * (states - 1.0).max(0.0) / 2f64.powi(65)).min(1.0)
}

/// The first, which is the shortest, run found for each property, and how often each was put to the
/// test.
pub(super) struct Firsts {
    found: Vec<(Option<Hit>, u64)>,
    /// Properties that some end left aside.
    aside: PropertySet,
}

/// Where a run ends that shows something.
#[derive(Clone, Copy)]
pub(super) struct Hit {
    pub(super) length: u32,
    pub(super) node: u32,
    /// A last stretch out of the node, if the run does not end in it.
    pub(super) last: Option<u32>,
}

impl Firsts {
    pub(super) fn new(properties: usize) -> Self {
        Firsts { found: vec![(None, 0); properties], aside: PropertySet::NONE }
    }

    /// Takes a hit for all these properties that have none as short. Marks that are no property's
    /// are not counted.
    #[inline]
    pub(super) fn note(&mut self, marks: PropertySet, hit: Hit) {
        if marks.is_empty() {
            return;
        }
        for position in marks.positions() {
            if let Some((first, _)) = self.found.get_mut(position) {
                first.get_or_insert(hit).keep_shorter(hit);
            }
        }
    }

    /// Counts a transition or an end for the properties that it put to the test.
    #[inline]
    pub(super) fn count(&mut self, tested: PropertySet) {
        for position in tested.positions() {
            if let Some((_, situations)) = self.found.get_mut(position) {
                *situations += 1;
            }
        }
    }

    /// Notes the properties that an end leaves aside.
    pub(super) fn leave(&mut self, aside: PropertySet) {
        self.aside = self.aside.and(aside);
    }

    /// Properties for which there is a hit.
    pub(super) fn hit(&self) -> PropertySet {
        self.found.iter().enumerate().fold(PropertySet::NONE, |hit, (position, (first, _))| {
            hit.and(PropertySet::when(first.is_some(), position))
        })
    }

    /// The verdict on each property; `run_to` rebuilds a run.
    pub(super) fn verdicts<A>(
        &self,
        properties: &[Property],
        run_to: impl Fn(Hit) -> Trace<A>,
    ) -> Vec<Finding<A>> {
        let judge =
            |(at, (property, (first, situations))): (usize, (&Property, &(Option<Hit>, u64)))| {
                let verdict = match (property.expectation, first) {
                    (Expectation::Sometimes, None) => PropertyVerdict::NotReached,
                    (Expectation::Sometimes, Some(hit)) => PropertyVerdict::Reached(run_to(*hit)),
                    (Expectation::Always | Expectation::Eventually, None) => PropertyVerdict::Held,
                    (Expectation::Always | Expectation::Eventually, Some(hit)) => {
                        PropertyVerdict::Broken(run_to(*hit))
                    }
                };
                Finding {
                    property: property.clone(),
                    verdict,
                    situations: *situations,
                    was_left_aside: self.aside.contains(at),
                }
            };
        properties.iter().zip(&self.found).enumerate().map(judge).collect()
    }
}

impl Hit {
    fn keep_shorter(&mut self, other: Hit) {
        if other.length < self.length {
            *self = other;
        }
    }
}
