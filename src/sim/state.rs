//! The situation of the simulated process at one moment: the four ledgers, the fields of the
//! objects, the threads, and what the rules must remember. Two equal situations are equal states,
//! so that a search can recognise one it has seen.
//!
//! It must not know how it came about: history is in [`super::timeline`]. Only `change`
//! changes it.

use std::collections::{BTreeMap, BTreeSet};

use super::value::{
    BodyId, ClassId, MessageId, MethodId, ObjectId, RowId, ThreadId, TransportId, Value, Who, Word,
};

mod fields;
mod memo;
pub(super) mod memory;
mod shared;

pub use fields::FieldPieces;
pub use memo::Memo;
pub use shared::Shared;

/// The whole situation of the simulated process at one moment.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct State {
    /// Ledger `status_table`, removed rows included.
    pub rows: Shared<Vec<Row>>,
    /// Ledger `provider_uids`, the MAPIUID registry.
    pub uids: Shared<Vec<Uid>>,
    /// Ledger `objects`; classes that are hidden are MAPI's and the client's own bookkeeping and no
    /// part of the ledger.
    pub objects: Shared<Vec<Object>>,
    /// Fields of all objects; an object's begin at [`Object::fields_at`].
    pub fields: FieldPieces,
    /// Ledger `transports`, in the profile's order.
    pub transports: Shared<Vec<Transport>>,
    /// The second half of ledger `transports`: messages, in order of submission.
    pub messages: Shared<Vec<MailMessage>>,
    /// For each transport, its messages that wait: derived from `messages`, so that the next one is
    /// found at once.
    pub waiting_mail: Shared<Vec<WaitingMail>>,
    /// The threads, in the default order of replay.
    pub threads: Vec<Shared<Thread>>,
    /// What rules must remember of the past; a counter at zero is not stored.
    pub memory: Shared<BTreeMap<MemoKey, i64>>,
    /// Libraries that have left the process.
    pub unloaded: Shared<Vec<Word>>,
    /// Set when the simulated process is over.
    pub end: Option<End>,
}

/// A column of a row of a recorded run that nobody saw.
pub const UNSEEN: u32 = u32::MAX;

/// A row of the status table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// Short name in this program, such as `R4`.
    pub name: Word,
    /// Which one of this name it is; the second is printed `R4#2`.
    pub nth: u16,
    /// PR_DISPLAY_NAME of the row, by its number among the words.
    pub display: Word,
    /// Whose row it is: a logon object, or the session for MAPI's own rows.
    pub owner: Option<ObjectId>,
    /// PR_RESOURCE_TYPE: which kind of provider has the row.
    pub resource_type: u32,
    /// PR_STATUS_CODE, a word of STATUS_ bits.
    pub status: u32,
    /// PR_RESOURCE_METHODS, a word of bits.
    pub methods: u32,
    /// PR_RESOURCE_FLAGS, a word of bits.
    pub resource_flags: u32,
    /// PR_PROVIDER_DLL_NAME, as the profile has it.
    pub dll: Word,
    /// Whether the table still has it.
    pub present: bool,
}

/// An entry of the MAPIUID registry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Uid {
    /// Name of the entry, such as `U-A'`.
    pub name: Word,
    /// Which one of this name it is.
    pub nth: u16,
    /// The 16 bytes, as text; entries may share them.
    pub bytes: Word,
    /// The logon object it is registered under.
    pub owner: ObjectId,
    /// Whether it is still registered.
    pub registered: bool,
}

/// What has become of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Life {
    /// All its methods may be called.
    Live,
    /// `MakeInvalid`: AddRef, Release and QueryInterface work, all else is refused (C14).
    Invalid,
    /// Its memory has been freed.
    Freed,
}

/// Who may hold references: one column of [`Object::held`] each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Holder {
    /// The first client thread.
    Client1,
    /// The second client thread.
    Client2,
    /// A process of its own.
    OtherProcess,
    /// MAPI, by objects of its own.
    Mapi,
    /// The MAPI spooler, in its own process.
    Spooler,
    /// The message store provider.
    Provider,
    /// A transport provider of the profile.
    Transport,
    /// The address book provider.
    AddressBook,
}

/// All holders, in the order of [`Object::held`].
pub const HOLDERS: [Holder; 8] = [
    Holder::Client1,
    Holder::Client2,
    Holder::OtherProcess,
    Holder::Mapi,
    Holder::Spooler,
    Holder::Provider,
    Holder::Transport,
    Holder::AddressBook,
];

impl Holder {
    /// Whether it is a client: a program that calls MAPI.
    pub fn is_client(self) -> bool {
        self.who() == Who::Client
    }

    /// Whose code it is.
    pub fn who(self) -> Who {
        match self {
            Holder::Client1 | Holder::Client2 | Holder::OtherProcess => Who::Client,
            Holder::Mapi => Who::Mapi,
            Holder::Spooler => Who::Spooler,
            Holder::Provider => Who::Provider,
            Holder::Transport => Who::Transport,
            Holder::AddressBook => Who::AddressBook,
        }
    }
}

/// An object of the simulated process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Object {
    /// Which body runs for which method.
    pub class: ClassId,
    /// Base of the name.
    pub name: Word,
    /// Which one of this name it is; the second is printed `name#2`.
    pub nth: u16,
    /// Where it hangs in the tree.
    pub parent: Option<ObjectId>,
    /// The reference count; negative after a release too many.
    pub refs: i32,
    /// What has become of it.
    pub life: Life,
    /// References by holder, in the order of [`HOLDERS`].
    pub held: [i16; 8],
    /// First of its fields in [`State::fields`].
    pub fields_at: u32,
    /// The transport that it represents, if any.
    pub transport: Option<TransportId>,
    /// Children, dead ones too: a chain through [`Object::next_sibling`].
    pub first_child: Option<ObjectId>,
    /// Last of the chain.
    pub last_child: Option<ObjectId>,
    /// Next child of the same parent.
    pub next_sibling: Option<ObjectId>,
    /// How many children are not freed.
    pub live_children: u32,
}

/// What the line of a transport carries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transport {
    /// Its name, such as `XP1`.
    pub name: Word,
    /// The hidden object by which bodies speak of it.
    pub object: ObjectId,
    /// Outbound message in process.
    pub sends: Option<MessageId>,
    /// Inbound message in process.
    pub gets: Option<MessageId>,
    /// Whether a flush was asked of it and continues.
    pub flushing: bool,
    /// Whether its session is logged on.
    pub logged_on: bool,
}

/// Where a message is (section 3.5 of the domain reference).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MessageState {
    /// In the outgoing queue of its store, MSGFLAG_SUBMIT set.
    Queued,
    /// Handed to a transport, or arriving.
    InProcess,
    /// Out of the house.
    Sent,
    /// Kept by the transport for later.
    Deferred,
    /// Inbound, still with the transport; it will be delivered another time.
    WithTransport,
    /// Inbound, saved in the store.
    Saved,
    /// Data that was not safe when the process ended.
    Lost,
    /// Back with its author, MSGFLAG_UNSENT: AbortSubmit took it out of the queue.
    Unsent,
}

/// A message, queued for sending or delivered to a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MailMessage {
    /// Its name, such as `M1`.
    pub name: Word,
    /// The transport that is to carry it, or carries it.
    pub transport: TransportId,
    /// Client side store object whose queue it is in, or into which it is delivered.
    pub store: ObjectId,
    /// Where it is on its way.
    pub state: MessageState,
    /// SetLockState: the spooler has it.
    pub locked: bool,
}

/// Waiting messages of one transport, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct WaitingMail {
    /// `queued` and unlocked: for the spooler to submit.
    pub queued: BTreeSet<MessageId>,
    /// `deferred`: for the transport to come back to.
    pub deferred: BTreeSet<MessageId>,
    /// `with-transport`: for the spooler to fetch.
    pub offered: BTreeSet<MessageId>,
}

impl WaitingMail {
    /// Puts a message where its state belongs.
    pub fn file(&mut self, id: MessageId, state: MessageState, locked: bool) {
        let shelves = [
            (&mut self.queued, state == MessageState::Queued && !locked),
            (&mut self.deferred, state == MessageState::Deferred),
            (&mut self.offered, state == MessageState::WithTransport),
        ];
        for (shelf, belongs) in shelves {
            if belongs {
                shelf.insert(id);
            } else {
                shelf.remove(&id);
            }
        }
    }
}

/// A thread of control.
#[derive(Debug, PartialEq, Eq)]
pub struct Thread {
    /// Its name, such as `client-1`.
    pub name: Word,
    /// Calls in progress, outermost first; empty when the thread is over.
    pub frames: Vec<Frame>,
    /// Variables of all frames.
    pub stack: Shared<Vec<Value>>,
    /// It has said that it waits.
    pub waiting: bool,
}

impl Clone for Thread {
    /// With room for one more call: a thread is copied when it makes a step, and half of what is
    /// a step is a call.
    fn clone(&self) -> Self {
        let mut frames = Vec::with_capacity(self.frames.len() + 1);
        frames.extend_from_slice(&self.frames);
        Self { frames, stack: self.stack.clone(), ..*self }
    }
}

/// One call in progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The body that runs.
    pub body: BodyId,
    /// Index of the next operation in [`super::body::Body::ops`].
    pub pc: u16,
    /// The object whose method it is; for the script of a thread, its hidden object.
    pub this: ObjectId,
    /// The method that was called (a body may serve several); `None` for the script of a thread.
    pub method: Option<MethodId>,
    /// First of its variables in [`Thread::stack`].
    pub base: u32,
    /// Where the caller wants the result: an offset from its own base.
    pub result: Option<u16>,
    /// Where the caller wants the second value.
    pub out: Option<u16>,
}

/// How the simulated process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum End {
    /// It ended in an orderly way.
    Exit,
    /// It crashed; the last event says why.
    Crash,
}

/// A counter of the rules: what is counted, and of which one or two things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MemoKey {
    /// The counter that a rule remembers by.
    pub memo: Memo,
    /// Number of the object or message that is counted for.
    pub of: u32,
    /// And of what else; 0 where there is nothing else.
    pub and: u32,
}

impl State {
    /// An object of this state; panics if there is none of this number.
    #[inline(always)]
    pub fn object(&self, id: ObjectId) -> &Object {
        &self.objects[id.index()]
    }

    /// The counter of a rule.
    pub fn memo(&self, memo: Memo, of: u32, and: u32) -> i64 {
        self.memory.get(&MemoKey { memo, of, and }).copied().unwrap_or(0)
    }

    /// All counters of a sort that are not zero: of what, and how much.
    pub fn memory_of(&self, memo: Memo) -> impl Iterator<Item = (u32, i64)> {
        let first = MemoKey { memo, of: 0, and: 0 };
        let all = self.memory.range(first..).take_while(move |(key, _)| key.memo == memo);
        all.map(|(key, count)| (key.of, *count))
    }

    /// Children, dead ones too, in order of creation.
    pub fn children(&self, parent: ObjectId) -> impl Iterator<Item = ObjectId> {
        std::iter::successors(self.object(parent).first_child, |child| {
            self.object(*child).next_sibling
        })
    }

    /// Everything under an object, dead ones too, children before parents.
    pub fn below(&self, root: ObjectId) -> impl Iterator<Item = ObjectId> {
        let mut open = vec![(root, self.object(root).first_child)];
        std::iter::from_fn(move || {
            loop {
                match open.pop()? {
                    (node, Some(child)) => {
                        open.push((node, self.object(child).next_sibling));
                        open.push((child, self.object(child).first_child));
                    }
                    (node, None) if node != root => return Some(node),
                    (_, None) => {}
                }
            }
        })
    }

    /// Rows that an object owns and the table still has.
    pub fn rows_of(&self, owner: ObjectId) -> impl Iterator<Item = RowId> {
        (0u16..)
            .zip(&self.rows)
            .filter(move |(_, row)| row.present && row.owner == Some(owner))
            .map(|(at, _)| RowId(at))
    }

    /// Entries that are registered under an object.
    pub fn uids_of(&self, owner: ObjectId) -> impl Iterator<Item = super::value::UidId> {
        (0u16..)
            .zip(&self.uids)
            .filter(move |(_, uid)| uid.registered && uid.owner == owner)
            .map(|(at, _)| super::value::UidId(at))
    }

    /// A thread by its position.
    #[inline(always)]
    pub fn thread(&self, id: ThreadId) -> &Thread {
        &self.threads[id.index()]
    }
}
