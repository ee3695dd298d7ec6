//! What is being tried out in the sheet of what-if: a changed setting with the run that it makes,
//! and who might go next.
//!
//! It must not know how it is shown or taken.

use crate::compare::Comparison;
use crate::scenario::RunOptions;
use crate::sim::machine::Choice;
use crate::sim::{ThreadId, Timeline};
use crate::tui::model::home::FormField;

/// A changed setting, tried out at once so that one sees from where on it matters.
pub struct Draft {
    /// The setting that was changed.
    pub field: FormField,
    /// All settings of the run, the changed one included.
    pub options: RunOptions,
    /// What becomes of it.
    pub outcome: TrialResult,
}

/// What becomes of a changed setting.
pub enum TrialResult {
    /// It cannot be built; why.
    Impossible(String),
    /// The change makes no difference to the run.
    Same,
    /// The run takes another course from some step on.
    Parts(Box<Tried>),
}

/// The run that a changed setting makes.
pub struct Tried {
    /// The run that the changed setting makes.
    pub timeline: Timeline,
    /// The run on the stage, compared with it.
    pub comparison: Comparison,
    /// The first step at which they do different things.
    pub step: usize,
}

/// A thread that could run next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// The thread that might take the next step.
    pub thread: ThreadId,
    /// Its choices; empty if it cannot continue.
    pub choices: Vec<Choice>,
    /// The id of the reason why it cannot.
    pub reason: Option<&'static str>,
    /// Whether the run as it is lets it go next.
    pub is_next: bool,
}

/// Everybody, in the default order.
pub fn actors(timeline: &Timeline) -> Vec<Actor> {
    let (machine, state) = (timeline.machine(), timeline.state());
    let next = timeline.event(timeline.at() + 1).map(|event| event.thread);
    (0..state.threads.len() as u8)
        .map(ThreadId)
        .map(|thread| {
            let choices: Vec<Choice> = match machine.is_enabled(state, thread) {
                true => (0..machine.alternatives(state, thread))
                    .map(|alternative| Choice { thread, alternative })
                    .collect(),
                false => Vec::new(),
            };
            let reason = match &choices {
                choices if !choices.is_empty() => None,
                _ if state.end.is_some() => Some("what-if-process-over"),
                _ if state.thread(thread).frames.is_empty() => Some("what-if-thread-over"),
                _ => Some("what-if-waits"),
            };
            Actor { thread, choices, reason, is_next: next == Some(thread) }
        })
        .collect()
}
