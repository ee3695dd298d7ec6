//! A situation as its ledgers: each line with the names of its objects. Code that shows,
//! writes or compares ledgers reads them here.
//!
//! A line borrows from the situation and is made when it is asked for, so that a few of many cost a
//! few. It must not know a language or a format.

use std::fmt;

use super::event::{Activity, Ledger};
use super::program::Program;
use super::state::{Life, Memo, MessageState, Object, Row, State, UNSEEN, Uid};
use super::value::{MessageId, ObjectId, RowId, TransportId, UidId, Word};

/// What a line of a ledger is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Item {
    /// A row of the status table.
    Row(RowId),
    /// An entry of the registry.
    Uid(UidId),
    /// An object, listed or not.
    Object(ObjectId),
    /// A transport of the profile.
    Transport(TransportId),
    /// A message of the queue, or one that was delivered.
    Message(MessageId),
}

impl Item {
    /// The ledger that it is a line of.
    pub fn ledger(self) -> Ledger {
        match self {
            Item::Row(_) => Ledger::StatusTable,
            Item::Uid(_) => Ledger::ProviderUids,
            Item::Object(_) => Ledger::Objects,
            Item::Transport(_) | Item::Message(_) => Ledger::Transports,
        }
    }
}

/// A name of which there may be several: `R4` is printed, and `R4#2` for the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name<'a> {
    /// What all of them are called.
    pub base: &'a str,
    /// Which of them it is, from 1; 0 where there is only one.
    pub nth: u16,
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.nth {
            0 | 1 => f.pad(self.base),
            nth => f.pad(&format!("{}#{nth}", self.base)),
        }
    }
}

/// A row of the status table.
#[derive(Clone, Copy, Debug)]
pub struct RowLine<'a> {
    /// Its index in the status table; it never changes during a run.
    pub id: RowId,
    /// Its short name, such as `R4`.
    pub name: Name<'a>,
    /// PR_DISPLAY_NAME of the row, as text.
    pub display: &'a str,
    /// Its PR_RESOURCE_TYPE, such as 33 for a store.
    pub resource_type: u32,
    /// Its PR_STATUS_CODE, bits of [`crate::mapi::FlagSet::StatusCode`].
    pub status: u32,
    /// Its PR_RESOURCE_METHODS, bits of [`crate::mapi::FlagSet::ResourceMethods`].
    pub methods: u32,
    /// Its PR_RESOURCE_FLAGS, bits of [`crate::mapi::FlagSet::ResourceFlags`].
    pub resource_flags: u32,
    /// Its PR_PROVIDER_DLL_NAME, as the profile has it.
    pub dll: &'a str,
    /// Whether the table still has it.
    pub present: bool,
}

/// An entry of the MAPIUID registry.
#[derive(Clone, Copy, Debug)]
pub struct UidLine<'a> {
    /// Its index in the registry; it never changes during a run.
    pub id: UidId,
    /// Its name, such as `U-A`.
    pub name: Name<'a>,
    /// Its 16 bytes, as text.
    pub bytes: &'a str,
    /// The logon object that it is registered under.
    pub owner: Name<'a>,
    /// Whether it is still registered.
    pub registered: bool,
}

/// An object of the process, live, invalid or freed.
#[derive(Clone, Copy, Debug)]
pub struct ObjectLine<'a> {
    /// Its index among all objects, in order of creation.
    pub id: ObjectId,
    /// Its name, such as `store-A`.
    pub name: Name<'a>,
    /// Its interface, such as `IMsgStore`.
    pub interface: &'a str,
    /// What it hangs on, listed or not.
    pub parent: Option<ObjectId>,
    /// Its reference count; negative after a release too many.
    pub refs: i32,
    /// Whether the count was ever seen: that of an object in a log need not be.
    pub counted: bool,
    /// What has become of it.
    pub life: Life,
}

impl RowLine<'_> {
    /// PR_STATUS_CODE, if anybody saw it.
    pub fn known_status(&self) -> Option<u32> {
        (self.status != UNSEEN).then_some(self.status)
    }
}

impl ObjectLine<'_> {
    /// The reference count as it is printed; a question mark where nobody saw it.
    pub fn count(&self) -> String {
        self.known_count().map_or_else(|| "?".to_owned(), |count| count.to_string())
    }

    /// The reference count, if it was ever seen.
    pub fn known_count(&self) -> Option<i32> {
        self.counted.then_some(self.refs)
    }
}

/// A transport and what its line does.
#[derive(Clone, Copy, Debug)]
pub struct TransportLine<'a> {
    /// Its number, which is its place in the profile's order.
    pub id: TransportId,
    /// Its name, such as `XP1`.
    pub name: &'a str,
    /// What its line does.
    pub does: Activity,
    /// Name of the outbound message that it is sending.
    pub sends: Option<&'a str>,
    /// Name of the inbound message that it is receiving.
    pub gets: Option<&'a str>,
}

/// A message, queued for sending or delivered to a store.
#[derive(Clone, Copy, Debug)]
pub struct MessageLine<'a> {
    /// Its index in order of submission.
    pub id: MessageId,
    /// Its name, such as `M1`.
    pub name: &'a str,
    /// Where it is on its way.
    pub state: MessageState,
    /// Whether the spooler has locked it.
    pub locked: bool,
    /// The transport that carries it or is to.
    pub carrier: &'a str,
    /// The store in whose queue it is, or into which it is delivered.
    pub store: Name<'a>,
}

/// The four ledgers of a situation.
#[derive(Clone, Copy)]
pub struct Ledgers<'a> {
    program: &'a Program,
    state: &'a State,
}

impl<'a> Ledgers<'a> {
    /// The ledgers of a situation; `program` has the names.
    pub fn of(program: &'a Program, state: &'a State) -> Self {
        Self { program, state }
    }

    /// Whether the run was recorded.
    pub fn is_recorded(&self) -> bool {
        self.program.recorded
    }

    fn named(&self, base: Word, nth: u16) -> Name<'a> {
        Name { base: self.program.names.text(base), nth }
    }

    /// The name of an object, listed or not.
    pub fn object_name(&self, id: ObjectId) -> Name<'a> {
        let it = self.state.object(id);
        self.named(it.name, it.nth)
    }

    /// A row; `None` if there is none of this number.
    pub fn row(&self, id: RowId) -> Option<RowLine<'a>> {
        self.state.rows.get(id.index()).map(|it| self.line_of_row(id, it))
    }

    /// The line of a row as it is given, which need not be how it is in this situation.
    pub fn line_of_row(&self, id: RowId, it: &Row) -> RowLine<'a> {
        RowLine {
            id,
            name: self.named(it.name, it.nth),
            display: self.program.names.text(it.display),
            resource_type: it.resource_type,
            status: it.status,
            methods: it.methods,
            resource_flags: it.resource_flags,
            dll: self.program.names.text(it.dll),
            present: it.present,
        }
    }

    /// An entry of the registry; `None` if there is none of this number.
    pub fn uid(&self, id: UidId) -> Option<UidLine<'a>> {
        self.state.uids.get(id.index()).map(|it| self.line_of_uid(id, it))
    }

    /// The line of an entry as it is given, which need not be how it is in this situation.
    pub fn line_of_uid(&self, id: UidId, it: &Uid) -> UidLine<'a> {
        UidLine {
            id,
            name: self.named(it.name, it.nth),
            bytes: self.program.names.text(it.bytes),
            owner: self.object_name(it.owner),
            registered: it.registered,
        }
    }

    /// An object, listed or not; `None` if there is none of this number.
    pub fn object(&self, id: ObjectId) -> Option<ObjectLine<'a>> {
        self.state.objects.get(id.index()).map(|it| self.line_of_object(id, it))
    }

    /// The line of an object as it is given, which need not be how it is in this situation.
    pub fn line_of_object(&self, id: ObjectId, it: &Object) -> ObjectLine<'a> {
        ObjectLine {
            id,
            name: self.named(it.name, it.nth),
            interface: self.program.interface(self.state, id),
            parent: it.parent,
            refs: it.refs,
            counted: self.program.uncounted.binary_search(&id).is_err()
                && !(self.program.recorded && self.state.memo(Memo::CountUnseen, id.0, 0) > 0),
            life: it.life,
        }
    }

    /// A transport; `None` if there is none of this number.
    pub fn transport(&self, id: TransportId) -> Option<TransportLine<'a>> {
        let it = self.state.transports.get(id.index())?;
        let message = |message: Option<MessageId>| {
            message.map(|it| self.program.message_name(self.state, it))
        };
        Some(TransportLine {
            id,
            name: self.program.names.text(it.name),
            does: Activity {
                sends: it.sends,
                gets: it.gets,
                flushing: it.flushing,
                logged_on: it.logged_on,
            },
            sends: message(it.sends),
            gets: message(it.gets),
        })
    }

    /// A message; `None` if there is none of this number.
    pub fn message(&self, id: MessageId) -> Option<MessageLine<'a>> {
        let it = self.state.messages.get(id.index())?;
        Some(MessageLine {
            id,
            name: self.program.names.text(it.name),
            state: it.state,
            locked: it.locked,
            carrier: self.program.transport_name(self.state, it.transport),
            store: self.object_name(it.store),
        })
    }

    /// All rows, including removed ones.
    pub fn rows(self) -> impl Iterator<Item = RowLine<'a>> {
        (0..self.state.rows.len() as u16).filter_map(move |at| self.row(RowId(at)))
    }

    /// All entries of the registry, including removed ones.
    pub fn uids(self) -> impl Iterator<Item = UidLine<'a>> {
        (0..self.state.uids.len() as u16).filter_map(move |at| self.uid(UidId(at)))
    }

    /// All objects that are part of the ledger, freed ones too.
    pub fn objects(self) -> impl Iterator<Item = ObjectLine<'a>> {
        let listed = (0..self.state.objects.len() as u32)
            .map(ObjectId)
            .filter(move |id| self.program.is_listed(self.state, *id));
        listed.filter_map(move |id| self.object(id))
    }

    /// All transports, in the profile's order.
    pub fn transports(self) -> impl Iterator<Item = TransportLine<'a>> {
        (0..self.state.transports.len()).filter_map(move |at| self.transport(TransportId(at as u8)))
    }

    /// All messages, in order of submission.
    pub fn messages(self) -> impl Iterator<Item = MessageLine<'a>> {
        (0..self.state.messages.len() as u32).filter_map(move |at| self.message(MessageId(at)))
    }

    /// Whether a situation has the item at all: it may come later in the run.
    pub fn has(&self, item: Item) -> bool {
        match item {
            Item::Row(id) => id.index() < self.state.rows.len(),
            Item::Uid(id) => id.index() < self.state.uids.len(),
            Item::Object(id) => id.index() < self.state.objects.len(),
            Item::Transport(id) => id.index() < self.state.transports.len(),
            Item::Message(id) => id.index() < self.state.messages.len(),
        }
    }

    /// What an item is called in full: of a row, its PR_DISPLAY_NAME too. Empty if there is no such
    /// item.
    pub fn title(&self, item: Item) -> String {
        let title = match item {
            Item::Row(id) => self.row(id).map(|it| match it.display {
                "?" => it.name.to_string(),
                display => format!("{} {display}", it.name),
            }),
            Item::Uid(id) => self.uid(id).map(|it| it.name.to_string()),
            Item::Object(id) => self.object(id).map(|it| it.name.to_string()),
            Item::Transport(id) => self.transport(id).map(|it| it.name.to_owned()),
            Item::Message(id) => self.message(id).map(|it| it.name.to_owned()),
        };
        title.unwrap_or_default()
    }

    /// The line of a ledger that has a name; of the transports, the messages too.
    pub fn find(self, ledger: Ledger, name: &str) -> Option<Item> {
        let is = |known: Name<'_>| {
            if known.nth < 2 { known.base == name } else { known.to_string() == name }
        };
        match ledger {
            Ledger::StatusTable => self.rows().find(|it| is(it.name)).map(|it| Item::Row(it.id)),
            Ledger::ProviderUids => self.uids().find(|it| is(it.name)).map(|it| Item::Uid(it.id)),
            Ledger::Objects => self.objects().find(|it| is(it.name)).map(|it| Item::Object(it.id)),
            Ledger::Transports => {
                let line =
                    self.transports().find(|it| it.name == name).map(|it| Item::Transport(it.id));
                line.or_else(|| {
                    self.messages().find(|it| it.name == name).map(|it| Item::Message(it.id))
                })
            }
        }
    }
}

impl Activity {
    /// What a transport is doing, in the word of JSON; being logged off is separate.
    pub fn carries(&self) -> &'static str {
        match (self.flushing, self.sends.is_some(), self.gets.is_some()) {
            (true, ..) => "flushing",
            (false, true, true) => "sending+receiving",
            (false, true, false) => "sending",
            (false, false, true) => "receiving",
            (false, false, false) => "idle",
        }
    }

    /// What the line does, in one word: one of [`ACTIVITIES`].
    pub fn name(&self) -> &'static str {
        if self.logged_on { self.carries() } else { "logged-off" }
    }
}

/// All words of [`Activity::name`]; the last is none of [`Activity::carries`].
pub const ACTIVITIES: [&str; 6] =
    ["idle", "sending", "receiving", "sending+receiving", "flushing", "logged-off"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_that_carries_both_ways_says_so() {
        let line = |sends, gets, flushing| Activity { sends, gets, flushing, logged_on: true };
        let (out, inward) = (Some(MessageId(0)), Some(MessageId(1)));
        assert_eq!(line(out, inward, false).name(), "sending+receiving");
        assert_eq!(line(out, None, true).name(), "flushing");
        assert_eq!(line(None, None, false).name(), "idle");
        assert_eq!(Activity { logged_on: false, ..line(out, None, false) }.name(), "logged-off");
        assert_eq!(Activity { logged_on: false, ..line(out, None, false) }.carries(), "sending");
    }

    #[test]
    fn only_the_second_of_a_name_has_a_number() {
        assert_eq!(Name { base: "R4", nth: 1 }.to_string(), "R4");
        assert_eq!(format!("{:<6}|", Name { base: "R4", nth: 2 }), "R4#2  |");
    }
}
