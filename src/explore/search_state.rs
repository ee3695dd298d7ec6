//! A state of the machine as a search keeps it: with its fingerprint and its size, which a step
//! moves by what it changes.
//!
//! It must not judge a step.

use std::hash::{Hash, Hasher};
use std::sync::OnceLock;

use crate::scenario::world::MOST_THREADS;
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
    /// Bytes that it holds outside itself, as if it shared none with others.
    bytes: usize,
    /// Of which threads it is known from the situation before whether they can go on, and of which
    /// that is so: sets of threads.
    inherited: (u64, u64),
    /// The threads that can go on, once that was asked.
    enabled: OnceLock<u64>,
}

// A set of threads is a word.
const _: () = assert!(MOST_THREADS <= u64::BITS as usize);

/// Whether a change can let nobody go on, or stop anybody, but the thread that makes it: its own
/// frames and variables, and what the rules remember.
fn is_own(change: &Change) -> bool {
    matches!(
        change,
        Change::Pc(..)
            | Change::Variable(..)
            | Change::Push(..)
            | Change::Pop(..)
            | Change::Waiting(..)
            | Change::Memo(..)
    )
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
        Self { print: 0, bytes, inherited: (0, 0), enabled: OnceLock::new(), state }
    }

    pub(super) fn threads(&self) -> impl Iterator<Item = ThreadId> + use<> {
        (0..self.state.threads.len() as u8).map(ThreadId)
    }

    /// The set of threads that can go on.
    pub(super) fn enabled(&self, machine: &Machine, meter: &Meter) -> u64 {
        let (known, inherited) = self.inherited;
        *self.enabled.get_or_init(|| {
            let unknown = self.threads().filter(|thread| known >> thread.0 & 1 == 0);
            let enabled =
                unknown.filter(|thread| machine.is_enabled_within(&self.state, *thread, meter));
            enabled.fold(known & inherited, |set, thread| set | 1 << thread.0)
        })
    }

    /// Everything that can happen next, in the default order.
    pub fn choices(&self, machine: &Machine, grain: Grain, meter: &Meter, found: &mut Vec<Choice>) {
        let enabled = self.enabled(machine, meter);
        for thread in self.threads().filter(|thread| enabled >> thread.0 & 1 == 1) {
            machine.choices_of(&self.state, thread, grain, meter, found);
        }
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
        let mut after = self.clone();
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
        self.print = self.state.print_after(self.print, &changes);
        let grown: i64 = changes.iter().map(growth).sum();
        self.bytes = self.bytes.saturating_add_signed(grown as isize);
        // What was known of the other threads is known as long as the changes are its own.
        let (known, inherited) = match self.enabled.take() {
            Some(enabled) => (u64::MAX, enabled),
            None => self.inherited,
        };
        let others = if changes.iter().all(is_own) { !(1 << choice.thread.0) } else { 0 };
        self.inherited = (known & others, inherited);
        Ok((event, changes))
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
        work(&self.after, &self.changes)
    }
}

/// The work of the search for a step that led here, besides what the meter counted: rules look
/// through the objects, and what is changed is copied before.
pub(super) fn work(after: &SearchState, changes: &[Change]) -> u64 {
    STEP + after.bytes as u64 / 4 + changes.len() as u64 * CHANGE
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
