//! The differences between two runs when they are over: the four ledgers, item by item, and the
//! input and output flags.
//!
//! Items are matched by name. It must not know how the runs were made.

use std::collections::BTreeMap;

use super::effect::{passed, word_of};
use super::standing::{Column, ItemKind, ItemName, ItemStanding, standings};
use super::visible::Window;
use crate::sim::state::Life;
use crate::sim::{EventKind, Timeline};

/// An item that differs at the end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The kind of item: row, MAPIUID, object, transport or message.
    pub kind: ItemKind,
    /// The item's name, such as `R4`; the same in both runs.
    pub item: String,
    /// Its state in the first run; `None` if that run has no such item.
    pub a: Option<ItemStanding>,
    /// Its state in the second run; `None` if that run has no such item.
    pub b: Option<ItemStanding>,
}

/// A column that differs at the end: its name, and its values in both runs.
pub type ColumnDifference = (&'static str, Option<String>, Option<String>);

impl Difference {
    /// The columns that differ. If one run has no such item at all, only the first column says so;
    /// if the item is gone in one run, its other columns have no counterpart.
    pub fn columns(&self) -> Vec<ColumnDifference> {
        let [left, right] =
            [&self.a, &self.b].map(|it| it.as_ref().map_or_else(Vec::new, ItemStanding::columns));
        if self.a.is_none() || self.b.is_none() {
            let first = |of: &[Column]| of.first().map(|(_, value)| value.clone());
            let column = left.first().or(right.first()).map(|(column, _)| *column);
            return column
                .map(|column| (column, first(&left), first(&right)))
                .into_iter()
                .collect();
        }
        let both = left.into_iter().filter_map(|(column, a)| {
            Some((column, a, &right.iter().find(|(name, _)| *name == column)?.1))
        });
        both.filter(|(_, a, b)| a != *b)
            .map(|(column, a, b)| (column, Some(a), Some(b.clone())))
            .collect()
    }
}

/// Items that end differently: first the status table, then the registry, the objects, and the
/// transports with their mail.
pub fn differences(a: &Timeline, b: &Timeline) -> Vec<Difference> {
    let [left, right] = [a, b].map(|run| standings(run.machine().program(), run.final_state()));
    differing_items(left, right)
}

/// Leaves out of what differs at the end what a log does not show: only counts of objects that both
/// runs have are left.
pub(super) fn visible(window: &Window<'_>, found: Vec<Difference>) -> Vec<Difference> {
    if window.is_clear() {
        return found;
    }
    let count = |of: &Option<ItemStanding>| match of {
        Some(ItemStanding::Object(_, count)) => *count,
        _ => None,
    };
    let differs = |it: &Difference| {
        let (a, b) = (count(&it.a), count(&it.b));
        it.kind == ItemKind::Object && a.is_some() && b.is_some() && a != b
    };
    let count_only = |it: Difference| {
        let live = |of: Option<ItemStanding>| Some(ItemStanding::Object(Life::Live, count(&of)));
        Difference { a: live(it.a), b: live(it.b), ..it }
    };
    found.into_iter().filter(differs).map(count_only).collect()
}

/// Items that differ between two positions in one run, in the same order.
pub fn changed_between(run: &Timeline, from: usize, to: usize) -> Vec<Difference> {
    let mut run = run.clone();
    let [left, right] = [from, to].map(|place| {
        run.seek(place);
        standings(run.machine().program(), run.state())
    });
    differing_items(left, right)
}

fn differing_items(
    mut left: BTreeMap<ItemName, ItemStanding>,
    mut right: BTreeMap<ItemName, ItemStanding>,
) -> Vec<Difference> {
    let names: Vec<ItemName> =
        left.keys().chain(right.keys().filter(|name| !left.contains_key(*name))).cloned().collect();
    let mut found: Vec<Difference> = names
        .into_iter()
        .map(|name| {
            let (a, b) = (left.remove(&name), right.remove(&name));
            Difference { kind: name.0, item: name.1, a, b }
        })
        .filter(|it| !it.columns().is_empty())
        .collect();
    found.sort_by(|one, other| {
        (one.kind.ledger(), &one.item).cmp(&(other.kind.ledger(), &other.item))
    });
    found
}

/// The flags that were passed to an object's method or that it returned; one entry per call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlagWords {
    /// Object and method, such as `store-A.StoreLogoff`.
    pub call: String,
    /// The flags in the first run.
    pub a: Vec<String>,
    /// The flags in the second run.
    pub b: Vec<String>,
}

/// Methods whose input flags differ, and methods whose output flags differ.
pub(super) fn flag_words(a: &Timeline, b: &Timeline, window: &Window<'_>) -> [Vec<FlagWords>; 2] {
    let ([left, back_left], [right, back_right]) = (said(a, window), said(b, window));
    let is_cut_off = [a, b].map(Window::is_cut_off);
    let both = |it: &FlagWords| {
        let is_beyond =
            is_cut_off[0] && it.b.starts_with(&it.a) || is_cut_off[1] && it.a.starts_with(&it.b);
        window.is_clear() || !it.a.is_empty() && !it.b.is_empty() && !is_beyond
    };
    let of_both = |found: Vec<FlagWords>| found.into_iter().filter(both).collect();
    [of_both(differing(left, right)), of_both(differing(back_left, back_right))]
}

type FlagsByCall = BTreeMap<String, Vec<String>>;

fn differing(mut left: FlagsByCall, mut right: FlagsByCall) -> Vec<FlagWords> {
    let mut calls: Vec<String> = left.keys().chain(right.keys()).cloned().collect();
    calls.sort();
    calls.dedup();
    let mut take = |call: String| {
        let (a, b) =
            (left.remove(&call).unwrap_or_default(), right.remove(&call).unwrap_or_default());
        (a != b).then_some(FlagWords { call, a, b })
    };
    calls.into_iter().filter_map(&mut take).collect()
}

/// The input flags and the output flags of a run.
fn said(run: &Timeline, window: &Window<'_>) -> [FlagsByCall; 2] {
    let (program, names) = (run.machine().program(), run.final_state());
    let mut all: [FlagsByCall; 2] = Default::default();
    for event in run.events() {
        let (back, object, method, word) = match &event.kind {
            EventKind::Call { object, method, args } => {
                (0, object, method, passed(program, names, (*object, *method), args))
            }
            EventKind::Return { object, method, out, .. } => {
                (1, object, method, word_of(program, names, *object, *method, out))
            }
            _ => continue,
        };
        let interface = program.interface(names, *object);
        let is_seen = window.sees(interface) && window.sees_flags();
        if let Some(word) = word.filter(|_| is_seen) {
            let call =
                format!("{}.{}", program.object_name(names, *object), program.method_name(*method));
            all[back].entry(call).or_default().push(word);
        }
    }
    all
}
