//! The values that bodies compute with, and the small numbers by which the state names its things.
//!
//! It must not know where a name is printed: text is in [`super::program::Names`].

use std::sync::Arc;

macro_rules! id {
    ($(#[$doc:meta])* $name:ident($inner:ty)) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(pub $inner);

        impl $name {
            /// Position in the vector that holds such things.
            #[inline(always)]
            pub fn index(self) -> usize {
                self.0 as usize
            }
        }
    };
}

id!(
    /// An object of the simulated process.
    ObjectId(u32)
);
id!(
    /// A row of the status table.
    RowId(u16)
);
id!(
    /// An entry of the MAPIUID registry; a duplicate is an entry of its own.
    UidId(u16)
);
id!(
    /// A message in a queue or on a line.
    MessageId(u32)
);
id!(
    /// A transport, in the profile's order.
    TransportId(u8)
);
id!(
    /// A thread, in the default order of replay.
    ThreadId(u8)
);
id!(
    /// A body, by its position in the program.
    BodyId(u16)
);
id!(
    /// A class: an interface as one module implements it.
    ClassId(u16)
);
id!(
    /// The name of a method, by its position among all that are called.
    MethodId(u16)
);
id!(
    /// The name of a field, by its position among all that are declared.
    FieldId(u16)
);
id!(
    /// An interned name or word.
    Word(u32)
);

/// What a variable, a field, an argument or a result holds.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub enum Value {
    /// A null pointer, and what was never set.
    #[default]
    Null,
    /// The result of a comparison.
    Bool(bool),
    /// A count or a flag word, 32 bits; a count can be negative while something is wrong.
    Number(i64),
    /// The result of a call.
    HResult(u32),
    /// A pointer to an object, which may have been freed.
    Object(ObjectId),
    /// A row of the status table.
    Row(RowId),
    /// An entry of the registry.
    Uid(UidId),
    /// A message of the queue.
    Message(MessageId),
    /// A word of the closed language, such as a state or a mode.
    Word(Word),
    /// A list; it is replaced whole, never changed in place.
    List(Arc<Vec<Value>>),
}

impl Value {
    /// Whether a condition that has this value holds: null, no, zero and the empty list don't.
    #[inline(always)]
    pub fn holds(&self) -> bool {
        match self {
            Value::Null => false,
            Value::Bool(yes) => *yes,
            Value::Number(number) => *number != 0,
            Value::List(list) => !list.is_empty(),
            Value::HResult(code) => *code < 0x8000_0000,
            _ => true,
        }
    }

    /// The object, if it is one.
    #[inline(always)]
    pub fn object(&self) -> Option<ObjectId> {
        match self {
            Value::Object(object) => Some(*object),
            _ => None,
        }
    }

    /// The number as a flag word, if it is one.
    pub fn flags(&self) -> Option<u32> {
        match self {
            Value::Number(number) => Some(*number as u32),
            _ => None,
        }
    }
}

/// Who may write which statement, and on whose account an object holds references.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Who {
    /// A program that uses MAPI.
    Client,
    /// MAPI's own code: session, support object, status table.
    Mapi,
    /// The MAPI spooler, which sends and delivers mail.
    Spooler,
    /// A message store provider.
    Provider,
    /// A transport provider of the profile.
    Transport,
    /// An address book provider.
    AddressBook,
}

impl Who {
    /// All of them.
    pub const ALL: [Who; 6] =
        [Who::Client, Who::Mapi, Who::Spooler, Who::Provider, Who::Transport, Who::AddressBook];

    /// The word in a file of bodies, and in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Who::Client => "client",
            Who::Mapi => "mapi",
            Who::Spooler => "spooler",
            Who::Provider => "provider",
            Who::Transport => "transport",
            Who::AddressBook => "address-book",
        }
    }
}
