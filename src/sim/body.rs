//! A body: a method, a script or a thread as a flat list of operations, and the lines of text that
//! it was written in.
//!
//! Nothing here names a method or a flag; the words are in the files under `assets/bodies/`, and
//! `scenario` translates them. It must not know YAML or the notation of statements.

use super::value::{ClassId, FieldId, MethodId, Value, Word};
use std::borrow::Cow;
use std::sync::Arc;

pub use super::value::Who;
use crate::mapi::Cite;

/// How sure a statement is (section "Confidence marks" of the domain reference).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Confidence {
    /// Said by a page in plain words.
    Documented,
    /// Seen in sample or open source code.
    Seen,
    /// Inferred from several sources.
    Inferred,
    /// Sources disagree; the reading tells which side is shown.
    Contested,
}

impl Confidence {
    /// All degrees, from the surest.
    pub const ALL: [Confidence; 4] =
        [Confidence::Documented, Confidence::Seen, Confidence::Inferred, Confidence::Contested];

    /// The word in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Confidence::Documented => "documented",
            Confidence::Seen => "seen",
            Confidence::Inferred => "inferred",
            Confidence::Contested => "contested",
        }
    }
}

/// One line of a body, as its file has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The text, without its annotations.
    pub text: Cow<'static, str>,
    /// Depth of its block, 0 outermost.
    pub indent: u8,
    /// Line of the file, from 1.
    pub line: u32,
    /// Pages that say so; most statements of a body share them.
    pub cites: Arc<[Cite]>,
    /// How sure it is; `None` for what only clients do.
    pub confidence: Option<Confidence>,
    /// The reading that decides it, such as `C5`.
    pub reading: Option<Word>,
    /// Name by which texts and edits speak of it.
    pub label: Option<Cow<'static, str>>,
}

/// A body, ready to run.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// What the screen calls it, such as `IMAPISupport::Release()`.
    pub title: String,
    /// File it comes from.
    pub file: Arc<str>,
    /// Whose code it is.
    pub who: Who,
    /// Number of parameters; they are the first variables.
    pub parameters: u16,
    /// Names of all variables, parameters first; those of loops and guards are included.
    pub variables: Vec<String>,
    /// What the machine executes; a statement becomes one or more of these.
    pub ops: Vec<Op>,
    /// What the reader sees: the lines of the body's file.
    pub statements: Vec<Statement>,
}

/// An operation and the line that it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Op {
    /// What the operation does to the state.
    pub code: Code,
    /// Index into [`Body::statements`] of the line that it was compiled from.
    pub statement: u16,
}

/// A place to continue in the same body.
pub type Pc = u16;

/// A variable of the running body.
pub type Slot = u16;

/// What an operation does. The first group is silent: it runs along with the next operation of the
/// second group, which is a step.
#[derive(Clone, Debug, PartialEq)]
pub enum Code {
    /// `let n = e`
    Let { slot: Slot, value: Expr },
    /// Continues at another operation of the same body.
    Jump(Pc),
    /// `quietly if e`: go to `otherwise` unless it holds.
    Branch { condition: Expr, otherwise: Pc },
    /// `each n in e`: takes the list once.
    Take { list: Slot, at: Slot, value: Expr },
    /// The next one of the list, or the end of the loop.
    Next { list: Slot, at: Slot, slot: Slot, end: Pc },
    /// `each n in any order of e`: one of what is left of the list, or the end of the loop; becomes
    /// a step if more than one is left.
    Pick { list: Slot, slot: Slot, end: Pc },
    /// `wait until e`; becomes a step if it has to wait.
    Wait { condition: Expr },
    /// `wait for the first of`; becomes a step if it has to wait.
    WaitFirst { guards: Vec<Guard> },

    /// `if e`: a step; goes to `otherwise` unless the condition holds.
    Test { condition: Expr, otherwise: Pc },
    /// `r, w = x.Method(a, b)`
    Call {
        target: Expr,
        method: MethodId,
        args: Vec<Expr>,
        result: Option<Slot>,
        out: Option<Slot>,
    },
    /// `return r, w`: ends the call with a result and an output value.
    Return { result: Expr, out: Expr },
    /// `let left = x.refs -= 1`
    Refs { object: Expr, by: i8, left: Option<Slot> },
    /// `free x`: the object's memory is released.
    Free { object: Expr },
    /// `invalidate x`: as `MakeInvalid` does.
    Invalidate { object: Expr },
    /// `let n = create K named w under p held by mapi`: an object with one reference, held by MAPI
    /// or by the thread's own client.
    Create {
        slot: Slot,
        class: ClassId,
        name: Expr,
        parent: Expr,
        holder: Option<super::state::Holder>,
    },
    /// `add uid like u for x`
    AddUid { like: Expr, owner: Expr },
    /// `remove uid u`: the entry stays, marked as no longer registered.
    RemoveUid { uid: Expr },
    /// `add row like r for x`
    AddRow { like: Expr, owner: Expr },
    /// `remove row r`: the row stays, marked as no longer in the table.
    RemoveRow { row: Expr },
    /// `change row r +BITS -BITS`
    ChangeRow { row: Expr, set: Expr, clear: Expr },
    /// `message m to S locked B`
    Message { message: Expr, to: super::state::MessageState, locked: Option<bool> },
    /// `transport x sends m`, and its siblings
    Line { transport: Expr, what: LineField, value: Expr },
    /// `x.field = e`: a step, as the field is part of the state.
    Set { object: Expr, field: FieldId, value: Expr },
    /// `link e into x.field`
    Link { object: Expr, field: FieldId, value: Expr },
    /// `unlink e from x.field`
    Unlink { object: Expr, field: FieldId, value: Expr },
    /// `notify t WHAT`: tells a client something; changes nothing itself.
    Notify { to: Expr, what: Word },
    /// `unload lib`: the library's code can't be called from then on.
    Unload { library: Word },
    /// `exit`: the process ends in an orderly way.
    Exit,
    /// `crash words`: the process crashes for the reason given.
    Crash { why: Word },
    /// `choose:`; the alternatives by name.
    Choose { alternatives: Vec<(Word, Pc)> },
    /// The end of a thread's script.
    End,
}

impl Code {
    /// Whether it runs along with the next operation, unless it has to wait or to choose.
    #[inline(always)]
    pub fn is_silent(&self) -> bool {
        matches!(
            self,
            Code::Let { .. }
                | Code::Jump(_)
                | Code::Branch { .. }
                | Code::Take { .. }
                | Code::Next { .. }
                | Code::Pick { .. }
                | Code::Wait { .. }
                | Code::WaitFirst { .. }
        )
    }
}

/// One alternative of `wait for the first of`.
#[derive(Clone, Debug, PartialEq)]
pub struct Guard {
    /// The variable that gets the value of the guard.
    pub slot: Option<Slot>,
    /// Holds if it has a value that holds.
    pub value: Expr,
    /// First operation of the alternative.
    pub then: Pc,
}

/// What a statement does to a transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineField {
    /// The outbound message that the transport is sending, or null.
    Sends,
    /// The inbound message that the transport is receiving, or null.
    Gets,
    /// Whether a flush is in progress.
    Flushing,
    /// Whether the transport's session is logged on.
    LoggedOn,
}

/// What can be asked of an object without a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ObjectField {
    /// The reference count of an object, over all its holders.
    Refs,
    /// `live`, `invalid` or `freed`; may be asked of a freed object.
    State,
    /// Its interface, as a word.
    Kind,
    /// Its parent in the tree of objects, or null.
    Parent,
}

/// What can be asked of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MessageField {
    /// Where it is, as a word.
    State,
    /// Whether it is locked.
    Locked,
    /// The store it belongs to.
    Store,
    /// The transport that is to carry it.
    Carrier,
}

/// An expression; it changes nothing.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A value known when the body is loaded.
    Constant(Value),
    /// A variable of the running body, by its position.
    Variable(Slot),
    /// The variable of an enclosing `first(..)` or `list(..)`, outermost 0.
    Bound(u8),
    /// The object whose method runs.
    This,
    /// A field of an object.
    Field(Box<Expr>, FieldId),
    /// A property of an object.
    Object(Box<Expr>, ObjectField),
    /// A property of a message.
    Message(Box<Expr>, MessageField),
    /// A property of a transport's line.
    Line(Box<Expr>, LineField),
    /// A question about the world.
    Ask(WorldQuery, Vec<Expr>),
    /// `not e`: true unless `e` holds; see [`Value::holds`].
    Not(Box<Expr>),
    /// `a and b`: `b` is only computed if `a` holds.
    And(Box<Expr>, Box<Expr>),
    /// `a or b`: `b` is only computed unless `a` holds.
    Or(Box<Expr>, Box<Expr>),
    /// `==`, `<`, `has` ...
    Compare(ComparisonOp, Box<Expr>, Box<Expr>),
    /// Union of flag words.
    Union(Box<Expr>, Box<Expr>),
    /// Intersection of flag words.
    Common(Box<Expr>, Box<Expr>),
    /// `a if c else b`
    Choice(Box<Expr>, Box<Expr>, Box<Expr>),
    /// `first(n for n in list if cond)`: that one, or null.
    First { depth: u8, list: Box<Expr>, condition: Box<Expr> },
    /// `list(n for n in list if cond)`
    Select { depth: u8, list: Box<Expr>, condition: Box<Expr> },
    /// `bits(flags)`: how many bits are set.
    Bits(Box<Expr>),
}

/// How two values are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ComparisonOp {
    /// `==`: the same kind of value with the same content; null equals `no`.
    Equal,
    /// `!=`: the opposite of `==`.
    Different,
    /// `<`: compared as numbers; what is none counts as 0.
    Less,
    /// `>`: compared as numbers; what is none counts as 0.
    Greater,
    /// `a in list`: some item equals `a`.
    In,
    /// `flags has BITS`: any of them.
    Has,
    /// `flags lacks BITS`: all of them.
    Lacks,
}

/// A question about the world. All are read-only; they know ledgers and threads, but no method and
/// no path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorldQuery {
    /// `uids_of(x)`: entries registered under it.
    UidsOf,
    /// `rows_of(x)`: rows of the status table that `x` owns and that are still there.
    RowsOf,
    /// `status(x)`: PR_STATUS_CODE of its first row, 0 if there is none.
    Status,
    /// `descendants(x)`: all under it that are not freed, children before parents.
    Descendants,
    /// `children(x)`: its children that are not freed.
    Children,
    /// `has_children(x)`: whether there are any, without looking at all of them.
    HasChildren,
    /// `queued(s)`: whether the store has mail waiting.
    Queued,
    /// `next_queued(s, x)`: its oldest waiting message for that transport, or null.
    NextQueued,
    /// `deferred(x)`: the oldest message that the transport has put off, or null.
    DeferredBy,
    /// `offered(x)`: the oldest inbound message that waits at the transport, or null.
    OfferedBy,
    /// `sending(s)`: whether a line carries a message of that store.
    Sending,
    /// `receiving(s)`: whether a line brings one for it.
    Receiving,
    /// `transports()`: those that are logged on, in order.
    Transports,
    /// `live(K)`: live objects of a kind, in order of creation.
    LiveOf,
    /// `exists(x)`: it is an object, and not freed.
    Exists,
    /// `held(x)`: how many references the client of this thread holds on it.
    Held,
    /// `thread_object()`: the object that the script of this thread runs on.
    ThreadObject,
}
