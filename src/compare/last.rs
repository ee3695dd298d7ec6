//! What differs between two runs when they are over: the four ledgers, item by item, and the flags passed and given back.
//!
//! Items are matched by name. It must not know how the runs came to be.

use std::collections::BTreeMap;

use super::effect::{passed, word_of};
use crate::sim::event::Ledger;
use crate::sim::ledgers::{Ledgers, ObjectLine, TransportLine};
use crate::sim::program::{life_name, message_state_name};
use crate::sim::state::MessageState;
use crate::sim::{EventKind, Life, Program, State, Timeline};

/// What kind of thing an item of a ledger is; in the order of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemKind {
    /// A row of the status table.
    Row,
    /// A MAPIUID.
    Uid,
    /// An object.
    Object,
    /// A transport.
    Transport,
    /// A message.
    Message,
}

impl ItemKind {
    /// The ledger that tells of it.
    pub fn ledger(self) -> Ledger {
        match self {
            ItemKind::Row => Ledger::StatusTable,
            ItemKind::Uid => Ledger::ProviderUids,
            ItemKind::Object => Ledger::Objects,
            ItemKind::Transport | ItemKind::Message => Ledger::Transports,
        }
    }
}

/// What a ledger says of an item. What is gone says nothing but that.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// A row with its PR_DISPLAY_NAME; its PR_STATUS_CODE, if the table still has it.
    Row(String, Option<u32>),
    /// A MAPIUID: its owner, and whether it is registered.
    Uid(String, bool),
    /// An object: what has become of it, and its count.
    Object(Life, i32),
    /// A transport.
    Transport {
        /// The outbound message.
        sends: Option<String>,
        /// The inbound message.
        gets: Option<String>,
        /// A flush goes on.
        flushing: bool,
        /// It is logged on.
        logged_on: bool,
    },
    /// A message, and whether it is locked.
    Message(MessageState, bool),
}

/// A column of an item and its value, as `diff` prints them.
pub type Column = (&'static str, String);

impl Standing {
    /// The columns; what is gone has no column but its state.
    pub fn columns(&self) -> Vec<Column> {
        match self {
            Standing::Row(_, None) => vec![("state", "removed".to_owned())],
            Standing::Row(_, Some(status)) => vec![("state", "present".to_owned()), ("status", format!("0x{status:08X}"))],
            Standing::Uid(owner, registered) => {
                vec![("state", if *registered { "registered" } else { "removed" }.to_owned()), ("owner", owner.clone())]
            }
            Standing::Object(Life::Freed, _) => vec![("state", life_name(Life::Freed).to_owned())],
            Standing::Object(life, refs) => vec![("state", life_name(*life).to_owned()), ("refs", refs.to_string())],
            Standing::Transport { sends, gets, flushing, logged_on } => {
                let carried = |word: &str, name: &Option<String>| name.as_ref().map(|name| format!("{word} {name}"));
                let parts = [
                    (!logged_on).then(|| "logged-off".to_owned()),
                    flushing.then(|| "flushing".to_owned()),
                    carried("sending", sends),
                    carried("receiving", gets),
                ];
                let parts: Vec<String> = parts.into_iter().flatten().collect();
                vec![("activity", if parts.is_empty() { "idle".to_owned() } else { parts.join(", ") })]
            }
            Standing::Message(state, locked) => {
                vec![("state", message_state_name(*state).to_owned()), ("locked", locked.to_string())]
            }
        }
    }

    fn of_object(it: &ObjectLine<'_>) -> Self {
        Standing::Object(it.life, it.refs)
    }

    pub(super) fn of_transport(it: &TransportLine<'_>) -> Self {
        Standing::Transport {
            sends: it.sends.map(str::to_owned),
            gets: it.gets.map(str::to_owned),
            flushing: it.does.flushing,
            logged_on: it.does.logged_on,
        }
    }
}

/// An item by its kind and its name, such as `R5`.
pub type ItemName = (ItemKind, String);

/// What the ledgers of a situation say, by the names of their items.
pub fn standings(program: &Program, state: &State) -> BTreeMap<ItemName, Standing> {
    let ledgers = Ledgers::of(program, state);
    let rows = ledgers.rows().map(|it| {
        let standing = Standing::Row(it.display.to_owned(), it.present.then_some(it.status));
        ((ItemKind::Row, it.name.to_string()), standing)
    });
    let uids =
        ledgers.uids().map(|it| ((ItemKind::Uid, it.name.to_string()), Standing::Uid(it.owner.to_string(), it.registered)));
    let objects = ledgers.objects().map(|it| ((ItemKind::Object, it.name.to_string()), Standing::of_object(&it)));
    let lines = ledgers.transports().map(|it| ((ItemKind::Transport, it.name.to_owned()), Standing::of_transport(&it)));
    let mail = ledgers.messages().map(|it| ((ItemKind::Message, it.name.to_owned()), Standing::Message(it.state, it.locked)));
    rows.chain(uids).chain(objects).chain(lines).chain(mail).collect()
}

/// An item that differs at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What it is.
    pub kind: ItemKind,
    /// Its name.
    pub item: String,
    /// How it stands in the first run; `None` if that has no such thing.
    pub a: Option<Standing>,
    /// How it stands in the second.
    pub b: Option<Standing>,
}

/// A column that differs at the end: its name, and its values in both runs.
pub type ColumnDifference = (&'static str, Option<String>, Option<String>);

impl Difference {
    /// The columns that differ. Where one run has no such thing at all, its first column says so for all of them; where it is gone in one,
    /// its other columns have nothing to be compared with.
    pub fn columns(&self) -> Vec<ColumnDifference> {
        let [left, right] = [&self.a, &self.b].map(|it| it.as_ref().map_or_else(Vec::new, Standing::columns));
        if self.a.is_none() || self.b.is_none() {
            let first = |of: &[Column]| of.first().map(|(_, value)| value.clone());
            let column = left.first().or(right.first()).map(|(column, _)| *column);
            return column.map(|column| (column, first(&left), first(&right))).into_iter().collect();
        }
        let both =
            left.into_iter().filter_map(|(column, a)| Some((column, a, &right.iter().find(|(name, _)| *name == column)?.1)));
        both.filter(|(_, a, b)| a != *b).map(|(column, a, b)| (column, Some(a), Some(b.clone()))).collect()
    }
}

/// Items whose ends differ: first the status table, then the registry, the objects, the transports with their mail.
pub fn differences(a: &Timeline, b: &Timeline) -> Vec<Difference> {
    let [mut left, mut right] = [a, b].map(|run| standings(run.machine().program(), run.final_state()));
    let names: Vec<ItemName> = left.keys().chain(right.keys().filter(|name| !left.contains_key(*name))).cloned().collect();
    let mut found: Vec<Difference> = names
        .into_iter()
        .map(|name| {
            let (a, b) = (left.remove(&name), right.remove(&name));
            Difference { kind: name.0, item: name.1, a, b }
        })
        .filter(|it| !it.columns().is_empty())
        .collect();
    found.sort_by(|one, other| (one.kind.ledger(), &one.item).cmp(&(other.kind.ledger(), &other.item)));
    found
}

/// The flags that a method of an object was passed or gave back, one word for each call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlagWords {
    /// `store-A.StoreLogoff`
    pub call: String,
    /// Those of the first run.
    pub a: Vec<String>,
    /// Those of the second.
    pub b: Vec<String>,
}

/// Methods that take flags, and those that give some back, where they differ.
pub(super) fn flag_words(a: &Timeline, b: &Timeline) -> [Vec<FlagWords>; 2] {
    let ([left, back_left], [right, back_right]) = (said(a), said(b));
    [differing(left, right), differing(back_left, back_right)]
}

type Said = BTreeMap<String, Vec<String>>;

fn differing(mut left: Said, mut right: Said) -> Vec<FlagWords> {
    let mut calls: Vec<String> = left.keys().chain(right.keys()).cloned().collect();
    calls.sort();
    calls.dedup();
    let mut take = |call: String| {
        let (a, b) = (left.remove(&call).unwrap_or_default(), right.remove(&call).unwrap_or_default());
        (a != b).then_some(FlagWords { call, a, b })
    };
    calls.into_iter().filter_map(&mut take).collect()
}

/// What was passed, and what was given back.
fn said(run: &Timeline) -> [Said; 2] {
    let (program, names) = (run.machine().program(), run.final_state());
    let mut all: [Said; 2] = Default::default();
    for event in run.events() {
        let (back, object, method, word) = match &event.kind {
            EventKind::Call { object, method, args } => (0, object, method, passed(program, names, (*object, *method), args)),
            EventKind::Return { object, method, out, .. } => (1, object, method, word_of(program, names, *object, *method, out)),
            _ => continue,
        };
        if let Some(word) = word {
            let call = format!("{}.{}", program.object_name(names, *object), program.method_name(*method));
            all[back].entry(call).or_default().push(word);
        }
    }
    all
}
