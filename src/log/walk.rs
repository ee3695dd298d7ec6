//! Which return belongs to which call, thread by thread: calls nest, and a log may lack a return or
//! a call.
//!
//! The order of the records is the order in which calls begin and end. It must not know what a
//! method does.

use super::record::{LogRecord, NONE, RecordKind, RecordList};

/// Most calls that are open on a thread at once: deeper ones are left out.
const DEEPEST: usize = 10_000;

/// What a record does to the calls of its thread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WalkStep {
    /// A call begins: the number of its record.
    Enter(u32),
    /// A call is over: the numbers of its record and of its return; [`NONE`] if that is missing.
    Leave(u32, u32),
    /// Any other record.
    Other(u32),
}

/// What is odd about a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Oddity {
    /// A return without a call.
    NoCall,
    /// A call whose return is missing, although its thread went on.
    NoReturn,
    /// A call in more than [`DEEPEST`] others.
    TooDeep,
}

#[derive(Clone, Copy, Debug)]
struct OpenCall {
    record: u32,
    depth: Option<u16>,
}

/// The open calls of each thread.
#[derive(Debug, Default)]
pub struct Walk {
    threads: Vec<Vec<OpenCall>>,
}

impl Walk {
    /// The open calls of a thread, outermost first, as numbers of records.
    pub fn open(&self, thread: u8) -> impl DoubleEndedIterator<Item = u32> {
        self.threads.get(usize::from(thread)).into_iter().flatten().map(|it| it.record)
    }

    /// The open calls of all threads, as numbers of records.
    pub fn all_open(&self) -> impl Iterator<Item = u32> {
        self.threads.iter().flatten().map(|it| it.record)
    }

    /// The innermost open call of a thread.
    pub fn innermost(&self, thread: u8) -> Option<u32> {
        self.open(thread).next_back()
    }

    /// Takes the next record; `moves` becomes what it does, in order.
    pub fn take(
        &mut self,
        at: u32,
        records: &RecordList,
        moves: &mut Vec<WalkStep>,
        odd: &mut dyn FnMut(u32, Oddity),
    ) {
        moves.clear();
        let record = &records[at as usize];
        let thread = usize::from(record.thread);
        if self.threads.len() <= thread {
            self.threads.resize_with(thread + 1, Vec::new);
        }
        let open = &mut self.threads[thread];
        match record.kind {
            RecordKind::Call => {
                let ended = record.depth.map_or(open.len(), |depth| {
                    open.partition_point(|it| it.depth.is_none_or(|known| known < depth))
                });
                unwind(open, ended, records, moves, odd);
                if open.len() == DEEPEST {
                    return odd(record.line, Oddity::TooDeep);
                }
                open.push(OpenCall { record: at, depth: record.depth });
                moves.push(WalkStep::Enter(at));
            }
            RecordKind::Return => match call_of(open, record, records) {
                Some(place) => {
                    unwind(open, place + 1, records, moves, odd);
                    if let Some(call) = open.pop() {
                        moves.push(WalkStep::Leave(call.record, at));
                    }
                }
                None => odd(record.line, Oddity::NoCall),
            },
            _ => moves.push(WalkStep::Other(at)),
        }
    }
}

/// Ends the calls above a place, whose returns are missing.
fn unwind(
    open: &mut Vec<OpenCall>,
    down_to: usize,
    records: &RecordList,
    moves: &mut Vec<WalkStep>,
    odd: &mut dyn FnMut(u32, Oddity),
) {
    for call in open.drain(down_to.min(open.len())..).rev() {
        odd(records[call.record as usize].line, Oddity::NoReturn);
        moves.push(WalkStep::Leave(call.record, NONE));
    }
}

/// The open call that a return belongs to: the one that it names, else the innermost with the same
/// method and object, else of the same method or object where it says no more.
fn call_of(open: &[OpenCall], back: &LogRecord, records: &RecordList) -> Option<usize> {
    let record = |it: &OpenCall| &records[it.record as usize];
    if let Some(seq) = back.seq {
        return open.iter().rposition(|it| record(it).seq == Some(seq));
    }
    open.iter().rposition(|it| {
        let call = record(it);
        (back.method == 0 || back.method == call.method)
            && (back.object == NONE || call.object == NONE || back.object == call.object)
            && back.depth.is_none_or(|depth| it.depth.is_none_or(|known| known == depth))
    })
}
