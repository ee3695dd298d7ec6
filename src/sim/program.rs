//! What does not change while a run continues: the bodies, the classes, and all names.
//!
//! It must not know a state; a name that depends on one (which of two objects of a name) takes the
//! state as an argument.

mod watched;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::body::{Body, Statement, Who};
use super::event::{Event, EventKind, Fault};
use super::state::{Holder, Life, MessageState, State};
use super::value::{
    BodyId, ClassId, FieldId, MessageId, MethodId, ObjectId, RowId, ThreadId, TransportId, UidId,
    Value, Word,
};
use crate::mapi::FlagSet;
use crate::text::Text;

pub use watched::Watched;

/// Words and names, each stored once.
#[derive(Clone, Debug, Default)]
pub struct Names {
    words: Vec<Arc<str>>,
    by_text: BTreeMap<Arc<str>, Word>,
}

impl Names {
    /// The number of a text; the same text has the same number.
    pub fn word(&mut self, text: &str) -> Word {
        if let Some(known) = self.by_text.get(text) {
            return *known;
        }
        let word = Word(self.words.len() as u32);
        let text: Arc<str> = text.into();
        self.words.push(Arc::clone(&text));
        self.by_text.insert(text, word);
        word
    }

    /// The number of a text, if it has one.
    pub fn find(&self, text: &str) -> Option<Word> {
        self.by_text.get(text).copied()
    }

    /// The text of a word of this program.
    pub fn text(&self, word: Word) -> &str {
        self.words.get(word.0 as usize).map_or("?", |text| text)
    }
}

/// An interface as one module implements it.
#[derive(Clone, Debug)]
pub struct Class {
    /// The module, such as `eager`.
    pub module: String,
    /// The interface, such as `IMsgStore`.
    pub interface: String,
    /// The interface as a word, for conditions.
    pub kind: Word,
    /// Whose code it is.
    pub who: Who,
    /// Bookkeeping that is no part of the ledger `objects`.
    pub hidden: bool,
    /// Fields with their first values, in order.
    pub fields: Vec<(FieldId, Value)>,
    /// Position of a field by its id.
    pub slots: Vec<Option<u16>>,
    /// The body for a method, by method id.
    pub dispatch: Vec<Option<BodyId>>,
    /// The body for every method that has none of its own.
    pub any: Option<BodyId>,
    /// The library that its code is in.
    pub library: Option<Word>,
}

/// Words that the machine itself needs.
#[derive(Clone, Copy, Debug)]
pub struct KnownWords {
    /// Names of [`Life`], in the order of its variants.
    pub lives: [Word; 3],
    /// Names of [`MessageState`], in the order of its variants.
    pub messages: [Word; 8],
}

/// Everything that a run needs and does not change.
#[derive(Clone, Debug)]
pub struct Program {
    /// The text of every [`Word`].
    pub names: Names,
    /// All classes, by [`ClassId`].
    pub classes: Vec<Class>,
    /// All bodies, by [`BodyId`].
    pub bodies: Vec<Body>,
    /// Names of methods, by [`MethodId`].
    pub methods: Vec<String>,
    /// Names of fields, by [`FieldId`].
    pub fields: Vec<String>,
    /// Fields that hold a flag word, and the family that gives its bits their names.
    pub flag_fields: Vec<(FieldId, FlagSet)>,
    /// The run was recorded: its bodies have no code, and what no record shows is not known.
    pub recorded: bool,
    /// Objects of a recorded run whose count nobody saw, ascending.
    pub uncounted: Vec<ObjectId>,
    /// The class whose bodies run for an invalid object.
    pub invalid: ClassId,
    /// The class whose bodies run for freed memory.
    pub freed: ClassId,
    /// `AddRef` and `Release`: their caller holds one reference more or fewer.
    pub counting: [Option<MethodId>; 2],
    /// Words that the machine itself needs.
    pub known: KnownWords,
    /// Methods that rules watch, by their header names.
    pub watched: Watched,
    /// Why statements are there, by label, where a user says so.
    pub reasons: BTreeMap<String, Text>,
}

/// Everything that an object can be.
pub const LIVES: [Life; 3] = [Life::Live, Life::Invalid, Life::Freed];

/// The name of a life in JSON, in bodies and on screen.
pub fn life_name(life: Life) -> &'static str {
    match life {
        Life::Live => "live",
        Life::Invalid => "invalid",
        Life::Freed => "freed",
    }
}

/// The name of a message's state in JSON, in bodies and on screen.
pub fn message_state_name(state: MessageState) -> &'static str {
    match state {
        MessageState::Queued => "queued",
        MessageState::InProcess => "in-process",
        MessageState::Sent => "sent",
        MessageState::Deferred => "deferred",
        MessageState::WithTransport => "with-transport",
        MessageState::Saved => "saved",
        MessageState::Lost => "lost",
        MessageState::Unsent => "unsent",
    }
}

/// All states of a message, in the order of [`KnownWords::messages`].
pub const MESSAGE_STATES: [MessageState; 8] = [
    MessageState::Queued,
    MessageState::InProcess,
    MessageState::Sent,
    MessageState::Deferred,
    MessageState::WithTransport,
    MessageState::Saved,
    MessageState::Lost,
    MessageState::Unsent,
];

/// The name of a holder on screen and in JSON.
pub fn holder_name(holder: Holder) -> &'static str {
    match holder {
        Holder::Client1 => "client-1",
        Holder::Client2 => "client-2",
        Holder::OtherProcess => "other-process",
        Holder::Mapi => "MAPI",
        Holder::Spooler => "spooler",
        Holder::Provider => "provider",
        Holder::Transport => "transport",
        Holder::AddressBook => "address-book",
    }
}

impl Holder {
    /// On whose account code of this party holds references, on a thread of this name.
    pub fn of(who: Who, thread: &str) -> Self {
        match who {
            Who::Client => match thread {
                "client-2" => Holder::Client2,
                "other-process" => Holder::OtherProcess,
                _ => Holder::Client1,
            },
            Who::Mapi => Holder::Mapi,
            Who::Spooler => Holder::Spooler,
            Who::Provider => Holder::Provider,
            Who::Transport => Holder::Transport,
            Who::AddressBook => Holder::AddressBook,
        }
    }
}

impl Program {
    /// The family of the flag word in a field, if it holds one.
    pub fn flags_in(&self, field: FieldId) -> Option<FlagSet> {
        self.flag_fields.iter().find(|(known, _)| *known == field).map(|(_, set)| *set)
    }

    /// The class of an object.
    #[inline(always)]
    pub fn class(&self, state: &State, object: ObjectId) -> &Class {
        &self.classes[state.object(object).class.index()]
    }

    /// A body of this program; panics if the id is another program's.
    #[inline(always)]
    pub fn body(&self, body: BodyId) -> &Body {
        &self.bodies[body.index()]
    }

    /// The statement that made an event. The end of a script is none, nor is a what-if, which comes
    /// from outside.
    pub fn statement(&self, event: &Event) -> Option<&Statement> {
        match event.kind {
            EventKind::ThreadEnd | EventKind::WhatIf { .. } => None,
            _ => self.body(event.at.body).statements.get(usize::from(event.at.statement)),
        }
    }

    /// The interface of an object, such as `IMsgStore`.
    pub fn interface(&self, state: &State, object: ObjectId) -> &str {
        &self.class(state, object).interface
    }

    /// Whether an object is part of the ledger `objects`.
    pub fn is_listed(&self, state: &State, object: ObjectId) -> bool {
        !self.class(state, object).hidden
    }

    /// Its name, such as `store-A`, or `store-A#2` for the second of that name.
    pub fn object_name(&self, state: &State, object: ObjectId) -> String {
        let it = state.object(object);
        self.numbered(it.name, it.nth)
    }

    /// Short name of a row, such as `R4`.
    pub fn row_name(&self, state: &State, row: RowId) -> String {
        let it = &state.rows[row.index()];
        self.numbered(it.name, it.nth)
    }

    /// Name of a registry entry, such as `U-A`.
    pub fn uid_name(&self, state: &State, uid: UidId) -> String {
        let it = &state.uids[uid.index()];
        self.numbered(it.name, it.nth)
    }

    fn numbered(&self, name: Word, nth: u16) -> String {
        match nth {
            0 | 1 => self.names.text(name).to_owned(),
            nth => format!("{}#{nth}", self.names.text(name)),
        }
    }

    /// Name of a message, such as `M1`.
    pub fn message_name<'a>(&'a self, state: &State, message: MessageId) -> &'a str {
        self.names.text(state.messages[message.index()].name)
    }

    /// Name of a transport, such as `XP1`.
    pub fn transport_name<'a>(&'a self, state: &State, transport: TransportId) -> &'a str {
        self.names.text(state.transports[transport.index()].name)
    }

    /// Name of a thread, such as `client-1`.
    pub fn thread_name<'a>(&'a self, state: &State, thread: ThreadId) -> &'a str {
        self.names.text(state.thread(thread).name)
    }

    /// Name of a method.
    pub fn method_name(&self, method: MethodId) -> &str {
        &self.methods[method.index()]
    }

    /// Name of a field.
    pub fn field_name(&self, field: FieldId) -> &str {
        &self.fields[field.index()]
    }

    /// Position of a field of an object in [`State::fields`]; `None` if its class has no such
    /// field.
    #[inline(always)]
    pub fn field_at(&self, state: &State, object: ObjectId, field: FieldId) -> Option<usize> {
        let slot = self.class(state, object).slots.get(field.index()).copied().flatten()?;
        Some(state.object(object).fields_at as usize + usize::from(slot))
    }

    /// A value as text: names of things, `null`, `yes`, `no`, a number, a word; a flag word as a
    /// number.
    pub fn value_text(&self, state: &State, value: &Value) -> String {
        match value {
            Value::Null => "null".to_owned(),
            Value::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
            Value::Number(number) if *number > 0xFFFF => format!("0x{number:X}"),
            Value::Number(number) => number.to_string(),
            Value::HResult(code) => crate::mapi::hresult_name(*code),
            Value::Object(object) => self.object_name(state, *object),
            Value::Row(row) => self.row_name(state, *row),
            Value::Uid(uid) => self.uid_name(state, *uid),
            Value::Message(message) => self.message_name(state, *message).to_owned(),
            Value::Word(word) => self.names.text(*word).to_owned(),
            Value::List(list) => {
                let items: Vec<String> =
                    list.iter().map(|item| self.value_text(state, item)).collect();
                format!("[{}]", items.join(" "))
            }
        }
    }

    /// Why a process crashed, in one English word or two, as JSON has it.
    pub fn fault_text(&self, fault: Fault) -> &str {
        match fault {
            Fault::UseAfterFree => "use-after-free",
            Fault::NullPointer => "null-pointer",
            Fault::Recursion => "recursion",
            Fault::Unloaded => "unloaded-code",
            Fault::NoSuchMethod => "no-such-method",
            Fault::Said(word) => self.names.text(word),
            Fault::Beyond(limit) => limit.name(),
        }
    }

    /// On whose account the code of this object, on this thread, holds references.
    pub fn holder(&self, state: &State, thread: ThreadId, object: ObjectId) -> Holder {
        Holder::of(self.class(state, object).who, self.thread_name(state, thread))
    }
}
