//! A state of the machine as a search keeps it: with its fingerprint and its size, which a step
//! moves by what it changes.
//!
//! It must not judge a step.

use std::hash::{Hash, Hasher};

use super::known::KnownThread;
use crate::sim::budget::{Limit, Meter};
use crate::sim::change::Change;
use crate::sim::growth::growth;
use crate::sim::machine::Grain;
use crate::sim::{Choice, Event, Machine, State, ThreadId};

/// What a change of a step costs besides the work of making it: it was made before, to find out
/// which choices there are, and it is noted.
const CHANGE: u64 = 64;

/// What a step costs whatever it does: to copy a state that shares its parts, and to look for it
/// among those that were visited.
const STEP: u64 = 1_000;

/// A state that a search reaches.
#[derive(Clone, Debug)]
pub struct SearchState {
    /// The state itself.
    pub state: State,
    /// By how much its fingerprint differs from that of the start.
    print: u64,
    /// Bytes that it holds outside itself, as if it shared none with others, and without what is
    /// known of its threads.
    bytes: usize,
    /// What is known of each thread; nothing of those that are not there.
    pub(super) known: Vec<KnownThread>,
}

/// A step that was taken: the situation after it, what happened if the statement was no silent one,
/// and what changed.
pub struct Stepped {
    /// The situation after it.
    pub after: SearchState,
    /// What happened; without its changes.
    pub event: Option<Event>,
    /// The changes, in order.
    pub changes: Vec<Change>,
}

impl SearchState {
    /// The situation in which the runs of a machine begin.
    pub fn start(machine: &Machine) -> Self {
        let state = machine.start().clone();
        let bytes = state.heap_bytes();
        Self { print: 0, bytes, known: Vec::new(), state }
    }

    /// A copy of which nothing is known.
    pub(super) fn bare(&self) -> Self {
        Self { state: self.state.clone(), known: Vec::new(), ..*self }
    }

    pub(super) fn threads(&self) -> impl Iterator<Item = ThreadId> + use<> {
        (0..self.state.threads.len() as u8).map(ThreadId)
    }

    /// What is known of a thread.
    pub(super) fn known(&self, thread: ThreadId) -> &KnownThread {
        self.known.get(thread.index()).unwrap_or(&KnownThread::Nothing)
    }

    /// Everything that can happen next, in the default order.
    pub fn choices(&self, machine: &Machine, grain: Grain, meter: &Meter, found: &mut Vec<Choice>) {
        machine.choices_within(&self.state, grain, meter, found);
    }

    /// The situation after a step, which must be possible.
    ///
    /// # Errors
    /// The bound that the step would cross.
    pub fn step(
        &self,
        machine: &Machine,
        choice: Choice,
        grain: Grain,
        meter: &Meter,
    ) -> Result<Stepped, Limit> {
        let mut after = self.bare();
        let (event, changes) = after.advance(machine, choice, grain, meter)?;
        Ok(Stepped { after, event, changes })
    }

    /// Takes a step, which must be possible. Where it would cross a bound, the situation stays as
    /// it is.
    ///
    /// # Errors
    /// The bound that the step would cross.
    pub fn advance(
        &mut self,
        machine: &Machine,
        choice: Choice,
        grain: Grain,
        meter: &Meter,
    ) -> Result<(Option<Event>, Vec<Change>), Limit> {
        let (event, changes) = machine.step_apart(&mut self.state, choice, grain, meter)?;
        self.note(&changes);
        Ok((event, changes))
    }

    /// Notes changes that were just made.
    fn note(&mut self, changes: &[Change]) {
        let print = self.state.print_after(0, changes);
        self.moved(print, changes.iter().map(growth).sum());
    }

    /// Notes that its fingerprint and its size have moved.
    pub(super) fn moved(&mut self, print: u64, grown: i64) {
        self.print = self.print.wrapping_add(print);
        self.bytes = self.bytes.saturating_add_signed(grown as isize);
        self.known.clear();
    }

    /// Counts for the rules what was just done, and says how that changed it.
    pub(super) fn remember(&mut self, machine: &Machine, event: &Event) -> Vec<Change> {
        let mut changes = Vec::new();
        machine.remember(&mut self.state, event, &mut changes);
        if !changes.is_empty() {
            self.note(&changes);
        }
        changes
    }

    /// A number that two different situations share by chance once in billions of searches.
    pub fn print(&self) -> u64 {
        self.print
    }

    /// Bytes that it holds outside itself.
    pub fn heap_bytes(&self) -> usize {
        self.bytes
    }
}

impl Stepped {
    /// The situation after it, and the event with its changes.
    pub fn whole(self) -> (SearchState, Option<Event>) {
        let changes = self.changes.into();
        (self.after, self.event.map(|event| Event { changes, ..event }))
    }

    /// The work of the search for this step, besides what the meter counted.
    pub fn work(&self) -> u64 {
        work(&self.after, self.changes.len())
    }
}

/// The work of the search for a step that led here, besides what the meter counted: rules look
/// through the objects, and what is changed is copied before.
pub(super) fn work(after: &SearchState, changes: usize) -> u64 {
    STEP + after.bytes as u64 / 4 + changes as u64 * CHANGE
}

impl PartialEq for SearchState {
    fn eq(&self, other: &Self) -> bool {
        self.state == other.state
    }
}

impl Eq for SearchState {}

impl Hash for SearchState {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        hasher.write_u64(self.print);
    }
}
