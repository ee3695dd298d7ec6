//! The operations that the runs of a search execute.
//!
//! It must not know what they do.

use std::cell::Cell;
use std::collections::BTreeSet;

use crate::sim::{BodyId, Change, Event, EventKind, Machine, State};

/// The operations of a machine's bodies that steps have executed until now.
pub(super) struct Executed(Vec<Box<[Cell<bool>]>>);

impl Executed {
    /// None but those in which threads wait from the start.
    pub(super) fn new(machine: &Machine) -> Self {
        let bodies = machine.program().bodies.iter();
        let it = Self(bodies.map(|body| vec![Cell::new(false); body.ops.len()].into()).collect());
        let waiting = machine.start().threads.iter().filter(|thread| thread.waiting);
        for frame in waiting.filter_map(|thread| thread.frames.last()) {
            it.note(frame.body, frame.pc);
        }
        it
    }

    fn note(&self, body: BodyId, at: u16) {
        if let Some(op) = self.0[body.index()].get(usize::from(at)) {
            op.set(true);
        }
    }

    /// Notes what a step executed; `after` is the situation after it.
    pub(super) fn note_step(&self, event: &Event, changes: &[Change], after: &State) {
        let innermost = || after.thread(event.thread).frames.last();
        let mut body = event.at.body;
        for change in changes {
            match change {
                Change::Pc(_, old, _) => self.note(body, *old),
                Change::Push(_, frame, _) => body = frame.body,
                Change::Pop(_, frame, _) => {
                    self.note(frame.body, frame.pc);
                    body = innermost().map_or(body, |caller| caller.body);
                }
                _ => {}
            }
        }
        // A frame that stays where it is.
        if let (EventKind::Wait | EventKind::Crash { .. }, Some(frame)) = (&event.kind, innermost())
        {
            self.note(frame.body, frame.pc);
        }
    }

    /// All of them, by body and position.
    pub(super) fn all(&self) -> BTreeSet<(BodyId, u16)> {
        let of_body = |(body, ops): (u16, &[Cell<bool>])| {
            let ops = (0u16..).zip(ops.iter()).filter(|(_, op)| op.get());
            ops.map(move |(at, _)| (BodyId(body), at)).collect::<Vec<_>>()
        };
        (0u16..).zip(self.0.iter().map(AsRef::as_ref)).flat_map(of_body).collect()
    }
}
