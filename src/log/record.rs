//! Records in memory: numbers in the place of texts, so that a million of them fit.
//!
//! It must not know a file's form, nor what a run makes of a record.

mod list;

use std::sync::Arc;

use indexmap::IndexMap;

use super::shape::HeaderShape;
use crate::diagnostic::Diagnostic;
use crate::sim::body::Who;
use crate::text::shown;

pub use list::RecordList;

/// Texts, each once; the first is the empty one.
#[derive(Clone, Debug)]
pub struct TextTable {
    /// As they are in the log, and as they are shown. What looks alike is two texts if the log has
    /// two.
    all: IndexMap<Arc<str>, Arc<str>>,
}

impl Default for TextTable {
    fn default() -> Self {
        let mut it = Self { all: IndexMap::new() };
        it.number("");
        it
    }
}

impl TextTable {
    /// The number of a text; what a terminal would obey in it is only shown to have been there.
    pub fn number(&mut self, text: &str) -> u32 {
        let at = self.all.get_index_of(text).unwrap_or_else(|| {
            let shown = shown(text).replace(['\n', '\t'], " ");
            self.all.insert_full(text.into(), shown.into()).0
        });
        u32::try_from(at).unwrap_or(u32::MAX)
    }

    /// The text of a number.
    pub fn text(&self, number: u32) -> &str {
        self.all.get_index(number as usize).map_or("", |(_, shown)| shown)
    }
}

/// What a record is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RecordKind {
    /// A call begins.
    Call,
    /// A call is over.
    Return,
    /// Something is known of an object.
    Object(Option<ObjectState>),
    /// The log ends.
    End(LogEnd),
    /// A note, or a record of a kind that is not known.
    Note,
}

/// What has become of an object, as its own code reports it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectState {
    /// It was created.
    Created,
    /// Its memory was freed.
    Destroyed,
    /// It was made invalid.
    Invalid,
}

/// How a log ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogEnd {
    /// The process ends in an orderly way.
    Exit,
    /// Only the recording does.
    Stopped,
    /// The process crashed.
    Crash,
    /// It breaks off: nothing says how.
    Unknown,
}

impl LogEnd {
    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            LogEnd::Exit => "exit",
            LogEnd::Stopped => "stopped",
            LogEnd::Crash => "crash",
            LogEnd::Unknown => "unknown",
        }
    }
}

/// Whose code calls where no recorded call does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outside {
    /// A client of MAPI.
    Client,
    /// MAPI itself.
    Mapi,
    /// The spooler.
    Spooler,
    /// A message store provider.
    Provider,
}

/// No object, no thread, no call.
pub const NONE: u32 = u32::MAX;

/// One record. Texts are numbers of [`TextTable`].
#[derive(Clone, Debug)]
pub struct LogRecord {
    /// Its line, from 1.
    pub line: u32,
    /// What it is.
    pub kind: RecordKind,
    /// Its thread, by number.
    pub thread: u8,
    /// Of a call its own number, of a return that of its call; `None` if it was not given.
    pub seq: Option<u64>,
    /// Whose code calls, once that is found out.
    pub who: Who,
    /// Nesting depth, if it was given.
    pub depth: Option<u16>,
    /// The object's text; [`NONE`] without one.
    pub object: u32,
    /// The object's number, once objects are told apart; until then [`NONE`].
    pub instance: u32,
    /// The interface; 0 where it is not given.
    pub interface: u32,
    /// The method; 0 where it is not given.
    pub method: u32,
    /// Flags, in or out.
    pub flags: Option<u32>,
    /// The result.
    pub result: Option<u32>,
    /// The count.
    pub count: Option<i32>,
    /// What few records have.
    pub more: Option<Box<RecordDetails>>,
}

/// What few records have.
#[derive(Clone, Debug, Default)]
pub struct RecordDetails {
    /// Arguments, or what a return gives back: name and value.
    pub values: Vec<(u32, LogValue)>,
    /// Whose code calls.
    pub caller: Option<Outside>,
    /// An object's name to print; 0 without one.
    pub name: u32,
    /// An object's parent, like [`LogRecord::object`].
    pub parent: Option<u32>,
    /// What a person should read, with the keys that are not known.
    pub note: String,
}

/// An argument or a value that is given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogValue {
    /// A number.
    Number(i64),
    /// A text, which may mean an object.
    Text(u32),
    /// An object, by its number.
    Object(u32),
}

impl LogRecord {
    /// Its arguments, or what it gives back.
    pub fn values(&self) -> &[(u32, LogValue)] {
        self.more.as_ref().map_or(&[], |more| &more.values)
    }
}

/// A log, read as far as it can be read.
#[derive(Clone, Debug)]
pub struct CallLog {
    /// What complaints call it.
    pub name: String,
    /// Who recorded, and what could be observed.
    pub header: HeaderShape,
    /// The records, in the order of the file.
    pub records: RecordList,
    /// Texts of objects, interfaces, methods, names.
    pub texts: TextTable,
    /// Names of the threads, by number.
    pub threads: Vec<String>,
    /// How it ends.
    pub end: LogEnd,
    /// Lines that could not be read, and what is odd about others; the first [`MOST_PROBLEMS`].
    pub problems: Vec<Diagnostic>,
    /// How many problems there are.
    pub problem_count: usize,
}

/// Most problems that are kept; the others are counted.
pub const MOST_PROBLEMS: usize = 200;

impl CallLog {
    /// Notes what is wrong with a line.
    pub fn complain(&mut self, line: u32, code: &'static str, message: String) {
        self.problem_count += 1;
        if self.problems.len() < MOST_PROBLEMS {
            let place = crate::diagnostic::Place { line, column: 1, length: 0 };
            let found = Diagnostic::error(code, &self.name, Some(place), message);
            self.problems.push(found.warning());
        }
    }

    /// Whether every call of an interface was recorded.
    pub fn observes(&self, interface: &str) -> bool {
        self.header.observed.calls.iter().any(|known| known == interface || known == "*")
    }
}
