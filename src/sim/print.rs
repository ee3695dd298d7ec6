//! The fingerprint of a state: a sum with a summand for each thing that can change, so that a step
//! moves it by what the step changes and nothing else is looked at. Zobrist hashes positions of
//! games so ("A New Hashing Method with Application for Game Playing", 1970).
//!
//! States of one machine are equal if these things are: names and classes of what was there from
//! the start, places of fields and variables, chains of children and the index of waiting mail
//! follow from them. It must not know where fingerprints are kept.

use super::change::Change;
use super::state::{End, Frame, Life, MemoKey, MessageState, Object, Row, State, Uid};
use super::value::{MessageId, ThreadId, Value};

/// What a summand is about.
#[derive(Clone, Copy)]
enum Part {
    Frame = 1,
    Pc,
    Variable,
    Waiting,
    Object,
    Refs,
    Held,
    Life,
    Field,
    Uid,
    Registered,
    Row,
    Present,
    Status,
    Message,
    Sends,
    Gets,
    Flushing,
    LoggedOn,
    Memo,
    Unloaded,
    End,
}

/// The finaliser of SplitMix64: every bit of the input moves about half the bits of the output.
#[inline]
fn mix(word: u64) -> u64 {
    let word = (word ^ (word >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let word = (word ^ (word >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    word ^ (word >> 31)
}

/// Two numbers as one word.
fn pair(high: u32, low: u32) -> u64 {
    u64::from(high) << 32 | u64::from(low)
}

/// An id that may be missing, as a number.
fn optional(id: Option<u32>) -> u64 {
    id.map_or(0, |id| u64::from(id) + 1)
}

/// What tells the summand of one thing from those of all others.
#[inline]
fn key(part: Part, of: u32, and: u32) -> u64 {
    mix(mix(part as u64) ^ pair(of, and))
}

/// A summand of one word; zero has none.
#[inline]
fn summand(part: Part, of: u32, word: u64) -> u64 {
    if word == 0 { 0 } else { mix(key(part, of, 0) ^ word) }
}

/// What the kind of a value is stands in the lowest four bits, so that no two values are the same
/// words. Null has no summand.
#[inline]
fn of_value(key: u64, value: &Value) -> u64 {
    let word = |kind: u64, id: u32| mix(key ^ (u64::from(id) << 4 | kind));
    match value {
        Value::Null => 0,
        Value::Bool(yes) => word(1, u32::from(*yes)),
        Value::Object(object) => word(2, object.0),
        Value::Message(message) => word(3, message.0),
        Value::Word(id) => word(4, id.0),
        Value::Row(row) => word(5, u32::from(row.0)),
        Value::Uid(uid) => word(6, u32::from(uid.0)),
        Value::HResult(code) => word(7, *code),
        Value::Number(number) => mix(mix(key ^ 8) ^ number.cast_unsigned()),
        Value::List(items) => {
            let first = word(9, items.len() as u32);
            items.iter().fold(first, |sum, item| mix(sum.wrapping_add(of_value(sum, item))))
        }
    }
}

fn variables(thread: ThreadId, base: u32, values: &[Value]) -> u64 {
    (base..).zip(values).fold(0, |sum, (at, value)| sum.wrapping_add(variable(thread, at, value)))
}

#[inline]
fn variable(thread: ThreadId, at: u32, value: &Value) -> u64 {
    of_value(key(Part::Variable, u32::from(thread.0), at), value)
}

#[inline]
fn field(at: u32, value: &Value) -> u64 {
    of_value(key(Part::Field, at, 0), value)
}

#[inline]
fn pc(thread: ThreadId, depth: usize, pc: u16) -> u64 {
    mix(key(Part::Pc, u32::from(thread.0), depth as u32) ^ u64::from(pc))
}

fn frame(thread: ThreadId, depth: usize, it: &Frame) -> u64 {
    let key = key(Part::Frame, u32::from(thread.0), depth as u32);
    let call = mix(key ^ pair(u32::from(it.body.0), it.this.0));
    let method = optional(it.method.map(|method| u32::from(method.0)));
    mix(call ^ method).wrapping_add(pc(thread, depth, it.pc))
}

fn object(at: usize, it: &Object) -> u64 {
    let key = key(Part::Object, at as u32, 0);
    let parent = optional(it.parent.map(|parent| parent.0));
    mix(mix(key ^ pair(it.name.0, u32::from(it.class.0))) ^ parent)
        .wrapping_add(refs(at as u32, it.refs))
        .wrapping_add(life(at as u32, it.life))
        .wrapping_add(
            (0u8..)
                .zip(it.held)
                .fold(0, |sum, (by, count)| sum.wrapping_add(held(at as u32, by, count))),
        )
}

fn refs(object: u32, count: i32) -> u64 {
    summand(Part::Refs, object, u64::from(count.cast_unsigned()))
}

fn held(object: u32, column: u8, count: i16) -> u64 {
    match count {
        0 => 0,
        count => mix(key(Part::Held, object, u32::from(column)) ^ u64::from(count.cast_unsigned())),
    }
}

fn life(object: u32, life: Life) -> u64 {
    summand(Part::Life, object, life as u64)
}

fn uid(at: usize, it: &Uid) -> u64 {
    mix(key(Part::Uid, at as u32, 0) ^ pair(it.name.0, it.owner.0)).wrapping_add(summand(
        Part::Registered,
        at as u32,
        u64::from(it.registered),
    ))
}

fn row(at: usize, it: &Row) -> u64 {
    let owner = it.owner.map_or(0, |owner| owner.0 + 1);
    mix(key(Part::Row, at as u32, 0) ^ pair(it.name.0, owner))
        .wrapping_add(summand(Part::Present, at as u32, u64::from(it.present)))
        .wrapping_add(summand(Part::Status, at as u32, u64::from(it.status)))
}

fn message(at: u32, (state, locked): (MessageState, bool)) -> u64 {
    summand(Part::Message, at, (state as u64) << 1 | u64::from(locked))
}

fn memo(at: &MemoKey, count: i64) -> u64 {
    match count {
        0 => 0,
        count => mix(mix(key(Part::Memo, at.of, at.and) ^ at.memo as u64) ^ count.cast_unsigned()),
    }
}

/// How many things there are behind the change that is looked at.
struct Behind<'a> {
    state: &'a State,
    objects: usize,
    rows: usize,
    uids: usize,
    unloaded: usize,
    /// The thread whose frames were counted last, and how many there are.
    frames: Option<(ThreadId, usize)>,
}

impl Behind<'_> {
    fn frames(&self, thread: ThreadId) -> usize {
        match self.frames {
            Some((known, frames)) if known == thread => frames,
            _ => self.state.thread(thread).frames.len(),
        }
    }

    /// By how much a change moved the fingerprint; goes on to the situation before it.
    fn before(&mut self, change: &Change) -> u64 {
        let (new, old) = match change {
            Change::Pc(thread, old, new) => {
                let depth = self.frames(*thread).wrapping_sub(1);
                (pc(*thread, depth, *new), pc(*thread, depth, *old))
            }
            Change::Variable(thread, at, old, new) => {
                (variable(*thread, *at, new), variable(*thread, *at, old))
            }
            Change::Push(thread, it, values) => {
                let depth = self.frames(*thread) - 1;
                self.frames = Some((*thread, depth));
                let call = frame(*thread, depth, it);
                (call.wrapping_add(variables(*thread, it.base, values)), 0)
            }
            Change::Pop(thread, it, values) => {
                let depth = self.frames(*thread);
                self.frames = Some((*thread, depth + 1));
                let call = frame(*thread, depth, it);
                (0, call.wrapping_add(variables(*thread, it.base, values)))
            }
            Change::Waiting(thread, old, new) => {
                let waits = |it| summand(Part::Waiting, u32::from(thread.0), u64::from(it));
                (waits(*new), waits(*old))
            }
            Change::Field(at, old, new) => (field(*at, new), field(*at, old)),
            Change::Refs(object, old, new) => (refs(object.0, *new), refs(object.0, *old)),
            Change::Held(object, by, old, new) => {
                (held(object.0, *by, *new), held(object.0, *by, *old))
            }
            Change::Life(object, old, new) => (life(object.0, *new), life(object.0, *old)),
            Change::Create(it, values) => {
                self.objects -= 1;
                let fields = (it.fields_at..).zip(values);
                let new = object(self.objects, it);
                (fields.fold(new, |sum, (at, value)| sum.wrapping_add(field(at, value))), 0)
            }
            ledger => self.before_ledger(ledger),
        };
        new.wrapping_sub(old)
    }

    /// The summands after and before a change of a ledger, of the rules' memory or of the process.
    fn before_ledger(&mut self, change: &Change) -> (u64, u64) {
        let number = |id: Option<MessageId>| optional(id.map(|id| id.0));
        match change {
            Change::UidAdded(it) => {
                self.uids -= 1;
                (uid(self.uids, it), 0)
            }
            Change::Registered(uid, old, new) => {
                let is = |it| summand(Part::Registered, u32::from(uid.0), u64::from(it));
                (is(*new), is(*old))
            }
            Change::RowAdded(it) => {
                self.rows -= 1;
                (row(self.rows, it), 0)
            }
            Change::Present(row, old, new) => {
                let is = |it| summand(Part::Present, u32::from(row.0), u64::from(it));
                (is(*new), is(*old))
            }
            Change::Status(row, old, new) => {
                let is = |it| summand(Part::Status, u32::from(row.0), u64::from(it));
                (is(*new), is(*old))
            }
            Change::Message(id, old, new) => (message(id.0, *new), message(id.0, *old)),
            Change::Sends(at, old, new) => {
                let is = |it| summand(Part::Sends, u32::from(at.0), number(it));
                (is(*new), is(*old))
            }
            Change::Gets(at, old, new) => {
                let is = |it| summand(Part::Gets, u32::from(at.0), number(it));
                (is(*new), is(*old))
            }
            Change::Flushing(at, old, new) => {
                let is = |it| summand(Part::Flushing, u32::from(at.0), u64::from(it));
                (is(*new), is(*old))
            }
            Change::LoggedOn(at, old, new) => {
                let is = |it| summand(Part::LoggedOn, u32::from(at.0), u64::from(it));
                (is(*new), is(*old))
            }
            Change::Memo(key, old, new) => (memo(key, *new), memo(key, *old)),
            Change::Unloaded(library) => {
                self.unloaded -= 1;
                (summand(Part::Unloaded, self.unloaded as u32, u64::from(library.0) + 1), 0)
            }
            Change::End(old, new) => {
                let is = |end: &Option<End>| {
                    summand(Part::End, 0, end.as_ref().map_or(0, |end| end.clone() as u64 + 1))
                };
                (is(new), is(old))
            }
            _ => unreachable!("only changes of the ledgers come here"),
        }
    }
}

impl State {
    /// The fingerprint of this state, which came from one with the fingerprint `print` by these
    /// changes of one step.
    pub fn print_after(&self, print: u64, changes: &[Change]) -> u64 {
        let mut behind = Behind {
            state: self,
            objects: self.objects.len(),
            rows: self.rows.len(),
            uids: self.uids.len(),
            unloaded: self.unloaded.len(),
            frames: None,
        };
        changes.iter().rev().fold(print, |print, change| print.wrapping_add(behind.before(change)))
    }
}
