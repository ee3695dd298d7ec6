//! What a step did, as JSON: one type for each kind of event.
//!
//! It must not know how an event is found in a run.

use schemars::JsonSchema;
use serde::Serialize;

use super::closed;
use super::ledger::{Carried, ObjectJson, RowJson, UidJson};
use super::words::{Flags, Hex, Named, Shown};

/// What a step did. Its kind is `event`.
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
        /// Its name, such as `U-A`.
        uid: Named<'a>,
        /// The logon object that it was registered under.
        owner: Named<'a>,
    },
    /// A row was added to the status table.
    RowAdded(RowJson<'a>),
    /// A row was removed from the status table.
    RowRemoved {
        /// Its short name, such as `R4`.
        row: Named<'a>,
    },
    /// A column of a row changed.
    RowChanged {
        /// Its short name, such as `R4`.
        row: Named<'a>,
        /// The column.
        #[schemars(schema_with = "closed::status_code")]
        column: &'static str,
        /// The value before.
        from: Hex<8>,
        /// The value after.
        to: Hex<8>,
    },
    /// A reference count changed by one.
    Refs {
        /// The object.
        object: Named<'a>,
        /// The count before.
        from: i32,
        /// The count after; below zero after a release too many.
        to: i32,
    },
    /// An object was created.
    ObjectCreated(ObjectJson<'a>),
    /// An object was made invalid.
    ObjectInvalidated {
        /// The object.
        object: Named<'a>,
    },
    /// An object was freed.
    ObjectFreed {
        /// The object.
        object: Named<'a>,
        /// Whether its last reference was released or it was freed in spite of references.
        by: FreedBy,
    },
    /// A message changed its state or was locked or unlocked.
    Message {
        /// The message.
        message: &'a str,
        /// Its state before.
        #[schemars(schema_with = "closed::message_state")]
        from: &'static str,
        /// Its state after.
        #[schemars(schema_with = "closed::message_state")]
        to: &'static str,
        /// Whether the spooler has locked it now.
        locked: bool,
        /// The transport that carries it or is to.
        transport: &'a str,
    },
    /// A transport began or ended something.
    Transport {
        /// The transport.
        transport: &'a str,
        /// What it was busy with.
        #[schemars(schema_with = "closed::carries")]
        from: &'static str,
        /// What it is busy with now.
        #[schemars(schema_with = "closed::carries")]
        to: &'static str,
        #[serde(flatten)]
        carried: Carried<'a>,
    },
    /// A condition was tested.
    Test {
        /// The statement.
        statement: &'a str,
        /// Whether the condition held.
        holds: bool,
    },
    /// A field was set: a provider's or MAPI's own bookkeeping.
    Set(Field<'a>),
    /// A list of objects got one more.
    Link(Field<'a>),
    /// A list of objects got one fewer.
    Unlink(Field<'a>),
    /// The thread waits.
    Wait {
        /// The statement that it can't get past.
        statement: &'a str,
    },
    /// A client is notified.
    Notify {
        /// The advise sink or client that is notified.
        to: Shown<'a>,
        /// What it is notified of.
        what: &'a str,
    },
    /// A library is unloaded.
    Unload {
        /// The library.
        library: &'a str,
    },
    /// The process ends.
    ProcessExit,
    /// The process crashes.
    Crash {
        /// What the process died of, such as `use-after-free`.
        why: &'a str,
        /// The object that was used, if it was about one.
        #[serde(skip_serializing_if = "Option::is_none")]
        #[schemars(with = "Named<'a>")]
        object: Option<Named<'a>>,
    },
    /// A free choice was made.
    Choice {
        /// The position of the alternative, from 0.
        taken: u16,
        /// The name of the alternative.
        name: &'a str,
    },
    /// The script of a thread is over.
    ThreadEnd,
    /// The user changed the run from outside.
    WhatIf {
        /// The change.
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
    /// The message that the call is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "&'a str")]
    pub(super) message: Option<&'a str>,
    /// The other arguments.
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
    /// The object that is handed back; null where there is none.
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
    /// A number that is no HRESULT.
    Value(i64),
    /// An HRESULT by its name, or what a method returns instead of one.
    HResult(Shown<'a>),
}

/// A change of a field of an object.
#[derive(Serialize, JsonSchema)]
pub(super) struct Field<'a> {
    /// The object that has the field.
    pub(super) object: Named<'a>,
    /// The field.
    pub(super) field: &'a str,
    /// What it was set to, or what was added to it or removed from it.
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
    /// Live, invalid or freed.
    Life(&'static str),
}

/// How an object came to be freed.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum FreedBy {
    /// Its last reference was released.
    LastRelease,
    /// It was freed in spite of references.
    Force,
}
