//! A run whose events come from outside, as a log of a real program has them: they are applied,
//! judged and kept like those that a machine computes.
//!
//! It must not know where the events come from.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Timeline;
use super::record::Record;
use crate::sim::change::{Change, Direction};
use crate::sim::event::Event;
use crate::sim::machine::{Choice, Machine};
use crate::sim::rules::{RULES, Tested, Violation, remember};
use crate::sim::state::State;
use crate::sim::value::ObjectId;

/// What is known of a run that was recorded and not computed.
#[derive(Clone, Debug, Default)]
pub struct Recording {
    /// The name of the log.
    pub name: Arc<str>,
    /// For each event the line of the log that it comes from, from 1.
    pub lines: Vec<u32>,
    /// What a person should read at a step, and keys that are not known.
    pub notes: BTreeMap<usize, Arc<str>>,
    /// Rules about which the log cannot tell: the reason's name and the interface that it is
    /// about, by rule.
    pub unsure: BTreeMap<&'static str, (&'static str, &'static str)>,
    /// Interfaces whose calls were not recorded; `None`: those that are not in `seen`.
    pub seen: Option<Vec<String>>,
}

impl Recording {
    /// Whether the log could have shown a call of this interface.
    pub fn sees(&self, interface: &str) -> bool {
        self.seen.as_ref().is_none_or(|seen| seen.iter().any(|known| known == interface))
    }
}

/// Looks at what a rule found in a recorded run; false if the log is no proof of it.
pub type Admit<'a> = dyn FnMut(&State, Option<&Event>, &Violation) -> bool + 'a;

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
        let tested = machine.judge(state, &event, &mut |found| {
            if admit(state, Some(&event), &found) {
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
        self.record.keep(step, &self.state, &mut self.spacing);
    }

    /// The run, at its start. `complete`: the log has all that happened to its end, so that rules
    /// may say what never came; the scripts of its threads are over then.
    pub fn finish(
        mut self,
        complete: bool,
        recording: Recording,
        admit: &mut Admit<'_>,
    ) -> Timeline {
        let step = self.record.events.len();
        if complete {
            let mut over = self.state.clone();
            for thread in over.threads.iter_mut().filter(|thread| thread.frames.len() == 1) {
                thread.frames.clear();
            }
            let Self { machine, record, known, .. } = &mut self;
            let tested = machine.judge_end(&over, &mut |found| {
                if admit(&over, None, &found) {
                    Record::report(&mut record.violations, known, step, found);
                }
            });
            self.record.count(tested, step);
        }
        let Self { machine, state, mut record, lines, .. } = self;
        record.close(&state);
        record.recording = Some(Arc::new(Recording { lines, ..recording }));
        debug_assert_eq!(record.situations.len(), RULES.len());
        let mut it = Timeline { at: step, record: Arc::new(record), state, machine };
        it.seek(0);
        it
    }
}
