//! What differs between two runs when they are over: the four ledgers, item by item and column by column, and the flag words given back.
//!
//! Items are matched by name. It must not know how the runs came to be.

use std::collections::BTreeMap;

use super::effect::{line, passed, word_of};
use crate::sim::event::{Activity, Ledger};
use crate::sim::program::{life_name, message_state_name};
use crate::sim::{EventKind, Life, ObjectId, Program, RowId, State, Timeline, TransportId, UidId};

/// The columns of one thing in a ledger.
pub type Item = Vec<(&'static str, String)>;

/// A value of a ledger that differs at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The ledger.
    pub ledger: Ledger,
    /// The thing, such as `R5`.
    pub item: String,
    /// Its column, such as `status`.
    pub column: &'static str,
    /// What the first run has; `None` if it has no such thing.
    pub a: Option<String>,
    /// What the second run has.
    pub b: Option<String>,
}

/// The flag words that a method of an object was passed or gave back, one for each call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// `store-A.StoreLogoff`
    pub call: String,
    /// Those of the first run.
    pub a: Vec<String>,
    /// Those of the second.
    pub b: Vec<String>,
}

type Items = BTreeMap<(Ledger, String), Item>;

/// What differs in the ledgers: first the status table, then the registry, the objects, the transports with their mail.
pub(super) fn differences(a: &Timeline, b: &Timeline) -> Vec<Difference> {
    let (left, right) = (items(a), items(b));
    let keys = left.keys().chain(right.keys().filter(|key| !left.contains_key(*key)));
    let mut found: Vec<Difference> = keys.flat_map(|key| of_item(key, left.get(key), right.get(key))).collect();
    found.sort_by(|one, other| (one.ledger, &one.item).cmp(&(other.ledger, &other.item)));
    found
}

/// The columns that differ. Where one run has no such thing at all, its first column says so for all of them; where it is gone in one, its
/// other columns have nothing to be compared with.
fn of_item((ledger, item): &(Ledger, String), a: Option<&Item>, b: Option<&Item>) -> Vec<Difference> {
    let difference = |column, a, b| Difference { ledger: *ledger, item: item.clone(), column, a, b };
    let (Some(left), Some(right)) = (a, b) else {
        let first = |of: Option<&Item>| Some(of?.first()?.1.clone());
        let column = a.or(b).and_then(|item| item.first()).map(|(column, _)| *column);
        return column.map(|column| difference(column, first(a), first(b))).into_iter().collect();
    };
    let both = left.iter().filter_map(|(column, a)| Some((*column, a, &right.iter().find(|(name, _)| name == column)?.1)));
    both.filter(|(_, a, b)| a != b).map(|(column, a, b)| difference(column, Some(a.clone()), Some(b.clone()))).collect()
}

/// Everything in the ledgers at the end. What is gone has no columns but its state.
fn items(run: &Timeline) -> Items {
    let (program, state) = (run.machine().program(), run.final_state());
    let mut all = Items::new();
    for (at, row) in (0u16..).zip(&state.rows) {
        let mut item = vec![("state", if row.present { "present" } else { "removed" }.to_owned())];
        if row.present {
            item.push(("status", format!("0x{:08X}", row.status)));
        }
        all.insert((Ledger::StatusTable, program.row_name(state, RowId(at))), item);
    }
    for (at, uid) in (0u16..).zip(&state.uids) {
        let owner = program.object_name(state, uid.owner);
        let item = vec![("state", if uid.registered { "registered" } else { "removed" }.to_owned()), ("owner", owner)];
        all.insert((Ledger::ProviderUids, program.uid_name(state, UidId(at))), item);
    }
    objects(program, state, &mut all);
    transports(program, state, &mut all);
    all
}

fn objects(program: &Program, state: &State, all: &mut Items) {
    for (id, object) in (0u32..).map(ObjectId).zip(&state.objects).filter(|(id, _)| program.is_listed(state, *id)) {
        let mut item = vec![("state", life_name(object.life).to_owned())];
        if object.life != Life::Freed {
            item.push(("refs", object.refs.to_string()));
        }
        all.insert((Ledger::Objects, program.object_name(state, id)), item);
    }
}

fn transports(program: &Program, state: &State, all: &mut Items) {
    for (at, it) in (0u8..).zip(&state.transports) {
        let carried = Activity { sends: it.sends, gets: it.gets, flushing: it.flushing, logged_on: it.logged_on };
        let item = vec![("activity", line(program, state, &carried))];
        all.insert((Ledger::Transports, program.transport_name(state, TransportId(at)).to_owned()), item);
    }
    for it in &state.messages {
        let item = vec![("state", message_state_name(it.state).to_owned()), ("locked", it.locked.to_string())];
        all.insert((Ledger::Transports, program.names.text(it.name).to_owned()), item);
    }
}

/// Methods that take a flag word, and those that give one back, where the words differ.
pub(super) fn words(a: &Timeline, b: &Timeline) -> [Vec<Words>; 2] {
    let ([left, back_left], [right, back_right]) = (said(a), said(b));
    [differing(left, right), differing(back_left, back_right)]
}

type Said = BTreeMap<String, Vec<String>>;

fn differing(mut left: Said, mut right: Said) -> Vec<Words> {
    let mut calls: Vec<String> = left.keys().chain(right.keys()).cloned().collect();
    calls.sort();
    calls.dedup();
    let mut take = |call: String| {
        let (a, b) = (left.remove(&call).unwrap_or_default(), right.remove(&call).unwrap_or_default());
        (a != b).then_some(Words { call, a, b })
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
