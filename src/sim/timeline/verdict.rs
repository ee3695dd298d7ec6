//! How a run came out: the verdict, a crash, a thread that hangs. It must not know how a run is
//! made.

use crate::sim::event::{At, Fault};
use crate::sim::rules::Blame;
use crate::sim::value::ObjectId;
use crate::sim::waiting::Blocked;

/// How a run came out: the worst that holds, from the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// It ended, and no rule was broken.
    Clean,
    /// A rule was broken.
    Violated,
    /// It was stopped at its bound.
    Bounded,
    /// No thread can continue, and one that should have ended has not.
    Stuck,
    /// The simulated process crashed.
    Crashed,
}

/// All verdicts, from the best.
pub const VERDICTS: [Verdict; 5] =
    [Verdict::Clean, Verdict::Violated, Verdict::Bounded, Verdict::Stuck, Verdict::Crashed];

impl Verdict {
    /// The word in JSON, in lessons and in scripts.
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Clean => "clean",
            Verdict::Violated => "violated",
            Verdict::Bounded => "bounded",
            Verdict::Stuck => "stuck",
            Verdict::Crashed => "crashed",
        }
    }
}

/// The crash that ended a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crash {
    /// The step in which the process crashed, from 1.
    pub step: usize,
    /// What the process died of.
    pub why: Fault,
    /// The object that was used, if it was about one.
    pub object: Option<ObjectId>,
    /// The object whose code ran.
    pub actor: ObjectId,
    /// The statement that ran; for a call on freed memory the one that made the call.
    pub at: At,
    /// Whose mistake it was.
    pub blame: Blame,
}

/// A thread that waits for ever at the end of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stuck {
    /// What it waits for, and who could have made it come true.
    pub blocked: Blocked,
    /// The step since which it waits; 0 if it did before the run began.
    pub since: usize,
}
