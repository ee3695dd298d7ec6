//! What is known of a thread in a situation from the one before it: a step does the same as long as
//! nobody writes what it looks at or writes itself, and a thread waits as long as nobody writes
//! what it waits for. So most steps need not be found out again after each step of another thread.
//!
//! What a step looks at is noted as it is taken ([`Footprint`]); its own frames and variables no
//! other thread writes. What the rules count and say of a step is not kept: they look at anything.
//! In a test build a sixteenth of what is known is found out again and compared.
//!
//! It must not judge a step.

use std::sync::Arc;

use crate::sim::budget::{Limit, Meter};
use crate::sim::change::Direction;
use crate::sim::growth::growth;
use crate::sim::machine::Grain;
use crate::sim::{Change, Choice, Event, Footprint, Machine, State, ThreadId};

/// A step that was taken, as far as it does not depend on who takes it where.
#[derive(Debug)]
pub(super) struct KnownStep {
    pub(super) choice: Choice,
    /// What happens, without its changes.
    pub(super) event: Event,
    /// Its changes, without those of what the rules remember.
    pub(super) changes: Vec<Change>,
    /// What its code looks at.
    pub(super) looks: Footprint,
    /// What it changes that others can look at.
    pub(super) writes: Footprint,
    /// By how much it moves the fingerprint.
    pub(super) print: u64,
    /// By how many bytes the situation grows.
    pub(super) grown: i64,
    /// Its work.
    spent: u64,
}

/// What is known of a thread.
#[derive(Clone, Debug, Default)]
pub(super) enum KnownThread {
    /// Nothing.
    #[default]
    Nothing,
    /// It cannot go on until somebody writes one of these places.
    Waits(Footprint),
    /// It takes the first so many of these steps, one after the other, and has no other way.
    Takes(Arc<[Arc<KnownStep>]>, usize),
}

impl KnownThread {
    /// Of a thread that takes these steps and has no other way. That it has none is found out by
    /// looking at no more than the steps look at.
    pub(super) fn of(steps: impl Into<Arc<[Arc<KnownStep>]>>) -> Self {
        let steps = steps.into();
        match steps.len() {
            0 => KnownThread::Nothing,
            valid => KnownThread::Takes(steps, valid),
        }
    }

    /// What is known of it after another thread wrote these places.
    fn after(&self, writes: Footprint) -> Self {
        match self {
            KnownThread::Waits(looks) if !looks.meets(writes) => self.clone(),
            KnownThread::Takes(steps, valid) => {
                let depends = |step: &Arc<KnownStep>| step.depends_on().meets(writes);
                match steps[..*valid].iter().position(depends).unwrap_or(*valid) {
                    0 => KnownThread::Nothing,
                    valid => KnownThread::Takes(Arc::clone(steps), valid),
                }
            }
            KnownThread::Nothing | KnownThread::Waits(_) => KnownThread::Nothing,
        }
    }

    /// Whether it is known to take these steps.
    pub(super) fn has_all(&self, steps: &[Arc<KnownStep>]) -> bool {
        matches!(self, KnownThread::Takes(_, valid) if *valid >= steps.len())
    }

    /// A step that it is known to take, by its number.
    pub(super) fn step(&self, number: usize) -> Option<&Arc<KnownStep>> {
        match self {
            KnownThread::Takes(steps, valid) => steps[..*valid].get(number),
            KnownThread::Nothing | KnownThread::Waits(_) => None,
        }
    }
}

/// What is known of all threads after one of them wrote these places.
pub(super) fn after(
    known: &[KnownThread],
    thread: ThreadId,
    writes: Footprint,
) -> Vec<KnownThread> {
    let mut all: Vec<KnownThread> = known.iter().map(|known| known.after(writes)).collect();
    if let Some(own) = all.get_mut(thread.index()) {
        *own = KnownThread::Nothing;
    }
    all
}

impl KnownStep {
    /// Takes a step, which must be possible, to know it; the counters of the rules are not moved.
    /// `None` if the statement was silent, which only steps of another grain can be. Where it would
    /// cross a bound, the situation stays as it is.
    pub(super) fn take(
        at: &mut State,
        machine: &Machine,
        choice: Choice,
        grain: Grain,
        meter: &Meter,
    ) -> Result<Option<Self>, Limit> {
        let (event, changes) = machine.execute(at, choice, grain, meter)?;
        let print = at.print_after(0, &changes);
        let grown = changes.iter().map(growth).sum();
        let (looks, writes) = (meter.looked(), Footprint::of_changes(&changes));
        let spent = meter.spent();
        let known = |event| Self { choice, event, changes, looks, writes, print, grown, spent };
        Ok(event.map(known))
    }

    /// Takes it again in a situation with this fingerprint; the counters of the rules are not
    /// moved. `false` if that may be more work than is left: then the situation stays as it is.
    pub(super) fn take_again(
        &self,
        at: &mut State,
        print: u64,
        machine: &Machine,
        left: u64,
    ) -> bool {
        if self.spent > left {
            return false;
        }
        debug_assert!(self.is_still_so(at, print, machine));
        for change in &self.changes {
            at.change(change, Direction::Forward);
        }
        true
    }

    /// What it looks at and what it writes, besides what is its own; whether the process is over,
    /// all do.
    fn depends_on(&self) -> Footprint {
        self.looks.and(self.writes).and(Footprint::END)
    }

    /// Whether it does here what it did where it was taken; a sixteenth of all are looked at.
    fn is_still_so(&self, at: &State, print: u64, machine: &Machine) -> bool {
        if !(print ^ self.print).is_multiple_of(16) {
            return true;
        }
        let meter = Meter::default();
        let taken = Self::take(&mut at.clone(), machine, self.choice, Grain::Step, &meter);
        machine.is_enabled(at, self.choice.thread)
            && matches!(taken, Ok(Some(taken)) if taken.event == self.event
                && taken.changes == self.changes
                && (taken.print, taken.grown) == (self.print, self.grown))
    }

    /// The work of taking it.
    pub(super) fn spent(&self) -> u64 {
        self.spent
    }
}
