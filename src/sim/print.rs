//! The fingerprint of a state: a sum with a summand for each thing that can change, so that a step
//! moves it by what the step changes and nothing else is looked at. Zobrist hashes positions of
//! games so ("A New Hashing Method with Application for Game Playing", 1970).
//!
//! States of one machine are equal if these things are: names and classes of what was there from
//! the start, places of fields and variables, chains of children and the index of waiting mail
//! follow from them. It must not know where fingerprints are kept.

use super::change::Change;
use super::state::{End, Frame, MemoKey, MessageState, Object, Row, State, Uid};
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
#[inline(always)]
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
#[inline(always)]
fn key(part: Part, of: u32, and: u32) -> u64 {
    mix(mix(part as u64) ^ pair(of, and))
}

/// A summand of one word; zero has none.
#[inline(always)]
fn summand(key: u64, word: u64) -> u64 {
    if word == 0 { 0 } else { mix(key ^ word) }
}

/// A count as a word.
fn count(count: i32) -> u64 {
    u64::from(count.cast_unsigned())
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

/// Values of a stack or of an object, from this place on.
fn values(part: Part, of: u32, first: u32, values: &[Value]) -> u64 {
    let summand = |(at, value)| match part {
        Part::Field => of_value(key(part, at, 0), value),
        _ => of_value(key(part, of, at), value),
    };
    (first..).zip(values).map(summand).fold(0, u64::wrapping_add)
}

fn stack(thread: ThreadId, base: u32, variables: &[Value]) -> u64 {
    values(Part::Variable, u32::from(thread.0), base, variables)
}

/// A call, and the place it is at.
fn frame(thread: ThreadId, depth: usize, it: &Frame) -> u64 {
    let (thread, depth) = (u32::from(thread.0), depth as u32);
    let call = mix(key(Part::Frame, thread, depth) ^ pair(u32::from(it.body.0), it.this.0));
    let method = optional(it.method.map(|method| u32::from(method.0)));
    mix(call ^ method).wrapping_add(summand(key(Part::Pc, thread, depth), u64::from(it.pc)))
}

fn object(at: usize, it: &Object) -> u64 {
    let at = at as u32;
    let parent = optional(it.parent.map(|parent| parent.0));
    let fixed = mix(key(Part::Object, at, 0) ^ pair(it.name.0, u32::from(it.class.0)));
    let held = (0..)
        .zip(it.held)
        .map(|(by, held)| summand(key(Part::Held, at, by), count(i32::from(held))));
    mix(fixed ^ parent)
        .wrapping_add(summand(key(Part::Refs, at, 0), count(it.refs)))
        .wrapping_add(summand(key(Part::Life, at, 0), it.life as u64))
        .wrapping_add(held.fold(0, u64::wrapping_add))
}

fn uid(at: usize, it: &Uid) -> u64 {
    let at = at as u32;
    mix(key(Part::Uid, at, 0) ^ pair(it.name.0, it.owner.0))
        .wrapping_add(summand(key(Part::Registered, at, 0), u64::from(it.registered)))
}

fn row(at: usize, it: &Row) -> u64 {
    let at = at as u32;
    let owner = it.owner.map_or(0, |owner| owner.0 + 1);
    mix(key(Part::Row, at, 0) ^ pair(it.name.0, owner))
        .wrapping_add(summand(key(Part::Present, at, 0), u64::from(it.present)))
        .wrapping_add(summand(key(Part::Status, at, 0), u64::from(it.status)))
}

fn mail((state, locked): (MessageState, bool)) -> u64 {
    (state as u64) << 1 | u64::from(locked)
}

fn process(end: Option<&End>) -> u64 {
    match end {
        None => 0,
        Some(End::Exit) => 1,
        Some(End::Crash) => 2,
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
                let depth = self.frames(*thread).wrapping_sub(1) as u32;
                let key = key(Part::Pc, u32::from(thread.0), depth);
                (summand(key, u64::from(*new)), summand(key, u64::from(*old)))
            }
            Change::Variable(thread, at, old, new) => {
                let key = key(Part::Variable, u32::from(thread.0), *at);
                (of_value(key, new), of_value(key, old))
            }
            Change::Push(thread, it, variables) => {
                let depth = self.frames(*thread) - 1;
                self.frames = Some((*thread, depth));
                let call = frame(*thread, depth, it);
                (call.wrapping_add(stack(*thread, it.base, variables)), 0)
            }
            Change::Pop(thread, it, variables) => {
                let depth = self.frames(*thread);
                self.frames = Some((*thread, depth + 1));
                let call = frame(*thread, depth, it);
                (0, call.wrapping_add(stack(*thread, it.base, variables)))
            }
            Change::Waiting(thread, old, new) => {
                let key = key(Part::Waiting, u32::from(thread.0), 0);
                (summand(key, u64::from(*new)), summand(key, u64::from(*old)))
            }
            Change::Field(at, old, new) => {
                let key = key(Part::Field, *at, 0);
                (of_value(key, new), of_value(key, old))
            }
            Change::Refs(object, old, new) => {
                let key = key(Part::Refs, object.0, 0);
                (summand(key, count(*new)), summand(key, count(*old)))
            }
            Change::Held(object, by, old, new) => {
                let key = key(Part::Held, object.0, u32::from(*by));
                (summand(key, count(i32::from(*new))), summand(key, count(i32::from(*old))))
            }
            Change::Life(object, old, new) => {
                let key = key(Part::Life, object.0, 0);
                (summand(key, *new as u64), summand(key, *old as u64))
            }
            Change::Create(it, fields) => {
                self.objects -= 1;
                let fields = values(Part::Field, 0, it.fields_at, fields);
                (object(self.objects, it).wrapping_add(fields), 0)
            }
            ledger => self.before_ledger(ledger),
        };
        new.wrapping_sub(old)
    }

    /// The summands after and before a change of a ledger, of the rules' memory or of the process.
    fn before_ledger(&mut self, change: &Change) -> (u64, u64) {
        let number = |id: Option<MessageId>| optional(id.map(|id| id.0));
        let (key, new, old) = match change {
            Change::UidAdded(it) => {
                self.uids -= 1;
                return (uid(self.uids, it), 0);
            }
            Change::RowAdded(it) => {
                self.rows -= 1;
                return (row(self.rows, it), 0);
            }
            Change::Unloaded(library) => {
                self.unloaded -= 1;
                let key = key(Part::Unloaded, self.unloaded as u32, 0);
                return (summand(key, u64::from(library.0) + 1), 0);
            }
            Change::Registered(uid, old, new) => {
                (key(Part::Registered, u32::from(uid.0), 0), u64::from(*new), u64::from(*old))
            }
            Change::Present(row, old, new) => {
                (key(Part::Present, u32::from(row.0), 0), u64::from(*new), u64::from(*old))
            }
            Change::Status(row, old, new) => {
                (key(Part::Status, u32::from(row.0), 0), u64::from(*new), u64::from(*old))
            }
            Change::Message(id, old, new) => (key(Part::Message, id.0, 0), mail(*new), mail(*old)),
            Change::Sends(at, old, new) => {
                (key(Part::Sends, u32::from(at.0), 0), number(*new), number(*old))
            }
            Change::Gets(at, old, new) => {
                (key(Part::Gets, u32::from(at.0), 0), number(*new), number(*old))
            }
            Change::Flushing(at, old, new) => {
                (key(Part::Flushing, u32::from(at.0), 0), u64::from(*new), u64::from(*old))
            }
            Change::LoggedOn(at, old, new) => {
                (key(Part::LoggedOn, u32::from(at.0), 0), u64::from(*new), u64::from(*old))
            }
            Change::Memo(MemoKey { memo, of, and }, old, new) => {
                let key = mix(key(Part::Memo, *of, *and) ^ *memo as u64);
                (key, new.cast_unsigned(), old.cast_unsigned())
            }
            Change::End(old, new) => {
                (key(Part::End, 0, 0), process(new.as_ref()), process(old.as_ref()))
            }
            _ => unreachable!("only changes of the ledgers come here"),
        };
        (summand(key, new), summand(key, old))
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
