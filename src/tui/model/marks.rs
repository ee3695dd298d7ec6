//! What has changed between two places of a run, item by item, with the value before.
//!
//! The cost grows with the changes, not with the size of the state. It must not know how a change
//! is shown.

use std::collections::BTreeMap;

use crate::sim::change::Change;
use crate::sim::event::{Activity, Ledger};
use crate::sim::ledgers::Item;
use crate::sim::state::{Life, MessageState, State};
use crate::sim::{Event, ObjectId, RowId, UidId};

/// What happened to an item, and what it was before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemMark {
    /// The item came into being.
    Added,
    /// The item was removed.
    Removed,
    /// PR_STATUS_CODE of the row before the change.
    Status(u32),
    /// The count was this.
    Refs(i32),
    /// What the object was before the change.
    Life(Life),
    /// The message was this, and locked or not.
    Message(MessageState, bool),
    /// The line did this.
    Activity(Activity),
}

/// What changed, item by item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemMarks {
    marks: BTreeMap<Item, ItemMark>,
}

impl ItemMarks {
    /// What some events in a row have changed; `after` is the situation after the last of them.
    pub fn of(events: &[Event], after: &State) -> Self {
        let mut it = Self::default();
        let added = |events: &[Event], wanted: fn(&Change) -> bool| {
            events
                .iter()
                .flat_map(|event| event.changes.iter())
                .filter(|change| wanted(change))
                .count()
        };
        let mut row =
            after.rows.len() - added(events, |change| matches!(change, Change::RowAdded(_)));
        let mut uid =
            after.uids.len() - added(events, |change| matches!(change, Change::UidAdded(_)));
        let mut object =
            after.objects.len() - added(events, |change| matches!(change, Change::Create(..)));
        it.lines(events, after);
        for change in events.iter().flat_map(|event| event.changes.iter()) {
            match change {
                Change::RowAdded(_) => {
                    it.mark(Item::Row(RowId(row as u16)), ItemMark::Added);
                    row += 1;
                }
                Change::UidAdded(_) => {
                    it.mark(Item::Uid(UidId(uid as u16)), ItemMark::Added);
                    uid += 1;
                }
                Change::Create(..) => {
                    it.mark(Item::Object(ObjectId(object as u32)), ItemMark::Added);
                    object += 1;
                }
                other => it.changed(other),
            }
        }
        it
    }

    fn changed(&mut self, change: &Change) {
        match change {
            Change::Refs(object, old, _) => self.mark(Item::Object(*object), ItemMark::Refs(*old)),
            Change::Life(object, _, Life::Freed) => self.gone(Item::Object(*object)),
            Change::Life(object, old, _) => self.mark(Item::Object(*object), ItemMark::Life(*old)),
            Change::Registered(uid, _, false) => self.gone(Item::Uid(*uid)),
            Change::Present(row, _, false) => self.gone(Item::Row(*row)),
            Change::Status(row, old, _) => self.mark(Item::Row(*row), ItemMark::Status(*old)),
            Change::Message(message, (state, locked), _) => {
                self.mark(Item::Message(*message), ItemMark::Message(*state, *locked));
            }
            _ => {}
        }
    }

    /// What the lines of the transports did before: the changes are taken back, the last first.
    fn lines(&mut self, events: &[Event], after: &State) {
        let changes = events.iter().rev().flat_map(|event| event.changes.iter().rev());
        for change in changes {
            let (Change::Sends(at, ..)
            | Change::Gets(at, ..)
            | Change::Flushing(at, ..)
            | Change::LoggedOn(at, ..)) = change
            else {
                continue;
            };
            let Some(line) = after.transports.get(at.index()) else { continue };
            let now = ItemMark::Activity(Activity {
                sends: line.sends,
                gets: line.gets,
                flushing: line.flushing,
                logged_on: line.logged_on,
            });
            let mark = self.marks.entry(Item::Transport(*at)).or_insert(now);
            let ItemMark::Activity(was) = mark else { continue };
            match change {
                Change::Sends(_, old, _) => was.sends = *old,
                Change::Gets(_, old, _) => was.gets = *old,
                Change::Flushing(_, old, _) => was.flushing = *old,
                Change::LoggedOn(_, old, _) => was.logged_on = *old,
                _ => {}
            }
        }
    }

    /// The first mark is the state before; added and removed take precedence.
    fn mark(&mut self, item: Item, mark: ItemMark) {
        self.marks.entry(item).or_insert(mark);
    }

    fn gone(&mut self, item: Item) {
        self.marks.insert(item, ItemMark::Removed);
    }

    /// The mark of an item.
    pub fn get(&self, item: Item) -> Option<ItemMark> {
        self.marks.get(&item).copied()
    }

    /// The first marked item of a ledger.
    pub fn first(&self, ledger: Ledger) -> Option<Item> {
        self.marks.keys().copied().find(|item| item.ledger() == ledger)
    }

    /// Items that changed, in the order of the ledgers.
    pub fn items(&self) -> impl Iterator<Item = Item> {
        self.marks.keys().copied()
    }

    /// Whether anything is marked.
    pub fn is_empty(&self) -> bool {
        self.marks.is_empty()
    }
}
