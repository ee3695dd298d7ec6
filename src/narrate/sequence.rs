//! A run as a sequence of arrows: each call and each return, with who makes it and what it carries;
//! and who gets a lane of the diagram.
//!
//! It must not know how they are drawn.

use super::cursor::StateCursor;
use super::{call_text, caller_of, return_text};
use crate::sim::{Event, EventKind, Program, State, Timeline};

/// The name of the lane that many share.
const OTHERS: &str = "...";

/// One arrow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Arrow {
    /// The step, counted from 1.
    pub(crate) step: usize,
    pub(crate) from: String,
    pub(crate) to: String,
    /// The call with its arguments, or the result with the output flags.
    pub(crate) label: String,
    pub(crate) is_return: bool,
    /// No client waits for it.
    pub(crate) background: bool,
    /// 0 for a call that the thread's own script makes.
    pub(crate) depth: u16,
    pub(crate) thread: u8,
}

/// The arrows of the first `steps` steps of a run.
pub(crate) fn arrows(timeline: &Timeline, steps: usize) -> Vec<Arrow> {
    let program = timeline.machine().program();
    let mut walk = StateCursor::new(timeline);
    let events = timeline.events().iter().take(steps);
    let arrow = |(step, event): (usize, &Event)| {
        // The return goes back to the caller.
        let call = match event.kind {
            EventKind::Return { .. } => {
                timeline.call_of(step).and_then(|call| timeline.event(call))
            }
            _ => None,
        };
        arrow(program, walk.state(step), (event, call.unwrap_or(event)), step)
    };
    (1..).zip(events).filter_map(arrow).collect()
}

fn arrow(
    program: &Program,
    state: &State,
    (event, call): (&Event, &Event),
    step: usize,
) -> Option<Arrow> {
    let (object, label, is_return) = match &event.kind {
        EventKind::Call { object, .. } => (*object, call_text(program, state, event), false),
        EventKind::Return { object, .. } => (*object, return_text(program, state, event), true),
        _ => return None,
    };
    let caller = caller_of(program, state, call);
    let callee = program.object_name(state, object);
    let (from, to) = if is_return { (callee, caller) } else { (caller, callee) };
    let (background, depth, thread) = (event.background, event.depth, event.thread.0);
    Some(Arrow { step, from, to, label, is_return, background, depth, thread })
}

/// Who calls or is called, in order of appearance. The last lane may be that of all who have none
/// of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Lanes {
    pub(crate) names: Vec<String>,
    has_others: bool,
}

impl Lanes {
    /// At most `most` lanes, which is at least 2. Who has no room shares the last one: those who
    /// speak least.
    pub(crate) fn of(arrows: &[Arrow], most: usize) -> Self {
        let mut names: Vec<(String, usize)> = Vec::new();
        for name in arrows.iter().flat_map(|arrow| [&arrow.from, &arrow.to]) {
            match names.iter_mut().find(|(known, _)| known == name) {
                Some((_, count)) => *count += 1,
                None => names.push((name.clone(), 1)),
            }
        }
        let has_others = names.len() > most;
        if has_others {
            let mut counts: Vec<usize> = names.iter().map(|(_, count)| *count).collect();
            counts.sort_unstable_by(|one, other| other.cmp(one));
            let least = counts[most - 2];
            // Of those that speak equally often the first ones keep their lanes.
            let mut left = most - 1 - counts.iter().filter(|count| **count > least).count();
            names.retain(|(_, count)| {
                let is_kept = *count > least || *count == least && left > 0;
                left -= usize::from(is_kept && *count == least);
                is_kept
            });
        }
        let mut names: Vec<String> = names.into_iter().map(|(name, _)| name).collect();
        names.extend(has_others.then(|| OTHERS.to_owned()));
        Self { names, has_others }
    }

    /// The lane of somebody who has one of their own.
    pub(crate) fn own(&self, name: &str) -> Option<usize> {
        let own = self.names.len() - usize::from(self.has_others);
        self.names[..own].iter().position(|it| it == name)
    }

    /// The lane of somebody, else that of all others.
    pub(crate) fn place(&self, name: &str) -> usize {
        self.own(name).unwrap_or(self.names.len().saturating_sub(1))
    }

    /// What is written on an arrow. In the lane of all others a name says which of them is called.
    pub(crate) fn label(&self, arrow: &Arrow) -> String {
        match arrow.is_return || self.own(&arrow.to).is_some() {
            true => arrow.label.clone(),
            false => format!("{}.{}", arrow.to, arrow.label),
        }
    }
}
