//! Computes the value of an expression in a situation. Reading freed memory or a null pointer is a
//! [`Trap`]: the simulated process crashes, the machine doesn't.
//!
//! It must not change anything.

mod question;

use std::borrow::Cow;
use std::sync::Arc;

use super::body::{ComparisonOp, Expr, LineField, MessageField, ObjectField, WorldQuery};
use super::budget::Meter;
use super::event::Fault;
pub use super::event::Trap;
use super::footprint::Footprint;
use super::program::Program;
use super::state::{Life, State, Transport};
use super::value::{FieldId, ObjectId, ThreadId, Value};

/// Deepest nesting of `first(..)` and `list(..)`.
pub const DEEPEST_BINDING: usize = 4;

type Computed = Result<Value, Trap>;

/// Where an expression is computed: a situation, and a thread whose innermost frame has the
/// variables.
pub struct EvalScope<'a> {
    program: &'a Program,
    state: &'a State,
    meter: &'a Meter,
    thread: ThreadId,
    this: ObjectId,
    base: usize,
    /// Made when the first one is bound.
    bound: Option<[Value; DEEPEST_BINDING]>,
}

impl<'a> EvalScope<'a> {
    /// The innermost frame of a thread; `None` if the thread is over. What is computed there is
    /// counted by `meter`.
    #[inline(always)]
    pub fn new(
        program: &'a Program,
        state: &'a State,
        thread: ThreadId,
        meter: &'a Meter,
    ) -> Option<Self> {
        let frame = state.thread(thread).frames.last()?;
        Some(Self {
            program,
            state,
            meter,
            thread,
            this: frame.this,
            base: frame.base as usize,
            bound: None,
        })
    }

    /// Computes an expression; the state stays as it is.
    ///
    /// # Errors
    /// The fault that the process would crash with, such as a field of a freed object.
    pub fn value(&mut self, expr: &Expr) -> Computed {
        Ok(self.look_at(expr)?.into_owned())
    }

    /// The same, without a copy of what is there already.
    fn look_at<'e>(&mut self, expr: &'e Expr) -> Result<Cow<'e, Value>, Trap>
    where
        'a: 'e,
    {
        if !is_condition(expr) {
            self.meter.spend(1)?;
        }
        Ok(Cow::Owned(match expr {
            Expr::Constant(value) => return Ok(Cow::Borrowed(value)),
            Expr::Variable(slot) => return Ok(Cow::Borrowed(self.variable(*slot))),
            Expr::Field(object, field) => {
                let object = self.object(object)?;
                return self.field(object, *field).map(Cow::Borrowed);
            }
            Expr::Bound(depth) => {
                self.bound.as_ref().map_or(Value::Null, |it| it[usize::from(*depth)].clone())
            }
            Expr::This => Value::Object(self.this),
            Expr::Object(object, what) => self.object_field(object, *what)?,
            Expr::Message(message, what) => self.message_field(message, *what)?,
            Expr::Line(transport, what) => self.line_field(transport, *what)?,
            Expr::Ask(question, arguments) => self.ask(*question, arguments)?,
            Expr::Not(_) | Expr::And(..) | Expr::Or(..) | Expr::Compare(..) => {
                Value::Bool(self.holds(expr)?)
            }
            Expr::Union(left, right) => self.union(left, right)?,
            Expr::Common(left, right) => Value::Number(self.number(left)? & self.number(right)?),
            Expr::Choice(yes, condition, no) => {
                return if self.holds(condition)? { self.look_at(yes) } else { self.look_at(no) };
            }
            Expr::First { depth, list, condition } => self.first(*depth, list, condition)?,
            Expr::Select { depth, list, condition } => self.select(*depth, list, condition)?,
            Expr::Bits(inner) => {
                Value::Number(i64::from((self.number(inner)? as u32).count_ones()))
            }
        }))
    }

    /// Whether a condition holds.
    ///
    /// # Errors
    /// The fault that the process would crash with.
    pub fn holds(&mut self, expr: &Expr) -> Result<bool, Trap> {
        if is_condition(expr) {
            self.meter.spend(1)?;
        }
        Ok(match expr {
            Expr::Not(inner) => !self.holds(inner)?,
            Expr::And(left, right) => self.holds(left)? && self.holds(right)?,
            Expr::Or(left, right) => self.holds(left)? || self.holds(right)?,
            Expr::Compare(how, left, right) => self.compare(*how, left, right)?,
            Expr::Select { depth, list, condition } => self.first(*depth, list, condition)?.holds(),
            other => self.look_at(other)?.holds(),
        })
    }

    /// Computes an object that is about to be used; null is a trap.
    ///
    /// # Errors
    /// The fault that the process would crash with; a null pointer is one.
    pub fn object(&mut self, expr: &Expr) -> Result<ObjectId, Trap> {
        self.look_at(expr)?.object().ok_or(Trap { why: Fault::NullPointer, object: None })
    }

    /// Computes a number; anything else counts as 0.
    ///
    /// # Errors
    /// The fault that the process would crash with.
    pub fn number(&mut self, expr: &Expr) -> Result<i64, Trap> {
        Ok(match *self.look_at(expr)? {
            Value::Number(number) => number,
            _ => 0,
        })
    }

    fn variable(&self, slot: u16) -> &'a Value {
        let stack = &self.state.thread(self.thread).stack;
        stack.get(self.base + usize::from(slot)).unwrap_or(&NULL)
    }

    fn field(&self, object: ObjectId, field: FieldId) -> Result<&'a Value, Trap> {
        self.meter.look(Footprint::life(object));
        if self.state.object(object).life == Life::Freed {
            return Err(Trap { why: Fault::UseAfterFree, object: Some(object) });
        }
        let at = self.program.field_at(self.state, object, field);
        Ok(at.map_or(&NULL, |at| {
            self.meter.look(Footprint::field(at));
            &self.state.fields[at]
        }))
    }

    fn object_field(&mut self, object: &Expr, what: ObjectField) -> Computed {
        let object = self.object(object)?;
        self.meter.look(Footprint::life(object).and(match what {
            ObjectField::Refs => Footprint::refs(object),
            ObjectField::State | ObjectField::Kind | ObjectField::Parent => Footprint::NONE,
        }));
        let it = self.state.object(object);
        if it.life == Life::Freed && what != ObjectField::State {
            return Err(Trap { why: Fault::UseAfterFree, object: Some(object) });
        }
        Ok(match what {
            ObjectField::Refs => Value::Number(i64::from(it.refs)),
            ObjectField::State => Value::Word(self.program.known.lives[it.life as usize]),
            ObjectField::Kind => Value::Word(self.program.class(self.state, object).kind),
            ObjectField::Parent => it.parent.map_or(Value::Null, Value::Object),
        })
    }

    fn message_field(&mut self, message: &Expr, what: MessageField) -> Computed {
        let Value::Message(id) = self.value(message)? else { return Ok(Value::Null) };
        let it = &self.state.messages[id.index()];
        self.meter.look(Footprint::MAIL);
        Ok(match what {
            MessageField::State => Value::Word(self.program.known.messages[it.state as usize]),
            MessageField::Locked => Value::Bool(it.locked),
            MessageField::Store => Value::Object(it.store),
            MessageField::Carrier => {
                Value::Object(self.state.transports[it.transport.index()].object)
            }
        })
    }

    fn line_field(&mut self, transport: &Expr, what: LineField) -> Computed {
        let object = self.object(transport)?;
        self.meter.look(Footprint::LINES);
        let Some(line) = self.line(object) else { return Ok(Value::Null) };
        Ok(match what {
            LineField::Sends => line.sends.map_or(Value::Null, Value::Message),
            LineField::Gets => line.gets.map_or(Value::Null, Value::Message),
            LineField::Flushing => Value::Bool(line.flushing),
            LineField::LoggedOn => Value::Bool(line.logged_on),
        })
    }

    fn line(&self, object: ObjectId) -> Option<&'a Transport> {
        self.state.object(object).transport.map(|at| &self.state.transports[at.index()])
    }

    fn compare(&mut self, how: ComparisonOp, left: &Expr, right: &Expr) -> Result<bool, Trap> {
        let (left, right) = (self.look_at(left)?, self.look_at(right)?);
        let (left, right): (&Value, &Value) = (&left, &right);
        if let Value::List(items) = right {
            self.meter.spend(items.len() as u64)?;
        }
        Ok(match how {
            ComparisonOp::Equal => same(left, right),
            ComparisonOp::Different => !same(left, right),
            ComparisonOp::Less => number_of(left) < number_of(right),
            ComparisonOp::Greater => number_of(left) > number_of(right),
            ComparisonOp::In => matches!(right, Value::List(list) if list.contains(left)),
            ComparisonOp::Has => number_of(left) & number_of(right) != 0,
            ComparisonOp::Lacks => number_of(left) & number_of(right) == 0,
        })
    }

    fn union(&mut self, left: &Expr, right: &Expr) -> Computed {
        let (left, right) = (self.value(left)?, self.value(right)?);
        Ok(match (&left, &right) {
            (Value::List(a), Value::List(b)) => {
                self.meter.list(a.len() + b.len())?;
                Value::List(Arc::new(a.iter().chain(b.iter()).cloned().collect()))
            }
            _ => Value::Number(number_of(&left) | number_of(&right)),
        })
    }

    fn bind(&mut self, depth: u8, item: Value) {
        self.bound.get_or_insert_default()[usize::from(depth)] = item;
    }

    fn first(&mut self, depth: u8, list: &Expr, condition: &Expr) -> Computed {
        let mut found = Value::Null;
        self.each(list, &mut |scope, item| {
            scope.bind(depth, item.clone());
            let holds = scope.holds(condition)?;
            if holds {
                found = item;
            }
            Ok(!holds)
        })?;
        Ok(found)
    }

    fn select(&mut self, depth: u8, list: &Expr, condition: &Expr) -> Computed {
        let mut found = Vec::new();
        self.each(list, &mut |scope, item| {
            scope.bind(depth, item.clone());
            if scope.holds(condition)? {
                found.push(item);
            }
            Ok(true)
        })?;
        self.list(found)
    }

    /// Walks a list without building it where the list is a question about the world; `visit` says
    /// whether to continue.
    fn each(&mut self, list: &Expr, visit: &mut Visit<'_, 'a>) -> Result<(), Trap> {
        let state = self.state;
        match list {
            Expr::Ask(WorldQuery::Transports, _) => {
                self.meter.look(Footprint::LINES);
                for line in state.transports.iter().filter(|line| line.logged_on) {
                    if !visit(self, Value::Object(line.object))? {
                        break;
                    }
                }
            }
            Expr::Ask(WorldQuery::Children, arguments) => {
                let parent = self.object(&arguments[0])?;
                self.meter.look(Footprint::OBJECTS);
                for child in state.children(parent) {
                    self.meter.spend(1)?;
                    if state.object(child).life != Life::Freed
                        && !visit(self, Value::Object(child))?
                    {
                        break;
                    }
                }
            }
            other => {
                if let Value::List(items) = &*self.look_at(other)? {
                    for item in items.iter() {
                        self.meter.spend(1)?;
                        if !visit(self, item.clone())? {
                            break;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// A new list, if it is not too long.
    fn list(&self, items: Vec<Value>) -> Computed {
        self.meter.list(items.len())?;
        Ok(Value::List(Arc::new(items)))
    }

    /// The list of those that are not freed; the others are looked at as well.
    fn not_freed(&self, objects: impl Iterator<Item = ObjectId>) -> Computed {
        let mut found = Vec::new();
        for object in objects {
            self.meter.spend(1)?;
            if self.state.object(object).life != Life::Freed {
                found.push(Value::Object(object));
            }
        }
        self.list(found)
    }
}

type Visit<'v, 'a> = dyn FnMut(&mut EvalScope<'a>, Value) -> Result<bool, Trap> + 'v;

/// What was never set.
static NULL: Value = Value::Null;

/// Whether an expression is a yes or no that is computed of others.
fn is_condition(expr: &Expr) -> bool {
    matches!(expr, Expr::Not(_) | Expr::And(..) | Expr::Or(..) | Expr::Compare(..))
}

fn same(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Null, Value::Bool(false)) | (Value::Bool(false), Value::Null) => true,
        _ => left == right,
    }
}

fn number_of(value: &Value) -> i64 {
    match value {
        Value::Number(number) => *number,
        Value::HResult(code) => i64::from(*code),
        Value::Bool(yes) => i64::from(*yes),
        _ => 0,
    }
}
