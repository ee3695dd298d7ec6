//! The four ledgers and the queue as JSON: the columns of each entry, in order.
//!
//! It must not know how the state was reached.

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;

use super::closed;
use super::words::{Hex, Named};
use crate::sim::ledgers::{Ledgers, MessageLine, ObjectLine, RowLine, TransportLine, UidLine};
use crate::sim::program::{life_name, message_state_name};
use crate::sim::{Program, State};

/// All ledgers at some moment, including removed entries.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Ledgers")]
pub(super) struct LedgersJson<'a> {
    /// Rows of the status table.
    #[schemars(schema_with = "closed::list::<RowJson<'a>>")]
    status_table: Vec<RowJson<'a>>,
    /// Entries of the MAPIUID registry.
    #[schemars(schema_with = "closed::list::<UidJson<'a>>")]
    provider_uids: Vec<UidJson<'a>>,
    /// Open objects, and objects that have been freed.
    #[schemars(schema_with = "closed::list::<ObjectJson<'a>>")]
    objects: Vec<ObjectJson<'a>>,
    /// Transports, in the order of the profile.
    transports: Vec<TransportJson<'a>>,
    /// Messages, whether queued or delivered.
    queue: Vec<MessageJson<'a>>,
    /// Of a log: the ledgers whose entries no record shows.
    #[serde(skip_serializing_if = "<[&str]>::is_empty")]
    inferred: &'static [&'static str],
    /// Of a log: the ledgers that no log has, so that none of their entries says nothing.
    #[serde(skip_serializing_if = "<[&str]>::is_empty")]
    unknown: &'static [&'static str],
}

impl<'a> LedgersJson<'a> {
    pub(super) fn of(program: &'a Program, state: &'a State) -> Self {
        let ledgers = Ledgers::of(program, state);
        Self {
            status_table: ledgers.rows().map(RowJson::of).collect(),
            provider_uids: ledgers.uids().map(UidJson::of).collect(),
            objects: ledgers.objects().map(|it| ObjectJson::of(program, state, it)).collect(),
            transports: (1..).zip(ledgers.transports()).map(TransportJson::of).collect(),
            queue: ledgers.messages().map(MessageJson::of).collect(),
            inferred: if program.recorded { &["status_table", "provider_uids"] } else { &[] },
            unknown: if program.recorded { &["transports", "queue"] } else { &[] },
        }
    }
}

/// A row of the status table.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Row")]
pub(super) struct RowJson<'a> {
    /// The row's short name, such as `R4`.
    row: Named<'a>,
    /// PR_RESOURCE_TYPE.
    r#type: u32,
    /// PR_DISPLAY_NAME.
    name: &'a str,
    /// PR_STATUS_CODE; null where a log does not have it.
    status: Option<Hex<8>>,
    /// Whether the row is still in the table.
    #[schemars(schema_with = "present")]
    state: &'static str,
}

impl<'a> RowJson<'a> {
    pub(super) fn of(it: RowLine<'a>) -> Self {
        Self {
            row: Named(it.name),
            r#type: it.resource_type,
            name: it.display,
            status: it.known_status().map(Hex),
            state: if it.present { PRESENT[0] } else { PRESENT[1] },
        }
    }
}

const PRESENT: [&str; 2] = ["present", "removed"];
const REGISTERED: [&str; 2] = ["registered", "removed"];

fn present(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"enum": PRESENT})
}

fn registered(_: &mut SchemaGenerator) -> Schema {
    json_schema!({"enum": REGISTERED})
}

/// An entry of the MAPIUID registry.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Uid")]
pub(super) struct UidJson<'a> {
    /// The MAPIUID's name, such as `U-A`.
    uid: Named<'a>,
    /// The logon object under which it is registered.
    owner: Named<'a>,
    /// Whether it is still registered.
    #[schemars(schema_with = "registered")]
    state: &'static str,
}

impl<'a> UidJson<'a> {
    pub(super) fn of(it: UidLine<'a>) -> Self {
        Self {
            uid: Named(it.name),
            owner: Named(it.owner),
            state: if it.registered { REGISTERED[0] } else { REGISTERED[1] },
        }
    }
}

/// An object.
#[derive(Serialize, JsonSchema)]
#[schemars(rename = "Object")]
pub(super) struct ObjectJson<'a> {
    /// The object's name, such as `store-A`.
    object: Named<'a>,
    /// The object's interface.
    kind: &'a str,
    /// The object's parent, if the parent is in the ledger.
    parent: Option<Named<'a>>,
    /// The object's reference count; below zero if there was one release too many; null where
    /// nobody saw it.
    refs: Option<i32>,
    /// The object's state: live, invalid or freed.
    #[schemars(schema_with = "closed::life")]
    state: &'static str,
}

impl<'a> ObjectJson<'a> {
    pub(super) fn of(program: &'a Program, state: &'a State, it: ObjectLine<'a>) -> Self {
        let parent = it.parent.filter(|parent| program.is_listed(state, *parent));
        Self {
            object: Named(it.name),
            kind: it.interface,
            parent: parent.map(|it| Named(Ledgers::of(program, state).object_name(it))),
            refs: it.known_count(),
            state: life_name(it.life),
        }
    }
}

/// A transport, and what it is doing.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Transport")]
pub(super) struct TransportJson<'a> {
    /// The transport's name, such as `XP1`.
    transport: &'a str,
    /// The transport's position in the profile's order, from 1.
    #[schemars(range(min = 1))]
    order: usize,
    /// What the transport is doing.
    #[schemars(schema_with = "closed::carries")]
    activity: &'static str,
    #[serde(flatten)]
    carried: Carried<'a>,
}

impl<'a> TransportJson<'a> {
    fn of((order, it): (usize, TransportLine<'a>)) -> Self {
        Self { transport: it.name, order, activity: it.does.carries(), carried: Carried::of(&it) }
    }
}

/// What a transport carries.
#[derive(Serialize, JsonSchema)]
pub(super) struct Carried<'a> {
    /// The message that is being sent; if there is none, the one that is being received.
    message: Option<&'a str>,
    /// The message that is being received while another is being sent.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "&'a str")]
    inbound: Option<&'a str>,
    /// Whether the transport is logged on.
    logged_on: bool,
}

impl<'a> Carried<'a> {
    pub(super) fn of(it: &TransportLine<'a>) -> Self {
        Self {
            message: it.sends.or(it.gets),
            inbound: it.sends.and(it.gets),
            logged_on: it.does.logged_on,
        }
    }
}

/// A message.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Message")]
struct MessageJson<'a> {
    /// The message's name, such as `M1`.
    message: &'a str,
    /// Where the message is.
    #[schemars(schema_with = "closed::message_state")]
    state: &'static str,
    /// Whether the spooler has the message locked.
    locked: bool,
}

impl<'a> MessageJson<'a> {
    fn of(it: MessageLine<'a>) -> Self {
        Self { message: it.name, state: message_state_name(it.state), locked: it.locked }
    }
}
