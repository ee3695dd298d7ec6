//! Executes one statement of one thread, with the silent ones before it, and records every change.
//!
//! It must not know scheduling or rules, and it names no method: what a call does is the called body's business.

use super::body::{Code, Expr, Guard};
use super::change::{Change, Direction};
use super::eval::{Scope, Trap};
use super::event::{At, Event, EventKind, Fault};
use super::machine::Choice;
use super::program::Program;
use super::state::{End, Frame, Life, State};
use super::value::{MethodId, ObjectId, Value};

mod ledgers;
mod objects;

/// Most frames of a thread; one more call is a crash by recursion.
pub const DEEPEST_STACK: usize = 40;

/// Most silent statements before one that is a step; more is a crash by an endless loop.
const SILENT_BOUND: usize = 100_000;

/// Executes a step on a state.
pub(super) struct Stepper<'a> {
    program: &'a Program,
    state: &'a mut State,
    choice: Choice,
    changes: Vec<Change>,
}

/// What an operation came to.
enum Done {
    /// It was silent; go on at this place.
    On(u16),
    /// It was the step; the frame goes on at this place.
    Step(EventKind, u16),
    /// It was the step, and it left or entered a frame: the place is already set.
    Moved(EventKind),
}

type Outcome = Result<Done, Trap>;

impl<'a> Stepper<'a> {
    pub(super) fn new(program: &'a Program, state: &'a mut State, choice: Choice) -> Self {
        Self { program, state, choice, changes: Vec::with_capacity(8) }
    }

    /// Runs silent statements up to the first that is a step, and that one. The event does not have its changes yet: the rules' counters
    /// come on top.
    pub(super) fn run(mut self) -> (Event, Vec<Change>) {
        let event = self.step();
        (event, self.changes)
    }

    fn step(&mut self) -> Event {
        for _ in 0..SILENT_BOUND {
            let Some(frame) = self.state.thread(self.choice.thread).frames.last() else { break };
            let (body, pc, actor) = (frame.body, frame.pc, frame.this);
            let depth = self.state.thread(self.choice.thread).frames.len() as u16 - 1;
            let program = self.program;
            let op = &program.body(body).ops[usize::from(pc)];
            let at = At { body, statement: op.statement };
            match self.execute(&op.code, pc) {
                Ok(Done::On(next)) => self.go(next),
                Ok(Done::Step(kind, next)) => {
                    self.go(next);
                    return self.event(at, depth, actor, kind);
                }
                Ok(Done::Moved(kind)) => {
                    let depth = depth - u16::from(matches!(kind, EventKind::Return { .. }));
                    return self.event(at, depth, actor, kind);
                }
                Err(trap) => return self.crash(at, depth, actor, trap.why, trap.object),
            }
        }
        let frame = self.state.thread(self.choice.thread).frames.last();
        let (body, actor) = frame.map_or((super::value::BodyId(0), ObjectId(0)), |frame| (frame.body, frame.this));
        self.crash(At { body, statement: 0 }, 0, actor, Fault::Endless, None)
    }

    fn event(&mut self, at: At, depth: u16, actor: ObjectId, kind: EventKind) -> Event {
        self.settle();
        Event { thread: self.choice.thread, depth, actor, at, kind, background: false, changes: Box::default() }
    }

    fn crash(&mut self, at: At, depth: u16, actor: ObjectId, why: Fault, object: Option<ObjectId>) -> Event {
        self.make(Change::End(self.state.end.clone(), Some(End::Crash)));
        let kind = EventKind::Crash { why, object };
        Event { thread: self.choice.thread, depth, actor, at, kind, background: false, changes: Box::default() }
    }

    fn make(&mut self, change: Change) {
        self.state.change(&change, Direction::Forward);
        self.changes.push(change);
    }

    fn go(&mut self, next: u16) {
        if let Some(frame) = self.state.thread(self.choice.thread).frames.last() {
            let old = frame.pc;
            if old != next {
                self.make(Change::Pc(self.choice.thread, old, next));
            }
        }
    }

    /// Runs on through jumps and finished loops, so that equal situations are equal states.
    fn settle(&mut self) {
        for _ in 0..SILENT_BOUND {
            let Some(frame) = self.state.thread(self.choice.thread).frames.last() else { return };
            let program = self.program;
            match &program.body(frame.body).ops[usize::from(frame.pc)].code {
                Code::Jump(to) => self.go(*to),
                Code::Next { list, at, slot, end } if self.is_finished(*list, *at) => {
                    self.clear(*list, *at, *slot);
                    self.go(*end);
                }
                _ => return,
            }
        }
    }

    fn scope(&self) -> Result<Scope<'_>, Trap> {
        Scope::new(self.program, self.state, self.choice.thread).ok_or(Trap { why: Fault::NullPointer, object: None })
    }

    fn value(&self, expr: &Expr) -> Result<Value, Trap> {
        self.scope()?.value(expr)
    }

    fn holds(&self, expr: &Expr) -> Result<bool, Trap> {
        self.scope()?.holds(expr)
    }

    /// An object that is about to be used as memory: null and freed ones trap.
    fn object(&self, expr: &Expr) -> Result<ObjectId, Trap> {
        let object = self.scope()?.object(expr)?;
        if self.state.object(object).life == Life::Freed {
            return Err(Trap { why: Fault::UseAfterFree, object: Some(object) });
        }
        Ok(object)
    }

    fn variable(&self, slot: u16) -> &Value {
        let thread = self.state.thread(self.choice.thread);
        let base = thread.frames.last().map_or(0, |frame| frame.base as usize);
        thread.stack.get(base + usize::from(slot)).unwrap_or(&Value::Null)
    }

    fn assign(&mut self, slot: u16, value: Value) {
        let thread = self.state.thread(self.choice.thread);
        let Some(frame) = thread.frames.last() else { return };
        let at = frame.base + u32::from(slot);
        let old = thread.stack[at as usize].clone();
        if old != value {
            self.make(Change::Variable(self.choice.thread, at, old, value));
        }
    }

    fn is_finished(&self, list: u16, at: u16) -> bool {
        match (self.variable(list), self.variable(at)) {
            (Value::List(items), Value::Number(at)) => *at as usize >= items.len(),
            _ => true,
        }
    }

    fn clear(&mut self, list: u16, at: u16, slot: u16) {
        for slot in [list, at, slot] {
            self.assign(slot, Value::Null);
        }
    }

    fn execute(&mut self, code: &Code, pc: u16) -> Outcome {
        match code {
            Code::Let { slot, value } => {
                let value = self.value(value)?;
                self.assign(*slot, value);
                Ok(Done::On(pc + 1))
            }
            Code::Jump(to) => Ok(Done::On(*to)),
            Code::Branch { condition, otherwise } => Ok(Done::On(if self.holds(condition)? { pc + 1 } else { *otherwise })),
            Code::Take { list, at, value } => {
                let value = self.value(value)?;
                self.assign(*list, value);
                self.assign(*at, Value::Number(0));
                Ok(Done::On(pc + 1))
            }
            Code::Next { list, at, slot, end } => Ok(Done::On(self.next(*list, *at, *slot).map_or(*end, |()| pc + 1))),
            Code::Wait { condition } => {
                let holds = self.holds(condition)?;
                Ok(self.wait(holds.then_some(pc + 1), pc))
            }
            Code::WaitFirst { guards } => self.wait_first(guards, pc),
            loud => self.loud(loud, pc),
        }
    }

    fn next(&mut self, list: u16, at: u16, slot: u16) -> Option<()> {
        if self.is_finished(list, at) {
            self.clear(list, at, slot);
            return None;
        }
        let (Value::List(items), Value::Number(index)) = (self.variable(list).clone(), self.variable(at).clone()) else {
            return None;
        };
        self.assign(slot, items[index as usize].clone());
        self.assign(at, Value::Number(index + 1));
        Some(())
    }

    fn wait(&mut self, passed: Option<u16>, pc: u16) -> Done {
        let was = self.state.thread(self.choice.thread).waiting;
        let waits = passed.is_none();
        if was != waits {
            self.make(Change::Waiting(self.choice.thread, was, waits));
        }
        match passed {
            Some(next) => Done::On(next),
            None => Done::Step(EventKind::Wait, pc),
        }
    }

    fn wait_first(&mut self, guards: &[Guard], pc: u16) -> Outcome {
        for guard in guards {
            let value = self.value(&guard.value)?;
            if value.holds() {
                let done = self.wait(Some(guard.then), pc);
                if let Some(slot) = guard.slot {
                    self.assign(slot, value);
                }
                return Ok(done);
            }
        }
        Ok(self.wait(None, pc))
    }

    fn loud(&mut self, code: &Code, pc: u16) -> Outcome {
        let next = pc + 1;
        let kind = match code {
            Code::Test { condition, otherwise } => {
                let holds = self.holds(condition)?;
                return Ok(Done::Step(EventKind::Test { holds }, if holds { next } else { *otherwise }));
            }
            Code::Call { target, method, args, result, out } => return self.call(target, *method, args, (*result, *out), next),
            Code::Return { result, out } => return self.give_back(result, out),
            Code::Choose { alternatives } => {
                let taken = self.choice.alternative.min(alternatives.len() as u16 - 1);
                let (name, to) = alternatives[usize::from(taken)];
                return Ok(Done::Step(EventKind::Choice { taken, name }, to));
            }
            Code::End => return Ok(self.end_thread()),
            Code::Refs { object, by, left } => self.count(object, *by, *left)?,
            Code::Free { object } => self.free(object)?,
            Code::Invalidate { object } => {
                let object = self.object(object)?;
                self.make(Change::Life(object, self.state.object(object).life, Life::Invalid));
                EventKind::Invalidated { object }
            }
            Code::Create { slot, class, name, parent, holder } => self.create(*slot, *class, name, parent, *holder)?,
            Code::Set { object, field, value } => self.set(object, *field, value)?,
            Code::Link { object, field, value } => self.link(object, *field, value, true)?,
            Code::Unlink { object, field, value } => self.link(object, *field, value, false)?,
            Code::Notify { to, what } => EventKind::Notify { to: self.value(to)?, what: *what },
            Code::Unload { library } => {
                self.make(Change::Unloaded(*library));
                EventKind::Unload { library: *library }
            }
            Code::Exit => {
                self.make(Change::End(self.state.end.clone(), Some(End::Exit)));
                EventKind::Exit
            }
            Code::Crash { why } => {
                let this = self.scope()?.object(&Expr::This).ok();
                return Err(Trap { why: Fault::Said(*why), object: this });
            }
            ledger => self.ledger(ledger)?,
        };
        Ok(Done::Step(kind, next))
    }

    fn call(&mut self, target: &Expr, method: MethodId, args: &[Expr], wanted: (Option<u16>, Option<u16>), next: u16) -> Outcome {
        let object = self.scope()?.object(target)?;
        let args = args.iter().map(|arg| self.value(arg)).collect::<Result<Vec<_>, _>>()?;
        let it = self.state.object(object);
        let own = it.class;
        let class = match it.life {
            Life::Live => &self.program.classes[own.index()],
            Life::Invalid => &self.program.classes[self.program.invalid.index()],
            Life::Freed => &self.program.classes[self.program.freed.index()],
        };
        if class.library.is_some_and(|library| self.state.unloaded.contains(&library)) {
            return Err(Trap { why: Fault::Unloaded, object: Some(object) });
        }
        let body = class.dispatch.get(method.index()).copied().flatten().or(class.any);
        let body = body.ok_or(Trap { why: Fault::NoSuchMethod, object: Some(object) })?;
        let thread = self.state.thread(self.choice.thread);
        if thread.frames.len() >= DEEPEST_STACK {
            return Err(Trap { why: Fault::Recursion, object: Some(object) });
        }
        let base = thread.stack.len() as u32;
        self.go(next);
        let parameters = usize::from(self.program.body(body).parameters);
        let mut variables: Vec<Value> = args.iter().take(parameters).cloned().collect();
        variables.resize(self.program.body(body).variables.len(), Value::Null);
        let frame = Frame { body, pc: 0, this: object, method: Some(method), base, result: wanted.0, out: wanted.1 };
        self.make(Change::Push(self.choice.thread, frame, variables));
        Ok(Done::Moved(EventKind::Call { object, method, args }))
    }

    fn give_back(&mut self, result: &Expr, out: &Expr) -> Outcome {
        let (result, out) = (self.value(result)?, self.value(out)?);
        let frame = self.pop();
        let (object, method) = (frame.this, frame.method.unwrap_or(MethodId(0)));
        if let Some(slot) = frame.result {
            self.assign(slot, result.clone());
        }
        if let Some(slot) = frame.out {
            self.assign(slot, out.clone());
        }
        Ok(Done::Moved(EventKind::Return { object, method, result, out }))
    }

    fn end_thread(&mut self) -> Done {
        self.pop();
        Done::Moved(EventKind::ThreadEnd)
    }

    fn pop(&mut self) -> Frame {
        let thread = self.state.thread(self.choice.thread);
        let frame = thread.frames[thread.frames.len() - 1].clone();
        let variables = thread.stack[frame.base as usize..].to_vec();
        self.make(Change::Pop(self.choice.thread, frame.clone(), variables));
        frame
    }
}

const NULL: Trap = Trap { why: Fault::NullPointer, object: None };
