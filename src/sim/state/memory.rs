//! How much memory a state holds outside itself. A search keeps to its bound by this.
//!
//! It must not know what a search is.

use super::super::value::{Value, Word};
use super::{Frame, MailMessage, Object, Row, Shared, State, Thread, Transport, Uid, WaitingMail};

/// What the allocator adds to a piece of memory, rounding included.
const PIECE: usize = 24;

/// Bytes of a node of an ordered map or set, and how many entries it has at least.
const NODE: (usize, usize) = (320, 6);

/// Bytes of an entry of an ordered map or set.
pub const ENTRY: usize = NODE.0 / NODE.1;

fn vec<T>(items: &Vec<T>) -> usize {
    if items.capacity() == 0 { 0 } else { items.capacity() * size_of::<T>() + PIECE }
}

/// Bytes of so many values, the memory that holds them included.
fn values(values: usize) -> usize {
    if values == 0 { 0 } else { values * size_of::<Value>() + PIECE }
}

fn tree(entries: usize) -> usize {
    entries.div_ceil(NODE.1) * (NODE.0 + PIECE)
}

impl State {
    /// Bytes of its parts, as if no other state shared them.
    pub fn heap_bytes(&self) -> usize {
        let stacks = self.threads.iter().map(|thread| lists(thread.stack.iter())).sum::<usize>();
        self.copied_bytes() + lists(self.fields.iter()) + stacks
    }

    /// Bytes that a copy of it takes at once: it shares its lists.
    pub fn copied_bytes(&self) -> usize {
        let tables = vec::<Row>(&self.rows)
            + vec::<Uid>(&self.uids)
            + vec::<Object>(&self.objects)
            + values(self.fields.len());
        let mail = vec::<Transport>(&self.transports)
            + vec::<MailMessage>(&self.messages)
            + vec::<WaitingMail>(&self.waiting_mail);
        let waiting =
            self.waiting_mail.iter().flat_map(|it| [&it.queued, &it.deferred, &it.offered]);
        let threads = vec::<Shared<Thread>>(&self.threads) + vec::<Word>(&self.unloaded);
        let frames = self
            .threads
            .iter()
            .map(|thread| vec::<Frame>(&thread.frames) + vec::<Value>(&thread.stack));
        let shelves = waiting.map(|shelf| tree(shelf.len())).sum::<usize>();
        tables + mail + shelves + threads + frames.sum::<usize>() + tree(self.memory.len())
    }
}

/// Bytes of the lists among values, as if nobody shared them. Most values are none: a plain loop is
/// the fastest.
pub fn lists<'v>(values: impl IntoIterator<Item = &'v Value>) -> usize {
    let mut bytes = 0;
    for value in values {
        if let Value::List(items) = value {
            let whole = vec(items) + size_of::<Vec<Value>>() + 16 + PIECE;
            bytes += whole;
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn a_larger_state_takes_more() {
        let small = State::default();
        assert_eq!(small.heap_bytes(), 0);
        let message = MailMessage {
            name: Word(0),
            transport: super::super::super::TransportId(0),
            store: super::super::super::ObjectId(0),
            state: super::super::MessageState::Queued,
            locked: false,
        };
        let mut large = State { messages: vec![message; 1000].into(), ..State::default() };
        assert!(large.heap_bytes() >= 1000 * size_of::<MailMessage>());
        let before = large.heap_bytes();
        large.fields.extend_from_slice(&[Value::List(Arc::new(vec![Value::Null; 1000]))]);
        assert!(large.heap_bytes() >= before + 1000 * size_of::<Value>());
    }
}
