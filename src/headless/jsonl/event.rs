//! What a step did, as JSON: one type for each kind of event.
//!
//! It must not know how events are found in a run.

use schemars::JsonSchema;
use serde::Serialize;

use super::closed;
use super::ledger::{Carried, ObjectJson, RowJson, UidJson};
use super::words::{Flags, Hex, Named, Shown};

/// What a step did; `event` says which kind it is.
#[derive(Serialize, JsonSchema)]
#[serde(tag = "event", rename_all = "kebab-case")]
#[schemars(rename = "Event")]
pub(super) enum EventJson<'a> {
    /// A call begins.
    Call(Call<'a>),
    /// A call is over.
    Return(Return<'a>),
    /// A MAPIUID was registered.
    UidAdded(UidJson<'a>),
    /// A MAPIUID is no longer registered.
    UidRemoved {
        /// The MAPIUID's name, such as `U-A`.
        uid: Named<'a>,
        /// The logon object under which it was registered.
        owner: Named<'a>,
    },
    /// A row was added to the status table.
    RowAdded(RowJson<'a>),
    /// A row was removed from the status table.
    RowRemoved {
        /// The row's short name, such as `R4`.
        row: Named<'a>,
    },
    /// A column of a row changed.
    RowChanged {
        /// The row's short name, such as `R4`.
        row: Named<'a>,
        /// The column.
        #[schemars(schema_with = "closed::status_code")]
        column: &'static str,
        /// The old value.
        from: Hex<8>,
        /// The new value.
        to: Hex<8>,
    },
    /// A reference count changed by one.
    Refs {
        /// The object whose count changed.
        object: Named<'a>,
        /// The old count; null where a log does not have it.
        from: Option<i32>,
        /// The new count; below zero if there was one release too many; null where a log does not
        /// have it.
        to: Option<i32>,
    },
    /// An object was created.
    ObjectCreated(ObjectJson<'a>),
    /// An object was made invalid.
    ObjectInvalidated {
        /// The object that was made invalid.
        object: Named<'a>,
    },
    /// An object was freed.
    ObjectFreed {
        /// The object that was freed.
        object: Named<'a>,
        /// Whether its last reference was released, or it was freed despite remaining references.
        by: FreedBy,
    },
    /// A message changed its state, or was locked or unlocked.
    Message {
        /// The message's name, such as `M1`.
        message: &'a str,
        /// The message's old state.
        #[schemars(schema_with = "closed::message_state")]
        from: &'static str,
        /// The message's new state.
        #[schemars(schema_with = "closed::message_state")]
        to: &'static str,
        /// Whether the spooler has it locked now.
        locked: bool,
        /// The transport that carries it or will carry it.
        transport: &'a str,
    },
    /// A transport started or finished something.
    Transport {
        /// The transport's name, such as `XP1`.
        transport: &'a str,
        /// What it was doing.
        #[schemars(schema_with = "closed::carries")]
        from: &'static str,
        /// What it is doing now.
        #[schemars(schema_with = "closed::carries")]
        to: &'static str,
        #[serde(flatten)]
        carried: Carried<'a>,
    },
    /// A condition was tested.
    Test {
        /// The statement with the condition.
        statement: &'a str,
        /// Whether the condition held.
        holds: bool,
    },
    /// A field was set, as part of a provider's or MAPI's own bookkeeping.
    Set(Field<'a>),
    /// An object was added to a list.
    Link(Field<'a>),
    /// An object was removed from a list.
    Unlink(Field<'a>),
    /// The thread is waiting.
    Wait {
        /// The statement at which it is waiting.
        statement: &'a str,
    },
    /// A client was notified.
    Notify {
        /// The advise sink or client that was notified.
        to: Shown<'a>,
        /// The kind of notification.
        what: &'a str,
    },
    /// A library was unloaded.
    Unload {
        /// The library's name.
        library: &'a str,
    },
    /// The process ended.
    ProcessExit,
    /// The process crashed.
    Crash {
        /// The cause of the crash, such as `use-after-free`.
        why: &'a str,
        /// The object that was used, if the cause concerns one.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schemars(with = "Named<'a>")]
        object: Option<Named<'a>>,
    },
    /// A free choice was made.
    Choice {
        /// The position of the chosen alternative, from 0.
        taken: u16,
        /// The name of the chosen alternative.
        name: &'a str,
    },
    /// A thread's script ended.
    ThreadEnd,
    /// The user changed the run from outside.
    WhatIf {
        /// A description of the change.
        what: &'a str,
    },
}

/// A call begins.
#[derive(Serialize, JsonSchema)]
pub(super) struct Call<'a> {
    /// The object whose method makes the call; the thread's name at depth 0.
    pub(super) caller: Named<'a>,
    /// The object that is called.
    pub(super) object: Named<'a>,
    /// The interface that is called.
    pub(super) interface: &'a str,
    /// The method that is called.
    pub(super) method: &'a str,
    /// The flags that are passed, by name.
    #[serde(rename = "in", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Flags")]
    pub(super) flags: Option<Flags>,
    /// The flags that are passed, as a number.
    #[serde(rename = "in_hex", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Hex<1>")]
    pub(super) flags_hex: Option<Hex<1>>,
    /// The message that the call concerns.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "&'a str")]
    pub(super) message: Option<&'a str>,
    /// The remaining arguments.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) args: Vec<Shown<'a>>,
}

/// A call is over.
#[derive(Serialize, JsonSchema)]
pub(super) struct Return<'a> {
    /// The object that was called.
    pub(super) object: Named<'a>,
    /// The interface that was called.
    pub(super) interface: &'a str,
    /// The method that was called.
    pub(super) method: &'a str,
    #[serde(flatten)]
    pub(super) result: Returned<'a>,
    /// The output flags, by name.
    #[serde(rename = "out", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Flags")]
    pub(super) flags: Option<Flags>,
    /// The output flags, as a number.
    #[serde(rename = "out_hex", skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Hex<1>")]
    pub(super) flags_hex: Option<Hex<1>>,
    /// The object that is returned; null if there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Shown<'a>")]
    pub(super) gives: Option<Shown<'a>>,
}

/// The result of a call.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Returned<'a> {
    /// The reference count that AddRef or Release returns.
    Count(i64),
    /// A number that is not an HRESULT.
    Value(i64),
    /// An HRESULT, by its name, or what a method returns instead of one.
    HResult(Shown<'a>),
}

/// A change to a field of an object.
#[derive(Serialize, JsonSchema)]
pub(super) struct Field<'a> {
    /// The object that has the field.
    pub(super) object: Named<'a>,
    /// The field's name.
    pub(super) field: &'a str,
    /// The value to which it was set, or the object that was added or removed.
    #[schemars(with = "Shown<'a>")]
    pub(super) value: FieldValue<'a>,
}

/// The value of a field.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum FieldValue<'a> {
    Shown(Shown<'a>),
    /// A reference count.
    Count(i32),
    /// The object's state: live, invalid or freed.
    Life(&'static str),
}

/// How an object was freed.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum FreedBy {
    /// Its last reference was released.
    LastRelease,
    /// It was freed despite remaining references.
    Force,
    /// A log says that it was destroyed, and not how.
    Unknown,
}
