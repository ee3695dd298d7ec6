//! Which kinds of steps a rule looks at, so that a step is shown to the few rules that it can
//! concern.
//!
//! It must not know what a rule makes of a step.

use super::super::event::EventKind;

/// A set of kinds of steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kinds(u32);

impl Kinds {
    pub(super) const CALL: Kinds = Kinds(1);
    pub(super) const RETURN: Kinds = Kinds(1 << 1);
    pub(super) const UID_ADDED: Kinds = Kinds(1 << 2);
    pub(super) const UID_REMOVED: Kinds = Kinds(1 << 3);
    pub(super) const ROW_ADDED: Kinds = Kinds(1 << 4);
    pub(super) const ROW_REMOVED: Kinds = Kinds(1 << 5);
    pub(super) const ROW_CHANGED: Kinds = Kinds(1 << 6);
    pub(super) const REFS: Kinds = Kinds(1 << 7);
    pub(super) const CREATED: Kinds = Kinds(1 << 8);
    pub(super) const INVALIDATED: Kinds = Kinds(1 << 9);
    pub(super) const FREED: Kinds = Kinds(1 << 10);
    pub(super) const MAIL: Kinds = Kinds(1 << 11);
    pub(super) const NOTIFY: Kinds = Kinds(1 << 12);
    pub(super) const UNLOAD: Kinds = Kinds(1 << 13);
    pub(super) const EXIT: Kinds = Kinds(1 << 14);
    pub(super) const CRASH: Kinds = Kinds(1 << 15);
    pub(super) const THREAD_END: Kinds = Kinds(1 << 16);
    /// Kinds that no rule tells from each other: conditions, fields, waits, choices.
    const OTHER: Kinds = Kinds(1 << 17);
    pub(super) const NONE: Kinds = Kinds(0);
    /// How many kinds there are.
    pub(super) const COUNT: usize = 18;
    pub(super) const ALL: Kinds = Kinds((1 << Kinds::COUNT) - 1);
    /// What changes a ledger: [`EventKind::ledger`].
    pub(super) const LEDGER: Kinds = Kinds::UID_ADDED
        .and(Kinds::UID_REMOVED)
        .and(Kinds::ROW_ADDED)
        .and(Kinds::ROW_REMOVED)
        .and(Kinds::ROW_CHANGED)
        .and(Kinds::REFS)
        .and(Kinds::CREATED)
        .and(Kinds::INVALIDATED)
        .and(Kinds::FREED)
        .and(Kinds::MAIL);

    /// The kinds in either set.
    pub(super) const fn and(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }

    /// Whether it has the kind of this number.
    pub(super) const fn has(self, kind: usize) -> bool {
        self.0 >> kind & 1 == 1
    }

    /// The number of its first kind.
    pub(super) fn first(self) -> usize {
        self.0.trailing_zeros() as usize
    }

    /// The kind of a step.
    pub(super) fn of(kind: &EventKind) -> Kinds {
        match kind {
            EventKind::Call { .. } => Kinds::CALL,
            EventKind::Return { .. } => Kinds::RETURN,
            EventKind::UidAdded { .. } => Kinds::UID_ADDED,
            EventKind::UidRemoved { .. } => Kinds::UID_REMOVED,
            EventKind::RowAdded { .. } => Kinds::ROW_ADDED,
            EventKind::RowRemoved { .. } => Kinds::ROW_REMOVED,
            EventKind::RowChanged { .. } => Kinds::ROW_CHANGED,
            EventKind::Refs { .. } => Kinds::REFS,
            EventKind::Created { .. } => Kinds::CREATED,
            EventKind::Invalidated { .. } => Kinds::INVALIDATED,
            EventKind::Freed { .. } => Kinds::FREED,
            EventKind::Message { .. } | EventKind::Transport { .. } => Kinds::MAIL,
            EventKind::Notify { .. } => Kinds::NOTIFY,
            EventKind::Unload { .. } => Kinds::UNLOAD,
            EventKind::Exit => Kinds::EXIT,
            EventKind::Crash { .. } => Kinds::CRASH,
            EventKind::ThreadEnd => Kinds::THREAD_END,
            EventKind::Test { .. }
            | EventKind::Set { .. }
            | EventKind::Link { .. }
            | EventKind::Unlink { .. }
            | EventKind::Wait
            | EventKind::Choice { .. }
            | EventKind::WhatIf { .. } => Kinds::OTHER,
        }
    }
}
