//! What of a state a search hashes.
//!
//! It must not know where hashes are kept, nor compare states.

use std::hash::{Hash, Hasher};

use super::super::value::Value;
use super::{Frame, MailMessage, Object, Row, State, Transport, Uid};

/// Equal states have equal hashes, and what the rest of the state determines is left out: names and
/// properties of rows that never change, the numbers of equal names, the places of fields and
/// variables, the chains of children, the index of waiting mail. What can change is packed into few
/// words, since a search hashes a state for every step it takes.
impl Hash for State {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.rows.hash(hasher);
        self.uids.hash(hasher);
        self.objects.hash(hasher);
        self.fields.hash(hasher);
        self.transports.hash(hasher);
        self.messages.hash(hasher);
        self.threads.hash(hasher);
        self.memory.hash(hasher);
        self.unloaded.hash(hasher);
        self.end.hash(hasher);
    }
}

/// Two numbers as one word.
fn pair(high: u32, low: u32) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

/// An id that may be missing, as a number.
fn optional(id: Option<u32>) -> u32 {
    id.map_or(0, |id| id + 1)
}

/// The kind of value is in the lowest four bits of its first word, so that no two
/// sequences of values are the same words; nearly all values are one word.
impl Hash for Value {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        let id = |kind: u32, id: u32| id << 4 | kind;
        match self {
            Value::Null => hasher.write_u8(0),
            Value::Bool(yes) => hasher.write_u8(1 + u8::from(*yes)),
            Value::Object(object) => hasher.write_u32(id(3, object.0)),
            Value::Message(message) => hasher.write_u32(id(4, message.0)),
            Value::Word(word) => hasher.write_u32(id(5, word.0)),
            Value::Row(row) => hasher.write_u32(id(6, u32::from(row.0))),
            Value::Uid(uid) => hasher.write_u32(id(7, u32::from(uid.0))),
            Value::HResult(code) => hasher.write_u64(u64::from(*code) << 4 | 8),
            Value::Number(number) => {
                hasher.write_u8(9);
                hasher.write_u64(number.cast_unsigned());
            }
            Value::List(items) => {
                hasher.write_u8(10);
                items.hash(hasher);
            }
        }
    }
}

impl Hash for Row {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        hasher.write_u64(pair(self.name.0, self.status));
        hasher.write_u32(optional(self.owner.map(|owner| owner.0)) << 1 | u32::from(self.present));
    }
}

impl Hash for Uid {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        hasher.write_u64(pair(self.name.0, self.owner.0 << 1 | u32::from(self.registered)));
    }
}

impl Hash for Object {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        hasher.write_u64(pair(self.name.0, u32::from(self.class.0) << 8 | self.life as u32));
        hasher.write_u64(pair(
            optional(self.parent.map(|parent| parent.0)),
            self.refs.cast_unsigned(),
        ));
        for four in self.held.chunks_exact(4) {
            hasher.write_u64(
                four.iter().fold(0, |word, count| word << 16 | u64::from(count.cast_unsigned())),
            );
        }
    }
}

impl Hash for Transport {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        let (sends, gets) =
            (self.sends.map(|message| message.0), self.gets.map(|message| message.0));
        hasher.write_u64(pair(optional(sends), optional(gets)));
        hasher.write_u8(u8::from(self.flushing) << 1 | u8::from(self.logged_on));
    }
}

impl Hash for MailMessage {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        hasher.write_u64(pair(self.name.0, self.store.0));
        hasher.write_u16(
            u16::from(self.transport.0) << 8 | u16::from(self.locked) << 4 | self.state as u16,
        );
    }
}

impl Hash for Frame {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        hasher.write_u64(pair(u32::from(self.body.0) << 16 | u32::from(self.pc), self.this.0));
        hasher.write_u32(optional(self.method.map(|method| u32::from(method.0))));
    }
}
