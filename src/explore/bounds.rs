//! Where a search stops. It must not know how one continues.

/// How far a search may go. Zero is a bound like any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// Most states to visit; never more than `u32::MAX - 1`.
    pub states: u64,
    /// Most steps in a run.
    pub depth: u32,
    /// Most bytes to keep, estimated. It is looked at between two states: what one state leads to,
    /// or one doubling of the table of visited states, may exceed it.
    pub bytes: u64,
}

impl Bounds {
    /// As far as a search can go at all.
    pub const NONE: Bounds = Bounds { states: u64::MAX, depth: u32::MAX, bytes: u64::MAX };
}
