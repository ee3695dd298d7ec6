//! A run whose events come from outside, as a log of a real program has them: they are applied,
//! judged and kept like those that a machine computes.
//!
//! It must not know where the events come from.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::record::Record;
use super::recording::Recording;
use crate::sim::change::{Change, Direction};
use crate::sim::event::Event;
use crate::sim::machine::{Choice, Machine};
use crate::sim::rules::{Tested, Violation, remember};
use crate::sim::state::State;
use crate::sim::value::ObjectId;

/// Looks at what a rule found in a recorded run, and may correct whose mistake that is; false if
/// the log is no proof of it.
pub type Admit<'a> = dyn FnMut(&State, Option<&Event>, &mut Violation) -> bool + 'a;

/// A run that grows by one event at a time.
#[derive(Debug)]
pub struct TimelineBuilder {
    machine: Arc<Machine>,
    state: State,
    record: Record,
    known: BTreeSet<(&'static str, ObjectId)>,
    spacing: usize,
    lines: Vec<u32>,
}

impl TimelineBuilder {
    /// A run without events, at the start of a machine, which has the names of everything.
    pub fn new(machine: Arc<Machine>) -> Self {
        let state = machine.start().clone();
        let record = Record::begun(&state);
        Self {
            spacing: Record::spacing(&state),
            machine,
            state,
            record,
            known: BTreeSet::new(),
            lines: Vec::new(),
        }
    }

    /// The situation after the last event.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// How many events there are.
    pub fn len(&self) -> usize {
        self.record.events.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.record.events.is_empty()
    }

    /// Adds an event with its changes, in order; `line` is where the log has it.
    pub fn push(&mut self, event: Event, changes: Vec<Change>, line: u32, admit: &mut Admit<'_>) {
        let mut changes = changes;
        for change in &changes {
            self.state.change(change, Direction::Forward);
        }
        remember(self.machine.program(), &mut self.state, &event, &mut changes);
        let event = Event { changes: changes.into_boxed_slice(), ..event };
        let step = self.record.events.len() + 1;
        if event.kind.is_beat() {
            self.record.beats.push(step);
        }
        let Self { machine, state, record, known, .. } = self;
        let tested = machine.judge(state, &event, &mut |mut found| {
            if admit(state, Some(&event), &mut found) {
                Record::report(&mut record.violations, known, step, found);
            }
        });
        self.end_of_step(tested, event, line);
    }

    fn end_of_step(&mut self, tested: Tested, event: Event, line: u32) {
        let step = self.record.events.len() + 1;
        self.record.count(tested, step);
        self.record.choices.push(Choice::NOBODY);
        self.record.events.push(event);
        self.lines.push(line);
        // A checkpoint copies the objects: no oftener than there are objects.
        while self.spacing < self.state.objects.len() {
            self.spacing *= 2;
        }
        self.record.keep(step, &self.state, &mut self.spacing);
    }

    /// All that a timeline is made of, at its end. `complete`: the log has all that happened to its
    /// end, so that rules may say what never came; the scripts of its threads are over then.
    pub(super) fn finish(
        mut self,
        complete: bool,
        recording: Recording,
        admit: &mut Admit<'_>,
    ) -> (Arc<Machine>, State, Record) {
        let step = self.record.events.len();
        if complete {
            let threads = self.state.threads.clone();
            for thread in self.state.threads.iter_mut().filter(|thread| thread.frames.len() == 1) {
                thread.frames.clear();
            }
            let Self { machine, record, known, state, .. } = &mut self;
            let tested = machine.judge_end(state, &mut |mut found| {
                if admit(state, None, &mut found) {
                    Record::report(&mut record.violations, known, step, found);
                }
            });
            self.record.count(tested, step);
            self.state.threads = threads;
        }
        let Self { machine, state, mut record, lines, .. } = self;
        record.close(&state);
        record.recording = Some(Arc::new(Recording { lines, ..recording }));
        (machine, state, record)
    }
}
