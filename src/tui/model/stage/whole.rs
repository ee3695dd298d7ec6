//! What a run has as a whole, found once, in one walk over its steps.
//!
//! It must not know the current place.

use crate::sim::{EventKind, Timeline};

/// Whether something was changed on the way of a run.
pub(in crate::tui) fn is_led(timeline: &Timeline) -> bool {
    timeline.events().iter().any(|event| matches!(event.kind, EventKind::WhatIf { .. }))
}

/// The steps that remove something.
pub(super) fn removals(timeline: &Timeline) -> Vec<usize> {
    timeline
        .events()
        .iter()
        .enumerate()
        .filter(|(_, event)| {
            matches!(
                event.kind,
                EventKind::UidRemoved { .. }
                    | EventKind::RowRemoved { .. }
                    | EventKind::Freed { .. }
            )
        })
        .map(|(at, _)| at + 1)
        .collect()
}

/// The most rows that the call stack has: each thread, and the calls of one that are in progress.
pub(super) fn stack_rows(timeline: &Timeline) -> u16 {
    let threads = timeline.final_state().threads.len();
    let mut calls = vec![0usize; threads];
    let mut most = 0;
    for event in timeline.events() {
        let Some(calls) = calls.get_mut(event.thread.index()) else { continue };
        match event.kind {
            EventKind::Call { .. } => *calls += 1,
            EventKind::Return { .. } => *calls = calls.saturating_sub(1),
            _ => {}
        }
        most = most.max(*calls);
    }
    u16::try_from(threads + most).unwrap_or(u16::MAX)
}
