//! Executes one statement of one thread, with the silent ones before it, and records every change.
//!
//! It must not know scheduling or rules, and it names no method: what a call does is the called
//! body's business.

use super::body::{Code, Expr};
use super::budget::{EVENT, ITEM, Limit, Meter};
use super::change::{Change, Direction};
use super::choice::{Choice, Grain};
use super::eval::{EvalScope, Trap};
use super::event::{At, Event, EventKind, Fault};
use super::footprint::Footprint;
use super::program::Program;
use super::state::{End, Frame, Life, State};
use super::value::{MethodId, ObjectId, Value};

mod ledgers;
mod objects;
mod silent;

/// Most frames of a thread; one more call is a crash by recursion.
pub const DEEPEST_STACK: usize = 40;

/// Most silent statements before one that is a step; with more the step is beyond its bound.
pub const SILENT_BOUND: usize = 100_000;

/// Executes a step on a state.
pub(super) struct Stepper<'a> {
    program: &'a Program,
    state: &'a mut State,
    choice: Choice,
    grain: Grain,
    changes: Vec<Change>,
    meter: &'a Meter,
}

/// What an operation came to.
enum Done {
    /// It was silent; continue at this place.
    On(u16),
    /// It was the step; the frame continues at this place.
    Step(EventKind, u16),
    /// It was the step, and it left or entered a frame: the place is already set.
    Moved(EventKind),
}

type StepResult = Result<Done, Trap>;

impl<'a> Stepper<'a> {
    pub(super) fn new(
        program: &'a Program,
        state: &'a mut State,
        choice: Choice,
        grain: Grain,
        meter: &'a Meter,
    ) -> Self {
        Self { program, state, choice, grain, changes: Vec::with_capacity(8), meter }
    }

    /// Runs silent statements up to the first that is a step, and that one; `None` if it was to
    /// take statements one by one, and this one was silent. The event does not have its changes
    /// yet: the rules' counters come on top. Where the step would cross a bound, the state is left
    /// as it was.
    pub(super) fn run(mut self) -> Result<(Option<Event>, Vec<Change>), Limit> {
        match self.step() {
            Some(Event { kind: EventKind::Crash { why: Fault::Beyond(limit), .. }, .. }) => {
                for change in self.changes.iter().rev() {
                    self.state.change(change, Direction::Back);
                }
                Err(limit)
            }
            event => Ok((event, self.changes)),
        }
    }

    fn step(&mut self) -> Option<Event> {
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
                    return Some(self.event(at, depth, actor, kind));
                }
                Ok(Done::Moved(kind)) => {
                    let depth = depth - u16::from(matches!(kind, EventKind::Return { .. }));
                    return Some(self.event(at, depth, actor, kind));
                }
                Err(trap) => return Some(self.crash(at, depth, actor, trap.why, trap.object)),
            }
            if self.grain == Grain::Statement {
                return None;
            }
        }
        // Statement after statement, and none is a step: a long loop can't be distinguished from an
        // endless one.
        let at = At { body: super::value::BodyId(0), statement: 0 };
        Some(self.crash(at, 0, ObjectId(0), Fault::Beyond(Limit::StepWork), None))
    }

    fn event(&mut self, at: At, depth: u16, actor: ObjectId, kind: EventKind) -> Event {
        if self.grain == Grain::Step {
            self.settle();
        }
        Event {
            thread: self.choice.thread,
            depth,
            actor,
            at,
            kind,
            background: false,
            changes: Box::default(),
        }
    }

    fn crash(
        &mut self,
        at: At,
        depth: u16,
        actor: ObjectId,
        why: Fault,
        object: Option<ObjectId>,
    ) -> Event {
        self.make(Change::End(self.state.end, Some(End::Crash)));
        let kind = EventKind::Crash { why, object };
        Event {
            thread: self.choice.thread,
            depth,
            actor,
            at,
            kind,
            background: false,
            changes: Box::default(),
        }
    }

    #[inline(always)]
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

    #[inline(always)]
    fn scope(&self) -> Result<EvalScope<'_>, Trap> {
        EvalScope::new(self.program, self.state, self.choice.thread, self.meter)
            .ok_or(Trap { why: Fault::NullPointer, object: None })
    }

    fn value(&self, expr: &Expr) -> Result<Value, Trap> {
        let value = match expr {
            // Most are: they need no scope.
            Expr::Constant(value) => value.clone(),
            Expr::Variable(slot) => self.variable(*slot).clone(),
            other => return self.scope()?.value(other),
        };
        self.meter.spend(1)?;
        Ok(value)
    }

    fn holds(&self, expr: &Expr) -> Result<bool, Trap> {
        self.scope()?.holds(expr)
    }

    /// An object that is about to be used as memory: null and freed ones trap.
    fn object(&self, expr: &Expr) -> Result<ObjectId, Trap> {
        let object = self.value(expr)?.object().ok_or(NULL)?;
        self.meter.look(Footprint::life(object));
        if self.state.object(object).life == Life::Freed {
            return Err(Trap { why: Fault::UseAfterFree, object: Some(object) });
        }
        Ok(object)
    }

    #[inline(always)]
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

    fn execute(&mut self, code: &Code, pc: u16) -> StepResult {
        // What it changes is kept for the way back.
        self.meter.spend(ITEM)?;
        match code {
            silent if silent.is_silent() => self.silent(silent, pc),
            loud => self.loud(loud, pc),
        }
    }

    fn loud(&mut self, code: &Code, pc: u16) -> StepResult {
        self.meter.spend(EVENT)?;
        let next = pc + 1;
        let kind = match code {
            Code::Test { condition, otherwise } => {
                let holds = self.holds(condition)?;
                return Ok(Done::Step(
                    EventKind::Test { holds },
                    if holds { next } else { *otherwise },
                ));
            }
            Code::Call { target, method, args, result, out } => {
                return self.call(target, *method, args, (*result, *out), next);
            }
            Code::Return { result, out } => return self.give_back(result, out),
            Code::Choose { alternatives } => {
                let taken =
                    self.choice.alternative.min(alternatives.len().saturating_sub(1) as u16);
                let (name, to) = alternatives[usize::from(taken)];
                return Ok(Done::Step(EventKind::Choice { taken, name }, to));
            }
            Code::Pick { list, slot, .. } => self.pick(*list, *slot)?,
            Code::End => return Ok(self.end_thread()),
            Code::Refs { object, by, left } => self.count(object, *by, *left)?,
            Code::Free { object } => self.free(object)?,
            Code::Invalidate { object } => {
                let object = self.object(object)?;
                self.make(Change::Life(object, self.state.object(object).life, Life::Invalid));
                EventKind::Invalidated { object }
            }
            Code::Create { slot, class, name, parent, holder } => {
                self.create(*slot, *class, name, parent, *holder)?
            }
            Code::Set { object, field, value } => self.set(object, *field, value)?,
            Code::Link { object, field, value } => self.link(object, *field, value, true)?,
            Code::Unlink { object, field, value } => self.link(object, *field, value, false)?,
            Code::Notify { to, what } => EventKind::Notify { to: self.value(to)?, what: *what },
            Code::Unload { library } => {
                self.make(Change::Unloaded(*library));
                EventKind::Unload { library: *library }
            }
            Code::Exit => {
                self.make(Change::End(self.state.end, Some(End::Exit)));
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

    fn call(
        &mut self,
        target: &Expr,
        method: MethodId,
        args: &[Expr],
        wanted: (Option<u16>, Option<u16>),
        next: u16,
    ) -> StepResult {
        let object = self.value(target)?.object().ok_or(NULL)?;
        let mut given = Vec::with_capacity(args.len());
        for arg in args {
            given.push(self.value(arg)?);
        }
        self.meter.look(Footprint::life(object).and(Footprint::UNLOADED));
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
        // Arguments and variables are kept twice: in the event and in the change, or in the call
        // and in the return.
        let called = self.program.body(body);
        self.meter.spend((called.variables.len() + given.len()) as u64 * 2 * ITEM)?;
        self.go(next);
        let mut variables = Vec::with_capacity(called.variables.len());
        variables.extend(given.iter().take(usize::from(called.parameters)).cloned());
        variables.resize(called.variables.len(), Value::Null);
        let frame = Frame {
            body,
            pc: 0,
            this: object,
            method: Some(method),
            base,
            result: wanted.0,
            out: wanted.1,
        };
        self.make(Change::Push(self.choice.thread, frame, variables));
        Ok(Done::Moved(EventKind::Call { object, method, args: given }))
    }

    fn give_back(&mut self, result: &Expr, out: &Expr) -> StepResult {
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
        let frame = thread.frames[thread.frames.len() - 1];
        let variables = thread.stack[frame.base as usize..].to_vec();
        self.make(Change::Pop(self.choice.thread, frame, variables));
        frame
    }
}

const NULL: Trap = Trap { why: Fault::NullPointer, object: None };
