//! What a step looks at and what it writes, as a set of places of the state, so that a search can
//! tell which steps of different threads can change places.
//!
//! Both are read off the step as it is taken: what expressions look at is noted where they are
//! computed, what is written are the changes. It must not know what a search does with it.

use super::change::Change;
use super::value::ObjectId;

/// A set of places of a state, as bits. Several places may share a bit: sets that meet may have
/// nothing in common, but sets that do not meet have nothing in common.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Footprint(u128);

impl Footprint {
    /// No place.
    pub const NONE: Footprint = Footprint(0);
    /// Every place.
    pub const ALL: Footprint = Footprint(u128::MAX);
    /// Whether the process is over: every step depends on it.
    pub const END: Footprint = Footprint(1);
    /// Which entries are registered, and under what.
    pub const UIDS: Footprint = Footprint(1 << 1);
    /// The rows of the status table.
    pub const ROWS: Footprint = Footprint(1 << 2);
    /// States and locks of messages.
    pub const MAIL: Footprint = Footprint(1 << 3);
    /// What lines carry, and which transports are logged on.
    pub const LINES: Footprint = Footprint(1 << 4);
    /// Which libraries have left the process.
    pub const UNLOADED: Footprint = Footprint(1 << 5);
    /// Which objects there are, and what has become of each.
    pub const OBJECTS: Footprint = Footprint(((1 << 40) - 1) & !((1 << 6) - 1));
    /// Which objects there are.
    const CREATED: Footprint = Footprint(1 << 6);

    /// The references on an object.
    #[inline(always)]
    pub fn refs(object: ObjectId) -> Footprint {
        Footprint(1 << (40 + object.0 % 24))
    }

    /// Whether an object is live, invalid or freed.
    #[inline(always)]
    pub fn life(object: ObjectId) -> Footprint {
        Footprint(1 << (7 + object.0 % 33))
    }

    /// A field, by its position in [`State::fields`](super::State::fields).
    #[inline(always)]
    pub fn field(at: usize) -> Footprint {
        Footprint(1 << (64 + at % 64))
    }

    /// The places in either set.
    #[must_use]
    #[inline(always)]
    pub const fn and(self, other: Footprint) -> Footprint {
        Footprint(self.0 | other.0)
    }

    /// Whether they may have a place in common.
    #[inline(always)]
    pub fn meets(self, other: Footprint) -> bool {
        self.0 & other.0 != 0
    }

    /// What these changes write that code of other threads can look at. Frames and variables are
    /// their thread's own, and so is what rules remember: no statement looks at it.
    pub fn of_changes(changes: &[Change]) -> Footprint {
        changes.iter().map(Self::of_change).fold(Self::NONE, Self::and)
    }

    fn of_change(change: &Change) -> Footprint {
        match change {
            Change::Pc(..)
            | Change::Variable(..)
            | Change::Push(..)
            | Change::Pop(..)
            | Change::Waiting(..)
            | Change::Memo(..) => Self::NONE,
            Change::Field(at, ..) => Self::field(*at as usize),
            Change::Refs(object, ..) | Change::Held(object, ..) => Self::refs(*object),
            Change::Life(object, ..) => Self::life(*object),
            Change::Create(..) => Self::CREATED,
            Change::UidAdded(_) | Change::Registered(..) => Self::UIDS,
            Change::RowAdded(_) | Change::Present(..) | Change::Status(..) => Self::ROWS,
            Change::Message(..) => Self::MAIL,
            Change::Sends(..) | Change::Gets(..) | Change::Flushing(..) | Change::LoggedOn(..) => {
                Self::LINES
            }
            Change::Unloaded(_) => Self::UNLOADED,
            Change::End(..) => Self::ALL,
        }
    }
}
