//! What one step did: who did it, which statement, what kind of thing it was, and the exact changes
//! of the state.
//!
//! An event touches at most one ledger. It must not know how it is printed: names are resolved by
//! [`super::program::Program`].

use super::change::Change;
use super::change::Direction;
use super::state::State;
use super::state::{Life, MessageState};
use super::value::{
    BodyId, FieldId, MessageId, MethodId, ObjectId, RowId, ThreadId, TransportId, UidId, Value,
    Word,
};

/// One step of a run, with all that is needed to take it back.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// The thread that made it.
    pub thread: ThreadId,
    /// Frame that executed the statement: 0 is the thread's own script. A call and its return have
    /// the same depth.
    pub depth: u16,
    /// The object whose method made it; for depth 0 the hidden object of the thread.
    pub actor: ObjectId,
    /// The statement: a body, and a line of it.
    pub at: At,
    /// What kind of thing happened.
    pub kind: EventKind,
    /// No client waits for it.
    pub background: bool,
    /// Everything that changed, bookkeeping included.
    pub changes: Box<[Change]>,
}

/// A statement of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct At {
    /// The body that the statement is in.
    pub body: BodyId,
    /// Index into [`super::body::Body::statements`] of that body.
    pub statement: u16,
}

/// What a step was.
#[derive(Clone, Debug, PartialEq)]
pub enum EventKind {
    /// A call begins; `args` are in the order of the body's parameters.
    Call { object: ObjectId, method: MethodId, args: Vec<Value> },
    /// A call is over; `out` is the second value it gives back.
    Return { object: ObjectId, method: MethodId, result: Value, out: Value },
    /// A MAPIUID was registered; `uid-added` in JSON.
    UidAdded { uid: UidId },
    /// A MAPIUID is no longer registered; `uid-removed` in JSON.
    UidRemoved { uid: UidId },
    /// A row was added to the status table; `row-added` in JSON.
    RowAdded { row: RowId },
    /// A row was removed from the status table; `row-removed` in JSON.
    RowRemoved { row: RowId },
    /// PR_STATUS_CODE of a row changed; `row-changed` in JSON.
    RowChanged { row: RowId, from: u32, to: u32 },
    /// A reference count moved by one.
    Refs { object: ObjectId, from: i32, to: i32 },
    /// An object was created, with one reference; `object-created` in JSON.
    Created { object: ObjectId },
    /// An object was made invalid by `MakeInvalid`; `object-invalidated` in JSON.
    Invalidated { object: ObjectId },
    /// `object-freed`; forced if it still had a holder.
    Freed { object: ObjectId, was: Life, forced: bool },
    /// A message moved or was (un)locked.
    Message { message: MessageId, from: MessageState, to: MessageState, locked: bool },
    /// The line of a transport carries something else.
    Transport { transport: TransportId, from: Activity, to: Activity },
    /// A condition was looked at.
    Test { holds: bool },
    /// A field was set.
    Set { object: ObjectId, field: FieldId, value: Value },
    /// A list of objects got one more.
    Link { object: ObjectId, field: FieldId, value: Value },
    /// A list of objects got one fewer.
    Unlink { object: ObjectId, field: FieldId, value: Value },
    /// The thread cannot continue yet.
    Wait,
    /// A client is notified.
    Notify { to: Value, what: Word },
    /// A library leaves the process.
    Unload { library: Word },
    /// The process ends in an orderly way.
    Exit,
    /// The process crashes: why, and on which object if it was about one.
    Crash { why: Fault, object: Option<ObjectId> },
    /// A free choice was made: the position of the alternative, and its name.
    Choice { taken: u16, name: Word },
    /// The script of a thread is over.
    ThreadEnd,
    /// A change from outside the simulated world: a what-if.
    WhatIf { what: std::sync::Arc<str> },
}

/// Why the simulated process crashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fault {
    /// A field or method of freed memory was used.
    UseAfterFree,
    /// A pointer was null.
    NullPointer,
    /// Too many calls inside each other.
    Recursion,
    /// The code of the method is no longer loaded.
    Unloaded,
    /// There is no body for the method.
    NoSuchMethod,
    /// The body says so, in its own words.
    Said(Word),
    /// A bound of the machine: no crash of the process, and in no event. The step is not taken.
    Beyond(super::budget::Limit),
}

/// What the line of a transport does, as the ledger tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Activity {
    /// The outbound message that it is sending.
    pub sends: Option<MessageId>,
    /// The inbound message that it is receiving.
    pub gets: Option<MessageId>,
    /// A flush continues.
    pub flushing: bool,
    /// Whether its session is logged on.
    pub logged_on: bool,
}

/// The four ledgers in which a provider's shutdown shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Ledger {
    /// Rows of the status table, `IMAPISession::GetStatusTable`.
    StatusTable,
    /// Entries of the MAPIUID registry, `IMAPISupport::SetProviderUID`.
    ProviderUids,
    /// Objects that exist, with their reference counts.
    Objects,
    /// Transports and the outgoing queue.
    Transports,
}

/// All four, in the order of the screen.
pub const LEDGERS: [Ledger; 4] =
    [Ledger::StatusTable, Ledger::ProviderUids, Ledger::Objects, Ledger::Transports];

impl Ledger {
    /// The name in JSON, in lessons and on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Ledger::StatusTable => "status_table",
            Ledger::ProviderUids => "provider_uids",
            Ledger::Objects => "objects",
            Ledger::Transports => "transports",
        }
    }
}

impl EventKind {
    /// The name of the event in JSON.
    pub fn name(&self) -> &'static str {
        match self {
            EventKind::Call { .. } => "call",
            EventKind::Return { .. } => "return",
            EventKind::UidAdded { .. } => "uid-added",
            EventKind::UidRemoved { .. } => "uid-removed",
            EventKind::RowAdded { .. } => "row-added",
            EventKind::RowRemoved { .. } => "row-removed",
            EventKind::RowChanged { .. } => "row-changed",
            EventKind::Refs { .. } => "refs",
            EventKind::Created { .. } => "object-created",
            EventKind::Invalidated { .. } => "object-invalidated",
            EventKind::Freed { .. } => "object-freed",
            EventKind::Message { .. } => "message",
            EventKind::Transport { .. } => "transport",
            EventKind::Test { .. } => "test",
            EventKind::Set { .. } => "set",
            EventKind::Link { .. } => "link",
            EventKind::Unlink { .. } => "unlink",
            EventKind::Wait => "wait",
            EventKind::Notify { .. } => "notify",
            EventKind::Unload { .. } => "unload",
            EventKind::Exit => "process-exit",
            EventKind::Crash { .. } => "crash",
            EventKind::Choice { .. } => "choice",
            EventKind::ThreadEnd => "thread-end",
            EventKind::WhatIf { .. } => "what-if",
        }
    }

    /// The ledger that it changed, if it changed one.
    pub fn ledger(&self) -> Option<Ledger> {
        match self {
            EventKind::RowAdded { .. }
            | EventKind::RowRemoved { .. }
            | EventKind::RowChanged { .. } => Some(Ledger::StatusTable),
            EventKind::UidAdded { .. } | EventKind::UidRemoved { .. } => Some(Ledger::ProviderUids),
            EventKind::Refs { .. }
            | EventKind::Created { .. }
            | EventKind::Invalidated { .. }
            | EventKind::Freed { .. } => Some(Ledger::Objects),
            EventKind::Message { .. } | EventKind::Transport { .. } => Some(Ledger::Transports),
            _ => None,
        }
    }

    /// Whether a person who moves by beats stops after it: calls, returns, changes of a ledger, and
    /// what happens to the process.
    pub fn is_beat(&self) -> bool {
        !matches!(
            self,
            EventKind::Test { .. }
                | EventKind::Set { .. }
                | EventKind::Link { .. }
                | EventKind::Unlink { .. }
                | EventKind::Wait
                | EventKind::ThreadEnd
        )
    }
}

impl State {
    /// Takes all changes of an event, in order.
    pub fn apply(&mut self, event: &Event) {
        for change in &event.changes {
            self.change(change, Direction::Forward);
        }
    }

    /// Takes them back, last one first.
    pub fn undo(&mut self, event: &Event) {
        for change in event.changes.iter().rev() {
            self.change(change, Direction::Back);
        }
    }
}

/// The simulated process would crash here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trap {
    /// What the process would die of.
    pub why: Fault,
    /// The object that could not be used, if there was one.
    pub object: Option<ObjectId>,
}

impl From<super::budget::Limit> for Trap {
    fn from(limit: super::budget::Limit) -> Self {
        Self { why: Fault::Beyond(limit), object: None }
    }
}
