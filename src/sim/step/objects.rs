//! Executes the statements that make, count, fill and free objects.
//!
//! It must not know calls, threads or the other ledgers; those are in [`super`] and beside this
//! file.

use std::sync::Arc;

use super::super::body::Expr;
use super::super::budget::{ITEM, Limit, MOST_OBJECTS};
use super::super::change::Change;
use super::super::eval::Trap;
use super::super::event::{EventKind, Fault};
use super::super::footprint::Footprint;
use super::super::state::{HOLDERS, Holder, Life, Object};
use super::super::value::{ClassId, FieldId, ObjectId, Value};
use super::Stepper;

impl Stepper<'_> {
    pub(super) fn count(
        &mut self,
        object: &Expr,
        by: i8,
        left: Option<u16>,
    ) -> Result<EventKind, Trap> {
        let object = self.object(object)?;
        let from = self.state.object(object).refs;
        let to = from.saturating_add(i32::from(by));
        self.make(Change::Refs(object, from, to));
        let column = self.on_account_of(object) as u8;
        let held = self.state.object(object).held[usize::from(column)];
        self.make(Change::Held(object, column, held, held.saturating_add(i16::from(by))));
        if let Some(slot) = left {
            self.assign(slot, Value::Number(i64::from(to)));
        }
        Ok(EventKind::Refs { object, from, to })
    }

    /// Who has one reference more or fewer: inside AddRef and Release their caller, elsewhere
    /// the owner of the thread.
    fn on_account_of(&self, object: ObjectId) -> Holder {
        let frames = &self.state.thread(self.choice.thread).frames;
        let inner = &frames[frames.len() - 1];
        let counting = inner.this == object && self.program.counting.contains(&inner.method);
        let caller = match counting {
            true => frames.get(frames.len().wrapping_sub(2)).unwrap_or(inner).this,
            false => frames[0].this,
        };
        self.program.holder(self.state, self.choice.thread, caller)
    }

    pub(super) fn free(&mut self, object: &Expr) -> Result<EventKind, Trap> {
        let object = self.object(object)?;
        let it = self.state.object(object);
        self.meter.look(Footprint::refs(object));
        let (was, forced) = (it.life, it.refs > 0);
        self.make(Change::Life(object, was, Life::Freed));
        Ok(EventKind::Freed { object, was, forced })
    }

    pub(super) fn create(
        &mut self,
        slot: u16,
        class: ClassId,
        name: &Expr,
        parent: &Expr,
        holder: Option<Holder>,
    ) -> Result<EventKind, Trap> {
        let Value::Word(name) = self.value(name)? else {
            return Err(Trap { why: Fault::NullPointer, object: None });
        };
        let parent = self.value(parent)?.object();
        self.may_add(self.state.objects.len(), MOST_OBJECTS, Limit::Objects)?;
        self.meter.spend(self.program.classes[class.index()].fields.len() as u64 * ITEM)?;
        let nth = 1 + self.state.objects.iter().filter(|object| object.name == name).count() as u16;
        let owner = self.state.thread(self.choice.thread).frames[0].this;
        let holder =
            holder.unwrap_or_else(|| self.program.holder(self.state, self.choice.thread, owner));
        let held = HOLDERS.map(|column| i16::from(column == holder));
        let fields: Vec<Value> = self.program.classes[class.index()]
            .fields
            .iter()
            .map(|(_, first)| first.clone())
            .collect();
        let object = Object {
            class,
            name,
            nth,
            parent,
            refs: 1,
            life: Life::Live,
            held,
            fields_at: self.state.fields.len() as u32,
            transport: None,
            first_child: None,
            last_child: None,
            next_sibling: None,
            live_children: 0,
        };
        let id = ObjectId(self.state.objects.len() as u32);
        self.make(Change::Create(Box::new(object), fields));
        self.assign(slot, Value::Object(id));
        Ok(EventKind::Created { object: id })
    }

    /// Whether there may be one more of a kind, and what it costs: its neighbours are counted to
    /// give it a number.
    pub(super) fn may_add(&self, there: usize, most: usize, limit: Limit) -> Result<(), Trap> {
        if there >= most {
            return Err(limit.into());
        }
        Ok(self.meter.spend(64 + there as u64 / 4)?)
    }

    fn field(&self, object: ObjectId, field: FieldId) -> Result<usize, Trap> {
        self.program
            .field_at(self.state, object, field)
            .ok_or(Trap { why: Fault::NullPointer, object: Some(object) })
    }

    pub(super) fn set(
        &mut self,
        object: &Expr,
        field: FieldId,
        value: &Expr,
    ) -> Result<EventKind, Trap> {
        let object = self.object(object)?;
        let value = self.value(value)?;
        let at = self.field(object, field)?;
        self.make(Change::Field(at as u32, self.state.fields[at].clone(), value.clone()));
        Ok(EventKind::Set { object, field, value })
    }

    pub(super) fn link(
        &mut self,
        object: &Expr,
        field: FieldId,
        value: &Expr,
        add: bool,
    ) -> Result<EventKind, Trap> {
        let object = self.object(object)?;
        let value = self.value(value)?;
        let at = self.field(object, field)?;
        if matches!(value, Value::List(_)) && add {
            return Err(Limit::Nested.into());
        }
        let old = self.state.fields[at].clone();
        if let Value::List(items) = &old {
            self.meter.list(items.len() + usize::from(add))?;
        }
        let mut items: Vec<Value> = match &old {
            Value::List(items) => items.to_vec(),
            _ => Vec::new(),
        };
        match items.iter().position(|item| *item == value) {
            Some(position) if !add => drop(items.remove(position)),
            _ if add => items.push(value.clone()),
            _ => {}
        }
        self.make(Change::Field(at as u32, old, Value::List(Arc::new(items))));
        Ok(match add {
            true => EventKind::Link { object, field, value },
            false => EventKind::Unlink { object, field, value },
        })
    }
}
