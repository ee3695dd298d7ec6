//! The calls in progress as one walks through them, as a debugger's `up` and `down` do: from the
//! running call out to the script of its thread, then through the other threads.
//!
//! It must not know a key, nor what a panel says of a call.

use crate::sim::body::Code;
use crate::sim::state::Frame;
use crate::sim::{Program, State, ThreadId};
use crate::tui::model::scene::Running;

/// A call in progress: a thread and the depth in it, where 0 is the thread's own script.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StackPlace {
    /// The thread.
    pub thread: ThreadId,
    /// The place among its calls, outermost first.
    pub depth: usize,
}

impl StackPlace {
    /// The innermost call of a thread; `None` where the thread is over.
    pub fn innermost(state: &State, thread: ThreadId) -> Option<Self> {
        let frames = &state.threads.get(thread.index())?.frames;
        frames.len().checked_sub(1).map(|depth| Self { thread, depth })
    }

    /// All of them, in the order of the walk: the running thread's first, each thread's from the
    /// innermost call out.
    pub fn all(state: &State, running: ThreadId) -> Vec<Self> {
        let others = (0..state.threads.len() as u8).map(ThreadId).filter(|it| *it != running);
        std::iter::once(running)
            .chain(others)
            .filter_map(|thread| Self::innermost(state, thread))
            .flat_map(|last| (0..=last.depth).rev().map(move |depth| Self { depth, ..last }))
            .collect()
    }

    /// The call itself; `None` in a state that has no such call.
    pub fn frame(self, state: &State) -> Option<&Frame> {
        state.threads.get(self.thread.index())?.frames.get(self.depth)
    }

    /// What it runs: a call that waits for another one stands at the statement that called.
    pub fn running(self, program: &Program, state: &State) -> Option<Running> {
        let frame = self.frame(state)?;
        let ops = &program.body(frame.body).ops;
        let is_innermost = Self::innermost(state, self.thread) == Some(self);
        let called = usize::from(frame.pc).checked_sub(1).and_then(|at| ops.get(at));
        let called = called.filter(|op| !is_innermost && matches!(op.code, Code::Call { .. }));
        let next = ops.get(usize::from(frame.pc)).filter(|_| is_innermost);
        Some(Running {
            thread: self.thread,
            body: Some(frame.body),
            next: next.map(|op| op.statement),
            ran: called.map(|op| op.statement),
        })
    }
}

/// A row of a call stack that has not enough of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StackRow {
    /// The call of this depth.
    Call(usize),
    /// So many calls that have no room.
    Folded(usize),
}

/// Which calls of so many show in so many rows: the root, what is around `shown`, and how many are
/// left out between them.
pub fn fold(calls: usize, rows: usize, shown: usize) -> Vec<StackRow> {
    if calls <= rows {
        return (0..calls).map(StackRow::Call).collect();
    }
    if rows < 4 {
        return (calls - rows..calls).map(StackRow::Call).collect();
    }
    let shown = shown.min(calls - 1);
    // The root and a fold; what is below them, and a second fold where it does not reach the end.
    let mut first = calls - (rows - 2);
    let mut end = calls;
    if shown > 0 && shown < first {
        let window = rows - 3;
        first = shown.saturating_sub(window / 2).max(1);
        end = first + window;
    }
    let gap = |from: usize, to: usize| match to - from {
        0 => None,
        1 => Some(StackRow::Call(from)),
        count => Some(StackRow::Folded(count)),
    };
    std::iter::once(StackRow::Call(0))
        .chain(gap(1, first))
        .chain((first..end).map(StackRow::Call))
        .chain(gap(end, calls))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{RunOptions, Scenario};
    use crate::sim::EventKind;

    #[test]
    fn a_folded_stack_shows_root_and_selection_and_leaves_nothing_unsaid() {
        for calls in 1..40usize {
            for (rows, shown) in (1..12).flat_map(|rows| (0..calls).map(move |at| (rows, at))) {
                let folded = fold(calls, rows, shown);
                assert!(folded.len() <= rows, "{calls} {rows} {shown}: {folded:?}");
                if rows < 4 && calls > rows {
                    continue;
                }
                assert_eq!(folded[0], StackRow::Call(0));
                assert!(folded.contains(&StackRow::Call(shown)), "{calls} {rows} {shown}");
                let told: usize = folded
                    .iter()
                    .map(|row| if let StackRow::Folded(count) = row { *count } else { 1 })
                    .sum();
                assert_eq!(told, calls);
            }
        }
    }

    #[test]
    fn a_call_that_waits_for_another_stands_at_the_statement_that_called() {
        for word in ["store-logoff:world=busy", "session-logoff:world=plain", "two-users"] {
            let options = RunOptions::parse(word).expect("a run");
            let mut run = Scenario::load(&options, &[]).expect("can be built").timeline(10_000);
            let mut walked = 0;
            for at in 0..=run.len() {
                run.seek(at);
                let (program, state) = (run.machine().program(), run.state());
                let Some(event) = run.last_event() else { continue };
                for place in StackPlace::all(state, event.thread) {
                    let running = place.running(program, state).expect("it is there");
                    let inner = StackPlace { depth: place.depth + 1, ..place };
                    let Some(inner) = inner.frame(state) else { continue };
                    let body = program.body(running.body.expect("a body"));
                    let at = running.ran.expect("a statement that called");
                    let text = &body.statements[usize::from(at)].text;
                    let method = inner.method.map_or("", |method| program.method_name(method));
                    assert!(text.contains(method), "{word}: {text} calls {method}");
                    walked += 1;
                }
                if let EventKind::Call { .. } = event.kind {
                    let all = StackPlace::all(state, event.thread);
                    assert_eq!(all[0].thread, event.thread);
                    assert_eq!(all.iter().filter(|it| it.depth == 0).count(), {
                        state.threads.iter().filter(|it| !it.frames.is_empty()).count()
                    });
                }
            }
            assert!(walked > 50, "{word}: {walked}");
        }
    }
}
