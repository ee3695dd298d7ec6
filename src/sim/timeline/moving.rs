//! Going to another place of a run: by a step, a beat, past a call or out of a method, to the next
//! change of a ledger. It must not know what the events mean to anybody.

use super::Timeline;
use crate::sim::event::{Event, EventKind, Ledger};
use crate::sim::value::ThreadId;

impl Timeline {
    /// Goes to a place; beyond the end is the end.
    pub fn seek(&mut self, to: usize) {
        let to = to.min(self.record.events.len());
        let nearest = self.record.checkpoints.iter().min_by_key(|(at, _)| at.abs_diff(to));
        if let Some((at, state)) = nearest.filter(|(at, _)| at.abs_diff(to) < self.at.abs_diff(to))
        {
            self.state.clone_from(state);
            self.at = *at;
        }
        while self.at < to {
            self.state.apply(&self.record.events[self.at]);
            self.at += 1;
        }
        while self.at > to {
            self.at -= 1;
            self.state.undo(&self.record.events[self.at]);
        }
    }

    /// Takes the next step. False at the end.
    pub fn step(&mut self) -> bool {
        let can = self.at < self.len();
        self.seek(self.at + usize::from(can));
        can
    }

    /// Takes the last step back. False at the start.
    pub fn back(&mut self) -> bool {
        let can = self.at > 0;
        self.seek(self.at.saturating_sub(1));
        can
    }

    /// Places where a beat ends: 0, the step after each call, return and change of a ledger, and
    /// the end.
    pub fn beats(&self) -> &[usize] {
        &self.record.beats
    }

    /// How many beats are complete here.
    pub fn beat(&self) -> usize {
        self.record.beats.partition_point(|at| *at <= self.at) - 1
    }

    /// The place of the next beat.
    pub fn next_beat(&self) -> Option<usize> {
        self.record.beats.get(self.record.beats.partition_point(|at| *at <= self.at)).copied()
    }

    /// The place of the beat before this place.
    pub fn previous_beat(&self) -> Option<usize> {
        self.record
            .beats
            .partition_point(|at| *at < self.at)
            .checked_sub(1)
            .map(|index| self.record.beats[index])
    }

    /// The place after the call that begins at the next step has returned, or the next beat if the
    /// next step is no call.
    pub fn over(&self) -> usize {
        match self.event(self.at + 1) {
            Some(Event { kind: EventKind::Call { .. }, depth, thread, .. }) => {
                self.return_from(self.at + 2, *thread, *depth)
            }
            _ => self.next_beat().unwrap_or(self.len()),
        }
    }

    /// The place after the running method of the last event's thread has returned.
    pub fn out(&self) -> usize {
        let Some(event) = self.last_event() else { return self.len() };
        let inside = match event.kind {
            EventKind::Call { .. } => event.depth,
            EventKind::Return { .. } => match event.depth.checked_sub(1) {
                Some(depth) => depth,
                None => return self.len(),
            },
            _ => event.depth.saturating_sub(1),
        };
        self.return_from(self.at + 1, event.thread, inside)
    }

    fn return_from(&self, from: usize, thread: ThreadId, depth: u16) -> usize {
        (from..=self.len())
            .find(|step| {
                self.event(*step).is_some_and(|event| {
                    event.thread == thread
                        && event.depth <= depth
                        && matches!(event.kind, EventKind::Return { .. })
                })
            })
            .unwrap_or(self.len())
    }

    /// The next place where a ledger has changed.
    pub fn next_change(&self, ledger: Ledger) -> Option<usize> {
        (self.at + 1..=self.len())
            .find(|step| self.event(*step).is_some_and(|event| event.kind.ledger() == Some(ledger)))
    }
}
