//! Threads that wait in a situation in which no thread can continue: for what, who could have made
//! it come true, and whose mistake it is.
//!
//! Everything is read off the bodies: which statements write what a condition reads, which bodies
//! lead to such a statement, and which of them are on the stack of a thread that waits too. It must
//! not know a method, a lock or a path by name.

mod condition;
mod omitted;

use std::collections::BTreeSet;

use super::body::{Body, Code, Expr, Op, Who};
use super::budget::Meter;
use super::eval::EvalScope;
use super::event::At;
use super::program::{Class, Program};
use super::state::{Frame, HOLDERS, Holder, State};
use super::value::{BodyId, MethodId, ObjectId, ThreadId};
use condition::{Cell, counted_in, existing_in, may_end, owner_in, reads, would_hold};

/// A thread that waits and will never continue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Blocked {
    /// The thread that can't continue.
    pub thread: ThreadId,
    /// The statement that it waits in.
    pub at: At,
    /// The object whose method waits; for the script of a thread, its hidden object.
    pub object: ObjectId,
    /// The method that waits; `None` for the script of a thread.
    pub method: Option<MethodId>,
    /// The statements that could have made its condition come true, nearest first; empty if no body
    /// of the run could.
    pub could: Vec<Could>,
    /// Whose code omitted it.
    pub blame: Who,
}

/// A statement that could have ended a wait.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Could {
    /// The statement that would have ended the wait.
    pub at: At,
    /// The thread that is on its way there and waits itself, if one is.
    pub thread: Option<ThreadId>,
}

/// The threads that are blocked for good, in the order of the threads: those of clients that have
/// not ended, those that wait in the middle of something, and those that one of them waits for. A
/// thread that rests in its own loop until there is something to do is none. Empty unless nobody
/// can continue; the caller knows that.
pub fn blocked(program: &Program, state: &State) -> Vec<Blocked> {
    if state.end.is_some()
        || state.threads.iter().all(|thread| is_at_rest(program, state, &thread.frames))
    {
        return Vec::new();
    }
    let graph = Graph::new(program, state);
    let threads = || (0..state.threads.len() as u8).map(ThreadId);
    let mut found: Vec<ThreadId> = threads()
        .filter(|thread| !is_at_rest(program, state, &state.thread(*thread).frames))
        .collect();
    let mut next = 0;
    while let Some(thread) = found.get(next).copied() {
        let is_new = |it: &ThreadId| !found.contains(it) && !is_serving(program, state, *it);
        let awaited = graph.awaited(thread).map(|awaited| awaited.thread).filter(is_new);
        found.extend(awaited);
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
    let [script] = &state.thread(thread).frames[..] else { return false };
    matches!(op(program, script).code, Code::WaitFirst { .. })
}

fn op<'a>(program: &'a Program, frame: &Frame) -> &'a Op {
    &program.body(frame.body).ops[usize::from(frame.pc)]
}

/// Who waits for whom.
struct Graph<'a> {
    program: &'a Program,
    state: &'a State,
    /// For each method, the bodies that may run for it.
    bodies_of: Vec<Vec<BodyId>>,
}

/// The frame of a waiting thread that has to continue before another one can.
struct Awaited {
    thread: ThreadId,
    frame: usize,
}

impl<'a> Graph<'a> {
    fn new(program: &'a Program, state: &'a State) -> Self {
        let mut bodies_of = vec![Vec::new(); program.methods.len()];
        for class in &program.classes {
            for (method, body) in class
                .dispatch
                .iter()
                .enumerate()
                .filter_map(|(method, body)| Some((method, (*body)?)))
            {
                bodies_of[method].push(body);
            }
        }
        Self { program, state, bodies_of }
    }

    fn describe(&self, thread: ThreadId) -> Option<Blocked> {
        let frame = self.state.thread(thread).frames.last()?;
        let statement = op(self.program, frame).statement;
        let awaited = self.awaited(thread);
        let body = awaited.as_ref().map(|it| self.state.thread(it.thread).frames[it.frame].body);
        let mut could: Vec<Could> = self
            .writers(thread)
            .into_iter()
            .map(|at| {
                let leads = |body: &BodyId| self.layers(&[at]).concat().contains(body);
                let thread = body.filter(leads).and(awaited.as_ref().map(|it| it.thread));
                Could { at, thread }
            })
            .collect();
        // An object is freed by its own code, as a rule.
        let own = self.asked_of(thread, existing_in).map(|object| &self.class(object).dispatch);
        could.sort_by_key(|could| {
            let is_other = own.is_some_and(|own| !own.contains(&Some(could.at.body)));
            (is_other, could.thread.is_none())
        });
        Some(Blocked {
            thread,
            at: At { body: frame.body, statement },
            object: frame.this,
            method: frame.method,
            could,
            blame: self.blame(thread),
        })
    }

    /// Statements that may make the condition of a waiting thread come true.
    fn writers(&self, thread: ThreadId) -> Vec<At> {
        let conditions = self.conditions(thread);
        let counted =
            self.counted(thread).map(|object| &self.program.class(self.state, object).dispatch);
        let mut found = Vec::new();
        for (id, body) in (0u16..).map(BodyId).zip(&self.program.bodies) {
            if counted.is_some_and(|own| !own.contains(&Some(id))) {
                continue;
            }
            for op in &body.ops {
                let at = At { body: id, statement: op.statement };
                let writes = |condition: &&Expr| {
                    may_end(op, condition) && self.is_of_owner(thread, condition, op, id)
                };
                if !found.contains(&at) && conditions.iter().any(writes) {
                    found.push(at);
                }
            }
        }
        found
    }

    /// Whether a statement that writes a field of its own object, or frees that, can be about the
    /// object that a condition asks: another class may have a field of that name. Where that cannot
    /// be told, it can.
    fn is_of_owner(&self, thread: ThreadId, condition: &Expr, op: &Op, body: BodyId) -> bool {
        let asked = match &op.code {
            Code::Set { object: Expr::This, field, .. }
            | Code::Link { object: Expr::This, field, .. }
            | Code::Unlink { object: Expr::This, field, .. } => owner_in(condition, *field),
            Code::Free { object: Expr::This } | Code::Invalidate { object: Expr::This } => {
                existing_in(condition)
            }
            _ => None,
        };
        let meter = Meter::default();
        let Some(mut scope) = EvalScope::new(self.program, self.state, thread, &meter) else {
            return true;
        };
        let Some(owner) = asked.and_then(|owner| scope.object(owner).ok()) else { return true };
        let class = self.program.class(self.state, owner);
        let is_method =
            self.program.classes.iter().any(|class| class.dispatch.contains(&Some(body)));
        class.dispatch.contains(&Some(body))
            || !is_method && self.program.body(body).who == class.who
    }

    /// The object whose reference count a thread waits for.
    fn counted(&self, thread: ThreadId) -> Option<ObjectId> {
        self.asked_of(thread, counted_in)
    }

    /// The object that the one condition of a waiting thread asks something of.
    fn asked_of(&self, thread: ThreadId, asked: fn(&Expr) -> Option<&Expr>) -> Option<ObjectId> {
        let Code::Wait { condition } =
            &op(self.program, self.state.thread(thread).frames.last()?).code
        else {
            return None;
        };
        let meter = Meter::default();
        EvalScope::new(self.program, self.state, thread, &meter)?.object(asked(condition)?).ok()
    }

    fn class(&self, object: ObjectId) -> &'a Class {
        self.program.class(self.state, object)
    }

    /// Who else holds the object whose count a thread waits for, clients first: only they can end
    /// that wait.
    fn holders(&self, thread: ThreadId) -> Vec<Holder> {
        let Some(object) = self.counted(thread) else { return Vec::new() };
        let own = self
            .state
            .thread(thread)
            .frames
            .first()
            .map(|script| self.program.holder(self.state, thread, script.this));
        let held = HOLDERS.into_iter().zip(self.state.object(object).held);
        let others = held
            .filter(|(holder, count)| *count > 0 && Some(*holder) != own)
            .map(|(holder, _)| holder);
        let (clients, rest): (Vec<_>, Vec<_>) = others.partition(|holder| holder.is_client());
        [clients, rest].concat()
    }

    /// Layers of bodies that lead to these statements: those that have them, those that call such a
    /// body, and so on.
    fn layers(&self, writers: &[At]) -> Vec<Vec<BodyId>> {
        let mut known: BTreeSet<BodyId> = writers.iter().map(|at| at.body).collect();
        let mut layers = vec![known.iter().copied().collect::<Vec<_>>()];
        while let Some(last) = layers.last().filter(|last| !last.is_empty()) {
            let leads = |body: &Body| {
                body.ops.iter().any(|op| match &op.code {
                    Code::Call { method, .. } => {
                        self.bodies_of[method.index()].iter().any(|body| last.contains(body))
                    }
                    _ => false,
                })
            };
            let all = (0u16..).map(BodyId).zip(&self.program.bodies);
            let next: Vec<BodyId> = all
                .filter(|(id, body)| !known.contains(id) && leads(body))
                .map(|(id, _)| id)
                .collect();
            known.extend(next.iter().copied());
            layers.push(next);
        }
        layers
    }

    /// The nearest frame from which such a statement would be reached: of a thread that is blocked
    /// too, or else of one that rests. A thread waits for itself only if it would have to continue
    /// in the very body that has the statement.
    fn awaited(&self, thread: ThreadId) -> Option<Awaited> {
        if self.counted(thread).is_some() {
            let holders = self.holders(thread);
            let stopped = |other: &ThreadId| {
                let frames = &self.state.thread(*other).frames;
                let script =
                    frames.first().filter(|_| !is_at_rest(self.program, self.state, frames));
                script.is_some_and(|script| {
                    holders.contains(&self.program.holder(self.state, *other, script.this))
                })
            };
            let other = (0..self.state.threads.len() as u8)
                .map(ThreadId)
                .filter(|other| *other != thread)
                .find(stopped);
            return other.map(|thread| Awaited { thread, frame: 0 });
        }
        if let Some(taker) = self.taker(thread) {
            return Some(taker);
        }
        let layers = self.layers(&self.writers(thread));
        self.nearest(thread, &layers, false).or_else(|| self.nearest(thread, &layers, true))
    }

    /// Conditions that a thread waits for, any of them.
    fn conditions(&self, thread: ThreadId) -> Vec<&'a Expr> {
        let Some(frame) = self.state.thread(thread).frames.last() else { return Vec::new() };
        match &op(self.program, frame).code {
            Code::Wait { condition } => vec![condition],
            Code::WaitFirst { guards } => guards.iter().map(|guard| &guard.value).collect(),
            _ => Vec::new(),
        }
    }

    /// The innermost frame that has taken what a thread waits for, as one takes a lock, and has not
    /// come to its end.
    fn taker(&self, thread: ThreadId) -> Option<Awaited> {
        let conditions = self.conditions(thread);
        let takes = |op: &Op| match &op.code {
            Code::Set { field, value: Expr::Constant(value), .. } => conditions.iter().any(|it| {
                reads(it, Cell::Field(*field)) && would_hold(it, *field, value) == Some(false)
            }),
            _ => false,
        };
        let took = |frame: &Frame| {
            self.program.body(frame.body).ops[..usize::from(frame.pc)].iter().any(takes)
        };
        let mut threads = (0u8..).map(ThreadId).zip(&self.state.threads);
        threads.find_map(|(other, it)| {
            // A body that clears the answer before it asks for one has taken nothing.
            let frames = &it.frames[..it.frames.len().saturating_sub(usize::from(other == thread))];
            Some(Awaited { thread: other, frame: frames.iter().rposition(took)? })
        })
    }

    fn nearest(&self, thread: ThreadId, layers: &[Vec<BodyId>], at_rest: bool) -> Option<Awaited> {
        for (distance, layer) in layers.iter().enumerate() {
            let all = (0u8..).map(ThreadId).zip(&self.state.threads);
            for (other, waiting) in
                all.filter(|(_, it)| at_rest == is_at_rest(self.program, self.state, &it.frames))
            {
                let frames = waiting.frames.iter().enumerate().rev();
                let own = other == thread;
                let mut fit = frames.filter(|(at, frame)| {
                    layer.contains(&frame.body)
                        && (!own || distance == 0 && at + 1 < waiting.frames.len())
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

    /// Follows who waits for whom to where it begins: code that waits for what it would have to do
    /// itself, a cycle of waits, or a statement that no thread will reach.
    fn blame(&self, from: ThreadId) -> Who {
        let (mut thread, mut ring): (ThreadId, Vec<(ThreadId, Who)>) = (from, Vec::new());
        loop {
            let Some(awaited) = self.awaited(thread) else { return self.omitted(thread) };
            let frames = &self.state.thread(awaited.thread).frames;
            let who = self.who(&frames[awaited.frame]);
            if awaited.thread == thread {
                let within = frames[awaited.frame + 1..].iter().map(|frame| self.who(frame));
                return within
                    .into_iter()
                    .find(|other| *other != who && *other != Who::Mapi)
                    .unwrap_or(who);
            }
            // It has nothing to do: the waiting thread never asked it.
            if is_serving(self.program, self.state, awaited.thread) {
                let asked = self.has_noted(thread, awaited.thread);
                return asked
                    .or_else(|| self.owner(thread))
                    .unwrap_or_else(|| self.waiting(thread));
            }
            if let Some(begin) = ring.iter().position(|(known, _)| *known == awaited.thread) {
                ring.push((thread, who));
                let holders = ring[begin..].iter().map(|(_, who)| *who);
                let waiting = ring[begin..].iter().map(|(thread, _)| self.waiting(*thread));
                return holders
                    .into_iter()
                    .chain(waiting)
                    .find(|who| !matches!(who, Who::Mapi | Who::Spooler))
                    .unwrap_or(who);
            }
            ring.push((thread, who));
            thread = awaited.thread;
        }
    }

    /// Whose code waits.
    fn waiting(&self, thread: ThreadId) -> Who {
        self.state
            .thread(thread)
            .frames
            .last()
            .map_or(Who::Mapi, |frame| self.program.body(frame.body).who)
    }
}
