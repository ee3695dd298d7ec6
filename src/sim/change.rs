//! The smallest changes of a state, each with its old and its new value, so that a run can be
//! walked in both directions.
//!
//! This is the only file that writes to a [`State`]. It must not know why a change happens.

use super::state::{End, Frame, Life, MemoKey, MessageState, Object, Row, State, Uid};
use super::value::{MessageId, ObjectId, RowId, ThreadId, TransportId, UidId, Value, Word};

/// One change. Positions are absolute, values come in pairs (old, new).
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The innermost frame of a thread continues elsewhere.
    Pc(ThreadId, u16, u16),
    /// A variable, by its position on the thread's stack.
    Variable(ThreadId, u32, Value, Value),
    /// A call begins: its frame, and its variables.
    Push(ThreadId, Frame, Vec<Value>),
    /// A call, or a thread's script, is over.
    Pop(ThreadId, Frame, Vec<Value>),
    /// A thread begins or ceases to wait.
    Waiting(ThreadId, bool, bool),
    /// A field, by its position in [`State::fields`].
    Field(u32, Value, Value),
    /// A reference count, before and after.
    Refs(ObjectId, i32, i32),
    /// References of one holder, by its column.
    Held(ObjectId, u8, i16, i16),
    /// Live, invalid or freed.
    Life(ObjectId, Life, Life),
    /// A new object and its fields; it gets the next id.
    Create(Box<Object>, Vec<Value>),
    /// A new entry of the registry.
    UidAdded(Uid),
    /// Whether an entry is registered.
    Registered(UidId, bool, bool),
    /// A new row; it gets the next id.
    RowAdded(Box<Row>),
    /// Whether the table has a row.
    Present(RowId, bool, bool),
    /// PR_STATUS_CODE of a row.
    Status(RowId, u32, u32),
    /// State and lock of a message.
    Message(MessageId, (MessageState, bool), (MessageState, bool)),
    /// The outbound message of a line.
    Sends(TransportId, Option<MessageId>, Option<MessageId>),
    /// The inbound message of a line.
    Gets(TransportId, Option<MessageId>, Option<MessageId>),
    /// Whether a line flushes.
    Flushing(TransportId, bool, bool),
    /// Whether a transport is logged on.
    LoggedOn(TransportId, bool, bool),
    /// A counter of the rules.
    Memo(MemoKey, i64, i64),
    /// A library has left the process.
    Unloaded(Word),
    /// The process is over.
    End(Option<End>, Option<End>),
}

impl State {
    /// Takes one change, or takes it back.
    pub fn change(&mut self, change: &Change, direction: Direction) {
        match change {
            Change::Pc(thread, old, new) => {
                if let Some(frame) = self.threads[thread.index()].frames.last_mut() {
                    frame.pc = *direction.pick(old, new);
                }
            }
            Change::Variable(thread, at, old, new) => {
                self.threads[thread.index()].stack[*at as usize] = direction.pick(old, new).clone();
            }
            Change::Push(thread, frame, variables) => match direction {
                Direction::Forward => self.push(*thread, frame, variables),
                Direction::Back => self.pop(*thread, frame),
            },
            Change::Pop(thread, frame, variables) => match direction {
                Direction::Forward => self.pop(*thread, frame),
                Direction::Back => self.push(*thread, frame, variables),
            },
            Change::Waiting(thread, old, new) => {
                self.threads[thread.index()].waiting = *direction.pick(old, new);
            }
            Change::Field(at, old, new) => {
                self.fields[*at as usize] = direction.pick(old, new).clone();
            }
            Change::Refs(object, old, new) => {
                self.objects[object.index()].refs = *direction.pick(old, new);
            }
            Change::Held(object, column, old, new) => {
                self.objects[object.index()].held[usize::from(*column)] = *direction.pick(old, new);
            }
            Change::Life(object, old, new) => self.set_life(*object, *direction.pick(old, new)),
            Change::Create(object, fields) => match direction {
                Direction::Forward => self.create(object, fields),
                Direction::Back => self.uncreate(fields.len()),
            },
            Change::Memo(key, old, new) => self.remember(*key, *direction.pick(old, new)),
            Change::Unloaded(library) => match direction {
                Direction::Forward => self.unloaded.push(*library),
                Direction::Back => drop(self.unloaded.pop()),
            },
            Change::End(old, new) => self.end = *direction.pick(old, new),
            ledger => self.change_ledger(ledger, direction),
        }
    }

    fn change_ledger(&mut self, change: &Change, direction: Direction) {
        match change {
            Change::UidAdded(uid) => match direction {
                Direction::Forward => self.uids.push(*uid),
                Direction::Back => drop(self.uids.pop()),
            },
            Change::Registered(uid, old, new) => {
                self.uids[uid.index()].registered = *direction.pick(old, new);
            }
            Change::RowAdded(row) => match direction {
                Direction::Forward => self.rows.push(**row),
                Direction::Back => drop(self.rows.pop()),
            },
            Change::Present(row, old, new) => {
                self.rows[row.index()].present = *direction.pick(old, new);
            }
            Change::Status(row, old, new) => {
                self.rows[row.index()].status = *direction.pick(old, new);
            }
            Change::Message(message, old, new) => {
                self.set_message(*message, *direction.pick(old, new));
            }
            Change::Sends(at, old, new) => {
                self.transports[at.index()].sends = *direction.pick(old, new);
            }
            Change::Gets(at, old, new) => {
                self.transports[at.index()].gets = *direction.pick(old, new);
            }
            Change::Flushing(at, old, new) => {
                self.transports[at.index()].flushing = *direction.pick(old, new);
            }
            Change::LoggedOn(at, old, new) => {
                self.transports[at.index()].logged_on = *direction.pick(old, new);
            }
            _ => unreachable!("only changes of the ledgers come here"),
        }
    }

    fn push(&mut self, thread: ThreadId, frame: &Frame, variables: &[Value]) {
        let thread = &mut self.threads[thread.index()];
        thread.frames.push(*frame);
        thread.stack.append(variables);
    }

    fn pop(&mut self, thread: ThreadId, frame: &Frame) {
        let thread = &mut self.threads[thread.index()];
        thread.frames.pop();
        thread.stack.keep_first(frame.base as usize);
    }

    fn set_life(&mut self, object: ObjectId, life: Life) {
        let was = std::mem::replace(&mut self.objects[object.index()].life, life);
        let step = match (was == Life::Freed, life == Life::Freed) {
            (false, true) => -1,
            (true, false) => 1,
            _ => return,
        };
        if let Some(parent) = self.objects[object.index()].parent {
            let count = &mut self.objects[parent.index()].live_children;
            *count = count.saturating_add_signed(step);
        }
    }

    /// Adds an object to the tree; it gets the next id. Worlds are built with it, and a run's
    /// `create` goes through it.
    pub fn create(&mut self, object: &Object, fields: &[Value]) {
        let id = ObjectId(self.objects.len() as u32);
        if let Some(parent) = object.parent {
            let last = self.objects[parent.index()].last_child.replace(id);
            match last {
                Some(last) => self.objects[last.index()].next_sibling = Some(id),
                None => self.objects[parent.index()].first_child = Some(id),
            }
            self.objects[parent.index()].live_children += 1;
        }
        self.objects.push(*object);
        self.fields.extend_from_slice(fields);
    }

    fn uncreate(&mut self, fields: usize) {
        let Some(id) = self.objects.len().checked_sub(1).map(|last| ObjectId(last as u32)) else {
            return;
        };
        // Siblings are walked while the object is still among them.
        let parent = self.object(id).parent;
        let before =
            parent.and_then(|parent| self.children(parent).take_while(|child| *child != id).last());
        self.objects.pop();
        let fewer = self.fields.len() - fields;
        self.fields.truncate(fewer);
        if let Some(parent) = parent {
            let parent = &mut self.objects[parent.index()];
            parent.last_child = before;
            parent.live_children -= 1;
            match before {
                Some(before) => self.objects[before.index()].next_sibling = None,
                None => parent.first_child = None,
            }
        }
    }

    fn set_message(&mut self, id: MessageId, (state, locked): (MessageState, bool)) {
        let message = &mut self.messages[id.index()];
        message.state = state;
        message.locked = locked;
        self.waiting_mail[message.transport.index()].file(id, state, locked);
    }

    fn remember(&mut self, key: MemoKey, count: i64) {
        if count == 0 {
            self.memory.remove(&key);
        } else {
            self.memory.insert(key, count);
        }
    }
}

/// The direction of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From old to new.
    Forward,
    /// From new to old.
    Back,
}

impl Direction {
    fn pick<'a, T>(self, old: &'a T, new: &'a T) -> &'a T {
        match self {
            Direction::Forward => new,
            Direction::Back => old,
        }
    }
}
