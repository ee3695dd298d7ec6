//! What a ledger shows of an item at some moment, in names rather than numbers, so that two runs
//! can be compared.
//!
//! It must not know with what the item is compared.

use std::collections::BTreeMap;

use crate::sim::event::Ledger;
use crate::sim::ledgers::{Ledgers, ObjectLine, TransportLine};
use crate::sim::program::{life_name, message_state_name};
use crate::sim::state::{MessageState, UNSEEN};
use crate::sim::{Life, Program, State};

/// The kinds of items in the ledgers, in the order of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemKind {
    /// A row of the status table.
    Row,
    /// An entry of the MAPIUID registry.
    Uid,
    /// An object in the `objects` ledger.
    Object,
    /// A transport in the profile.
    Transport,
    /// A message in the queue, or one that has been delivered.
    Message,
}

impl ItemKind {
    /// The ledger that shows items of this kind.
    pub fn ledger(self) -> Ledger {
        match self {
            ItemKind::Row => Ledger::StatusTable,
            ItemKind::Uid => Ledger::ProviderUids,
            ItemKind::Object => Ledger::Objects,
            ItemKind::Transport | ItemKind::Message => Ledger::Transports,
        }
    }
}

/// What a ledger shows of an item; of a removed item, only that it was removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ItemStanding {
    /// A row: its PR_DISPLAY_NAME, and its PR_STATUS_CODE if it is still in the table.
    Row(String, Option<u32>),
    /// A MAPIUID: its owner, and whether it is still registered.
    Uid(String, bool),
    /// An object: its state, and its reference count; `None` where nobody saw it.
    Object(Life, Option<i32>),
    /// A transport, and what it is doing.
    Transport {
        /// The name of the outbound message that it is sending.
        sends: Option<String>,
        /// The name of the inbound message that it is receiving.
        gets: Option<String>,
        /// Whether it is being flushed.
        flushing: bool,
        /// Whether it is logged on.
        logged_on: bool,
    },
    /// A message: its state, and whether it is locked.
    Message(MessageState, bool),
}

/// A reference count; a question mark where nobody saw it.
fn count_text(count: Option<i32>) -> String {
    count.map_or_else(|| "?".to_owned(), |count| count.to_string())
}

/// An item's column and its value, as `diff` prints them.
pub type Column = (&'static str, String);

impl ItemStanding {
    /// The item's columns; an item that is gone has only its state.
    pub fn columns(&self) -> Vec<Column> {
        match self {
            ItemStanding::Row(_, None) => vec![("state", "removed".to_owned())],
            ItemStanding::Row(_, Some(status)) => {
                let code = match *status {
                    UNSEEN => "?".to_owned(),
                    status => format!("0x{status:08X}"),
                };
                vec![("state", "present".to_owned()), ("status", code)]
            }
            ItemStanding::Uid(owner, registered) => {
                vec![
                    ("state", if *registered { "registered" } else { "removed" }.to_owned()),
                    ("owner", owner.clone()),
                ]
            }
            ItemStanding::Object(Life::Freed, _) => {
                vec![("state", life_name(Life::Freed).to_owned())]
            }
            ItemStanding::Object(life, refs) => {
                vec![("state", life_name(*life).to_owned()), ("refs", count_text(*refs))]
            }
            ItemStanding::Transport { sends, gets, flushing, logged_on } => {
                let carried = |word: &str, name: &Option<String>| {
                    name.as_ref().map(|name| format!("{word} {name}"))
                };
                let parts = [
                    (!logged_on).then(|| "logged-off".to_owned()),
                    flushing.then(|| "flushing".to_owned()),
                    carried("sending", sends),
                    carried("receiving", gets),
                ];
                let parts: Vec<String> = parts.into_iter().flatten().collect();
                vec![(
                    "activity",
                    if parts.is_empty() { "idle".to_owned() } else { parts.join(", ") },
                )]
            }
            ItemStanding::Message(state, locked) => {
                vec![
                    ("state", message_state_name(*state).to_owned()),
                    ("locked", locked.to_string()),
                ]
            }
        }
    }

    fn of_object(it: &ObjectLine<'_>) -> Self {
        ItemStanding::Object(it.life, it.known_count())
    }

    pub(super) fn of_transport(it: &TransportLine<'_>) -> Self {
        ItemStanding::Transport {
            sends: it.sends.map(str::to_owned),
            gets: it.gets.map(str::to_owned),
            flushing: it.does.flushing,
            logged_on: it.does.logged_on,
        }
    }
}

/// An item by its kind and its name, such as `R5`.
pub type ItemName = (ItemKind, String);

/// What the ledgers show at some moment, by item name.
pub fn standings(program: &Program, state: &State) -> BTreeMap<ItemName, ItemStanding> {
    let ledgers = Ledgers::of(program, state);
    let rows = ledgers.rows().map(|it| {
        let standing = ItemStanding::Row(it.display.to_owned(), it.present.then_some(it.status));
        ((ItemKind::Row, it.name.to_string()), standing)
    });
    let uids = ledgers.uids().map(|it| {
        (
            (ItemKind::Uid, it.name.to_string()),
            ItemStanding::Uid(it.owner.to_string(), it.registered),
        )
    });
    let objects = ledgers
        .objects()
        .map(|it| ((ItemKind::Object, it.name.to_string()), ItemStanding::of_object(&it)));
    let lines = ledgers
        .transports()
        .map(|it| ((ItemKind::Transport, it.name.to_owned()), ItemStanding::of_transport(&it)));
    let mail = ledgers.messages().map(|it| {
        ((ItemKind::Message, it.name.to_owned()), ItemStanding::Message(it.state, it.locked))
    });
    rows.chain(uids).chain(objects).chain(lines).chain(mail).collect()
}
