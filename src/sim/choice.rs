//! Which thread continues, and how much one step of it does. It must not know how a step is taken.

use super::value::ThreadId;

/// What happens next: which thread continues, and, where its body leaves a choice, which
/// alternative it takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Choice {
    /// The thread that takes the next step.
    pub thread: ThreadId,
    /// The alternative, 0 where there is no choice.
    pub alternative: u16,
}

impl Choice {
    /// No thread's choice: the place of a what-if in the list of choices. It is never possible.
    pub const NOBODY: Self = Self { thread: ThreadId(u8::MAX), alternative: 0 };
}

/// How much one step does. Runs are shown and searched in whole steps; the others are there to show
/// that nothing is lost by that.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grain {
    /// Silent statements and the one after them; afterwards the thread runs on through jumps and
    /// finished loops.
    #[default]
    Step,
    /// The same, but the thread stops right behind the statement.
    Unsettled,
    /// One statement, silent or not, so that other threads come between silent ones.
    Statement,
}
