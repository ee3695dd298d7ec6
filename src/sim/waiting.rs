//! Threads that wait in a situation in which nobody can go on: for what, who could have made it come true, and whose mistake it is.
//!
//! Everything is read off the bodies: which statements write what a condition reads, which bodies lead to such a statement, and which of
//! them are on the stack of a thread that waits too. It must not know a method, a lock or a path by name.

use std::collections::BTreeSet;

use super::body::{Body, Code, Comparison, Expr, LineField, ObjectField, Op, Question, Who};
use super::event::At;
use super::program::Program;
use super::state::{Frame, State};
use super::value::{BodyId, FieldId, MethodId, ObjectId, ThreadId, Value};

/// A thread that waits and will never go on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// The thread.
    pub thread: ThreadId,
    /// The statement that it waits in.
    pub at: At,
    /// The object whose method waits; for the script of a thread, its hidden object.
    pub object: ObjectId,
    /// The method that waits; `None` for the script of a thread.
    pub method: Option<MethodId>,
    /// The statements that could have made its condition come true, nearest first; empty if no body of the run could.
    pub could: Vec<Could>,
    /// Whose code omitted it.
    pub blame: Who,
}

/// A statement that could have ended a wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Could {
    /// The statement.
    pub at: At,
    /// The thread that is on its way there and waits itself, if one is.
    pub thread: Option<ThreadId>,
}

/// The threads that are blocked for good, in the order of the threads: those of clients that have not ended, those that wait in the
/// middle of something, and those that one of them waits for. A thread that rests in its own loop until there is something to do is none.
/// Empty unless nobody can go on; the caller knows that.
pub fn blocked(program: &Program, state: &State) -> Vec<Blocked> {
    if state.end.is_some() || state.threads.iter().all(|thread| is_at_rest(program, state, &thread.frames)) {
        return Vec::new();
    }
    let graph = Graph::new(program, state);
    let threads = || (0..state.threads.len() as u8).map(ThreadId);
    let mut found: Vec<ThreadId> =
        threads().filter(|thread| !is_at_rest(program, state, &state.thread(*thread).frames)).collect();
    let mut next = 0;
    while let Some(thread) = found.get(next).copied() {
        let awaited = graph.awaited(thread).map(|awaited| awaited.thread);
        found.extend(awaited.filter(|awaited| !found.contains(awaited) && !is_serving(program, state, *awaited)));
        next += 1;
    }
    found.sort();
    found.into_iter().filter_map(|thread| graph.describe(thread)).collect()
}

/// Whether a thread is over, or rests: it serves others from its outermost loop, or has not begun.
fn is_at_rest(program: &Program, state: &State, frames: &[Frame]) -> bool {
    match frames {
        [] => true,
        [script] if program.class(state, script.this).who != Who::Client => {
            matches!(op(program, script).code, Code::WaitFirst { .. }) || script.pc == 0
        }
        _ => false,
    }
}

/// Whether a thread waits in its outermost loop for whatever there is to do.
fn is_serving(program: &Program, state: &State, thread: ThreadId) -> bool {
    matches!(&state.thread(thread).frames[..], [script] if matches!(op(program, script).code, Code::WaitFirst { .. }))
}

fn op<'a>(program: &'a Program, frame: &Frame) -> &'a Op {
    &program.body(frame.body).ops[usize::from(frame.pc)]
}

/// What a condition reads, and a statement may write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Cell {
    Field(FieldId),
    Refs,
    Life,
    Rows,
    Uids,
    Status,
    Mail,
    Line(u8),
}

/// Who waits for whom.
struct Graph<'a> {
    program: &'a Program,
    state: &'a State,
    /// For each method, the bodies that may run for it.
    bodies_of: Vec<Vec<BodyId>>,
}

/// The frame of a waiting thread that has to go on before another one can.
struct Awaited {
    thread: ThreadId,
    frame: usize,
}

impl<'a> Graph<'a> {
    fn new(program: &'a Program, state: &'a State) -> Self {
        let mut bodies_of = vec![Vec::new(); program.methods.len()];
        for class in &program.classes {
            for (method, body) in class.dispatch.iter().enumerate().filter_map(|(method, body)| Some((method, (*body)?))) {
                bodies_of[method].push(body);
            }
        }
        Self { program, state, bodies_of }
    }

    fn describe(&self, thread: ThreadId) -> Option<Blocked> {
        let frame = self.state.thread(thread).frames.last()?;
        let statement = op(self.program, frame).statement;
        let on_the_way = self.awaited(thread).map(|awaited| awaited.thread);
        let could = self.writers(thread).into_iter().map(|at| Could { at, thread: on_the_way });
        Some(Blocked {
            thread,
            at: At { body: frame.body, statement },
            object: frame.this,
            method: frame.method,
            could: could.collect(),
            blame: self.blame(thread),
        })
    }

    /// Statements that may make the condition of a waiting thread come true.
    fn writers(&self, thread: ThreadId) -> Vec<At> {
        let Some(frame) = self.state.thread(thread).frames.last() else { return Vec::new() };
        let conditions: Vec<&Expr> = match &op(self.program, frame).code {
            Code::Wait { condition } => vec![condition],
            Code::WaitFirst { guards } => guards.iter().map(|guard| &guard.value).collect(),
            _ => Vec::new(),
        };
        let mut found = Vec::new();
        for (id, body) in (0u16..).map(BodyId).zip(&self.program.bodies) {
            for op in &body.ops {
                let at = At { body: id, statement: op.statement };
                let writes = |condition: &&Expr| may_end(op, condition);
                if !found.contains(&at) && conditions.iter().any(writes) {
                    found.push(at);
                }
            }
        }
        found
    }

    /// Layers of bodies that lead to these statements: those that have them, those that call such a body, and so on.
    fn layers(&self, writers: &[At]) -> Vec<Vec<BodyId>> {
        let mut known: BTreeSet<BodyId> = writers.iter().map(|at| at.body).collect();
        let mut layers = vec![known.iter().copied().collect::<Vec<_>>()];
        while let Some(last) = layers.last().filter(|last| !last.is_empty()) {
            let leads = |body: &Body| {
                body.ops.iter().any(|op| match &op.code {
                    Code::Call { method, .. } => self.bodies_of[method.index()].iter().any(|body| last.contains(body)),
                    _ => false,
                })
            };
            let all = (0u16..).map(BodyId).zip(&self.program.bodies);
            let next: Vec<BodyId> = all.filter(|(id, body)| !known.contains(id) && leads(body)).map(|(id, _)| id).collect();
            known.extend(next.iter().copied());
            layers.push(next);
        }
        layers
    }

    /// The nearest frame from which such a statement would be reached: of a thread that is blocked too, or else of one that rests. A
    /// thread waits for itself only if it would have to go on in the very body that has the statement.
    fn awaited(&self, thread: ThreadId) -> Option<Awaited> {
        let layers = self.layers(&self.writers(thread));
        self.nearest(thread, &layers, false).or_else(|| self.nearest(thread, &layers, true))
    }

    fn nearest(&self, thread: ThreadId, layers: &[Vec<BodyId>], at_rest: bool) -> Option<Awaited> {
        for (distance, layer) in layers.iter().enumerate() {
            let all = (0u8..).map(ThreadId).zip(&self.state.threads);
            for (other, waiting) in all.filter(|(_, it)| at_rest == is_at_rest(self.program, self.state, &it.frames)) {
                let frames = waiting.frames.iter().enumerate().rev();
                let own = other == thread;
                let mut fit = frames.filter(|(at, frame)| {
                    layer.contains(&frame.body) && (!own || distance == 0 && at + 1 < waiting.frames.len())
                });
                if let Some((frame, _)) = fit.next() {
                    return Some(Awaited { thread: other, frame });
                }
            }
        }
        None
    }

    fn who(&self, frame: &Frame) -> Who {
        self.program.class(self.state, frame.this).who
    }

    /// Follows who waits for whom to where it begins: code that waits for what it would have to do itself, a ring of waits, or a
    /// statement that nobody is on the way to.
    fn blame(&self, from: ThreadId) -> Who {
        let (mut thread, mut ring): (ThreadId, Vec<(ThreadId, Who)>) = (from, Vec::new());
        loop {
            let Some(awaited) = self.awaited(thread) else { return self.omitted(thread) };
            let frames = &self.state.thread(awaited.thread).frames;
            let who = self.who(&frames[awaited.frame]);
            if awaited.thread == thread {
                let within = frames[awaited.frame + 1..].iter().map(|frame| self.who(frame));
                return within.into_iter().find(|other| *other != who && *other != Who::Mapi).unwrap_or(who);
            }
            if is_serving(self.program, self.state, awaited.thread) {
                return self.omitted(thread);
            }
            if let Some(begin) = ring.iter().position(|(known, _)| *known == awaited.thread) {
                ring.push((thread, who));
                let holders = ring[begin..].iter().map(|(_, who)| *who);
                return holders.into_iter().find(|who| !matches!(who, Who::Mapi | Who::Spooler)).unwrap_or(who);
            }
            ring.push((thread, who));
            thread = awaited.thread;
        }
    }

    /// Who did not do what a thread waits for: MAPI does only what it is called for, so behind it stands whoever would have called.
    fn omitted(&self, thread: ThreadId) -> Who {
        let waiting = self.state.thread(thread).frames.last().map_or(Who::Mapi, |frame| self.program.body(frame.body).who);
        let layers = self.layers(&self.writers(thread));
        let makers = layers.iter().flatten().map(|body| self.program.body(*body).who);
        makers.into_iter().find(|who| *who != Who::Mapi).unwrap_or(waiting)
    }
}

/// Whether a statement writes what a condition reads, and not for certain the wrong value.
fn may_end(op: &Op, condition: &Expr) -> bool {
    let cell = match &op.code {
        Code::Set { field, value: Expr::Constant(value), .. } => {
            return reads(condition, Cell::Field(*field)) && would_hold(condition, *field, value) != Some(false);
        }
        Code::Set { field, .. } => Cell::Field(*field),
        Code::Link { field, .. } => return reads(condition, Cell::Field(*field)) && wants_more(condition, *field) != Some(false),
        Code::Unlink { field, .. } => {
            return reads(condition, Cell::Field(*field)) && wants_more(condition, *field) != Some(true);
        }
        Code::Refs { .. } => Cell::Refs,
        Code::Free { .. } | Code::Invalidate { .. } | Code::Create { .. } => Cell::Life,
        Code::AddRow { .. } | Code::RemoveRow { .. } => Cell::Rows,
        Code::ChangeRow { .. } => Cell::Status,
        Code::AddUid { .. } | Code::RemoveUid { .. } => Cell::Uids,
        Code::Message { .. } => Cell::Mail,
        Code::Line { what, .. } => Cell::Line(*what as u8),
        _ => return false,
    };
    reads(condition, cell)
}

/// Whether an expression reads a cell.
fn reads(expr: &Expr, cell: Cell) -> bool {
    match expr {
        Expr::Constant(_) | Expr::Variable(_) | Expr::Bound(_) | Expr::This => false,
        Expr::Field(object, field) => cell == Cell::Field(*field) || reads(object, cell),
        Expr::Object(object, what) => {
            let own = match what {
                ObjectField::Refs => cell == Cell::Refs,
                ObjectField::State => cell == Cell::Life,
                ObjectField::Kind | ObjectField::Parent => false,
            };
            own || reads(object, cell)
        }
        Expr::Message(message, _) => cell == Cell::Mail || reads(message, cell),
        Expr::Line(transport, what) => cell == Cell::Line(*what as u8) || reads(transport, cell),
        Expr::Ask(question, arguments) => asks(*question, cell) || arguments.iter().any(|argument| reads(argument, cell)),
        Expr::Not(inner) | Expr::Bits(inner) => reads(inner, cell),
        Expr::And(left, right)
        | Expr::Or(left, right)
        | Expr::Compare(_, left, right)
        | Expr::Union(left, right)
        | Expr::Common(left, right) => reads(left, cell) || reads(right, cell),
        Expr::Choice(yes, condition, no) => [yes, condition, no].iter().any(|part| reads(part, cell)),
        Expr::First { list, condition, .. } | Expr::Select { list, condition, .. } => reads(list, cell) || reads(condition, cell),
    }
}

/// Whether the answer to a question depends on a cell.
fn asks(question: Question, cell: Cell) -> bool {
    match question {
        Question::UidsOf => cell == Cell::Uids,
        Question::RowsOf => cell == Cell::Rows,
        Question::Status => cell == Cell::Status,
        Question::Descendants | Question::Children | Question::HasChildren | Question::LiveOf | Question::Exists => {
            cell == Cell::Life
        }
        Question::Queued | Question::NextQueued | Question::DeferredBy | Question::OfferedBy => cell == Cell::Mail,
        Question::Sending => cell == Cell::Line(LineField::Sends as u8),
        Question::Receiving => cell == Cell::Line(LineField::Gets as u8),
        Question::Transports => cell == Cell::Line(LineField::LoggedOn as u8),
        Question::Held => cell == Cell::Refs,
        Question::ThreadObject => false,
    }
}

/// Whether a condition would hold if a field had this value; `None` where that depends on more.
fn would_hold(condition: &Expr, field: FieldId, value: &Value) -> Option<bool> {
    match condition {
        Expr::Field(_, read) if *read == field => Some(value.holds()),
        Expr::Not(inner) => would_hold(inner, field, value).map(|holds| !holds),
        Expr::Compare(how, left, right) => {
            let (Expr::Field(_, read), Expr::Constant(wanted)) = (&**left, &**right) else { return None };
            let same = value == wanted || [value, wanted].iter().all(|it| matches!(it, Value::Null | Value::Bool(false)));
            match how {
                Comparison::Equal if *read == field => Some(same),
                Comparison::Different if *read == field => Some(!same),
                _ => None,
            }
        }
        _ => None,
    }
}

/// Whether more items in a list, rather than fewer, make a condition hold; `None` where that depends on more.
fn wants_more(condition: &Expr, field: FieldId) -> Option<bool> {
    match condition {
        Expr::Field(_, read) if *read == field => Some(true),
        Expr::Compare(Comparison::In, _, list) => wants_more(list, field),
        Expr::Not(inner) => wants_more(inner, field).map(|more| !more),
        _ => None,
    }
}
